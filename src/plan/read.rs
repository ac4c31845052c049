//! One file becomes a [`Document`]. Pure: from its text and what kind of file it is, nothing else.

mod resume;
mod skills;

pub use skills::in_words;

use crate::fields::{self, Block, FieldDoc, Holds};
use crate::plan::audience;
use crate::plan::body::{self, BodyRead};
use crate::plan::field::Field;
use crate::plan::front_matter::{self, FIELDS};
use crate::plan::goal::{Body, BodyContext, Goal, GoalId, Seen};
use crate::plan::model::{Document, DocumentKind};
use crate::plan::others::{Index, Review, Role, RoleSkill, Statement};
use crate::problem::{Problem, ProblemKind, Stray, Trap};
use crate::prose::date::DateSpan;
use crate::source::{PlanPath, SourceFile, Sources, Span, Spanned};
use crate::vocabulary::StatementKind;
use crate::yaml::{self, Mapping, Node};
use memchr::memchr;
use std::sync::Arc;

/// What a file is, by its place in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A goal.
    Goal,
    /// `index.md`.
    Index,
    /// A role.
    Role,
    /// A review.
    Review,
    /// A statement.
    Statement,
    /// `skills.yaml`.
    Skills,
    /// `resume.json`.
    Resume,
    /// `plan.yaml`.
    Config,
    /// A file in `static/` that cannot be copied.
    Static,
}

/// Where a plan keeps its goals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// In `goals/`.
    Folder,
    /// All Markdown files of a folder with `plan.yaml`, and of the folders below it.
    Deep,
    /// The Markdown files of one folder.
    Flat,
}

impl Layout {
    /// The layout of a plan, from what files there are.
    pub fn of(sources: &Sources) -> Self {
        if sources
            .files
            .keys()
            .any(|path| path.is_in("goals") && path.has_extension("md"))
        {
            Self::Folder
        } else if sources
            .files
            .keys()
            .any(|path| path.as_str() == "plan.yaml")
        {
            Self::Deep
        } else {
            Self::Flat
        }
    }
}

/// What the file at `path` is in a plan of this layout; `None` for one that is no part of it.
pub fn kind_of(path: &PlanPath, layout: Layout) -> Option<FileKind> {
    match path.as_str() {
        "plan.yaml" => return Some(FileKind::Config),
        "skills.yaml" => return Some(FileKind::Skills),
        "resume.json" => return Some(FileKind::Resume),
        "index.md" => return Some(FileKind::Index),
        _ => {}
    }
    if path.is_in("static") {
        return Some(FileKind::Static);
    }
    if !path.has_extension("md") || path.file_name().eq_ignore_ascii_case("readme.md") {
        return None;
    }
    for (folder, kind) in [
        ("roles", FileKind::Role),
        ("reviews", FileKind::Review),
        ("statements", FileKind::Statement),
    ] {
        if path.is_in(folder) {
            return Some(kind);
        }
    }
    if path.is_in("themes") {
        return None;
    }
    let goal = match layout {
        Layout::Folder => path.is_in("goals"),
        Layout::Deep => true,
        Layout::Flat => path.folder().is_empty(),
    };
    goal.then_some(FileKind::Goal)
}

/// Reads one file; what is amiss is kept with what could be read.
pub fn read(file: &SourceFile, kind: FileKind) -> Document {
    let mut problems = Vec::new();
    if let Err(why) = &file.text {
        problems.push(Problem {
            span: Span::default(),
            kind: ProblemKind::Unreadable(why.clone()),
        });
    }
    let kind = match kind {
        FileKind::Goal => DocumentKind::Goal(Arc::new(goal(file, &mut problems))),
        FileKind::Index => DocumentKind::Index(Arc::new(index(file, &mut problems))),
        FileKind::Role => DocumentKind::Role(Arc::new(role(file, &mut problems))),
        FileKind::Review => DocumentKind::Review(Arc::new(review(file, &mut problems))),
        FileKind::Statement => DocumentKind::Statement(Arc::new(statement(file, &mut problems))),
        FileKind::Skills => DocumentKind::Skills(Arc::new(skills::skills(file, &mut problems))),
        FileKind::Resume => DocumentKind::Resume(Arc::new(resume::resume(file, &mut problems))),
        FileKind::Config => DocumentKind::Config,
        FileKind::Static => DocumentKind::Static,
    };
    problems.sort_by_key(|problem| problem.span);
    Document {
        path: file.path.clone(),
        kind,
        problems,
    }
}

