//! One more line in a log, where a person would have written it.

use super::front::Front;
use super::{EditError, apply, line_end, line_start, next_line};
use crate::plan::goal::{Goal, LogEntry, Section, SectionRole};
use crate::plan::{DocumentKind, FileKind, read};
use crate::source::{Edit, SourceFile, Span};
use chrono::NaiveDate;
use std::sync::Arc;

/// What is to be noted.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The day.
    pub date: NaiveDate,
    /// The value as a number, and as it is to be written (`61`, `61 %`).
    pub value: Option<(f64, String)>,
    /// The note, one line; may be empty.
    pub note: String,
}

/// Adds an entry to the log of a goal: in the order of that log, whichever it is, in the style of
/// its lines; in a new `## Log` at the end where there is none.
///
/// # Errors
/// When the front matter is broken, or the line would change how anything else is read.
pub fn log(file: &SourceFile, entry: &Entry) -> Result<Vec<Edit>, EditError> {
    // Nothing of it is changed, but what the log means is said there.
    Front::read(file)?;
    let goal = goal_of(file)?;
    let style = Style::of(&goal, file.text());
    let place = place(&goal, entry.date, file.text());
    let note = entry.note.as_str();
    let date = entry.date;
    let texts = match (&entry.value, note.is_empty()) {
        (None, true) => vec![format!("{date}")],
        (None, false) => vec![format!("{date}: {note}"), format!("{date} — {note}")],
        (Some((_, value)), true) => vec![format!("{date}: {value}")],
        (Some((_, value)), false) => vec![
            format!("{date}: {value}{}{note}", style.separator),
            format!("{date}: {value} — {note}"),
        ],
    };
    for text in texts {
        let line = format!("{}{text}", place.marker);
        let edits = vec![Edit {
            path: file.path.clone(),
            span: Span::at(place.at),
            text: place.lines(&line),
        }];
        let changed = apply(file, &edits);
        let after = goal_of(&changed)?;
        let faults = |file| read(file, FileKind::Goal).problems.len();
        if holds(&goal, &after, entry) && faults(file) == faults(&changed) {
            return Ok(edits);
        }
    }
    let told = if note.is_empty() {
        &place.marker
    } else {
        &entry.note
    };
    Err(EditError::Line(told.clone()))
}

/// The goal that a file says.
pub(super) fn goal_of(file: &SourceFile) -> Result<Arc<Goal>, EditError> {
    match read(file, FileKind::Goal).kind {
        DocumentKind::Goal(goal) if file.text.is_ok() => Ok(goal),
        _ => Err(EditError::NoText),
    }
}

/// Whether `after` is `before` with this entry, and nothing else is read otherwise.
fn holds(before: &Goal, after: &Goal, entry: &Entry) -> bool {
    let value = entry.value.as_ref().map(|(value, _)| *value);
    let is_new = |line: &LogEntry| line.date == entry.date && line.value == value;
    let key = |line: &LogEntry| (line.date, line.value.map(f64::to_bits), line.note.clone());
    let mut rest: Vec<_> = after.body.log.iter().collect();
    let mut old: Vec<_> = before.body.log.iter().map(key).collect();
    old.sort();
    // Any one that is like the new one may be it.
    let added = rest.iter().position(|line| {
        is_new(line) && (entry.note.is_empty() || !line.note.is_empty()) && {
            let mut others: Vec<_> = after
                .body
                .log
                .iter()
                .filter(|other| !std::ptr::eq(*other, *line))
                .map(key)
                .collect();
            others.sort();
            others == old
        }
    });
    let Some(added) = added else { return false };
    rest.remove(added);
    let steps = |goal: &Goal| {
        goal.body
            .steps
            .iter()
            .map(|step| (step.text.clone(), step.state, step.due.get().copied()))
            .collect::<Vec<_>>()
    };
    let sections = |goal: &Goal| {
        goal.body
            .sections
            .iter()
            .map(|section| (section.title.clone(), section.level, section.seen))
            .filter(|(title, ..)| title != "Log")
            .collect::<Vec<_>>()
    };
    let links = before.body.links.len() <= after.body.links.len();
    before.seen == after.seen
        && before.title.get() == after.title.get()
        && before.body.lead == after.body.lead
        && before.body.prose == after.body.prose
        && steps(before) == steps(after)
        && sections(before) == sections(after)
        && links
}

/// How the lines of a log are written.
struct Style {
    separator: &'static str,
}

impl Style {
    fn of(goal: &Goal, text: &str) -> Self {
        let line = goal
            .body
            .log
            .iter()
            .rev()
            .find(|entry| entry.value.is_some() && !entry.note.is_empty())
            .map_or("", |entry| entry.span.of(text));
        let separator = [" — ", " – ", " - ", "; "]
            .into_iter()
            .find(|separator| line.contains(separator))
            .unwrap_or(" — ");
        Self { separator }
    }
}

