//! `sitemap.xml`, for the public site with an address.

use super::{OUTPUTS, Output, only};
use crate::plan::markup::escape;
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;

pub(super) static OUTPUT: Output = Output {
    entries: |shared| {
        only((shared.is_public() && shared.base_url().is_some()).then_some("sitemap.xml"))
    },
    make,
};

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let url = shared.base_url().unwrap_or_default();
    let mut paths: Vec<String> = OUTPUTS
        .iter()
        .flat_map(|output| (output.entries)(shared))
        .map(|(path, _)| path)
        .collect();
    paths.retain(|path| {
        path.rsplit_once('.')
            .is_some_and(|(_, extension)| extension == "html")
            && path != "404.html"
    });
    paths.sort();
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for path in paths {
        let path = if path == "index.html" {
            String::new()
        } else {
            path
        };
        xml.push_str("<url><loc>");
        escape(
            &format!("{url}/{}", super::super::markdown::encoded(&path)),
            &mut xml,
        );
        xml.push_str("</loc></url>\n");
    }
    xml.push_str("</urlset>\n");
    out.extend_from_slice(xml.as_bytes());
    Ok(())
}
