//! T03: the due day is past and the goal is open.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;

pub(super) static RULE: Rule = Rule {
    code: Code("T03"),
    name: "overdue",
    severity: Severity::Warning,
    clock: true,
    page: include_str!("t03_overdue.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    if let Some(due) = goal
        .due
        .spanned()
        .filter(|due| due.value.last < cx.today.date() && goal.is_judged(cx.today))
    {
        let days = (cx.today.date() - due.value.last).num_days();
        let days = if days == 1 {
            "1 day".to_owned()
        } else {
            format!("{days} days")
        };
        out.report(due.span, format!("this was due {days} ago and is open"))
            .help("say what became of it (`status: done`, `missed`, `dropped`), or move it and say why in `moved:`");
    }
}
