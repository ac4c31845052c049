//! M07: the number of the title is not the target.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::check::words::same_unit;
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;
use crate::plan::goal::Metric;
use crate::prose::assess::Target;

pub(super) static RULE: Rule = Rule {
    code: Code("M07"),
    name: "numbers-differ",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("m07_numbers_differ.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let (Some(words), Some(metric)) = (cx.words(goal), goal.metric.get()) else {
        return;
    };
    let Some(target) = metric.target.get() else {
        return;
    };
    let title = goal.title.text();
    if !goal.is_judged(cx.today) || words.title.cadence != metric.period {
        return;
    }
    let own: Vec<&Target> = words
        .title
        .targets
        .iter()
        .filter(|own| is_of(own, metric, title))
        .collect();
    let agrees = own
        .iter()
        .any(|own| is_known(own.value, metric) || is_beyond(own, *target, title));
    let Some(said) = own.last().filter(|_| !agrees) else {
        return;
    };
    let said = title.get(said.bytes.clone()).unwrap_or(title);
    let place = goal.metric.span().unwrap_or_default();
    out.report(
        goal.title_span(),
        format!("the title says {said}, the target is {target}: which of the two?"),
    )
    .related(&goal.path, place, "the target")
    .help("let both say the same, or leave the number to `measure:`");
}

/// Whether a number of the title counts what the metric counts.
fn is_of(own: &Target, metric: &Metric, title: &str) -> bool {
    // `by 20 %` tells how far, not where to.
    let before = title.get(..own.bytes.start).unwrap_or("").trim_end();
    let before = before.to_lowercase();
    let by = before.ends_with("by");
    // `above 90 %` is kept by a target of 91.
    let bounds = ["above", "over", "under", "below", "than", "least", "most"]
        .iter()
        .any(|word| before.ends_with(word));
    let unit = metric.currency.as_deref().or(metric.unit.as_deref());
    !by && !bounds && same_unit(own.unit.as_deref(), unit)
}

/// Whether the title only says beyond what the target lies: `above 90 %` for 91.
fn is_beyond(own: &Target, target: f64, title: &str) -> bool {
    let before = title.get(..own.bytes.start).unwrap_or("").trim_end();
    let before = before.to_lowercase();
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    (ends(&["above", "over", "more than", "beyond"]) && target > own.value)
        || (ends(&["under", "below", "less than", "fewer than"]) && target < own.value)
}

/// Whether the metric knows this number: as an end, as what is more than asked, or as the way.
fn is_known(value: f64, metric: &Metric) -> bool {
    let target = metric.target.get().copied();
    let baseline = metric.baseline.get().copied();
    let way = target
        .zip(baseline)
        .map(|(target, baseline)| (target - baseline).abs());
    let known = [target, baseline, metric.stretch.get().copied(), way];
    known
        .into_iter()
        .flatten()
        .any(|known| (known - value).abs() < 1e-9)
}
