//! How far, how fast, which health, when done: arithmetic on dates and numbers.
//!
//! In: a [`Plan`] and the day. Out: a [`Progress`] with one [`GoalProgress`] a goal, in the plan's
//! order. One file a formula. Nothing here judges, words or draws.

use crate::config::Config;
use crate::plan::{GoalIx, Plan};
use crate::today::Today;
use crate::vocabulary::Status;
use chrono::NaiveDate;

/// The progress of a whole plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// One a goal, in the order of [`Plan::goals`].
    pub goals: Vec<GoalProgress>,
}

impl Progress {
    /// The progress of one goal.
    #[expect(
        clippy::indexing_slicing,
        reason = "measured from the plan that made the index"
    )]
    pub fn of(&self, ix: GoalIx) -> &GoalProgress {
        &self.goals[ix.0]
    }
}

/// Computed health: what the numbers say, beside the status that the owner declares.
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

/// Where the progress of a goal was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Its metric.
    Metric,
    /// Its steps.
    Steps,
    /// The goals that support it.
    Supporters,
}

/// The progress of one goal on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalProgress {
    /// What the owner says, or what its dates say; active where it cannot be read.
    pub status: Status,
    /// What the numbers say.
    pub health: Health,
    /// Where `share` was read; `None` where there is nothing to read.
    pub source: Option<Source>,
    /// Progress as a raw share: 0 at the start, 1 at the target; may lie outside.
    pub share: Option<f64>,
    /// The value now, in the metric's unit.
    pub value: Option<f64>,
    /// Steps done, halves counted half, and steps in all; cancelled in neither.
    pub steps: (f64, f64),
    /// The day of the latest entry with a date not after today.
    pub last_checkin: Option<NaiveDate>,
}

impl GoalProgress {
    /// Progress as it is shown: a share from 0 to 1.
    pub fn shown(&self) -> Option<f64> {
        self.share.map(|share| share.clamp(0.0, 1.0))
    }
}

/// Measures every goal of `plan` as of `today`.
pub fn measure(plan: &Plan, config: &Config, today: Today) -> Progress {
    let _ = config;
    let goals = plan.goals.iter().map(|goal| GoalProgress {
        status: goal.status_on(today).unwrap_or(Status::Active),
        health: Health::UnderWay,
        source: None,
        share: None,
        value: None,
        steps: (0.0, 0.0),
        last_checkin: None,
    });
    Progress {
        goals: goals.collect(),
    }
}
