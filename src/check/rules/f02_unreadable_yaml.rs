//! F02: YAML that cannot be read.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
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
            } => {
                let told = out.report(problem.span, format!("this YAML cannot be read: {what}"));
                match (corrected, trap) {
                    (Some(line), _) => told.help(format!("write `{line}`")),
                    (None, Trap::Unclosed) => told.help("end the front matter with a line `---`; until then the file is treated as private"),
                    (None, Trap::NotSupported) => told.help("write the value out where it is needed"),
                    (None, Trap::Bracket) => told.help("close the bracket, or put the whole value in quotes"),
                    (None, _) => told.help("`goalpost explain yaml` shows the mistakes that are made most"),
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
