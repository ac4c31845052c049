//! A04: the pace that is needed is over twice the best there was.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::{GoalEntry, Plan};
use crate::progress::{Health, Progress, Rate, RateUnit};
use crate::prose::number::show;
use crate::today::Today;
use crate::vocabulary::Status;

pub(super) static RULE: Rule = Rule {
    code: Code("A04"),
    name: "pace-out-of-reach",
    severity: Severity::Note,
    clock: true,
    page: include_str!("a04_pace_out_of_reach.md"),
    check: Check::Plan(check),
};

/// How many times the best pace is still within reach.
const REACH: f64 = 2.0;

fn check(plan: &Plan, progress: &Progress, _: Today, out: &mut Findings<'_>) {
    let reach = plan.config.rules.number("A04", "times").unwrap_or(REACH);
    for (entry, of) in plan.goals.iter().zip(&progress.goals) {
        let asked = of.status == Status::Active && of.health != Health::Paused;
        let (Some(needed), Some(best), Some(due)) =
            (of.needed_rate, of.best_rate, entry.due.spanned())
        else {
            continue;
        };
        // What never moved has no best, and the share of a goal that others carry no pace of its own.
        let times = needed.per_week / best.per_week;
        let moves = best.per_week != 0.0 && needed.of != RateUnit::Share;
        if !asked || !moves || times <= reach {
            continue;
        }
        out.report_in(
            &entry.goal.path,
            due.span,
            format!(
                "to be in time this needs {} a week, and its best four weeks made {}",
                in_words(needed, entry),
                show(rounded(best.per_week.abs()))
            ),
        )
        .help(
            "give it more time, make it smaller, or write down what will be different from now on",
        );
    }
}

fn in_words(rate: Rate, entry: &GoalEntry) -> String {
    let number = show(rounded(rate.per_week.abs()));
    let unit = entry
        .metric
        .get()
        .and_then(|metric| metric.unit.as_deref())
        .filter(|_| rate.of == RateUnit::Metric);
    match (rate.of, unit) {
        (RateUnit::Steps, _) => format!("{number} steps"),
        (_, Some(unit)) if unit.starts_with('%') => format!("{number} points"),
        (_, Some(unit)) => format!("{number} {unit}"),
        (_, None) => number,
    }
}

/// Two digits that mean something.
fn rounded(value: f64) -> f64 {
    let step = if value >= 10.0 {
        1.0
    } else if value >= 1.0 {
        10.0
    } else {
        100.0
    };
    (value * step).round() / step
}
