//! Ends that no calendar knows, and hours of a day.
//!
//! In: tokens and the place behind a preposition. Out: where the words of an event (`my next review`),
//! of a clause (`I retire`), of an hour (`5 pm`) end; whether a time is only part of a name.

use crate::prose::lexicon::{
    AUX, CONJ, DET, EVENT, Form, MONTH, POSS, PREP, PRON, SEASON, UNIT, VERB,
};
use crate::prose::noun;
use crate::prose::sign;
use crate::prose::token::{Shape, Text};

/// Whether what stands here can begin the name of an event: `my review`, `the next audit`, `graduation`.
pub(super) fn event_end(text: &Text, at: usize) -> Option<usize> {
    let end = noun::end(text, at);
    if end == at {
        return None;
    }
    let is_event =
        (at..end).any(|at| text.has(at, EVENT.and(SEASON)) || text.shows(at, sign::TURNING_POINT));
    is_event.then_some(end)
}

/// Whether a finite clause begins here: `I retire`, `the new ward opens`.
pub(super) fn clause_end(text: &Text, at: usize) -> Option<usize> {
    if text.has(at, PRON) && !text.one_of(at, &["one", "that", "this", "these", "those"]) {
        let mut end = at + 1;
        while end < at + 8
            && (text.is_word(end) || text.is_number(end))
            && !text.has(end, CONJ)
            && !text.shows(end, sign::CLAUSE_BREAK)
        {
            end += 1;
        }
        return (end > at + 1).then_some(end);
    }
    if text.has(at, DET.and(POSS)) || text.is_name(at) || text.is_word(at) {
        // Subject, then a verb in the third person.
        for here in at + 1..at + 6 {
            if !text.is_word(here) || text.has(here, PREP.and(CONJ)) {
                return None;
            }
            let finite = text.has(here, VERB)
                && text.at(here).form == Form::S
                && here > at + usize::from(text.has(at, DET.and(POSS)));
            if finite || text.has(here, AUX) || text.shows(here, sign::COMES_ABOUT) {
                return Some(noun::end(text, here).max(here + 1));
            }
        }
    }
    None
}

/// An hour of a day: `5 pm`, `9:30`, `noon`.
pub(super) fn clock(text: &Text, at: usize) -> Option<usize> {
    if text.one_of(at, &["noon", "midnight", "midday", "lunchtime"]) {
        return Some(at + 1);
    }
    if !text.is_number(at) {
        return None;
    }
    let mut end = at + 1;
    if text.is(end, ":") && text.is_number(end + 1) && text.at(end).glued && text.at(end + 1).glued
    {
        end += 2;
        let half = usize::from(text.one_of(end, &["am", "pm", "a.m", "p.m"]));
        return Some(end + half);
    }
    text.one_of(end, &["am", "pm", "a.m", "p.m", "o'clock", "a.m.", "p.m."])
        .then_some(end + 1)
}

/// Whether the words that look like a time are part of a name or a thing: `April Jones`, `May Day parade`.
pub(super) fn is_name_tail(text: &Text, from: usize, end: usize) -> bool {
    let from = from + usize::from(text.is(from, "the"));
    if end != from + 1 {
        return false;
    }
    // `in April Jones's studio`.
    if text.has(from, SEASON)
        && text.is_word(end)
        && !text.has(end, PREP.and(CONJ).and(PRON).and(AUX))
    {
        return true;
    }
    if text.has(from, MONTH.and(SEASON)) && text.at(from).shape == Shape::Capital {
        return text.at(end).shape == Shape::Capital
            && text.is_name(end)
            && !text.has(end, MONTH.and(EVENT).and(PRON));
    }
    if text.is_number(from) {
        return text.is(end, "-")
            || text.is(end, "%")
            || text.is(end, "'")
            || text.has(end, UNIT) && !text.is(end, "m");
    }
    false
}
