//! T02: a date that is impossible, ambiguous or none.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Safety, Severity};
use crate::plan::Document;
use crate::problem::{BadDate, ProblemKind};

pub(super) static RULE: Rule = Rule {
    code: Code("T02"),
    name: "bad-date",
    severity: Severity::Error,
    clock: false,
    page: include_str!("t02_bad_date.md"),
    check: Check::File(check),
};

fn check(document: &Document, _: &Context<'_>, out: &mut Findings<'_>) {
    for problem in &document.problems {
        let ProblemKind::Date { field, text, why } = &problem.kind else {
            continue;
        };
        let (message, help) = match why {
            BadDate::Impossible { nearest } => (
                format!("there is no {text}"),
                format!("that month ends on {nearest}"),
            ),
            BadDate::Ambiguous {
                readings: [day_first, month_first],
            } => (
                format!("`{text}` may be either of two days"),
                format!("write `{day_first}` or `{month_first}`"),
            ),
            BadDate::Relative => (
                format!("`{text}` means another day each time it is read (in `{field}`)"),
                "write a date, such as `2027-03-31` or `2027-03`".into(),
            ),
            BadDate::Unreadable => (
                format!("`{text}` is not a date (in `{field}`)"),
                "write `2027-03-31`, or `2027-03`, `2027-Q1`, `2027` for a period".into(),
            ),
            BadDate::BeforeStart { start } => (
                format!("due on {text}, before the start on {start}"),
                "move one of the two".into(),
            ),
        };
        let told = out.report(problem.span, message).help(help);
        if let BadDate::Impossible { nearest } = why {
            told.mend(Safety::Unsafe, problem.span, nearest.as_str());
        }
    }
}
