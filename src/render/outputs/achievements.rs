//! `achievements.html`: everything reached, by year, newest first.

use super::{Output, only};
use crate::render::card::{Card, Reached};
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;
use chrono::Datelike;
use serde::Serialize;
use std::collections::BTreeMap;

pub(super) static OUTPUT: Output = Output {
    entries: |shared| only((shared.story.reached.len() > 3).then_some("achievements.html")),
    make,
};

#[derive(Serialize)]
struct Year<'a> {
    name: String,
    cards: Vec<Reached<'a>>,
}

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let progress = shared.published.progress();
    let mut sorted = shared.story.reached.clone();
    sorted.sort_by_key(|ix| (std::cmp::Reverse(progress.of(*ix).closed), *ix));
    let mut years: BTreeMap<std::cmp::Reverse<i32>, Vec<Reached<'_>>> = BTreeMap::new();
    for ix in &sorted {
        let year = progress.of(*ix).closed.map_or(0, |closed| closed.year());
        years
            .entry(std::cmp::Reverse(year))
            .or_default()
            .extend(shared.card(*ix).map(Card::reached));
    }
    let years: Vec<Year<'_>> = years
        .into_iter()
        .map(|(year, cards)| Year {
            name: if year.0 == 0 {
                "Earlier".into()
            } else {
                year.0.to_string()
            },
            cards,
        })
        .collect();
    let head = shared.head(
        "Reached",
        "achievements.html",
        "What has been reached, year by year, with its proof.",
    );
    shared.page("achievements.html", &head, &years, out)
}
