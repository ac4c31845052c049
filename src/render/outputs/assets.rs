//! `assets/`: the style sheet and the theme's own files.

use super::Output;
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;

pub(super) static OUTPUT: Output = Output { entries, make };

fn entries(shared: &Shared) -> Vec<(String, Key)> {
    let own = shared
        .theme
        .files
        .keys()
        .map(|name| (format!("assets/{name}"), Key::Name(name.clone())));
    std::iter::once((shared.css.clone(), Key::Only))
        .chain(own)
        .collect()
}

fn make(shared: &Shared, key: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    match key {
        Key::Name(name) => match shared.theme.files.get(name) {
            Some(bytes) => out.extend_from_slice(bytes),
            None => return Err(RenderError::Missing(name.clone())),
        },
        _ => out.extend_from_slice(shared.theme.css.as_bytes()),
    }
    Ok(())
}
