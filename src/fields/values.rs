//! One function a type: a node becomes a value, or a problem that says what it should be.

use crate::problem::{BadDate, Problem, ProblemKind};
use crate::prose::date::{self, DateError, DateSpan};
use crate::prose::measure;
use crate::prose::number::{self, NumberError};
use crate::prose::{Period, PeriodUnit};
use crate::source::{Span, Spanned};
use crate::yaml::{Entry, Node};
use chrono::NaiveDate;

/// A value with its place, or where it is broken; `None` for nothing written.
pub type Read<T> = Option<Result<Spanned<T>, Span>>;

fn wrong<T>(
    problems: &mut Vec<Problem>,
    field: &str,
    node: &Spanned<Node>,
    expected: &str,
) -> Read<T> {
    near(problems, field, node, (expected, None))
}

fn near<T>(
    problems: &mut Vec<Problem>,
    field: &str,
    node: &Spanned<Node>,
    (expected, near): (&str, Option<String>),
) -> Read<T> {
    let found = describe(&node.value);
    let kind = ProblemKind::WrongValue {
        field: field.into(),
        found,
        expected: expected.into(),
        near,
        fails_closed: false,
    };
    problems.push(Problem {
        span: node.span,
        kind,
    });
    Some(Err(node.span))
}

/// A node in a few words.
fn describe(node: &Node) -> String {
    match node {
        Node::Null | Node::Broken => "nothing".into(),
        Node::Scalar { text, .. } => {
            let short: String = text.chars().take(40).collect();
            if short.len() < text.len() {
                format!("`{short}…`")
            } else {
                format!("`{short}`")
            }
        }
        Node::Seq(_) => "a list".into(),
        Node::Map(_) => "a mapping".into(),
    }
}

/// A scalar's text, or how the node is none.
fn scalar<'a>(
    node: &'a Spanned<Node>,
    field: &str,
    expected: &str,
    problems: &mut Vec<Problem>,
) -> Option<Result<&'a str, Span>> {
    match &node.value {
        Node::Null => None,
        Node::Broken => Some(Err(node.span)),
        Node::Scalar { text, .. } if text.trim().is_empty() => None,
        Node::Scalar { text, .. } => Some(Ok(text.trim())),
        Node::Seq(_) | Node::Map(_) => match wrong::<()>(problems, field, node, expected) {
            Some(Err(span)) => Some(Err(span)),
            _ => None,
        },
    }
}

/// Words.
pub fn text(
    node: Option<&Spanned<Node>>,
    field: &str,
    problems: &mut Vec<Problem>,
) -> Read<String> {
    let node = node?;
    let text = scalar(node, field, "text", problems)?;
    Some(text.map(|text| Spanned::new(text.to_owned(), node.span)))
}

/// One of the words that `read` knows; `all` names them.
pub fn one_of<T>(
    node: Option<&Spanned<Node>>,
    field: &str,
    (all, read): (&[&str], impl Fn(&str) -> Option<T>),
    problems: &mut Vec<Problem>,
) -> Read<T> {
    let node = node?;
    let expected = format!("one of {}", all.join(", "));
    let text = match scalar(node, field, &expected, problems)? {
        Ok(text) => text,
        Err(span) => return Some(Err(span)),
    };
    match read(text) {
        Some(value) => Some(Ok(Spanned::new(value, node.span))),
        None => {
            let meant = super::nearest(text, all.iter().copied()).map(String::from);
            near(problems, field, node, (&expected, meant))
        }
    }
}

/// `true` or `false`, as people write it.
pub fn switch(
    node: Option<&Spanned<Node>>,
    field: &str,
    problems: &mut Vec<Problem>,
) -> Read<bool> {
    let read = |word: &str| match word.to_lowercase().as_str() {
        "true" | "yes" | "on" | "y" => Some(true),
        "false" | "no" | "off" | "n" => Some(false),
        _ => None,
    };
    one_of(node, field, (&["true", "false"], read), problems)
}

/// A number; what stands with it is left out.
pub fn number(
    node: Option<&Spanned<Node>>,
    field: &str,
    problems: &mut Vec<Problem>,
) -> Read<number::Number> {
    let node = node?;
    let text = match scalar(node, field, "a number", problems)? {
        Ok(text) => text,
        Err(span) => return Some(Err(span)),
    };
    match number::read(text) {
        Ok(number) => Some(Ok(Spanned::new(number, node.span))),
        Err(error) => {
            let readings = match error {
                NumberError::Ambiguous(readings) => readings,
                NumberError::NotANumber => Vec::new(),
            };
            problems.push(Problem {
                span: node.span,
                kind: ProblemKind::Number {
                    field: field.into(),
                    text: text.into(),
                    readings,
                },
            });
            Some(Err(node.span))
        }
    }
}

