//! `plan.json`: the published plan for other programs, versioned.
//!
//! `version` rises when a field changes its meaning or goes. Dates are given as exactly as the
//! audience is shown them.

use super::{Output, only};
use crate::plan::Target;
use crate::publish::Audience;
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;
use crate::render::words;
use serde_json::{Value, json};

pub(super) static OUTPUT: Output = Output {
    entries: |_| only((true).then_some("plan.json")),
    make,
};

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let plan = shared.published.plan();
    let progress = shared.published.progress();
    let private = shared.audience() != Audience::Public;
    let goals = plan.goals().filter_map(|(ix, entry)| {
        let card = shared.card(ix)?;
        let of = progress.of(ix);
        let supports: Vec<String> = entry.supports.iter().filter_map(|reference| match reference.target? {
            Target::Goal(ix) => Some(plan.goal(ix).id.to_string()),
            Target::Role(ix) => plan.roles.get(ix.0).map(|(id, _)| id.to_string()),
        }).collect();
        let mut goal = json!({
            "id": card.id,
            "title": card.title,
            "url": card.href,
            "kind": entry.kind.get().map_or("general", |kind| kind.as_str()),
            "state": card.state,
            "result": entry.result.get(),
            "date": if card.machine_date.is_empty() { Value::Null } else { json!(card.machine_date) },
            "progress": if card.progress.is_empty() { Value::Null } else { json!(card.progress) },
            "supports": supports,
            "tags": entry.tags.items().iter().map(|tag| &tag.value).collect::<Vec<_>>(),
        });
        if let (true, Some(goal)) = (private, goal.as_object_mut()) {
            goal.insert("status".into(), json!(of.status.as_str()));
            goal.insert("health".into(), json!(of.health.as_str()));
            goal.insert("share".into(), json!(of.shown()));
            goal.insert("slack_days".into(), json!(of.slack_days));
        }
        Some(goal)
    });
    let document = json!({
        "version": 1,
        "name": shared.person.name,
        "role": shared.person.role,
        "audience": shared.audience().as_str(),
        "as_of": shared.published.today().date().to_string(),
        "as_of_words": words::day(shared.published.today().date()),
        "goals": goals.collect::<Vec<_>>(),
    });
    serde_json::to_writer(&mut *out, &document)
        .map_err(|error| RenderError::Template(error.to_string()))?;
    out.push(b'\n');
    Ok(())
}
