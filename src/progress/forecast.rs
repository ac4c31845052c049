//! When a goal will be done at its pace so far, and how sure that is.
//!
//! The centre is what remains over the pace so far. The bands are factors of the days to the centre:
//! a forecast from a pace is right in the middle and wrong by a factor, more often too early than
//! too late.

use super::days::Pauses;
use super::rate::{self, At};
use super::series::{Pace, Track};
use crate::config::ForecastBounds;
use chrono::NaiveDate;

/// When a goal will be done, or why that cannot be said.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Outlook {
    /// At the pace so far it ends within these days.
    Finish(Forecast),
    /// It does not move towards its target: no finish at this pace, or none in thirty years.
    NoFinish,
    /// It has been quiet for two cadences, or far longer than it used to be, so that its pace says
    /// nothing of what comes.
    Quiet {
        /// The last day with news of how far it is.
        since: NaiveDate,
    },
    /// Too little is known yet; a forecast wants all three, see
    /// [`ForecastBounds`].
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
    /// The middle: what remains over the pace so far, counted from today in active days, those of
    /// pauses to come left out.
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
        Self::of(ForecastBounds::default())
    }
}

impl Factors {
    /// Those of the settings.
    pub(super) fn of(bounds: ForecastBounds) -> Self {
        Self {
            p60: bounds.likely,
            p80: bounds.wide,
        }
    }
}

/// The farthest centre that is still called a finish, in days: thirty years.
const FARTHEST: f64 = 30.0 * 365.25;

/// Days to the centre, before they are put on a calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Centre {
    /// So many active days from now.
    Days(f64),
    /// There is none: the rate is not above zero.
    Never,
    /// Too little is known.
    TooLittle { checkins: usize },
}

/// The pace of a track as a share a day, where `days` is the active days since the start and `span`
/// those from start to due; `None` where there is none yet.
pub(super) fn pace(track: &Track, points: &[At], (days, span): (i64, Option<i64>)) -> Option<f64> {
    match track.pace {
        Pace::SinceStart => rate::since_start(track, points, days),
        Pace::Slope => rate::slope(points, days, span),
        Pace::None => None,
    }
}

/// What remains over the pace, where enough is known.
pub(super) fn centre(
    track: &Track,
    points: &[At],
    (days, span): (i64, Option<i64>),
    (checkins, bounds): (usize, &ForecastBounds),
) -> Centre {
    let share = points.last().map_or(track.base.share, |point| point.share);
    let pace = pace(track, points, (days, span));
    let little = Centre::TooLittle { checkins };
    let Some(pace) = pace.filter(|_| checkins >= bounds.checkins as usize && days >= bounds.days)
    else {
        return little;
    };
    if pace <= 0.0 {
        return Centre::Never;
    }
    if share < bounds.from_share {
        return little;
    }
    let centre = (1.0 - share).max(0.0) / pace;
    if centre <= FARTHEST {
        Centre::Days(centre)
    } else {
        Centre::Never
    }
}

/// A centre on the calendar, with its bands. Days are rounded to whole ones. `None` beyond the
/// calendar.
pub(super) fn on_calendar(
    centre: f64,
    today: NaiveDate,
    pauses: &Pauses,
    (factors, basis): (Factors, Basis),
) -> Option<Forecast> {
    // A half that was lost in the last digit of a quotient is still a half.
    let day = |factor: f64| pauses.advance(today, (centre * factor + 1e-6).round() as u64);
    let band = |(low, high): (f64, f64)| Some((day(low)?, day(high)?));
    Some(Forecast {
        centre: day(1.0)?,
        p60: band(factors.p60)?,
        p80: band(factors.p80)?,
        basis,
    })
}
