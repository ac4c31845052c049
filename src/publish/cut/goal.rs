//! What is left of one goal: its fields, its numbers, what it refers to.
//!
//! In: a goal, and what the audience is shown of the plan. Out: the same goal where nothing of it is for
//! fewer eyes, else a copy without that.

use super::{Cut, retitle};
use crate::plan::goal::{Body, Goal, LogEntry, Metric, SectionRole};
use crate::plan::{self, Field, GoalEntry, Plan, Reference, Target};
use crate::progress;
use crate::publish::Audience;
use crate::publish::passages::Passages;
use crate::source::{Span, Spanned};
use crate::vocabulary::MetricType;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Units that are hours or money; what is counted in them is not for everyone.
const HOURS: &[&str] = &["h", "hr", "hrs", "hour", "hours"];
const MONEY: &[&str] = &[
    "€", "$", "£", "¥", "eur", "usd", "gbp", "chf", "cad", "aud", "jpy", "euro", "euros", "dollar",
    "dollars", "pounds", "francs",
];

impl Cut<'_> {
    /// The sum of a count's log, where the log itself is not shown but its sum is. What a heading
    /// hides is no part of it.
    pub(super) fn counted(&self, ix: plan::GoalIx) -> Option<f64> {
        let entry = self.plan.goal(ix);
        let log = &entry.goal.body.log;
        let told = |entry: &LogEntry| !self.is_hushed(&self.plan.goal(ix).goal.body, entry.span);
        if log.iter().all(told) {
            let progress = self.progress.goals.get(ix.0);
            return progress.and_then(|progress| progress.value);
        }
        let mut goal = Goal::clone(&entry.goal);
        Arc::make_mut(&mut goal.body).log.retain(told);
        if goal.body.log.is_empty() {
            return None;
        }
        let alone = Plan {
            goals: vec![GoalEntry {
                id: entry.id.clone(),
                goal: Arc::new(goal),
                visibility: entry.visibility,
                relations: Arc::default(),
            }],
            config: Arc::clone(&self.plan.config),
            ..Plan::default()
        };
        let progress = progress::measure(&alone, &alone.config, self.today);
        progress.goals.first().and_then(|progress| progress.value)
    }

    /// Whether a place lies in a section that is hidden by more than being an unmarked log.
    fn is_hushed(&self, body: &Body, place: Span) -> bool {
        body.sections.iter().any(|section| {
            section.span.holds(place)
                && section.least() > self.audience.limit()
                && (section.seen.is_some() || section.role != SectionRole::Log)
        })
    }

    pub(super) fn goal(
        &self,
        entry: &GoalEntry,
        counted: Option<f64>,
        shown: &BTreeSet<Target>,
        gone: &mut Passages,
    ) -> Arc<Goal> {
        let goal = &entry.goal;
        if self.audience == Audience::Me {
            return Arc::clone(goal);
        }
        // Most public goals hold nothing that is not for everyone; of those no second copy is made.
        let mut cut = Cow::Borrowed(&**goal);
        let is_shown = |means: &Reference| means.target.is_some_and(|at| shown.contains(&at));
        let all_shown = |means: &[Reference]| means.iter().all(is_shown);
        let (supports, after) = (&entry.relations.supports, &entry.relations.after);
        if !all_shown(supports) || !all_shown(after) {
            let cut = cut.to_mut();
            cut.supports = references(&goal.supports, supports, shown);
            cut.after = references(&goal.after, after, shown);
        }
        if !goal.allow.is_empty() {
            cut.to_mut().allow.clear();
        }
        let (metric, money) = self.metric(goal, counted);
        if metric != goal.metric {
            cut.to_mut().metric = metric;
        }
        if let Some(read) = self.body(&goal.path, &goal.body, shown, gone) {
            let cut = cut.to_mut();
            retitle(&mut cut.title, &read);
            cut.may_link |= cut.title.text().contains('[');
            cut.body = Arc::new(read.body);
        }
        if money {
            // What was saved or earned is told by the log's values as well.
            Arc::make_mut(&mut cut.to_mut().body)
                .log
                .iter_mut()
                .for_each(|entry| entry.value = None);
        }
        if self.audience == Audience::Public {
            gone.fields(goal);
            Self::hush(&mut cut);
        }
        match cut {
            Cow::Owned(cut) if cut != **goal => Arc::new(cut),
            _ => Arc::clone(goal),
        }
    }

    /// Takes out the fields that are for a mentor at most.
    fn hush(cut: &mut Cow<'_, Goal>) {
        /// Fields that are written become absent.
        macro_rules! without {
            ($($field:ident)*) => {
                $(if !cut.$field.is_absent() {
                    cut.to_mut().$field = Field::Absent;
                })*
            };
        }
        without!(effort confidence obstacles mentor ask paused moved review review_every);
        without!(checkin_every ambition);
        let levels = cut.skills.items().iter().any(|skill| skill.level.is_some());
        if levels && let Field::Set(skills) = &mut cut.to_mut().skills {
            for skill in &mut skills.value {
                skill.level = None;
            }
        }
    }

    /// Money is the owner's alone; everyone sees only what is counted, and not in hours. Answers what
    /// is left, and whether it was money.
    fn metric(&self, goal: &Goal, counted: Option<f64>) -> (Field<Metric>, bool) {
        let Field::Set(metric) = &goal.metric else {
            return (goal.metric.clone(), false);
        };
        let unit = metric.value.unit.as_deref().unwrap_or("").to_lowercase();
        let is = |units: &[&str]| units.contains(&unit.as_str());
        let money = metric.value.currency.is_some() || is(MONEY);
        let counts = metric.value.kind == MetricType::Count
            && metric.value.period.is_none()
            && !metric.value.limit
            && !is(HOURS);
        if money || (self.audience == Audience::Public && !counts) {
            return (Field::Absent, money);
        }
        let mut metric = metric.clone();
        if self.audience != Audience::Public {
            return (Field::Set(metric), false);
        }
        metric.value.stretch = Field::Absent;
        // A log goes, its sum stays; one whose heading says who may see it is cut or shown like any
        // section, and so is its sum.
        let hidden = goal.body.hidden_beyond(self.audience.limit());
        let summed = goal.body.log.iter().any(|entry| {
            hidden.iter().any(|section| section.holds(entry.span))
                && !self.is_hushed(&goal.body, entry.span)
        });
        if let (true, Some(counted)) = (summed, counted) {
            metric.value.current = Field::Set(Spanned::new(counted, metric.span));
        }
        (Field::Set(metric), false)
    }
}

fn references<T: Clone>(
    field: &Field<Vec<T>>,
    means: &[Reference],
    shown: &BTreeSet<Target>,
) -> Field<Vec<T>> {
    let Field::Set(list) = field else {
        return field.clone();
    };
    let kept = list.value.iter().zip(means);
    let kept: Vec<T> = kept
        .filter(|(_, means)| means.target.is_some_and(|target| shown.contains(&target)))
        .map(|(item, _)| item.clone())
        .collect();
    if kept.is_empty() {
        Field::Absent
    } else {
        Field::Set(Spanned::new(kept, list.span))
    }
}
