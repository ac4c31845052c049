//! `reviews.html`, for the owner and a mentor: the looks back, newest first.

use super::{Output, only, words_of};
use crate::plan::Target;
use crate::render::card::Card;
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;
use crate::render::words;
use serde::Serialize;
use std::collections::BTreeMap;

pub(super) static OUTPUT: Output = Output {
    entries: |shared| {
        only(
            (!shared.is_public() && !shared.published.plan().reviews.is_empty())
                .then_some("reviews.html"),
        )
    },
    make,
};

#[derive(Serialize)]
struct Review<'a> {
    title: String,
    date: String,
    words: String,
    goals: Vec<&'a Card>,
}

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let plan = shared.published.plan();
    let mut anchors = BTreeMap::new();
    let reviews =
        plan.reviews.iter().rev().map(|review| {
            let goals = review.goals.items().iter().filter_map(|written| {
                match plan.named(&written.value)? {
                    Target::Goal(ix) => shared.card(ix),
                    Target::Role(_) => None,
                }
            });
            let date = review
                .date
                .get()
                .map_or(String::new(), |date| words::span(*date));
            Review {
                title: review.title.get().cloned().unwrap_or_else(|| {
                    if date.is_empty() {
                        review.path.stem().to_owned()
                    } else {
                        format!("Review of {date}")
                    }
                }),
                date,
                words: words_of(plan, (&review.path, &review.body), &mut anchors),
                goals: goals.collect(),
            }
        });
    let reviews: Vec<Review<'_>> = reviews.collect();
    let head = shared.head("Reviews", "reviews.html", "Looks back, newest first.");
    shared.page("reviews.html", &head, &reviews, out)
}
