//! A directory becomes [`Sources`]: the only reader of plans.
//!
//! Sorted, bounded in size and depth, never outside its root: links are not followed. What cannot
//! be read is kept as such, so that everything else is read all the same.

use crate::source::{Asset, PlanPath, SourceFile, Sources, Unreadable};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;
use walkdir::{DirEntry, WalkDir};
use xxhash_rust::xxh3::xxh3_64;

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
    /// It is a link inside of a plan, and could lead anywhere.
    #[error("{} is a link, and links in a plan are not followed\n  put a copy of what it leads to in its place", .0.display())]
    Link(PathBuf),
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
    something(folder(root)?, root)
}

/// The sources, if anything in them could be a goal.
fn something(sources: Sources, root: &Path) -> Result<Sources, LoadError> {
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
    let mut list = Vec::new();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || is_part(root, entry)) {
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
                let path = path.and_then(|path| all_in(&path));
                list.extend(path.map(|path| Found::Broken(path, Unreadable::Refused { why })));
                continue;
            }
        };
        list.extend(listed(root, entry));
    }
    // Settings that are not found would be no settings, and everything public.
    let settings = |found: &Found| found.path().as_str() == "plan.yaml";
    if !list.iter().any(settings) {
        let other = list.iter().find(|found| is_misnamed(found.path()));
        let misnamed = other.and_then(|other| {
            let found = other.path().to_string();
            let path = PlanPath::new("plan.yaml")?;
            Some(Found::Broken(path, Unreadable::Misnamed { found }))
        });
        list.extend(misnamed);
    }
    let read: Vec<Loaded> = list.into_par_iter().map(load).collect();
    let mut sources = Sources::default();
    read.into_iter()
        .for_each(|loaded| keep(loaded, &mut sources));
    Ok(sources)
}

/// A hash of the names, sizes and times of all files that a plan and its theme are made of: while it
/// is the same, nothing is likely to have changed. To read them would take many times as long.
pub fn state(root: &Path) -> u64 {
    let walk = WalkDir::new(root)
        .follow_links(false)
        .max_depth(MAX_DEPTH + 1)
        .into_iter();
    let parts = walk.filter_entry(|entry| entry.depth() == 0 || is_part(root, entry));
    // A sum, for the order of a walk is the system's own affair.
    parts.fold(0, |sum: u64, entry| {
        let Ok(entry) = entry else { return sum };
        let mut text = entry.path().as_os_str().as_encoded_bytes().to_vec();
        if let Ok(meta) = entry.metadata().as_ref()
            && !meta.is_dir()
        {
            text.extend_from_slice(&meta.len().to_le_bytes());
            text.extend_from_slice(&stamp(meta).to_le_bytes());
        }
        sum.wrapping_add(xxh3_64(&text))
    })
}

/// What an entry of a walk is, if a plan knows of it.
fn listed(root: &Path, entry: DirEntry) -> Option<Found> {
    let kind = entry.file_type();
    if entry.depth() == 0 {
        return None;
    }
    let Some(path) = relative(root, entry.path()) else {
        let path = escaped(root, entry.path())?;
        let told = !kind.is_dir() && (is_text(&path) || path.is_in(STATIC));
        return told.then_some(Found::Broken(path, Unreadable::Name));
    };
    if kind.is_symlink() {
        let folder = matches!(
            path.as_str(),
            "goals" | "roles" | "reviews" | "statements" | STATIC
        ) || path.is_in("goals");
        return if is_text(&path) || is_misnamed(&path) || path.is_in(STATIC) {
            Some(Found::Broken(path, Unreadable::Link))
        } else if folder && entry.path().is_dir() {
            Some(Found::Broken(all_in(&path)?, Unreadable::Link))
        } else {
            None
        };
    }
    if kind.is_dir() {
        if is_text(&path) || is_misnamed(&path) {
            return Some(Found::Broken(path, Unreadable::NotAFile));
        }
        return (entry.depth() > MAX_DEPTH)
            .then(|| Some(Found::Broken(all_in(&path)?, Unreadable::TooDeep)))?;
    }
    // Whatever is no plain file is never opened: it may never end.
    if is_text(&path) {
        return Some(if kind.is_file() {
            Found::Text(path, entry.into_path())
        } else {
            Found::Broken(path, Unreadable::NotAFile)
        });
    }
    found(path, entry.path(), &entry.metadata().ok()?)
}

/// The name under which it is told that a folder as a whole was not read.
fn all_in(folder: &PlanPath) -> Option<PlanPath> {
    let all = if folder.as_str() == STATIC || folder.is_in(STATIC) {
        "*"
    } else {
        "*.md"
    };
    PlanPath::new(&format!("{folder}/{all}"))
}

