//! When something is to be done: prepositions and the times behind them.
//!
//! In: tokens and today. Out: every stretch of words that tells a time, with the last day that still
//! counts where the calendar decides it. What only sounds like a time is found too, and told apart, so
//! that nothing inside it is read as a number or an aim.

use super::lexicon::{
    AUX, CONJ, DET, DOING, EVENT, Form, MONTH, Opens, POSS, PREP, PRON, RESOURCE, SEASON,
    SMALL_UNIT, TIME_UNIT, VERB, WEEKDAY,
};
use super::moment::{self, Length, When};
use super::quantity;
use super::sign;
use super::token::{Kind, Shape, Text};
use chrono::NaiveDate;
use std::ops::Range;

/// What a stretch of time words says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// It is to be done by this day.
    Due(NaiveDate),
    /// It has a time, but the calendar does not say which day ends it.
    Event,
    /// It bounds nothing: `after graduation`, `one day`, `since 2019`.
    None,
}

/// A stretch of words about a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Time {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// What it says.
    pub(super) sense: Sense,
}

fn due(date: Option<NaiveDate>) -> Sense {
    date.map_or(Sense::Event, Sense::Due)
}

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

/// What lies behind, or has no end: `since 2019`, `two years ago`, `over the past year`.
fn past(text: &Text, at: usize) -> Option<(usize, Sense)> {
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

/// Whether what stands here can begin the name of an event: `my review`, `the next audit`, `graduation`.
fn event_end(text: &Text, at: usize) -> Option<usize> {
    let end = moment::noun_end(text, at);
    if end == at {
        return None;
    }
    let is_event =
        (at..end).any(|at| text.has(at, EVENT.and(SEASON)) || text.shows(at, sign::TURNING_POINT));
    is_event.then_some(end)
}

/// Whether a finite clause begins here: `I retire`, `the new ward opens`.
fn clause_end(text: &Text, at: usize) -> Option<usize> {
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
                return Some(moment::noun_end(text, here).max(here + 1));
            }
        }
    }
    None
}

fn small_unit(text: &Text, at: usize) -> bool {
    quantity::read(text, at)
        .is_some_and(|amount| text.has(amount.end, SMALL_UNIT) || text.is(amount.end, "-"))
}

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
            Some((moment::noun_end(text, from), Sense::Event))
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

/// Behind `by`: a time, an age, an event; never a doing or a doer.
fn by(text: &Text, from: usize, today: NaiveDate) -> Option<(usize, Sense)> {
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
        let change = (from.saturating_sub(14)..from).any(|at| {
            text.has(at, super::lexicon::CHANGE.and(super::lexicon::OPEN))
                && !text.has(at, super::lexicon::END)
        });
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
    let end = moment::noun_end(text, from);
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

fn clock(text: &Text, at: usize) -> Option<usize> {
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
fn is_name_tail(text: &Text, from: usize, end: usize) -> bool {
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
            || text.has(end, super::lexicon::UNIT) && !text.is(end, "m");
    }
    false
}

fn before(text: &Text, from: usize, today: NaiveDate) -> Option<(usize, Sense)> {
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
    let end = moment::noun_end(text, from);
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
        return Some((moment::noun_end(text, from + 1).max(from + 1), Sense::Event));
    }
    (end > from).then_some((end, Sense::Event))
}

/// Behind `within`.
fn within(text: &Text, from: usize, today: NaiveDate) -> Option<(usize, Sense)> {
    if small_unit(text, from) {
        return None;
    }
    // `every referral within 5 working days`: how long each case may take.
    let each = (from.saturating_sub(12)..from).any(|at| text.shows(at, sign::EACH_CASE));
    let short = moment::length(text, from)
        .is_some_and(|(length, _)| matches!(length, Length::Days(days) if days <= 31));
    let dated =
        (0..text.len().min(200)).any(|at| text.one_of(at, &["by", "until"]) || text.has(at, MONTH));
    if each
        && short
        && (text.one_of(from + 1, &["working", "business"])
            || moment::length(text, from).is_some_and(|(_, end)| text.is(end, "of"))
            || dated
            || (from.saturating_sub(12)..from).any(|at| text.shows(at, sign::ANSWERS)))
    {
        return None;
    }
    let the = from + usize::from(text.one_of(from, &["the", "my", "our", "this"]));
    let next = the + usize::from(text.one_of(the, &["next", "coming", "first", "following"]));
    if next > the || the == from {
        if let Some((length, end)) = moment::length(text, next) {
            return Some(of_length(text, end, length, today));
        }
        if next > the
            && text.has(next, TIME_UNIT)
            && let Some(length) = unit_alone(text.word(next))
        {
            return Some(of_length(text, next + 1, length, today));
        }
    }
    if let Some((length, end)) = moment::length(text, the) {
        return Some(of_length(text, end, length, today));
    }
    let found = moment::read(text, from, today)?;
    Some((found.end, due(found.when.last())))
}

