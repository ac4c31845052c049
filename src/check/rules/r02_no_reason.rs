//! R02: no reason is given.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::check::words::{asks_itself, has_section};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::{Goal, SectionRole};

pub(super) static RULE: Rule = Rule {
    code: Code("R02"),
    name: "no-reason",
    severity: Severity::Note,
    clock: false,
    page: include_str!("r02_no_reason.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(words) = cx.words(goal) else { return };
    let fields = !goal.why.is_absent()
        || !goal.supports.is_absent()
        || !goal.values.is_absent()
        || has_section(goal, SectionRole::Relevant);
    let told = fields || words.all.relevant.met || asks_itself(goal);
    if told || !goal.is_asked(cx.today) {
        return;
    }
    let title = goal.title.text();
    let deed = words.title.deed.clone().and_then(|deed| title.get(deed));
    out.report(
        goal.title_span(),
        format!(
            "“{}” so that …? nothing says what it is for",
            deed.unwrap_or(title)
        ),
    )
    .help("add `why:` with a sentence, or what it serves in `supports:` or `values:`");
}
