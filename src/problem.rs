//! What reading found amiss, as facts.
//!
//! A [`Problem`] is no message: only a rule turns one into something that is told, so that every
//! code has a page, can be selected, re-graded and silenced.

use crate::source::{Span, Unreadable};

/// One fault of one file.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ProblemKind,
}

/// What is amiss.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// The file has no text (F05).
    Unreadable(Unreadable),
    /// A block of Markdown that nests deeper than is read, and is left out (F05, fails closed).
    TooNested,
    /// YAML that cannot be read (F02).
    Yaml {
        /// The mistake behind it, where it is one that people make.
        trap: Trap,
        /// What the parser said, in our words.
        what: String,
        /// The line as it should be, where that can be told.
        corrected: Option<String>,
        /// Whether more than one value may be lost with it: who may see the file too, which is
        /// therefore private.
        fails_closed: bool,
    },
    /// JSON that cannot be read: `resume.json` (F02).
    Json {
        /// What the parser said.
        what: String,
    },
    /// A key near one of ours (F03).
    UnknownKey {
        /// As written.
        key: String,
        /// The one that was likely meant.
        near: String,
    },
    /// The same key a second time (F02).
    DuplicateKey {
        /// As written.
        key: String,
        /// Where it stands first.
        first: Span,
    },
    /// A value of the wrong type, or not one of those that there are (F04).
    WrongValue {
        /// The field, with its parents: `metric.type`.
        field: String,
        /// What is written, shortened.
        found: String,
        /// What could be: "a date", "one of skill, performance, …".
        expected: String,
        /// The value that was likely meant.
        near: Option<String>,
        /// Whether this decides who may see the file, which is therefore private.
        fails_closed: bool,
    },
    /// A heading's attribute that is not one of ours, or stands where none may (F04, fails closed).
    HeadingAttribute {
        /// As written.
        text: String,
    },
    /// What was likely meant to say who may see the file, where none of it is read (F04, fails
    /// closed).
    StrayAudience {
        /// As written, shortened.
        text: String,
        /// Where it stands.
        place: Stray,
    },
    /// A date that is impossible, ambiguous or not a date (T02).
    Date {
        /// The field or the kind of line: `due`, `log`, `step`.
        field: String,
        /// As written.
        text: String,
        /// Why.
        why: BadDate,
    },
    /// Not a number (M06).
    Number {
        /// The field or the kind of line.
        field: String,
        /// As written.
        text: String,
        /// The numbers it may mean, most likely first, as they should be written.
        readings: Vec<String>,
    },
    /// A `measure:` that says nothing to aim at (M02).
    NoTarget {
        /// `measure` or `metric`.
        field: String,
        /// As written.
        text: String,
    },
    /// Nothing that could be a title (F01).
    NoTitle,
    /// A silencing without a reason (F07).
    AllowWithoutReason {
        /// The code, as written.
        code: String,
    },
    /// A silencing of a rule that there is not (F07).
    AllowUnknown {
        /// The code, as written.
        code: String,
    },
}

/// Where words about an audience go astray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stray {
    /// A line that says it, but inside another value, under another key, or in the body.
    Line,
    /// A key that is none of ours: `private: true`.
    Key,
    /// A first line that was likely meant to begin a front matter.
    Fence,
    /// A comment that Markdown does not take for one, so that a page would show it.
    Comment,
}

/// Mistakes that people make in YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trap {
    /// `title: Pass: the exam`
    ColonInValue,
    /// `unit: %`
    Percent,
    /// `target: > 90%`
    Greater,
    /// `mentor: @kim`
    At,
    /// A tab where blanks belong.
    Tab,
    /// `title: "Pass" the exam`
    LeadingQuote,
    /// `tags: #career`: what follows is a comment.
    Hash,
    /// `[` or `{` that does not end, or ends early.
    Bracket,
    /// `*` or `&` or `!` as the first character.
    Indicator,
    /// Front matter that does not end.
    Unclosed,
    /// Anchors, aliases, tags, merge keys: not read here.
    NotSupported,
    /// Nested deeper than a plan may be.
    TooDeep,
    /// A line that is neither `key: value` nor part of one.
    NotAKey,
    /// Anything else.
    Other,
}

/// Why a date is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadDate {
    /// No such day; here is the last one of that month.
    Impossible {
        /// The nearest day that there is.
        nearest: String,
    },
    /// Day and month may be either.
    Ambiguous {
        /// Both readings, day first then month first.
        readings: [String; 2],
    },
    /// Not understood as a date.
    Unreadable,
    /// Relative to a day that nobody knows later (`next month`).
    Relative,
    /// The due day lies before the start.
    BeforeStart {
        /// The start.
        start: String,
    },
}
