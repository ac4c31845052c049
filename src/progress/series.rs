//! Where a goal stood on each day with news.

use super::goal::Source;
use super::rate::RateUnit;
use super::readings;
use crate::plan::Goal;
use crate::plan::goal::{Metric, Step, StepState};
use crate::today::Today;
use crate::vocabulary::{Direction, MetricType};
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

/// How the pace of a track is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    /// What was added since the start over the days since then.
    SinceStart,
    /// The slope of the latest readings.
    Slope,
    /// It has none: done or not.
    None,
}

/// The history of the one source of a goal's progress.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Track {
    pub(super) source: Source,
    /// Where it stood before any day that is known.
    pub(super) base: Point,
    /// Where it began; `None` where no baseline tells.
    pub(super) begin: Option<Point>,
    /// One point a day with news, oldest first.
    pub(super) points: Vec<Point>,
    /// The days with news, of which a forecast wants some: for steps with the entries of the log,
    /// which say that somebody looked.
    pub(super) checkins: Vec<NaiveDate>,
    /// The unit of its values, and how much of it is the whole way.
    pub(super) unit: (RateUnit, f64),
    pub(super) pace: Pace,
}

impl Track {
    /// Where it stands at the end.
    pub(super) fn last(&self) -> Point {
        self.points.last().copied().unwrap_or(self.base)
    }

    /// Its points, with one on the day of the start where it is known how it began.
    pub(super) fn since(&self, start: NaiveDate) -> Vec<Point> {
        let later = self.points.first().is_none_or(|point| point.date > start);
        let begin = self.begin.filter(|_| later).map(|begin| Point {
            date: start,
            ..begin
        });
        begin
            .into_iter()
            .chain(self.points.iter().copied())
            .collect()
    }

    /// The raw share at the end.
    pub(super) fn share(&self) -> f64 {
        self.last().share
    }
}

/// The track of a goal's metric; `None` where the metric does not say when it is met, and for habits
/// and bands.
pub(super) fn of_metric(goal: &Goal, metric: &Metric, today: Today) -> Option<Track> {
    let yes = metric.kind == MetricType::YesNo && metric.target.is_absent();
    let target = metric.target.get().copied().or(yes.then_some(1.0))?;
    let readings = readings::readings(goal, metric, today.date());
    let days = readings::by_day(metric, &readings);
    let (way, start) = Way::of(metric, target, &days)?;
    let point = |date, value: Option<f64>| Point {
        date,
        value,
        share: value.map_or(0.0, |value| way.share(value)),
    };
    // What `current:` says holds where no log does; it has no day.
    let current = metric.current.get().filter(|_| days.is_empty()).copied();
    Some(Track {
        source: Source::Metric,
        base: point(NaiveDate::MIN, current.or(start)),
        begin: start
            .filter(|_| current.is_none())
            .map(|start| point(NaiveDate::MIN, Some(start))),
        checkins: days.iter().map(|(day, _)| *day).collect(),
        points: days
            .iter()
            .map(|&(day, value)| point(day, Some(value)))
            .collect(),
        unit: (RateUnit::Metric, way.length()),
        pace: match metric.kind {
            MetricType::Level => Pace::Slope,
            MetricType::YesNo => Pace::None,
            MetricType::Count | MetricType::Habit => Pace::SinceStart,
        },
    })
}

/// What a value of a metric is as a share.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    /// (v − b) / (t − b), in either direction.
    Between { baseline: f64, target: f64 },
    /// The baseline lies beyond the target already: met or not.
    Beyond { target: f64, direction: Direction },
    /// Done or not.
    YesNo,
    /// What is used up of a limit.
    Used { limit: f64 },
}

impl Way {
    /// The way of a metric, and the value with which it begins where that is known.
    ///
    /// A count begins at 0, and so does a level that is to rise where no baseline is written (M03
    /// asks for one). One that is to fall has to come from somewhere: from its earliest reading.
    /// `None` where the way has no length.
    fn of(metric: &Metric, target: f64, days: &[(NaiveDate, f64)]) -> Option<(Self, Option<f64>)> {
        if metric.baseline.is_broken() {
            return None;
        }
        let written = metric.baseline.get().copied();
        if metric.limit {
            let counted = metric.kind == MetricType::Count;
            return counted.then_some((Self::Used { limit: target }, Some(written.unwrap_or(0.0))));
        }
        let (baseline, known) = match (metric.kind, written) {
            (MetricType::YesNo, _) => return Some((Self::YesNo, Some(0.0))),
            (_, Some(baseline)) => (baseline, Some(baseline)),
            (MetricType::Count, None) => (0.0, Some(0.0)),
            (_, None) if metric.direction == Direction::Down => (days.first()?.1, None),
            (_, None) => (0.0, None),
        };
        let towards = match metric.direction {
            Direction::Up => target - baseline,
            Direction::Down => baseline - target,
        };
        if baseline == target {
            // A fall from where the earliest reading stands already has arrived.
            return (written.is_none() && known.is_none()).then_some((
                Self::Beyond {
                    target,
                    direction: metric.direction,
                },
                None,
            ));
        }
        Some((
            if towards > 0.0 {
                Self::Between { baseline, target }
            } else {
                Self::Beyond {
                    target,
                    direction: metric.direction,
                }
            },
            known,
        ))
    }