/// Whether a file was likely meant to be `plan.yaml`.
fn is_misnamed(path: &PlanPath) -> bool {
    let name = path.as_str().to_ascii_lowercase();
    matches!(&*name, "plan.yaml" | "plan.yml") && path.as_str() != "plan.yaml"
}

/// Reads the plan in `root` again, of which only `paths` may have changed since `before`.
///
/// The answer is that of [`plan`]; where a path is a folder, or was one, everything is read.
///
/// # Errors
/// As [`plan`].
pub fn again(
    root: &Path,
    before: &Sources,
    paths: &BTreeSet<PathBuf>,
) -> Result<Sources, LoadError> {
    let mut sources = before.clone();
    for file in paths {
        let Some(path) = relative(root, file) else {
            return plan(root);
        };
        let mut above = file
            .ancestors()
            .skip(1)
            .take_while(|folder| *folder != root);
        let seen =
            !above.any(|folder| is_left_out(root, folder) || folder.join(SITE_LIST).exists());
        if path.file_name() == SITE_LIST {
            // A site of ours was written where no source is: nothing of the plan has changed.
            let folder = path.folder();
            let inside = sources.files.keys().any(|other| other.is_in(folder));
            if !folder.is_empty() && !inside && file.exists() {
                continue;
            }
            return plan(root);
        }
        if path.as_str().split('/').count() > MAX_DEPTH {
            return plan(root);
        }
        let was_folder = || {
            let inside = |other: &PlanPath| other.is_in(path.as_str());
            sources.files.keys().any(inside) || sources.assets.keys().any(inside)
        };
        let found = match std::fs::symlink_metadata(file) {
            _ if is_misnamed(&path) => return plan(root),
            Ok(meta) if meta.is_file() && seen && !is_dotted_out(root, file) => {
                found(path.clone(), file, &meta)
            }
            Ok(meta) if !meta.is_file() && seen && !is_left_out(root, file) => return plan(root),
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return plan(root),
            Err(_) if was_folder() || path.as_str() == "plan.yaml" => return plan(root),
            _ => None,
        };
        sources.files.remove(&path);
        sources.assets.remove(&path);
        if let Some(found) = found {
            keep(load(found), &mut sources);
        }
    }
    something(sources, root)
}

fn keep(loaded: Loaded, sources: &mut Sources) {
    match loaded {
        Loaded::Text(file) => drop(sources.files.insert(file.path.clone(), file)),
        Loaded::Asset(path, asset) => drop(sources.assets.insert(path, asset)),
    }
}

/// A file as something to load.
fn found(path: PlanPath, file: &Path, meta: &std::fs::Metadata) -> Option<Found> {
    if is_text(&path) {
        return Some(Found::Text(path, file.to_owned()));
    }
    let asset = Asset::Disk {
        path: file.to_owned(),
        bytes: meta.len(),
        stamp: stamp(meta),
    };
    meta.is_file().then_some(Found::Asset(path, asset))
}

/// When a file was changed last, in nanoseconds since 1970; 0 where the system does not say.
fn stamp(meta: &std::fs::Metadata) -> u128 {
    let since = meta.modified().ok();
    let since = since.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |time| time.as_nanos())
}

