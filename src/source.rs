//! Text and places in it.
//!
//! In: what an end of the pipe has read. Out: values that say where a thing stands, as byte ranges.
//! Lines and columns are made late, from a [`LineIndex`], by whoever shows a place to a person.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// A path inside a plan: relative, with `/` between its parts, never `.` or `..`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PlanPath(Arc<str>);

impl PartialOrd for PlanPath {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PlanPath {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        // Paths are shared and long alike, and mostly a path is compared with itself.
        if Arc::ptr_eq(&self.0, &other.0) {
            return std::cmp::Ordering::Equal;
        }
        self.0.cmp(&other.0)
    }
}

impl PlanPath {
    /// Takes a relative path; `\` counts as `/`, empty and `.` parts are dropped.
    ///
    /// Answers `None` for a path that is empty or that leaves the plan (`..`).
    ///
    /// ```
    /// use goalpost::source::PlanPath;
    /// assert_eq!(PlanPath::new("goals//./cka.md").unwrap().as_str(), "goals/cka.md");
    /// assert!(PlanPath::new("../secret.md").is_none());
    /// ```
    pub fn new(path: &str) -> Option<Self> {
        let plain = !path.is_empty()
            && !path.contains('\\')
            && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        if plain {
            return Some(Self(path.into()));
        }
        joined("", path).map(|path| Self(path.into()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds it, `""` at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part, with its extension.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The last part without its last extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        match name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => name,
        }
    }

    /// Whether the file's name ends in `.` and this extension, in any case.
    pub fn has_extension(&self, extension: &str) -> bool {
        self.file_name()
            .rsplit_once('.')
            .is_some_and(|(stem, last)| !stem.is_empty() && last.eq_ignore_ascii_case(extension))
    }

    /// Whether the path lies in `folder` (or below it).
    pub fn is_in(&self, folder: &str) -> bool {
        self.0
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
    }

    /// The path that `link` names when it is written in this file; `None` when it leaves the plan.
    ///
    /// ```
    /// use goalpost::source::PlanPath;
    /// let from = PlanPath::new("goals/a/b.md").unwrap();
    /// assert_eq!(from.resolve("../c.md").unwrap().as_str(), "goals/c.md");
    /// assert!(from.resolve("../../../c.md").is_none());
    /// ```
    pub fn resolve(&self, link: &str) -> Option<Self> {
        self.resolve_text(link).map(|path| Self(path.into()))
    }

    /// The same as text, for a look-up that keeps nothing.
    pub(crate) fn resolve_text(&self, link: &str) -> Option<String> {
        joined(self.folder(), link)
    }
}

// A path is found by its text, without one being made for the look-up.
impl Borrow<str> for PlanPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// Words on one line: runs of blanks and line ends are one blank, none at the ends.
pub(crate) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// `path` as read in `folder`, a path itself or `""`; `None` where it is empty or leaves the plan.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut out = String::with_capacity(folder.len() + path.len() + 1);
    out.push_str(folder);
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." if out.is_empty() => return None,
            ".." => out.truncate(out.rfind('/').unwrap_or(0)),
            part => {
                if !out.is_empty() {
                    out.push('/');
                }
                out.push_str(part);
            }
        }
    }
    (!out.is_empty()).then_some(out)
}

impl fmt::Display for PlanPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for PlanPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A byte range in one file, on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// From `start` up to, not with, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// The empty place before byte `at`.
    pub fn at(at: usize) -> Self {
        Self { start: at, end: at }
    }

    /// The same range, `by` bytes further on.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self {
            start: self.start + by,
            end: self.end + by,
        }
    }

    /// The least range that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Whether `other` lies wholly inside.
    pub fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether nothing lies inside.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The slice of `text` that this range names, `""` where it lies outside of it.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

impl Span {
    /// The slice that this range names in `text`, which stands at byte `start` of its file.
    pub fn of_from(self, text: &str, start: usize) -> &str {
        text.get(self.start.saturating_sub(start)..self.end.saturating_sub(start))
            .unwrap_or("")
    }
}

/// A value and the place it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Puts a value and its place together.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned {
            value: f(self.value),
            span: self.span,
        }
    }
}

/// A place in a plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub path: PlanPath,
    /// The bytes in it.
    pub span: Span,
}

/// Bytes of one file to be replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The file.
    pub path: PlanPath,
    /// What goes.
    pub span: Span,
    /// What comes in its place.
    pub text: String,
}

/// Line and column, both counted from 1; the column in Unicode scalars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Where the lines of a text begin, and how many characters stand before some of its bytes: a text
/// may be one line, with a finding at every word.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// The characters before each byte that is a multiple of [`STRIDE`].
    before: Vec<usize>,
}

/// Bytes between two places up to which characters are counted once.
const STRIDE: usize = 1 << 10;

