//! P08: public words that point at something hidden.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::goal::{Body, LinkStyle};
use crate::plan::links::{LinkTarget, Places};
use crate::plan::texts::written;
use crate::plan::{GoalEntry, Plan, Target};
use crate::progress::Progress;
use crate::source::{PlanPath, Span};
use crate::today::Today;
use crate::vocabulary::Visibility;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code("P08"),
    name: "points-at-hidden",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("p08_points_at_hidden.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, _: Today, out: &mut Findings<'_>) {
    let hides = |entry: &GoalEntry| {
        entry.visibility != Visibility::Public
            || !entry.body.hidden_beyond(Visibility::Public).is_empty()
    };
    let documents =
        !(plan.roles.is_empty() && plan.reviews.is_empty() && plan.statements.is_empty());
    let index = plan
        .index
        .as_ref()
        .filter(|index| index.seen.visibility(plan.config.visibility()) == Visibility::Public);
    let index_hides =
        index.is_some_and(|index| !index.body.hidden_beyond(Visibility::Public).is_empty());
    if !documents && !index_hides && !plan.goals.iter().any(hides) {
        return;
    }
    let mut known = Known::new();
    for entry in plan
        .goals
        .iter()
        .filter(|entry| entry.visibility == Visibility::Public)
    {
        let path = &entry.goal.path;
        if entry.goal.may_link {
            entry.goal.each_text(&mut |seen, span, text| {
                if seen == Visibility::Public {
                    plain(plan, (path, span, text), &mut known, out);
                }
            });
        }
        links(plan, (path, &entry.body), &mut known, out);
    }
    if let Some(index) = index {
        index.each_text(&mut |seen, span, text| {
            if seen == Visibility::Public {
                plain(plan, (&index.path, span, text), &mut known, out);
            }
        });
        links(plan, (&index.path, &index.body), &mut known, out);
    }
}

/// The places of documents that were asked for: all, and those that a visitor is shown.
type Known<'p> = BTreeMap<&'p PlanPath, (Places, Places)>;

/// The links of the shown part of a body.
fn links<'p>(
    plan: &'p Plan,
    (path, body): (&'p PlanPath, &Body),
    known: &mut Known<'p>,
    out: &mut Findings<'_>,
) {
    let hidden = body.hidden_beyond(Visibility::Public);
    let shown = |link: Span| !hidden.iter().any(|section| section.holds(link));
    for link in body.links.iter().filter(|link| shown(link.span)) {
        let target = plan.link(path, &link.target, link.style);
        if let Some(hidden) = hidden_at(plan, path, &target, known) {
            tell((path, link.span), hidden, link.style, out);
        }
    }
}

/// The links of a field.
fn plain<'p>(
    plan: &'p Plan,
    (path, span, text): (&'p PlanPath, Span, &str),
    known: &mut Known<'p>,
    out: &mut Findings<'_>,
) {
    if !text.contains('[') {
        return;
    }
    for link in written(text) {
        let target = plan.link(path, link.target, link.style);
        if let Some(hidden) = hidden_at(plan, path, &target, known) {
            tell((path, span), hidden, link.style, out);
        }
    }
}

/// What a visitor is not shown of a link's target.
#[derive(Clone, Copy)]
enum Hidden {
    /// All of it.
    Whole(Visibility),
    /// The part that is named.
    Part,
}

fn hidden_at<'p>(
    plan: &'p Plan,
    path: &'p PlanPath,
    target: &LinkTarget,
    known: &mut Known<'p>,
) -> Option<Hidden> {
    let whole = |seen: Visibility| (seen != Visibility::Public).then_some(Hidden::Whole(seen));
    match target {
        LinkTarget::Page(Target::Role(_), _) => whole(Visibility::Mentor),
        LinkTarget::Page(Target::Goal(ix), anchor) => {
            let entry = plan.goal(*ix);
            whole(entry.visibility)
                .or_else(|| hidden_part((&entry.goal.path, &entry.body), anchor, known))
        }
        LinkTarget::Anchor(anchor) => hidden_part((path, plan.body(path)?), anchor, known),
        LinkTarget::Document(path, _) => {
            let reviewed = plan.reviews.iter().any(|review| review.path == *path);
            if reviewed {
                return whole(Visibility::Mentor);
            }
            let mut statements = plan.statements.iter();
            let stated = statements.any(|statement| statement.path == *path);
            stated.then_some(Hidden::Whole(Visibility::Private))
        }
        _ => None,
    }
}

/// Whether an anchor names a part of a document that a visitor is not shown.
fn hidden_part<'p>(
    (path, body): (&'p PlanPath, &Body),
    anchor: &str,
    known: &mut Known<'p>,
) -> Option<Hidden> {
    if anchor.is_empty() {
        return None;
    }
    let (all, shown) = known.entry(path).or_insert_with(|| {
        let shown = body.shown_up_to(Visibility::Public);
        (body.places(), shown.places())
    });
    let is_hidden = all.find(anchor).is_some() && shown.find(anchor).is_none();
    is_hidden.then_some(Hidden::Part)
}

fn tell((path, span): (&PlanPath, Span), hidden: Hidden, style: LinkStyle, out: &mut Findings<'_>) {
    let what = match hidden {
        Hidden::Whole(seen) => format!("something {}", seen.as_str()),
        Hidden::Part => "a part that is not".to_owned(),
    };
    let label = match (hidden, style) {
        (Hidden::Part, _) => "a visitor is not led to that part, and its heading is not named",
        (_, LinkStyle::WikiBare) => "a visitor reads \u{201c}another goal\u{201d} here",
        _ => "a visitor reads its words without the link",
    };
    out.report_in(path, span, format!("public words that point at {what}"))
        .label(label)
        .help("do the words themselves give away what it is? Else there is nothing to do but to silence this");
}
