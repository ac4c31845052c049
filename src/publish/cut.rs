//! Cuts what an audience may not see.
//!
//! The cut works on documents and assembles what is left into a plan anew, so that ids, neighbours,
//! counts and anchors come out as if the hidden things had never been written. A body from which a
//! section goes is cut as text and read again, for footnotes, references and anchors reach across
//! sections.

mod goal;

use super::Audience;
use super::passages::Passages;
use super::unlink::{spliced, unlinked, without_anchor};
use crate::plan::body::BodyRead;
use crate::plan::goal::{Body, Link, LinkStyle, Seen};
use crate::plan::links::{LinkTarget, Places};
use crate::plan::others::{Index, Resume, Review, Role, Skill, Statement};
use crate::plan::texts::bracketed;
use crate::plan::{self, Document, DocumentKind, Field, GoalEntry, Plan, Target};
use crate::progress::Progress;
use crate::source::{PlanPath, Span, Spanned};
use crate::today::Today;
use crate::vocabulary::{Status, Visibility};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the cut needs to know beside the plan.
pub(super) struct Cut<'a> {
    pub(super) plan: &'a Plan,
    pub(super) progress: &'a Progress,
    pub(super) audience: Audience,
    pub(super) today: Today,
    /// Goals that are held back until their owner says who may see them.
    pub(super) held: &'a BTreeSet<PlanPath>,
    /// The places of documents as [`Cut::headed`] leaves them; filled as they are asked for.
    pub(super) places: RefCell<BTreeMap<PlanPath, Places>>,
}

