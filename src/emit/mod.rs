//! Findings as bytes: one file a format.
//!
//! In: diagnostics and the texts that they point into. Out: text for people, one line each, JSON.
//! Lines and columns are made here, from bytes.

mod concise;
mod json;
mod text;

use crate::diagnostic::Diagnostic;
use crate::source::Sources;
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

/// Writes `diagnostics` to `out`.
///
/// # Errors
/// When `out` refuses.
pub fn write(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    (format, style, today): (Format, Style, Today),
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Text => {
            for diagnostic in diagnostics {
                writeln!(out, "{}\n", text::render(diagnostic, sources, style))?;
            }
            Ok(())
        }
        Format::Concise => diagnostics
            .iter()
            .try_for_each(|diagnostic| writeln!(out, "{}", concise::line(diagnostic, sources))),
        Format::Json => json::write(diagnostics, sources, today, out),
    }
}

/// One finding as text for people.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, style: Style) -> String {
    text::render(diagnostic, sources, style)
}
