//! What a link in a body means.
//!
//! One place for rules, cut and pages, so that what one calls dead the other does not draw.

use crate::plan::goal::{Body, Hole, Link, LinkStyle, SectionRole};
use crate::plan::model::{GoalEntry, Plan, Target};
use crate::plan::slug::slug;
use crate::source::PlanPath;
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, BTreeSet};

/// What a link points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// An address elsewhere: `https:`, `http:`, `mailto:`, `tel:`.
    External,
    /// A place on the same page, `#` left out.
    Anchor(String),
    /// A goal or role, and the place on its page (`""` for none).
    Page(Target, String),
    /// Another document of the plan (a review, a statement, `index.md`), with the place on it.
    Document(PlanPath, String),
    /// A file that is no document: a picture, a certificate.
    File(PlanPath),
    /// Nothing that is there.
    Missing,
    /// A scheme that no page of ours follows (`javascript:`, `file:`).
    Refused,
}

impl GoalEntry {
    /// The links of its body, by their places in [`Body::links`], that lead nowhere, or to a place in a
    /// document, which may be gone: all that is to be looked at again after an edit that left all
    /// names in the plan as they were. Looked up once for as long as they stay, so `plan` must be the
    /// entry's own.
    pub(crate) fn doubtful_links(&self, plan: &Plan) -> &[usize] {
        let is_doubtful = |link: &Link| match plan.link(&self.path, &link.target, link.style) {
            LinkTarget::Missing | LinkTarget::Refused => true,
            LinkTarget::Anchor(anchor) | LinkTarget::Page(_, anchor) => !anchor.is_empty(),
            LinkTarget::External | LinkTarget::File(_) | LinkTarget::Document(..) => false,
        };
        self.relations.doubtful.get_or_init(|| {
            let links = self.body.links.iter().enumerate();
            let doubtful = links.filter(|(_, link)| is_doubtful(link));
            doubtful.map(|(at, _)| at).collect()
        })
    }
}

impl Plan {
    /// What `target`, written in the file at `from`, points at.
    pub fn link(&self, from: &PlanPath, target: &str, style: LinkStyle) -> LinkTarget {
        let target = target.trim();
        if matches!(style, LinkStyle::WikiBare | LinkStyle::WikiLabelled) {
            return self.wikilink(target);
        }
        match scheme(target) {
            Some("http" | "https") => return self.own_page(target).unwrap_or(LinkTarget::External),
            Some("mailto" | "tel") => return LinkTarget::External,
            Some(_) => return LinkTarget::Refused,
            None if target.starts_with("//") => return LinkTarget::External,
            None => {}
        }
        if let Some(anchor) = target.strip_prefix('#') {
            return LinkTarget::Anchor(anchor.to_owned());
        }
        let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        // `/static/x` is read from the top of the plan, as editors do.
        let found = match decoded.strip_prefix('/') {
            Some(rest) => PlanPath::new(rest).map(|path| self.at(path.as_str(), anchor)),
            None => from
                .resolve_text(&decoded)
                .map(|path| self.at(&path, anchor)),
        };
        found.unwrap_or(LinkTarget::Missing)
    }

    /// The goal whose page in our own site is at `address`, in full.
    fn own_page(&self, address: &str) -> Option<LinkTarget> {
        let inside = address.strip_prefix(self.config.base_url.as_deref()?)?;
        let (path, anchor) = inside.split_once('#').unwrap_or((inside, ""));
        let id = path.strip_prefix("/goals/")?.strip_suffix(".html")?;
        let id = percent_decode_str(id).decode_utf8_lossy();
        let target = self.names.get(&*id)?;
        Some(LinkTarget::Page(*target, anchor.to_owned()))
    }

