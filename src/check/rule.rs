//! What a rule is, and how it tells.

use super::words::{self, Words};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Fix, Related, Safety, Severity};
use crate::plan::goal::Goal;
use crate::plan::{Document, Plan};
use crate::progress::Progress;
use crate::source::{Edit, Location, PlanPath, Span};
use crate::today::Today;
use crate::vocabulary::{Ambition, Horizon};
use std::cell::OnceCell;

/// A rule.
pub struct Rule {
    /// Its code.
    pub code: Code,
    /// The fault in two or three words; reads well after "allow".
    pub name: &'static str,
    /// How much it weighs with the preset `standard`.
    pub severity: Severity,
    /// Whether its findings come with time alone.
    pub clock: bool,
    /// Its page.
    pub page: &'static str,
    /// What it does.
    pub check: Check,
}

/// What a rule looks at. The narrower, the less is done again after an edit.
#[derive(Clone, Copy)]
pub enum Check {
    /// One document and its problems.
    File(fn(&Document, &Context<'_>, &mut Findings<'_>)),
    /// One goal.
    Goal(fn(&Goal, &Context<'_>, &mut Findings<'_>)),
    /// References or progress.
    Plan(fn(&Plan, &Progress, Today, &mut Findings<'_>)),
    /// Silencings, which are settled last of all.
    Silencings,
}

/// What a rule that sees one document knows beside it.
pub struct Context<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The day.
    pub today: Today,
    words: OnceCell<Option<Words>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(config: &'a Config, today: Today) -> Self {
        Self {
            config,
            today,
            words: OnceCell::new(),
        }
    }

    /// What the words of the goal at hand tell, read once; `None` where they are not English.
    pub fn words(&self, goal: &Goal) -> Option<&Words> {
        let read = || {
            let english = words::is_english(goal, self.config);
            english.then(|| Words::of(goal, self.today))
        };
        self.words.get_or_init(read).as_ref()
    }
}

/// Takes what a rule finds.
pub struct Findings<'a> {
    rule: &'static Rule,
    path: &'a PlanPath,
    found: &'a mut Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(
        rule: &'static Rule,
        path: &'a PlanPath,
        found: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self { rule, path, found }
    }

    /// Tells something about a place in the document at hand.
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> Told<'_> {
        let path = self.path.clone();
        self.report_in(&path, span, message)
    }

    /// Tells something about a place in any document.
    pub fn report_in(
        &mut self,
        path: &PlanPath,
        span: Span,
        message: impl Into<String>,
    ) -> Told<'_> {
        self.found.push(Diagnostic {
            code: self.rule.code,
            name: self.rule.name,
            page: self.rule.page,
            severity: self.rule.severity,
            clock: self.rule.clock,
            message: message.into(),
            location: Location {
                path: path.clone(),
                span,
            },
            label: None,
            help: None,
            related: Vec::new(),
            fix: None,
        });
        Told {
            told: self.found.last_mut(),
        }
    }
}

/// A finding that is being told.
pub struct Told<'a> {
    told: Option<&'a mut Diagnostic>,
}

impl Told<'_> {
    fn with(mut self, change: impl FnOnce(&mut Diagnostic)) -> Self {
        if let Some(told) = self.told.as_deref_mut() {
            change(told);
        }
        self
    }

    /// What to do.
    pub fn help(self, help: impl Into<String>) -> Self {
        self.with(|told| told.help = Some(help.into()))
    }

    /// A word at the place itself.
    pub fn label(self, label: impl Into<String>) -> Self {
        self.with(|told| told.label = Some(label.into()))
    }

    /// Another place that it rests on.
    pub fn related(self, path: &PlanPath, span: Span, message: impl Into<String>) -> Self {
        let related = Related {
            location: Location {
                path: path.clone(),
                span,
            },
            message: message.into(),
        };
        self.with(|told| told.related.push(related))
    }

    /// Weighs otherwise than its rule.
    pub fn severity(self, severity: Severity) -> Self {
        self.with(|told| told.severity = severity)
    }

    /// How it could be mended: other words in this place of the document.
    pub fn mend(self, safety: Safety, span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        self.with(|told| {
            let path = told.location.path.clone();
            let edits = vec![Edit { path, span, text }];
            told.fix = Some(Fix { safety, edits });
        })
    }

    /// How it could be mended.
    pub fn fix(self, fix: Fix) -> Self {
        self.with(|told| told.fix = Some(fix))
    }
}

/// Where a finding about the plan as a whole is told when no document is nearer.
pub(super) fn home(plan: &Plan) -> Option<PlanPath> {
    plan.goals
        .first()
        .map(|goal| goal.goal.path.clone())
        .or_else(|| plan.files.first().cloned())
}

impl Goal {
    /// Whether it is asked for a measure and a time: ideas, visions, stretch and learning goals are
    /// not.
    pub fn is_asked(&self, today: Today) -> bool {
        let free = matches!(
            self.ambition.get(),
            Some(Ambition::Stretch | Ambition::Learning)
        ) || self.horizon.get() == Some(&Horizon::Vision);
        self.is_judged(today) && !free
    }
}
