//! Dates that are written out: in digits, with a month's name, as a quarter or a half.
//!
//! In: tokens and the place of the first. Out: the days that are meant, those of the coming year where
//! none is named. Never a guess: `11/08/2026` may be either day, so it is open.

use super::span::{
    Moment, When, coming, day, day_number, month_of, months, of_year, ordinal_word, weekday_of,
    year_at, year_behind,
};
use crate::prose::lexicon::TIME_UNIT;
use crate::prose::noun;
use crate::prose::token::Text;
use chrono::{Datelike, Days, NaiveDate};

/// Dates written in digits alone: `2027-06-30`, `2027-06`, `30.6.2027`, `10/31/2026`, `12/2027`.
pub(super) fn digits(text: &Text, at: usize, today: NaiveDate) -> Option<Moment> {
    let mark = text.word(at + 1);
    if !text.is_number(at) || !matches!(mark, "-" | "/" | ".") && !text.word(at).contains('.') {
        return None;
    }
    // The tokenizer keeps `30.6` whole, and `.2027` behind it apart.
    let glued = |from: usize, to: usize| (from + 1..=to).all(|at| text.at(at).glued);
    let value = |at: usize| text.at(at).value as i64;
    if let Some((year, _)) = year_at(text, at) {
        if mark != "-" && mark != "/" || !text.is_number(at + 2) || !glued(at, at + 2) {
            return None;
        }
        let month = u32::try_from(value(at + 2)).ok()?;
        if text.is(at + 3, mark) && text.is_number(at + 4) && glued(at, at + 4) {
            let date = NaiveDate::from_ymd_opt(year, month, u32::try_from(value(at + 4)).ok()?)?;
            return Some(Moment {
                when: day(date),
                end: at + 5,
            });
        }
        return Some(Moment {
            when: months(year, month, 1)?,
            end: at + 3,
        });
    }
    let mut three = text.word(at).split('.');
    if let (Some(first), Some(second), Some(year), None) =
        (three.next(), three.next(), three.next(), three.next())
        && let (Ok(first), Ok(second), Ok(year)) = (
            first.parse::<u32>(),
            second.parse::<u32>(),
            year.parse::<i32>(),
        )
    {
        let year = if year < 100 { year + 2000 } else { year };
        let (day_at, month) = if second > 12 {
            (second, first)
        } else {
            (first, second)
        };
        return Some(Moment {
            when: day(NaiveDate::from_ymd_opt(year, month, day_at)?),
            end: at + 1,
        });
    }
    if let Some((first, second)) = text.word(at).split_once('.')
        && let (Ok(first), Ok(second)) = (first.parse::<u32>(), second.parse::<u32>())
        && let Some((year, end)) = year_at(text, at + 1 + usize::from(text.is(at + 1, ".")))
    {
        return Some(Moment {
            when: day(NaiveDate::from_ymd_opt(year, second, first)?),
            end,
        });
    }
    if !matches!(mark, "/" | "-") || !text.is_number(at + 2) || !glued(at, at + 2) {
        return None;
    }
    let (first, second) = (u32::try_from(value(at)).ok()?, value(at + 2));
    if let Some((year, end)) = year_at(text, at + 2) {
        return Some(Moment {
            when: months(year, first, 1)?,
            end,
        });
    }
    let second = u32::try_from(second).ok()?;
    // `on 14/2`: a day and a month, where only one reading is one.
    let led = at > 0 && text.one_of(at - 1, &["by", "on", "before", "until", "till"]);
    if led && mark == "/" && !text.is(at + 3, mark) && !text.is(at + 3, "%") {
        let of = |date: u32, month: u32| {
            coming(today, |year| {
                NaiveDate::from_ymd_opt(year, month, date).map(day)
            })
        };
        let when = match (of(first, second), of(second, first)) {
            (Some(one), Some(other)) if one == other => one,
            (Some(_), Some(_)) => When::Open,
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => return None,
        };
        return Some(Moment { when, end: at + 3 });
    }
    if !text.is(at + 3, mark) || !text.is_number(at + 4) || !glued(at, at + 4) {
        return None;
    }
    let year = match text.word(at + 4).len() {
        4 => value(at + 4) as i32,
        2 => 2000 + value(at + 4) as i32,
        _ => return None,
    };
    let when = match (
        NaiveDate::from_ymd_opt(year, second, first),
        NaiveDate::from_ymd_opt(year, first, second),
    ) {
        (Some(one), Some(other)) if one == other => day(one),
        // 11/08/2026 may be either; the calendar does not say.
        (Some(_), Some(_)) => When::Open,
        (Some(date), None) | (None, Some(date)) => day(date),
        (None, None) => return None,
    };
    Some(Moment { when, end: at + 5 })
}

