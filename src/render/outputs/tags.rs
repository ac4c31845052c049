//! `tags/TAG.html`: the goals of a tag, for tags of three goals or more.

use super::Output;
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;
use serde::Serialize;
use tera::Value;

pub(super) static OUTPUT: Output = Output {
    entries: |shared| {
        shared
            .tags
            .keys()
            .map(|name| (format!("tags/{name}.html"), Key::Name(name.clone())))
            .collect()
    },
    make,
};

#[derive(Serialize)]
struct Tag<'a> {
    name: &'a str,
    cards: Vec<&'a Value>,
    others: Vec<(&'a str, &'a str)>,
}

fn make(shared: &Shared, key: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let Key::Name(name) = key else {
        return Err(RenderError::Missing("tag".into()));
    };
    let Some((shown, goals)) = shared.tags.get(name) else {
        return Err(RenderError::Missing(name.clone()));
    };
    let others = shared
        .tags
        .iter()
        .filter(|(other, _)| *other != name)
        .map(|(other, (shown, _))| (other.as_str(), shown.as_str()));
    let tag = Tag {
        name: shown,
        cards: goals.iter().filter_map(|ix| shared.line(*ix)).collect(),
        others: others.take(60).collect(),
    };
    let head = shared.head(
        &format!("Tag: {shown}"),
        &format!("tags/{name}.html"),
        &format!("Goals that have to do with {shown}."),
    );
    shared.page("tag.html", &head, &tag, out)
}
