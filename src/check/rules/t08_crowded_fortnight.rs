//! T08: too much is due at once.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::{GoalEntry, Plan};
use crate::progress::Progress;
use crate::prose::date::Grain;
use crate::today::Today;
use chrono::NaiveDate;

pub(super) static RULE: Rule = Rule {
    code: Code("T08"),
    name: "crowded-fortnight",
    severity: Severity::Note,
    clock: false,
    page: include_str!("t08_crowded_fortnight.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, today: Today, out: &mut Findings<'_>) {
    let rules = &plan.config.rules;
    let most = rules.number("T08", "max").unwrap_or(3.0);
    let days = rules.number("T08", "days").unwrap_or(14.0);
    // What is due in a year may be done on any of its days.
    let ahead = |entry: &GoalEntry| {
        let due = entry.due.get()?;
        (entry.is_judged(today) && due.last >= today.date() && due.grain != Grain::Year)
            .then_some(due.last)
    };
    let mut dated: Vec<(NaiveDate, &GoalEntry)> = plan
        .goals
        .iter()
        .filter_map(|entry| Some((ahead(entry)?, entry)))
        .collect();
    dated.sort_by(|a, b| (a.0, &a.1.goal.path).cmp(&(b.0, &b.1.goal.path)));
    let mut left = dated.as_slice();
    while let Some((first, _)) = left.first() {
        let within = left.partition_point(|(due, _)| ((*due - *first).num_days() as f64) < days);
        let (crowd, rest) = left.split_at(within);
        let Some(((last, entry), others)) = crowd.split_last().filter(|_| within as f64 > most)
        else {
            left = left.get(1..).unwrap_or(&[]);
            continue;
        };
        left = rest;
        let span = entry.due.span().unwrap_or(entry.title_span());
        let mut told = out
            .report_in(
                &entry.goal.path,
                span,
                if first == last {
                    format!("{within} goals are due on {last}")
                } else {
                    let days = (*last - *first).num_days() + 1;
                    format!("{within} goals are due within {days} days, up to {last}")
                },
            )
            .help("which of them could be done a month earlier, or later?");
        for (due, other) in others.iter().rev().take(3).rev() {
            let span = other.due.span().unwrap_or(other.title_span());
            told = told.related(&other.goal.path, span, format!("due {due}"));
        }
    }
}
