//! What a link in a body means.
//!
//! One place for rules, cut and pages, so that what one calls dead the other does not draw.

use crate::plan::goal::LinkStyle;
use crate::plan::model::{Plan, Target};
use crate::plan::slug::slug;
use crate::source::PlanPath;
use percent_encoding::percent_decode_str;

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

impl Plan {
    /// What `target`, written in the file at `from`, points at.
    pub fn link(&self, from: &PlanPath, target: &str, style: LinkStyle) -> LinkTarget {
        let target = target.trim();
        if matches!(style, LinkStyle::WikiBare | LinkStyle::WikiLabelled) {
            return self.wikilink(target);
        }
        match scheme(target) {
            Some("http" | "https" | "mailto" | "tel") => return LinkTarget::External,
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

    fn wikilink(&self, target: &str) -> LinkTarget {
        let (name, anchor) = target.split_once('#').unwrap_or((target, ""));
        if name.is_empty() {
            return LinkTarget::Anchor(anchor.to_owned());
        }
        if let Some(target) = self.named(name) {
            return LinkTarget::Page(target, anchor.to_owned());
        }
        match PlanPath::new(name) {
            Some(path) => self.at(path.as_str(), anchor),
            None => LinkTarget::Missing,
        }
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

    /// The goal or role that the file at `path` is.
    pub fn by_path(&self, path: &PlanPath) -> Option<Target> {
        self.paths.get(path).copied()
    }
}
