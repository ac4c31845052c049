//! M09: what is put in is counted, not what comes out.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;
use crate::plan::goal::Metric;
use crate::prose::assess::{Assessment, What};
use crate::prose::remark;
use crate::vocabulary::Direction;

pub(super) static RULE: Rule = Rule {
    code: Code("M09"),
    name: "counts-activity",
    severity: Severity::Note,
    clock: false,
    page: include_str!("m09_counts_activity.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(words) = cx.words(goal) else { return };
    if !goal.is_asked(cx.today) || !goal.body.steps.is_empty() || has_event(&words.title) {
        return;
    }
    let title = goal.title.text();
    let counted = match goal.metric.get() {
        Some(metric) => of_metric(metric).filter(|_| words.title.targets.is_empty()),
        None => remark::put_in(title, cx.today)
            .and_then(|words| title.get(words))
            .map(str::to_owned),
    };
    let Some(counted) = counted else { return };
    out.report(
        goal.title_span(),
        format!("“{counted}” counts what you put in: what is to come of it?"),
    )
    .help("measure the result as well: a piece played, a mark, people met again; or say so under `## Done when`");
}

/// Whether an event that others can see ends it: the hours then only lead there.
fn has_event(title: &Assessment) -> bool {
    title
        .measurable
        .evidence
        .iter()
        .any(|evidence| evidence.what == What::Event)
}

/// What a metric counts, where that is put in; a limit bounds it and is no such count.
fn of_metric(metric: &Metric) -> Option<String> {
    let unit = metric
        .unit
        .as_deref()
        .filter(|unit| remark::is_put_in(unit))?;
    let target = metric.target.get()?;
    let counts = !metric.limit && metric.direction != Direction::Down && !metric.band.is_set();
    counts.then(|| format!("{target} {unit}"))
}
