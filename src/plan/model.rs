//! A whole plan: every document, and what refers to what.

use crate::config::Config;
use crate::plan::goal::{Goal, GoalId};
use crate::plan::others::{Index, Resume, Review, Role, Skill, Statement};
use crate::plan::read::in_words;
use crate::problem::{Problem, ProblemKind};
use crate::source::{PlanPath, Span, Spanned};
use crate::today::Today;
use crate::vocabulary::{Horizon, Status, Visibility};
use ahash::AHashMap;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// The place of a goal in [`Plan::goals`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GoalIx(pub usize);

/// The place of a role in [`Plan::roles`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleIx(pub usize);

/// What a reference means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A goal.
    Goal(GoalIx),
    /// A role.
    Role(RoleIx),
}

/// A reference by id, as written, and what it means in this plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// As written, with its place.
    pub written: Spanned<String>,
    /// What it means; `None` where nothing has that id.
    pub target: Option<Target>,
}

/// One file as read: what it is, and what is amiss in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The file.
    pub path: PlanPath,
    /// What was read.
    pub kind: DocumentKind,
    /// What could not be.
    pub problems: Vec<Problem>,
}

impl Document {
    /// Whether the file's text could be read.
    pub fn is_readable(&self) -> bool {
        !self
            .problems
            .iter()
            .any(|problem| matches!(problem.kind, ProblemKind::Unreadable(_)))
    }
}

/// What a file is.
#[derive(Clone, Debug, PartialEq)]
pub enum DocumentKind {
    /// A goal.
    Goal(Arc<Goal>),
    /// The career page's words.
    Index(Arc<Index>),
    /// A target role.
    Role(Arc<Role>),
    /// The self-inventory.
    Skills(Arc<Vec<Skill>>),
    /// A review.
    Review(Arc<Review>),
    /// A statement.
    Statement(Arc<Statement>),
    /// The résumé.
    Resume(Arc<Resume>),
    /// The settings; read on their own, kept here for their problems.
    Config,
    /// A file in `static/` that cannot be copied, for what is told of it.
    Static,
}

/// A goal in its plan: what its file says, its final id, and its neighbours.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalEntry {
    /// Unique in the plan; a later duplicate has `-2` at its end.
    pub id: GoalId,
    /// What the file says.
    pub goal: Arc<Goal>,
    /// Who may see it.
    pub visibility: Visibility,
    /// What leads from it to others, and back.
    pub relations: Arc<Relations>,
}

/// What leads from a goal to others, and back. It rests on the names in the plan and on what is
/// written in `supports` and `after`, so most edits leave it as it is.
#[derive(Clone, Debug, Default)]
pub struct Relations {
    /// What it serves, in the order written.
    pub supports: Vec<Reference>,
    /// What must be finished first, in the order written.
    pub after: Vec<Reference>,
    /// The goals that serve it, in the order of the plan.
    pub supported_by: Vec<GoalIx>,
    /// The goals that come after it, in the order of the plan.
    pub before: Vec<GoalIx>,
    /// See [`GoalEntry::doubtful_links`].
    pub(crate) doubtful: OnceLock<Vec<usize>>,
}

impl PartialEq for Relations {
    fn eq(&self, other: &Self) -> bool {
        // What was asked for already is no part of what they are.
        self.supports == other.supports
            && self.after == other.after
            && self.supported_by == other.supported_by
            && self.before == other.before
    }
}

impl Deref for GoalEntry {
    type Target = Goal;
    fn deref(&self) -> &Goal {
        &self.goal
    }
}

impl GoalEntry {
    /// The words to call it by: its title, else its id.
    pub fn name(&self) -> &str {
        self.goal
            .title
            .get()
            .map_or(self.id.as_str(), String::as_str)
    }
}

impl Goal {
    /// Whether the rules on S M A R T speak of it: planned or active.
    pub fn is_judged(&self, today: Today) -> bool {
        matches!(
            self.status_on(today),
            Some(Status::Planned | Status::Active)
        )
    }

    /// The last day that still counts, where `due` is set.
    pub fn due_date(&self) -> Option<NaiveDate> {
        self.due.get().map(|due| due.last)
    }

