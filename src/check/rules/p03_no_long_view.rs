//! P03: no vision and no long goal.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::GoalEntry;
use crate::plan::Plan;
use crate::progress::Progress;
use crate::today::Today;
use crate::vocabulary::{Horizon, Status};

pub(super) static RULE: Rule = Rule {
    code: Code("P03"),
    name: "no-long-view",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("p03_no_long_view.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, today: Today, out: &mut Findings<'_>) {
    let open: Vec<_> = plan
        .goals
        .iter()
        .filter(|entry| entry.status_on(today).is_some_and(Status::is_open))
        .collect();
    let far = |entry: &&GoalEntry| {
        entry.horizon.is_broken()
            || matches!(
                entry.horizon_on(&plan.config, today),
                Some(Horizon::Long | Horizon::Vision)
            )
    };
    let vision = plan
        .index
        .as_ref()
        .is_some_and(|index| !index.vision.is_absent());
    if let Some(first) = open
        .first()
        .filter(|_| open.len() >= 3 && !vision && !open.iter().any(far))
    {
        out.report_in(&first.goal.path, first.title_span(), format!("{} goals, and none of them says where they lead", open.len()))
            .label("here, for one")
            .help("one goal with `horizon: vision`, or `vision:` in index.md, gives the others a direction");
    }
}
