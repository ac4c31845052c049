//! The date we reckon from, as a value.
//!
//! Whatever depends on the date takes a [`Today`]; nothing in the library asks a clock. It is
//! resolved once, in `cli`: `--today`, then the plan's `as_of`, then `SOURCE_DATE_EPOCH`, then the
//! clock.

use chrono::NaiveDate;

/// The day on which a plan is read: whole, local, the same for the whole run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Today(pub NaiveDate);

impl Today {
    /// The calendar day itself.
    pub fn date(self) -> NaiveDate {
        self.0
    }
}
