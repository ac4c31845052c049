//! A05: the hours of the active goals exceed the capacity.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::Plan;
use crate::progress::Progress;
use crate::prose::number::show;
use crate::today::Today;
use crate::vocabulary::Status;

pub(super) static RULE: Rule = Rule {
    code: Code("A05"),
    name: "over-capacity",
    severity: Severity::Note,
    clock: false,
    page: include_str!("a05_over_capacity.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, today: Today, out: &mut Findings<'_>) {
    let Some(capacity) = plan.config.capacity else {
        return;
    };
    let active = plan
        .goals
        .iter()
        .filter(|entry| entry.status_on(today) == Some(Status::Active));
    let hours: Vec<_> = active
        .filter_map(|entry| Some((entry, entry.effort.spanned()?)))
        .collect();
    let sum: f64 = hours.iter().map(|(_, effort)| effort.value).sum();
    let most = hours.iter().max_by(|a, b| a.1.value.total_cmp(&b.1.value));
    if let (true, Some((entry, effort))) = (sum > capacity, most) {
        out.report_in(
            &entry.goal.path,
            effort.span,
            format!(
                "your active goals ask for {} h a week, and you have {}",
                show(sum),
                show(capacity)
            ),
        )
        .label("the largest share")
        .help("pause one, or give one more time");
    }
}