/// Where the new line goes.
struct Place {
    /// The byte before which it is written.
    at: usize,
    /// Blanks and bullet before its words.
    marker: String,
    /// What is written before it, line ends included.
    before: String,
    /// What is written behind it.
    after: String,
}

impl Place {
    fn lines(&self, line: &str) -> String {
        format!("{}{line}{}", self.before, self.after)
    }
}

fn place(goal: &Goal, date: NaiveDate, text: &str) -> Place {
    let section = goal
        .body
        .sections
        .iter()
        .filter(|section| section.role == SectionRole::Log)
        .max_by_key(|section| {
            let holds = goal
                .body
                .log
                .iter()
                .any(|entry| section.span.holds(entry.span));
            (holds, std::cmp::Reverse(section.heading.start))
        });
    let Some(section) = section else {
        return new_section(goal, text);
    };
    let entries: Vec<&LogEntry> = goal
        .body
        .log
        .iter()
        .filter(|entry| section.span.holds(entry.span))
        .collect();
    if entries.is_empty() {
        return first_entry(goal, section, text);
    }
    beside(&entries, date, text)
}

/// Between, before or behind the entries that there are.
fn beside(entries: &[&LogEntry], date: NaiveDate, text: &str) -> Place {
    let pairs = || entries.iter().zip(entries.iter().skip(1));
    let falls = pairs().filter(|(one, next)| next.date < one.date).count();
    let rises = pairs().filter(|(one, next)| next.date > one.date).count();
    let (beside, behind) = if falls > rises {
        // Newest first: before the first that is not newer.
        match entries.iter().find(|entry| entry.date <= date) {
            Some(entry) => (Some(*entry), false),
            None => (entries.last().copied(), true),
        }
    } else {
        match entries.iter().rev().find(|entry| entry.date <= date) {
            Some(entry) => (Some(*entry), true),
            None => (entries.first().copied(), false),
        }
    };
    let start = beside.map_or(0, |entry| entry.span.start);
    let line = line_start(text, start);
    let marker = text.get(line..start).unwrap_or("- ").to_owned();
    // A blank line between the entries goes on.
    let loose = pairs().next().is_some_and(|(one, next)| {
        let between = text.get(one.span.end..next.span.start).unwrap_or("");
        between.matches('\n').count() > 1 && {
            let end = item_end(text, one.span.end, &marker);
            text.get(end..line_start(text, next.span.start))
                .is_some_and(|gap| !gap.is_empty() && gap.trim().is_empty())
        }
    });
    if !behind {
        let eol = line_end(text, next_line(text, line));
        let gap = if loose { eol } else { "" };
        return Place {
            at: line,
            marker,
            before: String::new(),
            after: format!("{eol}{gap}"),
        };
    }
    let at = item_end(text, start, &marker);
    let eol = line_end(text, at);
    let gap = if loose { eol } else { "" };
    if text.get(..at).is_some_and(|before| before.ends_with('\n')) {
        Place {
            at,
            marker: counted(&marker),
            before: gap.to_owned(),
            after: eol.to_owned(),
        }
    } else {
        // The last line of a file that does not end with one.
        Place {
            at,
            marker: counted(&marker),
            before: format!("{eol}{gap}"),
            after: String::new(),
        }
    }
}

/// The bullet that follows: `2. ` after `1. `, every other as it is.
fn counted(marker: &str) -> String {
    let digits: String = marker.chars().filter(char::is_ascii_digit).collect();
    match digits.parse::<u64>() {
        Ok(number) => marker.replacen(&digits, &(number + 1).to_string(), 1),
        Err(_) => marker.to_owned(),
    }
}

/// The byte behind the item whose first line holds `at`: its own lines, those that are indented
/// below it, and those that run on without a blank line.
fn item_end(text: &str, at: usize, marker: &str) -> usize {
    let width = marker.len();
    let mut end = next_line(text, at);
    let mut probe = end;
    let mut blank = false;
    while probe < text.len() {
        let next = next_line(text, probe);
        let line = text.get(probe..next).unwrap_or("");
        let bare = line.trim();
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let inside = indent >= width.clamp(2, 4) || line.starts_with('\t');
        if bare.is_empty() {
            blank = true;
        } else if inside || (!blank && !begins_block(bare)) {
            end = next;
            blank = false;
        } else {
            break;
        }
        probe = next;
    }
    end
}

