//! What Markdown makes of a text: events in their order, and the ways through them.
//!
//! In: text. Out: events with their places, those left out that nest too deep. Knows nothing of
//! goals.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The Markdown that is read.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_WIKILINKS);

/// Lists, quotes, emphasis, links and pictures in one another are read down to here: far deeper than
/// anyone writes by hand, and shallow enough for every reader of a page.
pub const MAX_NESTING: usize = 100;

/// An event and its place in the text.
pub(super) type Placed<'e> = (Event<'e>, Range<usize>);

pub(super) type Events<'e> = [Placed<'e>];

/// What Markdown makes of `text`, without the blocks that nest deeper than is read; and where each of
/// those is too deep.
pub(super) fn events(text: &str) -> (Vec<Placed<'_>>, Vec<Range<usize>>) {
    // Prose has an event in about so many bytes; more than that, and the list grows.
    let mut out = Vec::with_capacity(text.len() / 8 + 16);
    let mut too_deep = Vec::new();
    let mut depth = 0_usize;
    // Where the block at the top begins, and whether it is left out.
    let (mut block, mut skips) = (0, false);
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(_) => {
                if depth == 0 {
                    (block, skips) = (out.len(), false);
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_NESTING && !skips {
            let line = text.get(range.clone()).unwrap_or("").lines().next();
            let shown = line.unwrap_or("").chars().take(40);
            let shown: usize = shown.map(char::len_utf8).sum();
            too_deep.push(range.start..range.start + shown);
            out.truncate(block);
            skips = true;
        }
        if !skips {
            out.push((event, range));
        }
        skips &= depth > 0;
    }
    (out, too_deep)
}

/// The places of code, in order.
pub(super) fn code(events: &Events<'_>) -> Vec<Range<usize>> {
    events
        .iter()
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range.clone())
        .collect()
}

/// The event that ends what begins at `at`.
pub(super) fn close(events: &Events<'_>, at: usize) -> usize {
    let mut depth = 0_usize;
    for (index, (event, _)) in events.iter().enumerate().skip(at) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return index;
                }
            }
            _ => {}
        }
    }
    events.len()
}

/// The direct items of the list whose events are `list`: where each begins and ends.
pub(super) fn items(events: &Events<'_>, list: Range<usize>) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = list.start + 1;
    while at < list.end {
        if matches!(events.get(at), Some((Event::Start(Tag::Item), _))) {
            let end = close(events, at);
            out.push((at, end));
            at = end;
        }
        at += 1;
    }
    out
}

pub(super) fn first_list(events: &Events<'_>, range: Range<usize>) -> usize {
    range
        .clone()
        .find(|at| matches!(events.get(*at), Some((Event::Start(Tag::List(_)), _))))
        .unwrap_or(range.end)
}

/// Where the text of a tight item ends: at its first block.
pub(super) fn first_block(events: &Events<'_>, item: usize) -> usize {
    let blocks = |event: &Event<'_>| {
        matches!(
            event,
            Event::Start(Tag::Paragraph | Tag::List(_) | Tag::CodeBlock(_) | Tag::BlockQuote(_))
                | Event::End(TagEnd::Item)
        )
    };
    (item + 1..events.len())
        .find(|at| events.get(*at).is_none_or(|(event, _)| blocks(event)))
        .unwrap_or(events.len())
}

/// The plain words of a run of events, code left out.
pub(super) fn plain(events: &Events<'_>, range: Range<usize>) -> String {
    let run = events.get(range).unwrap_or(&[]);
    let bytes = run.iter().map(|(event, _)| match event {
        Event::Text(text) | Event::Code(text) => text.len(),
        _ => 1,
    });
    let mut out = String::with_capacity(bytes.sum());
    let mut code = 0_usize;
    for (event, _) in run {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code += 1,
            Event::End(TagEnd::CodeBlock) => code = code.saturating_sub(1),
            Event::Text(text) if code == 0 => out.push_str(text),
            Event::Code(text) => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::End(TagEnd::Paragraph) if !out.is_empty() => out.push(' '),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

pub(super) fn is_container(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::FootnoteDefinition(_)
    )
}

pub(super) fn is_container_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition
    )
}
