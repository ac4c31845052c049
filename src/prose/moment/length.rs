//! How long: `six months`, `a year and a half`, `a few weeks`.
//!
//! In: tokens and a place. Out: a length and the place behind it. The length of a thing (`a 12-week
//! course`) is none.

use crate::prose::lexicon::TIME_UNIT;
use crate::prose::quantity;
use crate::prose::sign;
use crate::prose::token::Text;
use chrono::{Days, Months, NaiveDate};

/// How long: so many days, weeks, months or years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::prose) enum Length {
    /// Days.
    Days(u32),
    /// Calendar months.
    Months(u32),
    /// `a few weeks`.
    Open,
}

impl Length {
    /// The day so far behind another.
    pub(in crate::prose) fn after(self, date: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(days) => date.checked_add_days(Days::new(days.into())),
            Self::Months(months) => date.checked_add_months(Months::new(months)),
            Self::Open => None,
        }
    }
}

fn unit_length(count: f64, unit: &str) -> Option<Length> {
    let whole = |each: f64| {
        let all = count * each;
        (1.0..100_000.0)
            .contains(&all)
            .then_some(all.round() as u32)
    };
    Some(
        match unit.trim_end_matches(['\'', '’']).trim_end_matches("'s") {
            "day" | "days" | "night" | "nights" => Length::Days(whole(1.0)?),
            "week" | "weeks" | "wk" | "wks" => Length::Days(whole(7.0)?),
            "fortnight" | "fortnights" => Length::Days(whole(14.0)?),
            "month" | "months" | "mo" | "mos" | "mth" | "mths" => {
                // Half months are of days.
                if count.fract() == 0.0 {
                    Length::Months(whole(1.0)?)
                } else {
                    Length::Days(whole(30.0)?)
                }
            }
            "quarter" | "quarters" => Length::Months(whole(3.0)?),
            "semester" | "semesters" => Length::Months(whole(6.0)?),
            "year" | "years" | "yr" | "yrs" => Length::Months(whole(12.0)?),
            "decade" | "decades" => Length::Months(whole(120.0)?),
            _ => return None,
        },
    )
}

/// `six months`, `a year and a half`, `3-6 months`, `half a year`, `a couple of weeks`, `a few days`.
pub(in crate::prose) fn length(text: &Text, at: usize) -> Option<(Length, usize)> {
    if text.is(at, "half") && text.one_of(at + 1, &["a", "the"]) && text.has(at + 2, TIME_UNIT) {
        return Some((unit_length(0.5, text.word(at + 2))?, at + 3));
    }
    if text.is(at, "a") && text.is(at + 1, "half") && text.has(at + 2, TIME_UNIT) {
        return Some((unit_length(0.5, text.word(at + 2))?, at + 3));
    }
    if text.is(at, "half") && text.one_of(at + 1, &["year", "decade"]) {
        return Some((unit_length(0.5, text.word(at + 1))?, at + 2));
    }
    if text.is(at, "half-year") || text.is(at, "half-a-year") {
        return Some((Length::Months(6), at + 1));
    }
    // What the calendar does not count.
    let few = at + usize::from(text.is(at, "a")) + usize::from(text.one_of(at, &["the"]));
    if text.one_of(
        few,
        &["few", "several", "many", "handful", "number", "some"],
    ) {
        let of = few
            + 1
            + usize::from(text.is(few + 1, "of"))
            + usize::from(text.one_of(few + 1, &["more", "short"]));
        if text.has(of, TIME_UNIT) {
            return Some((Length::Open, of + 1));
        }
    }
    if text.one_of(at, &["weeks", "months", "years", "days"]) {
        return Some((Length::Open, at + 1));
    }
    let (count, mut end) = match quantity::read(text, at) {
        Some(amount) if !amount.money && !amount.percent && !amount.ordinal => {
            (amount.upper.unwrap_or(amount.value), amount.end)
        }
        _ if text.one_of(at, &["a", "an", "one"]) => (1.0, at + 1),
        _ => return None,
    };
    // `a short year`, `the full 12 weeks`, `6 more months`.
    end += usize::from(text.shows(end, sign::LENGTH_FILLER));
    // `12-week` is the length of a thing.
    if text.is(end, "-") || !text.has(end, TIME_UNIT) {
        return None;
    }
    let unit = text.word(end);
    let mut length = unit_length(count, unit)?;
    end += 1;
    if text.is(end, "and") && text.is(end + 1, "a") && text.is(end + 2, "half") {
        length = unit_length(count + 0.5, unit)?;
        end += 3;
    } else if text.is(end, "or") && (text.is(end + 1, "two") || text.is(end + 1, "so")) {
        if text.is(end + 1, "two") {
            length = unit_length(2.0, unit)?;
        }
        end += 2;
    } else if text.one_of(end, &["or", "to"])
        && let Some(amount) = quantity::read(text, end + 1)
        && text.has(amount.end, TIME_UNIT)
    {
        length = unit_length(amount.value, text.word(amount.end))?;
        end = amount.end + 1;
    }
    Some((length, end))
}
