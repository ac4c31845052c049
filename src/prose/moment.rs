//! Days, weeks, months, quarters, years as a sentence names them, resolved against today.
//!
//! In: tokens and a place where a time may be named, behind its preposition. Out: its first and last
//! day, or that the calendar does not decide it; and where the words end.

use super::lexicon::{EVENT, MONTH, SEASON, TIME_UNIT, WEEKDAY};
use super::quantity;
use super::sign;
use super::token::Text;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A time that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// These days, both included.
    Days(NaiveDate, NaiveDate),
    /// A time, but the calendar does not say which: a season, a term, a fiscal year.
    Open,
}

impl When {
    /// The last day.
    pub(super) fn last(self) -> Option<NaiveDate> {
        match self {
            Self::Days(_, last) => Some(last),
            Self::Open => None,
        }
    }

    /// The first day.
    pub(super) fn first(self) -> Option<NaiveDate> {
        match self {
            Self::Days(first, _) => Some(first),
            Self::Open => None,
        }
    }

    /// The day before the first.
    pub(super) fn eve(self) -> Option<NaiveDate> {
        self.first()?.pred_opt()
    }
}

/// A time and the tokens that name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// When.
    pub(super) when: When,
    /// Behind its last token.
    pub(super) end: usize,
}

/// The number of the month that a lowercase word names.
fn month_of(text: &Text, at: usize) -> Option<u32> {
    if !text.has(at, MONTH) {
        return None;
    }
    super::date::month_named(text.word(at))
}

fn weekday_of(text: &Text, at: usize) -> Option<Weekday> {
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

fn months(year: i32, month: u32, count: u32) -> Option<When> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let last = first.checked_add_months(Months::new(count))?.pred_opt()?;
    Some(When::Days(first, last))
}

/// The next span of a yearly kind that has not ended: `of` makes it for a year.
fn coming(today: NaiveDate, of: impl Fn(i32) -> Option<When>) -> Option<When> {
    [today.year(), today.year() + 1, today.year() + 4]
        .into_iter()
        .filter_map(of)
        .find(|when| when.last().is_some_and(|last| last >= today))
}

fn year_at(text: &Text, at: usize) -> Option<(i32, usize)> {
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
fn year_behind(text: &Text, at: usize, today: NaiveDate) -> Option<(i32, usize)> {
    let at = at + usize::from(text.one_of(at, &["of", ",", "in", "/", "-"]));
    if let Some(found) = year_at(text, at) {
        return Some(found);
    }
    if text.one_of(at, &["next", "this"]) && text.is(at + 1, "year") {
        return Some((today.year() + i32::from(text.is(at, "next")), at + 2));
    }
    None
}

fn day_number(text: &Text, at: usize) -> Option<(u32, usize)> {
    if !text.is_number(at) || text.word(at).len() > 2 {
        return None;
    }
    let day = text.at(at).value as u32;
    let ordinal = text.at(at + 1).glued && text.one_of(at + 1, &["st", "nd", "rd", "th"]);
    (1..=31)
        .contains(&day)
        .then_some((day, at + 1 + usize::from(ordinal)))
}

fn ordinal_word(text: &Text, at: usize) -> Option<u32> {
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

fn day(date: NaiveDate) -> When {
    When::Days(date, date)
}

/// Dates written in digits alone: `2027-06-30`, `2027-06`, `30.6.2027`, `10/31/2026`, `12/2027`.
fn digits(text: &Text, at: usize, today: NaiveDate) -> Option<Moment> {
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
fn with_month(text: &Text, at: usize, today: NaiveDate) -> Option<Moment> {
    let make = |year: Option<(i32, usize)>, month: u32, date: Option<u32>, end: usize| {
        let of = |year: i32| match date {
            Some(date) => NaiveDate::from_ymd_opt(year, month, date).map(day),
            None => months(year, month, 1),
        };
        let when = match year {
            Some((year, _)) => of(year),
            None => coming(today, of),
        }?;
        Some(Moment {
            when,
            end: year.map_or(end, |(_, end)| end),
        })
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

fn quarter(text: &Text, at: usize, today: NaiveDate) -> Option<Moment> {
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
            end: noun_end(text, end),
        });
    }
    Some(Moment {
        when: coming(today, of)?,
        end,
    })
}

/// Behind the words of a noun phrase, a handful at most.
pub(super) fn noun_end(text: &Text, at: usize) -> usize {
    use super::lexicon::{AUX, CONJ, PREP, PRON};
    (at..at + 6)
        .find(|&at| {
            !(text.is_word(at) || text.is_number(at))
                || text.has(at, PREP.and(CONJ).and(AUX))
                || text.has(at, PRON) && !text.one_of(at, &["this", "that", "one"])
        })
        .unwrap_or(at + 6)
}

/// The calendar span of a unit around a day: its week (to Sunday), month, quarter, year.
fn around(date: NaiveDate, unit: &str) -> Option<When> {
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

fn following(date: NaiveDate, unit: &str) -> Option<When> {
    let last = around(date, unit)?.last()?;
    around(last.succ_opt()?, unit)
}

/// `this week`, `next year`, `the coming month`, `next Friday`, `next June`, `this summer`.
fn relative(text: &Text, at: usize, today: NaiveDate) -> Option<Moment> {
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
            end: noun_end(text, unit + 1),
        });
    }
    if text.has(unit, EVENT)
        && !text.one_of(unit, &["course", "degree", "session", "talk", "business"])
        || text.has(unit + 1, EVENT) && text.is_word(unit) && next
    {
        return Some(Moment {
            when: When::Open,
            end: noun_end(text, unit),
        });
    }
    None
}

/// How long: so many days, weeks, months or years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    /// Days.
    Days(u32),
    /// Calendar months.
    Months(u32),
    /// `a few weeks`.
    Open,
}

impl Length {
    /// The day so far behind another.
    pub(super) fn after(self, date: NaiveDate) -> Option<NaiveDate> {
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
pub(super) fn length(text: &Text, at: usize) -> Option<(Length, usize)> {
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

/// Days with names of their own that stand still in the calendar.
fn feast(text: &Text, at: usize, today: NaiveDate) -> Option<Moment> {
    let word = text.word(at);
    let fixed = |month: u32, date: u32, end: usize| {
        let year = year_at(text, end);
        let of = |year: i32| NaiveDate::from_ymd_opt(year, month, date).map(day);
        let when = match year {
            Some((year, _)) => of(year),
            None => coming(today, of),
        }?;
        Some(Moment {
            when,
            end: year.map_or(end, |(_, end)| end),
        })
    };
    match word {
        "christmas" | "xmas" if text.is(at + 1, "eve") => fixed(12, 24, at + 2),
        "christmas" | "xmas" => fixed(12, 25, at + 1 + usize::from(text.is(at + 1, "day"))),
        "new"
            if text.one_of(at + 1, &["year", "year's", "years"])
                && text.at(at).shape != super::token::Shape::Small =>
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
            && (text.has(at + 1, WEEKDAY) && text.at(at).shape == super::token::Shape::Capital
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
        let month = super::date::month_named(named)?;
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
            let end = noun_end(text, inner_at);
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
            end: noun_end(text, end),
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
