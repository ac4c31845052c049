//! When a goal will be done at its pace so far, and how sure that is.

use chrono::NaiveDate;

/// When a goal will be done, or why that cannot be said.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Outlook {
    /// At the pace so far it ends within these days.
    Finish(Forecast),
    /// It does not move towards its target: no finish at this pace.
    NoFinish,
    /// It has been quiet for two cadences, so that its pace says nothing of what comes.
    Quiet {
        /// The last day with news.
        since: NaiveDate,
    },
    /// Too little is known yet; a forecast wants all three.
    TooLittle {
        /// Days with news so far.
        checkins: usize,
        /// Active days since the start.
        days: i64,
        /// The share so far.
        share: f64,
    },
    /// A limit without a period: it is held against time, and has no finish.
    Budget,
    /// It has none: it is over, met, not begun or set aside, or it has nothing to go by; habits,
    /// bands and limits have none either.
    #[default]
    NotAsked,
}

impl Outlook {
    /// The forecast, where there is one.
    pub fn forecast(&self) -> Option<&Forecast> {
        match self {
            Self::Finish(forecast) => Some(forecast),
            _ => None,
        }
    }
}

/// When a goal will be done at the pace so far. Never to be shown as one bare date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// The middle: what remains over the pace so far.
    pub centre: NaiveDate,
    /// First and last day of the band that is to hold six of ten.
    pub p60: (NaiveDate, NaiveDate),
    /// First and last day of the band that is to hold eight of ten.
    pub p80: (NaiveDate, NaiveDate),
    /// What the width of the bands rests on.
    pub basis: Basis,
}

/// What the width of a forecast's bands rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Factors from forecasts of other people's logs.
    #[default]
    Backtest,
    /// The owner's own finished goals.
    Own {
        /// How many.
        finished: usize,
    },
}
