//! What is to be expected on a day, and how many days lie between that and what is so.

use super::days::Pauses;
use crate::plan::goal::{Step, StepState};
use chrono::{Duration, NaiveDate};

/// Shares that differ by less are the same: they are quotients of whole numbers, rounded.
const SAME: f64 = 1e-9;

/// The expected line of a goal, from (start, 0) to (due, 1).
///
/// It is straight in active days. Where steps are the source of progress it goes through each of
/// their due days with the share of weight that is due by then; steps without a day are due at the
/// end, and those that were due on or before the start count with the first day that follows.
pub(super) struct Line<'a> {
    pauses: &'a Pauses,
    start: NaiveDate,
    due: NaiveDate,
    /// Days and the share that is due by then, both rising, from (start, 0) to (due, 1).
    points: Vec<(NaiveDate, f64)>,
}

impl<'a> Line<'a> {
    /// A straight line; through the due days of `steps` where there are any. `None` where it would
    /// end before it begins.
    pub(super) fn new(
        (start, due): (NaiveDate, NaiveDate),
        steps: &[Step],
        pauses: &'a Pauses,
    ) -> Option<Self> {
        if due < start {
            return None;
        }
        let counted = || {
            steps
                .iter()
                .filter(|step| step.leaf && step.state != StepState::Cancelled)
        };
        let all: f64 = counted().map(|step| step.weight).sum();
        let mut points = vec![(start, if start < due { 0.0 } else { 1.0 })];
        if all > 0.0 && start < due {
            let mut dated: Vec<(NaiveDate, f64)> = counted()
                .filter_map(|step| Some((step.due.get()?.last, step.weight)))
                .filter(|(day, _)| *day < due)
                .collect();
            dated.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            let mut sum = 0.0;
            for (day, weight) in dated {
                sum += weight;
                if day <= start {
                    continue;
                }
                let share = (sum / all).min(1.0);
                match points.last_mut() {
                    Some((last, before)) if *last == day => *before = share,
                    _ => points.push((day, share)),
                }
            }
        }
        if start < due {
            points.push((due, 1.0));
        }
        Some(Self {
            pauses,
            start,
            due,
            points,
        })
    }

    /// Active days from start to due.
    pub(super) fn span(&self) -> i64 {
        self.pauses.active(self.start, self.due)
    }

    /// The share that is to be expected on `day`: 0 before the start, 1 from the due day on. Where
    /// both are one day it is 1 on that day.
    pub(super) fn expected(&self, day: NaiveDate) -> f64 {
        if day >= self.due {
            return 1.0;
        }
        let next = self.points.partition_point(|(point, _)| *point <= day);
        let (Some(before), Some(after)) = (
            next.checked_sub(1).and_then(|at| self.points.get(at)),
            self.points.get(next),
        ) else {
            return 0.0;
        };
        let span = self.pauses.active(before.0, after.0);
        let gone = self.pauses.active(before.0, day);
        let part = if span > 0 {
            gone as f64 / span as f64
        } else {
            0.0
        };
        before.1 + (after.1 - before.1) * part
    }

    /// Active days from `today` to the earliest day on which `share` (0 to 1) is to be expected; 0
    /// where that share is what is to be expected today.
    pub(super) fn slack(&self, share: f64, today: NaiveDate) -> i64 {
        if (self.expected(today) - share).abs() < SAME {
            return 0;
        }
        let (mut low, mut high) = (self.start, self.due);
        // The line never falls, so the earliest day is found by halving.
        while low < high {
            let middle = low + Duration::days((high - low).num_days() / 2);
            if self.expected(middle) + SAME >= share {
                high = middle;
            } else {
                low = middle.succ_opt().unwrap_or(high);
            }
        }
        self.pauses.active(today, low)
    }

    /// Its corners on a calendar, where it is level over pauses.
    pub(super) fn corners(&self) -> Vec<(NaiveDate, f64)> {
        let edges = self
            .pauses
            .ranges()
            .iter()
            .flat_map(|(from, to)| [Some(*from), to.succ_opt()])
            .flatten()
            .filter(|day| self.start < *day && *day < self.due);
        // A leg that is paused as a whole is level to its end, and jumps there.
        let jumps = self.points.windows(2).filter_map(|leg| match leg {
            [(from, _), (to, _)] if self.pauses.active(*from, *to) == 0 => to.pred_opt(),
            _ => None,
        });
        let mut corners: Vec<(NaiveDate, f64)> = edges
            .chain(jumps)
            .map(|day| (day, self.expected(day)))
            .chain(self.points.iter().copied())
            .collect();
        corners.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        corners.dedup_by_key(|(day, _)| *day);
        corners
    }
}
