//! The files of a site, one file here a page or export.

use super::site::{Key, RenderError};
use super::view::Shared;

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

/// The only file of an output, where `there` says so.
fn only(there: bool, path: &str) -> Vec<(String, Key)> {
    if there {
        vec![(path.to_owned(), Key::Only)]
    } else {
        Vec::new()
    }
}
