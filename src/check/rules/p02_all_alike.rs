//! P02: all goals are of one kind or horizon.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::Plan;
use crate::progress::Progress;
use crate::today::Today;

pub(super) static RULE: Rule = Rule {
    code: Code("P02"),
    name: "all-alike",
    severity: Severity::Note,
    clock: false,
    page: include_str!("p02_all_alike.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, today: Today, out: &mut Findings<'_>) {
    let judged: Vec<_> = plan
        .goals
        .iter()
        .filter(|entry| entry.is_judged(today))
        .collect();
    let Some(first) = judged.first().filter(|_| judged.len() >= 4) else {
        return;
    };
    let kind = first.kind.get();
    if kind.is_some() && judged.iter().all(|entry| entry.kind.get() == kind) {
        let word = kind.map_or("", |kind| kind.as_str());
        out.report_in(
            &first.goal.path,
            first.title_span(),
            format!("all {} goals are of one kind: {word}", judged.len()),
        )
        .help("is there something about people, health or money that belongs to the plan as well?");
        return;
    }
    let horizon = first.horizon_on(&plan.config, today);
    if horizon.is_some()
        && judged
            .iter()
            .all(|entry| entry.horizon_on(&plan.config, today) == horizon)
    {
        let word = horizon.map_or("", |horizon| horizon.as_str());
        out.report_in(
            &first.goal.path,
            first.title_span(),
            format!("all {} goals lie equally far ahead: {word}", judged.len()),
        )
        .help("what would come before them, or after?");
    }
}
