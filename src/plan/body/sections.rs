//! Headings: the sections that they begin, what each is for, and who may see it.
//!
//! In: the events. Out: sections in the order of the text, and a problem for each attribute that
//! cannot be understood, which fails closed.

use super::events::{Events, code, is_container, is_container_end};
use super::reader::Reader;
use crate::plan::audience;
use crate::plan::goal::{Section, SectionRole};
use crate::problem::{Problem, ProblemKind};
use crate::source::{Span, Spanned};
use crate::vocabulary::Visibility;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use std::ops::Range;

impl Reader<'_> {
    /// Finds all headings; only those at the top may say who sees their section.
    pub(super) fn sections(&mut self, events: &Events<'_>) {
        let titled = self.out.body.context.titled;
        let code = code(events);
        let mut depth = 0_usize;
        let mut at = 0;
        while let Some((event, range)) = events.get(at) {
            at += 1;
            match event {
                Event::Start(Tag::Heading {
                    level,
                    id,
                    classes,
                    attrs,
                }) => {
                    let mut title = String::new();
                    let mut words: Option<Range<usize>> = None;
                    while let Some((event, range)) = events.get(at) {
                        match event {
                            Event::End(TagEnd::Heading(_)) => break,
                            Event::Text(text) | Event::Code(text) => title.push_str(text),
                            // HTML in a title is shown as text, like all HTML; a comment is not shown.
                            Event::InlineHtml(html) if !html.starts_with("<!--") => {
                                title.push_str(html);
                            }
                            Event::SoftBreak | Event::HardBreak => title.push(' '),
                            _ => {}
                        }
                        words = Some(words.map_or(range.clone(), |words| {
                            words.start.min(range.start)..words.end.max(range.end)
                        }));
                        at += 1;
                    }
                    let parsed = id.is_some() || !classes.is_empty() || !attrs.is_empty();
                    let group = parsed.then(|| attributes(self.text, range)).flatten();
                    if self.looks_marked(range, group.as_ref(), &code) {
                        let text = self.text.get(range.clone()).unwrap_or("");
                        let text = text.lines().next().unwrap_or("").trim();
                        self.attribute(range, text);
                    }
                    self.groups.extend(group.map(|group| group.start));
                    if depth > 0 {
                        for class in classes {
                            self.attribute(range, &format!(".{class}"));
                        }
                        for (name, _) in attrs {
                            self.attribute(range, name);
                        }
                        continue;
                    }
                    let mut seen = None;
                    for class in classes {
                        match Visibility::ALL
                            .iter()
                            .find(|visibility| visibility.as_str() == &**class)
                        {
                            // Of two the narrower holds.
                            Some(visibility) => seen = seen.max(Some(*visibility)),
                            None => self.attribute(range, &format!(".{class}")),
                        }
                    }
                    for (name, value) in attrs {
                        let text = value
                            .as_ref()
                            .map_or_else(|| name.to_string(), |value| format!("{name}={value}"));
                        self.attribute(range, &text);
                    }
                    let first = self.out.body.sections.is_empty();
                    let is_title = first
                        && (!titled || *level == HeadingLevel::H1)
                        && !title.trim().is_empty();
                    let role = if is_title {
                        SectionRole::Title
                    } else {
                        role_of(&title)
                    };
                    if is_title {
                        let span = self.span(&words.unwrap_or_else(|| range.clone()));
                        self.out.title = Some((Spanned::new(title.trim().to_owned(), span), seen));
                    }
                    self.out.body.sections.push(Section {
                        level: *level as u8,
                        title: title.trim().to_owned(),
                        heading: self.span(range),
                        span: self.span(&(range.start..self.text.len())),
                        role,
                        seen,
                        words: String::new(),
                    });
                }
                Event::Start(tag) if is_container(tag) => depth += 1,
                Event::End(tag) if is_container_end(*tag) => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        self.nest();
    }

    /// A section goes down to the next heading of its level or higher, and what lies in the steps or
    /// the log without a role of its own belongs to them.
    pub(super) fn nest(&mut self) {
        let sections = &mut self.out.body.sections;
        let mut open: Vec<usize> = Vec::new();
        for at in 0..sections.len() {
            let Some((level, start, own)) = sections
                .get(at)
                .map(|section| (section.level, section.heading.start, section.role))
            else {
                continue;
            };
            while let Some(&last) = open.last() {
                match sections.get_mut(last) {
                    Some(outer) if outer.level < level => break,
                    Some(outer) => outer.span.end = start,
                    None => {}
                }
                open.pop();
            }
            let around = open.last().and_then(|outer| self.roles.get(*outer));
            self.roles.push(match (own, around) {
                (SectionRole::Other, Some(around @ (SectionRole::Steps | SectionRole::Log))) => {
                    *around
                }
                _ => own,
            });
            open.push(at);
        }
    }

    /// Notes a heading that says something about its audience which cannot be understood, once.
    pub(super) fn attribute(&mut self, range: &Range<usize>, text: &str) {
        self.out.fails_closed = true;
        if self
            .marked
            .last()
            .is_some_and(|told| told.start <= range.start && range.end <= told.end)
        {
            return;
        }
        self.marked.push(range.clone());
        let span = self.span(range);
        let span = Span::new(
            span.start,
            span.start + self.text.get(range.clone()).unwrap_or("").trim_end().len(),
        );
        self.out.problems.push(Problem {
            span,
            kind: ProblemKind::HeadingAttribute {
                text: text.chars().take(60).collect(),
            },
        });
    }

    /// Whether a heading has something of an attribute beside the one that Markdown read from it:
    /// a brace with a dot or an audience, or an audience with a dot.
    pub(super) fn looks_marked(
        &self,
        range: &Range<usize>,
        group: Option<&Range<usize>>,
        code: &[Range<usize>],
    ) -> bool {
        let end = group.map_or(range.end, |group| group.start);
        let mut text = String::new();
        let mut at = range.start;
        let first = code.partition_point(|code| code.end <= range.start);
        let inside = code.iter().skip(first);
        for code in inside.take_while(|code| code.start < end) {
            text.push_str(self.text.get(at..code.start).unwrap_or(""));
            text.push(' ');
            at = code.end;
        }
        text.push_str(self.text.get(at..end).unwrap_or(""));
        if !text.contains(['{', '}', '.']) {
            return false;
        }
        let dotted = |rest: &str| {
            let rest = rest.trim_start().trim_start_matches(':').trim_start();
            rest.strip_prefix('.')
                .is_some_and(|rest| rest.starts_with(char::is_alphabetic))
        };
        let opened = text.split('{').skip(1).any(dotted);
        let braced = match (text.find('{'), text.rfind('}')) {
            (Some(open), _) => text.get(open..),
            (None, Some(close)) => text.get(..close),
            (None, None) => None,
        };
        opened || audience::marked(&text) || braced.is_some_and(audience::any_speaks)
    }
}

/// Where the attributes of a heading stand, braces included.
fn attributes(text: &str, heading: &Range<usize>) -> Option<Range<usize>> {
    let source = text.get(heading.clone())?;
    let end = source.rfind('}')?;
    let start = source.get(..end)?.rfind('{')?;
    Some(heading.start + start..heading.start + end + 1)
}

/// What a heading's words make of its section.
fn role_of(title: &str) -> SectionRole {
    const ROLES: &[(&[&str], SectionRole)] = &[
        (&["steps", "milestones", "next steps"], SectionRole::Steps),
        (
            &["log", "progress", "check-ins", "checkins", "check ins"],
            SectionRole::Log,
        ),
        (&["specific"], SectionRole::Specific),
        (&["measurable"], SectionRole::Measurable),
        (
            &["achievable", "attainable", "actionable"],
            SectionRole::Achievable,
        ),
        (&["relevant", "realistic"], SectionRole::Relevant),
        (
            &["time-bound", "timebound", "time bound", "timely"],
            SectionRole::TimeBound,
        ),
        (&["done when", "definition of done"], SectionRole::DoneWhen),
        (&["feedback"], SectionRole::Feedback),
    ];
    let title = title.trim().trim_end_matches(':');
    let is = |name: &&str| {
        if title.is_ascii() {
            name.eq_ignore_ascii_case(title)
        } else {
            title.to_lowercase() == **name
        }
    };
    let role = ROLES.iter().find(|(names, _)| names.iter().any(is));
    role.map_or(SectionRole::Other, |(_, role)| *role)
}
