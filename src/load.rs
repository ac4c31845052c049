//! A directory becomes [`Sources`]: the only reader of plans.
//!
//! Sorted, bounded in size and depth, never outside its root: links are not followed. What cannot
//! be read is kept as such, so that everything else is read all the same.

use crate::source::{Asset, PlanPath, SourceFile, Sources, Unreadable};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::{DirEntry, WalkDir};

/// A plan's file is not larger than this many bytes.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;
/// A plan's folders are not nested deeper than this.
pub const MAX_DEPTH: usize = 12;
/// The list of the files of a site; a folder that holds one is an output, not a source.
pub const SITE_LIST: &str = ".goalpost";

/// Why a plan could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is nothing at the path.
    #[error("there is no folder {}", .0.display())]
    Missing(PathBuf),
    /// It is a file.
    #[error("{} is a file; a plan is a folder of Markdown files", .0.display())]
    NotAFolder(PathBuf),
    /// No file of it could be a goal.
    #[error("{} holds no goals yet: no Markdown file in it or in its goals/", .0.display())]
    Empty(PathBuf),
    /// The system refused.
    #[error("could not read {}: {source}", path.display())]
    Refused {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Reads the plan in the folder `root`.
///
/// # Errors
/// When there is no such folder, it cannot be listed, or nothing in it could be a goal.
pub fn plan(root: &Path) -> Result<Sources, LoadError> {
    let sources = folder(root)?;
    let any = sources
        .files
        .values()
        .any(|file| file.path.has_extension("md") || file.path.as_str() == "plan.yaml");
    if any {
        Ok(sources)
    } else {
        Err(LoadError::Empty(root.to_owned()))
    }
}

/// Reads a folder, goals in it or not.
///
/// # Errors
/// When there is no such folder or it cannot be listed.
pub fn folder(root: &Path) -> Result<Sources, LoadError> {
    match std::fs::metadata(root) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(LoadError::Missing(root.to_owned()));
        }
        Err(source) => {
            return Err(LoadError::Refused {
                path: root.to_owned(),
                source,
            });
        }
        Ok(meta) if !meta.is_dir() => return Err(LoadError::NotAFolder(root.to_owned())),
        Ok(_) => {}
    }
    let walk = WalkDir::new(root)
        .follow_links(false)
        .max_depth(MAX_DEPTH + 1)
        .sort_by_file_name()
        .into_iter();
    let mut found = Vec::new();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || is_part(entry)) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.depth() == 0 => {
                let source = error
                    .into_io_error()
                    .unwrap_or_else(|| std::io::Error::other("it cannot be listed"));
                return Err(LoadError::Refused {
                    path: root.to_owned(),
                    source,
                });
            }
            // A folder that cannot be listed is told as a file that cannot be read.
            Err(error) => {
                let path = error.path().and_then(|path| relative(root, path));
                let why = error
                    .io_error()
                    .map_or_else(|| "it cannot be listed".to_owned(), ToString::to_string);
                found.extend(path.map(|path| Found::Broken(path, Unreadable::Refused { why })));
                continue;
            }
        };
        let Some(path) = relative(root, entry.path()) else {
            continue;
        };
        if entry.file_type().is_dir() {
            if path.has_extension("md") {
                found.push(Found::Broken(path, Unreadable::NotAFile));
            } else if entry.depth() > MAX_DEPTH {
                found.push(Found::Broken(path, Unreadable::TooDeep));
            }
        } else if is_text(&path) {
            found.push(Found::Text(path, entry.into_path()));
        } else if let (true, Ok(meta)) = (entry.file_type().is_file(), entry.metadata()) {
            let stamp = meta
                .modified()
                .ok()
                .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
            let stamp = stamp.map_or(0, |time| time.as_nanos());
            found.push(Found::Asset(
                path,
                Asset::Disk {
                    path: entry.into_path(),
                    bytes: meta.len(),
                    stamp,
                },
            ));
        }
    }
    let read: Vec<Loaded> = found.into_par_iter().map(load).collect();
    let mut sources = Sources::default();
    for loaded in read {
        match loaded {
            Loaded::Text(file) => drop(sources.files.insert(file.path.clone(), file)),
            Loaded::Asset(path, asset) => drop(sources.assets.insert(path, asset)),
        }
    }
    Ok(sources)
}

