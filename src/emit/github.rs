//! Workflow commands: GitHub shows them beside the lines of a change.
//!
//! The grammar is that of GitHub's runner: `::error file=…,line=…::message`, in which `%`, line ends
//! and, in properties, `:` and `,` are escaped.

use super::{Lines, Options, tame};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) fn command(diagnostic: &Diagnostic, lines: &Lines<'_>, options: &Options<'_>) -> String {
    let (start, end) = lines.ends(&diagnostic.location.path, diagnostic.location.span);
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
        .map_or(String::new(), |help| format!("\n{}", tame(help)));
    format!(
        "::{command} file={},line={},endLine={}{columns},title={}::{}",
        property(&tame(&options.path(&diagnostic.location.path))),
        start.line,
        end.line,
        property(&format!("{} {}", diagnostic.code, diagnostic.name)),
        data(&format!("{}{help}", tame(&diagnostic.message)))
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
