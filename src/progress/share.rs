//! How far: one source of progress a goal. A metric with a target, else its steps, else the plain
//! mean of the goals that support it.

use super::days::Pauses;
use super::forecast::Outlook;
use super::goal::{GoalProgress, Source};
use super::health::Health;
use crate::plan::goal::{Goal, Metric, Step, StepState};
use crate::plan::{GoalEntry, Plan};
use crate::prose::Period;
use crate::today::Today;
use crate::vocabulary::{Direction, LogMeaning, MetricType, Status};
use chrono::NaiveDate;

/// What a goal says of its own progress.
pub(super) fn own(entry: &GoalEntry, today: Today) -> GoalProgress {
    let goal = &entry.goal;
    let status = goal.status_on(today).unwrap_or(Status::Active);
    let steps = steps(&goal.body.steps);
    let value = goal
        .metric
        .get()
        .and_then(|metric| value(metric, goal, today));
    let metric = goal
        .metric
        .get()
        .and_then(|metric| metric_share(metric, value));
    let (source, share) = match (metric, steps) {
        (Some(share), _) => (Some(Source::Metric), Some(share)),
        (None, Some((done, all))) => (Some(Source::Steps), Some(done / all)),
        (None, None) => (None, None),
    };
    let leaves = || {
        goal.body
            .steps
            .iter()
            .filter(|step| step.leaf && step.state != StepState::Cancelled)
    };
    GoalProgress {
        status,
        health: Health::UnderWay,
        source,
        share,
        expected: None,
        slack_days: None,
        value,
        steps: steps.unwrap_or((0.0, 0.0)),
        step_count: (
            leaves()
                .filter(|step| step.state == StepState::Done)
                .count(),
            leaves().count(),
        ),
        next_step: next_step(&goal.body.steps),
        last_checkin: events(goal).filter(|day| *day <= today.date()).max(),
        start: goal.start_date().or_else(|| events(goal).min()),
        closed: closed(goal, status),
        lag_share: None,
        needed_rate: None,
        actual_rate: None,
        best_rate: None,
        outlook: Outlook::NotAsked,
        cadence: Period::months(1),
        next_checkin: None,
        due: goal.due_date(),
        pauses: Pauses::default(),
        rhythm: None,
        series: Vec::new(),
        expected_line: Vec::new(),
        milestones: Vec::new(),
    }
}

/// The days on which something is known to have happened: log entries and done steps.
fn events(goal: &Goal) -> impl Iterator<Item = NaiveDate> + '_ {
    let steps = goal
        .body
        .steps
        .iter()
        .filter(|step| step.state == StepState::Done)
        .filter_map(|step| step.done.get().map(|done| done.last));
    goal.body.log.iter().map(|entry| entry.date).chain(steps)
}

/// The day a goal ended: declared, else for a done one the latest of its steps, entries, evidence.
fn closed(goal: &Goal, status: Status) -> Option<NaiveDate> {
    if status.is_open() {
        return None;
    }
    if let Some(closed) = goal.closed.get() {
        return Some(closed.last);
    }
    let evidence = goal
        .evidence
        .items()
        .iter()
        .filter_map(|evidence| evidence.value.date.map(|date| date.last));
    (status == Status::Done)
        .then(|| events(goal).chain(evidence).max())
        .flatten()
}

/// Weight done and weight in all, of leaves that are not cancelled; `None` where there is no weight.
fn steps(steps: &[Step]) -> Option<(f64, f64)> {
    let mut done = 0.0;
    let mut all = 0.0;
    for step in steps.iter().filter(|step| step.leaf) {
        let share = match step.state {
            StepState::Cancelled => continue,
            StepState::Open => 0.0,
            StepState::Half => 0.5,
            StepState::Done => 1.0,
        };
        done += share * step.weight;
        all += step.weight;
    }
    (all > 0.0).then_some((done, all))
}

fn next_step(steps: &[Step]) -> Option<usize> {
    let open = steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.leaf && matches!(step.state, StepState::Open | StepState::Half));
    open.min_by_key(|(at, step)| (step.due.get().map_or(NaiveDate::MAX, |due| due.last), *at))
        .map(|(at, _)| at)
}

