//! The body of a file: one pass over its Markdown gives sections, steps, log, links, words and HTML.
//!
//! Also asked to read what is left of a body after a section was cut from it, so nothing here knows
//! more than text and [`BodyContext`].

use crate::plan::audience;
use crate::plan::field::Field;
use crate::plan::goal::{
    Body, BodyContext, Link, LinkStyle, LogEntry, Markup, Section, SectionRole, Step, StepState,
};
use crate::plan::log_line::{self, NoEntry};
use crate::plan::marks::{self, Marks};
use crate::plan::markup::{self, Writer, escape};
use crate::problem::{Problem, ProblemKind, Stray};
use crate::prose::date::DateSpan;
use crate::source::{Span, Spanned};
use crate::vocabulary::Visibility;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;
use std::sync::Arc;

/// The Markdown that is read.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_WIKILINKS);

/// What reading a body gives beside the body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BodyRead {
    /// The body.
    pub body: Body,
    /// The title, where the first heading is one, with the audience that its heading names.
    pub title: Option<(Spanned<String>, Option<Visibility>)>,
    /// What is amiss.
    pub problems: Vec<Problem>,
    /// Whether something about who may see it could not be understood.
    pub fails_closed: bool,
}

/// Reads the Markdown of `source` from byte `offset` on, which stands at byte `start` of its file.
pub fn read(source: &Arc<str>, offset: usize, start: usize, context: &BodyContext) -> BodyRead {
    let text = source.get(offset..).unwrap_or("");
    let prepared = prepare(text, context);
    let events: Vec<(Event<'_>, Range<usize>)> = Parser::new_ext(&prepared.text, OPTIONS)
        .into_offset_iter()
        .collect();
    let mut reader = Reader {
        text,
        start,
        prepared: &prepared,
        out: BodyRead::default(),
        groups: Vec::new(),
        marked: Vec::new(),
        roles: Vec::new(),
    };
    reader.out.body.start = start;
    reader.out.body.source = Arc::clone(source);
    reader.out.body.offset = offset;
    reader.out.body.context = context.clone();
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

/// A copy of the text, byte for byte as long, in which what Markdown does not know is blanked.
struct Prepared {
    text: String,
    /// For each task line: where its box's character stands, and what is in it.
    boxes: Vec<(usize, char)>,
    /// The marks of each task line, by where the line's words begin.
    marks: Vec<(usize, Marks)>,
}

/// Makes `[-]` and `[/]` boxes that Markdown knows, and takes the marks out of the steps' words.
fn prepare(text: &str, context: &BodyContext) -> Prepared {
    let mut out = Prepared {
        text: text.to_owned(),
        boxes: Vec::new(),
        marks: Vec::new(),
    };
    if context.plain {
        return out;
    }
    let tasks = tasks(text);
    let mut blanks: Vec<(Range<usize>, &str)> = Vec::new();
    for (start, line, place, state) in tasks {
        let at = start + line.len();
        out.boxes.push((start + place, state));
        if matches!(state, '-' | '/') {
            blanks.push((start + place..start + place + 1, " "));
        }
        let words = start + place + 2;
        let rest = text.get(words..at).unwrap_or("").trim_end();
        let lead = rest.len() - rest.trim_start().len();
        let state = state_of(state);
        let marks = marks::read(rest.trim_start(), words + lead, state);
        for place in &marks.places {
            blanks.push((place.start..place.end, " "));
        }
        out.marks.push((words, marks));
    }
    for (range, with) in blanks {
        let width = range.len();
        out.text.replace_range(range, &with.repeat(width));
    }
    out
}

/// The task lines: where each begins, the line, and its box as [`task_box`] tells it. Lines of code
/// and of HTML are none.
fn tasks(text: &str) -> Vec<(usize, &str, usize, char)> {
    let mut at = 0;
    let mut found = Vec::new();
    let mut doubt = text.contains("```") || text.contains("~~~") || text.contains('<');
    for line in text.split_inclusive('\n') {
        if let Some((place, state)) = task_box(line) {
            doubt |= line.starts_with("    ") || line.starts_with('\t');
            found.push((at, line, place, state));
        }
        at += line.len();
    }
    // Only Markdown knows what is code. Most goals have nothing that could be, so they are read once.
    if doubt && !found.is_empty() {
        let blocks: Vec<Range<usize>> = Parser::new_ext(text, OPTIONS)
            .into_offset_iter()
            .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)))
            .map(|(_, range)| range)
            .collect();
        found.retain(|(start, _, place, _)| {
            let at = start + place;
            let after = blocks.partition_point(|block| block.end <= at);
            blocks.get(after).is_none_or(|block| at < block.start)
        });
    }
    found
}

