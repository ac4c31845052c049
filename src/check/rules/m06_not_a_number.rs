//! M06: something that should be a number and is none.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::Document;
use crate::problem::ProblemKind;

pub(super) static RULE: Rule = Rule {
    code: Code("M06"),
    name: "not-a-number",
    severity: Severity::Error,
    clock: false,
    page: include_str!("m06_not_a_number.md"),
    check: Check::File(check),
};

fn check(document: &Document, _: &Context<'_>, out: &mut Findings<'_>) {
    for problem in &document.problems {
        if let ProblemKind::Number {
            field,
            text,
            readings,
        } = &problem.kind
        {
            let told = out.report(
                problem.span,
                format!("`{text}` is not a number (in `{field}`)"),
            );
            match readings.as_slice() {
                [] => told.help("write digits: `12`, `1,000`, `90 %`"),
                readings => told.help(format!(
                    "write {}",
                    readings
                        .iter()
                        .map(|reading| format!("`{reading}`"))
                        .collect::<Vec<_>>()
                        .join(" or ")
                )),
            };
        }
    }
}
