//! S08: only what is not to be.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::check::words::is_unmeasured;
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;
use crate::prose::remark;

pub(super) static RULE: Rule = Rule {
    code: Code("S08"),
    name: "only-a-negative",
    severity: Severity::Note,
    clock: false,
    page: include_str!("s08_only_a_negative.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    if !is_unmeasured(goal, cx) {
        return;
    }
    let title = goal.title.text();
    let negative = remark::negative(title, cx.today).and_then(|words| title.get(words));
    let Some(negative) = negative else { return };
    out.report(
        goal.title_span(),
        format!("“{negative}”: and what will there be instead?"),
    )
    .help("name what you will do in its place, on which day or in which hour");
}
