//! F01: nothing that could be a title.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::Document;
use crate::problem::ProblemKind;

pub(super) static RULE: Rule = Rule {
    code: Code("F01"),
    name: "no-title",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("f01_no_title.md"),
    check: Check::File(check),
};

fn check(document: &Document, _: &Context<'_>, out: &mut Findings<'_>) {
    for problem in &document.problems {
        if problem.kind == ProblemKind::NoTitle {
            out.report(problem.span, "nothing here could be a title")
                .help("begin the file with `# ` and what you want to reach");
        }
    }
}
