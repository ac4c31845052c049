//! T07: not reviewed within its cadence.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::{GoalEntry, GoalIx, Plan, Target};
use crate::progress::Progress;
use crate::prose::Period;
use crate::today::Today;
use chrono::NaiveDate;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code("T07"),
    name: "unreviewed",
    severity: Severity::Note,
    clock: true,
    page: include_str!("t07_unreviewed.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, progress: &Progress, today: Today, out: &mut Findings<'_>) {
    let of_all = latest_of_all(plan, today);
    let named = latest_by_name(plan, today);
    for ((ix, entry), of) in plan.goals().zip(&progress.goals) {
        if !entry.is_judged(today) || entry.review.is_broken() {
            continue;
        }
        let own = entry.review.get().map(|date| date.first);
        let own = own.filter(|day| *day <= today.date());
        let reviewed = own.max(of_all).max(named.get(&ix).copied());
        let Some(since) = reviewed.or(of.start).filter(|since| *since <= today.date()) else {
            continue;
        };
        let next = cadence(plan, entry).after(since);
        if next.is_none_or(|next| next >= today.date()) {
            continue;
        }
        let days = (today.date() - since).num_days();
        let span = entry
            .review
            .span()
            .filter(|_| reviewed.is_some())
            .unwrap_or(entry.title_span());
        let message = if reviewed.is_some() {
            format!("last reviewed {days} days ago")
        } else {
            format!("begun {days} days ago, and never reviewed")
        };
        out.report_in(&entry.goal.path, span, message).help(format!(
            "still worth it, still the right size? Then write `review: {}`, or a page in reviews/",
            today.date()
        ));
    }
}

/// How often it wants a review: at most a year apart, whatever is written.
fn cadence(plan: &Plan, entry: &GoalEntry) -> Period {
    let year = Period::months(12);
    let own = entry
        .review_every
        .get()
        .copied()
        .unwrap_or(plan.config.review_every);
    // Periods of several units are compared by where they lead from one day.
    let from = NaiveDate::default();
    match (own.after(from), year.after(from)) {
        (Some(own_end), Some(end)) if own_end < end => own,
        _ => year,
    }
}

/// The latest review that looks at all goals.
fn latest_of_all(plan: &Plan, today: Today) -> Option<NaiveDate> {
    let all = plan
        .reviews
        .iter()
        .filter(|review| review.goals.is_absent());
    let days = all.filter_map(|review| Some(review.date.get()?.first));
    days.filter(|day| *day <= today.date()).max()
}

/// The latest review of each goal that one names.
fn latest_by_name(plan: &Plan, today: Today) -> BTreeMap<GoalIx, NaiveDate> {
    let mut latest = BTreeMap::new();
    for review in &plan.reviews {
        let Some(day) = review.date.get().map(|date| date.first) else {
            continue;
        };
        for name in review.goals.items().iter().filter(|_| day <= today.date()) {
            if let Some(Target::Goal(ix)) = plan.named(&name.value) {
                let known = latest.entry(ix).or_insert(day);
                *known = day.max(*known);
            }
        }
    }
    latest
}
