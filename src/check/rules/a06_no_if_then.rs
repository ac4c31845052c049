//! A06: a featured goal without an obstacle or an if-then.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::check::words::{asks_itself, has_section};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::{Goal, SectionRole};

pub(super) static RULE: Rule = Rule {
    code: Code("A06"),
    name: "no-if-then",
    severity: Severity::Note,
    clock: false,
    page: include_str!("a06_no_if_then.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let featured = goal.featured.get() == Some(&true);
    if !featured || cx.words(goal).is_none() || !goal.is_asked(cx.today) {
        return;
    }
    let told = !goal.obstacles.is_absent()
        || has_section(goal, SectionRole::Achievable)
        || asks_itself(goal)
        || has_if(goal);
    if told {
        return;
    }
    out.report(
        goal.title_span(),
        "this goal leads the list: what is most likely to get in its way, and what then?",
    )
    .help("add `obstacles:` with a sentence that begins with “If”");
}

/// Whether its words below the title reckon with something: `if`, `in case`, `unless`.
fn has_if(goal: &Goal) -> bool {
    let mut words = goal
        .body
        .text()
        .split(|c: char| !c.is_alphabetic())
        .map(str::to_lowercase);
    words.any(|word| ["if", "case", "unless", "obstacle", "obstacles"].contains(&word.as_str()))
}
