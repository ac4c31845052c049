//! Where a goal stood on each day with news.

use chrono::NaiveDate;

/// Where a goal stood at the end of one day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The day.
    pub date: NaiveDate,
    /// In the metric's unit, or as weight of steps; `None` for a goal that others carry.
    pub value: Option<f64>,
    /// As a raw share.
    pub share: f64,
}

/// A step with a day of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Its index in [`Body::steps`](crate::plan::goal::Body::steps).
    pub step: usize,
    /// By when.
    pub due: Option<NaiveDate>,
    /// When it was done, where that is known.
    pub done: Option<NaiveDate>,
    /// Whether it is done, as of that day.
    pub is_done: bool,
}

impl Milestone {
    /// Where it stands on a line of time: the day it was done, else the day it is due.
    pub fn date(&self) -> Option<NaiveDate> {
        self.done.or(self.due)
    }
}
