//! T06: a time in the title that moves with the day on which it is read.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::check::words::is_moving;
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;

pub(super) static RULE: Rule = Rule {
    code: Code("T06"),
    name: "moving-time",
    severity: Severity::Note,
    clock: false,
    page: include_str!("t06_moving_time.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(words) = cx.words(goal) else { return };
    if !goal.due.is_absent() || !goal.is_asked(cx.today) || !is_moving(goal.title.text(), cx.today)
    {
        return;
    }
    let title = goal.title.text();
    let time = words
        .title
        .time_bound
        .evidence
        .first()
        .and_then(|evidence| title.get(evidence.bytes.clone()));
    out.report(
        goal.title_span(),
        format!(
            "“{}” means another day whenever it is read",
            time.unwrap_or(title)
        ),
    )
    .help("write the day that you mean as `due:`, such as `due: 2027-03`");
}
