//! Dates of fields, log lines and steps: absolute, so that they mean the same on every day.

use chrono::{Datelike, Days, Months, NaiveDate};

/// How exactly a date was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
}

/// A day, month, quarter or year, as its first and last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateSpan {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
    /// How exactly it was given.
    pub grain: Grain,
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateError {
    /// There is no such day; here is the last one of that month.
    Impossible(NaiveDate),
    /// Day and month may be either; day first, then month first.
    Ambiguous([NaiveDate; 2]),
    /// It is relative to a day that nobody knows later.
    Relative,
    /// Not understood.
    Unreadable,
}

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const RELATIVE: &[&str] = &[
    "today",
    "tomorrow",
    "yesterday",
    "next",
    "this",
    "last",
    "in",
    "within",
    "end",
    "soon",
    "now",
    "asap",
];

impl DateSpan {
    /// One day.
    pub fn day(day: NaiveDate) -> Self {
        Self {
            first: day,
            last: day,
            grain: Grain::Day,
        }
    }

    /// One calendar month.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Self::months(year, month, 1, Grain::Month)
    }

    /// As fields write it, as exact as it was given: `2027-03-31`, `2027-03`, `2027-Q1`, `2027`.
    pub fn iso(self) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        match self.grain {
            Grain::Day => self.first.to_string(),
            Grain::Month => format!("{year}-{month:02}"),
            Grain::Quarter if self.last.month() - month == 5 => {
                format!("{year}-H{}", month / 6 + 1)
            }
            Grain::Quarter => format!("{year}-Q{}", month / 3 + 1),
            Grain::Year => format!("{year}"),
        }
    }

    fn months(year: i32, month: u32, count: u32, grain: Grain) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let last = first
            .checked_add_months(Months::new(count))?
            .checked_sub_days(Days::new(1))?;
        Some(Self { first, last, grain })
    }
}

/// Reads a whole text as an absolute date.
///
/// `2027-03-31`, `2027-03`, `2027-Q1`, `2027`, `31 March 2027`, `March 2027`, `Mar 31, 2027`,
/// `Q1 2027`, `31.3.2027`, `2027/03/31`, and time stamps, of which the day counts.
///
/// # Errors
/// When the day does not exist, may be one of two, or is relative.
///
/// ```
/// use goalpost::prose::date;
/// assert_eq!(date::read("2027-Q1").unwrap().last.to_string(), "2027-03-31");
/// assert!(matches!(date::read("11/08/2026"), Err(date::DateError::Ambiguous(_))));
/// ```
pub fn read(text: &str) -> Result<DateSpan, DateError> {
    let text = text.trim().trim_end_matches('.');
    if text.is_empty() || text.len() > 40 {
        return Err(DateError::Unreadable);
    }
    // A time of day says nothing here.
    let day = match text.split_once(['T', ' ']) {
        Some((day, time))
            if time.contains(':') && time.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            day
        }
        _ => text,
    };
    if let Some(result) = numeric(day) {
        return result;
    }
    words(&day.to_lowercase())
}

