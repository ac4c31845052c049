//! A site: path → how its bytes are made. Each file is made when asked for, and nothing is kept.

use super::outputs::{OUTPUTS, Output};
use super::theme::Theme;
use super::view::Shared;
use crate::publish::Published;
use crate::report::Report;
use crate::source::{Asset, PlanPath};
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A path in a site: relative, with `/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(String);

impl SitePath {
    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

// A file is found by its path as text, without one being made for the look-up.
impl Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a file could not be made.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// There is no such file.
    #[error("the site has no {0}")]
    Missing(String),
    /// A template failed.
    #[error("{0}")]
    Template(String),
    /// Two files for one place.
    #[error("{file} would stand in its place, and one of the two would be lost\n  rename {file}")]
    Clash {
        /// The file of the plan.
        file: PlanPath,
    },
}

/// How a file of a site comes to be.
#[derive(Clone, Debug)]
pub enum Entry {
    /// It is made: by this output, for this key of it.
    Made(&'static Output, Key),
    /// It is the user's own, copied.
    Copy(Asset),
    /// A file of the user's would stand in the place of another file of the site: neither is written
    /// without a word.
    Clash(PlanPath),
}

/// Which of an output's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// The only one.
    Only,
    /// The one of the goal at this place.
    Goal(usize),
    /// The one of this name.
    Name(String),
}

/// A site of one audience.
#[derive(Clone, Debug)]
pub struct Site {
    entries: BTreeMap<SitePath, Entry>,
    shared: Arc<Shared>,
}

/// The site of a published plan in a theme.
pub fn site(published: Arc<Published>, theme: Arc<Theme>) -> Site {
    let shared = Arc::new(Shared::new(published, theme));
    let mut entries = BTreeMap::new();
    for output in OUTPUTS {
        for (path, key) in (output.entries)(&shared) {
            entries.insert(SitePath(path), Entry::Made(output, key));
        }
    }
    copies(&shared, &mut entries);
    Site { entries, shared }
}

/// Adds the user's own files to those that are made.
fn copies(shared: &Shared, entries: &mut BTreeMap<SitePath, Entry>) {
    let assets = shared.published.assets().iter();
    let copies: Vec<(&PlanPath, String, &Asset)> = assets
        .filter_map(|(path, asset)| Some((path, copied(path, shared)?, asset)))
        .collect();
    if copies.is_empty() {
        return;
    }
    // Where capitals make no other name, `Index.html` would be written over the career page.
    let pages: BTreeMap<String, SitePath> = entries
        .keys()
        .map(|path| (path.as_str().to_lowercase(), path.clone()))
        .collect();
    for (path, target, asset) in copies {
        let there = pages.get(&target.to_lowercase()).cloned();
        let target = SitePath(target);
        match there.or_else(|| entries.contains_key(&target).then(|| target.clone())) {
            Some(there) => drop(entries.insert(there, Entry::Clash(path.clone()))),
            None => drop(entries.insert(target, Entry::Copy(asset.clone()))),
        }
    }
}

/// A report of a published plan as one HTML file that needs no other.
///
/// # Errors
/// When its template fails.
pub fn mailed(
    published: Arc<Published>,
    theme: Arc<Theme>,
    report: &Report,
) -> Result<Vec<u8>, RenderError> {
    let mut page = Vec::new();
    super::outputs::mailed(&Shared::new(published, theme), report, &mut page)?;
    Ok(page)
}

/// Where an asset is put: `static/` as it is, others only if a page links them.
fn copied(path: &PlanPath, shared: &Shared) -> Option<String> {
    let linked = path.is_in("static") || shared.links(path);
    linked.then(|| super::markdown::file_path(path))
}

impl Site {
    /// All files, those that take longest to make first.
    pub fn paths(&self) -> impl Iterator<Item = &SitePath> {
        let heavy = |entry: &Entry| matches!(entry, Entry::Made(_, Key::Only));
        let first = self.entries.iter().filter(move |(_, entry)| heavy(entry));
        first
            .chain(self.entries.iter().filter(move |(_, entry)| !heavy(entry)))
            .map(|(path, _)| path)
    }

    /// How the file at `path` comes to be.
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        self.entries.get(path)
    }

    /// Makes a file, into `buffer`; a copy is left to whoever may read files.
    ///
    /// # Errors
    /// When there is no such file, or its template fails.
    pub fn make_into(&self, path: &str, buffer: &mut Vec<u8>) -> Result<(), RenderError> {
        match self.entry(path) {
            Some(Entry::Made(output, key)) => (output.make)(&self.shared, key, buffer),
            Some(Entry::Copy(Asset::Memory(bytes))) => {
                buffer.extend_from_slice(bytes);
                Ok(())
            }
            Some(Entry::Clash(file)) => Err(RenderError::Clash { file: file.clone() }),
            _ => Err(RenderError::Missing(path.to_owned())),
        }
    }

    /// Makes a file.
    ///
    /// # Errors
    /// As [`Site::make_into`].
    pub fn make(&self, path: &str) -> Result<Vec<u8>, RenderError> {
        let mut buffer = Vec::new();
        self.make_into(path, &mut buffer)?;
        Ok(buffer)
    }
}
