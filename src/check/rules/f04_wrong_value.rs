//! F04: a value of the wrong type, or not one of those that there are.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Safety, Severity};
use crate::plan::Document;
use crate::problem::{ProblemKind, Stray};

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
            ProblemKind::StrayAudience { text, place } => {
                let (message, help) = match place {
                    Stray::Line => (
                        format!("`{text}` stands where nothing is read of who may see a file"),
                        "write it on a line of its own, without blanks before it, between the two `---` that begin the file",
                    ),
                    Stray::Key => (
                        format!("`{text}` is no field, and may be meant to say who sees this"),
                        "write `visibility:` with public, mentor or private",
                    ),
                    Stray::Fence => (
                        format!("`{text}` begins no front matter, and is likely meant to"),
                        "front matter begins with `---` alone, as the very first line of the file, and ends with such a line",
                    ),
                    Stray::Comment => (
                        format!("`{text}` is no comment to Markdown, so a page would show it"),
                        "end it with `-->` before the next blank line, or begin it on a line of its own",
                    ),
                };
                out.report(problem.span, message).help(format!(
                    "{help}; until this is mended the whole file is treated as private"
                ));
            }
            _ => {}
        }
    }
}
