//! A08: due before what it comes after, or after what it supports.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::Plan;
use crate::plan::{Reference, Target};
use crate::progress::Progress;
use crate::today::Today;

pub(super) static RULE: Rule = Rule {
    code: Code("A08"),
    name: "out-of-order",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("a08_out_of_order.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, today: Today, out: &mut Findings<'_>) {
    for entry in plan.goals.iter().filter(|entry| entry.is_judged(today)) {
        let Some(due) = entry.due.spanned() else {
            continue;
        };
        let other = |reference: &Reference| match reference.target {
            Some(Target::Goal(ix)) => Some(plan.goal(ix)),
            _ => None,
        };
        for earlier in entry.relations.after.iter().filter_map(other) {
            if let Some(first) = earlier
                .due
                .spanned()
                .filter(|first| first.value.first > due.value.last && earlier.is_judged(today))
            {
                out.report_in(
                    &entry.goal.path,
                    due.span,
                    format!(
                        "this is due before what it comes after: \u{201c}{}\u{201d}",
                        earlier.name()
                    ),
                )
                .label(format!("{}", due.value.last))
                .related(
                    &earlier.goal.path,
                    first.span,
                    format!("due {}", first.value.last),
                )
                .help("move one of the two, or take out `after:`");
            }
        }
        for larger in entry.relations.supports.iter().filter_map(other) {
            if let Some(last) = larger
                .due
                .spanned()
                .filter(|last| due.value.last > last.value.last && larger.is_judged(today))
            {
                out.report_in(
                    &entry.goal.path,
                    due.span,
                    format!(
                        "this is due after what it supports: \u{201c}{}\u{201d}",
                        larger.name()
                    ),
                )
                .label(format!("{}", due.value.last))
                .related(
                    &larger.goal.path,
                    last.span,
                    format!("due {}", last.value.last),
                )
                .help("move one of the two, or take out `supports:`");
            }
        }
    }
}
