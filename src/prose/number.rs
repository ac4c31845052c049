//! A number as people write it: `1,000` `10k` `90 %` `€1.5M` `two` `a dozen`.

/// A number, and what stands with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Its value.
    pub value: f64,
    /// The currency before it (`€`, `$`, `USD`), if any.
    pub currency: Option<String>,
    /// The unit after it, as written, if any.
    pub unit: Option<String>,
}

/// Why a text is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// No number in it.
    NotANumber,
    /// It may be one of several; here they are as they should be written.
    Ambiguous(Vec<String>),
}

const CURRENCIES: &[&str] = &[
    "€", "$", "£", "¥", "EUR", "USD", "GBP", "CHF", "CAD", "AUD", "JPY", "SEK", "NOK", "DKK",
    "PLN", "INR",
];

/// Reads a whole text as one number, with its currency before or its unit after it.
///
/// # Errors
/// When there is none, or when a comma may be a decimal one (`1,5`).
///
/// ```
/// use goalpost::prose::number;
/// assert_eq!(number::read("€1.5M").unwrap().value, 1_500_000.0);
/// assert_eq!(number::read("90 %").unwrap().unit.as_deref(), Some("%"));
/// assert!(number::read("1,5").is_err());
/// ```
pub fn read(text: &str) -> Result<Number, NumberError> {
    let text = text.trim();
    let (number, rest) = leading(text)?;
    let rest = rest.trim();
    let unit = (!rest.is_empty()).then(|| rest.to_owned());
    // What follows a number is its unit: a word or two without another number in it.
    if unit.as_deref().is_some_and(|unit| {
        unit.chars().any(|c| c.is_ascii_digit()) || unit.split_whitespace().count() > 4
    }) {
        return Err(NumberError::NotANumber);
    }
    Ok(Number { unit, ..number })
}

/// Reads the number at the start of `text`; answers it (without a unit) and what follows.
///
/// # Errors
/// As [`read`].
pub fn leading(text: &str) -> Result<(Number, &str), NumberError> {
    let mut rest = text.trim_start();
    let mut negative = false;
    if let Some(after) = rest.strip_prefix(['-', '−', '+']) {
        negative = !rest.starts_with('+');
        rest = after;
    }
    let mut currency = None;
    for known in CURRENCIES {
        if let Some(after) = rest.strip_prefix(known) {
            currency = Some((*known).to_owned());
            rest = after.trim_start();
            break;
        }
    }
    let digits = digits_end(rest);
    let Some((written, mut after)) = rest
        .split_at_checked(digits)
        .filter(|(written, _)| !written.is_empty())
    else {
        if currency.is_some() {
            return Err(NumberError::NotANumber);
        }
        return word(rest).map(|(value, after)| {
            (
                Number {
                    value: if negative { -value } else { value },
                    currency,
                    unit: None,
                },
                after,
            )
        });
    };
    let mut value = plain(written)?;
    // `10k`, `1.5M`: only when the letter stands against the digits and no word goes on.
    for (suffix, times) in [("k", 1e3), ("K", 1e3), ("M", 1e6), ("m", 1e6), ("bn", 1e9)] {
        if let Some(next) = after.strip_prefix(suffix) {
            let ends = next.chars().next().is_none_or(|c| !c.is_alphanumeric());
            // `5 m` is metres or minutes; a small m counts as a million only after a currency.
            if ends && (suffix != "m" || currency.is_some()) {
                value *= times;
                after = next;
                break;
            }
        }
    }
    if !value.is_finite() {
        return Err(NumberError::NotANumber);
    }
    Ok((
        Number {
            value: if negative { -value } else { value },
            currency,
            unit: None,
        },
        after,
    ))
}

/// Where the digits end, with the marks between them: `.`, `,`, and blanks before groups of three.
fn digits_end(text: &str) -> usize {
    // Nearly always there are digits alone, and what follows is no mark between two of them.
    let plain = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut behind = text.get(plain..).unwrap_or("").chars();
    let mark = behind.next().filter(|c| !c.is_ascii_alphabetic());
    if mark.is_none() || !behind.next().is_some_and(|c| c.is_ascii_digit()) {
        return plain.min(40);
    }
    let chars: Vec<(usize, char)> = text.char_indices().take(40).collect();
    let is_digit = |at: usize| chars.get(at).is_some_and(|(_, c)| c.is_ascii_digit());
    let mut at = 0;
    while let Some(&(_, c)) = chars.get(at) {
        let group = (1..=3).all(|next| is_digit(at + next)) && !is_digit(at + 4);
        let goes_on = c.is_ascii_digit()
            || (matches!(c, '.' | ',') && is_digit(at + 1) && (at > 0 || c == '.'))
            || (matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' | ' ')
                && at > 0
                && is_digit(at - 1)
                && group);
        if !goes_on {
            break;
        }
        at += 1;
    }
    chars.get(at).map_or_else(
        || chars.last().map_or(0, |(at, c)| at + c.len_utf8()),
        |(at, _)| *at,
    )
}

