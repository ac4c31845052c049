//! Computed health: what dates and numbers say, beside the status that the owner declares.
//!
//! First match: dropped, superseded, missed · done · paused · target met · overdue · not started ·
//! starting · no data · stale · ahead, on track, behind, at risk · under way.

use super::days::Pauses;
use super::goal::{GoalProgress, Source};
use crate::config::Config;
use crate::plan::GoalEntry;
use crate::plan::goal::StepState;
use crate::prose::Period;
use crate::today::Today;
use crate::vocabulary::{MetricType, Status};
use chrono::NaiveDate;

/// What the numbers say of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Health {
    /// Given up on purpose.
    Dropped,
    /// Another goal took its place.
    Superseded,
    /// The owner says that the time ran out.
    Missed,
    /// Done before its due day.
    DoneEarly,
    /// Done on its due day.
    DoneOnTime,
    /// Done after its due day.
    DoneLate,
    /// Done; whether in time is unknown, or the deadline was moved.
    Done,
    /// Set aside.
    Paused,
    /// The target is met, the goal not closed.
    TargetMet,
    /// Past its due day.
    Overdue,
    /// Not begun.
    NotStarted,
    /// Just begun.
    Starting,
    /// Nothing to go by.
    NoData,
    /// No check-in for two cadences.
    Stale,
    /// Ahead of the expected line.
    Ahead,
    /// On it.
    OnTrack,
    /// Behind it.
    Behind,
    /// Far behind it.
    AtRisk,
    /// Begun, without a line to compare with.
    UnderWay,
}

impl Health {
    /// The stable name of it, for files and styles.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dropped => "dropped",
            Self::Superseded => "superseded",
            Self::Missed => "missed",
            Self::DoneEarly => "done-early",
            Self::DoneOnTime => "done-on-time",
            Self::DoneLate => "done-late",
            Self::Done => "done",
            Self::Paused => "paused",
            Self::TargetMet => "target-met",
            Self::Overdue => "overdue",
            Self::NotStarted => "not-started",
            Self::Starting => "starting",
            Self::NoData => "no-data",
            Self::Stale => "stale",
            Self::Ahead => "ahead",
            Self::OnTrack => "on-track",
            Self::Behind => "behind",
            Self::AtRisk => "at-risk",
            Self::UnderWay => "under-way",
        }
    }
}

/// Fills in expectation, slack and health of one goal.
pub(super) fn fill(entry: &GoalEntry, progress: &mut GoalProgress, config: &Config, today: Today) {
    let pauses = pauses(entry, config, today);
    let due = entry.due_date();
    if let (Some(start), Some(due)) = (progress.start, due)
        && progress.status.is_open()
        && start <= due
    {
        let line = Line::new(entry, progress, (start, due), &pauses);
        progress.expected = Some(line.expected(today.date()));
        if let Some(share) = progress.shown()
            && !is_rhythm(entry)
        {
            progress.slack_days = Some(line.slack(share, today.date()));
        }
    }
    progress.health = health(entry, progress, config, today, &pauses);
}

/// Whether progress is a rhythm kept, not a distance covered: habits, bands and limits.
fn is_rhythm(entry: &GoalEntry) -> bool {
    entry.metric.get().is_some_and(|metric| {
        metric.kind == MetricType::Habit || metric.limit || metric.band.is_set()
    })
}

fn pauses(entry: &GoalEntry, config: &Config, today: Today) -> Pauses {
    let own = entry.paused.items().iter().map(|pause| {
        (
            pause.value.from,
            pause
                .value
                .to
                .unwrap_or_else(|| today.date().max(pause.value.from)),
        )
    });
    Pauses::new(own.chain(config.away.iter().map(|away| (away.from, away.to))))
}

/// The expected line of a goal: through start and due, and its steps' due days where steps are the
/// source of progress.
struct Line<'a> {
    pauses: &'a Pauses,
    start: NaiveDate,
    /// Days and the share that is due by then, both rising, from (start, 0) to (due, 1).
    points: Vec<(NaiveDate, f64)>,
}

impl<'a> Line<'a> {
    fn new(
        entry: &GoalEntry,
        progress: &GoalProgress,
        (start, due): (NaiveDate, NaiveDate),
        pauses: &'a Pauses,
    ) -> Self {
        let mut points = vec![(start, 0.0)];
        if progress.source == Some(Source::Steps) && progress.steps.1 > 0.0 {
            let counted = entry
                .body
                .steps
                .iter()
                .filter(|step| step.leaf && step.state != StepState::Cancelled);
            let mut dated: Vec<(NaiveDate, f64)> = counted
                .filter_map(|step| Some((step.due.get()?.last, step.weight)))
                .filter(|(day, _)| *day > start && *day < due)
                .collect();
            dated.sort_by_key(|a| a.0);
            let mut sum = 0.0;
            for (day, weight) in dated {
                sum += weight / progress.steps.1;
                match points.last_mut() {
                    Some((last, share)) if *last == day => *share = sum,
                    _ => points.push((day, sum)),
                }
            }
        }
        points.push((due, 1.0));
        Self {
            pauses,
            start,
            points,
        }
    }

