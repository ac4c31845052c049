//! Days of the command line: as in files, and a few that only mean something now.

use crate::fields;
use crate::problem::BadDate;
use crate::prose::Period;
use crate::prose::date::{DateSpan, Grain};
use crate::today::Today;
use anyhow::{anyhow, bail};
use chrono::{Days, NaiveDate};

/// A day, month, quarter or year: `2027-03-31`, `March 2027`, `yesterday`, `in 3 months`, `2 weeks`.
pub(super) fn span(text: &str, today: Today) -> anyhow::Result<DateSpan> {
    let lower = text.trim().to_lowercase();
    let now = today.date();
    let near = match lower.as_str() {
        "today" => Some(now),
        "yesterday" => now.checked_sub_days(Days::new(1)),
        "tomorrow" => now.checked_add_days(Days::new(1)),
        _ => {
            let ahead = lower.strip_prefix("in ").or(lower.strip_prefix('+'));
            Period::read(ahead.unwrap_or(&lower)).and_then(|period| period.after(now))
        }
    };
    if let Some(day) = near {
        return Ok(DateSpan::day(day));
    }
    fields::fits(text).map_err(|why| match why {
        BadDate::Impossible { nearest } => {
            anyhow!("there is no {text}\n  that month ends on {nearest}")
        }
        BadDate::Ambiguous { readings: [one, other] } => {
            anyhow!("`{text}` may be either of two days\n  write `{one}` or `{other}`")
        }
        _ => anyhow!("`{text}` is not a date\n  write `2027-03-31`, or `2027-03`, `2027-Q1`, `2027` for a period"),
    })
}

/// A day that has come: not a period, not ahead.
pub(super) fn past(text: Option<&str>, today: Today) -> anyhow::Result<NaiveDate> {
    let Some(text) = text else {
        return Ok(today.date());
    };
    let date = span(text, today)?;
    if date.grain != Grain::Day {
        bail!("which day of {text}? write one such as `{}`", date.first);
    }
    if date.first > today.date() {
        bail!(
            "{} is still ahead: today is {}\n  what has not happened yet cannot be written down",
            date.first,
            today.date()
        );
    }
    Ok(date.first)
}

/// A date as the format writes it, as exact as it was given.
pub(super) fn iso(date: DateSpan) -> String {
    date.iso()
}

/// A day in words: `31 March 2027`.
pub(super) fn words(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// How long ago or ahead, in the largest unit that fits: `5 weeks`.
pub(super) fn length(days: i64) -> String {
    let days = days.abs();
    let (count, unit) = match days {
        0..=13 => (days, "day"),
        14..=69 => (days / 7, "week"),
        70..=729 => (days / 30, "month"),
        _ => (days / 365, "year"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_from_today_and_written_as_given() {
        let today = Today("2026-11-25".parse().unwrap());
        for (text, written) in [
            ("yesterday", "2026-11-24"),
            ("in 3 months", "2027-02-25"),
            ("2 weeks", "2026-12-09"),
            ("+2w", "2026-12-09"),
            ("March 2027", "2027-03"),
            ("Q1 2027", "2027-Q1"),
            ("2027-H2", "2027-H2"),
            ("2027", "2027"),
            ("31.3.2027", "2027-03-31"),
        ] {
            assert_eq!(iso(span(text, today).unwrap()), written, "{text}");
        }
        assert!(past(Some("tomorrow"), today).is_err());
        assert!(past(Some("2026-10"), today).is_err());
        assert!(span("11/08/2026", today).is_err());
    }
}