    fn wikilink(&self, target: &str) -> LinkTarget {
        let (name, anchor) = target.split_once('#').unwrap_or((target, ""));
        if name.is_empty() {
            return LinkTarget::Anchor(anchor.to_owned());
        }
        if let Some(target) = self.named(name) {
            return LinkTarget::Page(target, anchor.to_owned());
        }
        let Some(path) = PlanPath::new(name) else {
            return LinkTarget::Missing;
        };
        match self.at(path.as_str(), anchor) {
            LinkTarget::Missing => self.noted(&path).map_or(LinkTarget::Missing, |path| {
                LinkTarget::Document(path, anchor.to_owned())
            }),
            found => found,
        }
    }

    /// The document that is no goal and no role, or could not be read, and has the name of a note.
    fn noted(&self, path: &PlanPath) -> Option<PlanPath> {
        let name = path.file_name();
        let stem = slug(name.strip_suffix(".md").unwrap_or(name));
        let reviews = self.reviews.iter().map(|review| &review.path);
        let statements = self.statements.iter().map(|statement| &statement.path);
        let index = self.index.iter().map(|index| &index.path);
        let mut documents = reviews.chain(statements).chain(index);
        let found = documents.find(|path| slug(path.stem()) == stem).cloned();
        found.or_else(|| self.unread.contains(&*stem).then(|| path.clone()))
    }

    fn at(&self, path: &str, anchor: &str) -> LinkTarget {
        if let Some(target) = self.paths.get(path) {
            return LinkTarget::Page(*target, anchor.to_owned());
        }
        match self.files.get(path) {
            None => LinkTarget::Missing,
            Some(path) if path.has_extension("md") => {
                LinkTarget::Document(path.clone(), anchor.to_owned())
            }
            Some(path) => LinkTarget::File(path.clone()),
        }
    }
}

/// The scheme of an address, lowercase, if it has one; a drive letter is none.
fn scheme(target: &str) -> Option<&'static str> {
    let (scheme, _) = target.split_once(':')?;
    let plain = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    if !plain {
        return None;
    }
    ["http", "https", "mailto", "tel"]
        .into_iter()
        .find(|known| scheme.eq_ignore_ascii_case(known))
        .or(Some("other"))
}

/// The names of the places that pages have of their own, whatever their words: no link to one tells
/// anything. `steps` and `log` are those of a goal that has them.
pub const PLACES: &[&str] = &[
    "main",
    // A goal's page.
    "steps",
    "proof",
    "related",
    "course",
    "obstacles",
    "letters",
    "history",
    // The career page.
    "reached",
    "now",
    "next",
    "leads",
    "others",
    "skills",
    "values",
    "interests",
    "about",
    "goals",
];

/// Where the headings of a goal begin to be counted: the page has these of its own.
pub fn taken() -> BTreeMap<String, usize> {
    ["steps", "log", "proof"]
        .map(|own| (own.to_owned(), 1))
        .into()
}

/// The anchor of a heading that asks for `wanted`, behind those that `taken` counts: the second of
/// two that are alike ends in `-2`.
pub fn anchor(wanted: &str, taken: &mut BTreeMap<String, usize>) -> String {
    let wanted = if wanted.is_empty() { "section" } else { wanted };
    let count = taken.entry(wanted.to_owned()).or_insert(0);
    *count += 1;
    if *count > 1 {
        format!("{wanted}-{count}")
    } else {
        wanted.to_owned()
    }
}

/// The places on the page of a body that a link may name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The anchors of headings, and what has an id in the text itself.
    ids: BTreeSet<String>,
    /// The letters of each heading, by which it is found however a link is written.
    letters: BTreeMap<String, String>,
    /// The days of the log.
    days: BTreeSet<String>,
}

