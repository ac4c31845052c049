//! `404.html`. It is shown at any depth, so its links name the site's address where there is one.

use super::{Output, only};
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;

pub(super) static OUTPUT: Output = Output {
    entries: |_| only((true).then_some("404.html")),
    make,
};

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let head = shared.head("Not found", "404.html", "There is no such page.");
    shared.page("404.html", &head, &(), out)
}
