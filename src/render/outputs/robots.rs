//! `robots.txt`: only the public site is for machines that index.

use super::{Output, only};
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;

pub(super) static OUTPUT: Output = Output {
    entries: |shared| {
        only((shared.base_url().is_some() || !shared.is_public()).then_some("robots.txt"))
    },
    make,
};

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let text = match shared.base_url().filter(|_| shared.is_public()) {
        Some(url) => format!("User-agent: *\nAllow: /\nSitemap: {url}/sitemap.xml\n"),
        None => "User-agent: *\nDisallow: /\n".to_owned(),
    };
    out.extend_from_slice(text.as_bytes());
    Ok(())
}
