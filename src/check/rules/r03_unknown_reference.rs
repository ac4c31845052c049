//! R03: a reference to something that is not there.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::fields::nearest;
use crate::plan::Plan;
use crate::plan::goal::GoalId;
use crate::progress::Progress;
use crate::source::{PlanPath, Spanned};
use crate::today::Today;

pub(super) static RULE: Rule = Rule {
    code: Code("R03"),
    name: "unknown-reference",
    severity: Severity::Error,
    clock: false,
    page: include_str!("r03_unknown_reference.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, _: Today, out: &mut Findings<'_>) {
    let mut tell = |path: &PlanPath, field: &str, written: &Spanned<String>| {
        // A file that cannot be read is told of where it stands.
        if plan
            .unread
            .iter()
            .any(|id| id.as_str().eq_ignore_ascii_case(&written.value))
        {
            return;
        }
        let told = out.report_in(
            path,
            written.span,
            format!(
                "`{field}` names `{}`, and there is no such goal or role",
                written.value
            ),
        );
        match nearest(&written.value, plan.ids().map(GoalId::as_str)) {
            Some(near) => told.help(format!("did you mean `{near}`?")),
            None => {
                told.help("write the name of a goal's or role's file, without its folder and `.md`")
            }
        };
    };
    for entry in &plan.goals {
        for (field, references) in [
            ("supports", &entry.relations.supports),
            ("after", &entry.relations.after),
        ] {
            for reference in references
                .iter()
                .filter(|reference| reference.target.is_none())
            {
                tell(&entry.goal.path, field, &reference.written);
            }
        }
    }
    let reviews = plan
        .reviews
        .iter()
        .map(|review| (&review.path, review.goals.items()));
    let statements = plan
        .statements
        .iter()
        .map(|statement| (&statement.path, statement.goals.items()));
    for (path, goals) in reviews.chain(statements) {
        for written in goals
            .iter()
            .filter(|written| plan.named(&written.value).is_none())
        {
            tell(path, "goals", written);
        }
    }
}
