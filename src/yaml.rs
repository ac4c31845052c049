//! YAML as a tree in which every key and value knows its bytes. Alone knows the YAML crate.
//!
//! In: the text of a front matter or of `plan.yaml`. Out: the entries of its top-level mapping, and
//! what could not be read. The parser stops at the first syntax error, so on one the text is cut at
//! its top-level keys and each entry is parsed alone: a broken entry costs only itself. Values stay
//! text; what a field makes of `NO`, `012` or a date is the field's own affair.

mod trap;

use crate::problem::{Problem, ProblemKind, Trap};
use crate::source::{Span, Spanned};
use granit_parser::{Event, Parser, ScalarStyle};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;

/// Deeper than this no plan nests anything.
const MAX_DEPTH: usize = 12;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Nothing is written.
    Null,
    /// Text, a number, a date: not yet interpreted.
    Scalar {
        /// Its characters, quotes and escapes resolved.
        text: String,
        /// Whether it was quoted or a block.
        quoted: bool,
    },
    /// A list.
    Seq(Vec<Spanned<Node>>),
    /// A mapping, in the order written; of a key that is given twice the first.
    Map(Vec<Entry>),
    /// Something that could not be read; its problem is told.
    Broken,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: Spanned<String>,
    /// The value; an empty one has an empty place behind its key.
    pub value: Spanned<Node>,
}

/// A top-level mapping, and what could not be read of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    /// Its entries, in the order written.
    pub entries: Vec<Entry>,
    /// What is amiss.
    pub problems: Vec<Problem>,
}

/// Parses the block of `file` at `block`, which holds a mapping or nothing.
pub fn mapping(file: &str, block: Span) -> Mapping {
    let text = block.of(file);
    let mut out = Mapping::default();
    match parse(text, block.start, &mut out.problems) {
        Ok(Node::Map(entries)) => out.entries = entries,
        Ok(Node::Null) => {}
        Ok(_) => {
            let problem = trap::not_a_mapping(text, block.start);
            out.problems.push(problem);
        }
        Err(()) => {
            out.problems.clear();
            each_entry(text, block.start, &mut out);
        }
    }
    unique(&mut out.entries, &mut out.problems);
    for entry in &out.entries {
        out.problems.extend(trap::swallowed(file, entry));
    }
    out.problems.sort_by_key(|problem| problem.span);
    out
}

/// Parses `text`, which stands at byte `at` of its file; what is amiss beside syntax is noted.
fn parse(text: &str, at: usize, problems: &mut Vec<Problem>) -> Result<Node, ()> {
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut reader = Reader {
        parser: Parser::new_from_str_with_options(text, options),
        at,
        problems,
    };
    let mut root = Node::Null;
    while let Some((event, span)) = reader.next()? {
        match event {
            Event::StreamEnd => break,
            // A second document is no part of a mapping; the caller cuts it into entries.
            Event::DocumentStart(true, _) if root != Node::Null => return Err(()),
            Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
            event => {
                if root != Node::Null {
                    return Err(());
                }
                root = reader.node(event, span, 0)?.value;
            }
        }
    }
    Ok(root)
}

/// What is lost with something that is not read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Loss {
    /// The value of a key that is known.
    Value,
    /// A key, and whatever it says.
    More,
}

struct Reader<'t, 'p> {
    parser: Parser<'t, granit_parser::StrInput<'t>>,
    at: usize,
    problems: &'p mut Vec<Problem>,
}

