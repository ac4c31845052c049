//! Habits, bands and limits: a rhythm kept, period by period.
//!
//! In: a goal whose metric is one, its first and last day, its pauses. Out: its calendar periods, and
//! whether each was met. A day off is no fault and a long run no merit: what counts is the share of
//! periods that were met, and a score that forgets slowly.

use super::days::Pauses;
use super::readings;
use crate::config::Config;
use crate::plan::Goal;
use crate::plan::goal::Metric;
use crate::prose::{Period, PeriodUnit};
use crate::vocabulary::{Direction, LogMeaning, MetricType};
use chrono::{Datelike, Days, Months, NaiveDate};

/// A habit, band or limit, period by period.
#[derive(Clone, Debug, PartialEq)]
pub struct Rhythm {
    /// What each period is held against.
    pub kind: RhythmKind,
    /// The length of a period.
    pub every: Period,
    /// The calendar periods from the start to today, oldest first: at most the last
    /// [`Rhythm::MOST`].
    pub periods: Vec<PeriodMet>,
    /// How many closed periods were met.
    pub met: usize,
    /// How many closed periods count: met or missed.
    pub closed: usize,
    /// The smoothed score, 0 to 1: 0.7 of what it was and 0.3 of the newest closed period, which is
    /// 1 where it was met; `None` before the first one, with which it begins.
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
    /// Its last day; the due day or the day it ended, where that falls into it.
    pub last: NaiveDate,
    /// What was logged in it: the sum, for a level the latest; `None` where nothing was.
    pub value: Option<f64>,
    /// What it asks for. What adds up is asked for pro rata of the days of the calendar period that
    /// were active: the first one from the start on, the last one up to the due day.
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
    /// The periods at most that are looked at: ten years of days.
    pub const MOST: usize = 3660;

    /// The share of the closed periods that were met; `None` before the first one.
    pub fn share(&self) -> Option<f64> {
        (self.closed > 0).then(|| self.met as f64 / self.closed as f64)
    }

    /// The period that is not over, if there is one.
    pub fn open(&self) -> Option<&PeriodMet> {
        self.periods.last().filter(|period| period.met == Met::Open)
    }
}

/// Whether a metric is a rhythm kept rather than a way covered: a habit, a band, and a limit but for
/// what is used up of one for good.
pub(super) fn is_rhythm(metric: &Metric) -> bool {
    metric.kind == MetricType::Habit
        || metric.band.is_set()
        || (metric.limit && (metric.kind != MetricType::Count || metric.period.is_some()))
}

impl Bound {
    fn of(metric: &Metric) -> Option<(RhythmKind, Self)> {
        if let Some((low, high)) = metric.band.get() {
            return Some((RhythmKind::Band, Self::Within(*low, *high)));
        }
        let target = *metric.target.get()?;
        Some(if metric.limit || metric.direction == Direction::Down {
            (RhythmKind::Limit, Self::AtMost(target))
        } else {
            (RhythmKind::Habit, Self::AtLeast(target))
        })
    }

    fn times(self, part: f64) -> Self {
        match self {
            Self::AtLeast(least) => Self::AtLeast(least * part),
            Self::AtMost(most) => Self::AtMost(most * part),
            Self::Within(low, high) => Self::Within(low * part, high * part),
        }
    }

    fn holds(self, value: f64) -> bool {
        // Thirds of a week do not add up to the last digit.
        const EPS: f64 = 1e-9;
        match self {
            Self::AtLeast(least) => value >= least - EPS,
            Self::AtMost(most) => value <= most + EPS,
            Self::Within(low, high) => value >= low - EPS && value <= high + EPS,
        }
    }
}

/// What [`of`] needs to know of the days of a goal.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    /// The first day.
    pub(super) start: NaiveDate,
    /// The last day: due, or the day it ended.
    pub(super) end: Option<NaiveDate>,
    pub(super) today: NaiveDate,
    pub(super) pauses: &'a Pauses,
    /// How often it wants a check-in, for a band or limit without a period of its own.
    pub(super) cadence: Period,
}

/// The periods of a goal's rhythm from its start to today; `None` where the metric does not say what
/// it asks for.
pub(super) fn of(
    goal: &Goal,
    metric: &Metric,
    frame: Frame<'_>,
    config: &Config,
) -> Option<Rhythm> {
    let (kind, bound) = Bound::of(metric)?;
    let every = metric.period.unwrap_or(frame.cadence);
    let readings = readings::readings(goal, metric, frame.today);
    let adds = metric.kind != MetricType::Level && metric.log == LogMeaning::Each;
    let mut rhythm = Rhythm {
        kind,
        every,
        periods: Vec::new(),
        met: 0,
        closed: 0,
        score: None,
    };
    let mut left = readings.as_slice();
    for (first, last) in Calendar::new(every, frame.start, config).to(frame.today) {
        let begin = first.max(frame.start);
        let end = frame.end.map_or(last, |end| last.min(end));
        if end < begin {
            break;
        }
        let (_, rest) = left.split_at(left.partition_point(|(day, _)| *day < begin));
        let (inside, rest) = rest.split_at(rest.partition_point(|(day, _)| *day <= end));
        left = rest;
        // What does not add up stands where it stood last: of two on one day at the larger.
        let value = inside.last().map(|(_, last)| {
            if adds {
                inside.iter().map(|(_, value)| value).sum()
            } else {
                *last
            }
        });
        let active = frame.pauses.active(begin, after(end));
        let bound = if adds {
            bound.times(active as f64 / ((last - first).num_days() + 1) as f64)
        } else {
            bound
        };
        let met = if end >= frame.today {
            Met::Open
        } else if active == 0 {
            Met::Paused
        } else if let Some(value) = value.or((kind == RhythmKind::Habit).then_some(0.0)) {
            if bound.holds(value) {
                Met::Met
            } else {
                Met::Missed
            }
        } else {
            Met::Unchecked
        };
        rhythm.count(met);
        rhythm.periods.push(PeriodMet {
            first: begin,
            last: end,
            value,
            bound,
            met,
        });
    }
    Some(rhythm)
}

