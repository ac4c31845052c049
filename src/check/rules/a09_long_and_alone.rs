//! A09: a long goal with no one to help.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;
use crate::vocabulary::Horizon;

pub(super) static RULE: Rule = Rule {
    code: Code("A09"),
    name: "long-and-alone",
    severity: Severity::Note,
    clock: false,
    page: include_str!("a09_long_and_alone.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let long =
        goal.horizon_on(cx.config, cx.today) == Some(Horizon::Long) && !goal.horizon.is_broken();
    if long && goal.is_judged(cx.today) && goal.mentor.is_absent() && goal.ask.is_absent() {
        out.report(goal.title_span(), "a long way, and nobody named who helps")
            .help("who has gone it before you? Name them in `mentor:`, or what you need in `ask:`");
    }
}
