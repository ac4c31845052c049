//! Behind `in`, `within`, `over`, `during`, `for`: the period to do it in.
//!
//! In: tokens, a place, today. Out: the last day of that period. How long each case may take (`every
//! referral within 5 working days`) is none.

use super::event::{clock, is_name_tail};
use super::sense::{Sense, due};
use crate::prose::lexicon::{
    CONJ, DET, DOING, EVENT, Form, GENERIC, MONTH, POSS, PREP, SMALL_UNIT, TIME_UNIT,
};
use crate::prose::moment::{self, Length, When};
use crate::prose::noun;
use crate::prose::quantity;
use crate::prose::sign;
use crate::prose::token::Text;
use chrono::NaiveDate;

/// Behind `within`.
pub(super) fn within(text: &Text, from: usize, today: NaiveDate) -> Option<(usize, Sense)> {
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

/// A period to do it in: `in two months`, `over the next year`, `during my placement`, `for six months`,
/// `in June`, `on 3 May`, `at the next review`.
pub(super) fn inside(text: &Text, at: usize, today: NaiveDate) -> Option<(usize, Sense)> {
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
            ) || text.has(found.end, GENERIC)
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
        let end = noun::end(text, from);
        let routine = (from..end).any(|at| text.shows(at, sign::ROUTINE));
        return (end > from && !routine).then_some((end, Sense::Event));
    }
    // `in my final year`, `in second year`, `at the next review`, `on my 40th birthday`.
    let end = noun::end(text, from);
    let ordinal = (from..end).find(|at| text.shows(*at, sign::WHICH_YEAR));
    let unit = (from..end).find(|at| text.shows(*at, sign::YEAR_UNIT));
    if let (Some(ordinal), Some(unit)) = (ordinal, unit)
        && ordinal < unit
        && matches!(word, "in" | "over" | "on" | "at")
    {
        let tail = if text.is(end, "of") {
            noun::end(text, end + 1)
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

/// A length from today on; one that runs from something else is no date.
fn of_length(text: &Text, end: usize, length: Length, today: NaiveDate) -> (usize, Sense) {
    if text.is(end, "of")
        && (text.at(end + 1).form == Form::Ing
            || text.has(end + 1, DET.and(POSS).and(EVENT))
            || text.has(end + 2, EVENT))
    {
        return (noun::end(text, end + 1), Sense::Event);
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
            noun::end(text, end + 1),
            if text.is(end, "after") {
                Sense::None
            } else {
                Sense::Event
            },
        );
    }
    (end, due(length.after(today)))
}

/// The length that a unit without a number means.
pub(super) fn unit_alone(word: &str) -> Option<Length> {
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

/// Whether the number here counts minutes or hours, or is joined to what follows.
fn small_unit(text: &Text, at: usize) -> bool {
    quantity::read(text, at)
        .is_some_and(|amount| text.has(amount.end, SMALL_UNIT) || text.is(amount.end, "-"))
}
