//! S01: a title of a word or two, without a verb.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;
use crate::prose::remark;

pub(super) static RULE: Rule = Rule {
    code: Code("S01"),
    name: "title-too-short",
    severity: Severity::Note,
    clock: false,
    page: include_str!("s01_title_too_short.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(words) = cx.words(goal) else { return };
    let title = goal.title.text();
    let silent = words.title.specific.met
        || goal
            .metric
            .get()
            .is_some_and(|metric| metric.target.is_set())
        || !remark::is_bare(title, cx.today)
        || remark::vague_amount(title, cx.today).is_some();
    if silent || !goal.is_asked(cx.today) {
        return;
    }
    out.report(
        goal.title_span(),
        format!("“{title}”: what would you do with it, or have at the end?"),
    )
    .help("begin the title with what is to be done: pass, build, give, run");
}
