//! Times without a preposition, and those that lie behind.
//!
//! In: tokens, a place, today. Out: the last day that still counts, or that the words bound nothing:
//! `since 2019`, `two years ago`.

use super::inside::unit_alone;
use super::sense::{Sense, due};
use crate::prose::lexicon::{CONJ, MONTH, PREP, SEASON, TIME_UNIT, WEEKDAY};
use crate::prose::moment::{self, Length, When};
use crate::prose::noun;
use crate::prose::sign;
use crate::prose::token::{Shape, Text};
use chrono::NaiveDate;

/// A time without a preposition: `June 2027`, `next month`, `this semester`, `today`, `six months from now`.
pub(super) fn bare(text: &Text, at: usize, today: NaiveDate) -> Option<(usize, Sense)> {
    if text.is(at, "this") && text.is(at + 1, "time") && text.is(at + 2, "next") {
        let length = unit_alone(text.word(at + 3))?;
        return Some((at + 4, due(length.after(today))));
    }
    let the = at + usize::from(text.is(at, "the"));
    if text.one_of(the, &["next", "coming"])
        && the > at
        && let Some((length, end)) = moment::length(text, the + 1)
    {
        return Some((end, due(length.after(today))));
    }
    if text.one_of(at, &["next"])
        && let Some((length, end)) = moment::length(text, at + 1)
        && !matches!(length, Length::Open)
    {
        return Some((end, due(length.after(today))));
    }
    if let Some((length, end)) = moment::length(text, at) {
        let from = text.is(end, "from") && text.one_of(end + 1, &["now", "today"]);
        let time = text.is(end, "time");
        if from || time {
            return Some((end + if from { 2 } else { 1 }, due(length.after(today))));
        }
        // `a week on Friday`, `two weeks from Monday`.
        if text.one_of(end, &["on", "from"])
            && let Some(found) = moment::read(text, end + 1, today)
            && let Some(date) = found.when.first().filter(|_| text.has(end + 1, WEEKDAY))
        {
            return Some((found.end, due(length.after(date))));
        }
        if text.one_of(end, &["before"]) {
            return Some((noun::end(text, end + 1), Sense::Event));
        }
        return None;
    }
    if text.shows(at, sign::BARE_TIME) {
        let from = at + usize::from(text.is(at, "later"));
        let found = moment::read(text, from, today)?;
        // `the year-end backlog`: of the thing.
        if text.one_of(at, &["year-end", "eoy", "eom", "eoq"])
            && text.is_word(found.end)
            && !text.has(found.end, PREP.and(CONJ))
        {
            return None;
        }
        // `this year's budget`, `next week's` are told apart there; `this review` is no time.
        let event = text.is(at, "this")
            && !text.has(found.end - 1, TIME_UNIT.and(SEASON).and(MONTH).and(WEEKDAY))
            && matches!(found.when, When::Open)
            && !text.shows(found.end - 1, sign::RUNNING_TERM);
        if event {
            return None;
        }
        // `next year group`, `today show`.
        return Some((found.end, due(found.when.last())));
    }
    if text.shows(at, sign::PART_WORD) {
        let found = moment::read(text, at, today)?;
        let doubtful = text.one_of(at, &["end", "start", "beginning", "year", "month"])
            && matches!(found.when, When::Open);
        let plain = text.one_of(at, &["year", "month"]) && !text.is(at + 1, "end");
        return (!doubtful && !plain).then_some((found.end, due(found.when.last())));
    }
    // A date of its own: it needs more than a bare month or year.
    let found = moment::read(text, at, today)?;
    let length = found.end - at;
    if text.shows(at, sign::NEARLY) {
        return None;
    }
    let month_alone = text.has(at, MONTH.and(WEEKDAY).and(SEASON)) && length == 1;
    let number_alone = text.is_number(at) && length == 1;
    let feast = text.one_of(at, &["christmas", "xmas", "halloween", "new", "boxing"]);
    let edge = {
        let ends = !text.is_word(found.end) || text.has(found.end, PREP.and(CONJ));
        let opens = at == 0 || !text.is_word(at - 1) && !text.is_number(at - 1);
        ends && opens
    };
    if feast || text.has(at, SEASON) && length == 1 {
        return None;
    }
    if (month_alone || number_alone) && !edge {
        return None;
    }
    // `ISO 27001:2022`: of a name.
    if number_alone && text.at(at).glued {
        return None;
    }
    if number_alone && !(2000.0..2200.0).contains(&text.at(at).value) {
        return None;
    }
    if month_alone && text.shows(at, sign::SHORT_MONTH) && text.at(at).shape == Shape::Small {
        return None;
    }
    // `Q3`, `H1` stand for themselves; `2 May` too.
    // From one to another: `1 April – 30 September 2027`.
    if text.one_of(found.end, &["–", "-", "to", "until"])
        && let Some(second) = moment::read(text, found.end + 1, today)
    {
        return Some((second.end, due(second.when.last())));
    }
    Some((found.end, due(found.when.last())))
}

/// What lies behind, or has no end: `since 2019`, `two years ago`, `over the past year`.
pub(super) fn past(text: &Text, at: usize) -> Option<(usize, Sense)> {
    let prep =
        usize::from(text.one_of(at, &["in", "over", "for", "during", "from", "of", "within"]));
    let the = at + prep + usize::from(text.one_of(at + prep, &["the", "this", "my", "our"]));
    if the > at && text.one_of(the, &["past", "last", "previous", "preceding"]) {
        let length = moment::length(text, the + 1).map(|(_, end)| end);
        let unit = text.has(the + 1, TIME_UNIT).then_some(the + 2);
        // `the last year of my degree` lies ahead.
        if let Some(end) = length.or(unit).filter(|end| !text.is(*end, "of")) {
            return Some((end, Sense::None));
        }
    }
    if text.one_of(at, &["last", "yesterday"])
        && (text.has(at + 1, TIME_UNIT.and(MONTH).and(WEEKDAY).and(SEASON))
            || text.is(at, "yesterday"))
    {
        return Some((at + 2 - usize::from(text.is(at, "yesterday")), Sense::None));
    }
    if let Some((_, end)) = moment::length(text, at)
        && text.one_of(end, &["ago", "earlier", "before", "old", "running", "long"])
        && !text.is(end, "before")
    {
        return Some((end + 1, Sense::None));
    }
    // `after eight years in retail`: the scene.
    if text.one_of(at, &["after", "with", "having"]) {
        let from = at
            + 1
            + usize::from(text.one_of(at + 1, &["over", "nearly", "almost", "about", "more"]))
            + usize::from(text.is(at + 2, "than"));
        if let Some((_, end)) = moment::length(text, from)
            && (text.is(at, "after") || text.one_of(end, &["of", "'", "’", "in", "experience"]))
        {
            return Some((end, Sense::None));
        }
    }
    None
}