impl Rhythm {
    fn count(&mut self, met: Met) {
        let new = match met {
            Met::Met => 1.0,
            Met::Missed => 0.0,
            Met::Paused | Met::Unchecked | Met::Open => return,
        };
        self.closed += 1;
        self.met += usize::from(met == Met::Met);
        self.score = Some(self.score.map_or(new, |old| 0.7 * old + 0.3 * new));
    }
}

fn after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// Calendar periods: weeks begin on the plan's first day of a week; months, quarters and years with
/// the plan's fiscal year. What fits no calendar (every 5 weeks, every 10 days) is counted from the
/// period in which the goal begins.
#[derive(Clone, Copy, Debug)]
struct Calendar {
    every: Period,
    /// The first day of the first period.
    first: NaiveDate,
}

impl Calendar {
    fn new(every: Period, start: NaiveDate, config: &Config) -> Self {
        let first = match every.unit {
            PeriodUnit::Day => start,
            PeriodUnit::Week => {
                let into = start.weekday().days_since(config.week_start);
                start
                    .checked_sub_days(Days::new(into.into()))
                    .unwrap_or(start)
            }
            PeriodUnit::Month | PeriodUnit::Year => {
                let months = match every.unit {
                    // Periods of two years begin with the year in which the goal does.
                    PeriodUnit::Year => 12,
                    _ if 12 % every.count == 0 => every.count,
                    _ => 1,
                };
                let into = (start.month0() + 12 - (config.fiscal_year - 1) % 12) % months;
                let month = start.with_day(1).unwrap_or(start);
                month.checked_sub_months(Months::new(into)).unwrap_or(month)
            }
        };
        Self { every, first }
    }

    /// The periods up to the one that holds `today`, at most the last [`Rhythm::MOST`].
    fn to(self, today: NaiveDate) -> impl Iterator<Item = (NaiveDate, NaiveDate)> {
        let days = (today - self.first).num_days().max(0);
        let shortest = match self.every.unit {
            PeriodUnit::Day => 1,
            PeriodUnit::Week => 7,
            PeriodUnit::Month => 31,
            PeriodUnit::Year => 366,
        } * i64::from(self.every.count);
        let begin = (days / shortest - Rhythm::MOST as i64 + 1).max(0);
        let nth = move |nth: i64| {
            let count = u32::try_from(nth).ok()?.checked_mul(self.every.count)?;
            if count == 0 {
                return Some(self.first);
            }
            // Counted from the first day, so that a month's end does not creep.
            Period {
                count,
                unit: self.every.unit,
            }
            .after(self.first)
        };
        (begin..)
            .map_while(move |at| {
                let first = nth(at)?;
                let last = nth(at + 1)?.pred_opt()?;
                (first <= today).then_some((first, last))
            })
            .take(2 * Rhythm::MOST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn periods(every: &str, start: &str, today: &str, config: &Config) -> String {
        let every = Period::read(every).unwrap();
        let all = Calendar::new(every, day(start), config).to(day(today));
        let shown: Vec<String> = all.map(|(first, last)| format!("{first}/{last}")).collect();
        shown.join(" ")
    }

    #[test]
    fn periods_are_those_of_the_calendar() {
        let config = Config::default();
        for (every, start, today, expected) in [
            // 2026-11-18 is a Wednesday.
            (
                "week",
                "2026-11-18",
                "2026-11-23",
                "2026-11-16/2026-11-22 2026-11-23/2026-11-29",
            ),
            (
                "month",
                "2026-01-31",
                "2026-03-01",
                "2026-01-01/2026-01-31 2026-02-01/2026-02-28 2026-03-01/2026-03-31",
            ),
            (
                "quarter",
                "2026-02-10",
                "2026-04-01",
                "2026-01-01/2026-03-31 2026-04-01/2026-06-30",
            ),
            ("year", "2026-02-10", "2026-04-01", "2026-01-01/2026-12-31"),
            (
                "10 days",
                "2026-02-10",
                "2026-02-20",
                "2026-02-10/2026-02-19 2026-02-20/2026-03-01",
            ),
            (
                "5 months",
                "2026-02-10",
                "2026-07-01",
                "2026-02-01/2026-06-30 2026-07-01/2026-11-30",
            ),
            ("day", "2028-02-29", "2028-02-29", "2028-02-29/2028-02-29"),
            // Nothing before the start.
            ("week", "2026-12-01", "2026-11-23", ""),
        ] {
            assert_eq!(periods(every, start, today, &config), expected, "{every}");
        }
        let fiscal = Config {
            fiscal_year: 4,
            week_start: chrono::Weekday::Sun,
            ..Config::default()
        };
        assert_eq!(
            periods("year", "2026-02-10", "2026-03-01", &fiscal),
            "2025-04-01/2026-03-31"
        );
        assert_eq!(
            periods("week", "2026-11-18", "2026-11-21", &fiscal),
            "2026-11-15/2026-11-21"
        );
    }

    #[test]
    fn a_start_in_the_year_one_is_not_walked_day_by_day() {
        let config = Config::default();
        let all = Calendar::new(Period::read("daily").unwrap(), day("0001-01-01"), &config)
            .to(day("2026-11-22"));
        let all: Vec<_> = all.collect();
        assert_eq!(all.len(), Rhythm::MOST);
        assert_eq!(all.last().unwrap().0, day("2026-11-22"));
    }
}
