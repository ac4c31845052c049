//! M03: a level without a baseline.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;
use crate::prose::number::show;
use crate::vocabulary::MetricType;

pub(super) static RULE: Rule = Rule {
    code: Code("M03"),
    name: "no-baseline",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("m03_no_baseline.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(metric) = goal.metric.spanned() else {
        return;
    };
    let is_level = metric.value.kind == MetricType::Level
        && !metric.value.limit
        && metric.value.band.is_absent();
    if is_level
        && metric.value.target.is_set()
        && metric.value.baseline.is_absent()
        && goal.is_asked(cx.today)
    {
        let target = metric
            .value
            .target
            .get()
            .copied()
            .map(show)
            .unwrap_or_default();
        let unit = metric
            .value
            .unit
            .as_deref()
            .map_or(String::new(), |unit| format!(" {unit}"));
        out.report(metric.span, format!("to {target}{unit}, but from where?"))
            .help("say where you start: `from … to …`");
    }
}
