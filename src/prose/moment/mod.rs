//! Days, weeks, months, quarters, years as a sentence names them, resolved against today.
//!
//! In: tokens and a place where a time may be named, behind its preposition. Out: its first and last
//! day, or that the calendar does not decide it; and where the words end. The files: `span` → `written`,
//! `relative`, `length` → this one, which puts them in order.

use crate::prose::lexicon::{EVENT, MONTH, SEASON, TIME_UNIT};
use crate::prose::noun;
use crate::prose::sign;
use crate::prose::token::Text;
use chrono::{Datelike, Days, Months, NaiveDate};
use relative::{feast, relative};
use span::{around, coming, day, day_number, months, ordinal_word, weekday_of, year_at};
use written::{digits, quarter, with_month};

mod length;
mod relative;
mod span;
mod written;

pub(super) use length::{Length, length};
pub(super) use span::{Moment, When};

/// Reads the time that is named at a place.
pub(super) fn read(text: &Text, at: usize, today: NaiveDate) -> Option<Moment> {
    let mut here = at;
    // `about`, `approximately`, `around` and brackets change nothing.
    here += usize::from(text.shows(here, sign::ABOUT));
    // `the day after tomorrow`, `the month of May`.
    let counted = here + usize::from(text.is(here, "the"));
    if text.is(counted, "day") && text.is(counted + 1, "after") && text.is(counted + 2, "tomorrow")
    {
        return Some(Moment {
            when: day(today.checked_add_days(Days::new(2))?),
            end: counted + 3,
        });
    }
    if text.one_of(counted, &["month", "week", "year"]) && text.is(counted + 1, "of") {
        let named = text.is_number(counted + 2)
            || text.has(counted + 2, MONTH)
            || text.is(counted + 2, "the");
        if let Some(found) = named.then(|| inner(text, counted + 2, today)).flatten() {
            return Some(found);
        }
    }
    // `the second week of June`: so many sevens of days.
    let nth = ordinal_word(text, counted)
        .filter(|nth| *nth > 1)
        .map(|nth| (nth, counted + 1))
        .or_else(|| day_number(text, counted).filter(|(nth, end)| *end == counted + 2 && *nth < 6));
    if let Some((nth, week)) = nth
        && text.is(week, "week")
        && text.one_of(week + 1, &["of", "in"])
        && let Some(found) = inner(text, week + 2, today)
        && let When::Days(first, last) = found.when
    {
        let date = first.checked_add_days(Days::new(u64::from(nth) * 7 - 1))?;
        return Some(Moment {
            when: day(date.min(last)),
            end: found.end,
        });
    }
    // `May's end`, `the turn of the year`.
    if text.one_of(here + 1, &["end", "close"])
        && text.word(here).ends_with("'s")
        && text.has(here, MONTH)
    {
        let named = text.word(here).trim_end_matches("'s");
        let month = crate::prose::date::month_named(named)?;
        return Some(Moment {
            when: day(coming(today, |year| months(year, month, 1))?.last()?),
            end: here + 2,
        });
    }
    if text.is(counted, "turn") && text.is(counted + 1, "of") && text.has(counted + 3, TIME_UNIT) {
        return Some(Moment {
            when: When::Open,
            end: counted + 4,
        });
    }
    // `fiscal 2028`, `financial year 2028`.
    if text.one_of(here, &["fiscal", "financial"]) {
        let year = here + 1 + usize::from(text.is(here + 1, "year"));
        if let Some((_, end)) = year_at(text, year) {
            return Some(Moment {
                when: When::Open,
                end,
            });
        }
    }
    // `the last day of October`, `the first week of June`.
    if text.one_of(counted, &["first", "last", "final"])
        && text.one_of(counted + 1, &["day", "week", "weekend"])
        && text.one_of(counted + 2, &["of", "in"])
        && let Some(found) = inner(text, counted + 3, today)
    {
        let when = match found.when {
            When::Days(first, _) if text.is(counted, "first") => {
                let days = if text.is(counted + 1, "day") { 0 } else { 6 };
                day(first.checked_add_days(Days::new(days))?)
            }
            When::Days(_, last) => day(last),
            When::Open => When::Open,
        };
        return Some(Moment {
            when,
            end: found.end,
        });
    }
    // `the end of`, `mid-`, `early`, `late`, `the start of`.
    let the = usize::from(text.one_of(here, &["the", "this", "its", "their", "our", "my"]));
    let picked = here + the;
    if text.shows(picked, sign::PART_OF_SPAN) {
        let word_at = picked + usize::from(text.is(picked, "very"));
        let of = word_at + 1;
        let of = of + usize::from(text.is(of, "-"));
        let linked = text.one_of(of, &["of", "in", "to"]) || text.is(of, "point");
        // `close of play Monday`, `close of business on Friday`.
        let inner_at = of + usize::from(linked);
        let business = text.is(word_at, "close") && text.one_of(inner_at, &["play", "business"]);
        if business {
            let on = inner_at + 1 + usize::from(text.one_of(inner_at + 1, &["on", "this"]));
            return Some(inner(text, on, today).unwrap_or(Moment {
                when: day(today),
                end: inner_at + 1,
            }));
        }
        let bare = text.one_of(word_at, &["mid", "early", "late", "halfway", "end"]);
        if (linked || bare)
            && let Some(inner) = inner(text, inner_at, today)
        {
            let when = part(text.word(word_at), inner.when)?;
            return Some(Moment {
                when,
                end: inner.end,
            });
        }
        if linked && !text.is(word_at, "middle") {
            let end = noun::end(text, inner_at);
            let pointless = text.one_of(inner_at, &["it", "them", "line"]);
            return (end > inner_at && !pointless).then_some(Moment {
                when: When::Open,
                end,
            });
        }
        // `late 2027` was read above; `early` alone says nothing.
        return None;
    }
    inner(text, here, today)
}

