//! Times that are told from today (`next Friday`, `this semester`) and days with a name of their own.
//!
//! In: tokens, the place of the first, and today. Out: the days that are meant; open where the calendar
//! does not know them, as with terms, seasons and feasts that move.

use super::span::{
    Moment, When, around, coming, day, following, month_of, months, of_year, weekday_of, year_at,
};
use crate::prose::lexicon::{EVENT, MONTH, SEASON, TIME_UNIT, WEEKDAY};
use crate::prose::noun;
use crate::prose::sign;
use crate::prose::token::{Shape, Text};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// `this week`, `next year`, `the coming month`, `next Friday`, `next June`, `this summer`.
pub(super) fn relative(text: &Text, at: usize, today: NaiveDate) -> Option<Moment> {
    let mut here = at;
    here += usize::from(text.is(here, "the"));
    let next = match text.word(here) {
        "this" | "current" | "present" => false,
        "next" | "coming" | "upcoming" | "following" => true,
        _ => return None,
    };
    let coming_word = text.one_of(here, &["coming", "upcoming"]);
    let mut unit = here + 1;
    let mut open = false;
    // `this coming Friday`, `this fiscal year`, `next academic year`.
    while text.shows(unit, sign::KIND_OF_YEAR)
        && unit < here + 4
        && (text.has(unit + 1, TIME_UNIT)
            || text.has(unit + 1, EVENT)
            || text.has(unit + 1, WEEKDAY.and(MONTH))
            || text.one_of(unit + 1, &["year", "cycle", "round", "intake", "run"]))
    {
        open |= !text.one_of(unit, &["coming", "upcoming", "current", "calendar"]);
        unit += 1;
    }
    let word = text.word(unit);
    if let Some(month) = month_of(text, unit) {
        let of = |year| months(year, month, 1);
        let when = if next && !coming_word {
            // This year's is over or still to come: either way the one of next year is meant.
            of(today.year() + 1)
        } else {
            coming(today, of)
        };
        return Some(Moment {
            when: when?,
            end: unit + 1,
        });
    }
    if let Some(weekday) = weekday_of(text, unit) {
        let monday = today.week(Weekday::Mon).first_day();
        let monday = if next && !coming_word {
            monday.checked_add_days(Days::new(7))?
        } else {
            monday
        };
        let mut date = monday.checked_add_days(Days::new(weekday.num_days_from_monday().into()))?;
        if date < today {
            date = date.checked_add_days(Days::new(7))?;
        }
        return Some(Moment {
            when: day(date),
            end: unit + 1,
        });
    }
    if text.has(unit, SEASON)
        || matches!(
            word,
            "semester"
                | "term"
                | "trimester"
                | "season"
                | "sprint"
                | "cycle"
                | "round"
                | "intake"
                | "harvest"
                | "school-year"
                | "half-term"
        )
    {
        let year = year_at(text, unit + 1).map_or(unit + 1, |(_, end)| end);
        return Some(Moment {
            when: When::Open,
            end: year,
        });
    }
    if matches!(word, "morning" | "afternoon" | "evening") && !next {
        return Some(Moment {
            when: day(today),
            end: unit + 1,
        });
    }
    if open && text.is_word(unit) {
        return Some(Moment {
            when: When::Open,
            end: unit + 1,
        });
    }
    let when = if next {
        following(today, word)
    } else {
        around(today, word)
    };
    if let Some(when) = when {
        // `next year's conference` comes on a day that nobody has named.
        return Some(Moment {
            when,
            end: unit + 1,
        });
    }
    if matches!(
        word,
        "year's"
            | "month's"
            | "week's"
            | "season's"
            | "summer's"
            | "spring's"
            | "term's"
            | "quarter's"
            | "autumn's"
    ) {
        return Some(Moment {
            when: When::Open,
            end: noun::end(text, unit + 1),
        });
    }
    if text.has(unit, EVENT)
        && !text.one_of(unit, &["course", "degree", "session", "talk", "business"])
        || text.has(unit + 1, EVENT) && text.is_word(unit) && next
    {
        return Some(Moment {
            when: When::Open,
            end: noun::end(text, unit),
        });
    }
    None
}

/// Days with names of their own that stand still in the calendar.
pub(super) fn feast(text: &Text, at: usize, today: NaiveDate) -> Option<Moment> {
    let word = text.word(at);
    let fixed = |month: u32, date: u32, end: usize| {
        let year = year_at(text, end);
        let of = |year: i32| NaiveDate::from_ymd_opt(year, month, date).map(day);
        of_year(year, end, today, of)
    };
    match word {
        "christmas" | "xmas" if text.is(at + 1, "eve") => fixed(12, 24, at + 2),
        "christmas" | "xmas" => fixed(12, 25, at + 1 + usize::from(text.is(at + 1, "day"))),
        "new"
            if text.one_of(at + 1, &["year", "year's", "years"])
                && text.at(at).shape != Shape::Small =>
        {
            if text.is(at + 2, "eve") {
                fixed(12, 31, at + 3)
            } else {
                fixed(1, 1, at + 2 + usize::from(text.is(at + 2, "day")))
            }
        }
        "the" if text.is(at + 1, "new") && text.is(at + 2, "year") => fixed(1, 1, at + 3),
        "halloween" => fixed(10, 31, at + 1),
        // `Labor Day`, `Mother's Day`: they move, or we do not know them.
        _ if text.is(at + 1, "day")
            && text.is_name(at)
            && text.is_name(at + 1)
            && !text.has(at, TIME_UNIT) =>
        {
            Some(Moment {
                when: When::Open,
                end: at + 2,
            })
        }
        // `Palm Sunday`, `Good Friday`, `Easter Monday`: they move.
        _ if text.shows(at, sign::HOLY_DAY)
            && (text.has(at + 1, WEEKDAY) && text.at(at).shape == Shape::Capital
                || text.is(at + 1, "week")) =>
        {
            Some(Moment {
                when: When::Open,
                end: at + 2,
            })
        }
        "bank" if text.is(at + 1, "holiday") => Some(Moment {
            when: When::Open,
            end: at + 2,
        }),
        "boxing" if text.is(at + 1, "day") => fixed(12, 26, at + 2),
        "valentine's" => fixed(2, 14, at + 1 + usize::from(text.is(at + 1, "day"))),
        _ => None,
    }
}
