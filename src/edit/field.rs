//! One field of a front matter, set to one value.

use super::front::Front;
use super::scalar::{self, Place, Quotes, Value};
use super::{EditError, apply};
use crate::source::{Edit, SourceFile, Span};
use crate::yaml::{Entry, Node};

/// Sets the field `name` of a goal: replaces its value, or adds the field, or a front matter where
/// there is none. The key stays as it is written, a synonym too.
///
/// # Errors
/// When the front matter is broken, or the field is written so that no small change can be trusted.
pub fn set(file: &SourceFile, name: &str, value: &Value) -> Result<Vec<Edit>, EditError> {
    let front = Front::read(file)?;
    let wanted = |node: &Node| matches!(node, Node::Scalar { text, .. } if text == value.as_str());
    match front.entry(name) {
        None => {
            let line = format!(
                "{name}: {}",
                scalar::write(value, Place::Block, Quotes::None)
            );
            front.add(name, &[line], &wanted)
        }
        Some(entry) => front.settle(name, replacements(&front, entry, value), &wanted),
    }
}

/// The same, as the changed document.
///
/// # Errors
/// As [`set`].
pub(super) fn replacements(front: &Front<'_>, entry: &Entry, value: &Value) -> Vec<Vec<Edit>> {
    let old = entry.value.span.of(front.text);
    let kept = old.trim_end().len();
    let Some(colon) = front.colon(entry) else {
        return Vec::new();
    };
    let rest = front.text.get(colon..).unwrap_or("");
    let line = rest.lines().next().unwrap_or("");
    let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
    match &entry.value.value {
        // Nothing is written, or a `~`.
        Node::Null => {
            let word = line.get(blanks..).unwrap_or("");
            let null = ["~", "null", "Null", "NULL"]
                .iter()
                .find(|null| {
                    word.strip_prefix(**null)
                        .is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t']))
                })
                .map_or(0, |null| null.len());
            let text = scalar::write(value, Place::Block, Quotes::None);
            let span = Span::new(colon, colon + if null > 0 { blanks + null } else { 0 });
            vec![vec![front.edit(span, format!(" {text}"))]]
        }
        Node::Scalar { .. } if !old.get(..kept).is_some_and(|old| old.contains('\n')) => {
            let quotes = Quotes::of(old);
            let text = scalar::write(value, Place::Block, quotes);
            let span = Span::new(entry.value.span.start, entry.value.span.start + kept);
            let whole = Span::new(colon, span.end);
            vec![
                vec![front.edit(span, text.clone())],
                // A block of one line has its mark before it.
                vec![front.edit(whole, format!(" {text}"))],
            ]
        }
        // Several lines: all that stands behind the colon.
        _ => {
            let text = scalar::write(value, Place::Block, Quotes::None);
            let end = entry.value.span.start + kept;
            vec![vec![front.edit(Span::new(colon, end), format!(" {text}"))]]
        }
    }
}

/// The document with each of `fields` set in turn.
///
/// # Errors
/// As [`set`].
pub fn set_all(file: &SourceFile, fields: &[(&str, Value)]) -> Result<SourceFile, EditError> {
    let mut file = file.clone();
    for (name, value) in fields {
        let edits = set(&file, name, value)?;
        file = apply(&file, &edits);
    }
    Ok(file)
}
