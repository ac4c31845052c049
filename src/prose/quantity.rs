//! Numbers inside a sentence: digits, words, multiples, ranges.
//!
//! In: tokens and a place. Out: the number that begins there, and where it ends. Whether it is an aim,
//! a date or a name is decided by the layers above.

use super::number::small;
use super::token::{Kind, Text};

/// A number or a range of two, and the tokens that write it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    /// The first or only value.
    pub(super) value: f64,
    /// The upper end of a range.
    pub(super) upper: Option<f64>,
    /// Behind its last token, a percent sign or a currency included.
    pub(super) end: usize,
    /// Its first token, a currency before it included.
    pub(super) start: usize,
    /// Whether it is money.
    pub(super) money: bool,
    /// Whether it is a share.
    pub(super) percent: bool,
    /// Whether it is an ordinal: `90th`.
    pub(super) ordinal: bool,
}

/// What a number is multiplied by.
fn multiple(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" | "hundreds-of" => 100.0,
        "thousand" | "grand" => 1e3,
        "lakh" | "lakhs" => 1e5,
        "crore" | "crores" => 1e7,
        "million" => 1e6,
        "billion" => 1e9,
        "dozen" => 12.0,
        _ => return None,
    })
}

/// A letter that stands against digits and multiplies them.
fn suffix(word: &str, money: Money) -> Option<f64> {
    Some(match word {
        "k" => 1e3,
        "mn" | "mil" | "mio" => 1e6,
        "bn" => 1e9,
        "m" if money == Money::Yes => 1e6,
        _ => return None,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Money {
    Yes,
    No,
}

fn is_currency(text: &Text, at: usize) -> bool {
    text.one_of(at, &["€", "$", "£", "¥", "₹"])
}

const CODES: &[&str] = &[
    "euros", "euro", "dollars", "dollar", "pounds", "quid", "bucks", "eur", "usd", "gbp", "chf",
    "cad", "aud", "pence", "cents", "francs", "kroner", "rupees", "yen",
];

/// The plain value at a place, in digits or words, with its multiples; and behind it.
fn plain(text: &Text, at: usize, money: Money) -> Option<(f64, usize)> {
    let token = text.at(at);
    let mut value;
    let mut end = at + 1;
    if token.kind == Kind::Number {
        value = token.value;
        if !value.is_finite() {
            return None;
        }
        // `10k`, `$1.5M`, `4m`: letters against the digits.
        let next = text.at(end);
        if next.glued
            && next.kind == Kind::Word
            && let Some(times) = suffix(text.word(end), money)
        {
            value *= times;
            end += 1;
        }
        // `1 000`: blanks between groups of three.
        while text.is_number(end)
            && text.word(end).len() == 3
            && text.word(end - 1).len() <= 3
            && end == at + 1
            && !text.at(end).glued
            && text.word(at).bytes().all(|b| b.is_ascii_digit())
            && text.word(end).bytes().all(|b| b.is_ascii_digit())
        {
            value = value * 1000.0 + text.at(end).value;
            end += 1;
        }
    } else if token.kind == Kind::Word {
        match text.word(at) {
            "half" if text.is(at + 1, "a") && text.is(at + 2, "dozen") => {
                return Some((6.0, at + 3));
            }
            "a" | "an" => {
                if text.is(at + 1, "half") && text.is(at + 2, "dozen") {
                    return Some((6.0, at + 3));
                }
                if text.is(at + 1, "couple") || text.is(at + 1, "pair") {
                    let of = usize::from(text.is(at + 2, "of"));
                    return Some((2.0, at + 2 + of));
                }
                let times = multiple(text.word(at + 1))?;
                value = times;
                end = at + 2;
            }
            // `the dozen chairs`.
            "dozen" if text.one_of(at.wrapping_sub(1), &["the", "these", "those", "my", "our"]) => {
                return Some((12.0, at + 1));
            }
            "couple" if text.is(at + 1, "of") => return Some((2.0, at + 2)),
            "once" => return Some((1.0, at + 1)),
            "twice" => return Some((2.0, at + 1)),
            "thrice" => return Some((3.0, at + 1)),
            word => {
                value = small(word)?;
                if value >= 20.0
                    && value % 10.0 == 0.0
                    && let Some(ones) =
                        small(text.word(end)).filter(|ones| (1.0..10.0).contains(ones))
                {
                    value += ones;
                    end += 1;
                }
            }
        }
    } else {
        return None;
    }
    while let Some(times) = multiple(text.word(end)) {
        value *= times;
        end += 1;
        // `one hundred and twenty`.
        let and = usize::from(text.is(end, "and"));
        if times == 100.0
            && let Some(more) = small(text.word(end + and))
        {
            value += more;
            end += and + 1;
        }
    }
    // `two and a half`.
    if text.is(end, "and") && text.is(end + 1, "a") && text.is(end + 2, "half") {
        value += 0.5;
        end += 3;
    }
    Some((value, end))
}

/// The number or range that begins at a place.
pub(super) fn read(text: &Text, at: usize) -> Option<Amount> {
    // Grammar looks back from the first token too.
    if at >= text.len() {
        return None;
    }
    let start = at;
    let sign = is_currency(text, at);
    let first = at + usize::from(sign);
    let money = if sign { Money::Yes } else { Money::No };
    let (value, mut end) = plain(text, first, money)?;
    let mut amount = Amount {
        value,
        upper: None,
        end,
        start,
        money: sign,
        percent: false,
        ordinal: false,
    };
    if text.is_number(first) && text.at(end).glued && text.one_of(end, &["st", "nd", "rd", "th"]) {
        amount.ordinal = true;
        amount.end = end + 1;
        return Some(amount);
    }
    let is_percent = |at: usize| {
        text.one_of(at, &["%", "percent", "pc"]) || text.is(at, "per") && text.is(at + 1, "cent")
    };
    let percent_length = |at: usize| if text.is(at, "per") { 2 } else { 1 };
    let step = |end: &mut usize, amount: &mut Amount| {
        if is_percent(*end) {
            amount.percent = true;
            *end += percent_length(*end);
        } else if is_currency(text, *end) || CODES.contains(&text.word(*end)) {
            amount.money = true;
            *end += 1;
        }
    };
    step(&mut end, &mut amount);
    // A range: `10-15`, `2 to 3`, `two or three`.
    let joined = text.one_of(end, &["-", "–"]) && (text.at(end).glued == text.at(end + 1).glued);
    if joined || text.one_of(end, &["to", "or"]) {
        let next = end + 1 + usize::from(is_currency(text, end + 1));
        if let Some((upper, mut upper_end)) = plain(text, next, money)
            && (upper > value || joined)
            && !(text.at(upper_end).glued && text.is(upper_end, "-"))
        {
            amount.upper = Some(upper);
            step(&mut upper_end, &mut amount);
            end = upper_end;
        }
    }
    // `3x a week`.
    if text.is(end, "x") && text.at(end).glued {
        end += 1;
    }
    amount.end = end;
    Some(amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_inside_a_sentence() {
        for (source, value, upper) in [
            ("10k", 10_000.0, None),
            ("$1.5M", 1_500_000.0, None),
            ("8,500", 8_500.0, None),
            ("1 000 km", 1_000.0, None),
            ("twenty-five", 25.0, None),
            ("twenty five", 25.0, None),
            ("one hundred and twenty", 120.0, None),
            ("two hundred", 200.0, None),
            ("a dozen", 12.0, None),
            ("half a dozen", 6.0, None),
            ("two dozen", 24.0, None),
            ("a couple of talks", 2.0, None),
            ("twice", 2.0, None),
            ("two and a half", 2.5, None),
            ("1.2 million", 1_200_000.0, None),
            ("10-15%", 10.0, Some(15.0)),
            ("two or three", 2.0, Some(3.0)),
            ("£5 to £6", 5.0, Some(6.0)),
            ("90th", 90.0, None),
        ] {
            let text = Text::new(source);
            let amount = read(&text, 0).unwrap_or_else(|| panic!("{source}"));
            assert_eq!((amount.value, amount.upper), (value, upper), "{source}");
        }
        for source in ["half", "a talk", "many", "", "-"] {
            assert_eq!(read(&Text::new(source), 0), None, "{source}");
        }
        let text = Text::new("two");
        assert_eq!(
            read(&text, 0_usize.wrapping_sub(1)),
            None,
            "before the first"
        );
    }
}
