//! The one-line `measure:` of a goal.
//!
//! `12 talks` · `3 a year` · `from 48 % to 85 %` · `at most 40 h a week` · `between 35 and 40 h`.

use super::number::{self, Number, NumberError};
use super::period::Period;

/// What a `measure:` says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measure {
    /// What is measured, where words stand before the numbers.
    pub name: Option<String>,
    /// The unit as it stands after a number.
    pub unit: Option<String>,
    /// The currency as it stands before one.
    pub currency: Option<String>,
    /// Where one starts.
    pub baseline: Option<f64>,
    /// Where one wants to be, or must stay below.
    pub target: Option<f64>,
    /// The range to stay in.
    pub band: Option<(f64, f64)>,
    /// In which period.
    pub period: Option<Period>,
    /// Whether the target is a bound from above.
    pub limit: bool,
}

/// Reads a `measure:`; a text without a number has neither target nor band.
///
/// # Errors
/// When a number in it may be one of several (`1,5`).
///
/// ```
/// use goalpost::prose::measure;
/// let score = measure::read("mock exam score from 48 % to 85 %").unwrap();
/// assert_eq!(score.name.as_deref(), Some("mock exam score"));
/// assert_eq!((score.baseline, score.target), (Some(48.0), Some(85.0)));
/// let limit = measure::read("at most 40 h a week").unwrap();
/// assert!(limit.limit && limit.period.is_some());
/// ```
pub fn read(text: &str) -> Result<Measure, NumberError> {
    let text = text.trim();
    let (text, period) = split_period(text);
    let mut measure = Measure {
        period,
        ..Measure::default()
    };
    let Some((at, first, rest)) = first_number(text)? else {
        measure.name = words(text);
        return Ok(measure);
    };
    let lead = text.get(..at).unwrap_or("").trim();
    let lower = lead.to_lowercase();
    let (name, relation) = relation(&lower);
    measure.name = words(lead.get(..name).unwrap_or(""));
    measure.currency.clone_from(&first.currency);

    // A second number, after `to`, `and`, `-` or an arrow.
    if let Some((unit, second, after)) = second_number(rest)? {
        measure.unit = words(after).or(words(unit));
        measure.currency = measure.currency.or(second.currency);
        if relation == Relation::Between {
            let (low, high) = (first.value.min(second.value), first.value.max(second.value));
            measure.band = Some((low, high));
        } else {
            measure.baseline = Some(first.value);
            measure.target = Some(second.value);
        }
        return Ok(measure);
    }
    measure.unit = words(rest);
    match relation {
        Relation::From => measure.baseline = Some(first.value),
        relation => {
            measure.target = Some(first.value);
            measure.limit = relation == Relation::AtMost;
        }
    }
    Ok(measure)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    Plain,
    From,
    Between,
    AtMost,
}

/// The words before the first number: where the name ends, and what they say of the number.
fn relation(lead: &str) -> (usize, Relation) {
    const LEADS: &[(&str, Relation)] = &[
        ("from", Relation::From),
        ("between", Relation::Between),
        ("at most", Relation::AtMost),
        ("no more than", Relation::AtMost),
        ("not more than", Relation::AtMost),
        ("up to", Relation::AtMost),
        ("under", Relation::AtMost),
        ("below", Relation::AtMost),
        ("less than", Relation::AtMost),
        ("max", Relation::AtMost),
        ("maximum", Relation::AtMost),
        ("<=", Relation::AtMost),
        ("<", Relation::AtMost),
        ("≤", Relation::AtMost),
        ("at least", Relation::Plain),
        ("no less than", Relation::Plain),
        ("over", Relation::Plain),
        ("above", Relation::Plain),
        ("more than", Relation::Plain),
        ("min", Relation::Plain),
        (">=", Relation::Plain),
        (">", Relation::Plain),
        ("≥", Relation::Plain),
        ("to", Relation::Plain),
        ("of", Relation::Plain),
        ("=", Relation::Plain),
        (":", Relation::Plain),
    ];
    let longest = LEADS.iter().filter(|(word, _)| {
        lead.strip_suffix(word).is_some_and(|before| {
            before.is_empty() || before.ends_with(' ') || !word.starts_with(char::is_alphabetic)
        })
    });
    match longest.max_by_key(|(word, _)| word.len()) {
        Some((word, relation)) => (lead.len() - word.len(), *relation),
        None => (lead.len(), Relation::Plain),
    }
}

