//! A07: the target was met before the goal began.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Metric;
use crate::plan::{GoalEntry, Plan};
use crate::progress::{GoalProgress, Progress, Source};
use crate::prose::number::show;
use crate::source::Span;
use crate::today::Today;
use crate::vocabulary::Direction;

pub(super) static RULE: Rule = Rule {
    code: Code("A07"),
    name: "met-at-the-start",
    severity: Severity::Note,
    clock: false,
    page: include_str!("a07_met_at_the_start.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, progress: &Progress, today: Today, out: &mut Findings<'_>) {
    for (entry, of) in plan.goals.iter().zip(&progress.goals) {
        if !entry.is_judged(today) || of.source != Some(Source::Metric) || of.rhythm.is_some() {
            continue;
        }
        let Some((metric, target)) = entry
            .metric
            .get()
            .filter(|metric| !metric.limit)
            .and_then(|metric| Some((metric, *metric.target.get()?)))
        else {
            continue;
        };
        let Some((span, value)) = beyond(metric, target).or_else(|| met(entry, of)) else {
            continue;
        };
        out.report_in(
            &entry.goal.path,
            span,
            format!(
                "the target was met at the start: {} where {} is asked for",
                show(value),
                show(target)
            ),
        )
        .help("a target that asks for something: how far is worth the time that it takes?");
    }
}

/// A baseline that lies beyond the target, in the direction that is written.
fn beyond(metric: &Metric, target: f64) -> Option<(Span, f64)> {
    let baseline = metric.baseline.spanned()?;
    let past = match metric.direction {
        Direction::Up => baseline.value > target,
        Direction::Down => baseline.value < target,
    };
    past.then_some((baseline.span, baseline.value))
}

/// The first point on or before the first day that meets the target.
fn met(entry: &GoalEntry, of: &GoalProgress) -> Option<(Span, f64)> {
    let start = entry.start_date()?;
    let point = of
        .series
        .iter()
        .find(|point| point.share >= 1.0 && point.date <= start)?;
    let line = entry.body.log.iter().find(|line| line.date == point.date);
    let span = line.map_or_else(|| entry.title_span(), |line| line.span);
    Some((span, point.value?))
}
