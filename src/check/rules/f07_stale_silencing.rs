//! F07: a silencing without reason, unused or expired.

use crate::check::rule::{Check, Rule};
use crate::diagnostic::{Code, Severity};

pub(super) static RULE: Rule = Rule {
    code: Code("F07"),
    name: "stale-silencing",
    severity: Severity::Warning,
    clock: false,
    page: include_str!("f07_stale_silencing.md"),
    check: Check::Silencings,
};
