//! S04: nothing in the words tells this goal apart.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::check::words::has_section;
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::{Goal, SectionRole};
use crate::prose::remark::{self, Which};

const NAME: &str =
    "name the course, the role, the team, the paper, so that a stranger pictures the same";

pub(super) static RULE: Rule = Rule {
    code: Code("S04"),
    name: "nothing-named",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("s04_nothing_named.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(words) = cx.words(goal) else { return };
    let fields = !goal.metric.is_absent()
        || !goal.body.steps.is_empty()
        || has_section(goal, SectionRole::Specific)
        || has_section(goal, SectionRole::DoneWhen);
    let silent = fields
        || words.all.specific.met
        || words.title.open_verb.is_some()
        || words.title.deed.is_none();
    if silent || !goal.is_asked(cx.today) {
        return;
    }
    let title = goal.title.text();
    // What is not even a deed, or only what is not to be, is asked about in its own way.
    if remark::is_bare(title, cx.today) || remark::negative(title, cx.today).is_some() {
        return;
    }
    let (question, help) = match remark::which(title, cx.today) {
        Some(Which::One) => ("which one?", NAME),
        Some(Which::Ones) => ("which ones?", NAME),
        Some(Which::Kind) => (
            "of what kind?",
            "say in what field, for whom or where, so that a stranger pictures the same",
        ),
        Some(Which::Better) => (
            "what would be different?",
            "say what you will do that you do not do now, and who would see it",
        ),
        None => return,
    };
    let deed = words.title.deed.clone().and_then(|deed| title.get(deed));
    out.report(
        goal.title_span(),
        format!("“{}”: {question}", deed.unwrap_or(title)),
    )
    .help(help);
}
