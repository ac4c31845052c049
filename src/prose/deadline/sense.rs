//! What a stretch of words about a time says.

use chrono::NaiveDate;
use std::ops::Range;

/// What a stretch of time words says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::prose) enum Sense {
    /// It is to be done by this day.
    Due(NaiveDate),
    /// It has a time, but the calendar does not say which day ends it.
    Event,
    /// It bounds nothing: `after graduation`, `one day`, `since 2019`.
    None,
}

/// A stretch of words about a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::prose) struct Time {
    /// Its tokens.
    pub(in crate::prose) tokens: Range<usize>,
    /// What it says.
    pub(in crate::prose) sense: Sense,
}

/// Due on a day; an event where the calendar does not know it.
pub(super) fn due(date: Option<NaiveDate>) -> Sense {
    date.map_or(Sense::Event, Sense::Due)
}
