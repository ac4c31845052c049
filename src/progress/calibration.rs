//! How the owner's own finished goals went: as forecast, and as planned.

use super::forecast::Basis;
use crate::plan::GoalIx;

/// How wide the bands of a forecast are, as factors of the days to its centre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factors {
    /// Of the band that is to hold six of ten.
    pub p60: (f64, f64),
    /// Of the band that is to hold eight of ten.
    pub p80: (f64, f64),
}

impl Default for Factors {
    fn default() -> Self {
        Self {
            p60: (0.5, 2.4),
            p80: (0.25, 2.9),
        }
    }
}

/// How the owner's own finished goals went.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    /// The finished goals of which it can be said, in the order of the plan.
    pub finished: Vec<Finished>,
    /// The median of their `against_forecast`.
    pub forecast_ratio: Option<f64>,
    /// The median of their `against_plan`.
    pub plan_ratio: Option<f64>,
    /// The factors in use.
    pub factors: Factors,
    /// Where those come from.
    pub basis: Basis,
}

/// How one finished goal went.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finished {
    /// Which.
    pub goal: GoalIx,
    /// Days that remained over days that were forecast, the median over its check-ins: 2 took twice
    /// as long as its pace said. `None` where nothing could be forecast.
    pub against_forecast: Option<f64>,
    /// How many forecasts that rests on.
    pub forecasts: usize,
    /// Days that it took over days that it was to take, by its first deadline.
    pub against_plan: Option<f64>,
}