/// The files of the theme `name` of the plan in `root` as text, by their path with `/`; none where it
/// brings no such theme.
///
/// # Errors
/// When the theme's folder is a link, or cannot be read.
pub fn theme(root: &Path, name: &str) -> Result<BTreeMap<String, Arc<str>>, LoadError> {
    let mut parts = Path::new(name).components();
    let (Some(Component::Normal(name)), None) = (parts.next(), parts.next()) else {
        return Ok(BTreeMap::new());
    };
    let themes = root.join("themes");
    let own = themes.join(name);
    for folder in [themes, own.clone()] {
        if std::fs::symlink_metadata(&folder).is_ok_and(|meta| meta.is_symlink()) {
            return Err(LoadError::Link(folder));
        }
    }
    let sources = match folder(&own) {
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

/// The folders in a folder, sorted; dot folders and those of tools left out.
///
/// # Errors
/// When the folder cannot be read.
pub fn folders(root: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let root = if root.as_os_str().is_empty() {
        Path::new(".")
    } else {
        root
    };
    if !root.is_dir() {
        return Err(LoadError::Missing(root.to_owned()));
    }
    let walk = WalkDir::new(root)
        .min_depth(1)
        .max_depth(1)
        .sort_by_file_name();
    let entries = walk.into_iter().filter_map(Result::ok);
    let folders = entries.filter(|entry| entry.path().is_dir() && !is_hidden(entry.path()));
    Ok(folders.map(DirEntry::into_path).collect())
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

impl Found {
    fn path(&self) -> &PlanPath {
        match self {
            Self::Text(path, _) | Self::Asset(path, _) | Self::Broken(path, _) => path,
        }
    }
}

enum Loaded {
    Text(SourceFile),
    Asset(PlanPath, Asset),
}

/// The folder whose files are copied as they are.
const STATIC: &str = "static";

/// Files and folders with a dot that belong to a site: what a host of pages asks for by these names.
/// Any other in `static/` is a program's own, or a secret.
const DOTTED: &[&str] = &[".well-known", ".nojekyll", ".htaccess", ".domains"];

/// Whether a walk goes into an entry: no dot folders, no folders of tools, no site of ours.
fn is_part(root: &Path, entry: &DirEntry) -> bool {
    // A link is an entry, so that it can be told, and never gone into.
    if !entry.file_type().is_dir() {
        return !is_dotted_out(root, entry.path());
    }
    !is_left_out(root, entry.path()) && !entry.path().join(SITE_LIST).exists()
}

/// Whether a folder is never gone into. In `static/` only its dot tells: `target` may be a word there.
fn is_left_out(root: &Path, path: &Path) -> bool {
    if is_static(root, path) {
        is_dotted_out(root, path)
    } else {
        is_hidden(path)
    }
}

/// Whether a dot at the beginning of its name takes a file or folder out of the plan.
fn is_dotted_out(root: &Path, path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // `..\up.md` is the name of one file, which no plan can hold: that is told.
    let foreign = std::path::MAIN_SEPARATOR != '\\' && name.contains('\\');
    let kept = is_static(root, path) && DOTTED.contains(&&*name);
    is_dotted(path) && !kept && !foreign
}

/// Whether a path lies in the plan's `static/`.
fn is_static(root: &Path, path: &Path) -> bool {
    let inside = path.strip_prefix(root).unwrap_or(path);
    inside != Path::new(STATIC) && inside.starts_with(STATIC)
}

/// Whether a folder has a name that no plan uses.
fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let tool = matches!(&*name, "node_modules" | "target" | "__pycache__" | "venv");
    tool || is_dotted(path)
}

fn is_dotted(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.')
}

/// The path in the plan; `None` where a name of it cannot be part of one.
fn relative(root: &Path, path: &Path) -> Option<PlanPath> {
    let inside = path.strip_prefix(root).ok()?;
    let mut text = String::new();
    for part in inside.components() {
        let part = part.as_os_str().to_str()?;
        if part.contains(|c: char| c == '\\' || c.is_control()) {
            return None;
        }
        if !text.is_empty() {
            text.push('/');
        }
        text.push_str(part);
    }
    PlanPath::new(&text)
}

/// A path that can be shown, with the bytes that cannot stand in one as `<5C>`: no two alike.
fn escaped(root: &Path, path: &Path) -> Option<PlanPath> {
    let inside = path.strip_prefix(root).ok()?;
    let mut text = String::new();
    for chunk in inside.as_os_str().as_encoded_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            if (c == '\\' && std::path::MAIN_SEPARATOR != c) || c.is_control() {
                text.push_str(&format!("<{:02X}>", u32::from(c)));
            } else {
                text.push(c);
            }
        }
        for byte in chunk.invalid() {
            text.push_str(&format!("<{byte:02X}>"));
        }
    }
    PlanPath::new(&text)
}

/// Whether a file is read; what lies in `static/` is copied, whatever its name.
fn is_text(path: &PlanPath) -> bool {
    (path.has_extension("md") && !path.is_in(STATIC))
        || matches!(path.as_str(), "plan.yaml" | "skills.yaml" | "resume.json")
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
    stream(opened, meta.len())
}

/// The text of what can be read once, such as standard input; `expected` bytes are likely.
///
/// # Errors
/// When it is too large, no text, or the system refuses.
pub fn stream(mut from: impl Read, expected: u64) -> Result<Arc<str>, Unreadable> {
    /// What is too large is counted up to here: it may never end.
    const COUNTED: u64 = 16 * MAX_BYTES;
    let refused = |error: std::io::Error| Unreadable::Refused {
        why: error.to_string(),
    };
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0) + 1);
    // A file may grow while it is read; the bound holds all the same.
    let read = from
        .by_ref()
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(refused)? as u64;
    if read > MAX_BYTES {
        let more = std::io::copy(&mut from.take(COUNTED - read), &mut std::io::sink());
        return Err(Unreadable::TooLarge {
            bytes: read + more.map_err(refused)?,
        });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.into()),
        Err(error) => Err(Unreadable::NotUtf8 {
            valid: error.utf8_error().valid_up_to(),
        }),
    }
}