/// The first number of a text: where it begins, it, and what follows.
fn first_number(text: &str) -> Result<Option<(usize, Number, &str)>, NumberError> {
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let rest = text.get(at..).unwrap_or("");
        let bare = rest.trim_start_matches(['(', '≤', '≥', '<', '>', '=', '~']);
        let start = at + (rest.len() - bare.len());
        match number::leading(bare) {
            Ok((number, after)) => return Ok(Some((start, number, after))),
            Err(NumberError::Ambiguous(readings)) => return Err(NumberError::Ambiguous(readings)),
            Err(NumberError::NotANumber) => {}
        }
        at += piece.len();
    }
    Ok(None)
}

/// `85 %` of ` % to 85 %`: the unit before it, the number, what follows.
fn second_number(text: &str) -> Result<Option<(&str, Number, &str)>, NumberError> {
    for join in [" to ", " and ", "→", "->", "–", "—", " - "] {
        if let Some((unit, rest)) = text.split_once(join) {
            match number::leading(rest) {
                Ok((number, after)) => return Ok(Some((unit, number, after))),
                Err(NumberError::Ambiguous(readings)) => {
                    return Err(NumberError::Ambiguous(readings));
                }
                Err(NumberError::NotANumber) => {}
            }
        }
    }
    // `35-40 h`
    if let Some(rest) = text.strip_prefix('-')
        && let Ok((number, after)) = number::leading(rest)
    {
        return Ok(Some(("", number, after)));
    }
    Ok(None)
}

/// Splits a period off the end: `40 h | a week`, `3 | per year`, `2 talks | each quarter`, `4h|/week`.
fn split_period(text: &str) -> (&str, Option<Period>) {
    let lower = text.to_ascii_lowercase();
    for lead in [" a ", " an ", " per ", " each ", " every ", "/"] {
        if let Some(at) = lower.rfind(lead) {
            let tail = lower.get(at + lead.len()..).unwrap_or("").trim();
            if let (Some(period), Some(head)) = (Period::read(tail), text.get(..at)) {
                return (head.trim(), Some(period));
            }
        }
    }
    if let Some((head, last)) = lower.rsplit_once(' ') {
        let adverb = last.ends_with("ly") && Period::read(last).is_some();
        if adverb {
            return (
                text.get(..head.len()).unwrap_or(text).trim(),
                Period::read(last),
            );
        }
    }
    (text, None)
}

fn words(text: &str) -> Option<String> {
    let text = text.trim().trim_matches([',', ';', ':', '(', ')']).trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(text: &str) -> Measure {
        read(text).unwrap()
    }

    #[test]
    fn measures_are_read_as_people_write_them() {
        let talks = measure("12 talks");
        assert_eq!(
            (talks.target, talks.unit.as_deref(), talks.baseline),
            (Some(12.0), Some("talks"), None)
        );
        let yearly = measure("3 a year");
        assert_eq!(
            (
                yearly.target,
                yearly.period.unwrap().to_string(),
                yearly.unit
            ),
            (Some(3.0), "P1Y".into(), None)
        );
        let change = measure("from 48 % to 85 %");
        assert_eq!(
            (change.baseline, change.target, change.unit.as_deref()),
            (Some(48.0), Some(85.0), Some("%"))
        );
        let down = measure("build time from 14 to 8 minutes");
        assert_eq!(
            (
                down.name.as_deref(),
                down.baseline,
                down.target,
                down.unit.as_deref()
            ),
            (Some("build time"), Some(14.0), Some(8.0), Some("minutes"))
        );
        let limit = measure("at most 40 h a week");
        assert_eq!(
            (limit.limit, limit.target, limit.unit.as_deref()),
            (true, Some(40.0), Some("h"))
        );
        let band = measure("between 35 and 40 h");
        assert_eq!(
            (band.band, band.target, band.unit.as_deref()),
            (Some((35.0, 40.0)), None, Some("h"))
        );
        let habit = measure("2 mentoring hours each month");
        assert_eq!(
            (
                habit.target,
                habit.unit.as_deref(),
                habit.period.unwrap().to_string()
            ),
            (Some(2.0), Some("mentoring hours"), "P1M".into())
        );
        let money = measure("salary from €52k to €60k");
        assert_eq!(
            (
                money.currency.as_deref(),
                money.target,
                money.name.as_deref()
            ),
            (Some("€"), Some(60_000.0), Some("salary"))
        );
        let score = measure("90%");
        assert_eq!(
            (score.target, score.unit.as_deref()),
            (Some(90.0), Some("%"))
        );
        assert_eq!(
            measure("four reports quarterly")
                .period
                .unwrap()
                .to_string(),
            "P3M"
        );
    }

    #[test]
    fn words_without_a_number_aim_at_nothing() {
        let vague = measure("better feedback");
        assert_eq!(
            (vague.target, vague.band, vague.name.as_deref()),
            (None, None, Some("better feedback"))
        );
        assert_eq!(measure("").name, None);
        assert!(read("1,5 talks").is_err());
    }
}