/// A file with front matter, split and parsed.
struct Parts<'a> {
    text: &'a str,
    source: Arc<str>,
    mapping: Mapping,
    body: usize,
    readable: bool,
}

impl<'a> Parts<'a> {
    fn of(file: &'a SourceFile) -> Self {
        let text = file.text();
        let split = front_matter::split(text);
        let mut mapping = yaml::mapping(text, split.block);
        if let Some(fence) = split.unclosed {
            let kind = ProblemKind::Yaml {
                trap: Trap::Unclosed,
                what: "the front matter that begins here has no closing `---`".into(),
                corrected: None,
                fails_closed: true,
            };
            mapping.problems.insert(0, Problem { span: fence, kind });
        }
        if let Some(fence) = split.unread {
            mapping
                .problems
                .push(audience::stray(text, fence, Stray::Fence));
        }
        let strays = audience::strays(text, split.block, &mapping.entries, 0);
        mapping.problems.extend(strays);
        Self {
            text,
            source: file.text.clone().unwrap_or_default(),
            mapping,
            body: split.body,
            readable: file.text.is_ok(),
        }
    }

    fn body(&self, context: &BodyContext) -> BodyRead {
        body::read(&self.source, self.body, self.body, context)
    }

    /// Who may see the file: its fields, narrowed by its title's heading.
    fn seen(
        &self,
        block: &Block<'_>,
        read: &BodyRead,
        problems: &mut Vec<Problem>,
    ) -> (Seen, Option<Span>) {
        let (seen, span) = front_matter::seen(block, &self.mapping, problems);
        if read.fails_closed || !self.readable {
            return (Seen::FailedClosed, span);
        }
        match (
            seen,
            read.title
                .as_ref()
                .and_then(|(title, seen)| Some((title.span, (*seen)?))),
        ) {
            (Seen::Default, Some((place, heading))) => (Seen::Declared(heading), Some(place)),
            (Seen::Declared(declared), Some((_, heading))) => {
                (Seen::Declared(declared.max(heading)), span)
            }
            (seen, _) => (seen, span),
        }
    }
}

fn title(block: &Block<'_>, read: &BodyRead, problems: &mut Vec<Problem>) -> Field<String> {
    let declared: Field<String> = fields::text(block.get("title"), "title", problems).into();
    match (declared, &read.title) {
        (Field::Absent, Some((title, _))) => Field::Set(title.clone()),
        (declared, _) => declared,
    }
}

fn goal(file: &SourceFile, problems: &mut Vec<Problem>) -> Goal {
    let parts = Parts::of(file);
    let mut told = Vec::new();
    let block = Block::new(&parts.mapping, FIELDS, &mut told);
    let (id, id_span) = front_matter::id(&block, &file.path, &mut told);
    let mut goal = Goal::empty(file.path.clone(), id);
    goal.id_span = id_span;
    front_matter::read(&mut goal, &block, &mut told);
    let titled = block
        .get("title")
        .is_some_and(|node| node.value != Node::Null);
    let unit = goal.metric.get().and_then(|metric| metric.unit.clone());
    let read = parts.body(&BodyContext {
        titled,
        unit,
        plain: false,
    });
    goal.title = title(&block, &read, &mut told);
    if goal.title.is_absent() && parts.readable {
        let at = parts.body.min(parts.text.len());
        told.push(Problem {
            span: Span::at(at),
            kind: ProblemKind::NoTitle,
        });
    }
    (goal.seen, goal.seen_span) = parts.seen(&block, &read, &mut told);
    problems.extend(parts.mapping.problems.iter().cloned());
    problems.append(&mut told);
    problems.extend(read.problems);
    goal.body = Arc::new(read.body);
    let mut may_link = false;
    goal.each_text(&mut |_, _, text| may_link |= memchr(b'[', text.as_bytes()).is_some());
    goal.may_link = may_link;
    goal
}

impl Goal {
    /// A goal of which nothing is known.
    pub(crate) fn empty(path: PlanPath, id: GoalId) -> Self {
        Self {
            path,
            wanted_id: id,
            id_span: None,
            title: Field::Absent,
            seen: Seen::Default,
            seen_span: None,
            kind: Field::Absent,
            horizon: Field::Absent,
            status: Field::Absent,
            start: Field::Absent,
            due: Field::Absent,
            closed: Field::Absent,
            result: Field::Absent,
            metric: Field::Absent,
            supports: Field::Absent,
            after: Field::Absent,
            skills: Field::Absent,
            values: Field::Absent,
            tags: Field::Absent,
            why: Field::Absent,
            effort: Field::Absent,
            confidence: Field::Absent,
            obstacles: Field::Absent,
            mentor: Field::Absent,
            ask: Field::Absent,
            paused: Field::Absent,
            moved: Field::Absent,
            review: Field::Absent,
            review_every: Field::Absent,
            checkin_every: Field::Absent,
            evidence: Field::Absent,
            featured: Field::Absent,
            lang: Field::Absent,
            ambition: Field::Absent,
            action: Field::Absent,
            allow: Vec::new(),
            may_link: false,
            body: Arc::default(),
        }
    }
}

