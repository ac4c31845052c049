//! Fills the holes of [`Markup`]: what a link shows is decided by what its reader may see.

use crate::config::RawHtml;
use crate::plan::goal::{GoalId, Hole, LinkStyle, Markup};
use crate::plan::links::LinkTarget;
use crate::plan::markup::escape;
use crate::plan::{Plan, Target};
use crate::source::PlanPath;
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
}

/// The address of a goal's page from the top of the site.
pub(crate) fn goal_path(id: &GoalId) -> String {
    format!("goals/{id}.html")
}

/// Where a file that a page links is put in the site.
pub(crate) fn file_path(path: &PlanPath) -> String {
    path.as_str()
        .strip_prefix("static/")
        .map_or_else(|| format!("files/{path}"), String::from)
}

impl Filler<'_> {
    /// The markup as HTML.
    pub fn fill(&mut self, markup: &Markup) -> String {
        if markup.holes.is_empty() {
            return markup.html.clone();
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
        out
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
            Hole::Anchor { wanted } => {
                let wanted = if wanted.is_empty() { "section" } else { wanted };
                let count = self.anchors.entry(wanted.to_owned()).or_insert(0);
                *count += 1;
                out.push_str(wanted);
                if *count > 1 {
                    out.push_str(&format!("-{count}"));
                }
            }
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

    /// Where a link leads, and whether that is elsewhere; `None` where it leads nowhere.
    fn href(&self, target: &str, style: LinkStyle) -> Option<(String, bool)> {
        let with = |path: String, anchor: &str| {
            let anchor = if anchor.is_empty() {
                String::new()
            } else {
                format!("#{anchor}")
            };
            Some((format!("{}{path}{anchor}", self.root), false))
        };
        match self.plan.link(self.path, target, style) {
            LinkTarget::External => Some((target.trim().to_owned(), true)),
            LinkTarget::Anchor(anchor) => Some((
                format!("#{}", anchor.to_lowercase().replace(' ', "-")),
                false,
            )),
            LinkTarget::Page(Target::Goal(ix), anchor) => {
                with(goal_path(&self.plan.goal(ix).id), &anchor)
            }
            LinkTarget::Page(Target::Role(ix), _) => self
                .plan
                .roles
                .get(ix.0)
                .and_then(|(id, _)| with("roles.html".into(), id.as_str())),
            LinkTarget::File(path) => with(encoded(&file_path(&path)), ""),
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
