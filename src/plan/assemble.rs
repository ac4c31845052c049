//! Documents become a plan: final ids, what refers to what, who sees what.

use crate::config::Config;
use crate::plan::goal::{Goal, GoalId};
use crate::plan::model::{
    Document, DocumentKind, GoalEntry, GoalIx, Plan, Reference, RoleIx, Target,
};
use crate::plan::slug::slug;
use crate::source::{PlanPath, Spanned};
use crate::vocabulary::Visibility;
use ahash::AHashMap;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Puts documents together; `files` are all that are there, for links.
pub fn assemble(
    documents: Vec<Arc<Document>>,
    files: BTreeSet<PlanPath>,
    config: Arc<Config>,
) -> Plan {
    let mut documents = documents;
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    let mut plan = Plan {
        files: Arc::new(files),
        ..Plan::default()
    };
    plan.names.reserve(documents.len());
    plan.paths.reserve(documents.len());
    let mut numbers: HashMap<GoalId, usize> = HashMap::new();
    let default = config.visibility();
    for document in &documents {
        match &document.kind {
            DocumentKind::Goal(goal) if !document.is_readable() => {
                plan.unread.insert(goal.wanted_id.clone());
            }
            DocumentKind::Role(role) if !document.is_readable() => {
                plan.unread.insert(role.wanted_id.clone());
            }
            DocumentKind::Goal(goal) => {
                let id = unique(&goal.wanted_id, &plan.names, &mut numbers);
                let target = Target::Goal(GoalIx(plan.goals.len()));
                plan.names.insert(id.clone(), target);
                plan.paths.insert(document.path.clone(), target);
                plan.goals
                    .push(entry(id, goal, goal.seen.visibility(default)));
            }
            DocumentKind::Role(role) => {
                let id = unique(&role.wanted_id, &plan.names, &mut numbers);
                let target = Target::Role(RoleIx(plan.roles.len()));
                plan.names.insert(id.clone(), target);
                plan.paths.insert(document.path.clone(), target);
                plan.roles.push((id, Arc::clone(role)));
            }
            DocumentKind::Index(index) => plan.index = Some(Arc::clone(index)),
            DocumentKind::Skills(skills) => plan.skills = Arc::clone(skills),
            DocumentKind::Review(review) => plan.reviews.push(Arc::clone(review)),
            DocumentKind::Statement(statement) => plan.statements.push(Arc::clone(statement)),
            DocumentKind::Resume(resume) => plan.resume = Some(Arc::clone(resume)),
            DocumentKind::Config | DocumentKind::Static => {}
        }
        if !document.problems.is_empty() {
            plan.problems
                .insert(document.path.clone(), document.problems.clone());
        }
    }
    plan.reviews
        .sort_by_key(|review| (review.date.get().map(|date| date.last), review.path.clone()));
    plan.config = config;
    refer(&mut plan);
    plan
}

fn entry(id: GoalId, goal: &Arc<Goal>, visibility: Visibility) -> GoalEntry {
    GoalEntry {
        id,
        goal: Arc::clone(goal),
        visibility,
        supports: Vec::new(),
        after: Vec::new(),
        supported_by: Vec::new(),
        before: Vec::new(),
    }
}

/// The id itself, or with the first free `-2`, `-3`, … at its end; `numbers` remembers how far the
/// search came, so that ten thousand of one name are no search each.
fn unique(
    wanted: &GoalId,
    names: &AHashMap<GoalId, Target>,
    numbers: &mut HashMap<GoalId, usize>,
) -> GoalId {
    if !names.contains_key(wanted) {
        return wanted.clone();
    }
    let number = numbers.entry(wanted.clone()).or_insert(1);
    loop {
        *number += 1;
        let id = GoalId(format!("{wanted}-{number}").into());
        if !names.contains_key(&id) {
            return id;
        }
    }
}

/// Resolves what is written in `supports` and `after`, and the other way round.
fn refer(plan: &mut Plan) {
    let resolve = |list: &[Spanned<String>]| -> Vec<Reference> {
        let resolved = list.iter().map(|written| Reference {
            written: written.clone(),
            target: named(plan, &written.value),
        });
        resolved.collect()
    };
    let resolved: Vec<_> = plan
        .goals
        .par_iter()
        .map(|entry| {
            (
                resolve(entry.goal.supports.items()),
                resolve(entry.goal.after.items()),
            )
        })
        .collect();
    // Goals come in order, so that one who is named twice by another is the last in its list.
    for (at, (supports, after)) in resolved.into_iter().enumerate() {
        for reference in &supports {
            if let Some(Target::Goal(to)) = reference.target
                && to.0 != at
                && let Some(larger) = plan.goals.get_mut(to.0)
                && larger.supported_by.last() != Some(&GoalIx(at))
            {
                larger.supported_by.push(GoalIx(at));
            }
        }
        for reference in &after {
            if let Some(Target::Goal(to)) = reference.target
                && to.0 != at
                && let Some(earlier) = plan.goals.get_mut(to.0)
                && earlier.before.last() != Some(&GoalIx(at))
            {
                earlier.before.push(GoalIx(at));
            }
        }
        if let Some(entry) = plan.goals.get_mut(at) {
            entry.supports = supports;
            entry.after = after;
        }
    }
}

/// An id as written: exactly, else as a note's name.
fn named(plan: &Plan, written: &str) -> Option<Target> {
    plan.named(written)
        .or_else(|| plan.names.get(&*slug(written)).copied())
}
