//! R05: a role asks for what no goal brings.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::Plan;
use crate::plan::in_words;
use crate::progress::Progress;
use crate::today::Today;
use crate::vocabulary::Status;

pub(super) static RULE: Rule = Rule {
    code: Code("R05"),
    name: "uncovered-gap",
    severity: Severity::Note,
    clock: false,
    page: include_str!("r05_uncovered_gap.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, today: Today, out: &mut Findings<'_>) {
    for (_, role) in &plan.roles {
        for asked in role.skills.items() {
            let name = slug_of(&asked.name.value);
            let skill = plan
                .skills
                .iter()
                .find(|skill| slug_of(&skill.key.value) == name);
            // What is in the inventory without a level is not known to be a gap.
            let have = match skill {
                Some(skill) => match skill.level {
                    Some(level) => level,
                    None => continue,
                },
                None => 0,
            };
            let open = plan
                .goals
                .iter()
                .filter(|entry| entry.status_on(today).is_some_and(Status::is_open));
            let covered = open.flat_map(|entry| entry.skills.items()).any(|aim| {
                slug_of(&aim.name.value) == name
                    && aim.level.is_none_or(|level| level >= asked.level)
            });
            if have < asked.level && !covered {
                out.report_in(&role.path, asked.name.span, format!("this role asks for {} at {}, you are at {have}, and no goal brings it there", in_words(&asked.name.value), asked.level))
                    .help(format!("give a goal `skills: {{ {}: {} }}`, or strike it from the role", asked.name.value, asked.level));
            }
        }
    }
}

fn slug_of(name: &str) -> String {
    name.to_lowercase().replace([' ', '_'], "-")
}
