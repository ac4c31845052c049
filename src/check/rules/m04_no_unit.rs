//! M04: a metric without a unit.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;
use crate::prose::number::show;
use crate::vocabulary::MetricType;

pub(super) static RULE: Rule = Rule {
    code: Code("M04"),
    name: "no-unit",
    severity: Severity::Note,
    clock: false,
    page: include_str!("m04_no_unit.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(metric) = goal.metric.spanned() else {
        return;
    };
    let m = &metric.value;
    let counted = m.target.is_set() && !matches!(m.kind, MetricType::Habit | MetricType::YesNo);
    if counted
        && m.unit.is_none()
        && m.currency.is_none()
        && m.name.is_none()
        && goal.is_judged(cx.today)
    {
        let target = m.target.get().copied().map(show).unwrap_or_default();
        out.report(metric.span, format!("{target} of what?"))
            .help(format!("name what is counted: `{target} talks`"));
    }
}