/// The files of a folder as text, by their path with `/`: a user's theme.
///
/// # Errors
/// When the folder cannot be read.
pub fn theme(root: &Path) -> Result<BTreeMap<String, Arc<str>>, LoadError> {
    let sources = match folder(root) {
        Err(LoadError::Missing(_)) => return Ok(BTreeMap::new()),
        other => other?,
    };
    let texts = sources.assets.iter().filter_map(|(path, asset)| {
        let Asset::Disk {
            path: file, bytes, ..
        } = asset
        else {
            return None;
        };
        if *bytes > MAX_BYTES {
            return None;
        }
        #[expect(clippy::disallowed_methods, reason = "this is the reading end")]
        let text = std::fs::read_to_string(file).ok()?;
        Some((path.as_str().to_owned(), Arc::from(text)))
    });
    let own = sources.files.values().filter_map(|file| {
        Some((
            file.path.as_str().to_owned(),
            Arc::clone(file.text.as_ref().ok()?),
        ))
    });
    Ok(texts.chain(own).collect())
}

/// The bytes of an asset.
///
/// # Errors
/// When the system refuses.
pub fn asset(asset: &Asset) -> std::io::Result<Arc<[u8]>> {
    match asset {
        Asset::Memory(bytes) => Ok(Arc::clone(bytes)),
        #[expect(clippy::disallowed_methods, reason = "this is the reading end")]
        Asset::Disk { path, .. } => Ok(std::fs::read(path)?.into()),
    }
}

enum Found {
    Text(PlanPath, PathBuf),
    Asset(PlanPath, Asset),
    Broken(PlanPath, Unreadable),
}

enum Loaded {
    Text(SourceFile),
    Asset(PlanPath, Asset),
}

/// Whether a walk goes into an entry: no dot folders, no folders of tools, no site of ours.
fn is_part(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    if name.starts_with('.') || entry.file_type().is_symlink() {
        return false;
    }
    if !entry.file_type().is_dir() {
        return true;
    }
    let tool = matches!(&*name, "node_modules" | "target" | "__pycache__" | "venv");
    !tool && !entry.path().join(SITE_LIST).exists()
}

fn relative(root: &Path, path: &Path) -> Option<PlanPath> {
    let inside = path.strip_prefix(root).ok()?;
    let parts: Vec<_> = inside
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    PlanPath::new(&parts.join("/"))
}

fn is_text(path: &PlanPath) -> bool {
    path.has_extension("md") || matches!(path.as_str(), "plan.yaml" | "skills.yaml" | "resume.json")
}

fn load(found: Found) -> Loaded {
    match found {
        Found::Asset(path, asset) => Loaded::Asset(path, asset),
        Found::Broken(path, why) => Loaded::Text(SourceFile {
            path,
            text: Err(why),
        }),
        Found::Text(path, file) => Loaded::Text(SourceFile {
            path,
            text: text(&file),
        }),
    }
}

fn text(file: &Path) -> Result<Arc<str>, Unreadable> {
    let refused = |error: std::io::Error| Unreadable::Refused {
        why: error.to_string(),
    };
    #[expect(clippy::disallowed_methods, reason = "this is the reading end")]
    let opened = std::fs::File::open(file).map_err(refused)?;
    let meta = opened.metadata().map_err(refused)?;
    if !meta.is_file() {
        return Err(Unreadable::NotAFile);
    }
    if meta.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge { bytes: meta.len() });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0) + 1);
    // A file may grow while it is read; the bound holds all the same.
    opened
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(refused)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Unreadable::TooLarge {
            bytes: bytes.len() as u64,
        });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.into()),
        Err(error) => Err(Unreadable::NotUtf8 {
            valid: error.utf8_error().valid_up_to(),
        }),
    }
}
