//! What is known of one goal on one day.

use super::days::Pauses;
use super::forecast::Outlook;
use super::health::Health;
use super::rate::Rate;
use super::rhythm::Rhythm;
use super::series::{Milestone, Point};
use crate::prose::Period;
use crate::vocabulary::Status;
use chrono::NaiveDate;

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
    /// What the owner says, or what its dates say, as of that day; active where it cannot be read.
    pub status: Status,
    /// What the numbers say.
    pub health: Health,
    /// Where `share` was read; `None` where there is nothing to read.
    pub source: Option<Source>,
    /// Progress as a raw share: 0 at the start, 1 at the target; may lie outside.
    ///
    /// For a habit, a band and a limit with a period it is the share of the closed periods that were
    /// met; for a limit without one, how much of it is used up ([`Self::is_budget`]).
    pub share: Option<f64>,
    /// The share that is to be expected on this day, 0 to 1; `None` without start and due, and for
    /// goals that are over.
    pub expected: Option<f64>,
    /// Whole active days ahead (positive) or behind (negative) of what is to be expected; `None`
    /// for habits, bands and limits.
    pub slack_days: Option<i64>,
    /// How far behind, as a share of the whole time: slack over the days from start to due, turned
    /// round, so that what is ahead is negative.
    pub lag_share: Option<f64>,
    /// The pace that would just reach the target on the due day.
    pub needed_rate: Option<Rate>,
    /// The pace so far.
    pub actual_rate: Option<Rate>,
    /// The pace of the best 28 active days so far.
    pub best_rate: Option<Rate>,
    /// When it will be done at the pace so far, or why that cannot be said.
    pub outlook: Outlook,
    /// The value now, in the metric's unit: for a count its sum, for a habit that of the period
    /// that is open.
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
    /// How often it wants a check-in: its habit's period, else its `checkin_every`, else the plan's.
    pub cadence: Period,
    /// The day of the next check-in: one cadence after the last one, or after the start; `None` for
    /// goals that are not under way and for those that others carry.
    pub next_checkin: Option<NaiveDate>,
    /// The first day: declared, else that of the earliest entry or done step.
    pub start: Option<NaiveDate>,
    /// The last day that still counts, as it stood on that day: later moves are undone.
    pub due: Option<NaiveDate>,
    /// The day it ended, for goals that have.
    pub closed: Option<NaiveDate>,
    /// Days on which it stood still, within its own time: its `paused` and the plan's `away`.
    pub pauses: Pauses,
    /// Period by period, for habits, bands and limits.
    pub rhythm: Option<Rhythm>,
    /// Where it stood, one point a day with news, oldest first, never past today.
    pub series: Vec<Point>,
    /// The corners of the expected line, from (start, 0) to (due, 1): straight between them on a
    /// calendar, level over pauses; empty without start and due, and for habits and bands.
    pub expected_line: Vec<(NaiveDate, f64)>,
    /// Its dated steps, in the order of their days.
    pub milestones: Vec<Milestone>,
}

impl GoalProgress {
    /// Progress as it is shown: a share from 0 to 1.
    pub fn shown(&self) -> Option<f64> {
        self.share.map(|share| share.clamp(0.0, 1.0))
    }

    /// How much more than the target was reached, as a share of the way: 0.25 for 5 talks of 4.
    pub fn overshoot(&self) -> Option<f64> {
        let distance = self.rhythm.is_none() && !self.is_budget();
        self.share
            .filter(|share| distance && *share > 1.0)
            .map(|share| share - 1.0)
    }

    /// Whether `share` is how much of a limit is used up, to be held against the share of time.
    pub fn is_budget(&self) -> bool {
        self.outlook == Outlook::Budget
    }
}