/// Dates of digits: `2027-03-31`, `2027-Q1`, `31.3.2027`.
fn numeric(text: &str) -> Option<Result<DateSpan, DateError>> {
    // With a fourth part it is no date.
    let mut parts = [""; 4];
    let mut length = 0;
    for (slot, part) in parts.iter_mut().zip(text.split(['-', '/', '.'])) {
        *slot = part.trim();
        length += 1;
    }
    let number = |part: &str| {
        (part.len() <= 4 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    match parts.get(..length).unwrap_or(&[]) {
        [year] => {
            let year = number(year).filter(|_| year.len() == 4)?;
            Some(DateSpan::months(year as i32, 1, 12, Grain::Year).ok_or(DateError::Unreadable))
        }
        [year, rest] if year.len() == 4 => {
            let year = number(year)? as i32;
            if let Some(quarter) = rest.strip_prefix(['Q', 'q']).and_then(number) {
                return Some(quarter_of(year, quarter));
            }
            if let Some(half) = rest.strip_prefix(['H', 'h']).and_then(number) {
                let span = (1..=2)
                    .contains(&half)
                    .then(|| DateSpan::months(year, half * 6 - 5, 6, Grain::Quarter))
                    .flatten();
                return Some(span.ok_or(DateError::Unreadable));
            }
            let month = number(rest)?;
            Some(DateSpan::month(year, month).ok_or(DateError::Unreadable))
        }
        [year, month, day] if year.len() == 4 => {
            let (year, month, day) = (number(year)? as i32, number(month)?, number(day)?);
            Some(ymd(year, month, day))
        }
        [first, second, year] if year.len() == 4 => {
            let (first, second, year) = (number(first)?, number(second)?, number(year)? as i32);
            // Dots are day first wherever they are used.
            if text.contains('.') || first > 12 {
                return Some(ymd(year, second, first));
            }
            if second > 12 {
                return Some(ymd(year, first, second));
            }
            if first == second {
                return Some(ymd(year, first, first));
            }
            let (Ok(day_first), Ok(month_first)) =
                (ymd(year, second, first), ymd(year, first, second))
            else {
                return Some(ymd(year, second, first).or_else(|_| ymd(year, first, second)));
            };
            Some(Err(DateError::Ambiguous([
                day_first.first,
                month_first.first,
            ])))
        }
        _ => None,
    }
}

fn quarter_of(year: i32, quarter: u32) -> Result<DateSpan, DateError> {
    let span = (1..=4)
        .contains(&quarter)
        .then(|| DateSpan::months(year, quarter * 3 - 2, 3, Grain::Quarter))
        .flatten();
    span.ok_or(DateError::Unreadable)
}

fn ymd(year: i32, month: u32, day: u32) -> Result<DateSpan, DateError> {
    if let Some(day) = NaiveDate::from_ymd_opt(year, month, day) {
        return Ok(DateSpan::day(day));
    }
    match DateSpan::month(year, month) {
        Some(month) if (1..=31).contains(&day) => Err(DateError::Impossible(month.last)),
        _ => Err(DateError::Unreadable),
    }
}

/// The month that a lowercase word names; at least three letters of it.
pub fn month_named(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    let word = if word == "sept" { "sep" } else { word };
    let at = MONTHS
        .iter()
        .position(|month| *month == word || (word.len() == 3 && month.starts_with(word)))?;
    u32::try_from(at).ok().map(|at| at + 1)
}

/// Dates with words: `31 March 2027`, `Q1 2027`, `spring 2027` (not understood).
fn words(text: &str) -> Result<DateSpan, DateError> {
    let tokens: Vec<&str> = text
        .split([' ', ',', '\u{a0}'])
        .filter(|token| !token.is_empty() && *token != "of" && *token != "the")
        .collect();
    let year_of = |token: &str| token.parse::<i32>().ok().filter(|_| token.len() == 4);
    let day_of = |token: &str| {
        let digits = token
            .trim_end_matches("st")
            .trim_end_matches("nd")
            .trim_end_matches("rd")
            .trim_end_matches("th")
            .trim_end_matches('.');
        (digits.len() <= 2)
            .then(|| digits.parse::<u32>().ok())
            .flatten()
    };
    match tokens.as_slice() {
        [month, year] | [year, month]
            if month_named(month).is_some() && year_of(year).is_some() =>
        {
            let (Some(month), Some(year)) = (month_named(month), year_of(year)) else {
                return Err(DateError::Unreadable);
            };
            DateSpan::month(year, month).ok_or(DateError::Unreadable)
        }
        [quarter, year] | [year, quarter]
            if quarter.starts_with('q') && year_of(year).is_some() =>
        {
            let quarter = quarter
                .trim_start_matches('q')
                .parse()
                .map_err(|_| DateError::Unreadable)?;
            quarter_of(year_of(year).unwrap_or_default(), quarter)
        }
        [day, month, year] | [month, day, year]
            if month_named(month).is_some() && day_of(day).is_some() && year_of(year).is_some() =>
        {
            ymd(
                year_of(year).unwrap_or_default(),
                month_named(month).unwrap_or_default(),
                day_of(day).unwrap_or_default(),
            )
        }
        [weekday, rest @ ..] if is_weekday(weekday) && !rest.is_empty() => words(&rest.join(" ")),
        [first, ..]
            if RELATIVE.contains(first) || is_weekday(first) || month_named(first).is_some() =>
        {
            Err(DateError::Relative)
        }
        _ => Err(DateError::Unreadable),
    }
}

fn is_weekday(word: &str) -> bool {
    const DAYS: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    DAYS.iter()
        .any(|day| *day == word || (word.len() >= 3 && word.len() <= 4 && day.starts_with(word)))
}

/// An absolute time inside a sentence: `by June 2027`, `before 2028`, `in Q3 2027`.
///
/// Answers the last day that still counts and the bytes that say it; of several the last. A year
/// alone counts only after a word of time, so that a name with a number in it is none.
pub fn find(text: &str) -> Option<(DateSpan, std::ops::Range<usize>)> {
    let mut at = 0;
    let tokens: Vec<(usize, &str)> = text
        .split_inclusive(|c: char| c.is_whitespace())
        .map(|piece| {
            let start = at;
            at += piece.len();
            (start, piece.trim_end())
        })
        .filter(|(_, token)| !token.is_empty())
        .collect();
    let trimmed = |token: &str| -> usize {
        token
            .trim_end_matches([',', ';', ':', '!', '?', ')', '.', '"', '”'])
            .len()
    };
    let mut found = None;
    for (index, (start, _)) in tokens.iter().enumerate() {
        for length in (1..=3).rev() {
            let Some((last_start, last)) = tokens.get(index + length - 1) else {
                continue;
            };
            let (start, end) = (
                *start
                    + text.get(*start..).map_or(0, |rest| {
                        rest.len() - rest.trim_start_matches(['(', '"', '“']).len()
                    }),
                last_start + trimmed(last),
            );
            let Some(slice) = text.get(start..end) else {
                continue;
            };
            let Ok(span) = read(slice) else { continue };
            let before = index
                .checked_sub(1)
                .and_then(|before| tokens.get(before))
                .map(|(_, token)| token.to_lowercase());
            let before = before.as_deref().unwrap_or("");
            let lead = matches!(
                before,
                "by" | "in" | "before" | "until" | "till" | "end" | "during" | "of"
            );
            if span.grain == Grain::Year && (!lead || !(2000..2200).contains(&span.first.year())) {
                continue;
            }
            let span = if before == "before" {
                let eve = span.first.pred_opt()?;
                DateSpan::day(eve)
            } else {
                span
            };
            if found
                .as_ref()
                .is_none_or(|(_, range): &(DateSpan, std::ops::Range<usize>)| range.end < end)
            {
                found = Some((span, start..end));
            }
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str) -> String {
        match read(text) {
            Ok(span) if span.grain == Grain::Day => span.first.to_string(),
            Ok(span) => format!("{}..{}", span.first, span.last),
            Err(error) => format!("{error:?}"),
        }
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expected) in [
            ("2027-03-31", "2027-03-31"),
            ("2027-3-1", "2027-03-01"),
            ("2027/03/31", "2027-03-31"),
            ("2027-03", "2027-03-01..2027-03-31"),
            ("2027-Q1", "2027-01-01..2027-03-31"),
            ("Q1 2027", "2027-01-01..2027-03-31"),
            ("2027", "2027-01-01..2027-12-31"),
            ("31 March 2027", "2027-03-31"),
            ("March 31, 2027", "2027-03-31"),
            ("31st of March 2027", "2027-03-31"),
            ("Mar 2027", "2027-03-01..2027-03-31"),
            ("31.3.2027", "2027-03-31"),
            ("31/12/2026", "2026-12-31"),
            ("12/31/2026", "2026-12-31"),
            ("2026-10-25T10:00", "2026-10-25"),
            ("2026-10-25 10:00:00", "2026-10-25"),
            ("Friday, 1 January 2027", "2027-01-01"),
        ] {
            assert_eq!(spans(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        assert_eq!(spans("2027-02-30"), "Impossible(2027-02-28)");
        assert_eq!(spans("31/02/2027"), "Impossible(2027-02-28)");
        assert_eq!(spans("11/08/2026"), "Ambiguous([2026-08-11, 2026-11-08])");
        for text in [
            "next month",
            "tomorrow",
            "end of the year",
            "in 3 weeks",
            "June",
            "friday",
        ] {
            assert_eq!(read(text), Err(DateError::Relative), "{text}");
        }
        for text in [
            "",
            "2027-13",
            "2027-00-10",
            "maybe",
            "20270331",
            "99999",
            "-",
            "Q5 2027",
            "3/4",
        ] {
            assert_eq!(read(text), Err(DateError::Unreadable), "{text}");
        }
    }

    #[test]
    fn an_absolute_time_in_a_sentence_is_found() {
        let found = |text: &str| {
            find(text)
                .map(|(span, range)| (span.last.to_string(), text.get(range).unwrap().to_owned()))
        };
        assert_eq!(
            found("Pass the CKA by June 2027 with two labs"),
            Some(("2027-06-30".into(), "June 2027".into()))
        );
        assert_eq!(
            found("Ship it before 2028."),
            Some(("2027-12-31".into(), "2028".into()))
        );
        assert_eq!(
            found("Publish on 3 May 2027, then rest"),
            Some(("2027-05-03".into(), "3 May 2027".into()))
        );
        assert_eq!(found("Give a talk at RustConf 2027"), None);
        assert_eq!(found("Finish it by June"), None);
        assert_eq!(found("Move to Web 2.0 and Python 3"), None);
    }
}