macro_rules! table {
    ($($name:literal $([$($synonym:literal),*])? => $holds:ident;)*) => { &[$(FieldDoc { name: $name, synonyms: &[$($($synonym),*)?], holds: Holds::$holds, doc: "" }),*] };
}

const INDEX: &[FieldDoc] = table! { "title" => Text; "aim" => Text; "vision" => Text; "values" => Texts; "interests" => Texts; "constraints" => Text; "visibility" ["audience", "visible"] => Text; "draft" => Switch; "publish" ["published"] => Switch; };
const ROLE: &[FieldDoc] = table! { "title" => Text; "id" => Text; "organisation" => Text; "organization" => Text; "skills" => Objects; "visibility" ["audience", "visible"] => Text; "draft" => Switch; "publish" ["published"] => Switch; };
const ROLE_SKILL: &[FieldDoc] = table! { "level" => Number; "source" => Text; "read" => Date; };
const REVIEW: &[FieldDoc] = table! { "title" => Text; "date" => Date; "goals" => Texts; "visibility" ["audience", "visible"] => Text; "draft" => Switch; "publish" ["published"] => Switch; };
const STATEMENT: &[FieldDoc] = table! { "title" => Text; "kind" => Text; "for" => Text; "goals" => Texts; "skills" => Texts; "visibility" ["audience", "visible"] => Text; "draft" => Switch; "publish" ["published"] => Switch; };
const SKILL: &[FieldDoc] = table! { "name" => Text; "level" => Number; "how" => Text; "on" => Date; "evidence" => Text; "uri" => Text; "visibility" ["audience", "visible"] => Text; "draft" => Switch; "publish" ["published"] => Switch; };

