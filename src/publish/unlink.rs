//! What stays of a link that leads where its reader may not go.
//!
//! In: a link, with the place of its label. Out: edits of the text that holds it, none of which
//! touches the label, so that what stands in there has edits of its own; and the text as they leave it,
//! read anew. Nothing here decides what is hidden.

use crate::plan::body::{self, BodyRead};
use crate::plan::goal::{Body, Link, LinkStyle};
use crate::source::Span;
use std::borrow::Cow;

/// A body with parts of its text replaced, read anew.
pub(super) fn spliced(body: &Body, mut edits: Vec<(Span, Cow<'_, str>)>) -> BodyRead {
    edits.sort_by_key(|(span, _)| *span);
    edits.dedup();
    let mut text = String::with_capacity(body.text().len());
    let mut at = body.start;
    for (span, words) in &edits {
        // A link is told twice where a list holds it.
        if span.start < at {
            continue;
        }
        text.push_str(Span::new(at, span.start).of_from(body.text(), body.start));
        text.push_str(words);
        at = span.end;
    }
    let rest = body.text().get(at.saturating_sub(body.start)..);
    text.push_str(rest.unwrap_or(""));
    body::read(&text.into(), 0, body.start, &body.context)
}

/// The edits that leave of a link its label as it is written, or `words` for a bare id, which may say
/// too much. What stands in the label has edits of its own.
pub(super) fn unlinked<'a>(link: &Link, words: &'a str) -> Vec<(Span, Cow<'a, str>)> {
    let (before, after) = match link.style {
        LinkStyle::WikiBare => return vec![(link.span, words.into())],
        LinkStyle::WikiLabelled => (link.inner.start, link.inner.end),
        // `<address>` and the like: what stands for a label says as much as an id.
        LinkStyle::Markdown if link.label == link.target => {
            return vec![(link.span, words.into())];
        }
        _ => around(link),
    };
    vec![
        (Span::new(link.span.start, before), "".into()),
        (Span::new(after, link.span.end), "".into()),
    ]
}

/// The edits that let a link lead to the page, and no longer to a place on it.
pub(super) fn without_anchor(link: &Link) -> Vec<(Span, Cow<'static, str>)> {
    let (page, _) = link.target.split_once('#').unwrap_or((&link.target, ""));
    match link.style {
        LinkStyle::WikiBare => vec![(link.span, format!("[[{page}]]").into())],
        LinkStyle::WikiLabelled => vec![
            (
                Span::new(link.span.start, link.inner.start),
                format!("[[{page}|").into(),
            ),
            (Span::new(link.inner.end, link.span.end), "]]".into()),
        ],
        LinkStyle::Image => unlinked(link, ""),
        LinkStyle::Markdown => {
            let (_, after) = around(link);
            let mut address = String::with_capacity(page.len() + 4);
            for c in page.chars() {
                match c {
                    '<' | '>' | '\\' => address.extend(['\\', c]),
                    '&' => address.push_str("&amp;"),
                    c => address.push(c),
                }
            }
            if link.label == link.target {
                return vec![(link.span, format!("[{page}](<{address}>)").into())];
            }
            vec![(
                Span::new(after, link.span.end),
                format!("](<{address}>)").into(),
            )]
        }
    }
}

/// Where the label of `[label](target)` or `![label](target)` begins and ends.
fn around(link: &Link) -> (usize, usize) {
    let mark = 1 + usize::from(link.style == LinkStyle::Image);
    let begin = link.span.start + mark;
    if link.inner.is_empty() {
        return (begin, begin);
    }
    (begin, link.inner.end)
}
