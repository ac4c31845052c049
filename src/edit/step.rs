//! A step, ticked.

use super::EditError;
use super::log::goal_of;
use crate::plan::goal::{Step, StepState};
use crate::source::{Edit, SourceFile, Span};
use chrono::NaiveDate;

/// Ticks the step number `at` (from 0, in the order of the file), and says when.
///
/// The day is written as the line writes its dates: `(done 2026-10-18)`, or as Obsidian Tasks does.
/// A step that is ticked already is left as it is.
///
/// # Errors
/// When there is no such step, or its line would be read otherwise than meant.
pub fn tick(file: &SourceFile, at: usize, on: NaiveDate) -> Result<Vec<Edit>, EditError> {
    let goal = goal_of(file)?;
    let step = goal.body.steps.get(at).ok_or(EditError::NoStep)?;
    if step.state == StepState::Done {
        return Ok(Vec::new());
    }
    let line = step.span.of(file.text());
    let mark = if !step.done.is_absent() {
        String::new()
    } else if line.contains("::") {
        format!(" [completion:: {on}]")
    } else if line.contains(['📅', '⏳', '🛫']) {
        format!(" ✅ {on}")
    } else {
        format!(" (done {on})")
    };
    let edit = |span, text: &str| Edit {
        path: file.path.clone(),
        span,
        text: text.to_owned(),
    };
    let mut edits = vec![edit(step.state_span, "x")];
    if !mark.is_empty() {
        edits.push(edit(Span::at(step.span.end), &mark));
    }
    let after = goal_of(&super::apply(file, &edits))?;
    let same = |one: &Step, other: &Step| {
        one.text == other.text
            && one.due.get() == other.due.get()
            && one.weight == other.weight
            && one.depth == other.depth
    };
    let steps = goal.body.steps.iter().zip(&after.body.steps);
    let kept = goal.body.steps.len() == after.body.steps.len()
        && steps.enumerate().all(|(index, (one, other))| {
            let state = if index == at {
                other.state == StepState::Done
            } else {
                one.state == other.state && one.done.get() == other.done.get()
            };
            state && same(one, other)
        });
    if kept {
        Ok(edits)
    } else {
        Err(EditError::Line(step.text.clone()))
    }
}
