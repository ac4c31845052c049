//! F02: YAML that cannot be read.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Safety, Severity};
use crate::plan::Document;
use crate::problem::{ProblemKind, Trap};

pub(super) static RULE: Rule = Rule {
    code: Code("F02"),
    name: "unreadable-yaml",
    severity: Severity::Error,
    clock: false,
    page: include_str!("f02_unreadable_yaml.md"),
    check: Check::File(check),
};

fn check(document: &Document, _: &Context<'_>, out: &mut Findings<'_>) {
    for problem in &document.problems {
        match &problem.kind {
            ProblemKind::Yaml {
                trap,
                what,
                corrected,
                fails_closed,
            } => {
                let private = if *fails_closed {
                    "; until this is mended it is treated as private"
                } else {
                    ""
                };
                let told = out.report(problem.span, format!("this YAML cannot be read: {what}"));
                match (corrected, trap) {
                    (Some(line), trap) => {
                        let told = told.help(format!("write `{line}`{private}"));
                        match quoted(line, *trap) {
                            Some(value) => told.mend(Safety::Safe, problem.span, value),
                            None => told,
                        }
                    }
                    (None, Trap::Unclosed) => told.help("end the front matter with a line `---`; until then the file is treated as private"),
                    (None, Trap::NotSupported) => told.help(format!("write the value out where it is needed{private}")),
                    (None, Trap::Bracket) => told.help(format!("close the bracket, or put the whole value in quotes{private}")),
                    (None, _) => told.help(format!("`goalpost explain yaml` shows the mistakes that are made most{private}")),
                };
            }
            ProblemKind::Json { what } => {
                out.report(problem.span, format!("this JSON cannot be read: {what}"))
                    .help("nothing of the file is used until it is mended");
            }
            ProblemKind::DuplicateKey { key, first } => {
                out.report(
                    problem.span,
                    format!("`{key}` is given twice, and only the first counts"),
                )
                .related(&document.path, *first, "the first one")
                .help("take one of them out");
            }
            _ => {}
        }
    }
}

/// The value in quotes, where that says what is written and no more: nothing is guessed.
fn quoted(line: &str, trap: Trap) -> Option<&str> {
    let (_, value) = line.split_once(": ")?;
    matches!(
        trap,
        Trap::ColonInValue | Trap::Percent | Trap::Greater | Trap::At | Trap::LeadingQuote
    )
    .then_some(value)
}
