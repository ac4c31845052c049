//! A span of days, and the small words that make one: a month, a weekday, a year, the day of a month.
//!
//! In: a token and its place, or a day and the name of a unit. Out: spans that the calendar knows, or
//! nothing. It reads no phrase; that is for the files beside it.

use crate::prose::lexicon::{MONTH, WEEKDAY};
use crate::prose::token::Text;
use chrono::{Datelike, Months, NaiveDate, Weekday};

/// A time that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::prose) enum When {
    /// These days, both included.
    Days(NaiveDate, NaiveDate),
    /// A time, but the calendar does not say which: a season, a term, a fiscal year.
    Open,
}

impl When {
    /// The last day.
    pub(in crate::prose) fn last(self) -> Option<NaiveDate> {
        match self {
            Self::Days(_, last) => Some(last),
            Self::Open => None,
        }
    }

    /// The first day.
    pub(in crate::prose) fn first(self) -> Option<NaiveDate> {
        match self {
            Self::Days(first, _) => Some(first),
            Self::Open => None,
        }
    }

    /// The day before the first.
    pub(in crate::prose) fn eve(self) -> Option<NaiveDate> {
        self.first()?.pred_opt()
    }
}

/// A time and the tokens that name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::prose) struct Moment {
    /// When.
    pub(in crate::prose) when: When,
    /// Behind its last token.
    pub(in crate::prose) end: usize,
}

/// So many whole months, from the first of one.
pub(super) fn months(year: i32, month: u32, count: u32) -> Option<When> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let last = first.checked_add_months(Months::new(count))?.pred_opt()?;
    Some(When::Days(first, last))
}

/// The next span of a yearly kind that has not ended: `of` makes it for a year.
pub(super) fn coming(today: NaiveDate, of: impl Fn(i32) -> Option<When>) -> Option<When> {
    [today.year(), today.year() + 1, today.year() + 4]
        .into_iter()
        .filter_map(of)
        .find(|when| when.last().is_some_and(|last| last >= today))
}

/// What `of` makes for the year that is written, else for the next one that has not ended; `year` is
/// that year and the place behind it, `end` the place behind all else.
pub(super) fn of_year(
    year: Option<(i32, usize)>,
    end: usize,
    today: NaiveDate,
    of: impl Fn(i32) -> Option<When>,
) -> Option<Moment> {
    let when = match year {
        Some((year, _)) => of(year),
        None => coming(today, of),
    }?;
    let end = year.map_or(end, |(_, end)| end);
    Some(Moment { when, end })
}

/// The calendar span of a unit around a day: its week (to Sunday), month, quarter, year.
pub(super) fn around(date: NaiveDate, unit: &str) -> Option<When> {
    Some(match unit {
        "day" => day(date),
        "week" | "wk" | "weekend" => {
            let week = date.week(Weekday::Mon);
            When::Days(week.first_day(), week.last_day())
        }
        "month" => months(date.year(), date.month(), 1)?,
        "quarter" => months(date.year(), (date.month0() / 3) * 3 + 1, 3)?,
        "half" => months(date.year(), (date.month0() / 6) * 6 + 1, 6)?,
        "year" | "yr" => months(date.year(), 1, 12)?,
        "decade" => months(date.year().div_euclid(10) * 10, 1, 120)?,
        "century" => months(date.year().div_euclid(100) * 100, 1, 1200)?,
        _ => return None,
    })
}

/// The span of the same unit behind the one around a day.
pub(super) fn following(date: NaiveDate, unit: &str) -> Option<When> {
    let last = around(date, unit)?.last()?;
    around(last.succ_opt()?, unit)
}

/// The number of the month that a lowercase word names.
pub(super) fn month_of(text: &Text, at: usize) -> Option<u32> {
    if !text.has(at, MONTH) {
        return None;
    }
    crate::prose::date::month_named(text.word(at))
}

/// The weekday that a word names.
pub(super) fn weekday_of(text: &Text, at: usize) -> Option<Weekday> {
    if !text.has(at, WEEKDAY) || text.word(at).ends_with("days") {
        return None;
    }
    text.word(at)
        .trim_end_matches("'s")
        .parse()
        .ok()
        .or(match text.word(at) {
            "tues" => Some(Weekday::Tue),
            "thur" | "thurs" => Some(Weekday::Thu),
            _ => None,
        })
}

/// A year of four digits, and behind it.
pub(super) fn year_at(text: &Text, at: usize) -> Option<(i32, usize)> {
    let token = text.at(at);
    let written = text.word(at);
    if text.is_number(at) && written.len() == 4 && token.value.fract() == 0.0 {
        let year = token.value as i32;
        // `2027-style`, `2,027` and `2027 km` are none; the caller knows the rest.
        return (1950..2200).contains(&year).then_some((year, at + 1));
    }
    None
}

/// A year behind a month, quarter or half: `2027`, `of 2027`, `, 2027`, `'27`, `next year`.
pub(super) fn year_behind(text: &Text, at: usize, today: NaiveDate) -> Option<(i32, usize)> {
    let at = at + usize::from(text.one_of(at, &["of", ",", "in", "/", "-"]));
    if let Some(found) = year_at(text, at) {
        return Some(found);
    }
    if text.one_of(at, &["next", "this"]) && text.is(at + 1, "year") {
        return Some((today.year() + i32::from(text.is(at, "next")), at + 2));
    }
    None
}

/// The day of a month, `15` or `15th`, and behind it.
pub(super) fn day_number(text: &Text, at: usize) -> Option<(u32, usize)> {
    if !text.is_number(at) || text.word(at).len() > 2 {
        return None;
    }
    let day = text.at(at).value as u32;
    let ordinal = text.at(at + 1).glued && text.one_of(at + 1, &["st", "nd", "rd", "th"]);
    (1..=31)
        .contains(&day)
        .then_some((day, at + 1 + usize::from(ordinal)))
}

/// The number of `first`, `second`; zero for `last`.
pub(super) fn ordinal_word(text: &Text, at: usize) -> Option<u32> {
    Some(match text.word(at) {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "fifth" => 5,
        "latter" if text.is(at + 1, "half") => 2,
        "last" | "final" => 0,
        _ => return None,
    })
}

/// A single day as a span.
pub(super) fn day(date: NaiveDate) -> When {
    When::Days(date, date)
}