/// The part of a longer span that a word picks out.
fn part(word: &str, when: When) -> Option<When> {
    let When::Days(first, last) = when else {
        return Some(When::Open);
    };
    let length = (last - first).num_days();
    let on = |date: u32| first.with_day(date).map(day);
    Some(match (word, length) {
        ("end" | "close" | "late" | "ends", _) => day(last),
        ("start" | "beginning" | "begin", _) => day(first),
        ("mid" | "middle" | "midpoint" | "halfway", 27..=31) => on(15)?,
        ("early", 27..=31) => on(10)?,
        ("mid" | "middle" | "midpoint" | "halfway", 300..) => {
            day(NaiveDate::from_ymd_opt(first.year(), 6, 30)?)
        }
        ("early", 300..) => day(NaiveDate::from_ymd_opt(first.year(), 3, 31)?),
        ("mid" | "middle" | "midpoint" | "halfway", _) => {
            day(first.checked_add_days(Days::new((length / 2) as u64))?)
        }
        ("early", _) => day(first.checked_add_days(Days::new((length / 3) as u64))?),
        _ => return None,
    })
}

/// What `the end of` can stand before.
fn inner(text: &Text, at: usize, today: NaiveDate) -> Option<Moment> {
    let the = usize::from(text.is(at, "the"));
    let after_the = at + the;
    if let Some(found) = feast(text, at, today) {
        return Some(found);
    }
    let word = text.word(after_the);
    // `the 15th`, `June 15`, `15 June 2027`.
    if let Some(found) = digits(text, at, today) {
        return Some(found);
    }
    if let Some(weekday) = weekday_of(text, at) {
        // A date behind the weekday says more.
        let comma = at + 1 + usize::from(text.is(at + 1, ","));
        let comma = comma + usize::from(text.is(comma, "the"));
        if let Some(found) = with_month(text, comma, today) {
            return Some(found);
        }
        // `Thursday of next week`, `Friday next week`, `Monday week`.
        let of = at + 1 + usize::from(text.is(at + 1, "of"));
        if let Some(week) = relative(text, of, today).filter(|week| text.is(week.end - 1, "week"))
            && let Some(monday) = week.when.first()
        {
            let days = weekday.num_days_from_monday().into();
            return Some(Moment {
                when: day(monday.checked_add_days(Days::new(days))?),
                end: week.end,
            });
        }
        let ahead =
            (weekday.num_days_from_monday() + 7 - today.weekday().num_days_from_monday()) % 7;
        if text.is(at + 1, "week") {
            return Some(Moment {
                when: day(today.checked_add_days(Days::new(u64::from(ahead) + 7))?),
                end: at + 2,
            });
        }
        return Some(Moment {
            when: day(today.checked_add_days(Days::new(ahead.into()))?),
            end: at
                + 1
                + usize::from(text.one_of(
                    at + 1,
                    &["morning", "afternoon", "evening", "night", "noon"],
                )),
        });
    }
    if let Some(found) = with_month(text, after_the, today) {
        return Some(found);
    }
    if let Some(found) = quarter(text, after_the, today) {
        return Some(found);
    }
    if let Some(found) = relative(text, at, today) {
        return Some(found);
    }
    // `2027`, but not `the 2027 season`.
    if let Some((year, end)) = year_at(text, at) {
        if text.one_of(end, &["q1", "q2", "q3", "q4", "h1", "h2"]) {
            let number: u32 = text.word(end).get(1..)?.parse().ok()?;
            let size = if text.word(end).starts_with('q') {
                3
            } else {
                6
            };
            return Some(Moment {
                when: months(year, (number - 1) * size + 1, size)?,
                end: end + 1,
            });
        }
        // `2027-28`, `2027/28`: two calendar years, no one's end.
        if text.one_of(end, &["-", "/", "–"]) && text.at(end).glued && text.is_number(end + 1) {
            return Some(Moment {
                when: When::Open,
                end: end + 2,
            });
        }
        return Some(Moment {
            when: months(year, 1, 12)?,
            end,
        });
    }
    if the == 1
        && let Some((_, end)) = year_at(text, after_the)
        && text.is_word(end)
    {
        return Some(Moment {
            when: When::Open,
            end: noun::end(text, end),
        });
    }
    // `the 15th` of this month or the next.
    if the == 1
        && let Some((date, end)) = day_number(text, after_the)
        && end == after_the + 2
        && !text.has(end, EVENT)
        && !text.is_word(end)
    {
        let this = today.with_day(date).filter(|found| *found >= today);
        let next = || today.checked_add_months(Months::new(1))?.with_day(date);
        return Some(Moment {
            when: day(this.or_else(next)?),
            end,
        });
    }
    let rest = text.one_of(after_the, &["rest", "remainder"]) && text.is(after_the + 1, "of");
    if rest {
        return inner(text, after_the + 2, today);
    }
    // `the week`, `the month`, `the year`: the one that runs.
    if the == 1
        && matches!(
            word,
            "week" | "month" | "quarter" | "year" | "day" | "decade" | "weekend" | "century"
        )
    {
        return Some(Moment {
            when: around(today, word)?,
            end: after_the + 1,
        });
    }
    if text.one_of(at, &["year", "month", "quarter", "week"])
        && text.one_of(at + 1, &["end", "-end"])
    {
        return Some(Moment {
            when: day(around(today, text.word(at))?.last()?),
            end: at + 2,
        });
    }
    let last_of = |unit: &str| Some(day(around(today, unit)?.last()?));
    let named = match text.word(at) {
        "today" | "tonight" | "eod" => Some(day(today)),
        "tomorrow" => Some(day(today.succ_opt()?)),
        "eoy" | "year-end" | "end-of-year" | "year's" => last_of("year"),
        "year" | "month" | "quarter" if text.is(at + 1, "'s") => last_of(text.word(at)),
        "eom" | "month-end" | "end-of-month" | "month's" => last_of("month"),
        "eoq" | "quarter-end" | "end-of-quarter" => last_of("quarter"),
        "eow" | "end-of-week" | "week's" => last_of("week"),
        "midyear" | "mid-year" => {
            return Some(Moment {
                when: coming(today, |year| NaiveDate::from_ymd_opt(year, 6, 30).map(day))?,
                end: at + 1,
            });
        }
        "year" | "week" | "month" | "quarter" if !text.is_word(at + 1) => {
            Some(around(today, text.word(at))?)
        }
        _ => None,
    };
    if let Some(when) = named {
        let apostrophe = text.one_of(at, &["year's", "month's", "week's"]);
        if apostrophe && !text.is(at + 1, "end") {
            return None;
        }
        let end = at + 1 + usize::from(apostrophe);
        let (when, end) = match year_at(text, end) {
            Some((year, end)) if text.one_of(at, &["eoy", "year-end", "year's"]) => {
                (day(NaiveDate::from_ymd_opt(year, 12, 31)?), end)
            }
            _ => (when, end),
        };
        return Some(Moment { when, end });
    }
    // Seasons and terms: no day of the calendar ends them.
    let season = text.has(after_the, SEASON)
        || matches!(word, "term" | "semester" | "season" | "trimester")
        || word.starts_with("fy") && word.len() <= 6
        || (matches!(word, "fiscal" | "financial" | "academic" | "school" | "tax")
            && text.one_of(after_the + 1, &["year", "quarter", "term"]));
    if season {
        let mut end = after_the + 1;
        if matches!(word, "fiscal" | "financial" | "academic" | "school" | "tax") {
            end += 1;
        }
        if text.one_of(
            end,
            &["term", "semester", "season", "break", "holidays", "holiday"],
        ) {
            end += 1;
        }
        if text.is(end, "of") && year_at(text, end + 1).is_some() {
            end += 1;
        }
        let end = year_at(text, end).map_or(end, |(_, end)| end);
        let end = if word.starts_with("fy") && text.is_number(end) {
            end + 1
        } else {
            end
        };
        return Some(Moment {
            when: When::Open,
            end,
        });
    }
    None
}
