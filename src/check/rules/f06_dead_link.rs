//! F06: a link or file that is not found.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::fields::nearest;
use crate::plan::goal::{Body, EvidenceLink, GoalId, Link, LinkStyle};
use crate::plan::links::{LinkTarget, Places};
use crate::plan::{Plan, Target};
use crate::progress::Progress;
use crate::source::{PlanPath, Spanned};
use crate::today::Today;
use rayon::prelude::*;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code("F06"),
    name: "dead-link",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("f06_dead_link.md"),
    check: Check::Plan(check),
};

/// Whether an anchor names nothing in a body; `known` are those that were asked before.
fn is_no_place<'p>(
    (path, body): (&'p PlanPath, &Body),
    anchor: &str,
    known: &mut BTreeMap<&'p PlanPath, Places>,
) -> bool {
    !anchor.is_empty()
        && known
            .entry(path)
            .or_insert_with(|| body.places())
            .find(anchor)
            .is_none()
}

/// A link that leads nowhere, and the document that it stands in.
type Dead<'p> = (&'p PlanPath, &'p Link, LinkTarget);

/// Those links of a body that lead nowhere.
fn dead<'p>(
    plan: &'p Plan,
    (path, body): (&'p PlanPath, &'p Body),
    links: impl Iterator<Item = &'p Link>,
) -> impl Iterator<Item = Dead<'p>> {
    let mut known = BTreeMap::new();
    links.filter_map(move |link| {
        let target = plan.link(path, &link.target, link.style);
        let dead = match &target {
            LinkTarget::Missing | LinkTarget::Refused => true,
            LinkTarget::Anchor(anchor) => is_no_place((path, body), anchor, &mut known),
            LinkTarget::Page(Target::Goal(ix), anchor) => {
                let goal = &plan.goal(*ix).goal;
                is_no_place((&goal.path, &goal.body), anchor, &mut known)
            }
            _ => false,
        };
        dead.then_some((path, link, target))
    })
}

fn check(plan: &Plan, _: &Progress, _: Today, out: &mut Findings<'_>) {
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
    let others = roles.chain(reviews).chain(statements).chain(index);
    // Most links lead somewhere, and to look is most of the work.
    let of_goals = plan.goals.par_iter().flat_map_iter(|entry| {
        let body = &*entry.goal.body;
        let links = entry.doubtful_links(plan).iter();
        let links = links.filter_map(|at| body.links.get(*at));
        dead(plan, (&entry.goal.path, body), links)
    });
    let mut found: Vec<Dead<'_>> = of_goals.collect();
    found.extend(others.flat_map(|(path, body)| dead(plan, (path, body), body.links.iter())));
    for (path, link, target) in found {
        if target == LinkTarget::Refused {
            out.report_in(
                path,
                link.span,
                format!("`{}` is not followed from a page", link.target),
            )
            .help("pages link to https:, http:, mailto: and tel:, and to files of the plan");
            continue;
        }
        if let LinkTarget::Anchor(anchor) | LinkTarget::Page(_, anchor) = target {
            out.report_in(path, link.span, format!("no heading is found at `#{anchor}`"))
                .help("write the words of the heading behind `#`; a page links without the place until then");
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
