//! T09: the deadline was moved twice or more.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;

pub(super) static RULE: Rule = Rule {
    code: Code("T09"),
    name: "moved-deadline",
    severity: Severity::Note,
    clock: true,
    page: include_str!("t09_moved_deadline.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let moved = goal.moved.items();
    if let (true, Some(last)) = (moved.len() >= 2 && goal.is_judged(cx.today), moved.last()) {
        out.report(last.span, format!("the deadline has moved {} times", moved.len()))
            .help("what keeps moving it? A smaller goal, a later day that holds, or another order may be the answer");
    }
}