/// The place of the character in the box of a task line, and the character.
fn task_box(line: &str) -> Option<(usize, char)> {
    let bare = line.trim_start_matches([' ', '\t', '>']);
    let lead = line.len() - bare.len();
    let marker = if bare.starts_with(['-', '*', '+']) {
        1
    } else {
        let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let ends = bare
            .get(digits..)
            .is_some_and(|rest| rest.starts_with(['.', ')']));
        if digits == 0 || !ends {
            return None;
        }
        digits + 1
    };
    let after = bare.get(marker..)?;
    let gap = after.len() - after.trim_start_matches(' ').len();
    let boxed = after.get(gap..)?.strip_prefix('[')?;
    let mut chars = boxed.chars();
    let state = chars.next()?;
    let closes = chars.next() == Some(']') && chars.next().is_none_or(char::is_whitespace);
    (gap > 0 && closes && matches!(state, ' ' | 'x' | 'X' | '-' | '/'))
        .then_some((lead + marker + gap + 1, state))
}

fn state_of(state: char) -> StepState {
    match state {
        'x' | 'X' => StepState::Done,
        '/' => StepState::Half,
        '-' => StepState::Cancelled,
        _ => StepState::Open,
    }
}

struct Reader<'t> {
    text: &'t str,
    start: usize,
    prepared: &'t Prepared,
    out: BodyRead,
    /// Where the attributes begin that Markdown read from headings.
    groups: Vec<usize>,
    /// The headings whose attributes are told.
    marked: Vec<Range<usize>>,
    /// The role of each section, that of the steps or log around it included.
    roles: Vec<SectionRole>,
}

type Events<'e> = [(Event<'e>, Range<usize>)];

