//! What the live preview adds to a page as it answers: one script, and what the script is told.
//!
//! A published site contains none of this: pages come from [`View`] as a build would write them, and
//! the script is added to the answer, not to the page.

use super::follow::View;
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::{self, Colour, Style};
use crate::plan::Target;
use crate::publish::Audience;
use crate::source::{LineColumn, LineIndex, PlanPath};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use std::path::Path;

/// The script of the live preview.
pub(super) const SCRIPT: &str = include_str!("live.js");
/// Where it and what it asks for are served; no page of a site has such a name.
pub(super) const PREFIX: &str = "/~live/";

/// How many findings a page tells at most.
const TOLD: usize = 40;

/// The audiences, by the name that the switch and the addresses have for them.
pub(super) const VIEWS: [(&str, Audience); 3] = [
    ("visitor", Audience::Public),
    ("mentor", Audience::Mentor),
    ("me", Audience::Me),
];

/// A page as it is answered: with the script, and allowed to run it.
pub(super) fn with_script(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    // A directive that is given twice counts once, with a warning in the console.
    let page = page.replacen(" connect-src 'self';", "", 1);
    let page = page.replacen(
        "default-src 'none';",
        "default-src 'none'; script-src 'self'; connect-src 'self' ws:;",
        1,
    );
    let script = format!("<script src=\"{PREFIX}live.js\" defer></script>\n");
    match page.rfind("</body>") {
        Some(at) => {
            let (before, after) = page.split_at(at);
            format!("{before}{script}{after}").into_bytes()
        }
        None => format!("{page}{script}").into_bytes(),
    }
}

/// The page for what is not there, whose links hold wherever it is answered.
pub(super) fn from_anywhere(page: &[u8], audience: Audience) -> Vec<u8> {
    let name = VIEWS
        .iter()
        .find(|(_, of)| *of == audience)
        .map_or("me", |(name, _)| name);
    let page = String::from_utf8_lossy(page);
    let page = page.replacen("base-uri 'none'", "base-uri 'self'", 1);
    page.replacen(
        "<head>\n",
        &format!("<head>\n<base href=\"/~{name}/\">\n"),
        1,
    )
    .into_bytes()
}

/// What the script shows beside a page.
#[derive(Serialize)]
pub(super) struct State<'a> {
    version: u64,
    views: Vec<Switch>,
    /// Findings are the owner's own: whoever looks as a visitor or a mentor is shown the page alone.
    #[serde(flatten)]
    own: Option<Own<'a>>,
}

#[derive(Serialize)]
struct Switch {
    name: &'static str,
    href: String,
    current: bool,
}

#[derive(Serialize)]
struct Own<'a> {
    trouble: Option<&'a str>,
    broken: Vec<Told<'a>>,
    findings: Vec<Told<'a>>,
    more: usize,
    plan: Counts,
}

#[derive(Serialize)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct Told<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    path: &'a str,
    line: usize,
    column: usize,
    /// The address that opens an editor there.
    open: String,
    /// What silences it, as a line of front matter.
    silence: String,
    /// The page of its goal.
    page: Option<String>,
    /// The finding as the terminal has it, where it is shown over the page.
    frame: Option<String>,
}

/// What the script is told of a page.
pub(super) fn state<'a>(
    view: &'a View,
    (audience, path): (Audience, &str),
    (root, editor): (&Path, &str),
) -> State<'a> {
    let switch = VIEWS.iter().map(|(name, of)| {
        let there = path != "index.html" && view.site(*of).entry(path).is_some();
        Switch {
            name,
            href: format!("/~{name}/{}", if there { path } else { "" }),
            current: *of == audience,
        }
    });
    State {
        version: view.version,
        views: switch.collect(),
        own: (audience == Audience::Me).then(|| own(view, path, (root, editor))),
    }
}

fn own<'a>(view: &'a View, path: &str, (root, editor): (&Path, &str)) -> Own<'a> {
    let all = &view.analysis.diagnostics;
    let of = document(view, path);
    let here = |finding: &&Diagnostic| of.as_ref().is_none_or(|of| finding.location.path == *of);
    let mut shown: Vec<&Diagnostic> = all.iter().filter(here).collect();
    shown.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let count = |severity| {
        let of = all.iter().filter(|finding| finding.severity == severity);
        of.count()
    };
    let broken = all.iter().filter(|finding| is_broken(finding)).take(3);
    Own {
        trouble: view.trouble.as_deref(),
        broken: broken
            .map(|finding| {
                let style = Style {
                    colour: Colour::None,
                    width: 100,
                };
                Told {
                    frame: Some(emit::render(finding, &view.sources, style)),
                    ..tell(view, finding, (root, editor))
                }
            })
            .collect(),
        findings: shown
            .iter()
            .take(TOLD)
            .map(|finding| tell(view, finding, (root, editor)))
            .collect(),
        more: shown.len().saturating_sub(TOLD),
        plan: Counts {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        },
    }
}

/// Whether a finding means that a file could not be read as it was meant.
fn is_broken(finding: &Diagnostic) -> bool {
    finding.severity == Severity::Error && finding.code.0.starts_with('F')
}

fn tell<'a>(view: &View, finding: &'a Diagnostic, (root, editor): (&Path, &str)) -> Told<'a> {
    let path = &finding.location.path;
    let text = view.sources.text(path);
    let LineColumn { line, column } =
        LineIndex::new(text).line_column(text, finding.location.span.start);
    let file = root.join(path.as_str());
    let open = editor
        .replace("{file}", &encoded(&file.to_string_lossy()))
        .replace("{line}", &line.to_string())
        .replace("{column}", &column.to_string());
    Told {
        code: finding.code.0,
        severity: finding.severity.as_str(),
        message: &finding.message,
        help: finding.help.as_deref(),
        path: path.as_str(),
        line,
        column,
        open,
        silence: format!("allow: {{ {}: \"why this is fine\" }}", finding.code),
        page: page(view, path),
        frame: None,
    }
}

/// What may stand in a path of an address.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b':')
    .remove(b'~');

/// A path in an address: what would end it is escaped, `\` is `/`.
fn encoded(path: &str) -> String {
    utf8_percent_encode(&path.replace('\\', "/"), PATH).to_string()
}

/// The page of a document, from the top of the site.
fn page(view: &View, path: &PlanPath) -> Option<String> {
    let Target::Goal(ix) = view.analysis.plan.by_path(path)? else {
        return None;
    };
    Some(format!("goals/{}.html", view.analysis.plan.goal(ix).id))
}

/// The document whose page this is.
fn document(view: &View, page: &str) -> Option<PlanPath> {
    let id = page.strip_prefix("goals/")?.strip_suffix(".html")?;
    let plan = &view.analysis.plan;
    let ix = plan.by_id(id)?;
    Some(plan.goal(ix).goal.path.clone())
}
