//! Findings as bytes: one file a format.
//!
//! In: diagnostics and the texts that they point into. Out: text for people, one line each, JSON,
//! SARIF, annotations of a CI run.
//! Lines and columns are made here, from bytes.

mod concise;
mod github;
mod json;
mod sarif;
mod text;

use crate::diagnostic::Diagnostic;
use crate::source::{LineColumn, LineIndex, PlanPath, Sources, Span};
use crate::today::Today;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::rc::Rc;

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The line itself, with what is so and what to do.
    Text,
    /// One line a finding: `path:line:column: severity[CODE] message`.
    Concise,
    /// One JSON object, versioned.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands that GitHub shows beside the changed lines.
    GitHub,
}

/// Whether text is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// With the escapes of a terminal.
    Ansi,
    /// Plain.
    None,
}

/// How to write text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Coloured or plain.
    pub colour: Colour,
    /// Columns of the terminal.
    pub width: usize,
}

/// How to write findings.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The format.
    pub format: Format,
    /// For text.
    pub style: Style,
    /// The day that the plan was reckoned from.
    pub today: Today,
    /// The plan's folder as whoever reads this finds it, with `/`; empty for the current one. Formats
    /// that other programs read put it before each path.
    pub base: &'a str,
}

impl Options<'_> {
    /// A file of the plan, from where the reader stands; as a program reads it, bytes as they are.
    fn path(&self, path: &PlanPath) -> String {
        match self.base.trim_end_matches('/') {
            "" | "." if !self.base.starts_with('/') => path.to_string(),
            base => format!("{}/{path}", base.strip_prefix("./").unwrap_or(base)),
        }
    }
}

/// Writes `diagnostics` to `out`.
///
/// # Errors
/// When `out` refuses.
pub fn write(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    options: &Options<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lines = &Lines::new(sources);
    match options.format {
        Format::Text => diagnostics.iter().try_for_each(|diagnostic| {
            writeln!(out, "{}\n", text::render(diagnostic, lines, options.style))
        }),
        Format::Concise => diagnostics.iter().try_for_each(|diagnostic| {
            writeln!(out, "{}", concise::line(diagnostic, lines, options))
        }),
        Format::Json => json::write(diagnostics, lines, options.today, out),
        Format::Sarif => sarif::write(diagnostics, lines, options, out),
        Format::GitHub => diagnostics.iter().try_for_each(|diagnostic| {
            writeln!(out, "{}", github::command(diagnostic, lines, options))
        }),
    }
}

/// One finding as text for people.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, style: Style) -> String {
    text::render(diagnostic, &Lines::new(sources), style)
}

/// Words of a plan as a terminal may have them: nothing in them commands it, ends a line or turns the
/// order of what follows.
pub(crate) fn tame(text: &str) -> String {
    let is_plain = |c: char| {
        !c.is_control()
            && !matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let plain = |c| if is_plain(c) { c } else { ' ' };
    text.chars().map(plain).collect()
}

/// The texts that findings point into, with the lines of each found once.
struct Lines<'a> {
    sources: &'a Sources,
    found: RefCell<BTreeMap<PlanPath, Rc<LineIndex>>>,
}

impl<'a> Lines<'a> {
    fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            found: RefCell::default(),
        }
    }

    fn text(&self, path: &PlanPath) -> &'a str {
        self.sources.text(path)
    }

    fn of(&self, path: &PlanPath) -> Rc<LineIndex> {
        let mut found = self.found.borrow_mut();
        if let Some(index) = found.get(path) {
            return Rc::clone(index);
        }
        let index = Rc::new(LineIndex::new(self.text(path)));
        found.insert(path.clone(), Rc::clone(&index));
        index
    }

    /// Where a span begins and ends.
    fn ends(&self, path: &PlanPath, span: Span) -> (LineColumn, LineColumn) {
        let (text, index) = (self.text(path), self.of(path));
        let at = |byte: usize| index.line_column(text, byte.min(text.len()));
        (at(span.start), at(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::tame;

    #[test]
    fn nothing_commands_a_terminal() {
        assert_eq!(
            tame("a\u{1b}[31m\nb\u{9b}c\u{202e}d\u{2067}é"),
            "a [31m b c d é"
        );
    }
}