fn unit_alone(word: &str) -> Option<Length> {
    Some(match word {
        "day" => Length::Days(1),
        "week" => Length::Days(7),
        "fortnight" => Length::Days(14),
        "month" => Length::Months(1),
        "quarter" => Length::Months(3),
        "year" => Length::Months(12),
        "decade" => Length::Months(120),
        "days" | "weeks" | "months" | "years" => Length::Open,
        _ => return None,
    })
}

/// A length from today on; one that runs from something else is no date.
fn of_length(text: &Text, end: usize, length: Length, today: NaiveDate) -> (usize, Sense) {
    if text.is(end, "of")
        && (text.at(end + 1).form == Form::Ing
            || text.has(end + 1, DET.and(POSS).and(EVENT))
            || text.has(end + 2, EVENT))
    {
        return (moment::noun_end(text, end + 1), Sense::Event);
    }
    // `in six months' time`, `a year from now`.
    let end = end + usize::from(text.is(end, "time"));
    let end = if text.is(end, "from") && text.one_of(end + 1, &["now", "today"]) {
        end + 2
    } else {
        end
    };
    if text.one_of(end, &["before", "after", "from"]) && text.is_word(end + 1) {
        return (
            moment::noun_end(text, end + 1),
            if text.is(end, "after") {
                Sense::None
            } else {
                Sense::Event
            },
        );
    }
    (end, due(length.after(today)))
}

/// A period to do it in: `in two months`, `over the next year`, `during my placement`, `for six months`,
/// `in June`, `on 3 May`, `at the next review`.
fn inside(text: &Text, at: usize, today: NaiveDate) -> Option<(usize, Sense)> {
    let word = text.word(at);
    let from = at + 1;
    if small_unit(text, from) {
        return None;
    }
    let the = from + usize::from(text.one_of(from, &["the", "these", "my", "our"]));
    let next = the
        + usize::from(text.one_of(
            the,
            &["next", "coming", "following", "first", "under", "course"],
        ));
    let less = from
        + 2 * usize::from(text.one_of(from, &["less", "just", "no"]) && text.is(from + 1, "than"))
        + 2 * usize::from(text.is(from, "no") && text.is(from + 1, "more"))
        + usize::from(
            text.one_of(from, &["under", "about", "around", "roughly", "just"])
                && !text.is(from + 1, "than"),
        );
    let open_period = matches!(
        word,
        "of" | "in" | "over" | "during" | "for" | "throughout" | "through" | "across" | "into"
    );
    if open_period {
        if text.is(from, "the")
            && text.one_of(from + 1, &["space", "course"])
            && text.is(from + 2, "of")
        {
            if let Some((length, end)) = moment::length(text, from + 3) {
                return Some(of_length(text, end, length, today));
            }
            // `over the course of the next year`: as `over the next year`.
            if let Some(found) = inside(text, from + 2, today) {
                return Some(found);
            }
        }
        if next > the && text.one_of(next - 1, &["next", "coming", "following"]) {
            if let Some((length, end)) = moment::length(text, next) {
                return Some(of_length(text, end, length, today));
            }
            if text.is(next, "couple")
                && text.has(next + 1 + usize::from(text.is(next + 1, "of")), TIME_UNIT)
            {
                let unit = next + 1 + usize::from(text.is(next + 1, "of"));
                let length = match unit_alone(text.word(unit).trim_end_matches('s')) {
                    Some(Length::Days(days)) => Length::Days(days * 2),
                    Some(Length::Months(months)) => Length::Months(months * 2),
                    _ => Length::Open,
                };
                return Some(of_length(text, unit + 1, length, today));
            }
            if text.has(next, TIME_UNIT)
                && text.is(next + 1, "and")
                && text.is(next + 2, "a")
                && text.is(next + 3, "half")
                && let Some(length) = unit_alone(text.word(next))
            {
                let more = match length {
                    Length::Days(days) => Length::Days(days + days / 2),
                    Length::Months(months) => Length::Months(months + months / 2),
                    Length::Open => Length::Open,
                };
                return Some(of_length(text, next + 4, more, today));
            }
            if text.has(next, TIME_UNIT)
                && the > from
                && let Some(length) = unit_alone(text.word(next))
            {
                return Some(of_length(text, next + 1, length, today));
            }
        }
        for start in [less, from] {
            if let Some((length, end)) = moment::length(text, start) {
                // `in days gone by`, `for years`, `over 8 years of experience`.
                let thing = text.is(end, "of")
                    && !text.has(end + 1, DET)
                    && text.at(end + 1).form != Form::Ing
                    || text.one_of(
                        end,
                        &["experience", "old", "straight", "running", "ago", "-"],
                    )
                    || (word == "over"
                        && text.is_word(end)
                        && !text.has(end, PREP.and(CONJ).and(DET)))
                    || (length == Length::Open
                        && text.one_of(start, &["weeks", "months", "years", "days"]));
                if thing {
                    return None;
                }
                // `for 3 days a week` is a rhythm.
                if text.one_of(end, &["a", "per", "each", "every", "/"])
                    && text.has(end + 1, TIME_UNIT)
                {
                    return None;
                }
                return Some(of_length(text, end, length, today));
            }
        }
    }
    if matches!(word, "at" | "on") && clock(text, from).is_some() {
        return None;
    }
    if let Some(found) = moment::read(text, from, today) {
        if is_name_tail(text, from, found.end) {
            return None;
        }
        // A bare `in 2027 …` is a time; `at 2027`, `for 2027`, `over 2000`, `across 2050` need a date's own shape.
        let year_only = text.is_number(from) && found.end == from + 1;
        if year_only
            && (!matches!(
                word,
                "in" | "during" | "throughout" | "through" | "for" | "into"
            ) || text.has(found.end, super::lexicon::GENERIC)
                || text.at(from).value < 2000.0)
        {
            return None;
        }
        // `on the week`, `for the day`: no period.
        if matches!(word, "across" | "around" | "into" | "towards")
            && !year_only
            && !matches!(found.when, When::Days(..))
        {
            return None;
        }
        // `at the end of the day`, `in the middle of it`.
        return Some((found.end, due(found.when.last())));
    }
    if matches!(word, "during" | "throughout") {
        let end = moment::noun_end(text, from);
        let routine = (from..end).any(|at| text.shows(at, sign::ROUTINE));
        return (end > from && !routine).then_some((end, Sense::Event));
    }
    // `in my final year`, `in second year`, `at the next review`, `on my 40th birthday`.
    let end = moment::noun_end(text, from);
    let ordinal = (from..end).find(|at| text.shows(*at, sign::WHICH_YEAR));
    let unit = (from..end).find(|at| text.shows(*at, sign::YEAR_UNIT));
    if let (Some(ordinal), Some(unit)) = (ordinal, unit)
        && ordinal < unit
        && matches!(word, "in" | "over" | "on" | "at")
    {
        let tail = if text.is(end, "of") {
            moment::noun_end(text, end + 1)
        } else {
            end
        };
        return Some((tail, Sense::Event));
    }
    if matches!(word, "at" | "on" | "for" | "in")
        && (from..end)
            .any(|at| text.one_of(at, &["next", "coming", "upcoming", "birthday", "this"]))
        && (from..end).any(|at| {
            text.has(at, EVENT) && !text.has(at, DOING)
                || text.one_of(
                    at,
                    &[
                        "review",
                        "audit",
                        "inspection",
                        "meeting",
                        "birthday",
                        "visit",
                    ],
                )
        })
    {
        return Some((end, Sense::Event));
    }
    None
}

