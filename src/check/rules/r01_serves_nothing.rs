//! R01: a goal that serves nothing larger.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::Plan;
use crate::progress::Progress;
use crate::today::Today;
use crate::vocabulary::{Horizon, Status};

pub(super) static RULE: Rule = Rule {
    code: Code("R01"),
    name: "serves-nothing",
    severity: Severity::Note,
    clock: false,
    page: include_str!("r01_serves_nothing.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, today: Today, out: &mut Findings<'_>) {
    let open = plan
        .goals
        .iter()
        .filter(|entry| entry.status_on(today).is_some_and(Status::is_open))
        .count();
    if open < 4 {
        return;
    }
    for entry in plan.goals.iter().filter(|entry| entry.is_judged(today)) {
        let far = matches!(
            entry.horizon_on(&plan.config, today),
            Some(Horizon::Long | Horizon::Vision)
        ) || entry.horizon.is_broken();
        if !far && entry.goal.supports.is_absent() && entry.goal.values.is_absent() {
            out.report_in(
                &entry.goal.path,
                entry.title_span(),
                "what larger goal, role or value does this serve?",
            )
            .help("name it in `supports:` or `values:`; if there is none, is it worth its time?");
        }
    }
}
