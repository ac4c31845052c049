//! Fills the holes of [`Markup`]: what a link shows is decided by what its reader may see.

use crate::config::RawHtml;
use crate::plan::goal::{Body, GoalId, Hole, LinkStyle, Markup};
use crate::plan::links::{LinkTarget, Places, anchor};
use crate::plan::markup::escape;
use crate::plan::{Plan, Target};
use crate::source::PlanPath;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What filling needs to know of the page that it is for.
pub struct Filler<'a> {
    /// The plan of the audience.
    pub plan: &'a Plan,
    /// The file whose words these are.
    pub path: &'a PlanPath,
    /// From the page to the top of the site: `""` or `"../"`.
    pub root: &'a str,
    /// Anchors that stand on the page already.
    pub anchors: BTreeMap<String, usize>,
    /// The places of pages that were linked already; empty at first.
    pub places: RefCell<BTreeMap<PlanPath, Places>>,
}

/// What stands before and behind its id in the address of a goal's page.
const GOAL_PAGE: [&str; 2] = ["goals/", ".html"];

/// The address of a goal's page from the top of the site.
pub(crate) fn goal_path(id: &GoalId) -> String {
    GOAL_PAGE.join(id.as_str())
}

/// Where a file that a page links is put in the site.
pub(crate) fn file_path(path: &PlanPath) -> String {
    path.as_str()
        .strip_prefix("static/")
        .map_or_else(|| format!("files/{path}"), String::from)
}

impl Filler<'_> {
    /// The markup as HTML.
    pub fn fill<'m>(&mut self, markup: &'m Markup) -> Cow<'m, str> {
        if markup.holes.is_empty() {
            return Cow::Borrowed(&markup.html);
        }
        let mut out = String::with_capacity(markup.html.len() + 64);
        let mut at = 0;
        let mut open = Vec::new();
        for (place, hole) in &markup.holes {
            out.push_str(markup.html.get(at..*place).unwrap_or(""));
            at = *place;
            self.hole(hole, &mut open, &mut out);
        }
        out.push_str(markup.html.get(at..).unwrap_or(""));
        Cow::Owned(out)
    }

    fn hole(&mut self, hole: &Hole, open: &mut Vec<bool>, out: &mut String) {
        match hole {
            Hole::LinkOpen {
                target,
                title,
                style,
            } => {
                let href = self.href(target, *style);
                open.push(href.is_some());
                if let Some((href, external)) = href {
                    out.push_str("<a href=\"");
                    escape(&href, out);
                    out.push('"');
                    if external {
                        out.push_str(" rel=\"external noopener\"");
                    }
                    if !title.is_empty() {
                        out.push_str(" title=\"");
                        escape(title, out);
                        out.push('"');
                    }
                    out.push('>');
                }
            }
            Hole::LinkClose => {
                if open.pop() == Some(true) {
                    out.push_str("</a>");
                }
            }
            Hole::WikiLabel { target } => escape(&self.label(target), out),
            Hole::Image { target, alt, title } => match self.href(target, LinkStyle::Image) {
                // A picture from elsewhere would tell that host who reads the page.
                Some((href, false)) => {
                    out.push_str("<img src=\"");
                    escape(&href, out);
                    out.push_str("\" alt=\"");
                    escape(alt, out);
                    out.push('"');
                    if !title.is_empty() {
                        out.push_str(" title=\"");
                        escape(title, out);
                        out.push('"');
                    }
                    out.push_str(" loading=\"lazy\">");
                }
                Some((href, true)) => {
                    out.push_str("<a href=\"");
                    escape(&href, out);
                    out.push_str("\" rel=\"external noopener\">");
                    escape(if alt.is_empty() { "picture" } else { alt }, out);
                    out.push_str("</a>");
                }
                None => escape(alt, out),
            },
            Hole::RawHtml(html) => match self.plan.config.raw_html {
                RawHtml::Allow => out.push_str(html),
                RawHtml::Escape => escape(html, out),
            },
            Hole::Anchor { wanted } => out.push_str(&anchor(wanted, &mut self.anchors)),
        }
    }

    fn label(&self, target: &str) -> String {
        match self.plan.link(self.path, target, LinkStyle::WikiBare) {
            LinkTarget::Page(Target::Goal(ix), _) => self.plan.goal(ix).name().to_owned(),
            LinkTarget::Page(Target::Role(ix), _) => self.plan.roles.get(ix.0).map_or_else(
                || target.to_owned(),
                |(id, role)| role.title.get().cloned().unwrap_or_else(|| id.to_string()),
            ),
            LinkTarget::Anchor(anchor) => anchor,
            _ => target.to_owned(),
        }
    }

    /// The name of the place of a document that an anchor names.
    fn place(&self, (path, body): (&PlanPath, &Body), anchor: &str) -> Option<String> {
        if anchor.is_empty() {
            return None;
        }
        let mut known = self.places.borrow_mut();
        if let Some(places) = known.get(path) {
            return places.find(anchor);
        }
        let places = body.places();
        let place = places.find(anchor);
        known.insert(path.clone(), places);
        place
    }

    /// Where a link leads, and whether that is elsewhere; `None` where it leads nowhere.
    fn href<'t>(&self, target: &'t str, style: LinkStyle) -> Option<(Cow<'t, str>, bool)> {
        let inside = |parts: &[&str]| Some((Cow::Owned(parts.concat()), false));
        match self.plan.link(self.path, target, style) {
            LinkTarget::External => Some((Cow::Borrowed(target.trim()), true)),
            LinkTarget::Anchor(anchor) if anchor.is_empty() => inside(&["#"]),
            LinkTarget::Anchor(anchor) => {
                let place = self.place((self.path, self.plan.body(self.path)?), &anchor)?;
                inside(&["#", &place])
            }
            LinkTarget::Page(Target::Goal(ix), anchor) => {
                let entry = self.plan.goal(ix);
                let place = self.place((&entry.goal.path, &entry.body), &anchor);
                let (sign, place) = place.as_deref().map_or(("", ""), |place| ("#", place));
                let [folder, ending] = GOAL_PAGE;
                inside(&[self.root, folder, entry.id.as_str(), ending, sign, place])
            }
            LinkTarget::Page(Target::Role(ix), _) => {
                let (id, _) = self.plan.roles.get(ix.0)?;
                inside(&[self.root, "roles.html#", id.as_str()])
            }
            LinkTarget::File(path) => inside(&[self.root, &encoded(&file_path(&path))]),
            LinkTarget::Document(..) | LinkTarget::Missing | LinkTarget::Refused => None,
        }
    }
}

/// A path as it stands in an address.
pub(crate) fn encoded(path: &str) -> String {
    const PATH: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'`')
        .add(b'{')
        .add(b'}')
        .add(b'%');
    percent_encoding::utf8_percent_encode(path, PATH).to_string()
}
