//! The mistakes that people make in YAML, by name, each with the line as it should be.

use super::{Entry, Node};
use crate::problem::{Problem, ProblemKind, Trap};
use crate::source::{Span, Spanned};

/// A broken entry.
pub(super) struct Broken {
    pub(super) problem: Problem,
    /// Its key, where it has one.
    pub(super) key: Option<Spanned<String>>,
    /// Its value, or what stands in its place.
    pub(super) value: Span,
}

/// Names the mistake in a piece that could not be parsed; it stands at byte `at` of its file.
pub(super) fn of(piece: &str, at: usize) -> Broken {
    let line = piece.lines().next().unwrap_or("");
    let Some((key, value)) = split(line) else {
        return Broken {
            problem: not_a_mapping(piece, at),
            key: None,
            value: Span::new(at, at + line.len()),
        };
    };
    let written = value.of(line);
    let nested = is_nested(piece);
    let (trap, what) = name(written, piece);
    let key_text = key.of(line).to_owned();
    let quoted = format!("{key_text}: {}", quote(&written.replace(unknown, "")));
    let corrected = match trap {
        Trap::Tab => Some(piece.trim_end().replace('\t', "  ")),
        Trap::Bracket if written.starts_with('[') && !written.contains(']') => {
            Some(format!("{key_text}: {written}]"))
        }
        Trap::Bracket if written.starts_with('{') && !written.contains('}') => {
            Some(format!("{key_text}: {written}}}"))
        }
        Trap::Bracket => None,
        _ if written.is_empty() || nested => None,
        _ => Some(quoted),
    };
    let tab = piece
        .find("\n\t")
        .map(|at| at + 1)
        .or_else(|| piece.find('\t'));
    let place = if let (Trap::Tab, Some(tab)) = (trap, tab) {
        Span::new(
            tab,
            tab + piece
                .get(tab..)
                .and_then(|rest| rest.lines().next())
                .map_or(0, str::len),
        )
    } else if written.is_empty() || nested {
        Span::new(0, piece.trim_end().len())
    } else {
        value
    };
    Broken {
        problem: Problem {
            span: place.shifted(at),
            kind: ProblemKind::Yaml {
                trap,
                what: what.into(),
                corrected,
                // Of several lines any may have been meant as an entry of its own.
                fails_closed: piece.lines().filter(|line| !is_remark(line)).count() > 1,
            },
        },
        key: Some(Spanned::new(key_text, key.shifted(at))),
        value: place.shifted(at),
    }
}

/// A text that is no mapping: a line without `key:`.
pub(super) fn not_a_mapping(piece: &str, at: usize) -> Problem {
    let line = piece
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or("");
    let start = piece.find(line).unwrap_or(0);
    // `due 2027-03`: the colon is missing, or the blank after it.
    let corrected = match line.split_once([' ', ':']) {
        Some((key, value))
            if !key.is_empty()
                && key
                    .chars()
                    .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
                && !value.trim().is_empty() =>
        {
            Some(format!("{key}: {}", value.trim_start_matches(':').trim()))
        }
        _ => None,
    };
    let kind = ProblemKind::Yaml {
        trap: Trap::NotAKey,
        what: "each line here is `key: value`".into(),
        corrected,
        fails_closed: true,
    };
    Problem {
        span: Span::new(start, start + line.trim_end().len()).shifted(at),
        kind,
    }
}

