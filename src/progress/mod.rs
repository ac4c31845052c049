//! How far, and in which health: arithmetic on dates and numbers.
//!
//! In: a [`Plan`] and the day. Out: a [`Progress`] with one [`GoalProgress`] a goal, in the plan's
//! order. One file a formula. Nothing here judges, words or draws.

mod calibration;
mod days;
mod forecast;
mod goal;
mod health;
mod hours;
mod rate;
mod rhythm;
mod series;
mod share;

pub use calibration::{Calibration, Factors, Finished};
pub use days::Pauses;
pub use forecast::{Basis, Forecast, Outlook};
pub use goal::{GoalProgress, Source};
pub use health::Health;
pub use hours::Hours;
pub use rate::{Rate, RateUnit};
pub use rhythm::{Bound, Met, PeriodMet, Rhythm, RhythmKind};
pub use series::{Milestone, Point};

use crate::config::Config;
use crate::plan::{GoalIx, Plan};
use crate::today::Today;
use rayon::prelude::*;

/// The progress of a whole plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// One a goal, in the order of [`Plan::goals`].
    pub goals: Vec<GoalProgress>,
    /// How the owner's own finished goals went.
    pub calibration: Calibration,
    /// The hours of the active goals.
    pub hours: Hours,
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

/// Measures every goal of `plan` as of `today`. Linear in goals and in what they hold.
///
/// An earlier `today` answers what could be said on that day: entries, done steps, closings and moves
/// that are dated later are left out. What has no date cannot be told from what was always so: a
/// step that is done (or half done, or cancelled) without a date, `status: paused` without `paused:`,
/// `current:`, and all words.
pub fn measure(plan: &Plan, config: &Config, today: Today) -> Progress {
    let mut goals: Vec<GoalProgress> = plan
        .goals
        .par_iter()
        .map(|goal| share::own(goal, today))
        .collect();
    share::from_supporters(plan, &mut goals);
    let both = plan.goals.par_iter().zip(&mut goals);
    both.for_each(|(entry, progress)| health::fill(entry, progress, config, today));
    Progress {
        goals,
        calibration: Calibration::default(),
        hours: Hours::default(),
    }
}
