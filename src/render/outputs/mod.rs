//! The files of a site, one file here a page or export.

use super::markdown::Filler;
use super::site::{Key, RenderError};
use super::view::Shared;
use crate::plan::Plan;
use crate::plan::goal::Body;
use crate::source::PlanPath;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A page or an export.
#[derive(Debug)]
pub struct Output {
    /// The files that it makes of a plan: path, and which of them it is.
    pub(super) entries: fn(&Shared) -> Vec<(String, Key)>,
    /// Makes one of them.
    pub(super) make: fn(&Shared, &Key, &mut Vec<u8>) -> Result<(), RenderError>,
}

/// Names the modules of the outputs: the one line that a new page or export adds.
macro_rules! outputs {
    ($($module:ident),* $(,)?) => {
        $(mod $module;)*

        /// All outputs.
        pub(super) static OUTPUTS: &[&Output] = &[$(&$module::OUTPUT),*];
    };
}

outputs! {
    achievements,
    assets,
    calendar,
    career,
    feed,
    goal,
    not_found,
    plan_json,
    report,
    resume_json,
    resume_page,
    reviews,
    roadmap,
    robots,
    roles,
    sitemap,
    skills,
    statements,
    tags,
}

pub(super) use report::mailed;

/// The only file of an output, where there is one.
fn only(path: Option<&str>) -> Vec<(String, Key)> {
    path.map(|path| (path.to_owned(), Key::Only))
        .into_iter()
        .collect()
}

/// The words of one of several documents on a page of the top of the site; `anchors` keeps those of
/// the documents before it.
fn words_of(
    plan: &Plan,
    (path, body): (&PlanPath, &Body),
    anchors: &mut BTreeMap<String, usize>,
) -> String {
    let mut filler = Filler {
        plan,
        path,
        root: "",
        anchors: std::mem::take(anchors),
        places: RefCell::default(),
    };
    let words = filler.fill(&body.prose).into_owned();
    *anchors = filler.anchors;
    words
}