/// A whole number from 0 to `most`.
pub fn small(
    node: Option<&Spanned<Node>>,
    field: &str,
    most: u8,
    problems: &mut Vec<Problem>,
) -> Read<u8> {
    let node_ref = node?;
    let expected = format!("a whole number from 0 to {most}");
    let text = match scalar(node_ref, field, &expected, problems)? {
        Ok(text) => text,
        Err(span) => return Some(Err(span)),
    };
    // `6/10` says the same.
    let text = text
        .strip_suffix(&format!("/{most}"))
        .unwrap_or(text)
        .trim();
    match text.parse::<u8>() {
        Ok(value) if value <= most => Some(Ok(Spanned::new(value, node_ref.span))),
        _ => wrong(problems, field, node_ref, &expected),
    }
}

/// A calendar period.
pub fn period(
    node: Option<&Spanned<Node>>,
    field: &str,
    problems: &mut Vec<Problem>,
) -> Read<Period> {
    let node = node?;
    let expected = "a period such as `3 months` or `P3M`";
    let text = match scalar(node, field, expected, problems)? {
        Ok(text) => text,
        Err(span) => return Some(Err(span)),
    };
    match Period::read(text) {
        Some(period) => Some(Ok(Spanned::new(period, node.span))),
        None => wrong(problems, field, node, expected),
    }
}

/// Hours a week: `4h/week`, `4 hours a week`, `30 min a day`; a number alone is hours a week.
pub fn hours(node: Option<&Spanned<Node>>, field: &str, problems: &mut Vec<Problem>) -> Read<f64> {
    let node = node?;
    let expected = "hours a week, such as `4h/week`";
    let text = match scalar(node, field, expected, problems)? {
        Ok(text) => text,
        Err(span) => return Some(Err(span)),
    };
    match hours_a_week(text) {
        Some(hours) => Some(Ok(Spanned::new(hours, node.span))),
        None => wrong(problems, field, node, expected),
    }
}

fn hours_a_week(text: &str) -> Option<f64> {
    let measure = measure::read(text).ok()?;
    let value = measure.target.filter(|value| *value >= 0.0)?;
    let unit = measure.unit.as_deref().unwrap_or("h").to_lowercase();
    let hours = match unit.as_str() {
        "h" | "hr" | "hrs" | "hour" | "hours" => value,
        "min" | "mins" | "minute" | "minutes" => value / 60.0,
        "day" | "days" => value * 8.0,
        "evening" | "evenings" => value * 2.0,
        _ => return None,
    };
    let weeks = measure
        .period
        .map_or(1.0, |period| f64::from(period.count) * weeks(period.unit));
    Some(hours / weeks)
}

/// A unit of a period in weeks, by the calendar's average.
fn weeks(unit: PeriodUnit) -> f64 {
    match unit {
        PeriodUnit::Day => 1.0 / 7.0,
        PeriodUnit::Week => 1.0,
        PeriodUnit::Month => 52.0 / 12.0,
        PeriodUnit::Year => 52.0,
    }
}

/// A day, month, quarter or year.
pub fn date(
    node: Option<&Spanned<Node>>,
    field: &str,
    problems: &mut Vec<Problem>,
) -> Read<DateSpan> {
    let node = node?;
    let text = match scalar(
        node,
        field,
        "a date such as `2027-03-31` or `2027-03`",
        problems,
    )? {
        Ok(text) => text,
        Err(span) => return Some(Err(span)),
    };
    match fits(text) {
        Ok(date) => Some(Ok(Spanned::new(date, node.span))),
        Err(why) => {
            problems.push(Problem {
                span: node.span,
                kind: ProblemKind::Date {
                    field: field.into(),
                    text: text.into(),
                    why,
                },
            });
            Some(Err(node.span))
        }
    }
}

/// A text as a date, or why it is none.
///
/// # Errors
/// See [`BadDate`].
pub fn fits(text: &str) -> Result<DateSpan, BadDate> {
    date::read(text).map_err(|error| match error {
        DateError::Impossible(nearest) => BadDate::Impossible {
            nearest: nearest.to_string(),
        },
        DateError::Ambiguous(readings) => BadDate::Ambiguous {
            readings: readings.map(|day| day.to_string()),
        },
        DateError::Relative => BadDate::Relative,
        DateError::Unreadable => BadDate::Unreadable,
    })
}

