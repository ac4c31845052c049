//! A list of mappings in a front matter (`moved`, `paused`, `evidence`): one more, or one changed.

use super::front::{Front, placeless};
use super::scalar::{self, Place, Quotes, Value};
use super::{EditError, line_start, next_line};
use crate::source::{Edit, SourceFile, Span, Spanned};
use crate::yaml::{Entry, Node};

/// Appends a mapping to the list field `name`, in the style that the list is written in: a list in
/// brackets or of lines, of braces or of keys. A single mapping becomes a list of two.
///
/// # Errors
/// When the front matter is broken, or the list is written so that no small change can be trusted.
pub fn append(
    file: &SourceFile,
    name: &str,
    item: &[(&str, Value)],
) -> Result<Vec<Edit>, EditError> {
    let front = Front::read(file)?;
    let added = node(item);
    let before: Vec<Node> = match front.entry(name).map(|entry| placeless(&entry.value.value)) {
        None | Some(Node::Null) => Vec::new(),
        Some(Node::Seq(items)) => items.into_iter().map(|item| item.value).collect(),
        Some(single) => vec![single],
    };
    let wanted = |now: &Node| {
        let Node::Seq(items) = now else { return false };
        items
            .iter()
            .map(|item| &item.value)
            .eq(before.iter().chain([&added]))
    };
    let Some(entry) = front.entry(name) else {
        let lines = [format!("{name}:"), format!("  - {}", braces(item))];
        return front.add(name, &lines, &wanted);
    };
    let tries = match &entry.value.value {
        Node::Null => first(&front, entry, item),
        Node::Seq(items) if entry.value.span.of(front.text).starts_with('[') => {
            in_brackets(&front, entry, items, item)
        }
        Node::Seq(items) => in_lines(&front, items, item),
        Node::Map(_) if entry.value.span.of(front.text).starts_with('{') => {
            let span = entry.value.span;
            vec![vec![
                front.edit(Span::at(span.start), "["),
                front.edit(Span::at(span.end), format!(", {}]", braces(item))),
            ]]
        }
        Node::Map(_) => from_one(&front, entry, item),
        Node::Scalar { .. } => from_word(&front, entry, item),
        Node::Broken => Vec::new(),
    };
    front.settle(name, tries, &wanted)
}

/// Sets `key` in the mapping number `at` (from 0) of the list field `name`.
///
/// # Errors
/// As [`append`]; also when there is no such mapping.
pub fn set_in(
    file: &SourceFile,
    (name, at): (&str, usize),
    (key, value): (&str, &Value),
) -> Result<Vec<Edit>, EditError> {
    let front = Front::read(file)?;
    let refused = || EditError::Field(name.to_owned());
    let entry = front.entry(name).ok_or_else(refused)?;
    let item: &Spanned<Node> = match &entry.value.value {
        Node::Seq(items) => items.get(at).ok_or_else(refused)?,
        Node::Map(_) if at == 0 => &entry.value,
        _ => return Err(refused()),
    };
    let Node::Map(entries) = &item.value else {
        return Err(refused());
    };
    let flow = item.span.of(front.text).starts_with('{');
    let place = if flow { Place::Flow } else { Place::Block };
    let there = entries
        .iter()
        .find(|entry| entry.key.value.eq_ignore_ascii_case(key));
    let edit = match (there, entries.last()) {
        (Some(entry), _) if entry.value.value == Node::Null => {
            let colon = front.colon(entry).ok_or_else(refused)?;
            let text = scalar::write(value, place, Quotes::None);
            front.edit(Span::at(colon), format!(" {text}"))
        }
        (Some(entry), _) => {
            let span = entry.value.span;
            let old = span.of(front.text);
            let kept = old.trim_end().len();
            let text = scalar::write(value, place, Quotes::of(old));
            front.edit(Span::new(span.start, span.start + kept), text)
        }
        (None, Some(last)) => {
            // Behind the first day, where there is one.
            let beside = entries
                .iter()
                .find(|entry| entry.key.value.eq_ignore_ascii_case("from"))
                .unwrap_or(last);
            let text = scalar::write(value, place, Quotes::None);
            if flow {
                front.edit(Span::at(beside.value.span.end), format!(", {key}: {text}"))
            } else {
                let first = entries.first().unwrap_or(last).key.span.start;
                let indent = first - line_start(front.text, first);
                let at = front.after(beside);
                let eol = front.eol(at);
                front.edit(
                    Span::at(at),
                    format!("{}{key}: {text}{eol}", " ".repeat(indent)),
                )
            }
        }
        (None, None) => return Err(refused()),
    };
    let mut expected = placeless(&entry.value.value);
    change(&mut expected, at, (key, value));
    front.settle(name, [vec![edit]], &|now| sorted(now) == sorted(&expected))
}

fn change(node: &mut Node, at: usize, (key, value): (&str, &Value)) {
    let map = match node {
        Node::Seq(items) => items.get_mut(at).map(|item| &mut item.value),
        node => Some(node),
    };
    let Some(Node::Map(entries)) = map else {
        return;
    };
    entries.retain(|entry| !entry.key.value.eq_ignore_ascii_case(key));
    if let Node::Map(new) = self::node(&[(key, value.clone())]) {
        entries.extend(new);
    }
}

/// Mappings with their keys in order: that of the file is the owner's affair.
fn sorted(node: &Node) -> Node {
    match node {
        Node::Seq(items) => Node::Seq(
            items
                .iter()
                .map(|item| Spanned::new(sorted(&item.value), item.span))
                .collect(),
        ),
        Node::Map(entries) => {
            let mut entries = entries.clone();
            entries.sort_by_key(|entry| entry.key.value.to_lowercase());
            for entry in &mut entries {
                entry.key.value = entry.key.value.to_lowercase();
            }
            Node::Map(entries)
        }
        other => other.clone(),
    }
}

