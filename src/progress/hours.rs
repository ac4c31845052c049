//! Hours that the active goals ask for, against the hours that there are.

use crate::plan::GoalIx;

/// Hours a week of the active goals.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hours {
    /// Each active goal that says its effort, in the order of the plan, with its hours a week.
    pub goals: Vec<(GoalIx, f64)>,
    /// Their sum.
    pub asked: f64,
    /// How many active goals do not say.
    pub unsaid: usize,
    /// What the owner has, from `capacity:`.
    pub capacity: Option<f64>,
}
