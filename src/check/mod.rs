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
use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::{Document, DocumentKind, Plan};
use crate::progress::Progress;
use crate::today::Today;
use rayon::prelude::*;
use std::sync::Arc;

/// What is asked: on which day, and of which rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brief {
    /// The day.
    pub today: Today,
    /// Which rules.
    pub depth: Depth,
}

/// Which rules are asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// All of them.
    #[default]
    All,
    /// Those that may find an error: the same errors, and nothing else. Most rules judge words and
    /// only warn, and words are by far the most work.
    Errors,
}

impl Depth {
    /// Whether a rule is asked. One that looks at a document's problems is cheap, and may find more
    /// than its severity says.
    fn asks(self, rule: &Rule, config: &Config) -> bool {
        let may_be_error = || settle::level(rule, config) == Some(Severity::Error);
        match self {
            Self::All => true,
            Self::Errors => matches!(rule.check, Check::File(_)) || may_be_error(),
        }
    }

    /// The depth that finds all that `self` asks for: whether a silencing is of use is known only
    /// after all rules were asked.
    fn settled(self, config: &Config) -> Self {
        let silencings = RULES
            .iter()
            .find(|rule| matches!(rule.check, Check::Silencings));
        match silencings {
            Some(rule) if self.asks(rule, config) => Self::All,
            _ => self,
        }
    }
}

/// What the rules that see one document have to say about it.
pub fn file(document: &Document, config: &Config, brief: Brief) -> Vec<Diagnostic> {
    let context = Context::new(config, brief.today);
    let depth = brief.depth.settled(config);
    let mut found = Vec::new();
    for rule in RULES.iter().filter(|rule| depth.asks(rule, config)) {
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
    Brief { today, depth }: Brief,
    files: &[Arc<Vec<Diagnostic>>],
) -> Vec<Diagnostic> {
    let settled = depth.settled(&plan.config);
    let mut found: Vec<Diagnostic> = files.iter().flat_map(|file| file.iter().cloned()).collect();
    if let Some(home) = rule::home(plan) {
        let of_plan: Vec<Vec<Diagnostic>> = RULES
            .par_iter()
            .filter(|rule| settled.asks(rule, &plan.config))
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
    let mut found = settle::settle(plan, today, found);
    if depth == Depth::Errors {
        found.retain(|finding| finding.severity == Severity::Error);
    }
    found
}

/// The rule of a code or a name, in any case.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .copied()
        .find(|rule| rule.code.0.eq_ignore_ascii_case(name) || rule.name.eq_ignore_ascii_case(name))
}
