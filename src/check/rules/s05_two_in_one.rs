//! S05: two goals under one title.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;
use crate::prose::remark;

pub(super) static RULE: Rule = Rule {
    code: Code("S05"),
    name: "two-in-one",
    severity: Severity::Note,
    clock: false,
    page: include_str!("s05_two_in_one.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let asked = cx.words(goal).is_some() && goal.is_asked(cx.today);
    if !asked || !goal.metric.is_absent() || !goal.body.steps.is_empty() {
        return;
    }
    let title = goal.title.text();
    let found = remark::goals_in_one(title, cx.today);
    let deeds: Vec<&str> = found
        .into_iter()
        .filter_map(|deed| title.get(deed))
        .collect();
    let [one, other, rest @ ..] = deeds.as_slice() else {
        return;
    };
    let message = match rest {
        [] => format!("“{one}”, “{other}”: which of the two comes first?"),
        [third] => format!("“{one}”, “{other}”, “{third}”: which of the three comes first?"),
        more => format!(
            "“{one}”, “{other}” and {} more: which comes first?",
            more.len()
        ),
    };
    out.report(goal.title_span(), message)
        .help("give each a file of its own; `supports:` and `after:` say how they hang together");
}
