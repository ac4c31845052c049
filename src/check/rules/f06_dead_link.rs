//! F06: a link or file that is not found.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::fields::nearest;
use crate::plan::Plan;
use crate::plan::goal::{Body, EvidenceLink, GoalId, Link, LinkStyle};
use crate::plan::links::LinkTarget;
use crate::progress::Progress;
use crate::source::{PlanPath, Spanned};
use crate::today::Today;
use rayon::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code("F06"),
    name: "dead-link",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("f06_dead_link.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, _: Today, out: &mut Findings<'_>) {
    let goals = plan
        .goals
        .iter()
        .map(|entry| (&entry.goal.path, &*entry.goal.body));
    let roles = plan.roles.iter().map(|(_, role)| (&role.path, &role.body));
    let reviews = plan
        .reviews
        .iter()
        .map(|review| (&review.path, &review.body));
    let statements = plan
        .statements
        .iter()
        .map(|statement| (&statement.path, &statement.body));
    let index = plan.index.iter().map(|index| (&index.path, &index.body));
    let bodies: Vec<(&PlanPath, &Body)> = goals
        .chain(roles)
        .chain(reviews)
        .chain(statements)
        .chain(index)
        .collect();
    // Most links lead somewhere, and to look is most of the work.
    let dead: Vec<(&PlanPath, &Link, LinkTarget)> = bodies
        .par_iter()
        .flat_map_iter(|(path, body)| {
            body.links.iter().filter_map(|link| {
                let target = plan.link(path, &link.target, link.style);
                matches!(target, LinkTarget::Missing | LinkTarget::Refused)
                    .then_some((*path, link, target))
            })
        })
        .collect();
    for (path, link, target) in dead {
        if target == LinkTarget::Refused {
            out.report_in(
                path,
                link.span,
                format!("`{}` is not followed from a page", link.target),
            )
            .help("pages link to https:, http:, mailto: and tel:, and to files of the plan");
            continue;
        }
        let told = out.report_in(
            path,
            link.span,
            format!("nothing is found at `{}`", link.target),
        );
        let stem = link
            .target
            .rsplit('/')
            .next()
            .unwrap_or(&link.target)
            .trim_end_matches(".md");
        match nearest(stem, plan.ids().map(GoalId::as_str)) {
            Some(near) => told.help(format!("did you mean `{near}`? A page shows the words without a link until then")),
            None => told.help("mend the path, or take the link out; a page shows its words without a link until then"),
        };
    }
    for entry in &plan.goals {
        for evidence in entry.evidence.items() {
            if let Some(Spanned {
                value: EvidenceLink::File(file),
                span,
            }) = &evidence.value.link
                && !matches!(
                    plan.link(&entry.goal.path, file, LinkStyle::Markdown),
                    LinkTarget::File(_)
                )
            {
                out.report_in(
                    &entry.goal.path,
                    *span,
                    format!("there is no file `{file}`"),
                )
                .help(
                    "the path begins at the goal's own folder, or with `/` at the top of the plan",
                );
            }
        }
    }
}
