//! T01: a goal without a deadline.

use crate::check::rule::{Check, Context, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::Goal;
use crate::plan::goal::SectionRole;
use crate::prose::{date, remark};

pub(super) static RULE: Rule = Rule {
    code: Code("T01"),
    name: "missing-deadline",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("t01_missing_deadline.md"),
    check: Check::Goal(check),
};

fn check(goal: &Goal, cx: &Context<'_>, out: &mut Findings<'_>) {
    let rhythm = goal
        .metric
        .get()
        .is_some_and(|metric| metric.period.is_some())
        || goal.metric.is_broken();
    if !goal.is_asked(cx.today) || !goal.due.is_absent() || rhythm || goal.horizon.is_broken() {
        return;
    }
    let time_bound = goal
        .body
        .sections
        .iter()
        .find(|section| section.role == SectionRole::TimeBound);
    let said = date::find(goal.title.text()).is_some()
        || time_bound.is_some_and(|section| date::find(&section.words).is_some())
        || cx.words(goal).is_some_and(|words| words.all.time_bound.met);
    if said {
        return;
    }
    let title = goal.title.text();
    let vague = cx.words(goal).and(remark::vague_time(title, cx.today));
    let message = match vague.and_then(|vague| title.get(vague)) {
        Some(vague) => format!("“{vague}” is no day yet: by when?"),
        None => "by when? this goal has no deadline and no rhythm".into(),
    };
    out.report(goal.title_span(), message)
        .help("add `due:` with a date, or a rhythm such as `measure: 2 a month`");
}
