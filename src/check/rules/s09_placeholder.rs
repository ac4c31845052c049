//! S09: a blank that a template left.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;
use crate::prose::blank;
use crate::source::Span;
use crate::vocabulary::Visibility;

pub(super) static RULE: Rule = Rule {
    code: Code("S09"),
    name: "placeholder",
    severity: Severity::Error,
    clock: false,
    page: include_str!("s09_placeholder.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some((words, span)) = first(goal) else {
        return;
    };
    let seen = goal.seen.visibility(cx.config.visibility());
    let severity = if seen == Visibility::Private {
        Severity::Warning
    } else {
        Severity::Error
    };
    out.report(span, format!("“{words}” is a blank of a template"))
        .help("put your own words there, or take it out")
        .severity(severity);
}

/// The first blank of the words that a page may show.
fn first(goal: &Goal) -> Option<(&str, Span)> {
    let parts = [
        (goal.title.text(), goal.title_span()),
        (goal.why.text(), goal.why.span().unwrap_or_default()),
        (goal.result.text(), goal.result.span().unwrap_or_default()),
        (goal.body.lead.as_str(), goal.body.lead_span),
    ];
    let steps = goal
        .body
        .steps
        .iter()
        .map(|step| (step.text.as_str(), step.span));
    let sections = goal
        .body
        .sections
        .iter()
        .map(|section| (section.words.as_str(), section.heading));
    parts
        .into_iter()
        .chain(steps)
        .chain(sections)
        .find_map(|(text, span)| Some((text.get(blank::placeholder(text)?)?, span)))
}
