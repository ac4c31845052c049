//! A03: the owner hardly believes in it.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;

pub(super) static RULE: Rule = Rule {
    code: Code("A03"),
    name: "low-confidence",
    severity: Severity::Note,
    clock: false,
    page: include_str!("a03_low_confidence.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    if let Some(confidence) = goal
        .confidence
        .spanned()
        .filter(|confidence| confidence.value <= 3 && goal.is_judged(cx.today))
    {
        out.report(
            confidence.span,
            format!("you give this goal {} of 10", confidence.value),
        )
        .help("what would make it a 6? A smaller goal, more time, or someone to help");
    }
}
