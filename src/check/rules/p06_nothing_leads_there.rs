//! P06: a long goal that no shorter goal serves.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::Plan;
use crate::progress::Progress;
use crate::today::Today;
use crate::vocabulary::{Horizon, Status};

pub(super) static RULE: Rule = Rule {
    code: Code("P06"),
    name: "nothing-leads-there",
    severity: Severity::Note,
    clock: false,
    page: include_str!("p06_nothing_leads_there.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, today: Today, out: &mut Findings<'_>) {
    for entry in plan.goals.iter().filter(|entry| entry.is_judged(today)) {
        let long = matches!(entry.horizon_on(&plan.config, today), Some(Horizon::Long))
            && !entry.horizon.is_broken();
        let served = entry.relations.supported_by.iter().any(|ix| {
            !matches!(
                plan.goal(*ix).status_on(today),
                Some(Status::Dropped | Status::Superseded)
            )
        });
        if long && !served && entry.goal.body.steps.is_empty() {
            out.report_in(
                &entry.goal.path,
                entry.title_span(),
                "a long goal, and nothing nearer leads to it",
            )
            .help(format!(
                "which goal of this year serves it? Give that one `supports: {}`",
                entry.id
            ));
        }
    }
}
