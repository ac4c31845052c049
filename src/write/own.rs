//! A user's own files: replaced, created, or changed where they stand.
//!
//! Each is whole at every instant, and survives a power cut: a temporary file beside it that is
//! synced and then renamed. A change is made to the very bytes that were read: others of ours wait
//! for their turn, and what anyone else writes meanwhile is seen and read anew, so that two at once
//! lose nothing.

use super::sync::WriteError;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Why a file was not changed. It holds what it held before.
#[derive(Debug, thiserror::Error)]
pub enum UpdateError<E> {
    /// What was to be changed was refused.
    #[error("{0}")]
    Refused(E),
    /// Its owner protected it.
    #[error("{} is write-protected\n  lift that first; nothing was changed", .0.display())]
    Protected(PathBuf),
    /// It is being written without a pause.
    #[error("{} changes faster than it can be written\n  try again; nothing was changed", .0.display())]
    Restless(PathBuf),
    /// The system refused.
    #[error("{0}")]
    Write(#[from] WriteError),
}

/// Replaces one file, whole at every instant: a temporary file beside it, then a rename.
///
/// # Errors
/// When the system refuses; the old file is untouched then.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let staged = stage(path, bytes)?;
    keep(staged, path)
}

/// Creates one file with its folders, and never replaces one.
///
/// # Errors
/// When something is there already, or the system refuses.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let folder = folder(path);
    fs::create_dir_all(folder).map_err(refused("make the folder", folder))?;
    let staged = stage(path, bytes)?;
    staged
        .persist_noclobber(path)
        .map(drop)
        .map_err(|error| refused("write", path)(error.error))
}

/// Changes one file: `change` makes new bytes of those that it holds.
///
/// It is called again where the file was written meanwhile. Permissions stay. A link is not
/// followed by the reader of plans, so none comes here.
///
/// # Errors
/// See [`UpdateError`].
pub fn update<E>(
    path: &Path,
    mut change: impl FnMut(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<(), UpdateError<E>> {
    const TRIES: usize = 20;
    let meta = fs::metadata(path).map_err(refused("read", path))?;
    if meta.permissions().readonly() {
        return Err(UpdateError::Protected(path.to_owned()));
    }
    let turn = turn(folder(path));
    if turn.is_some() {
        sweep(folder(path));
    }
    for _ in 0..TRIES {
        let before = read(path)?;
        let after = change(&before).map_err(UpdateError::Refused)?;
        if after == before {
            return Ok(());
        }
        let staged = stage_as(EDIT, path, &after)?;
        // An editor knows nothing of our turns.
        if read(path)? == before {
            keep(staged, path)?;
            return Ok(());
        }
    }
    Err(UpdateError::Restless(path.to_owned()))
}

fn folder(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

fn refused(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |source| WriteError::Io {
        doing,
        path,
        source,
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "what is to be changed is read where it is written"
)]
fn read(path: &Path) -> Result<Vec<u8>, WriteError> {
    fs::read(path).map_err(refused("read", path))
}

/// The bytes in a temporary file beside `path`, on the disk, with the permissions that it has.
fn stage(path: &Path, bytes: &[u8]) -> Result<NamedTempFile, WriteError> {
    stage_as(".goalpost-", path, bytes)
}

fn stage_as(prefix: &str, path: &Path, bytes: &[u8]) -> Result<NamedTempFile, WriteError> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    // A new file is as open as any other that its owner makes; a temporary one would be closed.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder
        .tempfile_in(folder(path))
        // Its own words name the temporary file, which says nothing to anyone.
        .map_err(|error| refused("write", path)(error.kind().into()))?;
    file.write_all(bytes)
        .map_err(|error| refused("write", path)(error.kind().into()))?;
    if let Ok(meta) = fs::metadata(path) {
        file.as_file()
            .set_permissions(meta.permissions())
            .map_err(refused("write", path))?;
        // Whoever may write a file of another leaves it to its owner.
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            let _ = std::os::unix::fs::fchown(file.as_file(), Some(meta.uid()), Some(meta.gid()));
        }
    }
    file.as_file().sync_all().map_err(refused("write", path))?;
    Ok(file)
}

fn keep(staged: NamedTempFile, path: &Path) -> Result<(), WriteError> {
    staged
        .persist(path)
        .map(drop)
        .map_err(|error| refused("write", path)(error.error))
}

/// How the temporary file of a change is called; only one whose turn it is has one.
const EDIT: &str = ".goalpost-edit-";

/// Takes away what a change left that was killed. It is our turn, so none of them is in use.
fn sweep(folder: &Path) {
    #[expect(clippy::disallowed_methods, reason = "this is the writing end")]
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        if entry.file_name().to_string_lossy().starts_with(EDIT) {
            // What stays is taken away by the next change.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Waits for our turn to write in a folder; it ends when the answer is dropped, or with us.
///
/// Where a system has no such locks the comparison before each rename stands alone.
fn turn(folder: &Path) -> Option<File> {
    let file = super::turn::token(folder).ok()?;
    file.lock().ok()?;
    Some(file)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests look at the disk")]
mod tests {
    use super::*;

    fn text(path: &Path) -> String {
        fs::read_to_string(path).unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_file_is_replaced_whole_and_never_created_over() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("goal.md");
        fs::write(&path, "old").unwrap();
        replace(&path, b"new").unwrap();
        assert!(create(&path, b"other").is_err());
        assert_eq!((text(&path).as_str(), names(dir.path()).len()), ("new", 1));
        create(&dir.path().join("a/b/c.md"), b"deep").unwrap();
        assert_eq!(text(&dir.path().join("a/b/c.md")), "deep");
    }

    #[test]
    fn what_is_written_meanwhile_is_read_anew() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("goal.md");
        fs::write(&path, "a").unwrap();
        let mut calls = 0;
        update(&path, |before| -> Result<Vec<u8>, String> {
            calls += 1;
            if calls == 1 {
                // An editor saves between our reading and our writing.
                fs::write(&path, "b").unwrap();
            }
            Ok([before, b"+"].concat())
        })
        .unwrap();
        assert_eq!((text(&path).as_str(), calls), ("b+", 2));
        let restless = update(&path, |before| -> Result<Vec<u8>, String> {
            let now = [before, b"x"].concat();
            fs::write(&path, &now).unwrap();
            Ok([before, b"+"].concat())
        });
        assert!(matches!(restless, Err(UpdateError::Restless(_))));
    }

    #[test]
    fn what_is_refused_or_protected_stays() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("goal.md");
        fs::write(&path, "a").unwrap();
        let refused = update(&path, |_| Err::<Vec<u8>, _>("no"));
        assert!(matches!(refused, Err(UpdateError::Refused("no"))));
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let protected = update(&path, |_| -> Result<Vec<u8>, String> { Ok(b"b".to_vec()) });
        assert!(matches!(protected, Err(UpdateError::Protected(_))));
        assert_eq!((text(&path).as_str(), names(dir.path()).len()), ("a", 1));
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("goal.md");
        fs::write(&path, "a").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        update(&path, |_| -> Result<Vec<u8>, String> { Ok(b"b".to_vec()) }).unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!((text(&path).as_str(), mode & 0o777), ("b", 0o640));
    }
}
