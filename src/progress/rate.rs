//! How fast: the pace so far, the pace that is needed, the best pace of all.

/// A pace a week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// So much in seven active days, in the unit of `of`. What is to fall, falls: 71 to 50 minutes
    /// in 21 weeks is −1.
    pub per_week: f64,
    /// In which unit.
    pub of: RateUnit,
}

/// The unit of a [`Rate`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateUnit {
    /// That of the metric.
    Metric,
    /// Weight of steps: whole steps where no weight is written.
    Steps,
    /// The share of the whole, 0 to 1, of a goal that others carry.
    Share,
}
