//! The plan of one audience: what it may not see is cut, then what is left is measured.
//!
//! In: an [`Analysis`](crate::analysis::Analysis) and an [`Audience`]. Out: a [`Published`], the
//! only way for plan and progress to reach `render`, and a [`Withheld`], what the finished bytes
//! must not contain. Nothing here draws or words a page.

use crate::diagnostic::Diagnostic;
use crate::plan::Plan;
use crate::progress::Progress;
use crate::today::Today;
use crate::vocabulary::Visibility;
use std::sync::Arc;

/// For whom a site is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Everyone.
    Public,
    /// A mentor or manager.
    Mentor,
    /// The owner.
    Me,
}

impl Audience {
    /// Whether a thing of this visibility is for this audience.
    pub fn sees(self, visibility: Visibility) -> bool {
        match self {
            Self::Public => visibility == Visibility::Public,
            Self::Mentor => visibility <= Visibility::Mentor,
            Self::Me => true,
        }
    }

    /// The word for it on the command line and in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Mentor => "mentor",
            Self::Me => "me",
        }
    }
}

/// The plan of one audience, measured. What it may not see does not exist in it: goals, sections,
/// fields and references are gone; `mentor`, `log`, `obstacles`, … of a public plan are absent.
#[derive(Clone, Debug)]
pub struct Published {
    plan: Arc<Plan>,
    progress: Arc<Progress>,
    diagnostics: Arc<Vec<Diagnostic>>,
    audience: Audience,
    today: Today,
}

impl Published {
    /// The plan, cut.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Its progress, measured after the cut.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// The findings of the whole plan; none but for the owner.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// For whom.
    pub fn audience(&self) -> Audience {
        self.audience
    }

    /// As of when.
    pub fn today(&self) -> Today {
        self.today
    }
}