/// The mapping as it is to be read.
fn node(item: &[(&str, Value)]) -> Node {
    let at = Span::default();
    let scalar = |text: &str| Node::Scalar {
        text: text.to_owned(),
        quoted: false,
    };
    Node::Map(
        item.iter()
            .map(|(key, value)| Entry {
                key: Spanned::new((*key).to_owned(), at),
                value: Spanned::new(scalar(value.as_str()), at),
            })
            .collect(),
    )
}

/// `{ from: 2027-01-04, why: exam }`
fn braces(item: &[(&str, Value)]) -> String {
    let parts: Vec<String> = item
        .iter()
        .map(|(key, value)| format!("{key}: {}", scalar::write(value, Place::Flow, Quotes::None)))
        .collect();
    format!("{{ {} }}", parts.join(", "))
}

/// One key a line, all but the first behind `indent` blanks.
fn keys(item: &[(&str, Value)], indent: usize, eol: &str) -> String {
    let lines: Vec<String> = item
        .iter()
        .map(|(key, value)| {
            format!(
                "{key}: {}",
                scalar::write(value, Place::Block, Quotes::None)
            )
        })
        .collect();
    lines.join(&format!("{eol}{}", " ".repeat(indent)))
}

/// Nothing is in the list yet.
fn first(front: &Front<'_>, entry: &Entry, item: &[(&str, Value)]) -> Vec<Vec<Edit>> {
    let Some(colon) = front.colon(entry) else {
        return Vec::new();
    };
    let at = next_line(front.text, colon).min(front.split.block.end);
    let line = front.edit(
        Span::at(at),
        format!("{}  - {}{}", front.indent(), braces(item), front.eol(at)),
    );
    let rest = front.text.get(colon..at).unwrap_or("");
    let null = rest
        .find('~')
        .filter(|tilde| {
            rest.get(..*tilde)
                .is_some_and(|before| before.trim().is_empty())
        })
        .map(|tilde| front.edit(Span::new(colon + tilde, colon + tilde + 1), ""));
    vec![null.into_iter().chain([line]).collect()]
}

fn in_brackets(
    front: &Front<'_>,
    entry: &Entry,
    items: &[Spanned<Node>],
    item: &[(&str, Value)],
) -> Vec<Vec<Edit>> {
    let span = entry.value.span;
    let Some(last) = items.last() else {
        return vec![vec![front.edit(Span::at(span.start + 1), braces(item))]];
    };
    let kept = last.span.of(front.text).trim_end().len();
    let end = last.span.start + kept;
    // Each item on a line of its own goes on so.
    let start = line_start(front.text, last.span.start);
    let before = front.text.get(start..last.span.start).unwrap_or("");
    let own_line = before.trim().is_empty();
    let gap = if own_line {
        format!("{}{before}", front.eol(end))
    } else {
        " ".to_owned()
    };
    let tail = Span::new(end, span.end).of(front.text);
    let comma = tail.find(',').filter(|comma| {
        tail.get(..*comma)
            .is_some_and(|before| before.trim().is_empty())
    });
    let edit = match comma {
        Some(comma) => {
            let more = if own_line { "," } else { "" };
            front.edit(
                Span::at(end + comma + 1),
                format!("{gap}{}{more}", braces(item)),
            )
        }
        None => front.edit(Span::at(end), format!(",{gap}{}", braces(item))),
    };
    vec![vec![edit]]
}

fn in_lines(front: &Front<'_>, items: &[Spanned<Node>], item: &[(&str, Value)]) -> Vec<Vec<Edit>> {
    let Some(last) = items.last() else {
        return Vec::new();
    };
    let start = line_start(front.text, last.span.start);
    let lead = front.text.get(start..last.span.start).unwrap_or("");
    let written = last.span.of(front.text);
    let at = next_line(front.text, last.span.start + written.trim_end().len())
        .min(front.split.block.end);
    let eol = front.eol(at);
    let in_keys = matches!(last.value, Node::Map(_)) && !written.starts_with('{');
    let text = if in_keys {
        keys(item, lead.chars().count(), eol)
    } else {
        braces(item)
    };
    vec![vec![front.edit(Span::at(at), format!("{lead}{text}{eol}"))]]
}

/// A single mapping of lines becomes the first of a list.
fn from_one(front: &Front<'_>, entry: &Entry, item: &[(&str, Value)]) -> Vec<Vec<Edit>> {
    let span = entry.value.span;
    let end = span.start + span.of(front.text).trim_end().len();
    let start = line_start(front.text, span.start);
    let indent = span.start - start;
    let mut edits = vec![front.edit(Span::at(span.start), "- ")];
    let mut at = next_line(front.text, span.start);
    while at < end {
        edits.push(front.edit(Span::at(at), "  "));
        at = next_line(front.text, at);
    }
    let at = next_line(front.text, end).min(front.split.block.end);
    let eol = front.eol(at);
    let text = keys(item, indent + 2, eol);
    edits.push(front.edit(Span::at(at), format!("{}- {text}{eol}", " ".repeat(indent))));
    vec![edits]
}

/// A single word or address becomes the first of a list.
fn from_word(front: &Front<'_>, entry: &Entry, item: &[(&str, Value)]) -> Vec<Vec<Edit>> {
    let Some(colon) = front.colon(entry) else {
        return Vec::new();
    };
    let indent = front.indent();
    let at = front.after(entry);
    let eol = front.eol(at);
    vec![vec![
        front.edit(
            Span::new(colon, entry.value.span.start),
            format!("{eol}{indent}  - "),
        ),
        front.edit(Span::at(at), format!("{indent}  - {}{eol}", braces(item))),
    ]]
}
