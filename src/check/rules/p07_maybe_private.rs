//! P07: public words that may be private.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::discretion::{Private, suspects};
use crate::plan::goal::Goal;
use crate::vocabulary::{Status, Visibility};

pub(super) static RULE: Rule = Rule {
    code: Code("P07"),
    name: "maybe-private",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("p07_maybe_private.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    // What was given up, missed or set aside has no public page, and an idea has none yet.
    let has_page = matches!(
        goal.status_on(cx.today),
        None | Some(Status::Planned | Status::Active | Status::Done)
    );
    if !has_page || goal.seen.visibility(cx.config.visibility()) != Visibility::Public {
        return;
    }
    let found = suspects(goal);
    let mut kinds: Vec<Private> = found.iter().map(|(_, what)| *what).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let Some((span, _)) = found.first() else {
        return;
    };
    let words: Vec<&str> = kinds.iter().map(|what| what.as_str()).collect();
    let mut told = out.report(
        *span,
        format!(
            "this would be public, and may be about {}",
            words.join(" and ")
        ),
    );
    for (place, what) in found.iter().skip(1).filter(|(place, _)| place != span) {
        told = told.related(&goal.path, *place, what.as_str());
    }
    told.help("say who may see it with `visibility: private` or `mentor`, mark a section `{.private}`, or say `visibility: public` and silence this");
}
