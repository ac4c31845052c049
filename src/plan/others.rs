//! The other documents of a plan: the career page's own words, roles, skills, reviews, statements
//! and the résumé.

use crate::plan::field::Field;
use crate::plan::goal::{Body, GoalId, Seen};
use crate::prose::date::DateSpan;
use crate::source::{PlanPath, Span, Spanned};
use crate::vocabulary::{Assessed, StatementKind};

/// `index.md`: the career page's own words.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    /// Its file.
    pub path: PlanPath,
    /// Who may see it.
    pub seen: Seen,
    /// One sentence on where the owner is going (140 characters fit a phone).
    pub aim: Field<String>,
    /// The long view.
    pub vision: Field<String>,
    /// What matters to the owner.
    pub values: Field<Vec<Spanned<String>>>,
    /// What the owner likes to do.
    pub interests: Field<Vec<Spanned<String>>>,
    /// What bounds the plan; for the owner alone.
    pub constraints: Field<String>,
    /// Further words, shown on the career page.
    pub body: Body,
}

/// `roles/*.md`: a role that the owner heads for.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// Its file.
    pub path: PlanPath,
    /// The id that the file asks for: `id:`, else its stem.
    pub wanted_id: GoalId,
    /// Where `id:` is written, if it is.
    pub id_span: Option<Span>,
    /// The role's name.
    pub title: Field<String>,
    /// Who may see it; a role is never public.
    pub seen: Seen,
    /// Where it is.
    pub organisation: Field<String>,
    /// What it asks for.
    pub skills: Field<Vec<RoleSkill>>,
    /// Further words.
    pub body: Body,
}

/// A skill that a role asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleSkill {
    /// Its name, as written.
    pub name: Spanned<String>,
    /// The level, 0 to 5.
    pub level: u8,
    /// Where that was read.
    pub source: Option<String>,
    /// When it was read.
    pub read: Option<DateSpan>,
}

/// One line of `skills.yaml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Skill {
    /// The key, as written.
    pub key: Spanned<String>,
    /// The name to show, else the key in words.
    pub name: String,
    /// 0 to 5; `None` where it is missing or broken.
    pub level: Option<u8>,
    /// How it was found.
    pub how: Option<Assessed>,
    /// When it was found.
    pub on: Option<DateSpan>,
    /// What shows it.
    pub evidence: Option<String>,
    /// Where the skill is defined.
    pub uri: Option<String>,
    /// Who may see it.
    pub seen: Seen,
}

/// `reviews/*.md`: a look back.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// Its file.
    pub path: PlanPath,
    /// Its day: `date:`, else the date in its file name.
    pub date: Field<DateSpan>,
    /// Its title; else the date.
    pub title: Field<String>,
    /// Who may see it; a review is never public.
    pub seen: Seen,
    /// The goals it looked at; none means all.
    pub goals: Field<Vec<Spanned<String>>>,
    /// The review itself.
    pub body: Body,
}

/// `statements/*.md`: words for a role or an employer, for the owner alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its file.
    pub path: PlanPath,
    /// Its title.
    pub title: Field<String>,
    /// What it is for.
    pub kind: Field<StatementKind>,
    /// The role or employer.
    pub audience: Field<String>,
    /// The goals it speaks of.
    pub goals: Field<Vec<Spanned<String>>>,
    /// The skills it speaks of.
    pub skills: Field<Vec<Spanned<String>>>,
    /// Who may see it; a statement is for the owner alone.
    pub seen: Seen,
    /// The words.
    pub body: Body,
}

/// `resume.json`, kept as it was read, with what the pages need.
#[derive(Clone, Debug, PartialEq)]
pub struct Resume {
    /// Its file.
    pub path: PlanPath,
    /// The whole document.
    pub json: serde_json::Value,
}
