//! `roles.html`, for the owner and a mentor: the roles headed for, and the gaps on the way.

use super::{Output, only, words_of};
use crate::plan::in_words;
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;
use crate::vocabulary::Status;
use crate::words::{self, level};
use serde::Serialize;
use std::collections::BTreeMap;

pub(super) static OUTPUT: Output = Output {
    entries: |shared| {
        only(
            (!shared.is_public() && !shared.published.plan().roles.is_empty())
                .then_some("roles.html"),
        )
    },
    make,
};

#[derive(Serialize)]
struct Role {
    id: String,
    title: String,
    organisation: String,
    words: String,
    skills: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    asked: &'static str,
    have: &'static str,
    gap: bool,
    covered: Vec<(String, String)>,
    source: String,
}

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let plan = shared.published.plan();
    let mut anchors: BTreeMap<String, usize> = plan
        .roles
        .iter()
        .map(|(id, _)| (id.to_string(), 1))
        .collect();
    let progress = shared.published.progress();
    let plain = |name: &str| name.to_lowercase().replace([' ', '_'], "-");
    let roles: Vec<Role> = plan
        .roles
        .iter()
        .map(|(id, role)| {
            let skills = role.skills.items().iter().map(|asked| {
                let key = plain(&asked.name.value);
                let have = plan
                    .skills
                    .iter()
                    .find(|skill| plain(&skill.key.value) == key)
                    .and_then(|skill| skill.level);
                let gap = have.is_none_or(|have| have < asked.level);
                let open = |ix| {
                    matches!(
                        progress.of(ix).status,
                        Status::Active | Status::Planned | Status::Idea | Status::Paused
                    )
                };
                let covered = plan.goals().filter(|(ix, goal)| {
                    gap && open(*ix)
                        && goal.skills.items().iter().any(|aim| {
                            plain(&aim.name.value) == key
                                && aim.level.is_none_or(|level| level >= asked.level)
                        })
                });
                let read = asked
                    .read
                    .map_or(String::new(), |read| format!(", {}", words::span(read)));
                Row {
                    name: plan.skill_name(&asked.name.value),
                    asked: level(Some(asked.level)),
                    have: have.map_or("not yet", |have| level(Some(have))),
                    gap,
                    covered: covered
                        .filter_map(|(ix, _)| shared.card(ix))
                        .map(|card| (card.href.clone(), card.title.clone()))
                        .collect(),
                    source: asked
                        .source
                        .as_deref()
                        .map_or(String::new(), |source| format!("{source}{read}")),
                }
            });
            Role {
                id: id.to_string(),
                title: role
                    .title
                    .get()
                    .cloned()
                    .unwrap_or_else(|| in_words(id.as_str())),
                organisation: role.organisation.text().to_owned(),
                words: words_of(plan, (&role.path, &role.body), &mut anchors),
                skills: skills.collect(),
            }
        })
        .collect();
    let head = shared.head(
        "Roles",
        "roles.html",
        "The roles headed for, what they ask for, and what is still missing.",
    );
    shared.page("roles.html", &head, &roles, out)
}
