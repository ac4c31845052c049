//! P04: an id or a title that is given twice.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::GoalEntry;
use crate::plan::Plan;
use crate::plan::goal::GoalId;
use crate::progress::Progress;
use crate::source::{PlanPath, Span};
use crate::today::Today;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use xxhash_rust::xxh3::xxh3_64;

pub(super) static RULE: Rule = Rule {
    code: Code("P04"),
    name: "duplicate",
    severity: Severity::Error,
    clock: false,
    page: include_str!("p04_duplicate.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, _: Today, out: &mut Findings<'_>) {
    let goals = plan.goals.iter().map(|entry| {
        (
            &entry.goal.wanted_id,
            &entry.id,
            &entry.goal.path,
            entry.goal.id_span.unwrap_or(entry.title_span()),
        )
    });
    let roles = plan.roles.iter().map(|(id, role)| {
        (
            &role.wanted_id,
            id,
            &role.path,
            role.id_span.or(role.title.span()).unwrap_or_default(),
        )
    });
    let mut firsts: BTreeMap<&GoalId, (&PlanPath, Span)> = BTreeMap::new();
    let mut again: BTreeSet<&PlanPath> = BTreeSet::new();
    // Whoever came second to an id got another one.
    let renamed = plan
        .goals
        .iter()
        .any(|entry| entry.id != entry.goal.wanted_id)
        || plan.roles.iter().any(|(id, role)| *id != role.wanted_id);
    for (wanted, id, path, span) in goals.chain(roles).filter(|_| renamed) {
        match firsts.get(wanted) {
            Some((first, place)) => {
                again.insert(path);
                out.report_in(path, span, format!("another file has the id `{wanted}` already"))
                    .related(first, *place, "the first one, which references mean")
                    .help(format!("rename this file, or give it an `id:` of its own; it is published as `{id}` until then"));
            }
            None => {
                firsts.insert(wanted, (path, span));
            }
        }
    }
    let mut titles: HashMap<u64, &GoalEntry> = HashMap::with_capacity(plan.goals.len());
    let mut letters = String::new();
    for entry in plan
        .goals
        .iter()
        .filter(|entry| !again.contains(&entry.goal.path))
    {
        let Some(title) = entry.title.spanned() else {
            continue;
        };
        letters.clear();
        letters.extend(plain(&title.value));
        match titles.entry(xxh3_64(letters.as_bytes())) {
            Entry::Occupied(first) if plain(first.get().title.text()).eq(plain(&title.value)) => {
                let first = first.get();
                out.report_in(
                    &entry.goal.path,
                    title.span,
                    "another goal has this title already",
                )
                .severity(Severity::Warning)
                .related(&first.goal.path, first.title_span(), "the first one")
                .help("keep one of the two, or say in the titles how they differ");
            }
            Entry::Occupied(_) => {}
            Entry::Vacant(free) => {
                free.insert(entry);
            }
        }
    }
}

/// A title without case, spaces and punctuation.
fn plain(title: &str) -> impl Iterator<Item = char> + '_ {
    title
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}
