//! F04: a value of the wrong type, or not one of those that there are.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Safety, Severity};
use crate::plan::Document;
use crate::problem::ProblemKind;

pub(super) static RULE: Rule = Rule {
    code: Code("F04"),
    name: "wrong-value",
    severity: Severity::Error,
    clock: false,
    page: include_str!("f04_wrong_value.md"),
    check: Check::File(check),
};

fn check(document: &Document, _: &Context<'_>, out: &mut Findings<'_>) {
    for problem in &document.problems {
        match &problem.kind {
            ProblemKind::WrongValue {
                field,
                found,
                expected,
                near,
                fails_closed,
            } => {
                let told = out.report(
                    problem.span,
                    format!("`{field}` is {found}, which is not {expected}"),
                );
                let private = if *fails_closed {
                    " Until this is mended it is treated as private"
                } else {
                    ""
                };
                match near {
                    // Who may see a file is never guessed.
                    Some(near) if *fails_closed => {
                        told.help(format!("did you mean `{near}`?{private}"))
                    }
                    Some(near) => told.help(format!("did you mean `{near}`?")).mend(
                        Safety::Unsafe,
                        problem.span,
                        near.as_str(),
                    ),
                    None if *fails_closed => told.help(format!(
                        "write {expected}; until this is mended it is treated as private"
                    )),
                    None => told.help(format!("write {expected}")),
                };
            }
            ProblemKind::HeadingAttribute { text } => {
                out.report(problem.span, format!("`{text}` says nothing here that goalpost understands"))
                    .help("`{.private}`, `{.mentor}` and `{.public}` stand at the end of a heading outside of quotes and lists; until this is mended the whole file is treated as private");
            }
            _ => {}
        }
    }
}