impl Cut<'_> {
    /// The plan of the audience; what went is noted in `gone`.
    pub(super) fn plan(&self, gone: &mut Passages) -> Plan {
        let shown = self.shown();
        let mut files = (*self.plan.files).clone();
        let mut documents = Vec::new();
        let mut keep = |path: &PlanPath, kind: Option<DocumentKind>| match kind {
            Some(kind) => documents.push(Arc::new(Document {
                path: path.clone(),
                kind,
                problems: Vec::new(),
            })),
            None => {
                files.remove(path);
            }
        };
        for (ix, entry) in self.plan.goals() {
            let kind = if shown.contains(&Target::Goal(ix)) {
                Some(DocumentKind::Goal(self.goal(
                    entry,
                    self.counted(ix),
                    &shown,
                    gone,
                )))
            } else {
                gone.goal(entry);
                None
            };
            keep(&entry.goal.path, kind);
        }
        for (at, (id, role)) in self.plan.roles.iter().enumerate() {
            let kind = if shown.contains(&Target::Role(plan::RoleIx(at))) {
                Some(DocumentKind::Role(self.role(role, &shown, gone)))
            } else {
                gone.role(id, role);
                None
            };
            keep(&role.path, kind);
        }
        for review in &self.plan.reviews {
            let kind = self
                .beyond(review.seen, Visibility::Mentor)
                .then(|| DocumentKind::Review(self.review(review, &shown, gone)));
            if kind.is_none() {
                gone.body(&review.body);
            }
            keep(&review.path, kind);
        }
        for statement in &self.plan.statements {
            let kind = self
                .beyond(statement.seen, Visibility::Private)
                .then(|| DocumentKind::Statement(self.statement(statement, &shown, gone)));
            if kind.is_none() {
                gone.body(&statement.body);
            }
            keep(&statement.path, kind);
        }
        if let Some(index) = &self.plan.index {
            let seen = self.sees(index.seen);
            if !seen {
                gone.body(&index.body);
            }
            keep(
                &index.path,
                seen.then(|| DocumentKind::Index(self.index(index, &shown, gone))),
            );
        }
        if let Some(resume) = &self.plan.resume {
            keep(
                &resume.path,
                self.plan
                    .config
                    .trusted
                    .then(|| DocumentKind::Resume(self.resume(resume))),
            );
        }
        if let Some(path) = PlanPath::new("skills.yaml") {
            let skills = self
                .plan
                .skills
                .iter()
                .filter(|skill| self.skill(skill, gone))
                .cloned()
                .collect();
            documents.push(Arc::new(Document {
                path,
                kind: DocumentKind::Skills(Arc::new(skills)),
                problems: Vec::new(),
            }));
        }
        plan::assemble(documents, files, Arc::clone(&self.plan.config))
    }

    /// The goals and roles that the audience sees.
    fn shown(&self) -> BTreeSet<Target> {
        let goals = self
            .plan
            .goals()
            .filter(|(_, entry)| self.sees_goal(entry))
            .map(|(ix, _)| Target::Goal(ix));
        let roles = self.plan.roles.iter().enumerate();
        let roles = roles.filter(|(_, (_, role))| self.beyond(role.seen, Visibility::Mentor));
        goals
            .chain(roles.map(|(at, _)| Target::Role(plan::RoleIx(at))))
            .collect()
    }

    fn sees_goal(&self, entry: &GoalEntry) -> bool {
        if !self.audience.sees(entry.visibility) {
            return false;
        }
        if self.audience != Audience::Public {
            return true;
        }
        // A status that cannot be read may be one of those that are not for everyone.
        let public = matches!(
            entry.status_on(self.today),
            Some(Status::Planned | Status::Active | Status::Done)
        );
        public && !self.held.contains(&entry.goal.path)
    }

    fn sees(&self, seen: Seen) -> bool {
        self.audience
            .sees(seen.visibility(self.plan.config.visibility()))
    }

    /// Whether the audience sees a document of a kind that is at most for `least`.
    fn beyond(&self, seen: Seen, least: Visibility) -> bool {
        self.audience.sees(least)
            && match seen {
                // What the kind decides is not widened or narrowed by the plan's default.
                Seen::Default => self.plan.config.trusted || self.audience == Audience::Me,
                seen => self.audience.sees(seen.visibility(least)),
            }
    }

    fn names<T: Clone + AsRef<str>>(
        &self,
        field: &Field<Vec<Spanned<T>>>,
        shown: &BTreeSet<Target>,
    ) -> Field<Vec<Spanned<T>>> {
        let Field::Set(list) = field else {
            return field.clone();
        };
        let kept: Vec<_> = list
            .value
            .iter()
            .filter(|name| {
                self.plan
                    .named(name.value.as_ref())
                    .is_some_and(|target| shown.contains(&target))
            })
            .cloned()
            .collect();
        if kept.is_empty() {
            Field::Absent
        } else {
            Field::Set(Spanned::new(kept, list.span))
        }
    }

    /// Cuts hidden sections, and links to what is not shown: their labels stay. The text is cut and
    /// read again, so that all that is made of it comes out as if they had never been written; `None`
    /// where nothing goes.
    fn body(
        &self,
        path: &PlanPath,
        body: &Body,
        shown: &BTreeSet<Target>,
        gone: &mut Passages,
    ) -> Option<BodyRead> {
        let named = self.named_in(path, body, shown);
        if !named.is_empty() {
            let read = spliced(body, named);
            return Some(self.body(path, &read.body, shown, gone).unwrap_or(read));
        }
        let hidden = body.hidden_beyond(self.audience.limit());
        let mut edits: Vec<(Span, Cow<'_, str>)> = Vec::new();
        for section in &hidden {
            gone.text(section.of_from(body.text(), body.start));
            edits.push((*section, "".into()));
        }
        for link in body
            .links
            .iter()
            .filter(|link| !hidden.iter().any(|section| section.holds(link.span)))
        {
            match self.plan.link(path, &link.target, link.style) {
                LinkTarget::Page(target, _) if !shown.contains(&target) => {
                    edits.extend(unlinked(link, "another goal"));
                }
                LinkTarget::Document(..) => edits.extend(unlinked(link, "another goal")),
                LinkTarget::Page(Target::Goal(ix), anchor) if !anchor.is_empty() => {
                    let there = &self.plan.goal(ix).goal;
                    if !self.has_place((&there.path, &there.body), &anchor, shown) {
                        edits.extend(without_anchor(link));
                    }
                }
                LinkTarget::Anchor(anchor)
                    if !anchor.is_empty() && !self.has_place((path, body), &anchor, shown) =>
                {
                    edits.extend(unlinked(link, "another part"));
                }
                _ => {}
            }
        }
        if edits.is_empty() {
            return None;
        }
        Some(spliced(body, edits))
    }

    /// The edits that take away ids of what is hidden where Markdown sees no link: in code, in the label
    /// of another link, in `[[id` that never ends.
    fn named_in<'b>(
        &self,
        path: &PlanPath,
        body: &'b Body,
        shown: &BTreeSet<Target>,
    ) -> Vec<(Span, Cow<'b, str>)> {
        if !body.text().contains("[[") {
            return Vec::new();
        }
        let hidden = body.hidden_beyond(self.audience.limit());
        let wiki =
            |link: &&Link| matches!(link.style, LinkStyle::WikiBare | LinkStyle::WikiLabelled);
        let links = body.links.iter().filter(wiki);
        let ends: BTreeSet<usize> = links.map(|link| link.span.end).collect();
        let mut edits = Vec::new();
        for link in bracketed(body.text()) {
            let span = Span::new(link.range.start, link.range.end).shifted(body.start);
            if (link.closed && ends.contains(&span.end))
                || hidden.iter().any(|section| section.holds(span))
            {
                continue;
            }
            match self.plan.link(path, link.target, link.style) {
                LinkTarget::Page(target, _) if !shown.contains(&target) => {}
                LinkTarget::Document(..) => {}
                _ => continue,
            }
            edits.push((span, link.label.unwrap_or("another goal").into()));
        }
        edits
    }

    /// Whether the audience sees the place of a document that an anchor names. One that names nothing
    /// is not told either: it may name what was there before, or in other words.
    fn has_place(
        &self,
        (path, body): (&PlanPath, &Body),
        anchor: &str,
        shown: &BTreeSet<Target>,
    ) -> bool {
        let mut known = self.places.borrow_mut();
        if let Some(places) = known.get(path) {
            return places.find(anchor).is_some();
        }
        let headed = self.headed(path, body, shown);
        let places = headed.as_ref().unwrap_or(body).places();
        let there = places.find(anchor).is_some();
        known.insert(path.clone(), places);
        there
    }

    /// A body with the headings that the audience sees, in the words that it reads; `None` where these
    /// are all. A heading's own link to a place on its page counts as one that leads nowhere, for what
    /// is asked here is which places there are.
    fn headed(&self, path: &PlanPath, body: &Body, shown: &BTreeSet<Target>) -> Option<Body> {
        let hidden = body.hidden_beyond(self.audience.limit());
        let mut edits: Vec<(Span, Cow<'_, str>)> =
            hidden.iter().map(|section| (*section, "".into())).collect();
        let is_heading = |link: &&Link| {
            let after = body
                .sections
                .partition_point(|section| section.heading.start <= link.span.start);
            let section = after.checked_sub(1).and_then(|at| body.sections.get(at));
            section.is_some_and(|section| section.heading.holds(link.span))
                && !hidden.iter().any(|part| part.holds(link.span))
        };
        for link in body.links.iter().filter(is_heading) {
            match self.plan.link(path, &link.target, link.style) {
                LinkTarget::Page(target, _) if shown.contains(&target) => {}
                LinkTarget::Page(..) | LinkTarget::Document(..) | LinkTarget::Anchor(_) => {
                    edits.extend(unlinked(link, "another goal"));
                }
                _ => {}
            }
        }
        (!edits.is_empty()).then(|| spliced(body, edits).body)
    }

    fn role(&self, role: &Arc<Role>, shown: &BTreeSet<Target>, gone: &mut Passages) -> Arc<Role> {
        let mut cut = Role::clone(role);
        if let Some(read) = self.body(&role.path, &role.body, shown, gone) {
            retitle(&mut cut.title, &read);
            cut.body = read.body;
        }
        Arc::new(cut)
    }

    fn review(
        &self,
        review: &Arc<Review>,
        shown: &BTreeSet<Target>,
        gone: &mut Passages,
    ) -> Arc<Review> {
        let mut cut = Review::clone(review);
        cut.goals = self.names(&review.goals, shown);
        if let Some(read) = self.body(&review.path, &review.body, shown, gone) {
            retitle(&mut cut.title, &read);
            cut.body = read.body;
        }
        Arc::new(cut)
    }

    fn statement(
        &self,
        statement: &Arc<Statement>,
        shown: &BTreeSet<Target>,
        gone: &mut Passages,
    ) -> Arc<Statement> {
        let mut cut = Statement::clone(statement);
        cut.goals = self.names(&statement.goals, shown);
        if let Some(read) = self.body(&statement.path, &statement.body, shown, gone) {
            retitle(&mut cut.title, &read);
            cut.body = read.body;
        }
        Arc::new(cut)
    }

    fn index(
        &self,
        index: &Arc<Index>,
        shown: &BTreeSet<Target>,
        gone: &mut Passages,
    ) -> Arc<Index> {
        let mut cut = Index::clone(index);
        if self.audience != Audience::Me {
            gone.text(cut.constraints.text());
            cut.constraints = Field::Absent;
        }
        if let Some(read) = self.body(&index.path, &index.body, shown, gone) {
            cut.body = read.body;
        }
        Arc::new(cut)
    }

    /// A résumé is published with the plan; where its owner can be rung or visited is not.
    fn resume(&self, resume: &Arc<Resume>) -> Arc<Resume> {
        if self.audience != Audience::Public {
            return Arc::clone(resume);
        }
        let mut cut = Resume::clone(resume);
        if let Some(basics) = cut
            .json
            .get_mut("basics")
            .and_then(serde_json::Value::as_object_mut)
        {
            basics.remove("phone");
            if let Some(location) = basics
                .get_mut("location")
                .and_then(serde_json::Value::as_object_mut)
            {
                location.remove("address");
                location.remove("postalCode");
            }
        }
        Arc::new(cut)
    }

    /// Everyone sees what is at a level of 3 at least, or shown by evidence.
    fn skill(&self, skill: &Skill, gone: &mut Passages) -> bool {
        let proven = skill.level.is_some_and(|level| level >= 3) || skill.evidence.is_some();
        let shown = self.sees(skill.seen) && (proven || self.audience != Audience::Public);
        // A skill that is only too new for the page is no secret.
        if !self.sees(skill.seen) {
            gone.phrase(&skill.name);
            gone.phrase(skill.evidence.as_deref().unwrap_or(""));
        }
        shown
    }
}

/// A title that stands in the body is that of the body that is left.
fn retitle(title: &mut Field<String>, read: &BodyRead) {
    if !read.body.context.titled
        && title.is_set()
        && let Some((left, _)) = &read.title
    {
        *title = Field::Set(left.clone());
    }
}
