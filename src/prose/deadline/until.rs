//! Behind `by` and `before`: the day or the event that ends it.
//!
//! In: tokens, the place behind the preposition, today. Out: the last day that still counts, or an event.
//! A doer (`by the board`), a means (`by giving talks`) and an amount (`by 20 %`) are none.

use super::event::{clause_end, clock, is_name_tail};
use super::sense::{Sense, due};
use crate::prose::lexicon::{
    CHANGE, CONJ, DET, END, EVENT, Form, OPEN, POSS, PREP, RESOURCE, SEASON, VERB,
};
use crate::prose::moment::{self, When};
use crate::prose::noun;
use crate::prose::quantity;
use crate::prose::sign;
use crate::prose::token::Text;
use chrono::NaiveDate;

/// Behind `by`: a time, an age, an event; never a doing or a doer.
pub(super) fn by(text: &Text, from: usize, today: NaiveDate) -> Option<(usize, Sense)> {
    // `by 5 pm`, `by 9:30`: an hour, not a day.
    if let Some(end) = clock(text, from) {
        let day = moment::read(text, end, today);
        return Some(day.map_or((end, Sense::Event), |found| {
            (found.end, due(found.when.last()))
        }));
    }
    if let Some(found) = moment::read(text, from, today) {
        // `by 2027 km`, `by 15 May roses`: a measure; a name: `by April Jones`.
        let next = found.end;
        if is_name_tail(text, from, next) {
            return None;
        }
        // `by the start of June` is the day on which it begins; `part` has seen to that.
        return Some((next, due(found.when.last())));
    }
    if text.is(from, "the") && text.is(from + 1, "time") {
        return Some((clause_end(text, from + 2).unwrap_or(from + 2), Sense::Event));
    }
    if text.one_of(from, &["now", "then"]) {
        return Some((from + 1, Sense::None));
    }
    let the = from + usize::from(text.one_of(from, &["the", "my", "our", "age"]));
    let the =
        the + usize::from(text.one_of(the, &["age", "of"])) + usize::from(text.is(the + 1, "of"));
    let age = quantity::read(text, the).filter(|amount| {
        !amount.percent
            && !amount.money
            && amount.upper.is_none()
            && (15.0..100.0).contains(&amount.value)
    });
    if let Some(age) = age {
        // `by 30`, `by age 30`, `by my 30th birthday`; not `by 30 points`, `by 30%`.
        if text.is(age.end, "birthday") {
            return Some((age.end + 1, Sense::Event));
        }
        let says = the > from && text.one_of(the - 1, &["age", "of"]);
        let ends = !text.is_word(age.end) || text.has(age.end, PREP.and(CONJ));
        let change = (from.saturating_sub(14)..from)
            .any(|at| text.has(at, CHANGE.and(OPEN)) && !text.has(at, END));
        if (says || (ends && !change))
            && !amount_is_small(text, the)
            && !text.one_of(age.end, &["%", "-"])
        {
            return Some((age.end, Sense::Event));
        }
    }
    if text.at(from).form == Form::Ing && text.has(from, VERB) {
        return None;
    }
    // `by the next election`, `by graduation`; `by the board` is a doer, `by distance learning` a means.
    let end = noun::end(text, from);
    let head = end.checked_sub(1).filter(|head| *head >= from)?;
    let a_doing = text.at(head).form == Form::Ing
        || text.has(head, RESOURCE) && !text.has(from, DET.and(POSS));
    let event = text.has(head, EVENT.and(SEASON)) && !text.shows(head, sign::NO_EVENT);
    let timely = (from..end).any(|at| text.one_of(at, &["next", "end", "start", "final", "close"]));
    if (event && (text.has(from, DET.and(POSS)) || head == from || timely))
        && (!a_doing || head == from)
        && !text.one_of(from, &["a", "an"])
    {
        return Some((end, Sense::Event));
    }
    None
}

fn amount_is_small(text: &Text, at: usize) -> bool {
    text.is_word(at) && quantity::read(text, at).is_some_and(|amount| amount.value < 18.0)
}

/// Behind `before`: the day or event that is no longer in time.
pub(super) fn before(text: &Text, from: usize, today: NaiveDate) -> Option<(usize, Sense)> {
    if let Some(end) = clock(text, from) {
        return Some((end, Sense::None));
    }
    if let Some(found) = moment::read(text, from, today) {
        if is_name_tail(text, from, found.end) {
            return None;
        }
        let the = from + usize::from(text.one_of(from, &["the", "this"]));
        // `before the end of X` is the last day of X.
        let ends = text.one_of(the, &["end", "close"])
            || text.one_of(
                from,
                &["eoy", "year-end", "eom", "eoq", "month-end", "quarter-end"],
            )
            || text.one_of(from, &["year", "month", "quarter", "week"]) && text.is(from + 1, "end")
            || text.one_of(the, &["year", "month", "quarter", "week"]) && text.is(the, "the")
            || text.one_of(from, &["year's", "month's", "week's"]);
        // `before the year is out`.
        let out = text.one_of(found.end, &["is", "'s"])
            && text.one_of(found.end + 1, &["out", "over", "up"])
            || text.one_of(found.end, &["ends", "closes"]);
        let tail = if text.one_of(found.end, &["is", "'s"]) && out {
            found.end + 2
        } else {
            found.end + usize::from(out)
        };
        let date = if ends || out {
            found.when.last()
        } else {
            found.when.eve()
        };
        return Some((tail, due(date)));
    }
    // `before the 2027 season`, `before my review`, `before I retire`, `before starting school`.
    if let Some(end) = clause_end(text, from) {
        return Some((end, Sense::Event));
    }
    let end = noun::end(text, from);
    // `before the auction on 3 May`: the day of it is no longer in time.
    if end > from
        && (text.one_of(end, &["on", "in"]) || text.one_of(end - 1, &["this", "next"]))
        && let Some(found) = moment::read(
            text,
            end + usize::from(text.one_of(end, &["on", "in"])),
            today,
        )
        && let When::Days(..) = found.when
    {
        return Some((found.end, due(found.when.eve())));
    }
    if text.at(from).form == Form::Ing {
        return Some((noun::end(text, from + 1).max(from + 1), Sense::Event));
    }
    (end > from).then_some((end, Sense::Event))
}
