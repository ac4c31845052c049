//! F03: an unknown key near one of ours.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Safety, Severity};
use crate::plan::Document;
use crate::problem::ProblemKind;

pub(super) static RULE: Rule = Rule {
    code: Code("F03"),
    name: "unknown-key",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("f03_unknown_key.md"),
    check: Check::File(check),
};

fn check(document: &Document, _: &Context<'_>, out: &mut Findings<'_>) {
    for problem in &document.problems {
        if let ProblemKind::UnknownKey { key, near } = &problem.kind {
            let told = out.report(problem.span, format!("there is no field `{key}`"));
            if matches!(
                near.as_str(),
                "visibility" | "draft" | "publish" | "default_visibility"
            ) {
                told.severity(Severity::Error).help(format!(
                    "did you mean `{near}`? Until this is mended it is treated as private"
                ));
            } else {
                // What was meant is a guess, however near.
                told.help(format!("did you mean `{near}`?")).mend(
                    Safety::Unsafe,
                    problem.span,
                    near.as_str(),
                );
            }
        }
    }
}
