//! Task lists: the steps of a goal, with their marks and those below them.

use super::events::{Events, close, first_list, items, plain};
use super::prepare::state_of;
use super::reader::Reader;
use crate::plan::field::Field;
use crate::plan::goal::{Markup, Step};
use crate::plan::markup::Writer;
use crate::prose::date::DateSpan;
use crate::source::{Span, Spanned, one_line};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

impl Reader<'_> {
    pub(super) fn boxes_in(&self, range: &Range<usize>) -> usize {
        self.prepared
            .boxes
            .partition_point(|(at, _)| *at < range.end)
            - self
                .prepared
                .boxes
                .partition_point(|(at, _)| *at < range.start)
    }

    /// Whether each direct item of the list is a task.
    pub(super) fn all_boxed(&self, events: &Events<'_>, list: Range<usize>) -> bool {
        items(events, list).iter().all(|(item, _)| {
            events
                .get(*item)
                .is_some_and(|(_, range)| self.box_of(range).is_some())
        })
    }

    /// The box on the first line of an item.
    pub(super) fn box_of(&self, item: &Range<usize>) -> Option<(usize, char)> {
        let line = self.text.get(item.clone())?.lines().next()?.len();
        let boxes = &self.prepared.boxes;
        let first = boxes.partition_point(|(at, _)| *at < item.start);
        boxes
            .get(first)
            .filter(|(at, _)| *at <= item.start + line)
            .copied()
    }

    pub(super) fn steps(&mut self, events: &Events<'_>, list: Range<usize>, depth: usize) {
        for (item, end) in items(events, list) {
            let Some((_, range)) = events.get(item) else {
                continue;
            };
            let inner = item + 1..end;
            // What is no step has no share in those below it.
            let boxed = self.box_of(range);
            let below = depth + usize::from(boxed.is_some());
            if let Some((place, state)) = boxed {
                let own = inner.start..first_list(events, inner.clone());
                let mut writer = Writer::of(range.len());
                for (event, _) in events.get(own.clone()).unwrap_or(&[]) {
                    if !matches!(
                        event,
                        Event::TaskListMarker(_)
                            | Event::Start(Tag::Paragraph)
                            | Event::End(TagEnd::Paragraph)
                    ) {
                        writer.event(event.clone());
                    }
                }
                let mut html = writer.finish();
                tidy(&mut html);
                let all = &self.prepared.marks;
                let marks = all
                    .binary_search_by_key(&(place + 2), |(at, _)| *at)
                    .ok()
                    .and_then(|at| all.get(at))
                    .map(|(_, marks)| marks.clone())
                    .unwrap_or_default();
                let mut problems = marks.problems;
                // The marks were read in the body; their places are the file's.
                let moved = |span: Span| span.shifted(self.start);
                let shift = |field: Field<DateSpan>| match field {
                    Field::Set(set) => Field::Set(Spanned::new(set.value, moved(set.span))),
                    Field::Broken(span) => Field::Broken(moved(span)),
                    Field::Absent => Field::Absent,
                };
                problems
                    .iter_mut()
                    .for_each(|problem| problem.span = moved(problem.span));
                self.out.problems.append(&mut problems);
                let line = self
                    .text
                    .get(range.clone())
                    .unwrap_or("")
                    .lines()
                    .next()
                    .unwrap_or("")
                    .trim_end()
                    .len();
                let text = plain(events, own);
                self.out.body.steps.push(Step {
                    text: one_line(&text),
                    markup: html,
                    span: self.span(&(range.start..range.start + line)),
                    state_span: self.span(&(place..place + 1)),
                    state: state_of(state),
                    due: shift(marks.due),
                    done: shift(marks.done),
                    weight: marks.weight.unwrap_or(1.0),
                    action: marks.action,
                    depth,
                    leaf: true,
                });
            }
            let mut at = inner.start;
            while at < inner.end {
                if matches!(events.get(at), Some((Event::Start(Tag::List(_)), _))) {
                    let end = close(events, at);
                    self.steps(events, at..end, below);
                    at = end;
                }
                at += 1;
            }
        }
    }

    /// Only leaves count: a step with steps below it is their sum.
    pub(super) fn leaves(&mut self) {
        let depths: Vec<usize> = self.out.body.steps.iter().map(|step| step.depth).collect();
        for (at, step) in self.out.body.steps.iter_mut().enumerate() {
            step.leaf = depths.get(at + 1).is_none_or(|next| *next <= step.depth);
        }
    }
}

/// Blanked marks leave runs of blanks behind; one is enough, none at the ends.
fn tidy(markup: &mut Markup) {
    if markup.holes.is_empty() && !markup.html.starts_with(' ') && !markup.html.contains("  ") {
        markup.html.truncate(markup.html.trim_end().len());
        return;
    }
    let mut html = String::with_capacity(markup.html.len());
    let mut holes = std::mem::take(&mut markup.holes).into_iter().peekable();
    let mut kept = Vec::new();
    for (at, c) in markup.html.char_indices() {
        while holes.peek().is_some_and(|(place, _)| *place <= at) {
            if let Some((_, hole)) = holes.next() {
                kept.push((html.len(), hole));
            }
        }
        let blank = c == ' ' && (html.is_empty() || html.ends_with(' '));
        if !blank {
            html.push(c);
        }
    }
    kept.extend(holes.map(|(_, hole)| (html.len(), hole)));
    html.truncate(html.trim_end().len());
    let end = html.len();
    kept.iter_mut()
        .for_each(|(place, _)| *place = (*place).min(end));
    *markup = Markup { html, holes: kept };
}
