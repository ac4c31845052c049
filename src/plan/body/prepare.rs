//! A body made ready for Markdown: boxes that it does not know, and the marks of steps.
//!
//! In: the text. Out: a copy of the same length, and what was taken out of it. Never moves a byte.

use super::events::OPTIONS;
use crate::plan::goal::{BodyContext, StepState};
use crate::plan::marks::{self, Marks};
use memchr::{memchr, memmem};
use pulldown_cmark::{Event, Parser, Tag};
use std::ops::Range;

/// A copy of the text, byte for byte as long, in which what Markdown does not know is blanked.
pub(super) struct Prepared {
    pub(super) text: String,
    /// For each task line: where its box's character stands, and what is in it.
    pub(super) boxes: Vec<(usize, char)>,
    /// The marks of each task line, by where the line's words begin.
    pub(super) marks: Vec<(usize, Marks)>,
}

/// Makes `[-]` and `[/]` boxes that Markdown knows, and takes the marks out of the steps' words.
pub(super) fn prepare(text: &str, context: &BodyContext) -> Prepared {
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
        let mut marks = marks::read(rest.trim_start(), words + lead, state);
        for place in std::mem::take(&mut marks.places) {
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
pub(super) fn tasks(text: &str) -> Vec<(usize, &str, usize, char)> {
    let holds = |sign: &str| memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    let mut found = Vec::new();
    let mut doubt = holds("<") || holds("```") || holds("~~~");
    let mut from = 0;
    // A line without a bracket is no task, and most have none.
    while let Some(bracket) = text
        .as_bytes()
        .get(from..)
        .and_then(|rest| memchr(b'[', rest))
    {
        let bracket = from + bracket;
        let before = text.get(from..bracket).unwrap_or("");
        let at = before.rfind('\n').map_or(from, |end| from + end + 1);
        let rest = text.as_bytes().get(bracket..).unwrap_or(&[]);
        from = memchr(b'\n', rest).map_or(text.len(), |end| bracket + end + 1);
        let line = text.get(at..from).unwrap_or("");
        if let Some((place, state)) = task_box(line) {
            doubt |= line.starts_with("    ") || line.starts_with('\t');
            found.push((at, line, place, state));
        }
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
pub(super) fn task_box(line: &str) -> Option<(usize, char)> {
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

pub(super) fn state_of(state: char) -> StepState {
    match state {
        'x' | 'X' => StepState::Done,
        '/' => StepState::Half,
        '-' => StepState::Cancelled,
        _ => StepState::Open,
    }
}
