//! The fewest bytes that change a document.
//!
//! In: a document as it was read, and what is to be said in it. Out: [`Edit`]s of those very bytes.
//! Comments, order, quotes, indentation and line ends stay as their owner wrote them. Nothing is
//! answered before the changed text was read again and says what was asked, and everything else as
//! it said it before; where that cannot be had, the answer is an [`EditError`]. Nothing here touches
//! a file or knows a rule.

mod field;
mod front;
mod list;
mod log;
mod remove;
mod scalar;
mod step;

pub use field::{set, set_all};
pub use list::{append, set_in};
pub use log::{Entry, log};
pub use remove::remove_in;
pub use scalar::Value;
pub use step::tick;

use crate::source::{Edit, SourceFile};

/// Why a document is left as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The file itself could not be read.
    #[error("it cannot be read as text")]
    NoText,
    /// Its front matter is broken: what it says is not known, so it is not written to.
    #[error(
        "line {line}: {what}\n  mend that first; `goalpost check` shows it, and nothing was changed"
    )]
    Broken {
        /// The line of the file, from 1.
        line: usize,
        /// What is amiss.
        what: String,
    },
    /// The field is written in a way that no small change can be trusted with.
    #[error(
        "`{0}` is written in a way that cannot be changed safely from here\n  change it by hand; nothing was changed"
    )]
    Field(String),
    /// The line would be read as something else, or would change how the rest is read.
    #[error(
        "“{0}” would change how the rest of the file is read\n  write it in plainer words; nothing was changed"
    )]
    Line(String),
    /// There is no such step.
    #[error("there is no such step")]
    NoStep,
}

/// The document with `edits` made, which lie in its text and do not overlap.
///
/// ```
/// use goalpost::edit::{self, Value};
/// use goalpost::source::{PlanPath, SourceFile};
/// let path = PlanPath::new("goals/cka.md").unwrap();
/// let file = SourceFile::new(path, "---\ndue: 2027-03 # after the course\n---\n# Pass the CKA\n");
/// let edits = edit::set(&file, "due", &Value::Plain("2027-06".into())).unwrap();
/// let changed = edit::apply(&file, &edits);
/// assert_eq!(changed.text(), "---\ndue: 2027-06 # after the course\n---\n# Pass the CKA\n");
/// ```
#[must_use]
pub fn apply(file: &SourceFile, edits: &[Edit]) -> SourceFile {
    let text = file.text();
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len() + 128);
    let mut at = 0;
    for edit in sorted {
        out.push_str(text.get(at..edit.span.start).unwrap_or(""));
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    SourceFile::new(file.path.clone(), out)
}

/// The line end to write at byte `at`: that of the line before it, else of the first line.
fn line_end(text: &str, at: usize) -> &'static str {
    let before = text.get(..at).unwrap_or("");
    let last = before
        .rfind('\n')
        .or_else(|| text.find('\n'))
        .and_then(|newline| newline.checked_sub(1))
        .and_then(|before| text.as_bytes().get(before));
    if last == Some(&b'\r') { "\r\n" } else { "\n" }
}

/// The first byte of the line that holds byte `at`; a byte order mark is no part of it.
fn line_start(text: &str, at: usize) -> usize {
    let start = text
        .get(..at)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |newline| newline + 1);
    if start == 0 && text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        start
    }
}

/// The byte after the line that holds byte `at`, its line end included.
fn next_line(text: &str, at: usize) -> usize {
    text.get(at..)
        .and_then(|rest| rest.find('\n'))
        .map_or(text.len(), |newline| at + newline + 1)
}

#[cfg(test)]
mod tests;