impl Reader<'_> {
    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.start)
    }

    /// Finds all headings; only those at the top may say who sees their section.
    fn sections(&mut self, events: &Events<'_>) {
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
    fn nest(&mut self) {
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
    fn attribute(&mut self, range: &Range<usize>, text: &str) {
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
    fn looks_marked(
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

    /// Looks for audiences that stand where none is read: in a quote, a list, HTML, a paragraph.
    fn audiences(&mut self, events: &Events<'_>) {
        let text = self.text;
        let code = code(events);
        let in_code = |at: usize| {
            let after = code.partition_point(|code| code.end <= at);
            code.get(after).is_some_and(|code| code.start <= at)
        };
        let mut signs: Vec<Range<usize>> = Vec::new();
        let mut open: Option<usize> = None;
        for (at, brace) in text.match_indices(['{', '}']) {
            if in_code(at) {
                continue;
            }
            if brace == "{" {
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
                        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
                    },
                });
                self.out.fails_closed = true;
            }
        }
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if let Some(place) = audience::line_in_body(line)
                && !in_code(at + place.start)
            {
                self.stray(&(at + place.start..at + place.end), Stray::Line);
            }
            at += line.len();
        }
        self.comments(events, in_code);
    }

    /// A comment that Markdown takes for text is shown, and one that never ends hides too much.
    fn comments(&mut self, events: &Events<'_>, in_code: impl Fn(usize) -> bool) {
        let text = self.text;
        if !text.contains("<!--") {
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
                    // What follows in the block belongs to it.
                    at = block.map_or(at, |html| at.max(html.end));
                }
            }
        }
    }

    fn stray(&mut self, range: &Range<usize>, place: Stray) {
        let Problem { kind, .. } =
            audience::stray(self.text, Span::new(range.start, range.end), place);
        let span = self.span(range);
        self.out.problems.push(Problem { span, kind });
        self.out.fails_closed = true;
    }

    /// The role of the section that a place lies in, innermost; headings inside the steps or the log
    /// do not end them.
    fn role_at(&self, at: usize) -> SectionRole {
        self.section_at(at)
            .and_then(|index| self.roles.get(index))
            .copied()
            .unwrap_or(SectionRole::Other)
    }

    fn section_at(&self, at: usize) -> Option<usize> {
        let at = at + self.start;
        let before = self
            .out
            .body
            .sections
            .partition_point(|section| section.heading.start <= at);
        before.checked_sub(1)
    }

    fn walk(&mut self, events: &Events<'_>, is_step: impl Fn(SectionRole) -> bool) {
        let goal = !self.out.body.context.plain;
        let mut prose = Writer::default();
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

    fn boxes_in(&self, range: &Range<usize>) -> usize {
        self.prepared
            .boxes
            .partition_point(|(at, _)| *at < range.end)
            - self
                .prepared
                .boxes
                .partition_point(|(at, _)| *at < range.start)
    }

    /// Whether each direct item of the list is a task.
    fn all_boxed(&self, events: &Events<'_>, list: Range<usize>) -> bool {
        items(events, list).iter().all(|(item, _)| {
            events
                .get(*item)
                .is_some_and(|(_, range)| self.box_of(range).is_some())
        })
    }

    /// The box on the first line of an item.
    fn box_of(&self, item: &Range<usize>) -> Option<(usize, char)> {
        let line = self.text.get(item.clone())?.lines().next()?.len();
        let boxes = &self.prepared.boxes;
        let first = boxes.partition_point(|(at, _)| *at < item.start);
        boxes
            .get(first)
            .filter(|(at, _)| *at <= item.start + line)
            .copied()
    }

    fn steps(&mut self, events: &Events<'_>, list: Range<usize>, depth: usize) {
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
                let mut writer = Writer::default();
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
                    text: text.split_whitespace().collect::<Vec<_>>().join(" "),
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
    fn leaves(&mut self) {
        let depths: Vec<usize> = self.out.body.steps.iter().map(|step| step.depth).collect();
        for (at, step) in self.out.body.steps.iter_mut().enumerate() {
            step.leaf = depths.get(at + 1).is_none_or(|next| *next <= step.depth);
        }
    }

    fn log(&mut self, events: &Events<'_>, list: Range<usize>) {
        for (item, end) in items(events, list) {
            let Some((_, range)) = events.get(item) else {
                continue;
            };
            let source = self.text.get(range.clone()).unwrap_or("");
            let marker = source.find(|c: char| c.is_whitespace()).unwrap_or(0);
            let rest = source.get(marker..).unwrap_or("");
            let begin = range.start + marker + (rest.len() - rest.trim_start().len());
            let line = self
                .text
                .get(begin..)
                .unwrap_or("")
                .lines()
                .next()
                .unwrap_or("")
                .trim_end();
            match log_line::read(line, self.out.body.context.unit.as_deref()) {
                Ok(entry) => {
                    let mut writer = Writer::default();
                    for (event, _) in events.get(item + 1..end).unwrap_or(&[]) {
                        writer.event(event.clone());
                    }
                    let mut html = unwrap_paragraph(writer.finish());
                    let mut prefix = String::new();
                    escape(line.get(..entry.note).unwrap_or(""), &mut prefix);
                    let kept = prefix.trim_end().len();
                    if html.html.starts_with(prefix.trim_end()) {
                        markup::cut_front(&mut html, kept);
                    }
                    let words = plain(events, item + 1..end);
                    let note = words.get(entry.note..).map_or_else(
                        || line.get(entry.note..).unwrap_or("").to_owned(),
                        str::to_owned,
                    );
                    self.out.body.log.push(LogEntry {
                        date: entry.date,
                        value: entry.value,
                        confidence: confidence(&note),
                        note: note.trim().to_owned(),
                        markup: html,
                        span: self.span(&(begin..begin + line.len())),
                    });
                }
                Err(NoEntry::Remark) => {}
                Err(NoEntry::Date(length, why)) => {
                    let text = line
                        .get(..length)
                        .unwrap_or("")
                        .trim_end_matches(':')
                        .to_owned();
                    let span = self.span(&(begin..begin + text.len()));
                    self.out.problems.push(Problem {
                        span,
                        kind: ProblemKind::Date {
                            field: "log".into(),
                            text,
                            why,
                        },
                    });
                }
                Err(NoEntry::Number(place, readings)) => {
                    let text = line.get(place.clone()).unwrap_or("").to_owned();
                    let span = self.span(&(begin + place.start..begin + place.end));
                    self.out.problems.push(Problem {
                        span,
                        kind: ProblemKind::Number {
                            field: "log".into(),
                            text,
                            readings,
                        },
                    });
                }
            }
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

    fn links(&mut self, events: &Events<'_>, range: Range<usize>) {
        for at in range {
            self.link(events, at);
        }
    }

    fn link(&mut self, events: &Events<'_>, at: usize) {
        let (target, style, range) = match events.get(at) {
            Some((
                Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    ..
                }),
                range,
            )) => (dest_url, markup::style(*link_type), range),
            Some((
                Event::Start(Tag::Image {
                    link_type,
                    dest_url,
                    ..
                }),
                range,
            )) => {
                let style = markup::embed(*link_type, dest_url).unwrap_or(LinkStyle::Image);
                (dest_url, style, range)
            }
            _ => return,
        };
        let span = self.span(range);
        if self
            .out
            .body
            .links
            .iter()
            .rev()
            .take(8)
            .any(|link| link.span == span)
        {
            return;
        }
        let end = close(events, at);
        let label = plain(events, at..end);
        let words = events.get(at + 1..end).unwrap_or(&[]);
        let words = words.iter().map(|(_, range)| self.span(range));
        let inner = words.reduce(Span::join).unwrap_or(Span::at(span.start));
        self.out.body.links.push(Link {
            target: target.to_string(),
            style,
            label,
            inner,
            span,
        });
    }
}

/// `confidence 6` in a note, from 0 to 10.
fn confidence(note: &str) -> Option<u8> {
    let lower = note.to_lowercase();
    let after = lower
        .split_once("confidence")?
        .1
        .trim_start_matches([' ', ':', '=']);
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|value| *value <= 10)
}

