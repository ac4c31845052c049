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
use crate::source::{PlanPath, Sources};
use crate::today::Today;
use std::io::{self, Write};

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
    /// A file of the plan, from where the reader stands.
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
    match options.format {
        Format::Text => diagnostics.iter().try_for_each(|diagnostic| {
            writeln!(
                out,
                "{}\n",
                text::render(diagnostic, sources, options.style)
            )
        }),
        Format::Concise => diagnostics.iter().try_for_each(|diagnostic| {
            writeln!(out, "{}", concise::line(diagnostic, sources, options))
        }),
        Format::Json => json::write(diagnostics, sources, options.today, out),
        Format::Sarif => sarif::write(diagnostics, sources, options, out),
        Format::GitHub => diagnostics.iter().try_for_each(|diagnostic| {
            writeln!(out, "{}", github::command(diagnostic, sources, options))
        }),
    }
}

/// One finding as text for people.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, style: Style) -> String {
    text::render(diagnostic, sources, style)
}
