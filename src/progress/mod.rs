//! How far, and in which health: arithmetic on dates and numbers.
//!
//! In: a [`Plan`] and the day. Out: a [`Progress`] with one [`GoalProgress`] a goal, in the plan's
//! order. One file a formula. Nothing here judges, words or draws.

mod days;
mod health;
mod share;

pub use health::Health;

use crate::config::Config;
use crate::plan::{GoalIx, Plan};
use crate::today::Today;
use crate::vocabulary::Status;
use chrono::NaiveDate;
use rayon::prelude::*;

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
    /// The share that is to be expected on this day, 0 to 1; `None` without start and due.
    pub expected: Option<f64>,
    /// Whole active days ahead (positive) or behind (negative) of what is to be expected.
    pub slack_days: Option<i64>,
    /// The value now, in the metric's unit: for a count its sum.
    pub value: Option<f64>,
    /// Weight of the leaf steps that are done (halves half), and of all that are not cancelled.
    pub steps: (f64, f64),
    /// How many leaf steps are done, and how many there are, cancelled ones in neither.
    pub step_count: (usize, usize),
    /// The index of the first open step in [`Body::steps`](crate::plan::goal::Body::steps): the one
    /// that is due first, else the first in order.
    pub next_step: Option<usize>,
    /// The day of the latest log entry or done step that is not after today.
    pub last_checkin: Option<NaiveDate>,
    /// The first day: declared, else that of the earliest entry or done step.
    pub start: Option<NaiveDate>,
    /// The day it ended, for goals that have.
    pub closed: Option<NaiveDate>,
}

impl GoalProgress {
    /// Progress as it is shown: a share from 0 to 1.
    pub fn shown(&self) -> Option<f64> {
        self.share.map(|share| share.clamp(0.0, 1.0))
    }
}

/// Measures every goal of `plan` as of `today`. Linear in goals and in what they hold.
pub fn measure(plan: &Plan, config: &Config, today: Today) -> Progress {
    let mut goals: Vec<GoalProgress> = plan
        .goals
        .par_iter()
        .map(|goal| share::own(goal, today))
        .collect();
    share::from_supporters(plan, &mut goals);
    let both = plan.goals.par_iter().zip(&mut goals);
    both.for_each(|(entry, progress)| health::fill(entry, progress, config, today));
    Progress { goals }
}
