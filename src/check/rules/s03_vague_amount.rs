//! S03: an amount that nobody can count.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::check::words::is_unmeasured;
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;
use crate::prose::remark;

pub(super) static RULE: Rule = Rule {
    code: Code("S03"),
    name: "vague-amount",
    severity: Severity::Note,
    clock: false,
    page: include_str!("s03_vague_amount.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    if !is_unmeasured(goal, cx) {
        return;
    }
    let title = goal.title.text();
    let amount = remark::vague_amount(title, cx.today).and_then(|amount| title.get(amount));
    let Some(amount) = amount else { return };
    out.report(goal.title_span(), format!("“{amount}” is how much?"))
        .help("put a number in its place, or one under `measure:`");
}
