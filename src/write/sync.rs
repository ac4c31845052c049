//! A folder becomes a site, or stays what it was.
//!
//! First every file is made, searched for withheld passages and compared with what is there; what
//! differs is kept in a folder of ours inside the output. Only when all of that has succeeded are
//! the new files renamed into place, so that a full disk, a template's error or a kill leaves the
//! old site whole.

use super::audit::Audit;
use super::list;
use super::stage::{STAGE, Stage};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

/// A site, as far as writing it needs to know.
pub trait Files: Sync {
    /// All paths: relative, with `/`, each once; those that take longest first.
    fn paths(&self) -> Vec<String>;

    /// Makes one file, into `buffer` (which comes empty) or as a copy of a file on the disk.
    ///
    /// # Errors
    /// What went wrong, in words for the user.
    fn make(&self, path: &str, buffer: &mut Vec<u8>) -> Result<Made, String>;

    /// One line that the list of the files keeps for a next build, beside them: see [`remembers`].
    fn remark(&self) -> Option<&str> {
        None
    }
}

/// How a file was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// Its bytes are in the buffer.
    Bytes,
    /// Its bytes are the user's own: in the buffer, and not searched.
    Verbatim,
    /// It is to be a copy of this file, which is the user's own and not searched.
    CopyOf(PathBuf),
}

/// What a build changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that were not there.
    pub created: Vec<String>,
    /// Files whose bytes differ now.
    pub updated: Vec<String>,
    /// Files of an earlier build that are no longer part of the site.
    pub deleted: Vec<String>,
    /// How many files were left untouched.
    pub unchanged: usize,
    /// How many files were searched for withheld passages.
    pub searched: usize,
}

/// Why a site could not be written. In every case the folder holds what it held before, but for
/// [`WriteError::Io`] while files are being renamed, which a next build completes.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A file that is not ours stands where one of ours belongs.
    #[error(
        "{} in the way, not made by goalpost\n  move what stands there elsewhere, or choose another folder with --out",
        shown(paths)
    )]
    InTheWay {
        /// Their paths in the output.
        paths: Vec<String>,
    },
    /// The output is a link: what it leads to is not for us to write to.
    #[error(
        "{} is a link, and a site is not written through one\n  name the folder that it leads to with --out, or take the link away",
        .0.display()
    )]
    Link(PathBuf),
    /// Another build is writing to the folder.
    #[error("another build is writing to {}; try again when it has ended", folder.display())]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// A file could not be made.
    #[error("could not make {path}: {why}")]
    Make {
        /// Its path in the output.
        path: String,
        /// Why.
        why: String,
    },
    /// A finished file contains something that was withheld from it. Nothing was written.
    #[error(
        "{path} would have shown “{passage}”, which its readers may not see, so nothing was written\n  please report this: it is a fault of goalpost, not of your plan"
    )]
    Leak {
        /// Its path in the output.
        path: String,
        /// The passage, for the owner's eyes.
        passage: String,
    },
    /// The system refused.
    #[error("could not {doing} {}: {source}", path.display())]
    Io {
        /// What we were doing.
        doing: &'static str,
        /// To which path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

fn shown(paths: &[String]) -> String {
    let more = paths.len().saturating_sub(3);
    let named: Vec<&str> = paths.iter().take(3).map(String::as_str).collect();
    match (named.len(), more) {
        (1, 0) => format!("{} is", named.join("")),
        (_, 0) => format!("{} are", named.join(", ")),
        _ => format!("{} and {more} more are", named.join(", ")),
    }
}

/// Makes `out` hold exactly `site`.
///
/// # Errors
/// See [`WriteError`]: nothing has changed then, unless renaming itself was refused.
pub fn sync(site: &impl Files, audit: &Audit, out: &Path) -> Result<Changes, WriteError> {
    let paths = site.paths();
    let wanted: BTreeSet<String> = paths
        .iter()
        .filter(|path| list::is_inside(path))
        .cloned()
        .collect();
    let mut stage = Stage::open(out)?;
    let earlier = read_list(out)?;
    let folders: BTreeSet<&str> = wanted.iter().flat_map(|path| above(path)).collect();
    let standing = standing(out, &folders);
    refuse_foreign(out, (&wanted, &earlier), &standing)?;
    stage.prepare(&wanted, &folders, &standing)?;

    let maker = Maker {
        site,
        audit,
        stage: &stage,
        earlier: &earlier,
    };
    let made: Vec<(usize, Fate)> = paths
        .par_iter()
        .enumerate()
        .filter(|(_, path)| list::is_inside(path))
        .map_init(Vec::new, |buffer, (at, path)| {
            let fate = maker.prepare(at, path, buffer)?;
            Ok((at, fate))
        })
        .collect::<Result<_, WriteError>>()?;

    let gone: Vec<String> = earlier.difference(&wanted).cloned().collect();
    let mut changes = Changes::default();
    let all_unchanged = made
        .iter()
        .all(|(_, fate)| matches!(fate.state, State::Unchanged));
    if !(all_unchanged && gone.is_empty()) {
        // Until all is renamed the list names old and new, so that a kill leaves no file that
        // nobody owns.
        let all = earlier.union(&wanted).cloned().collect();
        put_list(out, &all, site.remark())?;
    }
    delete(out, &gone, &mut changes)?;
    stage.place_folders();
    for (at, fate) in made {
        let Some(path) = paths.get(at) else { continue };
        changes.searched += usize::from(fate.searched);
        match fate.state {
            State::Unchanged => {
                changes.unchanged += 1;
                continue;
            }
            State::New => changes.created.push(path.clone()),
            State::Differs => changes.updated.push(path.clone()),
        }
        if !stage.is_placed(path) {
            place(&stage.file(at, path), &out.join(path))?;
        }
    }
    changes.created.sort();
    changes.updated.sort();
    put_list(out, &wanted, site.remark())?;
    Ok(changes)
}

/// What is to become of a file that was made.
struct Fate {
    state: State,
    searched: bool,
}

enum State {
    Unchanged,
    New,
    Differs,
}

/// What making one file needs.
struct Maker<'a, F> {
    site: &'a F,
    audit: &'a Audit,
    stage: &'a Stage,
    earlier: &'a BTreeSet<String>,
}