/// Where a metric stands: a level's latest entry, a count's sum; `current` where no log says it.
fn value(metric: &Metric, goal: &Goal, today: Today) -> Option<f64> {
    let entries = goal
        .body
        .log
        .iter()
        .filter(|entry| entry.date <= today.date());
    let entries: Vec<(NaiveDate, f64)> = entries
        .filter_map(|entry| Some((entry.date, entry.value?)))
        .collect();
    let latest = || {
        let day = entries.iter().map(|(day, _)| *day).max()?;
        // Two values on one day: the one nearer the target counts, whatever order they stand in.
        let target = metric.target.get().copied().unwrap_or(0.0);
        let on_day = entries
            .iter()
            .filter(|(date, _)| *date == day)
            .map(|(_, value)| *value);
        on_day.min_by(|a, b| (a - target).abs().total_cmp(&(b - target).abs()))
    };
    let logged = match (metric.kind, metric.log) {
        _ if entries.is_empty() => None,
        (MetricType::Count, LogMeaning::Each) => Some(
            metric.baseline.get().copied().unwrap_or(0.0)
                + entries.iter().map(|(_, value)| value).sum::<f64>(),
        ),
        (MetricType::Habit, _) => None,
        _ => latest(),
    };
    logged.or_else(|| metric.current.get().copied())
}

/// Progress of a metric as a raw share; `None` where the metric does not say when it is met.
fn metric_share(metric: &Metric, value: Option<f64>) -> Option<f64> {
    let target = *metric.target.get()?;
    if metric.limit || metric.band.is_set() {
        return None;
    }
    match metric.kind {
        MetricType::Habit => None,
        MetricType::YesNo => Some(if value.unwrap_or(0.0) >= 1.0 {
            1.0
        } else {
            0.0
        }),
        MetricType::Level | MetricType::Count => {
            let baseline = match metric.baseline.get() {
                Some(baseline) => *baseline,
                None if metric.baseline.is_broken() => return None,
                // What counts down needs to know from where.
                None if metric.direction == Direction::Down => return None,
                None => 0.0,
            };
            if target == baseline {
                return None;
            }
            Some((value.unwrap_or(baseline) - baseline) / (target - baseline))
        }
    }
}

/// Goals without progress of their own take the mean of those that support them, dropped and
/// superseded ones left out. A goal that supports itself in the end has none.
pub(super) fn from_supporters(plan: &Plan, goals: &mut [GoalProgress]) {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Known,
    }
    let mut marks = vec![Mark::New; goals.len()];
    for root in 0..goals.len() {
        // Depth first with a stack of our own: a chain may be as long as the plan.
        let mut stack = vec![(root, false)];
        while let Some((at, children_done)) = stack.pop() {
            let Some(mark) = marks.get_mut(at) else {
                continue;
            };
            if children_done {
                *mark = Mark::Known;
                let needs = goals
                    .get(at)
                    .is_some_and(|progress| progress.source.is_none());
                if needs
                    && let Some(mean) = mean(plan, goals, at)
                    && let Some(progress) = goals.get_mut(at)
                {
                    progress.source = Some(Source::Supporters);
                    progress.share = Some(mean);
                }
                continue;
            }
            if *mark != Mark::New {
                continue;
            }
            *mark = Mark::Open;
            stack.push((at, true));
            let supporters = plan
                .goals
                .get(at)
                .map_or(&[][..], |entry| entry.supported_by.as_slice());
            stack.extend(supporters.iter().map(|ix| (ix.0, false)));
        }
    }
}

fn mean(plan: &Plan, goals: &[GoalProgress], at: usize) -> Option<f64> {
    let supporters = plan
        .goals
        .get(at)?
        .supported_by
        .iter()
        .filter_map(|ix| goals.get(ix.0));
    let counted = supporters
        .filter(|progress| !matches!(progress.status, Status::Dropped | Status::Superseded));
    let shares: Vec<f64> = counted
        .filter_map(|progress| {
            if progress.status == Status::Done {
                Some(1.0)
            } else {
                progress.share.map(|share| share.clamp(0.0, 1.0))
            }
        })
        .collect();
    (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / shares.len() as f64)
}
