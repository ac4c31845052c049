//! R06: a value that nothing serves.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::Plan;
use crate::progress::Progress;
use crate::today::Today;
use crate::vocabulary::Status;

pub(super) static RULE: Rule = Rule {
    code: Code("R06"),
    name: "unserved-value",
    severity: Severity::Note,
    clock: false,
    page: include_str!("r06_unserved_value.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, today: Today, out: &mut Findings<'_>) {
    let Some(index) = &plan.index else { return };
    let open: Vec<_> = plan
        .goals
        .iter()
        .filter(|entry| entry.status_on(today).is_some_and(Status::is_open))
        .collect();
    // Values come into play once goals name them.
    if open.is_empty()
        || plan
            .goals
            .iter()
            .all(|entry| entry.values.items().is_empty())
    {
        return;
    }
    for value in index.values.items() {
        let served = open
            .iter()
            .flat_map(|entry| entry.values.items())
            .any(|named| named.value.eq_ignore_ascii_case(&value.value));
        if !served {
            out.report_in(&index.path, value.span, format!("no open goal serves \u{201c}{}\u{201d}", value.value))
                .help("which goal does? Name it there in `values:`; or what would, if you had an hour a week for it?");
        }
    }
}
