//! Computed health: what dates and numbers say, beside the status that the owner declares.
//!
//! First match: dropped, superseded, missed · done · paused · target met · overdue · not started ·
//! starting · no data · stale · ahead, on track, behind, at risk · under way. The bounds between them
//! are settings ([`HealthBounds`]).

use super::days::Pauses;
use super::goal::{GoalProgress, Source};
use crate::config::{Config, HealthBounds};
use crate::plan::GoalEntry;
use crate::prose::Period;
use crate::today::Today;
use crate::vocabulary::{Horizon, MetricType, Status};
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

/// What the health of a goal rests on beside its progress.
pub(super) struct Facts<'a> {
    pub(super) entry: &'a GoalEntry,
    pub(super) config: &'a Config,
    pub(super) today: Today,
    /// The days on which it stands still, those to come included.
    pub(super) pauses: &'a Pauses,
    /// Whether its share is how much of a limit is used up.
    pub(super) budget: bool,
}

/// The health of a goal of which all else is known.
pub(super) fn health(progress: &GoalProgress, facts: &Facts<'_>) -> Health {
    let today = facts.today.date();
    match progress.status {
        Status::Dropped => return Health::Dropped,
        Status::Superseded => return Health::Superseded,
        Status::Missed => return Health::Missed,
        Status::Done => return done(facts.entry, progress),
        Status::Paused => return Health::Paused,
        Status::Idea | Status::Planned | Status::Active => {}
    }
    if rests(facts.entry, today) {
        return Health::Paused;
    }
    if is_met(progress, facts) {
        return Health::TargetMet;
    }
    if progress.due.is_some_and(|due| due < today) {
        return Health::Overdue;
    }
    let ahead = progress.start.is_some_and(|start| start > today);
    if ahead || matches!(progress.status, Status::Idea | Status::Planned) {
        return Health::NotStarted;
    }
    if is_starting(progress, facts) {
        return Health::Starting;
    }
    if let Some(health) = without_data(progress, facts) {
        return health;
    }
    if quiet_since(progress, facts).is_some() {
        return Health::Stale;
    }
    compared(progress, facts)
}

/// Whether the owner has set it aside: a pause of its own holds today. While all is away the clock
/// stands still, but a goal is not for that reason called paused.
pub(super) fn rests(entry: &GoalEntry, today: NaiveDate) -> bool {
    entry
        .paused
        .items()
        .iter()
        .any(|pause| pause.value.from <= today && pause.value.to.is_none_or(|to| to >= today))
}

/// Whether the target is met. Habits, bands and limits are kept, not met; a vision is never done
/// with because those who carry it so far are.
pub(super) fn is_met(progress: &GoalProgress, facts: &Facts<'_>) -> bool {
    let vision = facts.entry.horizon.get() == Some(&Horizon::Vision)
        && progress.source == Some(Source::Supporters);
    progress.rhythm.is_none()
        && !facts.budget
        && !vision
        && progress.share.is_some_and(|share| share >= 1.0)
}

/// The first tenth of the time, or the first 14 days, whichever is less.
fn is_starting(progress: &GoalProgress, facts: &Facts<'_>) -> bool {
    let Some(start) = progress.start else {
        return false;
    };
    let bounds = &facts.config.health;
    let gone = facts.pauses.active(start, facts.today.date());
    let most = match progress.due.filter(|due| *due >= start) {
        Some(due) => {
            let span = facts.pauses.active(start, due) as f64;
            (span * bounds.starting_share).min(bounds.starting_days as f64)
        }
        None => bounds.starting_days as f64,
    };
    (gone as f64) < most
}

/// The health of a goal of which nothing is noted: no data where something could be, and nothing to
/// say where nothing is asked.
fn without_data(progress: &GoalProgress, facts: &Facts<'_>) -> Option<Health> {
    if progress.source == Some(Source::Supporters)
        || progress.last_checkin.is_some()
        || progress.value.is_some()
        || progress.steps.0 > 0.0
    {
        return None;
    }
    let metric = facts.entry.metric.get();
    let measured = progress.source.is_some()
        || metric.is_some_and(|metric| metric.target.is_set() || metric.band.is_set());
    let dated = progress.start.is_some();
    Some(if measured || dated {
        Health::NoData
    } else {
        Health::UnderWay
    })
}

/// Where it stands beside what is to be expected of it.
fn compared(progress: &GoalProgress, facts: &Facts<'_>) -> Health {
    let bounds = &facts.config.health;
    if let Some(rhythm) = &progress.rhythm {
        return match rhythm.share() {
            None => Health::UnderWay,
            Some(share) if share >= bounds.habit_on_track => Health::OnTrack,
            Some(share) if share >= bounds.habit_behind => Health::Behind,
            Some(_) => Health::AtRisk,
        };
    }
    if facts.budget {
        return budget(progress, bounds);
    }
    match progress.lag_share {
        None => Health::UnderWay,
        Some(lag) if lag < bounds.ahead => Health::Ahead,
        Some(lag) if lag <= bounds.on_track => Health::OnTrack,
        Some(lag) if lag <= bounds.behind => Health::Behind,
        Some(_) => Health::AtRisk,
    }
}

/// What is used up of a limit against the share of the time; beyond the limit it is at risk.
fn budget(progress: &GoalProgress, bounds: &HealthBounds) -> Health {
    let used = progress.share.unwrap_or(0.0);
    if used > 1.0 {
        return Health::AtRisk;
    }
    match progress.expected.map(|time| used - time) {
        None => Health::UnderWay,
        Some(over) if over <= bounds.on_track => Health::OnTrack,
        Some(over) if over <= bounds.behind => Health::Behind,
        Some(_) => Health::AtRisk,
    }
}

/// Early, on time or late by the due day; just done where that is unknown, where the deadline was
/// moved, and where it ended in a month or year that holds the due day.
fn done(entry: &GoalEntry, progress: &GoalProgress) -> Health {
    let closing = entry.closing();
    match (closing, progress.due) {
        (Some(closed), Some(due)) if entry.moved.is_absent() => {
            if closed.first > due {
                Health::DoneLate
            } else if closed.last < due {
                Health::DoneEarly
            } else if closed.last == due {
                Health::DoneOnTime
            } else {
                Health::Done
            }
        }
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

/// Since when nothing was noted, where that is two cadences of active days or more: the last
/// check-in, else the start. Never while the clock stands still, and not for goals that others
/// carry, which are noted there.
pub(super) fn quiet_since(progress: &GoalProgress, facts: &Facts<'_>) -> Option<NaiveDate> {
    if progress.source == Some(Source::Supporters) {
        return None;
    }
    let last = progress.last_checkin.or(progress.start)?;
    is_quiet(last, progress.cadence, facts).then_some(last)
}

/// Whether `last` lies more than two cadences of active days back.
pub(super) fn is_quiet(last: NaiveDate, cadence: Period, facts: &Facts<'_>) -> bool {
    let today = facts.today.date();
    let mut end = last;
    for _ in 0..facts.config.health.stale_cadences {
        let Some(next) = cadence.after(end) else {
            return false;
        };
        end = next;
    }
    facts.pauses.active(last, today) > (end - last).num_days() && !facts.pauses.hold(today)
}
