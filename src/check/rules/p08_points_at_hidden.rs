//! P08: public words that point at something hidden.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::LinkStyle;
use crate::plan::links::LinkTarget;
use crate::plan::{GoalEntry, Plan, Target};
use crate::progress::Progress;
use crate::today::Today;
use crate::vocabulary::Visibility;

pub(super) static RULE: Rule = Rule {
    code: Code("P08"),
    name: "points-at-hidden",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("p08_points_at_hidden.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, _: Today, out: &mut Findings<'_>) {
    let hides = |entry: &GoalEntry| entry.visibility != Visibility::Public;
    if plan.roles.is_empty() && !plan.goals.iter().any(hides) {
        return;
    }
    for entry in plan
        .goals
        .iter()
        .filter(|entry| entry.visibility == Visibility::Public)
    {
        let hidden = entry.body.hidden_beyond(Visibility::Public);
        for link in entry
            .body
            .links
            .iter()
            .filter(|link| !hidden.iter().any(|section| section.holds(link.span)))
        {
            let seen = match plan.link(&entry.goal.path, &link.target, link.style) {
                LinkTarget::Page(Target::Goal(ix), _) => plan.goal(ix).visibility,
                LinkTarget::Page(Target::Role(_), _) => Visibility::Mentor,
                _ => continue,
            };
            if seen != Visibility::Public {
                let label = match link.style {
                    LinkStyle::WikiBare => "a visitor reads \u{201c}another goal\u{201d} here",
                    _ => "a visitor reads its words without the link",
                };
                out.report_in(&entry.goal.path, link.span, format!("public words that point at something {}", seen.as_str()))
                    .label(label)
                    .help("do the words themselves give away what it is? Else there is nothing to do but to silence this");
            }
        }
    }
}
