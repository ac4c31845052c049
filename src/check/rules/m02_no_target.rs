//! M02: a metric without a target.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;
use crate::vocabulary::MetricType;

pub(super) static RULE: Rule = Rule {
    code: Code("M02"),
    name: "no-target",
    severity: Severity::Error,
    clock: false,
    page: include_str!("m02_no_target.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, _: &Context<'_>, out: &mut Findings<'_>) {
    let Some(metric) = goal.metric.spanned() else {
        return;
    };
    let aims = !metric.value.target.is_absent()
        || !metric.value.band.is_absent()
        || metric.value.kind == MetricType::YesNo;
    if !aims {
        out.report(metric.span, "a measure without a number to reach")
            .help(
                "say how much: `12 talks`, `from 48 % to 85 %`, `3 a year`, `at most 40 h a week`",
            );
    }
}