fn name(value: &str, piece: &str) -> (Trap, &'static str) {
    let nested = is_nested(piece);
    let first = value.chars().next();
    let indented_by_tab = piece
        .lines()
        .any(|line| line.starts_with('\t') || line.trim_start_matches(' ').starts_with('\t'));
    if indented_by_tab {
        return (Trap::Tab, "a tab indents this; YAML takes blanks only");
    }
    if value.contains(unknown) {
        let what = "an invisible character stands in this value that YAML does not know";
        return (Trap::Other, what);
    }
    match first {
        Some('%') => (
            Trap::Percent,
            "a value cannot begin with `%` unless it is in quotes",
        ),
        Some('>') if value.len() > 1 => (
            Trap::Greater,
            "a value cannot begin with `>` unless it is in quotes",
        ),
        Some('@' | '`') => (
            Trap::At,
            "a value cannot begin with `@` unless it is in quotes",
        ),
        Some('"' | '\'') => (
            Trap::LeadingQuote,
            "a quote that begins a value must also end it",
        ),
        Some('[' | '{') => (
            Trap::Bracket,
            "a bracket that begins a value must also end it",
        ),
        Some('*' | '&' | '!' | '|' | '?' | ']' | '}' | ',' | '-') => (
            Trap::Indicator,
            "this first character means something else in YAML unless it is in quotes",
        ),
        _ if value.contains(": ") || value.ends_with(':') => (
            Trap::ColonInValue,
            "a colon and a blank inside a value need quotes around it",
        ),
        _ if nested => (Trap::Other, "the lines below this key do not line up"),
        _ => (Trap::Other, "this cannot be read"),
    }
}

/// Whether YAML has no place for a character, quoted or not.
fn unknown(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}'))
        || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Whether a line holds nothing, or a comment alone.
fn is_remark(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

/// Whether the lines below the first belong to its key.
fn is_nested(piece: &str) -> bool {
    piece
        .lines()
        .nth(1)
        .is_some_and(|next| next.starts_with([' ', '\t', '-']))
}

/// The key and the value of a line, as places in it.
fn split(line: &str) -> Option<(Span, Span)> {
    let line = line.trim_end();
    let colon = line.char_indices().position(|(at, c)| {
        c == ':'
            && line
                .get(at + 1..)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    });
    let colon = line.char_indices().nth(colon?)?.0;
    let key = line.get(..colon)?;
    let plain = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'));
    if !plain {
        return None;
    }
    let rest = line.get(colon + 1..)?;
    let start = colon + 1 + (rest.len() - rest.trim_start().len());
    Some((
        Span::new(0, key.trim_end().len()),
        Span::new(start, line.len()),
    ))
}

/// A value in the quotes that need the fewest escapes.
fn quote(value: &str) -> String {
    if !value.contains(['"', '\\']) {
        format!("\"{value}\"")
    } else if value.contains('\'') {
        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        format!("'{value}'")
    }
}

/// Text that YAML drops without a word: `tags: #career`, `title: Be the #1 choice`.
///
/// A comment is written with a blank after its `#`; one without is most likely meant as text.
pub(super) fn swallowed(file: &str, entry: &Entry) -> Option<Problem> {
    let from = match &entry.value.value {
        Node::Null => entry.key.span.end,
        Node::Scalar { quoted: false, .. } => entry.value.span.end,
        _ => return None,
    };
    let line = file.get(from..)?.lines().next()?;
    let line = line.strip_prefix(':').unwrap_or(line);
    let (gap, comment) = line.split_once('#')?;
    if !gap.trim().is_empty()
        || gap.is_empty()
        || comment.starts_with([' ', '!', '#'])
        || comment.trim().is_empty()
    {
        return None;
    }
    let end = from + file.get(from..)?.lines().next()?.trim_end().len();
    let start = file.get(..end)?.rfind('#').filter(|&start| start >= from)?;
    let value = match &entry.value.value {
        Node::Scalar { text, .. } => format!("{text}{gap}#{}", comment.trim_end()),
        _ => format!("#{}", comment.trim_end()),
    };
    let kind = ProblemKind::Yaml {
        trap: Trap::Hash,
        what: "what follows ` #` is a comment in YAML, so these words are lost".into(),
        corrected: Some(format!("{}: {}", entry.key.value, quote(&value))),
        fails_closed: false,
    };
    Some(Problem {
        span: Span::new(start, end),
        kind,
    })
}