impl<'t> Reader<'t, '_> {
    fn next(&mut self) -> Result<Option<(Event<'t>, Span)>, ()> {
        match self.parser.next_event() {
            None => Ok(None),
            Some(Err(_)) => Err(()),
            Some(Ok((event, span))) => {
                let range = span.byte_range().unwrap_or_default();
                Ok(Some((
                    event,
                    Span::new(range.start, range.end).shifted(self.at),
                )))
            }
        }
    }

    fn node(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Spanned<Node>, ()> {
        if depth > MAX_DEPTH {
            return Err(());
        }
        let (anchor, tag) = match &event {
            Event::Scalar(_, _, anchor, tag)
            | Event::SequenceStart(_, anchor, tag)
            | Event::MappingStart(_, anchor, tag) => (*anchor, tag.is_some()),
            _ => (0, false),
        };
        let special = anchor != 0 || tag;
        let node = match event {
            Event::Scalar(text, style, ..) => {
                let quoted = style != ScalarStyle::Plain;
                // Only the range tells an empty value from a written `~`; both say nothing.
                let empty = !quoted && (span.is_empty() || text == "~" || text == "null");
                let node = if empty {
                    Node::Null
                } else {
                    Node::Scalar {
                        text: text.into_owned(),
                        quoted,
                    }
                };
                Spanned::new(node, span)
            }
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                let end = loop {
                    match self.next()?.ok_or(())? {
                        (Event::SequenceEnd, end) => break end,
                        (event, span) => items.push(self.node(event, span, depth + 1)?),
                    }
                };
                let whole = items.iter().map(|item| item.span).fold(span, Span::join);
                let whole = if end.is_empty() {
                    whole
                } else {
                    whole.join(end)
                };
                Spanned::new(Node::Seq(items), whole)
            }
            Event::MappingStart(..) => self.map(span, depth)?,
            // An alias: there is nothing to repeat in a plan, and no bomb to build.
            _ => {
                self.unsupported(span, Loss::Value);
                return Ok(Spanned::new(Node::Broken, span));
            }
        };
        if special {
            self.unsupported(node.span, Loss::Value);
            return Ok(Spanned::new(Node::Broken, node.span));
        }
        Ok(node)
    }

    fn map(&mut self, start: Span, depth: usize) -> Result<Spanned<Node>, ()> {
        let mut entries: Vec<Entry> = Vec::new();
        let end = loop {
            let (event, span) = match self.next()?.ok_or(())? {
                (Event::MappingEnd, end) => break end,
                other => other,
            };
            let told = self.problems.len();
            let key = self.node(event, span, depth + 1)?;
            // Which key it is cannot be told, so it may be the one that says who sees the file.
            for problem in self.problems.iter_mut().skip(told) {
                if let ProblemKind::Yaml { fails_closed, .. } = &mut problem.kind {
                    *fails_closed = true;
                }
            }
            let (event, span) = self.next()?.ok_or(())?;
            let mut value = self.node(event, span, depth + 1)?;
            if value.value == Node::Null {
                value.span = Span::at(key.span.end);
            }
            match key.value {
                Node::Scalar { text, .. } if text != "<<" => entries.push(Entry {
                    key: Spanned::new(text, key.span),
                    value,
                }),
                Node::Broken => {}
                _ => self.unsupported(key.span, Loss::More),
            }
        };
        if depth > 0 {
            unique(&mut entries, self.problems);
        }
        let whole = entries
            .iter()
            .map(|entry| entry.key.span.join(entry.value.span))
            .reduce(Span::join);
        let whole = whole.map_or(start, |whole| {
            if start.is_empty() {
                whole
            } else {
                whole.join(start)
            }
        });
        let whole = if end.is_empty() {
            whole
        } else {
            whole.join(end)
        };
        Ok(Spanned::new(Node::Map(entries), whole))
    }

    fn unsupported(&mut self, span: Span, loss: Loss) {
        let kind = ProblemKind::Yaml {
            trap: Trap::NotSupported,
            what: "anchors, aliases, tags and merge keys are not read".into(),
            corrected: None,
            fails_closed: loss == Loss::More,
        };
        self.problems.push(Problem { span, kind });
    }
}

/// Notes keys that are given twice; the first one counts.
fn unique(entries: &mut Vec<Entry>, problems: &mut Vec<Problem>) {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    let mut twice = Vec::new();
    for (at, Entry { key, .. }) in entries.iter().enumerate() {
        match first.entry(&key.value) {
            Slot::Vacant(slot) => drop(slot.insert(key.span)),
            Slot::Occupied(slot) => {
                let kind = ProblemKind::DuplicateKey {
                    key: key.value.clone(),
                    first: *slot.get(),
                };
                problems.push(Problem {
                    span: key.span,
                    kind,
                });
                twice.push(at);
            }
        }
    }
    let mut at = 0;
    entries.retain(|_| {
        let keeps = twice.binary_search(&at).is_err();
        at += 1;
        keeps
    });
}

/// Parses each top-level entry alone, so that one that is broken costs only itself.
fn each_entry(text: &str, at: usize, out: &mut Mapping) {
    for span in pieces(text) {
        let piece = span.of(text);
        if piece.trim().is_empty() {
            continue;
        }
        let mut problems = Vec::new();
        match parse(piece, at + span.start, &mut problems) {
            Ok(Node::Map(entries)) => {
                out.entries.extend(entries);
                out.problems.extend(problems);
            }
            Ok(Node::Null) => {}
            Ok(_) => out
                .problems
                .push(trap::not_a_mapping(piece, at + span.start)),
            Err(()) => {
                let broken = trap::of(piece, at + span.start);
                out.problems.push(broken.problem);
                if let Some(key) = broken.key {
                    let value = Spanned::new(Node::Broken, broken.value);
                    out.entries.push(Entry { key, value });
                }
            }
        }
    }
}

/// The pieces of a block, each beginning with a line that starts a top-level entry.
fn pieces(text: &str) -> Vec<Span> {
    let mut pieces: Vec<Span> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        // Indented lines, list items and comments belong to the entry above them.
        let begins = !line.starts_with([' ', '\t', '-', '#', '\r', '\n', ']', '}']);
        match pieces.last_mut() {
            Some(last) if !begins => last.end = span.end,
            _ => pieces.push(span),
        }
    }
    pieces
}

#[cfg(test)]
mod tests;
