//! `roadmap.html`: where it goes, by the year in which each goal is due.

use super::{Output, only};
use crate::plan::GoalIx;
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;
use crate::vocabulary::{Horizon, Status};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use std::collections::BTreeMap;
use tera::Value;

pub(super) static OUTPUT: Output = Output {
    entries: |shared| only((shared.has_roadmap()).then_some("roadmap.html")),
    make,
};

#[derive(Serialize)]
struct Year<'a> {
    name: String,
    cards: Vec<&'a Value>,
}

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let plan = shared.published.plan();
    let progress = shared.published.progress();
    // The year and its order in it; what has no day comes last.
    let mut years: BTreeMap<(i32, &str), Vec<(NaiveDate, GoalIx)>> = BTreeMap::new();
    for (ix, entry) in plan.goals() {
        let status = progress.of(ix).status;
        if !matches!(
            status,
            Status::Active | Status::Planned | Status::Done | Status::Paused
        ) {
            continue;
        }
        let day = match status {
            Status::Done => progress.of(ix).closed,
            _ => entry.due_date(),
        };
        let vision = entry.horizon.get() == Some(&Horizon::Vision);
        let group = match day {
            Some(day) if !vision => (day.year(), ""),
            _ if vision => (i32::MAX, "In the end"),
            _ => (i32::MAX - 1, "Without a date"),
        };
        years
            .entry(group)
            .or_default()
            .push((day.unwrap_or(NaiveDate::MAX), ix));
    }
    let years: Vec<Year<'_>> = years
        .into_iter()
        .map(|((year, name), mut goals)| {
            goals.sort();
            let name = if name.is_empty() {
                year.to_string()
            } else {
                name.to_owned()
            };
            Year {
                name,
                cards: goals
                    .into_iter()
                    .filter_map(|(_, ix)| shared.line(ix))
                    .collect(),
            }
        })
        .collect();
    let head = shared.head(
        "Roadmap",
        "roadmap.html",
        "What was reached, what is under way and what comes next, year by year.",
    );
    shared.page("roadmap.html", &head, &years, out)
}