/// A time without a preposition: `June 2027`, `next month`, `this semester`, `today`, `six months from now`.
fn bare(text: &Text, at: usize, today: NaiveDate) -> Option<(usize, Sense)> {
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
            return Some((moment::noun_end(text, end + 1), Sense::Event));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_resolve_against_today() {
        for (source, today, want) in [
            ("by June 2027", "2026-11-22", "2027-06-30"),
            ("in june 2027", "2026-11-22", "2027-06-30"),
            ("by 2028", "2026-11-22", "2028-12-31"),
            ("Q3 2027", "2026-11-22", "2027-09-30"),
            ("by the third quarter of 2027", "2026-11-22", "2027-09-30"),
            ("by H1 2027", "2026-11-22", "2027-06-30"),
            ("by mid-2027", "2026-11-22", "2027-06-30"),
            ("in early 2027", "2026-11-22", "2027-03-31"),
            ("by late 2027", "2026-11-22", "2027-12-31"),
            ("before June 2027", "2026-11-22", "2027-05-31"),
            ("before 15 June 2027", "2026-11-22", "2027-06-14"),
            ("before the end of June 2027", "2026-11-22", "2027-06-30"),
            ("by the start of June 2027", "2026-11-22", "2027-06-01"),
            ("until March", "2026-11-22", "2027-03-31"),
            ("by March", "2027-03-31", "2027-03-31"),
            ("by 3 May", "2027-05-04", "2028-05-03"),
            ("by May 3rd, 2027", "2026-11-22", "2027-05-03"),
            ("by the 3rd of May", "2026-11-22", "2027-05-03"),
            ("by H2", "2026-11-22", "2026-12-31"),
            ("this week", "2026-11-18", "2026-11-22"),
            ("next week", "2026-11-18", "2026-11-29"),
            ("this month", "2026-11-18", "2026-11-30"),
            ("next quarter", "2026-11-18", "2027-03-31"),
            ("next year", "2026-11-18", "2027-12-31"),
            ("by the end of the year", "2026-11-18", "2026-12-31"),
            ("by EOY", "2026-11-18", "2026-12-31"),
            ("by year end", "2026-11-18", "2026-12-31"),
            ("within a month", "2027-01-31", "2027-02-28"),
            ("in two weeks", "2027-01-31", "2027-02-14"),
            ("over the next 90 days", "2027-01-01", "2027-04-01"),
            ("in a couple of years", "2027-01-01", "2029-01-01"),
            ("within half a year", "2027-08-31", "2028-02-29"),
            ("in a decade", "2027-01-01", "2037-01-01"),
            ("within 3-6 months", "2027-01-01", "2027-07-01"),
            ("in 18 months", "2027-01-01", "2028-07-01"),
            ("in a year and a half", "2027-01-01", "2028-07-01"),
            ("by Friday", "2026-10-05", "2026-10-09"),
            ("by Friday", "2026-10-09", "2026-10-09"),
            ("next Friday", "2026-10-05", "2026-10-16"),
            ("by next June", "2027-03-01", "2028-06-30"),
            ("by next June", "2026-11-22", "2027-06-30"),
            ("over the next year", "2027-01-01", "2028-01-01"),
            ("within a year", "2027-01-01", "2028-01-01"),
            ("this time next year", "2027-01-01", "2028-01-01"),
            ("in a fortnight", "2027-01-01", "2027-01-15"),
            ("within the year", "2027-01-01", "2027-12-31"),
            ("for six months", "2027-01-01", "2027-07-01"),
            ("by mid-March", "2027-01-01", "2027-03-15"),
            ("in early March", "2027-01-01", "2027-03-10"),
            ("in late February 2028", "2027-01-01", "2028-02-29"),
            ("before Christmas", "2027-01-01", "2027-12-24"),
            ("by New Year", "2027-01-02", "2028-01-01"),
            ("by 2027-06-15", "2027-01-02", "2027-06-15"),
            ("by 10/31/2026", "2026-01-02", "2026-10-31"),
            ("by 30.6.2027", "2026-01-02", "2027-06-30"),
            ("by 12/2027", "2026-01-02", "2027-12-31"),
            (
                "from 1 April to 30 September 2027",
                "2026-01-02",
                "2027-09-30",
            ),
            ("between March and May 2027", "2026-01-02", "2027-05-31"),
            ("no later than 1 May 2027", "2026-01-02", "2027-05-01"),
            ("six months from now", "2027-01-01", "2027-07-01"),
            ("in six months' time", "2027-01-01", "2027-07-01"),
            ("by the end of next month", "2027-01-15", "2027-02-28"),
            ("before 2029", "2027-01-15", "2028-12-31"),
        ] {
            let today: NaiveDate = today.parse().unwrap();
            let text = Text::new(source);
            let found = find(&text, today);
            assert_eq!(
                found.iter().map(|time| time.sense).collect::<Vec<_>>(),
                [Sense::Due(want.parse().unwrap())],
                "{source} on {today}"
            );
        }
    }

    #[test]
    fn what_the_calendar_does_not_decide_is_an_event() {
        for source in [
            "by the end of sophomore year",
            "this fiscal quarter",
            "by FY27",
            "by age 30",
            "before my next review",
            "by spring",
            "this summer",
            "in a few months",
            "over the next several years",
            "before I retire",
            "before graduation",
            "during my first placement",
            "in my final year",
            "this semester",
            "by the next election",
            "by the time I turn 40",
        ] {
            let today: NaiveDate = "2026-11-22".parse().unwrap();
            let found = find(&Text::new(source), today);
            assert_eq!(
                found.iter().map(|time| time.sense).collect::<Vec<_>>(),
                [Sense::Event],
                "{source}"
            );
        }
    }

    #[test]
    fn what_only_sounds_like_a_time_is_none() {
        for source in [
            "someday",
            "one day",
            "in the future",
            "after graduation",
            "over the past two years",
            "since 2019",
            "as soon as possible",
            "march to my own beat",
            "we may win",
            "in April Jones's studio",
            "by 20%",
            "within 30 minutes",
            "by giving talks",
            "a 12-week course",
        ] {
            let today: NaiveDate = "2026-11-22".parse().unwrap();
            let found = find(&Text::new(source), today);
            assert!(
                found.iter().all(|time| time.sense == Sense::None),
                "{source}: {found:?}"
            );
        }
    }
}
