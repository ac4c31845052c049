//! Measuring again: only what an edit may have changed is worked out anew.
//!
//! In: the plan as it is now. Out: the same progress as [`measure`] has of it. Rests on two facts: what a
//! goal's own file says of it depends on that file alone, and of others it takes two things, what those
//! that support it say, and how the owner's finished goals went.

use super::supporters::{self, waits};
use super::{Own, Progress, calibration, of_all, share, together, whole};
use crate::config::Config;
use crate::plan::{Goal, GoalEntry, Plan, Relations, Target};
use crate::today::Today;
use crate::vocabulary::Status;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What was measured last, of one plan under one set of settings on one day.
#[derive(Debug, Default)]
pub struct Memory {
    goals: Vec<Kept>,
    progress: Arc<Progress>,
}

#[derive(Debug)]
struct Kept {
    goal: Arc<Goal>,
    relations: Arc<Relations>,
    /// What its own file says, without those that carry it.
    own: Arc<Own>,
}

impl Kept {
    fn is_of(&self, entry: &GoalEntry) -> bool {
        Arc::ptr_eq(&self.goal, &entry.goal) && Arc::ptr_eq(&self.relations, &entry.relations)
    }
}

impl Memory {
    /// Measures a plan; the answer is that of [`measure`](super::measure). For other settings or another
    /// day than the last time, the caller takes a new memory.
    pub fn measure(&mut self, plan: &Plan, config: &Config, today: Today) -> Arc<Progress> {
        let progress = self
            .again(plan, config, today)
            .unwrap_or_else(|| self.anew(plan, config, today));
        self.progress = Arc::new(progress);
        Arc::clone(&self.progress)
    }

    fn anew(&mut self, plan: &Plan, config: &Config, today: Today) -> Progress {
        let goals = plan.goals.par_iter();
        let own = goals.map(|entry| Arc::new(share::own(entry, config, today)));
        let own: Vec<Arc<Own>> = own.collect();
        let kept = plan.goals.iter().zip(&own).map(|(entry, own)| Kept {
            goal: Arc::clone(&entry.goal),
            relations: Arc::clone(&entry.relations),
            own: Arc::clone(own),
        });
        self.goals = kept.collect();
        of_all(plan, own, (config, today))
    }

    /// `None` the first time, where goals came or went, and where more than a quarter of them changed.
    fn again(&mut self, plan: &Plan, config: &Config, today: Today) -> Option<Progress> {
        if self.goals.is_empty() || self.goals.len() != plan.goals.len() {
            return None;
        }
        let all = self.goals.iter().zip(&plan.goals).enumerate();
        let changed: Vec<(usize, &GoalEntry)> = all
            .filter(|(_, (kept, entry))| !kept.is_of(entry))
            .map(|(at, (_, entry))| (at, entry))
            .collect();
        if changed.len() > self.goals.len() / 4 + 1 {
            return None;
        }
        let reached = self.reached(plan, changed.iter().map(|(at, _)| *at));
        // Others are looked at again only for goals that rest on them, or on which all rest.
        let before = reached.iter().any(|at| self.concerns_others(*at));
        for (at, entry) in &changed {
            if let Some(kept) = self.goals.get_mut(*at) {
                *kept = Kept {
                    goal: Arc::clone(&entry.goal),
                    relations: Arc::clone(&entry.relations),
                    own: Arc::new(share::own(entry, config, today)),
                };
            }
        }
        let last = &self.progress;
        let mut own: Vec<Arc<Own>> = Vec::new();
        let mut calibration = last.calibration.clone();
        if before || reached.iter().any(|at| self.concerns_others(*at)) {
            own.extend(self.goals.iter().map(|kept| Arc::clone(&kept.own)));
            supporters::carry(plan, &mut own, today);
            calibration = calibration::calibrate(plan, config, &own);
        }
        let now = |at: usize| {
            let own = own.get(at).or_else(|| Some(&self.goals.get(at)?.own))?;
            let entry = plan.goals.get(at)?;
            Some(whole(entry, Arc::clone(own), (config, today), &calibration))
        };
        let goals = if calibration == last.calibration {
            let mut goals = last.goals.clone();
            for at in reached {
                *goals.get_mut(at)? = now(at)?;
            }
            goals
        } else {
            (0..plan.goals.len())
                .into_par_iter()
                .map(now)
                .collect::<Option<_>>()?
        };
        Some(together(plan, config, goals, calibration))
    }

    /// Whether what is said of a goal rests on others, or what is said of all rests on it.
    fn concerns_others(&self, at: usize) -> bool {
        self.goals
            .get(at)
            .is_some_and(|kept| waits(&kept.own) || kept.own.progress.status == Status::Done)
    }

    /// Some goals and all that they lead to, now or before.
    fn reached(&self, plan: &Plan, from: impl Iterator<Item = usize>) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<usize> = from.collect();
        while let Some(at) = open.pop() {
            if !reached.insert(at) {
                continue;
            }
            let before = self.goals.get(at).map(|kept| &kept.relations);
            let now = plan.goals.get(at).map(|entry| &entry.relations);
            let larger = before.into_iter().chain(now).flat_map(|of| &of.supports);
            open.extend(larger.filter_map(|reference| match reference.target? {
                Target::Goal(ix) => Some(ix.0),
                Target::Role(_) => None,
            }));
        }
        reached
    }
}