fn is_container(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::FootnoteDefinition(_)
    )
}

fn is_container_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition
    )
}

/// The places of code, in order.
fn code(events: &Events<'_>) -> Vec<Range<usize>> {
    events
        .iter()
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range.clone())
        .collect()
}

/// Where the attributes of a heading stand, braces included.
fn attributes(text: &str, heading: &Range<usize>) -> Option<Range<usize>> {
    let source = text.get(heading.clone())?;
    let end = source.rfind('}')?;
    let start = source.get(..end)?.rfind('{')?;
    Some(heading.start + start..heading.start + end + 1)
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

/// The event that ends what begins at `at`.
fn close(events: &Events<'_>, at: usize) -> usize {
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
fn items(events: &Events<'_>, list: Range<usize>) -> Vec<(usize, usize)> {
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

fn first_list(events: &Events<'_>, range: Range<usize>) -> usize {
    range
        .clone()
        .find(|at| matches!(events.get(*at), Some((Event::Start(Tag::List(_)), _))))
        .unwrap_or(range.end)
}

/// Where the text of a tight item ends: at its first block.
fn first_block(events: &Events<'_>, item: usize) -> usize {
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
fn plain(events: &Events<'_>, range: Range<usize>) -> String {
    let mut out = String::new();
    let mut code = 0_usize;
    for (event, _) in events.get(range).unwrap_or(&[]) {
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

/// What a heading's words make of its section.
fn role_of(title: &str) -> SectionRole {
    match title.trim().trim_end_matches(':').to_lowercase().as_str() {
        "steps" | "milestones" | "next steps" => SectionRole::Steps,
        "log" | "progress" | "check-ins" | "checkins" | "check ins" => SectionRole::Log,
        "specific" => SectionRole::Specific,
        "measurable" => SectionRole::Measurable,
        "achievable" | "attainable" | "actionable" => SectionRole::Achievable,
        "relevant" | "realistic" => SectionRole::Relevant,
        "time-bound" | "timebound" | "time bound" | "timely" => SectionRole::TimeBound,
        "done when" | "definition of done" => SectionRole::DoneWhen,
        "feedback" => SectionRole::Feedback,
        _ => SectionRole::Other,
    }
}

/// Blanked marks leave runs of blanks behind; one is enough, none at the ends.
fn tidy(markup: &mut Markup) {
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

/// A loose item's single paragraph as a tight one.
fn unwrap_paragraph(mut markup: Markup) -> Markup {
    let single = markup
        .html
        .strip_prefix("<p>")
        .is_some_and(|rest| !rest.contains("<p>"));
    if single {
        markup::cut_front(&mut markup, "<p>".len());
        markup.html = markup.html.replacen("</p>\n", "", 1);
        let end = markup.html.len();
        markup
            .holes
            .iter_mut()
            .for_each(|(place, _)| *place = (*place).min(end));
    }
    let end = markup.html.trim_end().len();
    markup.html.truncate(end);
    markup
        .holes
        .iter_mut()
        .for_each(|(place, _)| *place = (*place).min(end));
    markup
}

#[cfg(test)]
mod tests;