    fn share(self, value: f64) -> f64 {
        whole(match self {
            Self::Between { baseline, target } => (value - baseline) / (target - baseline),
            Self::Beyond {
                target,
                direction: Direction::Up,
            } => f64::from(u8::from(value >= target)),
            Self::Beyond {
                target,
                direction: Direction::Down,
            } => f64::from(u8::from(value <= target)),
            Self::YesNo => f64::from(u8::from(value >= 1.0)),
            Self::Used { limit } if limit > 0.0 => value / limit,
            // Of a limit of nothing, the first thing is already too much.
            Self::Used { .. } if value > 0.0 => 1.0 + value,
            Self::Used { .. } => 0.0,
        })
    }

    /// How much of the metric's unit the whole way is; negative where it falls.
    fn length(self) -> f64 {
        match self {
            Self::Between { baseline, target } => target - baseline,
            Self::Used { limit } => limit,
            Self::Beyond { .. } | Self::YesNo => 1.0,
        }
    }
}

/// Tenths that add up to a whole but for their last digit are a whole.
fn whole(share: f64) -> f64 {
    if (share - 1.0).abs() < 1e-9 {
        1.0
    } else {
        share
    }
}

/// The track of a goal's steps: Σ done weight over Σ weight of the leaves that are not cancelled, a
/// half one half; `None` where there is no weight.
///
/// A step that is done without a date counts from the beginning: when it was done cannot be known.
pub(super) fn of_steps(goal: &Goal, today: Today) -> Option<Track> {
    let leaves = || {
        goal.body
            .steps
            .iter()
            .filter(|step| step.leaf && step.state != StepState::Cancelled)
    };
    let all: f64 = leaves().map(|step| step.weight).sum();
    if !(all > 0.0 && all.is_finite()) {
        return None;
    }
    let mut base = 0.0;
    let mut dated: Vec<(NaiveDate, f64)> = Vec::new();
    for step in leaves() {
        match (step.state_on(today), step.ticked()) {
            (StepState::Done, Some(done)) => dated.push((done.first, step.weight)),
            (StepState::Done, None) => base += step.weight,
            (StepState::Half, _) => base += step.weight / 2.0,
            (StepState::Open | StepState::Cancelled, _) => {}
        }
    }
    dated.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let point = |date, weight: f64| Point {
        date,
        value: Some(weight),
        share: whole(weight / all),
    };
    let mut sum = base;
    let mut points: Vec<Point> = Vec::with_capacity(dated.len());
    for (day, weight) in dated {
        sum += weight;
        match points.last_mut() {
            Some(last) if last.date == day => *last = point(day, sum),
            _ => points.push(point(day, sum)),
        }
    }
    let mut checkins: Vec<NaiveDate> = events(goal, today).collect();
    checkins.sort_unstable();
    checkins.dedup();
    Some(Track {
        source: Source::Steps,
        base: point(NaiveDate::MIN, base),
        begin: Some(point(NaiveDate::MIN, base)),
        points,
        checkins,
        unit: (RateUnit::Steps, all),
        pace: Pace::SinceStart,
    })
}

/// The days up to `today` on which something is known to have happened: log entries and done steps.
/// A month in which a step was done counts as its first day.
pub(super) fn events(goal: &Goal, today: Today) -> impl Iterator<Item = NaiveDate> + '_ {
    all_events(goal).filter(move |day| *day <= today.date())
}

/// The same, those to come included: the earliest of them is where a goal without a start began.
pub(super) fn all_events(goal: &Goal) -> impl Iterator<Item = NaiveDate> + '_ {
    let steps = goal.body.steps.iter().filter_map(Step::ticked);
    goal.body
        .log
        .iter()
        .map(|entry| entry.date)
        .chain(steps.map(|done| done.first))
}

/// The dated steps of a goal, by day.
pub(super) fn milestones(goal: &Goal, today: Today) -> Vec<Milestone> {
    let steps = goal.body.steps.iter().enumerate();
    let counted = steps.filter(|(_, step)| step.leaf && step.state != StepState::Cancelled);
    let mut dated: Vec<Milestone> = counted
        .map(|(at, step)| {
            let is_done = step.state_on(today) == StepState::Done;
            Milestone {
                step: at,
                due: step.due.get().map(|due| due.last),
                done: step.ticked().filter(|_| is_done).map(|done| done.first),
                is_done,
            }
        })
        .filter(|milestone| milestone.date().is_some())
        .collect();
    dated.sort_by_key(|milestone| (milestone.date(), milestone.step));
    dated
}
