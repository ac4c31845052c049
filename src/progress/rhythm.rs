//! Habits, bands and limits: a rhythm kept, period by period.

use chrono::NaiveDate;

/// A habit, band or limit, period by period.
#[derive(Clone, Debug, PartialEq)]
pub struct Rhythm {
    /// What each period is held against.
    pub kind: RhythmKind,
    /// The calendar periods from the start to today, oldest first.
    pub periods: Vec<PeriodMet>,
    /// How many closed periods were met.
    pub met: usize,
    /// How many closed periods count: met or missed.
    pub closed: usize,
    /// The smoothed score, 0 to 1: 0.7 of what it was and 0.3 of the newest closed period; `None`
    /// before the first one.
    pub score: Option<f64>,
}

/// What the value of a period is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RhythmKind {
    /// At least so much in each period.
    Habit,
    /// At most so much.
    Limit,
    /// Within two bounds.
    Band,
}

/// One calendar period of a [`Rhythm`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PeriodMet {
    /// Its first day; the start, where that falls into it.
    pub first: NaiveDate,
    /// Its last day; the due day, where that falls into it.
    pub last: NaiveDate,
    /// What was logged in it; `None` where nothing was.
    pub value: Option<f64>,
    /// The bound for this period, less what was paused or before the start: the target of a habit
    /// or limit; of a band, `low` and `high`.
    pub bound: Bound,
    /// Whether it was met.
    pub met: Met,
}

/// What one period asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// At least this.
    AtLeast(f64),
    /// At most this.
    AtMost(f64),
    /// From the first to the second, both included.
    Within(f64, f64),
}

/// Whether a period was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// It was.
    Met,
    /// It was not.
    Missed,
    /// It was paused as a whole: it does not count.
    Paused,
    /// Nothing was written of it, and a bound is only known to be kept where something was: it
    /// does not count. Never for habits.
    Unchecked,
    /// It is not over.
    Open,
}

impl Rhythm {
    /// The share of the closed periods that were met; `None` before the first one.
    pub fn share(&self) -> Option<f64> {
        (self.closed > 0).then(|| self.met as f64 / self.closed as f64)
    }

    /// The period that is not over, if there is one.
    pub fn open(&self) -> Option<&PeriodMet> {
        self.periods.last().filter(|period| period.met == Met::Open)
    }
}
