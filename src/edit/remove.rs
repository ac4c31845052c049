//! One entry of a mapping in a front matter, taken out.

use super::EditError;
use super::front::{Front, placeless};
use super::{line_start, next_line};
use crate::source::{Edit, SourceFile, Span};
use crate::yaml::Node;

/// Takes `key` out of the mapping field `name` (`allow`), and the field itself when it was the last.
///
/// # Errors
/// When the front matter is broken, there is no such entry, or it is written so that no small change
/// can be trusted.
pub fn remove_in(file: &SourceFile, name: &str, key: &str) -> Result<Vec<Edit>, EditError> {
    let front = Front::read(file)?;
    let refused = || EditError::Field(name.to_owned());
    let field = front.entry(name).ok_or_else(refused)?;
    let Node::Map(entries) = &field.value.value else {
        return Err(refused());
    };
    let at = entries
        .iter()
        .position(|entry| entry.key.value == key)
        .ok_or_else(refused)?;
    let entry = entries.get(at).ok_or_else(refused)?;
    let span = if entries.len() == 1 {
        Span::new(
            line_start(front.text, field.key.span.start),
            front.after(field),
        )
    } else if field.value.span.of(front.text).starts_with('{') {
        // With the comma and the blanks that part it from its neighbour.
        match (
            entries.get(at + 1),
            at.checked_sub(1).and_then(|at| entries.get(at)),
        ) {
            (Some(next), _) => Span::new(entry.key.span.start, next.key.span.start),
            (None, Some(before)) => Span::new(before.value.span.end, entry.value.span.end),
            (None, None) => return Err(refused()),
        }
    } else {
        let start = line_start(front.text, entry.key.span.start);
        let kept = entry.value.span.of(front.text).trim_end().len();
        let last = (entry.value.span.start + kept).max(entry.key.span.end);
        Span::new(
            start,
            next_line(front.text, last).min(front.split.block.end),
        )
    };
    let mut rest = placeless(&field.value.value);
    if let Node::Map(entries) = &mut rest {
        entries.remove(at);
    }
    let wanted = |now: Option<&Node>| match now {
        None => entries.len() == 1,
        Some(now) => *now == rest,
    };
    front.settle_or_gone(name, [vec![front.edit(span, "")]], &wanted)
}
