//! Checking: all that is told is a rule.
//!
//! In: a plan, its progress, the day. Out: diagnostics, sorted. A rule is data and a function; its
//! page is its documentation, its example and its test. Rules that see one document are run with it
//! and kept with it; the others see the whole plan.

mod letters;
mod rule;
mod rules;
mod settle;
mod words;

pub use letters::{LETTERS, Letter, Met, letters};
pub use rule::{Check, Context, Findings, Rule};
pub use rules::RULES;
pub use words::{Words, has_section, is_english};

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::plan::{Document, DocumentKind, Plan};
use crate::progress::Progress;
use crate::today::Today;
use rayon::prelude::*;
use std::sync::Arc;

/// What the rules that see one document have to say about it.
pub fn file(document: &Document, config: &Config, today: Today) -> Vec<Diagnostic> {
    let context = Context::new(config, today);
    let mut found = Vec::new();
    for rule in RULES {
        let mut findings = Findings::new(rule, &document.path, &mut found);
        match (rule.check, &document.kind) {
            (Check::File(check), _) => check(document, &context, &mut findings),
            // Nothing is asked of a goal that could not be read at all.
            (Check::Goal(check), DocumentKind::Goal(goal)) if document.is_readable() => {
                check(goal, &context, &mut findings);
            }
            _ => {}
        }
    }
    found
}

/// All that there is to say about a plan, where `files` is what [`file()`] said of each document.
pub fn run(
    plan: &Plan,
    progress: &Progress,
    today: Today,
    files: &[Arc<Vec<Diagnostic>>],
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = files.iter().flat_map(|file| file.iter().cloned()).collect();
    if let Some(home) = rule::home(plan) {
        let of_plan: Vec<Vec<Diagnostic>> = RULES
            .par_iter()
            .map(|rule| {
                let mut found = Vec::new();
                if let Check::Plan(check) = rule.check {
                    let mut findings = Findings::new(rule, &home, &mut found);
                    check(plan, progress, today, &mut findings);
                }
                found
            })
            .collect();
        found.extend(of_plan.into_iter().flatten());
    }
    settle::settle(plan, today, found)
}

/// The rule of a code or a name, in any case.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .copied()
        .find(|rule| rule.code.0.eq_ignore_ascii_case(name) || rule.name.eq_ignore_ascii_case(name))
}
