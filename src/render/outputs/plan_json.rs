//! `plan.json`: the published plan for other programs, versioned.
//!
//! `version` rises when a field changes its meaning or goes. Dates are given as exactly as the
//! audience is shown them.

use super::{Output, only};
use crate::plan::{GoalIx, Target};
use crate::publish::Audience;
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;
use crate::render::words;
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::{Value, json};

pub(super) static OUTPUT: Output = Output {
    entries: |_| only((true).then_some("plan.json")),
    make,
};

/// The goals, one at a time, so that a large plan is never held twice.
struct Goals<'a>(&'a Shared);

impl Serialize for Goals<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let goals = self.0.published.plan().goals();
        serializer.collect_seq(goals.filter_map(|(ix, _)| goal(self.0, ix)))
    }
}

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let today = shared.published.today().date();
    let mut write = || {
        let mut serializer = serde_json::Serializer::new(&mut *out);
        let mut document = serializer.serialize_map(None)?;
        document.serialize_entry("version", &1)?;
        document.serialize_entry("name", &shared.person.name)?;
        document.serialize_entry("role", &shared.person.role)?;
        document.serialize_entry("audience", shared.audience().as_str())?;
        document.serialize_entry("as_of", &today.to_string())?;
        document.serialize_entry("as_of_words", &words::day(today))?;
        document.serialize_entry("goals", &Goals(shared))?;
        document.end()
    };
    write().map_err(|error: serde_json::Error| RenderError::Template(error.to_string()))?;
    out.push(b'\n');
    Ok(())
}

fn goal(shared: &Shared, ix: GoalIx) -> Option<Value> {
    let plan = shared.published.plan();
    let entry = plan.goal(ix);
    let card = shared.card(ix)?;
    let of = shared.published.progress().of(ix);
    let supports = entry
        .supports
        .iter()
        .filter_map(|reference| match reference.target? {
            Target::Goal(ix) => Some(plan.goal(ix).id.to_string()),
            Target::Role(ix) => plan.roles.get(ix.0).map(|(id, _)| id.to_string()),
        });
    let mut goal = json!({
        "id": card.id,
        "title": card.title,
        "url": card.href,
        "kind": entry.kind.get().map_or("general", |kind| kind.as_str()),
        "state": card.state,
        "result": entry.result.get(),
        "date": if card.machine_date.is_empty() { Value::Null } else { json!(card.machine_date) },
        "progress": if card.progress.is_empty() { Value::Null } else { json!(card.progress) },
        "supports": supports.collect::<Vec<_>>(),
        "tags": entry.tags.items().iter().map(|tag| &tag.value).collect::<Vec<_>>(),
    });
    if let (true, Some(goal)) = (shared.audience() != Audience::Public, goal.as_object_mut()) {
        goal.insert("status".into(), json!(of.status.as_str()));
        goal.insert("health".into(), json!(of.health.as_str()));
        goal.insert("share".into(), json!(of.shown()));
        goal.insert("slack_days".into(), json!(of.slack_days));
    }
    Some(goal)
}
