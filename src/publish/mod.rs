//! The plan of one audience: what it may not see is cut, then what is left is measured.
//!
//! In: an [`Analysis`] and an [`Audience`]. Out: a [`Published`], the
//! only way for plan and progress to reach `render`, and a [`Withheld`], what the finished bytes
//! must not contain. Nothing here draws or words a page.

mod cut;
mod passages;
mod plain;
mod sieve;
mod told;
mod unlink;

use crate::analysis::Analysis;
use crate::diagnostic::Diagnostic;
use crate::plan::goal::{GoalId, Seen};
use crate::plan::{GoalEntry, Plan};
use crate::progress::{self, Progress};
use crate::source::{Asset, PlanPath};
use crate::today::Today;
use crate::vocabulary::{Kind, Visibility};
use cut::Cut;
use passages::Passages;
pub(crate) use plain::without_numbers;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
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
        visibility <= self.limit()
    }

    /// The narrowest visibility that this audience sees.
    pub fn limit(self) -> Visibility {
        match self {
            Self::Public => Visibility::Public,
            Self::Mentor => Visibility::Mentor,
            Self::Me => Visibility::Private,
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
    assets: Arc<BTreeMap<PlanPath, Asset>>,
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

    /// The files beside the goals and in `static/`; only `static/` and what a shown page links may
    /// be published.
    pub fn assets(&self) -> &BTreeMap<PlanPath, Asset> {
        &self.assets
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

/// What was cut from a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// Passages that no finished file may contain.
    pub passages: Vec<String>,
    /// Goals that are held back until their owner says who may see them.
    pub held: Vec<HeldBack>,
    /// How many goals were cut, those held back included.
    pub goals: usize,
}

/// A goal that would be public by default alone, and had better not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBack {
    /// Its id.
    pub id: GoalId,
    /// Its file.
    pub path: PlanPath,
    /// Why.
    pub why: Hesitation,
}

/// Why a goal is held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hesitation {
    /// It speaks of another role or employer.
    Transition,
    /// Its words may be private: pay, health, an address.
    Words,
}

/// Makes the plan of one audience: cuts, then measures what is left.
///
/// Where nothing is cut the plan and its measure are shared, not copied.
pub fn publish(analysis: &Analysis, audience: Audience) -> (Published, Withheld) {
    let whole = &analysis.plan;
    let held = if audience == Audience::Public {
        held_back(whole)
    } else {
        Vec::new()
    };
    let published = |plan, progress, diagnostics| Published {
        plan,
        progress,
        diagnostics,
        assets: Arc::clone(&analysis.assets),
        audience,
        today: analysis.today,
    };
    if audience == Audience::Me {
        let mut plan = Arc::clone(whole);
        if told::is_linked(whole) {
            told::tell(Arc::make_mut(&mut plan), whole);
        }
        let site = published(
            plan,
            Arc::clone(&analysis.progress),
            Arc::clone(&analysis.diagnostics),
        );
        return (site, Withheld::default());
    }
    let cut = Cut {
        plan: whole,
        progress: &analysis.progress,
        audience,
        today: analysis.today,
        held: &held
            .iter()
            .map(|held| held.path.clone())
            .collect::<BTreeSet<_>>(),
        places: RefCell::default(),
    };
    let mut gone = Passages::default();
    let mut plan = cut.plan(&mut gone);
    if told::is_linked(&plan) {
        told::tell(&mut plan, whole);
    }
    let progress = progress::measure(&plan, &plan.config, analysis.today);
    let withheld = Withheld {
        passages: gone.beyond(&plan),
        goals: whole.goals.len() - plan.goals.len(),
        held,
    };
    (
        published(Arc::new(plan), Arc::new(progress), Arc::default()),
        withheld,
    )
}

/// The goals that are public by default alone and that a careful person would ask about first.
fn held_back(plan: &Plan) -> Vec<HeldBack> {
    let by_default_alone = |entry: &&GoalEntry| {
        entry.visibility == Visibility::Public
            && entry.goal.seen == Seen::Default
            && plan.config.default_visibility.is_none()
    };
    let hold = |entry: &GoalEntry| {
        let why = if entry.kind.get() == Some(&Kind::Transition) {
            Hesitation::Transition
        } else if !crate::discretion::suspects(&entry.goal).is_empty() {
            Hesitation::Words
        } else {
            return None;
        };
        Some(HeldBack {
            id: entry.id.clone(),
            path: entry.goal.path.clone(),
            why,
        })
    };
    plan.goals
        .iter()
        .filter(by_default_alone)
        .filter_map(hold)
        .collect()
}
