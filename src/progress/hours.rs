//! Hours that the active goals ask for, against the hours that there are.

use super::goal::GoalProgress;
use crate::config::Config;
use crate::plan::{GoalIx, Plan};
use crate::vocabulary::{Horizon, Status};

/// Hours a week of the active goals.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hours {
    /// Each active goal that says its effort, in the order of the plan, with its hours a week.
    pub goals: Vec<(GoalIx, f64)>,
    /// Their sum.
    pub asked: f64,
    /// How many active goals do not say; visions, which others carry, are not asked.
    pub unsaid: usize,
    /// What the owner has, from `capacity:`.
    pub capacity: Option<f64>,
}

/// The sum of `effort:` over the goals that are active.
pub(super) fn hours<'a>(
    plan: &Plan,
    config: &Config,
    goals: impl Iterator<Item = &'a GoalProgress>,
) -> Hours {
    let mut hours = Hours {
        capacity: config.capacity,
        ..Hours::default()
    };
    for (at, (entry, progress)) in plan.goals.iter().zip(goals).enumerate() {
        if progress.status != Status::Active {
            continue;
        }
        match entry.effort.get() {
            Some(effort) => {
                hours.goals.push((GoalIx(at), *effort));
                hours.asked += effort;
            }
            None if entry.horizon.get() != Some(&Horizon::Vision) => hours.unsaid += 1,
            None => {}
        }
    }
    hours
}
