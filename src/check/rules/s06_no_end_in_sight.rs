//! S06: something is made, and no word says what done looks like.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::check::words::says_how_much;
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;
use crate::prose::assess::What;
use crate::prose::remark;

pub(super) static RULE: Rule = Rule {
    code: Code("S06"),
    name: "no-end-in-sight",
    severity: Severity::Note,
    clock: false,
    page: include_str!("s06_no_end_in_sight.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(words) = cx.words(goal) else { return };
    let counts = |what: What| matches!(what, What::Number | What::Rhythm);
    let told = says_how_much(goal)
        || !goal.body.lead.is_empty()
        || !words.title.specific.met
        || words
            .title
            .measurable
            .evidence
            .iter()
            .any(|evidence| counts(evidence.what));
    if told || !goal.is_asked(cx.today) {
        return;
    }
    let title = goal.title.text();
    let made = remark::made(title, cx.today).and_then(|made| title.get(made));
    let Some(made) = made else { return };
    out.report(
        goal.title_span(),
        format!("“{made}”: what will be there when it is done?"),
    )
    .help("write two or three lines under `## Done when`, or steps, or a number as `measure:`");
}
