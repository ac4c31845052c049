//! Documents become a plan: final ids, what refers to what, who sees what.

use crate::config::Config;
use crate::plan::goal::{Goal, GoalId};
use crate::plan::model::{
    Document, DocumentKind, GoalEntry, GoalIx, Plan, Reference, Relations, RoleIx, Target,
};
use crate::plan::slug::slug;
use crate::source::{PlanPath, Spanned};
use crate::vocabulary::Visibility;
use ahash::AHashMap;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

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
    let mut names = AHashMap::with_capacity(documents.len());
    let mut paths = AHashMap::with_capacity(documents.len());
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
                let id = unique(&goal.wanted_id, &names, &mut numbers);
                let target = Target::Goal(GoalIx(plan.goals.len()));
                names.insert(id.clone(), target);
                paths.insert(document.path.clone(), target);
                plan.goals
                    .push(entry(id, goal, goal.seen.visibility(default)));
            }
            DocumentKind::Role(role) => {
                let id = unique(&role.wanted_id, &names, &mut numbers);
                let target = Target::Role(RoleIx(plan.roles.len()));
                names.insert(id.clone(), target);
                paths.insert(document.path.clone(), target);
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
    (plan.names, plan.paths) = (Arc::new(names), Arc::new(paths));
    refer(&mut plan);
    plan
}

/// A document before and after an edit.
pub type Edited = (Arc<Document>, Arc<Document>);

/// The plan `before` after some of its documents were edited, where nothing but their own words changed:
/// the same as [`assemble`] makes of all documents. `None` where names or references changed too, and
/// where a document that changed is no goal.
pub fn again(before: &Plan, edited: &[Edited]) -> Option<Plan> {
    let mut plan = before.clone();
    let default = plan.config.visibility();
    for (old, new) in edited {
        let (DocumentKind::Goal(was), DocumentKind::Goal(goal)) = (&old.kind, &new.kind) else {
            return None;
        };
        let readable = old.is_readable() && new.is_readable();
        if !readable || old.path != new.path || was.wanted_id != goal.wanted_id {
            return None;
        }
        let Some(Target::Goal(ix)) = plan.paths.get(&new.path).copied() else {
            return None;
        };
        let entry = plan.goals.get_mut(ix.0)?;
        let relations = Relations {
            supports: moved(&entry.relations.supports, goal.supports.items())?,
            after: moved(&entry.relations.after, goal.after.items())?,
            supported_by: entry.relations.supported_by.clone(),
            before: entry.relations.before.clone(),
            doubtful: OnceLock::new(),
        };
        entry.relations = Arc::new(relations);
        entry.visibility = goal.seen.visibility(default);
        entry.goal = Arc::clone(goal);
        if new.problems.is_empty() {
            plan.problems.remove(&new.path);
        } else {
            let problems = new.problems.clone();
            plan.problems.insert(new.path.clone(), problems);
        }
    }
    Some(plan)
}

/// References with the places of what is written now; `None` where something else is written.
fn moved(before: &[Reference], written: &[Spanned<String>]) -> Option<Vec<Reference>> {
    let same = before.len() == written.len()
        && before
            .iter()
            .zip(written)
            .all(|(reference, written)| reference.written.value == written.value);
    let with = |(reference, written): (&Reference, &Spanned<String>)| Reference {
        written: written.clone(),
        target: reference.target,
    };
    same.then(|| before.iter().zip(written).map(with).collect())
}

fn entry(id: GoalId, goal: &Arc<Goal>, visibility: Visibility) -> GoalEntry {
    GoalEntry {
        id,
        goal: Arc::clone(goal),
        visibility,
        relations: Arc::default(),
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
    let mut relations: Vec<Relations> = vec![Relations::default(); plan.goals.len()];
    // Goals come in order, so that one who is named twice by another is the last in its list.
    for (at, (supports, after)) in resolved.into_iter().enumerate() {
        for reference in &supports {
            if let Some(Target::Goal(to)) = reference.target
                && to.0 != at
                && let Some(larger) = relations.get_mut(to.0)
                && larger.supported_by.last() != Some(&GoalIx(at))
            {
                larger.supported_by.push(GoalIx(at));
            }
        }
        for reference in &after {
            if let Some(Target::Goal(to)) = reference.target
                && to.0 != at
                && let Some(earlier) = relations.get_mut(to.0)
                && earlier.before.last() != Some(&GoalIx(at))
            {
                earlier.before.push(GoalIx(at));
            }
        }
        if let Some(own) = relations.get_mut(at) {
            own.supports = supports;
            own.after = after;
        }
    }
    for (entry, relations) in plan.goals.iter_mut().zip(relations) {
        entry.relations = Arc::new(relations);
    }
}

/// An id as written: exactly, else as a note's name.
fn named(plan: &Plan, written: &str) -> Option<Target> {
    plan.named(written)
        .or_else(|| plan.names.get(&*slug(written)).copied())
}