/// What every document but a goal shares: its fields, its title, its audience, its body.
fn page(
    file: &SourceFile,
    table: &'static [FieldDoc],
    problems: &mut Vec<Problem>,
    fill: impl FnOnce(&Block<'_>, Page, &mut Vec<Problem>),
) {
    let parts = Parts::of(file);
    let mut told = Vec::new();
    let block = Block::new(&parts.mapping, table, &mut told);
    let titled = block
        .get("title")
        .is_some_and(|node| node.value != Node::Null);
    let read = parts.body(&BodyContext {
        titled,
        unit: None,
        plain: true,
    });
    let title = title(&block, &read, &mut told);
    let (seen, _) = parts.seen(&block, &read, &mut told);
    problems.extend(parts.mapping.problems.iter().cloned());
    problems.extend(read.problems.iter().cloned());
    fill(
        &block,
        Page {
            title,
            seen,
            body: read.body,
        },
        &mut told,
    );
    problems.append(&mut told);
}

struct Page {
    title: Field<String>,
    seen: Seen,
    body: Body,
}

fn index(file: &SourceFile, problems: &mut Vec<Problem>) -> Index {
    let mut out = Index {
        path: file.path.clone(),
        seen: Seen::FailedClosed,
        aim: Field::Absent,
        vision: Field::Absent,
        values: Field::Absent,
        interests: Field::Absent,
        constraints: Field::Absent,
        body: Body::default(),
    };
    page(file, INDEX, problems, |block, page, p| {
        out.seen = page.seen;
        out.aim = fields::text(block.get("aim"), "aim", p).into();
        out.vision = fields::text(block.get("vision"), "vision", p).into();
        out.values = fields::texts(block.get("values"), "values", p).into();
        out.interests = fields::texts(block.get("interests"), "interests", p).into();
        out.constraints = fields::text(block.get("constraints"), "constraints", p).into();
        out.body = page.body;
    });
    out
}

fn role(file: &SourceFile, problems: &mut Vec<Problem>) -> Role {
    let mut out = Role {
        path: file.path.clone(),
        wanted_id: GoalId("".into()),
        id_span: None,
        title: Field::Absent,
        seen: Seen::FailedClosed,
        organisation: Field::Absent,
        skills: Field::Absent,
        body: Body::default(),
    };
    page(file, ROLE, problems, |block, page, p| {
        (out.wanted_id, out.id_span) = front_matter::id(block, &file.path, p);
        out.title = page.title;
        out.seen = page.seen;
        out.organisation = fields::text(
            block
                .get("organisation")
                .or_else(|| block.get("organization")),
            "organisation",
            p,
        )
        .into();
        out.skills = role_skills(block.get("skills"), p);
        out.body = page.body;
    });
    out
}

fn role_skills(node: Option<&Spanned<Node>>, problems: &mut Vec<Problem>) -> Field<Vec<RoleSkill>> {
    let Some(node) = node else {
        return Field::Absent;
    };
    let Some(entries) = fields::entries_of(
        node,
        "skills",
        "skills with their levels: `{ kubernetes: 4 }`",
        problems,
    ) else {
        return Field::Broken(node.span);
    };
    let mut out = Vec::new();
    for entry in entries {
        let field = format!("skills.{}", entry.key.value);
        let (level, source, read) = match &entry.value.value {
            Node::Map(inner) => {
                let block = Block::inner(inner, ROLE_SKILL, problems);
                let source: Field<String> =
                    fields::text(block.get("source"), &format!("{field}.source"), problems).into();
                let read: Field<DateSpan> =
                    fields::date(block.get("read"), &format!("{field}.read"), problems).into();
                (
                    fields::small(block.get("level"), &format!("{field}.level"), 5, problems),
                    source.get().cloned(),
                    read.get().copied(),
                )
            }
            _ => (
                fields::small(Some(&entry.value), &field, 5, problems),
                None,
                None,
            ),
        };
        if let Some(Ok(level)) = level {
            out.push(RoleSkill {
                name: entry.key.clone(),
                level: level.value,
                source,
                read,
            });
        }
    }
    Field::Set(Spanned::new(out, node.span))
}

fn review(file: &SourceFile, problems: &mut Vec<Problem>) -> Review {
    let mut out = Review {
        path: file.path.clone(),
        date: Field::Absent,
        title: Field::Absent,
        seen: Seen::FailedClosed,
        goals: Field::Absent,
        body: Body::default(),
    };
    page(file, REVIEW, problems, |block, page, p| {
        out.date = fields::date(block.get("date"), "date", p).into();
        if out.date.is_absent()
            && let Ok(date) = fields::fits(file.path.stem())
        {
            out.date = Field::Set(Spanned::new(date, Span::default()));
        }
        out.title = page.title;
        out.seen = page.seen;
        out.goals = fields::texts(block.get("goals"), "goals", p).into();
        out.body = page.body;
    });
    out
}

fn statement(file: &SourceFile, problems: &mut Vec<Problem>) -> Statement {
    let mut out = Statement {
        path: file.path.clone(),
        title: Field::Absent,
        kind: Field::Absent,
        audience: Field::Absent,
        goals: Field::Absent,
        skills: Field::Absent,
        seen: Seen::FailedClosed,
        body: Body::default(),
    };
    page(file, STATEMENT, problems, |block, page, p| {
        out.title = page.title;
        out.kind = fields::one_of(
            block.get("kind"),
            "kind",
            (&["objective", "interview"], StatementKind::read),
            p,
        )
        .into();
        out.audience = fields::text(block.get("for"), "for", p).into();
        out.goals = fields::texts(block.get("goals"), "goals", p).into();
        out.skills = fields::texts(block.get("skills"), "skills", p).into();
        out.seen = page.seen;
        out.body = page.body;
    });
    out
}

/// Whether a Markdown file shows any sign of being a goal: a field of ours, a task, a log.
pub fn looks_like_a_goal(file: &SourceFile) -> bool {
    let text = file.text();
    let split = front_matter::split(text);
    let block = split.block.of(text);
    let known = [
        "due",
        "deadline",
        "measure",
        "metric",
        "supports",
        "status",
        "horizon",
        "why",
        "confidence",
        "effort",
    ];
    let has_field = block.lines().any(|line| {
        line.split_once(':')
            .is_some_and(|(key, _)| known.contains(&key.trim()))
    });
    let body = text.get(split.body..).unwrap_or("");
    has_field
        || body.lines().any(|line| {
            let line = line.trim_start();
            line.starts_with("- [ ]")
                || line.starts_with("- [x]")
                || line.starts_with("* [ ]")
                || matches!(
                    line.trim_start_matches('#').trim().to_lowercase().as_str(),
                    "log" | "steps" | "milestones" | "check-ins"
                )
        })
}
