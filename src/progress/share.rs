//! How far: what a goal's own file says of it. One source of progress a goal: a metric with a target,
//! else its steps; goals that have neither take the mean of those that support them, elsewhere.

use super::days::Pauses;
use super::goal::{GoalProgress, Source};
use super::health::Health;
use super::rhythm::{self, Frame};
use super::series;
use super::{Ground, Own};
use super::{forecast::Outlook, health};
use crate::config::Config;
use crate::plan::GoalEntry;
use crate::plan::goal::{Goal, Metric, Step, StepState};
use crate::today::Today;
use crate::vocabulary::{MetricType, Status};
use chrono::NaiveDate;

/// What a goal says of its own progress, and what further sums need.
pub(super) fn own(entry: &GoalEntry, config: &Config, today: Today) -> Own {
    let goal = &entry.goal;
    let status = goal.status_on(today).unwrap_or(Status::Active);
    let start = goal.start_date().or_else(|| series::all_events(goal).min());
    let due = goal.due_on(today);
    let closed = goal
        .closing()
        .filter(|_| !status.is_open())
        .map(|day| day.last);
    let pauses = Pauses::of(goal, config, today.date());
    let cadence = health::cadence(entry, config);
    let metric = goal.metric.get();
    let rhythm_metric = metric.filter(|metric| rhythm::is_rhythm(metric));
    let rhythm = rhythm_metric.zip(start).and_then(|(metric, start)| {
        let frame = Frame {
            start,
            end: closed.or(due),
            today: today.date(),
            pauses: &pauses,
            cadence,
        };
        rhythm::of(goal, metric, frame, config)
    });
    let track = match (rhythm_metric, metric) {
        (None, Some(metric)) => series::of_metric(goal, metric, today),
        _ => None,
    };
    let track = track.or_else(|| {
        rhythm
            .is_none()
            .then(|| series::of_steps(goal, today))
            .flatten()
    });
    let (source, share) = match (&track, &rhythm) {
        (Some(track), _) => (Some(track.source), Some(track.share())),
        (None, Some(rhythm)) => (Some(Source::Metric), rhythm.share()),
        (None, None) => (None, None),
    };
    let leaves = || leaves(&goal.body.steps);
    let progress = GoalProgress {
        status,
        health: Health::UnderWay,
        source,
        share,
        expected: None,
        slack_days: None,
        lag_share: None,
        needed_rate: None,
        actual_rate: None,
        best_rate: None,
        outlook: Outlook::NotAsked,
        value: value(goal, today, (track.as_ref(), rhythm.as_ref())),
        steps: weight(&goal.body.steps, today),
        step_count: (
            leaves()
                .filter(|step| step.state_on(today) == StepState::Done)
                .count(),
            leaves().count(),
        ),
        next_step: next_step(&goal.body.steps, today),
        last_checkin: series::events(goal, today).max(),
        cadence,
        next_checkin: None,
        start,
        due,
        closed,
        pauses: Pauses::default(),
        rhythm,
        series: Vec::new(),
        expected_line: Vec::new(),
        milestones: series::milestones(goal, today),
    };
    let budget = source == Some(Source::Metric)
        && progress.rhythm.is_none()
        && metric.is_some_and(|metric| metric.limit);
    let ground = Ground {
        pauses,
        track,
        budget,
    };
    Own { progress, ground }
}

fn leaves(steps: &[Step]) -> impl Iterator<Item = &Step> {
    steps
        .iter()
        .filter(|step| step.leaf && step.state != StepState::Cancelled)
}

/// Weight done and weight in all, of leaves that are not cancelled.
fn weight(steps: &[Step], today: Today) -> (f64, f64) {
    leaves(steps).fold((0.0, 0.0), |(done, all), step| {
        let part = match step.state_on(today) {
            StepState::Done => 1.0,
            StepState::Half => 0.5,
            StepState::Open | StepState::Cancelled => 0.0,
        };
        (done + part * step.weight, all + step.weight)
    })
}

fn next_step(steps: &[Step], today: Today) -> Option<usize> {
    let open = steps.iter().enumerate().filter(|(_, step)| {
        step.leaf && matches!(step.state_on(today), StepState::Open | StepState::Half)
    });
    open.min_by_key(|(at, step)| (step.due.get().map_or(NaiveDate::MAX, |due| due.last), *at))
        .map(|(at, _)| at)
}

/// Where a metric stands in its own unit: a level's latest entry, a count's sum, a habit's sum of the
/// period that is open; `current` where no log says it.
fn value(
    goal: &Goal,
    today: Today,
    (track, rhythm): (Option<&series::Track>, Option<&rhythm::Rhythm>),
) -> Option<f64> {
    let metric = goal.metric.get()?;
    let current = || metric.current.get().copied();
    if let Some(track) = track.filter(|track| track.source == Source::Metric) {
        let logged = track.points.last().and_then(|point| point.value);
        return logged.or_else(current);
    }
    if let Some(rhythm) = rhythm
        && metric.kind != MetricType::Level
    {
        return rhythm.open().and_then(|period| period.value);
    }
    latest(goal, metric, today).or_else(current)
}

/// The latest value of a metric that has no way to cover: a level without a target, a band.
fn latest(goal: &Goal, metric: &Metric, today: Today) -> Option<f64> {
    let readings = super::readings::readings(goal, metric, today.date());
    let days = super::readings::by_day(metric, &readings);
    days.last().map(|(_, value)| *value)
}
