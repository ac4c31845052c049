//! M05: the target equals the baseline.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;
use crate::prose::number::show;

pub(super) static RULE: Rule = Rule {
    code: Code("M05"),
    name: "target-is-baseline",
    severity: Severity::Error,
    clock: false,
    page: include_str!("m05_target_is_baseline.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, _: &Context<'_>, out: &mut Findings<'_>) {
    let Some(metric) = goal.metric.spanned() else {
        return;
    };
    if let (Some(baseline), Some(target)) =
        (metric.value.baseline.get(), metric.value.target.spanned())
        && *baseline == target.value
    {
        out.report(
            target.span,
            format!("this goal ends where it begins: at {}", show(*baseline)),
        )
        .help("say where you start and where you want to be");
    }
}