/// Whether a line cannot run on from a paragraph above it.
fn begins_block(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < line.len() && digits.starts_with(['.', ')']);
    line.starts_with(['#', '>', '-', '*', '+', '|', '<', '='])
        || line.starts_with("```")
        || line.starts_with("~~~")
        || line.starts_with("___")
        || numbered
}

/// Whether headings of this file have a blank line between themselves and what they head.
fn spaced(goal: &Goal, text: &str) -> bool {
    // A heading without anything under it says nothing of that.
    let heads = |section: &&Section| {
        let after = text.get(heading_end(section, text)..).unwrap_or("");
        let first = after.trim_start_matches(['\r', '\n', ' ']);
        section.role != SectionRole::Title && !first.is_empty() && !first.starts_with('#')
    };
    let mut sections = goal.body.sections.iter().filter(heads);
    let steps = sections
        .clone()
        .find(|section| section.role == SectionRole::Steps)
        .or_else(|| sections.next());
    steps.is_some_and(|section| {
        let after = heading_end(section, text);
        let line = text.get(after..next_line(text, after)).unwrap_or("x");
        line.trim().is_empty()
    })
}

/// The byte behind the line or lines of a heading.
fn heading_end(section: &Section, text: &str) -> usize {
    let heading = section.heading.of(text).trim_end().len();
    next_line(text, section.heading.start + heading)
}

/// A section `Log` without an entry.
fn first_entry(goal: &Goal, section: &Section, text: &str) -> Place {
    let head = heading_end(section, text);
    // What it says of its own, down to the next heading of any level.
    let next = goal
        .body
        .sections
        .iter()
        .map(|other| other.heading.start)
        .find(|start| *start > section.heading.start)
        .unwrap_or(text.len());
    let own = text.get(head..next).unwrap_or("");
    let kept = own.trim_end().len();
    let at = if kept == 0 {
        head
    } else {
        next_line(text, head + kept.saturating_sub(1)).min(text.len())
    };
    let eol = line_end(text, at);
    let ends = text.get(..at).is_some_and(|before| before.ends_with('\n'));
    let last = own.trim_end().lines().last().unwrap_or("").trim_start();
    let mut before = String::new();
    if !ends {
        before.push_str(eol);
    }
    let listed = last.starts_with("- ") || last.starts_with("* ") || last.starts_with("+ ");
    if (kept > 0 && !listed && !last.ends_with("-->"))
        || (kept == 0 && spaced(goal, text) && own.is_empty())
    {
        before.push_str(eol);
    }
    if kept == 0 && spaced(goal, text) && !own.is_empty() {
        // The blank line that is there stands before the entry, a new one behind it.
        let at = next_line(text, head);
        let more = text.get(at..).is_some_and(|rest| rest.starts_with('#'));
        return Place {
            at,
            marker: "- ".into(),
            before: String::new(),
            after: if more {
                format!("{eol}{eol}")
            } else {
                eol.to_owned()
            },
        };
    }
    let touching = text
        .get(at..)
        .is_some_and(|rest| rest.starts_with('#') || rest.starts_with('='));
    Place {
        at,
        marker: "- ".into(),
        before,
        after: match (ends, touching) {
            (_, true) => format!("{eol}{eol}"),
            (true, false) => eol.to_owned(),
            (false, false) => String::new(),
        },
    }
}

/// A new section at the end, before what only defines links.
fn new_section(goal: &Goal, text: &str) -> Place {
    let level = goal
        .body
        .sections
        .iter()
        .filter(|section| section.role != SectionRole::Title)
        .map(|section| section.level)
        .min()
        .unwrap_or(2);
    let mut end = text.trim_end().len();
    loop {
        let start = line_start(text, end);
        let line = text.get(start..end).unwrap_or("");
        let defines = line.starts_with('[') && line.contains("]:");
        if !defines || start <= goal.body.start {
            break;
        }
        end = text.get(..start).unwrap_or("").trim_end().len();
    }
    let at = next_line(text, end.saturating_sub(usize::from(end > 0)));
    let at = at.max(goal.body.start.min(text.len()));
    let eol = line_end(text, at);
    let ends = at == 0 || text.get(..at).is_some_and(|before| before.ends_with('\n'));
    let heading = "#".repeat(usize::from(level.clamp(1, 6)));
    let gap = if spaced(goal, text) { eol } else { "" };
    let empty = text
        .get(goal.body.start..at)
        .is_none_or(|body| body.trim().is_empty());
    let before = match (ends, empty) {
        (false, _) => format!("{eol}{eol}"),
        (true, true) => String::new(),
        (true, false) => eol.to_owned(),
    };
    Place {
        at,
        marker: "- ".into(),
        before: format!("{before}{heading} Log{eol}{gap}"),
        after: if ends { eol.to_owned() } else { String::new() },
    }
}