    /// The share that is to be expected on `day`; on a single day all of it on that day.
    fn expected(&self, day: NaiveDate) -> f64 {
        let mut before = self.points.first().copied().unwrap_or((self.start, 0.0));
        for &(point, share) in &self.points {
            if day < point {
                let span = self.pauses.active(before.0, point);
                let gone = self.pauses.active(before.0, day).clamp(0, span.max(0));
                let part = if span > 0 {
                    gone as f64 / span as f64
                } else {
                    0.0
                };
                return (before.1 + (share - before.1) * part).clamp(0.0, 1.0);
            }
            before = (point, share);
        }
        1.0
    }

    /// Active days from today to the earliest day on which `share` is to be expected.
    fn slack(&self, share: f64, today: NaiveDate) -> i64 {
        let (mut low, mut high) = (
            self.start,
            self.points.last().map_or(self.start, |(due, _)| *due),
        );
        // The line never falls, so the earliest day is found by halving.
        while low < high {
            let middle = low + chrono::Duration::days((high - low).num_days() / 2);
            if self.expected(middle) + 1e-9 >= share {
                high = middle;
            } else if let Some(next) = middle.succ_opt() {
                low = next;
            } else {
                break;
            }
        }
        self.pauses.active(today, low)
    }
}

fn health(
    entry: &GoalEntry,
    progress: &GoalProgress,
    config: &Config,
    today: Today,
    pauses: &Pauses,
) -> Health {
    match progress.status {
        Status::Dropped => return Health::Dropped,
        Status::Superseded => return Health::Superseded,
        Status::Missed => return Health::Missed,
        Status::Done => return done(entry, progress),
        Status::Paused => return Health::Paused,
        Status::Idea | Status::Planned | Status::Active => {}
    }
    let open_pause = entry.paused.items().iter().any(|pause| {
        pause.value.from <= today.date() && pause.value.to.is_none_or(|to| to >= today.date())
    });
    if open_pause {
        return Health::Paused;
    }
    if !is_rhythm(entry)
        && progress.source != Some(Source::Supporters)
        && progress.share.is_some_and(|share| share >= 1.0)
    {
        return Health::TargetMet;
    }
    let due = entry.due_date();
    if due.is_some_and(|due| due < today.date()) {
        return Health::Overdue;
    }
    let ahead = progress.start.is_some_and(|start| start > today.date());
    if ahead || matches!(progress.status, Status::Idea | Status::Planned) {
        return Health::NotStarted;
    }
    let span = progress
        .start
        .zip(due)
        .map(|(start, due)| pauses.active(start, due));
    if let Some(start) = progress.start {
        let gone = pauses.active(start, today.date());
        let share = span.map_or(config.health.starting_days, |span| {
            (span as f64 * config.health.starting_share) as i64
        });
        if gone < share.min(config.health.starting_days) {
            return Health::Starting;
        }
    }
    let measured = entry
        .metric
        .get()
        .is_some_and(|metric| metric.target.is_set() || metric.band.is_set());
    let untouched =
        progress.last_checkin.is_none() && progress.value.is_none() && progress.steps.0 == 0.0;
    if (progress.source.is_none() && !measured)
        || (untouched && progress.source != Some(Source::Supporters))
    {
        return if progress.start.is_some() || measured || progress.source.is_some() {
            Health::NoData
        } else {
            Health::UnderWay
        };
    }
    if is_stale(entry, progress, config, today, pauses) {
        return Health::Stale;
    }
    match (progress.slack_days, span) {
        (Some(slack), Some(span)) if span > 0 => {
            let lag = -(slack as f64) / span as f64;
            if lag < config.health.ahead {
                Health::Ahead
            } else if lag <= config.health.on_track {
                Health::OnTrack
            } else if lag <= config.health.behind {
                Health::Behind
            } else {
                Health::AtRisk
            }
        }
        _ => Health::UnderWay,
    }
}

fn done(entry: &GoalEntry, progress: &GoalProgress) -> Health {
    let moved = entry.moved.is_set();
    match (progress.closed, entry.due_date()) {
        (Some(closed), Some(due)) if !moved => match closed.cmp(&due) {
            std::cmp::Ordering::Less => Health::DoneEarly,
            std::cmp::Ordering::Equal => Health::DoneOnTime,
            std::cmp::Ordering::Greater => Health::DoneLate,
        },
        _ => Health::Done,
    }
}

/// How often a goal wants a check-in: its habit's period, else what it or the plan says.
pub(super) fn cadence(entry: &GoalEntry, config: &Config) -> Period {
    let habit = entry
        .metric
        .get()
        .filter(|metric| metric.kind == MetricType::Habit)
        .and_then(|metric| metric.period);
    habit
        .or(entry.checkin_every.get().copied())
        .unwrap_or(config.checkin_every)
}

/// Whether nothing was noted for two cadences of active days.
fn is_stale(
    entry: &GoalEntry,
    progress: &GoalProgress,
    config: &Config,
    today: Today,
    pauses: &Pauses,
) -> bool {
    // A goal that is carried by others is noted there.
    if progress.source == Some(Source::Supporters) {
        return false;
    }
    let Some(last) = progress.last_checkin.or(progress.start) else {
        return false;
    };
    let every = cadence(entry, config);
    let twice = every.after(last).and_then(|once| every.after(once));
    let days = twice.map_or(i64::MAX, |twice| (twice - last).num_days());
    pauses.active(last, today.date()) > days && !pauses.hold(today.date())
}
