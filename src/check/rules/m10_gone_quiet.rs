//! M10: nothing was noted for two cadences.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::{GoalEntry, Plan};
use crate::progress::{GoalProgress, Health, Progress};
use crate::source::Span;
use crate::today::Today;

pub(super) static RULE: Rule = Rule {
    code: Code("M10"),
    name: "gone-quiet",
    severity: Severity::Note,
    clock: true,
    page: include_str!("m10_gone_quiet.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, progress: &Progress, today: Today, out: &mut Findings<'_>) {
    let quiet = plan.goals.iter().zip(&progress.goals);
    for (entry, of) in quiet.filter(|(_, of)| of.health == Health::Stale) {
        let (span, last, what) = latest(entry, of);
        let Some(last) = last else { continue };
        let days = (today.date() - last).num_days();
        out.report_in(
            &entry.goal.path,
            span,
            format!("{what} {days} days ago"),
        )
        .help(format!(
            "one line under `## Log` brings it back, such as `- {}: …`; `checkin_every:` says how often you look (now {})",
            today.date(),
            of.cadence.in_words()
        ));
    }
}

/// Where the last sign of life stands, when it was, and what to call it.
fn latest(entry: &GoalEntry, of: &GoalProgress) -> (Span, Option<chrono::NaiveDate>, &'static str) {
    let Some(last) = of.last_checkin else {
        let span = entry.start.span().unwrap_or(entry.title_span());
        return (span, of.start, "nothing was noted since it began");
    };
    let logged = entry.body.log.iter().find(|line| line.date == last);
    let span = logged.map_or_else(|| entry.title_span(), |line| line.span);
    (span, Some(last), "the last check-in was")
}