impl<F: Files> Maker<'_, F> {
    /// Makes one file, searches it, and keeps it on the stage if it differs from what is there.
    fn prepare(&self, at: usize, path: &str, buffer: &mut Vec<u8>) -> Result<Fate, WriteError> {
        buffer.clear();
        let staged = self.stage.file(at, path);
        let made = self
            .site
            .make(path, buffer)
            .map_err(|why| WriteError::Make {
                path: path.to_owned(),
                why,
            })?;
        let target = self.stage.out.join(path);
        let searched = made == Made::Bytes;
        if searched && let Some(passage) = self.audit.find_in(path, buffer) {
            return Err(WriteError::Leak {
                path: path.to_owned(),
                passage: passage.to_owned(),
            });
        }
        let state = match &made {
            // What stands nowhere in our list stands nowhere: see `refuse_foreign`.
            _ if !self.earlier.contains(path) => Ok(State::New),
            Made::Bytes | Made::Verbatim => {
                compare(&target, &mut buffer.as_slice(), buffer.len() as u64)
            }
            Made::CopyOf(from) => {
                let (mut file, bytes) = open(from)?;
                compare(&target, &mut file, bytes)
            }
        }?;
        if !matches!(state, State::Unchanged) {
            let refused = |source| WriteError::Io {
                doing: "write",
                path: target.clone(),
                source,
            };
            let mut to = File::create_new(&staged).map_err(&refused)?;
            match &made {
                Made::Bytes | Made::Verbatim => to.write_all(buffer).map_err(refused)?,
                Made::CopyOf(from) => {
                    io::copy(&mut open(from)?.0, &mut to).map_err(refused)?;
                }
            }
        }
        Ok(Fate { state, searched })
    }
}

fn open(path: &Path) -> Result<(File, u64), WriteError> {
    let io = |source| WriteError::Io {
        doing: "read",
        path: path.to_owned(),
        source,
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "static files are copied as they are"
    )]
    let file = File::open(path).map_err(io)?;
    let bytes = file.metadata().map_err(io)?.len();
    Ok((file, bytes))
}

/// Compares what stands at `target` with `bytes` bytes of `new`.
fn compare(target: &Path, new: &mut dyn Read, bytes: u64) -> Result<State, WriteError> {
    let io = |source| WriteError::Io {
        doing: "compare",
        path: target.to_owned(),
        source,
    };
    // What is no file is not looked into: it may lead elsewhere, or never end.
    if fs::symlink_metadata(target).is_ok_and(|meta| !meta.is_file()) {
        return Ok(State::Differs);
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "what is there is compared with what is new"
    )]
    let mut old = match File::open(target) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::New),
        // A file of ours in the way of a folder of ours; it goes before the new file is placed.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(State::New),
        Err(error) => return Err(io(error)),
    };
    if old.metadata().map_err(io)?.len() != bytes {
        return Ok(State::Differs);
    }
    let (mut left, mut right) = ([0_u8; 16 * 1024], [0_u8; 16 * 1024]);
    loop {
        let read = new.read(&mut left).map_err(io)?;
        if read == 0 {
            return Ok(State::Unchanged);
        }
        let (Some(left), Some(right)) = (left.get(..read), right.get_mut(..read)) else {
            return Ok(State::Differs);
        };
        match old.read_exact(right) {
            Ok(()) if left == right => {}
            Ok(()) => return Ok(State::Differs),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return Ok(State::Differs);
            }
            Err(error) => return Err(io(error)),
        }
    }
}

