//! A theme: templates and styles, the user's over the theme's over ours.

use crate::config::ThemeChoice;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::Tera;

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// Why a theme cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// There is no such theme.
    #[error("there is no theme `{name}`; there are {there}")]
    Unknown {
        /// As asked for.
        name: String,
        /// Those that there are.
        there: String,
    },
    /// A template of it is broken.
    #[error("a template of the theme cannot be used: {0}")]
    Template(String),
}

/// A theme, ready to render.
pub struct Theme {
    pub(super) tera: Tera,
    /// The style sheet, whole.
    pub(super) css: String,
    /// Other files, by their path under `assets/`.
    pub(super) files: BTreeMap<String, Arc<[u8]>>,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme")
            .field("css", &self.css.len())
            .field("files", &self.files.keys())
            .finish_non_exhaustive()
    }
}

impl Theme {
    /// The theme of a choice, with `own` files (by path: `templates/goal.html`, `css/tokens.css`)
    /// over it.
    ///
    /// # Errors
    /// When there is no such theme, or a template is broken.
    pub fn find(
        choice: &ThemeChoice,
        own: &BTreeMap<String, Arc<str>>,
    ) -> Result<Self, ThemeError> {
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        let mut files: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
        take("base", &mut texts, &mut files);
        let base_templates: Vec<(String, String)> = texts
            .iter()
            .filter_map(|(path, text)| {
                Some((
                    format!("base/{}", path.strip_prefix("templates/")?),
                    text.clone(),
                ))
            })
            .collect();
        if let Some(name) = choice.name.as_deref().filter(|name| *name != "base") {
            if !Self::names().contains(&name) && own.is_empty() {
                return Err(ThemeError::Unknown {
                    name: name.to_owned(),
                    there: Self::names().join(", "),
                });
            }
            take(name, &mut texts, &mut files);
        }
        for (path, text) in own {
            texts.insert(path.clone(), text.to_string());
        }
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html", ".svg", ".xml"]);
        let templates = texts.iter().filter_map(|(path, text)| {
            Some((path.strip_prefix("templates/")?.to_owned(), text.clone()))
        });
        tera.add_raw_templates(base_templates.into_iter().chain(templates))
            .map_err(|error| ThemeError::Template(told(&error)))?;
        let mut css = String::new();
        // The first file states the order of the layers; the others are sorted by name.
        let order = |path: &str| (path != "css/layers.css", path.to_owned());
        let mut sheets: Vec<&String> = texts
            .keys()
            .filter(|path| {
                path.strip_prefix("css/").is_some_and(|name| {
                    name.rsplit_once('.')
                        .is_some_and(|(_, extension)| extension == "css")
                })
            })
            .collect();
        sheets.sort_by_key(|path| order(path));
        for sheet in sheets {
            css.push_str(texts.get(sheet).map_or("", String::as_str));
            css.push('\n');
        }
        if let Some(accent) = &choice.accent {
            css.push_str(&format!(":root {{ --gp-accent-light: {accent}; --gp-accent-dark: color-mix(in oklab, {accent}, white 45%); }}\n"));
        }
        Ok(Self { tera, css, files })
    }

    /// The names of the themes that are built in.
    pub fn names() -> Vec<&'static str> {
        BUILT_IN
            .dirs()
            .filter_map(|dir| dir.path().to_str())
            .collect()
    }
}

fn take(name: &str, texts: &mut BTreeMap<String, String>, files: &mut BTreeMap<String, Arc<[u8]>>) {
    let Some(folder) = BUILT_IN.get_dir(name) else {
        return;
    };
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file
                .path()
                .strip_prefix(name)
                .unwrap_or(file.path())
                .to_string_lossy()
                .replace('\\', "/");
            match file.contents_utf8() {
                Some(text) if path.starts_with("templates/") || path.starts_with("css/") => {
                    texts.insert(path, text.to_owned());
                }
                _ => {
                    if let Some(asset) = path.strip_prefix("assets/") {
                        files.insert(asset.to_owned(), file.contents().into());
                    }
                }
            }
        }
    }
}

/// An error of a template with all that it says of its cause.
pub(super) fn told(error: &tera::Error) -> String {
    let mut out = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        out.push_str(&format!(": {inner}"));
        cause = inner.source();
    }
    out
}
