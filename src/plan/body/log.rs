//! The log: a list whose items begin with a date.

use super::events::{Events, items, plain};
use super::reader::Reader;
use crate::plan::goal::{LogEntry, Markup};
use crate::plan::log_line::{self, NoEntry};
use crate::plan::markup::{self, Writer, escape};
use crate::problem::{Problem, ProblemKind};
use std::ops::Range;

impl Reader<'_> {
    pub(super) fn log(&mut self, events: &Events<'_>, list: Range<usize>) {
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
                    let mut writer = Writer::of(range.len());
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