fn read_list(out: &Path) -> Result<BTreeSet<String>, WriteError> {
    Ok(list::read(&list_text(out)?))
}

/// The text of the list in `out`; empty where there is none.
fn list_text(out: &Path) -> Result<String, WriteError> {
    let path = out.join(list::NAME);
    if fs::symlink_metadata(&path).is_ok_and(|meta| !meta.is_file()) {
        return Err(WriteError::InTheWay {
            paths: vec![list::NAME.to_owned()],
        });
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "our own list of the earlier build"
    )]
    match fs::read_to_string(&path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(source) => Err(WriteError::Io {
            doing: "read",
            path,
            source,
        }),
    }
}

/// Whether the site that stands in `out` was made with this [remark](Files::remark).
pub fn remembers(out: &Path, remark: &str) -> bool {
    list_text(out).is_ok_and(|text| list::has(&text, remark))
}

/// The paths of the site that stands in `out`; none where there is none or it cannot be read.
pub fn listed(out: &Path) -> BTreeSet<String> {
    read_list(out).unwrap_or_default()
}

fn put_list(out: &Path, paths: &BTreeSet<String>, remark: Option<&str>) -> Result<(), WriteError> {
    let path = out.join(list::NAME);
    let text = list::text(paths, remark);
    if matches!(
        compare(&path, &mut text.as_bytes(), text.len() as u64)?,
        State::Unchanged
    ) {
        return Ok(());
    }
    let staged = out.join(STAGE).join("list");
    let refused = |source| WriteError::Io {
        doing: "write",
        path: path.clone(),
        source,
    };
    let mut to = File::create_new(&staged).map_err(refused)?;
    to.write_all(text.as_bytes()).map_err(refused)?;
    drop(to);
    place(&staged, &path)
}

/// Of some folders of a site those in whose place something stands, and whether it is a folder.
fn standing<'f>(out: &Path, folders: &BTreeSet<&'f str>) -> BTreeMap<&'f str, bool> {
    let is_folder = |folder| Some(fs::symlink_metadata(out.join(folder)).ok()?.is_dir());
    let folders = folders.iter().copied();
    folders
        .filter_map(|folder| Some((folder, is_folder(folder)?)))
        .collect()
}

/// Refuses a build for which something that is not ours would have to go.
fn refuse_foreign(
    out: &Path,
    (wanted, earlier): (&BTreeSet<String>, &BTreeSet<String>),
    standing: &BTreeMap<&str, bool>,
) -> Result<(), WriteError> {
    // What is in a folder that stands nowhere stands nowhere.
    let stands = |path: &String| {
        folder_of(path).is_none_or(|folder| standing.contains_key(folder))
            && fs::symlink_metadata(out.join(path)).is_ok()
    };
    let mut foreign: BTreeSet<String> = wanted
        .iter()
        .filter(|path| !earlier.contains(*path) && stands(path))
        .cloned()
        .collect();
    for (folder, is_folder) in standing {
        // A link to a folder elsewhere would have us write outside of the output.
        if !is_folder && !earlier.contains(*folder) {
            foreign.retain(|path| !path.starts_with(&format!("{folder}/")));
            foreign.insert((*folder).to_owned());
        }
    }
    let paths: Vec<String> = foreign.into_iter().collect();
    if paths.is_empty() {
        Ok(())
    } else {
        Err(WriteError::InTheWay { paths })
    }
}

/// The folders that a path of a site lies in, the nearest first.
fn above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(folder_of(path), |folder| folder_of(folder))
}

/// The folder of a path of a site; `None` at the top.
fn folder_of(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

fn place(staged: &Path, target: &Path) -> Result<(), WriteError> {
    let io = |source| WriteError::Io {
        doing: "write",
        path: target.to_owned(),
        source,
    };
    match fs::rename(staged, target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder).map_err(io)?;
            }
            fs::rename(staged, target).map_err(io)
        }
        other => other.map_err(io),
    }
}

/// Deletes files of an earlier build, and the folders that become empty.
fn delete(out: &Path, gone: &[String], changes: &mut Changes) -> Result<(), WriteError> {
    for path in gone {
        let file = out.join(path);
        // Never through a link: what lies behind it is not ours.
        let mut above = Path::new(path)
            .ancestors()
            .skip(1)
            .filter(|folder| !folder.as_os_str().is_empty());
        if above.any(|folder| {
            fs::symlink_metadata(out.join(folder)).is_ok_and(|meta| meta.is_symlink())
        }) {
            continue;
        }
        match fs::remove_file(&file) {
            Ok(()) => changes.deleted.push(path.clone()),
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) => {}
            Err(source) => {
                return Err(WriteError::Io {
                    doing: "delete",
                    path: file,
                    source,
                });
            }
        }
        for folder in Path::new(path)
            .ancestors()
            .skip(1)
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            // Refused while anything is in it, which is what we want.
            if fs::remove_dir(out.join(folder)).is_err() {
                break;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests look at the disk")]
mod tests;