/// A day: of a month, quarter or year the last.
pub fn day(
    node: Option<&Spanned<Node>>,
    field: &str,
    problems: &mut Vec<Problem>,
) -> Read<NaiveDate> {
    Some(date(node, field, problems)?.map(|date| date.map(|date| date.last)))
}

/// Words, one or several: a list, or a single text.
///
/// `[[note]]`, which YAML takes for a list in a list, is read as the note that was meant.
pub fn texts(
    node: Option<&Spanned<Node>>,
    field: &str,
    problems: &mut Vec<Problem>,
) -> Read<Vec<Spanned<String>>> {
    let node = node?;
    let mut items = Vec::new();
    let mut broken = None;
    match &node.value {
        Node::Null => return None,
        Node::Broken => return Some(Err(node.span)),
        Node::Scalar { text, quoted } => {
            // `a, b` without brackets is a list to everyone but YAML.
            if *quoted || !text.contains(',') {
                items.push(Spanned::new(text.trim().to_owned(), node.span));
            } else {
                items.extend(
                    text.split(',')
                        .map(|part| Spanned::new(part.trim().to_owned(), node.span)),
                );
            }
        }
        Node::Seq(list) => {
            for item in list {
                let inner = match &item.value {
                    Node::Seq(inner) if inner.len() == 1 => inner.first().unwrap_or(item),
                    _ => item,
                };
                let inner = match &inner.value {
                    Node::Seq(innermost) if innermost.len() == 1 => {
                        innermost.first().unwrap_or(inner)
                    }
                    _ => inner,
                };
                match scalar(inner, field, "words", problems) {
                    Some(Ok(text)) => items.push(Spanned::new(text.to_owned(), inner.span)),
                    Some(Err(span)) => broken = Some(span),
                    None => {}
                }
            }
        }
        Node::Map(_) => return wrong(problems, field, node, "a list of words"),
    }
    items.retain(|item| !item.value.is_empty());
    match broken {
        Some(span) if items.is_empty() => Some(Err(span)),
        _ if items.is_empty() => None,
        _ => Some(Ok(Spanned::new(items, node.span))),
    }
}

/// The items of a list with its place, or where it is broken.
pub type Items<'a> = Option<Result<(Vec<&'a Spanned<Node>>, Span), Span>>;

/// The items of a list; a single value is a list of one.
pub fn list(node: Option<&Spanned<Node>>) -> Items<'_> {
    let node = node?;
    match &node.value {
        Node::Null => None,
        Node::Broken => Some(Err(node.span)),
        Node::Seq(items) => Some(Ok((items.iter().collect(), node.span))),
        Node::Scalar { .. } | Node::Map(_) => Some(Ok((vec![node], node.span))),
    }
}

/// The entries of a mapping.
pub fn entries_of<'a>(
    node: &'a Spanned<Node>,
    field: &str,
    expected: &str,
    problems: &mut Vec<Problem>,
) -> Option<&'a [Entry]> {
    match &node.value {
        Node::Map(entries) => Some(entries),
        Node::Broken => None,
        _ => {
            let _: Read<()> = wrong(problems, field, node, expected);
            None
        }
    }
}

/// A list of mappings, each read by `read`; one that cannot be read is left out and told.
pub fn object_list<T>(
    node: Option<&Spanned<Node>>,
    (field, expected): (&str, &str),
    problems: &mut Vec<Problem>,
    mut read: impl FnMut(&Spanned<Node>, &mut Vec<Problem>) -> Option<T>,
) -> Read<Vec<Spanned<T>>> {
    let (items, span) = match list(node)? {
        Ok(list) => list,
        Err(span) => return Some(Err(span)),
    };
    let mut out = Vec::new();
    for item in items {
        let told = problems.len();
        match read(item, problems) {
            Some(value) => out.push(Spanned::new(value, item.span)),
            None if problems.len() == told
                && item.value != Node::Broken
                && item.value != Node::Null =>
            {
                let _: Read<()> = wrong(problems, field, item, expected);
            }
            None => {}
        }
    }
    if out.is_empty() {
        Some(Err(span))
    } else {
        Some(Ok(Spanned::new(out, span)))
    }
}
