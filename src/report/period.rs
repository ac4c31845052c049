//! What a report looks back on: since a day, since the last review, or a calendar period.

use crate::plan::Plan;
use crate::prose::Period as Length;
use crate::prose::PeriodUnit;
use crate::prose::date::{self, Grain};
use crate::today::Today;
use crate::words;
use chrono::{Datelike, Days, Months, NaiveDate};

/// How many days a report looks back on where there was no review.
const WITHOUT_REVIEW: u64 = 30;

/// What was asked to be looked back on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Since {
    /// Since the last review before today; the last thirty days where there is none.
    #[default]
    LastReview,
    /// Since a day (`2026-10-01`) or for so long (`2 weeks`), as written.
    Day(String),
    /// In a calendar period, as written: `2026-Q4`, `2026`, `2026-11`, `last-month`.
    Period(String),
}

/// Whole days that are looked back on: never a day after today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day that counts.
    pub first: NaiveDate,
    /// The last day that counts.
    pub last: NaiveDate,
    /// In words that follow "What changed": "since the review of 4 October 2026", "in October 2026".
    pub words: String,
}

/// Why there is no such period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPeriod {
    /// It is none.
    #[error(
        "`{0}` is not a period: write 2026-Q4, 2026-11, 2026, last-month, last-quarter or this-year"
    )]
    Period(String),
    /// It is no day and no length.
    #[error("`{0}` is not a day: write 2026-10-01, last-review, or how far back, such as 30d")]
    Day(String),
    /// It begins after today.
    #[error("nothing {0} can be told on {1}: it is still ahead")]
    Ahead(String, NaiveDate),
}

impl Period {
    /// The days that were asked for, as far as they are not after today.
    ///
    /// A quarter of a year that is written is one of the calendar; `last-quarter` and `last-year`
    /// follow `fiscal_year`, `last-week` follows `week_start`.
    ///
    /// # Errors
    /// When it cannot be read, or begins after today.
    pub fn of(since: &Since, plan: &Plan, today: Today) -> Result<Self, BadPeriod> {
        let now = today.date();
        let (first, last, words) = match since {
            Since::LastReview => return Ok(Self::since_review(plan, today)),
            Since::Day(text) => {
                let first = day(text, now).ok_or_else(|| BadPeriod::Day(text.clone()))?;
                (first, now, format!("since {}", words::day(first)))
            }
            Since::Period(text) => {
                named(text, plan, now).ok_or_else(|| BadPeriod::Period(text.clone()))?
            }
        };
        if first > now {
            return Err(BadPeriod::Ahead(words, now));
        }
        Ok(Self {
            first,
            last: last.min(now),
            words,
        })
    }

    /// The days since the last review before today, that day included; the last thirty days where
    /// there was none.
    pub fn since_review(plan: &Plan, today: Today) -> Self {
        let last = today.date();
        let (first, words) = match last_review(plan, today) {
            Some(day) => (day, format!("since the review of {}", words::day(day))),
            None => (
                last.checked_sub_days(Days::new(WITHOUT_REVIEW))
                    .unwrap_or(last),
                format!("in the last {WITHOUT_REVIEW} days"),
            ),
        };
        Self { first, last, words }
    }

    /// Whether a day lies in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }
}

/// The day of the latest review before today: of the reviews themselves, else of the goals.
fn last_review(plan: &Plan, today: Today) -> Option<NaiveDate> {
    let before = |day: &NaiveDate| *day < today.date();
    let written = plan.reviews.iter();
    let written = written.filter_map(|review| Some(review.date.get()?.last));
    let noted = plan.goals.iter();
    let noted = noted.filter_map(|entry| Some(entry.review.get()?.last));
    written
        .filter(before)
        .max()
        .or_else(|| noted.filter(before).max())
}

/// A day, or so far back from today.
fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Ok(span) = date::read(text) {
        return Some(span.first);
    }
    let length = Length::read(text)?;
    let months = |each: u32| {
        let months = length.count.checked_mul(each)?;
        today.checked_sub_months(Months::new(months))
    };
    match length.unit {
        PeriodUnit::Day => today.checked_sub_days(Days::new(length.count.into())),
        PeriodUnit::Week => today.checked_sub_days(Days::new(u64::from(length.count) * 7)),
        PeriodUnit::Month => months(1),
        PeriodUnit::Year => months(12),
    }
}

