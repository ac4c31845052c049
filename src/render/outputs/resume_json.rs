//! `resume.json`: the JSON Resume that was read, with what was reached since.

use super::{Output, only};
use crate::plan::goal::EvidenceLink;
use crate::render::person::result_of;
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;
use serde_json::{Map, Value, json};

pub(super) static OUTPUT: Output = Output {
    entries: |shared| {
        only(
            (shared
                .published
                .plan()
                .resume
                .as_ref()
                .is_some_and(|resume| resume.json.is_object()))
            .then_some("resume.json"),
        )
    },
    make,
};

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let plan = shared.published.plan();
    let mut json = plan
        .resume
        .as_ref()
        .map_or_else(|| json!({}), |resume| resume.json.clone());
    if let Some(object) = json.as_object_mut() {
        let basics = object.entry("basics").or_insert_with(|| json!({}));
        if let Some(basics) = basics.as_object_mut() {
            fill(basics, "name", Some(&shared.person.name));
            fill(basics, "label", shared.person.role.as_ref());
            fill(basics, "summary", shared.person.aim.as_ref());
            if let Some(url) = shared.base_url() {
                basics.entry("url").or_insert_with(|| json!(url));
            }
        }
        reached(shared, object);
    }
    serde_json::to_writer_pretty(&mut *out, &json)
        .map_err(|error| RenderError::Template(error.to_string()))?;
    out.push(b'\n');
    Ok(())
}

fn fill(object: &mut Map<String, Value>, name: &str, value: Option<&String>) {
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        object.entry(name).or_insert_with(|| json!(value));
    }
}

/// What was reached, as projects, unless one of that name stands there already.
fn reached(shared: &Shared, object: &mut Map<String, Value>) {
    let plan = shared.published.plan();
    let progress = shared.published.progress();
    let projects = object.entry("projects").or_insert_with(|| json!([]));
    let Some(projects) = projects.as_array_mut() else {
        return;
    };
    for ix in &shared.story.reached {
        let entry = plan.goal(*ix);
        if projects
            .iter()
            .any(|project| project.get("name").and_then(Value::as_str) == Some(entry.name()))
        {
            continue;
        }
        let mut project = json!({ "name": entry.name(), "description": result_of(entry) });
        if let Some(project) = project.as_object_mut() {
            if let Some(closed) = progress.of(*ix).closed {
                project.insert("endDate".into(), json!(closed.format("%Y-%m").to_string()));
            }
            let url = entry.evidence.items().iter().find_map(|evidence| {
                match &evidence.value.link.as_ref()?.value {
                    EvidenceLink::Url(url) if url.starts_with("http") => Some(url.clone()),
                    _ => None,
                }
            });
            if let Some(url) = url {
                project.insert("url".into(), json!(url));
            }
        }
        projects.push(project);
    }
    if projects.is_empty() {
        object.remove("projects");
    }
}
