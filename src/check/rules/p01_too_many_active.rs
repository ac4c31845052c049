//! P01: too many goals are active.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::Plan;
use crate::progress::Progress;
use crate::prose::number::show;
use crate::today::Today;
use crate::vocabulary::{Horizon, Status};

pub(super) static RULE: Rule = Rule {
    code: Code("P01"),
    name: "too-many-active",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("p01_too_many_active.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, today: Today, out: &mut Findings<'_>) {
    let max = plan.config.rules.number("P01", "max").unwrap_or(7.0);
    let active: Vec<_> = plan
        .goals
        .iter()
        .filter(|entry| {
            entry.status_on(today) == Some(Status::Active)
                && entry.horizon.get() != Some(&Horizon::Vision)
        })
        .collect();
    if let (true, Some(entry)) = (active.len() as f64 > max, active.last()) {
        out.report_in(
            &entry.goal.path,
            entry.title_span(),
            format!("{} goals are active at once", active.len()),
        )
        .help(format!(
            "more than {} share one head badly: which can wait as `status: planned` or `idea`?",
            show(max)
        ));
    }
}
