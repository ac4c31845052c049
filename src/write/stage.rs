//! The folder inside the output in which a new site waits until all of it is there.
//!
//! In: an output, whose turn it is ours to write. Out: where each new file waits, and the folders that
//! are moved to their place at once. Nothing outside of it is written here but by that move.

use super::sync::WriteError;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// The folder inside the output in which new files wait. It is ours alone and gone after a build.
pub(super) const STAGE: &str = ".goalpost.tmp";

/// Clears away what a killed build left in `out`: its pages may be for fewer eyes than the site is.
/// While another build is writing there it is left to that one.
///
/// # Errors
/// When the system refuses, or something that is not ours has the name of what we would clear.
pub fn sweep(out: &Path) -> Result<(), WriteError> {
    let stage = out.join(STAGE);
    if fs::symlink_metadata(&stage).is_err() {
        return Ok(());
    }
    refuse_link(out)?;
    match turn(out) {
        Err(WriteError::Busy { .. }) => Ok(()),
        turn => {
            let _turn = turn?;
            clear(&stage)
        }
    }
}

/// Our folder in the output, removed when dropped, while it is our turn.
pub(super) struct Stage {
    pub(super) out: PathBuf,
    folder: PathBuf,
    /// Folders at the top of the site that stand nowhere yet, and whether they were placed: each is
    /// made whole, and moved at once.
    whole: BTreeMap<String, bool>,
    // Where a file system has no locks, two builds at once are the user's own risk.
    _turn: Option<File>,
}

impl Stage {
    /// Makes an empty folder of our own. What stands in its place, and is none, was put there by
    /// others: nothing is written to or through it.
    pub(super) fn open(out: &Path) -> Result<Self, WriteError> {
        refuse_link(out)?;
        let make = |path: &Path| {
            let path = path.to_owned();
            move |source| WriteError::Io {
                doing: "make the folder",
                path,
                source,
            }
        };
        fs::create_dir_all(out).map_err(make(out))?;
        let turn = turn(out)?;
        let folder = out.join(STAGE);
        clear(&folder)?;
        let mut builder = fs::DirBuilder::new();
        // What waits here may be for fewer eyes than what the output shows to all.
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder).map_err(make(&folder))?;
        Ok(Self {
            out: out.to_owned(),
            folder,
            whole: BTreeMap::new(),
            _turn: turn,
        })
    }

    /// Makes the folders of the site that stand nowhere, but for those in which two names may be one
    /// to the system: capitals and accents make no other name everywhere.
    pub(super) fn prepare(
        &mut self,
        wanted: &BTreeSet<String>,
        folders: &BTreeSet<&str>,
        standing: &BTreeMap<&str, bool>,
    ) -> Result<(), WriteError> {
        let is_odd = |path: &str| !path.is_ascii() || path.bytes().any(|b| b.is_ascii_uppercase());
        let odd = wanted.iter().filter(|path| is_odd(path));
        let odd: BTreeSet<&str> = odd.filter_map(|path| top_of(path)).collect();
        for folder in folders {
            let top = top_of(folder).unwrap_or(folder);
            if !standing.contains_key(top) && !odd.contains(top) {
                let path = self.new_folder().join(folder);
                fs::create_dir_all(&path).map_err(|source| WriteError::Io {
                    doing: "make the folder",
                    path,
                    source,
                })?;
                self.whole.insert(top.to_owned(), false);
            }
        }
        Ok(())
    }

    /// Moves the folders that stand nowhere to their place. Where one cannot be moved, its files are,
    /// one by one.
    pub(super) fn place_folders(&mut self) {
        let new = self.new_folder();
        for (top, placed) in &mut self.whole {
            *placed = fs::rename(new.join(top), self.out.join(top)).is_ok();
        }
    }

    pub(super) fn is_placed(&self, path: &str) -> bool {
        top_of(path).is_some_and(|top| self.whole.get(top) == Some(&true))
    }

    fn new_folder(&self) -> PathBuf {
        self.folder.join("new")
    }

    /// Where a file waits.
    pub(super) fn file(&self, at: usize, path: &str) -> PathBuf {
        match top_of(path) {
            Some(top) if self.whole.contains_key(top) => self.new_folder().join(path),
            _ => self.folder.join(at.to_string()),
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What stays behind is removed by the next build; there is nobody to tell.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Our turn to write to `out`; `None` where the system has no such locks.
fn turn(out: &Path) -> Result<Option<File>, WriteError> {
    let Ok(file) = super::turn::token(out) else {
        return Ok(None);
    };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Err(WriteError::Busy {
            folder: out.to_owned(),
        }),
        Err(fs::TryLockError::Error(_)) => Ok(None),
    }
}

fn refuse_link(out: &Path) -> Result<(), WriteError> {
    // With a stroke at its end a path would name what the link leads to.
    let plain: PathBuf = out.components().collect();
    match fs::symlink_metadata(&plain) {
        Ok(meta) if meta.is_symlink() => Err(WriteError::Link(plain)),
        _ => Ok(()),
    }
}

/// Removes what a killed build left at `stage`.
fn clear(stage: &Path) -> Result<(), WriteError> {
    match fs::symlink_metadata(stage) {
        // A link in it is removed, and not what it leads to.
        Ok(meta) if meta.is_dir() => fs::remove_dir_all(stage).map_err(|source| WriteError::Io {
            doing: "clear",
            path: stage.to_owned(),
            source,
        }),
        Ok(_) => Err(WriteError::InTheWay {
            paths: vec![STAGE.to_owned()],
        }),
        Err(_) => Ok(()),
    }
}

/// The first of the folders that a path of a site lies in; `None` at the top.
fn top_of(path: &str) -> Option<&str> {
    path.split_once('/').map(|(top, _)| top)
}
