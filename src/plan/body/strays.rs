//! Words about an audience where none is read: in a quote, a list, HTML, a paragraph.
//!
//! In: the text, and which of it is code. Out: a problem for each, which fails closed.

use super::events::{Events, code};
use super::reader::Reader;
use crate::plan::audience;
use crate::problem::{Problem, ProblemKind, Stray};
use crate::source::{Span, one_line};
use memchr::{memchr2_iter, memmem};
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

impl Reader<'_> {
    /// Looks for audiences that stand where none is read: in a quote, a list, HTML, a paragraph.
    pub(super) fn audiences(&mut self, events: &Events<'_>) {
        let text = self.text;
        let code = code(events);
        let in_code = |at: usize| {
            let after = code.partition_point(|code| code.end <= at);
            code.get(after).is_some_and(|code| code.start <= at)
        };
        let mut signs: Vec<Range<usize>> = Vec::new();
        let mut open: Option<usize> = None;
        for at in memchr2_iter(b'{', b'}', text.as_bytes()) {
            if in_code(at) {
                continue;
            }
            if text.as_bytes().get(at) == Some(&b'{') {
                // One that nothing closed.
                if let Some(start) = open.replace(at) {
                    signs.extend(opening(text, start));
                }
                continue;
            }
            match open.take() {
                Some(start) => {
                    let inner = text.get(start + 1..at).unwrap_or("");
                    let short = inner.len() <= 60 && !is_apart(inner);
                    if short && audience::any_speaks(inner) {
                        signs.push(start..at + 1);
                    } else {
                        signs.extend(opening(text, start));
                    }
                }
                None => signs.extend(closing(text, at)),
            }
        }
        if let Some(start) = open {
            signs.extend(opening(text, start));
        }
        for sign in signs {
            let told = self.marked.partition_point(|told| told.end <= sign.start);
            let told = self
                .marked
                .get(told)
                .is_some_and(|told| told.start <= sign.start);
            if !told && self.groups.binary_search(&sign.start).is_err() {
                let text = text.get(sign.clone()).unwrap_or("");
                let span = self.span(&sign);
                self.out.problems.push(Problem {
                    span,
                    kind: ProblemKind::HeadingAttribute {
                        text: one_line(text),
                    },
                });
                self.out.fails_closed = true;
            }
        }
        for place in audience::lines_in_body(text).filter(|place| !in_code(place.start)) {
            self.stray(&place, Stray::Line);
        }
        self.comments(events, in_code);
    }

    /// A comment that Markdown takes for text is shown, and one that never ends hides too much.
    pub(super) fn comments(&mut self, events: &Events<'_>, in_code: impl Fn(usize) -> bool) {
        let text = self.text;
        if memmem::find(text.as_bytes(), b"<!--").is_none() {
            return;
        }
        let html: Vec<&Range<usize>> = events
            .iter()
            .filter(|(event, _)| {
                matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_))
            })
            .map(|(_, range)| range)
            .collect();
        let mut at = 0;
        while let Some(found) = text.get(at..).and_then(|rest| rest.find("<!--")) {
            let start = at + found;
            at = start + 4;
            if in_code(start) || text.get(..start).is_some_and(|text| text.ends_with('\\')) {
                continue;
            }
            let block = html.partition_point(|html| html.end <= start);
            let block = html.get(block).filter(|html| html.start <= start);
            // `<!-->` is whole.
            let close = block.and_then(|html| text.get(start + 2..html.end)?.find("-->"));
            match close {
                Some(length) => at = start + 2 + length + 3,
                None => {
                    let line = text.get(start..).unwrap_or("").lines().next().unwrap_or("");
                    self.stray(&(start..start + line.trim_end().len()), Stray::Comment);
                    // What follows on the line, and in the block, belongs to it.
                    at = at.max(start + line.len());
                    at = block.map_or(at, |html| at.max(html.end));
                }
            }
        }
    }

    pub(super) fn stray(&mut self, range: &Range<usize>, place: Stray) {
        let Problem { kind, .. } =
            audience::stray(self.text, Span::new(range.start, range.end), place);
        let span = self.span(range);
        self.out.problems.push(Problem { span, kind });
        self.out.fails_closed = true;
    }
}

/// Whether a blank line lies in `text`, so that its two ends belong to different paragraphs.
fn is_apart(text: &str) -> bool {
    let lines = text.lines().count();
    text.lines()
        .skip(1)
        .take(lines.saturating_sub(2))
        .any(|line| line.trim().is_empty())
}

/// A brace that opens, with an audience after it, as far as that goes: `{.private`.
fn opening(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at + 1..)?;
    let bare = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '#'));
    let end = bare
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(bare.len());
    let gap = rest.len() - bare.len();
    audience::speaks(bare.get(..end)?).then_some(at..at + 1 + gap + end)
}

/// A brace that closes what none opened, with an audience before it: `.private}`.
fn closing(text: &str, at: usize) -> Option<Range<usize>> {
    let bare = text.get(..at)?.trim_end();
    let word = bare
        .rfind(|c: char| !c.is_alphanumeric())
        .filter(|place| bare.get(*place..).is_some_and(|rest| rest.starts_with('.')))?;
    audience::speaks(bare.get(word + 1..)?).then_some(word..at + 1)
}