/// `15 June 2027`, `June 15th`, `the 15th of June`, `June 2027`, `June`.
pub(super) fn with_month(text: &Text, at: usize, today: NaiveDate) -> Option<Moment> {
    let make = |year: Option<(i32, usize)>, month: u32, date: Option<u32>, end: usize| {
        let of = |year: i32| match date {
            Some(date) => NaiveDate::from_ymd_opt(year, month, date).map(day),
            None => months(year, month, 1),
        };
        of_year(year, end, today, of)
    };
    // `the second of June`.
    if let Some(date) = ordinal_word(text, at).filter(|date| *date > 0)
        && text.is(at + 1, "of")
        && let Some(month) = month_of(text, at + 2)
    {
        return make(year_behind(text, at + 3, today), month, Some(date), at + 3);
    }
    // `the second Saturday in October`.
    let nth = ordinal_word(text, at).or_else(|| {
        day_number(text, at)
            .filter(|(_, end)| *end == at + 2)
            .map(|(date, _)| date)
            .filter(|date| *date <= 5)
    });
    let weekday_at = at + 1 + usize::from(text.is_number(at));
    if let Some(nth) = nth
        && let Some(weekday) = weekday_of(text, weekday_at)
        && text.one_of(weekday_at + 1, &["in", "of"])
        && let Some(month) = month_of(text, weekday_at + 2)
    {
        let of = |year: i32| {
            let date = if nth == 0 {
                let last = months(year, month, 1)?.last()?;
                let back = (last.weekday().num_days_from_monday() + 7
                    - weekday.num_days_from_monday())
                    % 7;
                last.checked_sub_days(Days::new(back.into()))?
            } else {
                NaiveDate::from_weekday_of_month_opt(year, month, weekday, u8::try_from(nth).ok()?)?
            };
            Some(day(date))
        };
        let year = year_behind(text, weekday_at + 3, today);
        let when = match year {
            Some((year, _)) => of(year),
            None => coming(today, of),
        }?;
        return Some(Moment {
            when,
            end: year.map_or(weekday_at + 3, |(_, end)| end),
        });
    }
    // Day first.
    if let Some((date, mut next)) = day_number(text, at) {
        // `3-Jun-2029`, `3 Jun`, `3rd of June`.
        next += usize::from(text.is(next, "of") || text.is(next, "-") && text.at(next + 1).glued);
        let month = month_of(text, next)?;
        return make(
            year_behind(text, next + 1, today),
            month,
            Some(date),
            next + 1,
        );
    }
    let month = month_of(text, at)?;
    let next = at + 1;
    let next =
        next + usize::from(text.is(next, ".") && text.at(next).glued && !text.at(next + 1).first);
    // `June the 15th`.
    let the = usize::from(text.is(next, "the"));
    if let Some((date, end)) = day_number(text, next + the) {
        let unit = text.has(end, TIME_UNIT) || text.is(end, "%");
        if !unit {
            let year =
                year_behind(text, end, today).filter(|_| !text.one_of(end, &["in", "/", "-"]));
            return make(year, month, Some(date), end);
        }
    }
    if text.is(next, "'") || text.is(next, "’") {
        return make(None, month, None, next);
    }
    let year = year_behind(text, next, today).filter(|_| !text.one_of(next, &["in"]));
    // `June 27` was a day above; `Jun '27` has lost its apostrophe and reads as a day too.
    make(year, month, None, next)
}

/// `Q3 2027`, `the second half of next year`, `H1 FY27`.
pub(super) fn quarter(text: &Text, at: usize, today: NaiveDate) -> Option<Moment> {
    let (first, count, mut end) = match text.word(at) {
        word if word.len() == 2 && word.starts_with(['q', 'h']) => {
            let number: u32 = word.get(1..)?.parse().ok()?;
            let length = if word.starts_with('q') { 3 } else { 6 };
            (number.checked_sub(1)? * length + 1, length, at + 1)
        }
        _ => {
            let number = ordinal_word(text, at).or(match text.word(at) {
                _ if text.is_number(at)
                    && text.at(at + 1).glued
                    && text.one_of(at + 1, &["st", "nd", "rd", "th"]) =>
                {
                    Some(text.at(at).value as u32)
                }
                _ => None,
            })?;
            let unit = at + 1 + usize::from(text.is_number(at));
            let length = match text.word(unit) {
                "quarter" => 3,
                "half" => 6,
                _ => return None,
            };
            let number = if text.is(at, "latter") { 2 } else { number };
            let number = if number == 0 { 12 / length } else { number };
            (number.checked_sub(1)? * length + 1, length, unit + 1)
        }
    };
    if first > 12 {
        return None;
    }
    let of = |year: i32| months(year, first, count);
    // A fiscal quarter is no calendar one.
    let fiscal =
        |at: usize| text.word(at).starts_with("fy") || text.one_of(at, &["fiscal", "financial"]);
    let skip = usize::from(text.one_of(end, &["of"]))
        + usize::from(text.is(end, "of") && text.is(end + 1, "the"));
    if fiscal(end) || fiscal(end + skip) {
        return Some(Moment {
            when: When::Open,
            end: end + skip + 1 + usize::from(text.one_of(end + skip + 1, &["year"])),
        });
    }
    if let Some((year, after)) = year_behind(text, end, today) {
        return Some(Moment {
            when: of(year)?,
            end: after,
        });
    }
    // `'27` stands as a bare number.
    if text.is_number(end) && text.word(end).len() == 2 && text.at(end).value > 20.0 {
        return Some(Moment {
            when: of(2000 + text.at(end).value as i32)?,
            end: end + 1,
        });
    }
    if text.is(end, "of")
        && text.one_of(end + 1, &["the", "this", "next"])
        && text.is(end + 2, "year")
    {
        let year = today.year() + i32::from(text.is(end + 1, "next"));
        return Some(Moment {
            when: of(year)?,
            end: end + 3,
        });
    }
    if text.one_of(end, &["of", "in"]) && text.is(end, "of") {
        // `the first half of the season`: no calendar knows it.
        end += 1;
        return Some(Moment {
            when: When::Open,
            end: noun::end(text, end),
        });
    }
    Some(Moment {
        when: coming(today, of)?,
        end,
    })
}
