//! M08: the steps say one thing, the number another.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::Plan;
use crate::progress::{Progress, Source};
use crate::today::Today;
use crate::vocabulary::MetricType;

pub(super) static RULE: Rule = Rule {
    code: Code("M08"),
    name: "steps-and-number-apart",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("m08_steps_and_number_apart.md"),
    check: Check::Plan(check),
};

/// Points of a hundred between the two from which one of them must be wrong.
const APART: f64 = 25.0;

fn check(plan: &Plan, progress: &Progress, today: Today, out: &mut Findings<'_>) {
    let apart = plan.config.rules.number("M08", "points").unwrap_or(APART);
    for ((_, entry), of) in plan.goals().zip(&progress.goals) {
        let (done, all) = of.steps;
        let covers = of.source == Some(Source::Metric)
            && of.rhythm.is_none()
            && !of.is_budget()
            && of.value.is_some()
            && all > 0.0;
        let Some((metric, number)) = entry.metric.spanned().zip(of.shown()) else {
            continue;
        };
        if !covers || metric.value.kind == MetricType::YesNo || !entry.is_judged(today) {
            continue;
        }
        let steps = done / all;
        if (steps - number).abs() * 100.0 <= apart + 1e-9 {
            continue;
        }
        let percent = |share: f64| format!("{:.0} %", share * 100.0);
        let told = out
            .report_in(
                &entry.goal.path,
                metric.span,
                format!(
                    "by its steps this is {} done, by its number {}",
                    percent(steps),
                    percent(number)
                ),
            )
            .help(if steps > number {
                "write the newest number in the log, or add the steps that are still missing"
            } else {
                "tick what is done, or ask whether the number measures what the steps are for"
            });
        if let Some(step) = entry.body.steps.first() {
            told.related(
                &entry.goal.path,
                step.span,
                format!("{} of {} steps done", of.step_count.0, of.step_count.1),
            );
        }
    }
}
