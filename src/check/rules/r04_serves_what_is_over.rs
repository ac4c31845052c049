//! R04: a goal that serves a dropped or finished one.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::Plan;
use crate::plan::{GoalEntry, Target};
use crate::progress::Progress;
use crate::today::Today;

pub(super) static RULE: Rule = Rule {
    code: Code("R04"),
    name: "serves-what-is-over",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("r04_serves_what_is_over.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, today: Today, out: &mut Findings<'_>) {
    for entry in plan.goals.iter().filter(|entry| entry.is_judged(today)) {
        let mut over =
            entry
                .relations
                .supports
                .iter()
                .filter_map(|reference| match reference.target {
                    Some(Target::Goal(ix)) => Some((reference, plan.goal(ix))),
                    _ => None,
                });
        let ended = |goal: &GoalEntry| {
            goal.status_on(today)
                .is_some_and(|status| !status.is_open())
        };
        // One open goal that it serves is reason enough.
        let open = entry
            .relations
            .supports
            .iter()
            .any(|reference| match reference.target {
                Some(Target::Goal(ix)) => !ended(plan.goal(ix)),
                Some(Target::Role(_)) => true,
                None => false,
            });
        if open {
            continue;
        }
        if let Some((reference, goal)) = over.find(|(_, goal)| ended(goal)) {
            let status = goal
                .status_on(today)
                .map_or("over", |status| status.as_str());
            out.report_in(
                &entry.goal.path,
                reference.written.span,
                format!(
                    "this serves \u{201c}{}\u{201d}, which is {status}",
                    goal.name()
                ),
            )
            .related(&goal.goal.path, goal.title_span(), "the larger goal")
            .help(
                "what does it serve now? Name that, or let it go on purpose with `status: dropped`",
            );
        }
    }
}
