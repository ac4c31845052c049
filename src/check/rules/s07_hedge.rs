//! S07: a title that takes itself back.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;
use crate::prose::remark;

pub(super) static RULE: Rule = Rule {
    code: Code("S07"),
    name: "hedge",
    severity: Severity::Note,
    clock: false,
    page: include_str!("s07_hedge.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    if cx.words(goal).is_none() || !goal.is_asked(cx.today) {
        return;
    }
    let title = goal.title.text();
    let Some(hedge) = remark::hedge(title).and_then(|hedge| title.get(hedge)) else {
        return;
    };
    out.report(
        goal.title_span(),
        format!("“{hedge}”: is this a goal already, or an idea that waits?"),
    )
    .help("say it without the word, or keep it as `status: idea`: nothing is asked of an idea");
}