    /// The first day, where `start` is set.
    pub fn start_date(&self) -> Option<NaiveDate> {
        self.start.get().map(|start| start.first)
    }

    /// Declared, else from the time between its start (or today) and its due day.
    ///
    /// A vision is only ever declared. `None` where neither says anything.
    pub fn horizon_on(&self, config: &Config, today: Today) -> Option<Horizon> {
        if let Some(&horizon) = self.horizon.get() {
            return Some(horizon);
        }
        let due = self.due_date()?;
        let start = self.start_date().unwrap_or(today.date());
        Some(config.horizons.of(start, due))
    }

    /// Where to point when a finding is about the goal as a whole: its title, else its first byte.
    pub fn title_span(&self) -> Span {
        self.title.span().unwrap_or_default()
    }
}

/// A whole plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// All goals, sorted by path.
    pub goals: Vec<GoalEntry>,
    /// All roles with their final ids, sorted by path.
    pub roles: Vec<(GoalId, Arc<Role>)>,
    /// The self-inventory, in the order of its file.
    pub skills: Arc<Vec<Skill>>,
    /// All reviews, oldest first.
    pub reviews: Vec<Arc<Review>>,
    /// All statements, sorted by path.
    pub statements: Vec<Arc<Statement>>,
    /// The career page's own words.
    pub index: Option<Arc<Index>>,
    /// The résumé.
    pub resume: Option<Arc<Resume>>,
    /// What each file had amiss, sorted by path.
    pub problems: BTreeMap<PlanPath, Vec<Problem>>,
    /// Every file that is there, so that a link can be told from a dead one.
    pub files: Arc<BTreeSet<PlanPath>>,
    /// The settings.
    pub config: Arc<Config>,
    /// Ids of goals and roles whose files could not be read: they are no part of the plan, but what
    /// names them is no mistake.
    pub unread: BTreeSet<GoalId>,
    /// Goals and roles by their files; only ever asked, never listed, so its order does not matter.
    pub paths: Arc<AHashMap<PlanPath, Target>>,
    /// Goals and roles by their final ids; only ever asked as well: [`Plan::ids`] lists them.
    pub names: Arc<AHashMap<GoalId, Target>>,
}

impl Plan {
    /// The goal at `ix`.
    #[expect(
        clippy::indexing_slicing,
        reason = "an index is only ever made by the plan that it points into"
    )]
    pub fn goal(&self, ix: GoalIx) -> &GoalEntry {
        &self.goals[ix.0]
    }

    /// The owner's name: that of the settings, else that of the résumé.
    pub fn owner(&self) -> Option<&str> {
        let resume = self.resume.as_ref();
        let basics = || resume?.json.get("basics")?.get("name")?.as_str();
        let name = self.config.name.as_deref().or_else(basics).map(str::trim);
        name.filter(|name| !name.is_empty())
    }

    /// All goals with their indices.
    pub fn goals(&self) -> impl Iterator<Item = (GoalIx, &GoalEntry)> {
        self.goals
            .iter()
            .enumerate()
            .map(|(at, goal)| (GoalIx(at), goal))
    }

    /// The final ids of all goals and roles, in the order of the plan.
    pub fn ids(&self) -> impl Iterator<Item = &GoalId> {
        let roles = self.roles.iter().map(|(id, _)| id);
        self.goals.iter().map(|goal| &goal.id).chain(roles)
    }

    /// The name of a skill as the inventory has it, else its key in words.
    pub fn skill_name(&self, key: &str) -> String {
        if self.skills.is_empty() {
            return in_words(key);
        }
        let plain = |name: &str| name.to_lowercase().replace([' ', '_'], "-");
        let wanted = plain(key);
        let known = self
            .skills
            .iter()
            .find(|skill| plain(&skill.key.value) == wanted);
        known.map_or_else(|| in_words(key), |skill| skill.name.clone())
    }

    /// The goal with this final id.
    pub fn by_id(&self, id: &str) -> Option<GoalIx> {
        match self.names.get(id)? {
            Target::Goal(ix) => Some(*ix),
            Target::Role(_) => None,
        }
    }
}