/// First and last day of a calendar period, and how it is called.
fn named(text: &str, plan: &Plan, today: NaiveDate) -> Option<(NaiveDate, NaiveDate, String)> {
    let word = text.trim().to_lowercase().replace(['_', ' '], "-");
    if let Some((which, unit)) = word.split_once('-')
        && let Some(back) = match which {
            "this" => Some(0),
            "last" | "previous" => Some(1),
            _ => None,
        }
    {
        let (first, last) = relative(unit, back, (plan, today))?;
        let words = match (unit, back) {
            ("month", _) => format!("in {}", words::month(first)),
            _ => format!("from {} to {}", words::day(first), words::day(last)),
        };
        return Some((first, last, words));
    }
    let span = date::read(text).ok()?;
    let words = match span.grain {
        Grain::Day => format!("on {}", words::day(span.first)),
        Grain::Quarter => format!("in the {}", words::span(span)),
        Grain::Month | Grain::Year => format!("in {}", words::span(span)),
    };
    Some((span.first, span.last, words))
}

/// The week, month, quarter or year that holds today, or the one before it.
fn relative(
    unit: &str,
    back: u32,
    (plan, today): (&Plan, NaiveDate),
) -> Option<(NaiveDate, NaiveDate)> {
    let config = &plan.config;
    let first_of_month = today.with_day(1)?;
    // Months since the fiscal year began, 0 to 11.
    let into = (today.month() + 12 - config.fiscal_year.clamp(1, 12)) % 12;
    let (first, months) = match unit {
        "week" => {
            let into = today.weekday().days_since(config.week_start);
            let first = today.checked_sub_days(Days::new(u64::from(into + 7 * back)))?;
            return Some((first, first.checked_add_days(Days::new(6))?));
        }
        "month" => (first_of_month, 1),
        "quarter" => (first_of_month.checked_sub_months(Months::new(into % 3))?, 3),
        "year" => (first_of_month.checked_sub_months(Months::new(into))?, 12),
        _ => return None,
    };
    let first = first.checked_sub_months(Months::new(months * back))?;
    let last = first.checked_add_months(Months::new(months))?.pred_opt()?;
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use std::sync::Arc;

    fn plan(fiscal_year: u32) -> Plan {
        let config = Config {
            fiscal_year,
            ..Config::default()
        };
        Plan {
            config: Arc::new(config),
            ..Plan::default()
        }
    }

    fn asked(since: &Since, fiscal_year: u32, today: &str) -> String {
        match Period::of(since, &plan(fiscal_year), Today(today.parse().unwrap())) {
            Ok(period) => format!("{} to {}", period.first, period.last),
            Err(why) => why.to_string(),
        }
    }

    #[test]
    fn periods_are_whole_and_end_today_at_the_latest() {
        for (text, fiscal_year, today, days) in [
            ("2026-Q3", 1, "2026-11-25", "2026-07-01 to 2026-09-30"),
            ("2026-Q4", 1, "2026-11-25", "2026-10-01 to 2026-11-25"),
            ("2026", 1, "2026-11-25", "2026-01-01 to 2026-11-25"),
            ("2026-11", 1, "2026-11-25", "2026-11-01 to 2026-11-25"),
            ("last-month", 1, "2026-01-15", "2025-12-01 to 2025-12-31"),
            ("last month", 1, "2026-03-31", "2026-02-01 to 2026-02-28"),
            ("last-quarter", 1, "2026-11-25", "2026-07-01 to 2026-09-30"),
            ("last-quarter", 2, "2026-11-25", "2026-08-01 to 2026-10-31"),
            ("this-year", 4, "2026-02-25", "2025-04-01 to 2026-02-25"),
            ("last-year", 1, "2026-02-25", "2025-01-01 to 2025-12-31"),
            // 25 November 2026 is a Wednesday.
            ("last-week", 1, "2026-11-25", "2026-11-16 to 2026-11-22"),
            (
                "2027",
                1,
                "2026-11-25",
                "nothing in 2027 can be told on 2026-11-25: it is still ahead",
            ),
        ] {
            let since = Since::Period(text.into());
            assert_eq!(asked(&since, fiscal_year, today), days, "{text}");
        }
        for (text, days) in [
            ("2026-11-01", "2026-11-01 to 2026-11-25"),
            ("30d", "2026-10-26 to 2026-11-25"),
            ("2 weeks", "2026-11-11 to 2026-11-25"),
            ("2026-11-25", "2026-11-25 to 2026-11-25"),
            (
                "2027-01-01",
                "nothing since 1 January 2027 can be told on 2026-11-25: it is still ahead",
            ),
        ] {
            assert_eq!(asked(&Since::Day(text.into()), 1, "2026-11-25"), days);
        }
        assert_eq!(
            asked(&Since::LastReview, 1, "2026-11-25"),
            "2026-10-26 to 2026-11-25"
        );
        for text in ["soon", "last-decade", "2026-Q5", ""] {
            let told = asked(&Since::Period(text.into()), 1, "2026-11-25");
            assert!(told.contains("is not a period"), "{told}");
        }
    }
}
