//! Where the front matter of a file begins and ends.
//!
//! In: the text of a file. Out: places in it, and those that look like a fence and are none. Reads no
//! YAML.

use super::table::FIELDS;
use crate::source::Span;

/// Where the front matter of a text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// The YAML between the fences; empty at the first byte where there are none.
    pub block: Span,
    /// Where the body begins.
    pub body: usize,
    /// The opening fence, where the closing one is missing.
    pub unclosed: Option<Span>,
    /// A first line that was likely meant as an opening fence, and is none.
    pub unread: Option<Span>,
}

/// Finds the front matter of a text: between a first line `---` and the next `---` or `...`.
pub fn split(text: &str) -> Split {
    let begin = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let mut lines = text.get(begin..).unwrap_or("").split_inclusive('\n');
    let first = lines.next().unwrap_or("");
    if first.trim_end() != "---" {
        return Split {
            block: Span::at(begin),
            body: begin,
            unclosed: None,
            unread: unread(text, begin),
        };
    }
    let start = begin + first.len();
    let mut at = start;
    let mut end_of_fields = None;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Split {
                block: Span::new(start, at),
                body: at + line.len(),
                unclosed: None,
                unread: None,
            };
        }
        // Where the fence is missing, the fields end at the first blank line or heading.
        if end_of_fields.is_none()
            && (line.trim().is_empty() || line.starts_with("# ") || line.starts_with("## "))
        {
            end_of_fields = Some(at);
        }
        at += line.len();
    }
    let end = end_of_fields.unwrap_or(text.len());
    Split {
        block: Span::new(start, end),
        body: end,
        unclosed: Some(Span::new(begin, begin + 3)),
        unread: None,
    }
}

/// The first line that says something, where it looks like the fence of a front matter: after blank
/// lines or invisible characters, with more than `---` on it, with old line ends, or `+++`.
///
/// A rule above plain words is none: what follows must read like fields.
pub(super) fn unread(text: &str, begin: usize) -> Option<Span> {
    let rest = text.get(begin..)?;
    let bare = rest.trim_start_matches(|c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(
                c,
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
            )
    });
    let fence = ["---", "+++"]
        .into_iter()
        .find(|fence| bare.starts_with(fence))?;
    let start = begin + (rest.len() - bare.len());
    let mut lines = bare.split(['\n', '\r']);
    let first = lines.next()?.trim_end();
    let mut fields = 0_usize;
    let mut ours = false;
    for line in lines {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if line.starts_with(fence) || line == "..." {
            ours |= fields > 0;
            break;
        }
        let Some((key, _)) = line.split_once([':', '=']) else {
            // A list or a longer value belongs to the field above it; a sentence does not.
            if fields == 0 || line.starts_with("# ") {
                break;
            }
            continue;
        };
        let key = key.trim().trim_matches(['"', '\'']);
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        if key.is_empty() || !key.chars().all(plain) {
            break;
        }
        fields += 1;
        ours |= FIELDS.iter().any(|field| {
            std::iter::once(&field.name)
                .chain(field.synonyms)
                .any(|name| name.eq_ignore_ascii_case(key))
        });
        if ours {
            break;
        }
    }
    ours.then(|| Span::new(start, start + first.len()))
}
