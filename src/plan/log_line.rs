//! One line of a log: `DATE[:] [VALUE[ UNIT]] [— NOTE]`.

use crate::fields;
use crate::problem::BadDate;
use crate::prose::number::{self, NumberError};
use chrono::NaiveDate;

/// What a line of a log says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LogLine {
    pub(super) date: NaiveDate,
    pub(super) value: Option<f64>,
    /// Where the note begins in the line.
    pub(super) note: usize,
}

/// Why a line of a log says nothing.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum NoEntry {
    /// It does not begin with a date: a remark.
    Remark,
    /// Its date is none; the bytes are those of the date.
    Date(usize, BadDate),
    /// Its number may be one of several; the bytes are those of the number.
    Number(std::ops::Range<usize>, Vec<String>),
}

/// Reads the first line of an item of a log, where `unit` is the metric's.
pub(super) fn read(line: &str, unit: Option<&str>) -> Result<LogLine, NoEntry> {
    let (date, end) = leading_date(line)?;
    let rest = line.get(end..).unwrap_or("");
    let start = end + skip(rest, &[':', ' ', '\t', '\u{a0}']);
    let rest = line.get(start..).unwrap_or("");
    let at = |tail: &str| line.len() - tail.len();
    let note_from =
        |tail: &str| at(tail) + skip(tail, &[' ', '\t', '\u{a0}', '—', '–', '-', ';', ':', ',']);
    match number::leading(rest) {
        Ok((number, after)) => match ends_value(after, unit) {
            Some(tail) => Ok(LogLine {
                date,
                value: Some(number.value),
                note: note_from(tail),
            }),
            None => Ok(LogLine {
                date,
                value: None,
                note: note_from(rest),
            }),
        },
        Err(NumberError::Ambiguous(readings)) => {
            let digits = rest
                .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-')))
                .unwrap_or(rest.len());
            let tail = rest.get(digits..).unwrap_or("");
            match ends_value(tail, unit) {
                Some(_) => Err(NoEntry::Number(start..start + digits, readings)),
                None => Ok(LogLine {
                    date,
                    value: None,
                    note: note_from(rest),
                }),
            }
        }
        Err(NumberError::NotANumber) => Ok(LogLine {
            date,
            value: None,
            note: note_from(rest),
        }),
    }
}

fn skip(text: &str, marks: &[char]) -> usize {
    text.len() - text.trim_start_matches(marks).len()
}

/// The date at the start of a line and where it ends.
fn leading_date(line: &str) -> Result<(NaiveDate, usize), NoEntry> {
    // `31 March 2027: 5`, `2026-10-25 5 talks`, `25.10.2026 — note`.
    let colon = line.find(':').filter(|&at| {
        at <= 30
            && line
                .get(at + 1..at + 2)
                .is_none_or(|next| next.trim().is_empty())
    });
    let mut ends: Vec<usize> = line
        .match_indices([' ', '\t'])
        .map(|(at, _)| at)
        .take(4)
        .collect();
    ends.push(line.len());
    let first = ends.first().copied().unwrap_or(line.len());
    let first = colon.map_or(first, |colon| colon.min(first));
    let mut fault = None;
    for end in colon.into_iter().chain(ends.into_iter().rev()) {
        match fields::fits(line.get(..end).unwrap_or("").trim_end_matches([':', ','])) {
            Ok(date) => return Ok((date.last, end)),
            Err(why @ (BadDate::Impossible { .. } | BadDate::Ambiguous { .. })) => {
                fault = fault.or(Some((end, why)));
            }
            Err(_) => {}
        }
    }
    match fault {
        Some((end, why)) => Err(NoEntry::Date(end, why)),
        // Something like a date that is none deserves a word; "3 people came" does not.
        None => {
            let word = line.get(..first).unwrap_or("");
            let like = word.len() >= 6
                && word.starts_with(|c: char| c.is_ascii_digit())
                && word.contains(['-', '/', '.'])
                && word.chars().filter(char::is_ascii_digit).count() >= 4;
            if like {
                Err(NoEntry::Date(first, BadDate::Unreadable))
            } else {
                Err(NoEntry::Remark)
            }
        }
    }
}

/// Whether a number ends before `after`: the line does, its unit follows, or a separator. Answers
/// what is left.
fn ends_value<'a>(after: &'a str, unit: Option<&str>) -> Option<&'a str> {
    let tail = after.trim_start_matches([' ', '\t', '\u{a0}']);
    if tail.is_empty() {
        return Some(tail);
    }
    for unit in unit.into_iter().chain(["%"]) {
        let head = tail.get(..unit.len());
        if let Some(rest) = head
            .filter(|head| head.eq_ignore_ascii_case(unit))
            .and_then(|_| tail.get(unit.len()..))
            && (rest.is_empty() || !rest.starts_with(char::is_alphanumeric))
        {
            return Some(rest);
        }
    }
    // `1 talk` where the unit is `talks`, and the other way round.
    if let Some(unit) = unit.filter(|unit| unit.chars().all(char::is_alphabetic)) {
        let word: String = tail.chars().take_while(|c| c.is_alphabetic()).collect();
        let same = word
            .trim_end_matches('s')
            .eq_ignore_ascii_case(unit.trim_end_matches('s'));
        if same && !word.is_empty() {
            return tail.get(word.len()..);
        }
    }
    let spaced = after.len() > tail.len();
    let separates = tail.starts_with(['—', '–', ';', ',']) || (spaced && tail.starts_with("- "));
    separates.then_some(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(line: &str, unit: Option<&str>) -> String {
        match read(line, unit) {
            Ok(entry) => format!(
                "{} {:?} {}",
                entry.date,
                entry.value,
                line.get(entry.note..).unwrap()
            ),
            Err(no) => format!("{no:?}"),
        }
    }

    #[test]
    fn lines_are_read_as_people_write_them() {
        for (line, unit, expected) in [
            (
                "2026-10-25: 55 % — first mock",
                Some("%"),
                "2026-10-25 Some(55.0) first mock",
            ),
            ("2026-11-08: 61", Some("%"), "2026-11-08 Some(61.0) "),
            ("2026-11-08 1 talk", Some("talks"), "2026-11-08 Some(1.0) "),
            (
                "2026-11-08: 3 people reviewed it",
                Some("talks"),
                "2026-11-08 None 3 people reviewed it",
            ),
            (
                "2026-11-08: 2 - at the meetup",
                None,
                "2026-11-08 Some(2.0) at the meetup",
            ),
            (
                "2026-11-08 — quiet week",
                None,
                "2026-11-08 None quiet week",
            ),
            (
                "8 November 2026: 61; better",
                None,
                "2026-11-08 Some(61.0) better",
            ),
            ("25.10.2026: note", None, "2026-10-25 None note"),
            ("2026-11-08", None, "2026-11-08 None "),
            ("started reading", None, "Remark"),
            ("3 people came", None, "Remark"),
            (
                "2026-02-30: 5",
                None,
                "Date(10, Impossible { nearest: \"2026-02-28\" })",
            ),
        ] {
            assert_eq!(show(line, unit), expected, "{line}");
        }
        assert!(show("11/08/2026: 5", None).starts_with("Date(10, Ambiguous"));
        assert!(show("2026-11-08: 1,5", None).starts_with("Number(12..15"));
    }
}
