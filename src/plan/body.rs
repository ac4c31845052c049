//! The body of a file: one pass over its Markdown gives sections, steps, log, links, words and HTML.
//!
//! Also asked to read what is left of a body after a section was cut from it, so nothing here knows
//! more than text and [`BodyContext`].

mod events;
mod links;
mod log;
mod prepare;
mod reader;
mod sections;
mod steps;
mod strays;

use crate::plan::goal::{BodyContext, SectionRole};
use crate::plan::markup::Writer;
use crate::problem::{Problem, ProblemKind};
use events::{Events, close, events, first_block, plain};
use prepare::prepare;
use pulldown_cmark::{Event, Tag, TagEnd};
use reader::Reader;
use std::ops::Range;
use std::sync::Arc;

pub use events::MAX_NESTING;
pub use reader::BodyRead;

/// Reads the Markdown of `source` from byte `offset` on, which stands at byte `start` of its file.
pub fn read(source: &Arc<str>, offset: usize, start: usize, context: &BodyContext) -> BodyRead {
    let text = source.get(offset..).unwrap_or("");
    let prepared = prepare(text, context);
    let (events, too_deep) = events(&prepared.text);
    let mut reader = Reader {
        text,
        start,
        prepared: &prepared,
        out: BodyRead::default(),
        groups: Vec::new(),
        marked: Vec::new(),
        roles: Vec::new(),
        linked: 0,
    };
    reader.out.body.start = start;
    reader.out.body.source = Arc::clone(source);
    reader.out.body.offset = offset;
    reader.out.body.context = context.clone();
    for place in too_deep {
        let span = reader.span(&place);
        let kind = ProblemKind::TooNested;
        reader.out.problems.push(Problem { span, kind });
        reader.out.fails_closed = true;
    }
    reader.sections(&events);
    reader.audiences(&events);
    let steps_anywhere = !reader
        .out
        .body
        .sections
        .iter()
        .any(|section| section.role == SectionRole::Steps);
    let plain = context.plain;
    reader.walk(&events, |role| {
        !plain && (role == SectionRole::Steps || (steps_anywhere && role != SectionRole::Log))
    });
    reader.out
}

impl Reader<'_> {
    fn walk(&mut self, events: &Events<'_>, is_step: impl Fn(SectionRole) -> bool) {
        let goal = !self.out.body.context.plain;
        let mut prose = Writer::of(self.text.len());
        let mut at = 0;
        let mut quotes = 0_usize;
        let mut listed = 0_usize;
        let mut lead_done = false;
        while let Some((event, range)) = events.get(at) {
            let role = self.role_at(range.start);
            match event {
                Event::Start(Tag::Heading { .. }) => {
                    let end = close(events, at);
                    let section = self
                        .section_at(range.start)
                        .and_then(|index| self.out.body.sections.get(index));
                    let own = section
                        .is_some_and(|section| section.heading.start == range.start + self.start);
                    let heading = section
                        .filter(|_| own)
                        .map_or(SectionRole::Other, |section| section.role);
                    // Title, steps and log have headings of the page's own; the log's entries have
                    // their dates.
                    let shown = !(heading == SectionRole::Title
                        || (goal && heading == SectionRole::Steps)
                        || (goal && own && role == SectionRole::Log));
                    lead_done |= heading != SectionRole::Title;
                    if shown {
                        self.each(events, at..end + 1, &mut prose);
                    } else {
                        self.links(events, at..end + 1);
                    }
                    at = end + 1;
                    continue;
                }
                Event::Start(Tag::List(_)) if goal && quotes == 0 => {
                    let end = close(events, at);
                    if role == SectionRole::Log {
                        self.log(events, at..end);
                        self.links(events, at..end);
                        at = end + 1;
                        continue;
                    }
                    let boxes = self.boxes_in(range);
                    if is_step(role) && boxes > 0 {
                        // A list inside one that is read was read with it.
                        if at >= listed {
                            self.steps(events, at..end, 0);
                            listed = end;
                        }
                        self.links(events, at..end);
                        if self.all_boxed(events, at..end) {
                            at = end + 1;
                            continue;
                        }
                    }
                }
                Event::Start(Tag::BlockQuote(_)) => quotes += 1,
                Event::End(TagEnd::BlockQuote(_)) => quotes = quotes.saturating_sub(1),
                Event::Start(Tag::Paragraph) if quotes == 0 => {
                    let end = close(events, at);
                    let words = plain(events, at..end);
                    if !lead_done && !words.is_empty() {
                        lead_done = true;
                        self.out.body.lead.clone_from(&words);
                        self.out.body.lead_span = self.span(
                            &(range.start
                                ..range.start
                                    + self.text.get(range.clone()).unwrap_or("").trim_end().len()),
                        );
                    }
                    self.words(range.start, &words);
                }
                Event::Start(Tag::Item) if quotes == 0 => {
                    let words = plain(events, at..first_block(events, at));
                    self.words(range.start, &words);
                }
                _ => {}
            }
            self.link(events, at);
            prose.event(event.clone());
            at += 1;
        }
        self.out.body.prose = prose.finish();
        self.leaves();
        let body = &mut self.out.body;
        body.steps.shrink_to_fit();
        body.log.shrink_to_fit();
        body.links.shrink_to_fit();
        body.sections.shrink_to_fit();
    }

    fn words(&mut self, at: usize, words: &str) {
        if let Some(section) = self
            .section_at(at)
            .and_then(|index| self.out.body.sections.get_mut(index))
        {
            // Only what a section of the worksheet says is ever asked for in words.
            let asked = matches!(
                section.role,
                SectionRole::Specific
                    | SectionRole::Measurable
                    | SectionRole::Achievable
                    | SectionRole::Relevant
                    | SectionRole::TimeBound
                    | SectionRole::DoneWhen
            );
            if !asked {
                return;
            }
            if !section.words.is_empty() && !words.is_empty() {
                section.words.push(' ');
            }
            section.words.push_str(words);
        }
    }

    fn each(&mut self, events: &Events<'_>, range: Range<usize>, writer: &mut Writer) {
        for at in range {
            self.link(events, at);
            if let Some((event, _)) = events.get(at) {
                writer.event(event.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests;
