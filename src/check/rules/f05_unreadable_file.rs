//! F05: a file that cannot be read.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::{Document, MAX_NESTING};
use crate::problem::ProblemKind;
use crate::source::Unreadable;

pub(super) static RULE: Rule = Rule {
    code: Code("F05"),
    name: "unreadable-file",
    severity: Severity::Error,
    clock: false,
    page: include_str!("f05_unreadable_file.md"),
    check: Check::File(check),
};

fn check(document: &Document, _: &Context<'_>, out: &mut Findings<'_>) {
    for problem in &document.problems {
        let why = match &problem.kind {
            ProblemKind::Unreadable(why) => why,
            ProblemKind::TooNested => {
                let message = format!(
                    "this block of text is not read: here it nests more than {MAX_NESTING} deep"
                );
                let help = "take lists, quotes and links out of one another; until then the whole file is private";
                out.report(problem.span, message).help(help);
                continue;
            }
            _ => continue,
        };
        let (message, help) = match why {
            Unreadable::NotUtf8 { valid } => (
                format!(
                    "this file is not UTF-8 text: byte {} is no part of it",
                    valid + 1
                ),
                "save it as UTF-8 in your editor",
            ),
            Unreadable::TooLarge { bytes } => (
                format!(
                    "this file has {} MB, and a goal has at most 4",
                    bytes / 1_000_000
                ),
                "move what is large to a file beside it, and link that",
            ),
            Unreadable::TooDeep => (
                "this folder lies too deep to be read".into(),
                "keep goals at most twelve folders deep",
            ),
            Unreadable::NotAFile => (
                "this has a goal's name and is no file".into(),
                "rename it, or move what it holds",
            ),
            Unreadable::Link => (
                "this is a link, and links in a plan are not followed".into(),
                "put a copy of what it leads to in its place",
            ),
            Unreadable::Name => (
                "the name of this file cannot stand in a path".into(),
                "rename it: without `\\`, line breaks and bytes that are no text",
            ),
            Unreadable::Misnamed { found } => (
                format!("`{found}` is not read: the settings of a plan are in `plan.yaml`"),
                "rename it to plan.yaml; until then everything is private",
            ),
            Unreadable::Refused { why } => (
                format!("this file cannot be read: {why}"),
                "see who may read it",
            ),
        };
        out.report(problem.span, message).help(help);
    }
}
