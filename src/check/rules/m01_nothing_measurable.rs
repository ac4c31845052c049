//! M01: nothing says how anyone could see that it is done.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::check::words::has_section;
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::{Goal, SectionRole};
use crate::prose::remark;

pub(super) static RULE: Rule = Rule {
    code: Code("M01"),
    name: "nothing-measurable",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("m01_nothing_measurable.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(words) = cx.words(goal) else { return };
    let fields = !goal.metric.is_absent()
        || !goal.body.steps.is_empty()
        || has_section(goal, SectionRole::Measurable)
        || has_section(goal, SectionRole::DoneWhen);
    if fields || words.all.measurable.met || !goal.is_asked(cx.today) {
        return;
    }
    let title = goal.title.text();
    // Of what is not to be, one asks what will be there instead.
    if remark::negative(title, cx.today).is_some() {
        return;
    }
    let deed = words.title.deed.clone().and_then(|deed| title.get(deed));
    out.report(
        goal.title_span(),
        format!(
            "how could someone else see that “{}” is done?",
            deed.unwrap_or(title)
        ),
    )
    .help("name a count, a result or one event, in the words, as `measure:` or as steps");
}
