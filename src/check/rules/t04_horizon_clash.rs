//! T04: the declared horizon and the dates clash.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;
use crate::vocabulary::Horizon;

pub(super) static RULE: Rule = Rule {
    code: Code("T04"),
    name: "horizon-clash",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("t04_horizon_clash.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let (Some(declared), Some(due)) = (goal.horizon.spanned(), goal.due_date()) else {
        return;
    };
    let start = goal.start_date();
    let span = cx.config.horizons.of(start.unwrap_or(cx.today.date()), due);
    // Without a start a long goal looks shorter every day; only a short one can be told then.
    let clash = match declared.value {
        Horizon::Short => span == Horizon::Long,
        Horizon::Long | Horizon::Vision => span == Horizon::Short && start.is_some(),
        Horizon::Mid => false,
    };
    if clash && goal.is_judged(cx.today) {
        out.report(
            declared.span,
            format!(
                "called {}, but its dates make it {}",
                declared.value.as_str(),
                span.as_str()
            ),
        )
        .help("take `horizon:` out, and its dates will say it; or look at the dates");
    }
}