impl LineIndex {
    /// Finds the lines of `text`; `\n` ends one, and `\r\n`.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(memchr_newlines(text)).collect();
        let counts = text.as_bytes().chunks(STRIDE).scan(0, |sum, chunk| {
            let before = *sum;
            *sum += characters(chunk);
            Some(before)
        });
        let before = counts.collect();
        Self { starts, before }
    }

    /// How many characters begin before byte `at` of the same text.
    fn characters_before(&self, text: &str, at: usize) -> usize {
        let stride = (at / STRIDE).min(self.before.len().saturating_sub(1));
        let rest = text.as_bytes().get(stride * STRIDE..at).unwrap_or(&[]);
        self.before.get(stride).copied().unwrap_or(0) + characters(rest)
    }

    /// The line and column of byte `at` of the same text.
    ///
    /// ```
    /// use goalpost::source::{LineColumn, LineIndex};
    /// let text = "é\nab";
    /// let at = LineIndex::new(text).line_column(text, 4);
    /// assert_eq!(at, LineColumn { line: 2, column: 2 });
    /// ```
    pub fn line_column(&self, text: &str, at: usize) -> LineColumn {
        let line = self.starts.partition_point(|&start| start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = if text.is_char_boundary(at) {
            self.characters_before(text, at) - self.characters_before(text, start) + 1
        } else {
            1
        };
        LineColumn { line, column }
    }

    /// The bytes of line `line` (from 1), its line end left out.
    pub fn line(&self, text: &str, line: usize) -> Span {
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(text.len());
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        let kept = Span::new(start, end)
            .of(text)
            .trim_end_matches(['\n', '\r'])
            .len();
        Span::new(start, start + kept)
    }

    /// How many lines there are; an empty text has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }
}

/// How many characters begin in some bytes of a text.
fn characters(bytes: &[u8]) -> usize {
    let continues = |byte: u8| byte & 0b1100_0000 == 0b1000_0000;
    bytes.iter().filter(|byte| !continues(**byte)).count()
}

fn memchr_newlines(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.bytes()
        .enumerate()
        .filter(|&(_, byte)| byte == b'\n')
        .map(|(at, _)| at + 1)
}

/// Why a file that is there could not be read as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The byte at this place is not UTF-8.
    NotUtf8 {
        /// How many bytes before it are.
        valid: usize,
    },
    /// Larger than a plan's file may be.
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
    },
    /// Deeper in folders than a plan may be.
    TooDeep,
    /// A folder, or something else that is no file, has this name.
    NotAFile,
    /// A link: it could lead out of the plan.
    Link,
    /// Its name holds what a path of a plan cannot: bytes that are no text, `\\`, a line break.
    Name,
    /// It is not there, and something that was likely meant is.
    Misnamed {
        /// The file that is there.
        found: String,
    },
    /// The system refused.
    Refused {
        /// What the system said.
        why: String,
    },
}

/// One text file of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path in the plan.
    pub path: PlanPath,
    /// Its text, or why there is none.
    pub text: Result<Arc<str>, Unreadable>,
}

impl SourceFile {
    /// A file whose text is known.
    pub fn new(path: PlanPath, text: impl Into<Arc<str>>) -> Self {
        Self {
            path,
            text: Ok(text.into()),
        }
    }

    /// The text, `""` where it could not be read.
    pub fn text(&self) -> &str {
        self.text.as_deref().unwrap_or("")
    }
}

/// A file of a plan that is not text of ours: a picture, a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asset {
    /// It is on the disk; its bytes are read when they are written.
    Disk {
        /// Where.
        path: PathBuf,
        /// Its size in bytes, as it was seen.
        bytes: u64,
        /// A stamp that changes with the file (its modification time in nanoseconds).
        stamp: u128,
    },
    /// It is in memory.
    Memory(Arc<[u8]>),
}

/// Everything that was read of a plan, sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// Markdown, YAML and `resume.json`.
    pub files: BTreeMap<PlanPath, SourceFile>,
    /// All other files: those in `static/` and those beside the goals.
    pub assets: BTreeMap<PlanPath, Asset>,
}

impl Sources {
    /// The file at `path`, if there is one.
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        self.files.get(&PlanPath::new(path)?)
    }

    /// The text of the file at `path`, `""` where there is none.
    pub fn text(&self, path: &PlanPath) -> &str {
        self.files.get(path).map_or("", SourceFile::text)
    }
}

impl<P: AsRef<str>, T: Into<Arc<str>>> FromIterator<(P, T)> for Sources {
    /// Takes texts by path; a path that leaves the plan is left out.
    fn from_iter<I: IntoIterator<Item = (P, T)>>(files: I) -> Self {
        let files = files
            .into_iter()
            .filter_map(|(path, text)| Some(SourceFile::new(PlanPath::new(path.as_ref())?, text)))
            .map(|file| (file.path.clone(), file))
            .collect();
        Self {
            files,
            assets: BTreeMap::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_on_a_line_of_any_length() {
        let text = format!("a\n{}x\ny", "é€😀".repeat(1_000));
        let lines = LineIndex::new(&text);
        let mut column = 1;
        for (at, c) in text.char_indices() {
            assert_eq!(lines.line_column(&text, at).column, column, "{at}");
            column = if c == '\n' { 1 } else { column + 1 };
        }
        let place = lines.line_column(&text, text.len());
        assert_eq!(place, LineColumn { line: 3, column: 2 });
    }
}
