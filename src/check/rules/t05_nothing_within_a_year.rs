//! T05: due in over a year with nothing dated within one.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::Plan;
use crate::progress::Progress;
use crate::today::Today;
use chrono::{Months, NaiveDate};

pub(super) static RULE: Rule = Rule {
    code: Code("T05"),
    name: "nothing-within-a-year",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("t05_nothing_within_a_year.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, today: Today, out: &mut Findings<'_>) {
    let Some(in_a_year) = today.date().checked_add_months(Months::new(12)) else {
        return;
    };
    for entry in plan.goals.iter().filter(|entry| entry.is_asked(today)) {
        let Some(due) = entry.due.spanned().filter(|due| due.value.last > in_a_year) else {
            continue;
        };
        // A start that lies further off than a year asks for nothing yet.
        let later = entry.start_date().is_some_and(|start| start > in_a_year);
        let soon = |day: NaiveDate| day <= in_a_year;
        let step = entry.body.steps.iter().any(|step| {
            step.due.get().is_some_and(|due| soon(due.last))
                || step.done.is_set()
                || step.due.is_broken()
        });
        let served = entry.relations.supported_by.iter().any(|ix| {
            plan.goal(*ix).due_date().is_some_and(soon)
                || plan
                    .goal(*ix)
                    .metric
                    .get()
                    .is_some_and(|metric| metric.period.is_some())
        });
        let rhythm = entry
            .metric
            .get()
            .is_some_and(|metric| metric.period.is_some());
        if !later && !step && !served && !rhythm {
            out.report_in(
                &entry.goal.path,
                due.span,
                "due in over a year, and nothing on the way there has a date within one",
            )
            .help("which step would you have taken by then? `- [ ] … (due …)`");
        }
    }
}