impl Body {
    /// The places on its page. To ask for many, keep the answer.
    pub fn places(&self) -> Places {
        let mut places = Places::default();
        let mut counted = if self.context.plain {
            BTreeMap::new()
        } else {
            taken()
        };
        places.ids.extend(ids(&self.prose.html));
        for (_, hole) in &self.prose.holes {
            match hole {
                Hole::Anchor { wanted } => {
                    let name = anchor(wanted, &mut counted);
                    places.ids.insert(name.clone());
                    places.letters.entry(letters(&name)).or_insert(name);
                }
                Hole::RawHtml(html) => places.ids.extend(ids(html)),
                _ => {}
            }
        }
        for section in &self.sections {
            let own = match section.role {
                SectionRole::Title => "main",
                SectionRole::Steps => "steps",
                // All others stand in the prose, but for those of the log.
                _ => "log",
            };
            let letters = letters(&slug(&section.title));
            places
                .letters
                .entry(letters)
                .or_insert_with(|| own.to_owned());
        }
        let days = self.log.iter().map(|entry| format!("log-{}", entry.date));
        places.days = days.collect();
        if !self.log.is_empty() {
            places.ids.insert("log".to_owned());
        }
        places
    }
}

impl Places {
    /// The name of the place that is meant by `written`: a heading by its words or its anchor, an entry
    /// of the log, a part that the page has of its own.
    ///
    /// `None` where there is no such place, so that nobody is told the name of what is not there.
    pub fn find(&self, written: &str) -> Option<String> {
        let decoded = percent_decode_str(written.trim()).decode_utf8_lossy();
        // A notebook writes the headings above in front, and the name of a block behind `^`.
        let last = decoded.rsplit('#').next().unwrap_or("").trim();
        let wanted = slug(last);
        if wanted.is_empty() || last.starts_with('^') {
            return None;
        }
        if self.ids.contains(&*wanted) {
            return Some(wanted.into_owned());
        }
        // Everyone makes anchors of headings in another way; the letters are the same.
        if let Some(name) = self.letters.get(&letters(&wanted)) {
            return Some(name.clone());
        }
        let logged = || {
            let (day, number) = last.split_at_checked("log-2000-12-31".len())?;
            let digits = number.strip_prefix('-').unwrap_or("1");
            let numbered = number.is_empty() || digits.bytes().all(|b| b.is_ascii_digit());
            (numbered && self.days.contains(day)).then_some(())
        };
        let there = self.ids.contains(last) || PLACES.contains(&last) || logged().is_some();
        there.then(|| last.to_owned())
    }
}

fn letters(name: &str) -> String {
    name.replace('-', "")
}

/// The ids that HTML gives.
fn ids(html: &str) -> impl Iterator<Item = String> {
    let ids = html.split(" id=\"").skip(1);
    ids.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
}

impl Plan {
    /// The goal or role that a person means by `written`: an id, a note's name or path, any case.
    ///
    /// Where an id is given twice it means the first.
    pub fn named(&self, written: &str) -> Option<Target> {
        let written = written
            .trim()
            .trim_start_matches("[[")
            .trim_end_matches("]]");
        let name = written.split_once('|').map_or(written, |(name, _)| name);
        let name = name.split_once('#').map_or(name, |(name, _)| name).trim();
        let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let stem = last.strip_suffix(".md").unwrap_or(last);
        self.names.get(&*slug(stem)).copied()
    }

    /// The body of the document at `path`.
    pub fn body(&self, path: &PlanPath) -> Option<&Body> {
        match self.by_path(path) {
            Some(Target::Goal(ix)) => return Some(&self.goal(ix).body),
            Some(Target::Role(ix)) => return Some(&self.roles.get(ix.0)?.1.body),
            None => {}
        }
        let reviews = self
            .reviews
            .iter()
            .map(|review| (&review.path, &review.body));
        let statements = self.statements.iter();
        let statements = statements.map(|statement| (&statement.path, &statement.body));
        let index = self.index.iter().map(|index| (&index.path, &index.body));
        let mut bodies = reviews.chain(statements).chain(index);
        bodies.find(|(of, _)| *of == path).map(|(_, body)| body)
    }

    /// The goal or role that the file at `path` is.
    pub fn by_path(&self, path: &PlanPath) -> Option<Target> {
        self.paths.get(path).copied()
    }
}
