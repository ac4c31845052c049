//! When something is to be done: prepositions and the times behind them.
//!
//! In: tokens and today. Out: every stretch of words that tells a time, with the last day that still
//! counts where the calendar decides it. What only sounds like a time is found too, and told apart, so
//! that nothing inside it is read as a number or an aim. The files: `sense`, `event` → `until`, `inside`
//! → `bare` → this one, which tells the prepositions apart.

use crate::prose::lexicon::{EVENT, MONTH, Opens, SEASON, WEEKDAY};
use crate::prose::moment::{self, When};
use crate::prose::noun;
use crate::prose::sign;
use crate::prose::token::{Kind, Text};
use bare::{bare, past};
use chrono::NaiveDate;
use event::{clause_end, event_end};
use inside::{inside, within};
use sense::due;
use until::{before, by};

mod bare;
mod event;
mod inside;
mod sense;
#[cfg(test)]
mod tests;
mod until;

pub(super) use sense::{Sense, Time};

/// Finds all of them, in order.
pub(super) fn find(text: &Text, today: NaiveDate) -> Vec<Time> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if let Some((end, sense)) = stretch(text, at, today).filter(|(end, _)| *end > at) {
            found.push(Time {
                tokens: at..end,
                sense,
            });
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// The stretch of time words that begins at a place.
fn stretch(text: &Text, at: usize, today: NaiveDate) -> Option<(usize, Sense)> {
    let kind = text.at(at).kind;
    if kind != Kind::Word && kind != Kind::Number {
        return None;
    }
    if let Some((length, Opens::Never)) = text.phrase(at) {
        // `one day a week` is a rhythm, `one day course` a thing.
        let goes_on = text.one_of(at + length, &["a", "per", "each", "every", "off"])
            || text.is(at + length, "-");
        // `this time next year` is a time.
        if !goes_on && !text.one_of(at + length, &["next", "tomorrow", "frame"]) {
            return Some((at + length, Sense::None));
        }
    }
    past(text, at)
        .or_else(|| preposition(text, at, today))
        .or_else(|| bare(text, at, today))
}

/// The time behind a preposition.
fn preposition(text: &Text, at: usize, today: NaiveDate) -> Option<(usize, Sense)> {
    let word = text.word(at);
    let next = at + 1;
    match word {
        "by" | "come" => by(text, next, today).filter(|_| {
            word != "come"
                || text.has(next, MONTH.and(SEASON).and(WEEKDAY))
                || text.one_of(next, &["the", "next"])
        }),
        "no" | "not" if text.one_of(next, &["later", "after"]) => by(
            text,
            next + 1 + usize::from(text.is(next + 1, "than")),
            today,
        ),
        "on" if text.is(next, "or") && text.is(next + 1, "before") => by(text, next + 2, today),
        "before" | "prior" | "ahead" => {
            let from = match word {
                "prior" => next + usize::from(text.is(next, "to")),
                "ahead" if text.is(next, "of") => next + 1,
                "ahead" => return None,
                _ => next,
            };
            before(text, from, today)
        }
        "in" if text.is(next, "time") && text.is(next + 1, "for") => {
            let from = next + 2;
            let found = moment::read(text, from, today);
            if let Some(found) = found {
                return Some((
                    found.end,
                    due(found
                        .when
                        .eve()
                        .filter(|_| matches!(found.when, When::Days(..)))),
                ));
            }
            Some((noun::end(text, from), Sense::Event))
        }
        "within" | "inside" => within(text, next, today),
        "in" | "over" | "during" | "for" | "throughout" | "across" | "through" | "thru" | "at"
        | "on" | "around" | "into" | "towards" => inside(text, at, today),
        "until" | "till" | "up" => {
            let from = if word == "up" {
                if !text.one_of(next, &["to", "until", "till"]) {
                    return None;
                }
                next + 1
            } else {
                next
            };
            if let Some(found) = moment::read(text, from, today) {
                return Some((found.end, due(found.when.last())));
            }
            if word == "up" {
                return None;
            }
            if let Some(end) = event_end(text, from).or_else(|| clause_end(text, from)) {
                return Some((end, Sense::Event));
            }
            None
        }
        "between" => {
            let first = if text.is(next, "now") {
                next + 1
            } else {
                moment::read(text, next, today)?.end
            };
            let second = text
                .one_of(first, &["and", "–", "-"])
                .then(|| moment::read(text, first + 1, today))
                .flatten()?;
            Some((second.end, due(second.when.last())))
        }
        "from" | "starting" | "beginning" | "commencing" => {
            let from = next + usize::from(text.one_of(next, &["in", "on", "from", "with"]));
            let first = moment::read(text, from, today)?;
            let mut to = first.end + usize::from(text.is(first.end, ","));
            to += usize::from(text.is(to, "up"));
            if text.one_of(to, &["to", "until", "till", "through", "thru", "–", "-"])
                && let Some(second) = moment::read(text, to + 1, today)
            {
                return Some((second.end, due(second.when.last())));
            }
            // `from next month on`: it begins, and no one says when it ends.
            let on = first.end
                + usize::from(text.one_of(first.end, &["on", "onwards", "onward", "forward"]));
            Some((on, Sense::Event))
        }
        "after" | "following" | "since" | "post" | "once" => {
            if word == "once"
                && text.one_of(next, &["a", "per", "every", "each", "in", "the"])
                && !text.has(next + 1, EVENT)
            {
                return None;
            }
            if let Some(found) = moment::read(text, next, today)
                && word != "following"
            {
                return Some((found.end, Sense::None));
            }
            if word == "since" || word == "post" {
                return None;
            }
            event_end(text, next).map(|end| (end, Sense::None))
        }
        "when" => {
            // `when I turn 40`, `when the ward opens`.
            let turns = text.one_of(next, &["i", "i'm", "my", "the", "our"]);
            let end = clause_end(text, next).filter(|_| turns)?;
            let lasting = (next..end).any(|at| text.shows(at, sign::LIFE_TURN));
            lasting.then_some((end, Sense::Event))
        }
        _ => None,
    }
}
