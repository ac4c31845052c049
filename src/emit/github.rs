//! Workflow commands: GitHub shows them beside the lines of a change.
//!
//! The grammar is that of GitHub's runner: `::error file=…,line=…::message`, in which `%`, line ends
//! and, in properties, `:` and `,` are escaped.

use super::Options;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{LineIndex, Sources};

pub(super) fn command(diagnostic: &Diagnostic, sources: &Sources, options: &Options<'_>) -> String {
    let text = sources.text(&diagnostic.location.path);
    let index = LineIndex::new(text);
    let start = index.line_column(text, diagnostic.location.span.start.min(text.len()));
    let end = index.line_column(text, diagnostic.location.span.end.min(text.len()));
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    // Columns mean something to GitHub only within one line.
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    let help = diagnostic
        .help
        .as_deref()
        .map_or(String::new(), |help| format!("\n{help}"));
    format!(
        "::{command} file={},line={},endLine={}{columns},title={}::{}",
        property(&options.path(&diagnostic.location.path)),
        start.line,
        end.line,
        property(&format!("{} {}", diagnostic.code, diagnostic.name)),
        data(&format!("{}{help}", diagnostic.message))
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn nothing_ends_a_command_early() {
        assert_eq!(data("100 %\r\nof a::b"), "100 %25%0D%0Aof a::b");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
    }
}
