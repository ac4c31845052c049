//! Whose turn it is to write in a folder.
//!
//! In: a folder. Out: a file of no content whose lock is the turn; it ends when the file is dropped,
//! or with us. The folder itself is locked where a system allows that, so nothing is left behind
//! and nothing is opened that others may have put there.

use std::fs::File;
use std::io;
use std::path::Path;

/// What is locked for the turn in `folder`, which exists.
///
/// # Errors
/// When it cannot be opened.
pub(super) fn token(folder: &Path) -> io::Result<File> {
    #[expect(clippy::disallowed_methods, reason = "this is the writing end")]
    if cfg!(unix) {
        File::open(folder)
    } else {
        let real = folder.canonicalize()?;
        let name = xxhash_rust::xxh3::xxh3_64(real.as_os_str().as_encoded_bytes());
        File::create(std::env::temp_dir().join(format!("goalpost-{name:016x}.lock")))
    }
}