/// Digits with their marks as a value.
fn plain(written: &str) -> Result<f64, NumberError> {
    let bytes = written.bytes();
    let mut marks = bytes.filter(|byte| !byte.is_ascii_digit());
    if marks.next().is_none_or(|mark| mark == b'.') && marks.next().is_none() {
        return written.parse().map_err(|_| NumberError::NotANumber);
    }
    let kept: String = written
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .collect();
    let (dots, commas) = (kept.matches('.').count(), kept.matches(',').count());
    let grouped = |mark: char| {
        let mut parts = kept.split('.').next().unwrap_or("").split(mark);
        parts
            .next()
            .is_some_and(|first| (1..=3).contains(&first.len()))
            && parts.all(|part| part.len() == 3)
    };
    let cleaned = match (dots, commas) {
        (0 | 1, 0) => kept.clone(),
        (0 | 1, _) if grouped(',') => kept.replace(',', ""),
        (0, 1) => {
            let (whole, part) = kept.split_once(',').unwrap_or((&kept, ""));
            return Err(NumberError::Ambiguous(vec![
                format!("{whole}.{part}"),
                format!("{whole}{part}"),
            ]));
        }
        // 1.000.000 and 1.000,5 are numbers elsewhere; we ask rather than guess.
        _ => {
            let digits: String = kept.chars().filter(char::is_ascii_digit).collect();
            let last = kept.rfind(['.', ',']).unwrap_or(0);
            let (whole, part) = kept.split_at_checked(last).unwrap_or((&kept, ""));
            let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
            let part: String = part.chars().filter(char::is_ascii_digit).collect();
            return Err(NumberError::Ambiguous(vec![
                digits,
                format!("{whole}.{part}"),
            ]));
        }
    };
    cleaned.parse().map_err(|_| NumberError::NotANumber)
}

/// Numbers of several words, or that count by themselves, the longest first.
const PHRASES: &[(&str, f64)] = &[
    ("half a dozen", 6.0),
    ("a couple of", 2.0),
    ("a thousand", 1000.0),
    ("a hundred", 100.0),
    ("two dozen", 24.0),
    ("a couple", 2.0),
    ("a dozen", 12.0),
    ("hundred", 100.0),
    ("twice", 2.0),
    ("once", 1.0),
];

/// The value of a number word below a hundred: `seven`, `forty`, `twenty-five`; in small letters.
pub(super) fn small(word: &str) -> Option<f64> {
    Some(match word {
        "zero" => 0.0,
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" | "fourty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => {
            let (tens, ones) = word.split_once('-')?;
            let (tens, ones) = (small(tens)?, small(ones)?);
            return (tens >= 20.0 && ones < 10.0 && ones > 0.0).then_some(tens + ones);
        }
    })
}

/// The number word at the start of a text, and what follows it.
fn word(text: &str) -> Result<(f64, &str), NumberError> {
    let ends = |rest: &str| {
        rest.chars()
            .next()
            .is_none_or(|c| !c.is_alphanumeric() && c != '-')
    };
    for (phrase, value) in PHRASES {
        if let Some((head, rest)) = text.split_at_checked(phrase.len())
            && head.eq_ignore_ascii_case(phrase)
            && ends(rest)
        {
            return Ok((*value, rest));
        }
    }
    let end = text
        .find(|c: char| !c.is_ascii_alphabetic() && c != '-')
        .unwrap_or(text.len());
    text.split_at_checked(end)
        .and_then(|(head, rest)| Some((small(&head.to_ascii_lowercase())?, rest)))
        .filter(|(_, rest)| ends(rest))
        .ok_or(NumberError::NotANumber)
}

/// A number as short as it can be written: no `.0`, at most two decimals.
///
/// ```
/// assert_eq!(goalpost::prose::number::show(12.0), "12");
/// assert_eq!(goalpost::prose::number::show(3.456), "3.46");
/// assert_eq!(goalpost::prose::number::show(12000.0), "12,000");
/// ```
pub fn show(value: f64) -> String {
    // Adding zero turns a negative zero into a plain one.
    let rounded = (value * 100.0).round() / 100.0 + 0.0;
    let plain = format!("{rounded}");
    let (sign, digits) = plain
        .strip_prefix('-')
        .map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    // A number of four digits reads better whole; longer ones in threes.
    if whole.len() <= 4 {
        return plain;
    }
    let mut grouped = String::new();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(c);
    }
    if part.is_empty() {
        format!("{sign}{grouped}")
    } else {
        format!("{sign}{grouped}.{part}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value, unit) in [
            ("12", 12.0, None),
            ("1,000", 1000.0, None),
            ("1,234,567.5", 1_234_567.5, None),
            ("10k", 10_000.0, None),
            ("90%", 90.0, Some("%")),
            ("90 %", 90.0, Some("%")),
            ("-3.5", -3.5, None),
            ("1 000", 1000.0, None),
            ("1\u{a0}000 km", 1000.0, Some("km")),
            ("€1.5M", 1_500_000.0, None),
            ("$ 90k", 90_000.0, None),
            ("two", 2.0, None),
            ("Thirteen", 13.0, None),
            ("twenty-five talks", 25.0, Some("talks")),
            ("a dozen talks", 12.0, Some("talks")),
            ("5 m", 5.0, Some("m")),
            (".5", 0.5, None),
            ("3 km", 3.0, Some("km")),
            ("10km", 10.0, Some("km")),
        ] {
            let number = read(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
            assert_eq!(
                (number.value, number.unit.as_deref()),
                (value, unit),
                "{text}"
            );
        }
    }

    #[test]
    fn a_comma_that_may_be_a_decimal_one_is_asked_about() {
        assert_eq!(
            read("1,5"),
            Err(NumberError::Ambiguous(vec!["1.5".into(), "15".into()]))
        );
        assert!(matches!(read("1.000.000"), Err(NumberError::Ambiguous(_))));
        for text in ["", "many", "%", "ten ants 5", "> 90%", "€", "--5", "1e999x"] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn numbers_are_shown_short() {
        assert_eq!(
            [
                show(0.1 + 0.2),
                show(-0.0),
                show(1234.0),
                show(1e6),
                show(-12345.678)
            ],
            ["0.3", "0", "1234", "1,000,000", "-12,345.68"]
        );
    }
}
