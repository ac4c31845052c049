//! A01: neither steps nor means.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::check::words::has_section;
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::{Goal, SectionRole};

pub(super) static RULE: Rule = Rule {
    code: Code("A01"),
    name: "no-means",
    severity: Severity::Note,
    clock: false,
    page: include_str!("a01_no_means.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(words) = cx.words(goal) else { return };
    let fields = !goal.body.steps.is_empty()
        || !goal.effort.is_absent()
        || !goal.mentor.is_absent()
        || !goal.obstacles.is_absent()
        || has_section(goal, SectionRole::Achievable);
    if fields || words.all.achievable.met || !goal.is_asked(cx.today) {
        return;
    }
    let title = goal.title.text();
    let deed = words.title.deed.clone().and_then(|deed| title.get(deed));
    out.report(
        goal.title_span(),
        format!(
            "“{}” by doing what, with whom, in which hours?",
            deed.unwrap_or(title)
        ),
    )
    .help("write two or three steps, or `effort:`, or who helps");
}
