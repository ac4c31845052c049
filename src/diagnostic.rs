//! What the user is told.
//!
//! In: what a rule found. Out: one struct that every format prints. Places are bytes; lines and
//! columns are made by `emit`.

use crate::source::{Edit, Location};
use std::fmt;

/// The code of a rule: a letter and two digits, never used for anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A suggestion; never fails anything.
    Note,
    /// Fails with `--strict`.
    Warning,
    /// Fails.
    Error,
}

impl Severity {
    /// The word for it, as in settings and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Another place that a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub location: Location,
    /// What is there.
    pub message: String,
}

/// Whether a fix may be applied unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// It says what the file says already.
    Safe,
    /// It wants a look.
    Unsafe,
}

/// A change that would mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied unseen.
    pub safety: Safety,
    /// The bytes to change.
    pub edits: Vec<Edit>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule.
    pub code: Code,
    /// The rule's name.
    pub name: &'static str,
    /// The rule's page: what it looks for, why it matters, what to do.
    pub page: &'static str,
    /// How much it weighs here.
    pub severity: Severity,
    /// Whether it comes with time alone, without an edit.
    pub clock: bool,
    /// What is so.
    pub message: String,
    /// Where.
    pub location: Location,
    /// A word at the place itself, shorter than the message.
    pub label: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// What it rests on.
    pub related: Vec<Related>,
    /// How it could be mended.
    pub fix: Option<Fix>,
}
