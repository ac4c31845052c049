//! S02: a verb whose end nobody can see, without a measure or a method.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::check::words::has_section;
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::{Goal, SectionRole};
use crate::prose::remark;

pub(super) static RULE: Rule = Rule {
    code: Code("S02"),
    name: "open-verb",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("s02_open_verb.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(words) = cx.words(goal) else { return };
    let fields = !goal.metric.is_absent()
        || !goal.body.steps.is_empty()
        || has_section(goal, SectionRole::Specific)
        || has_section(goal, SectionRole::DoneWhen);
    if fields || words.all.specific.met || !goal.is_asked(cx.today) {
        return;
    }
    let title = goal.title.text();
    // That is said better of the whole: what will there be instead?
    if remark::negative(title, cx.today).is_some() {
        return;
    }
    // A number is an end, whatever the verb.
    if words.title.open_verb.is_none() || !words.all.targets.is_empty() {
        return;
    }
    let deed = words.title.deed.clone().and_then(|deed| title.get(deed));
    let deed = deed.unwrap_or(title);
    if remark::is_change(title, cx.today) {
        out.report(goal.title_span(), format!("“{deed}”: by how much?"))
            .help("say from what to what, as `measure:` or in the words, or by which course or method");
    } else {
        out.report(
            goal.title_span(),
            format!("“{deed}” has no end that anyone could see"),
        )
        .help("say what will be there when it is done, or how much of it and how: a number, a course, a result");
    }
}
