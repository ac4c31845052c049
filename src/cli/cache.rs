//! What is remembered of a build, so that the next one can see that nothing changed.
//!
//! Kept in the user's own cache folder, never in the site: it rests on the whole plan, and a site
//! must tell nothing of what was cut from it. Where it cannot be kept the next build only takes
//! longer.

use crate::publish::Audience;
use crate::source::{Asset, Sources};
use crate::today::Today;
use crate::write;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// What an earlier build said, which found no errors.
pub(super) struct Kept {
    pub(super) words: String,
}

/// A hash of all that decides a site's bytes.
pub(super) fn key(
    sources: &Sources,
    theme: &BTreeMap<String, Arc<str>>,
    (audience, today, strict): (Audience, Today, bool),
) -> u64 {
    let mut hash = Xxh3::new();
    let mut add = |bytes: &[u8]| {
        hash.update(&(bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    add(env!("CARGO_PKG_VERSION").as_bytes());
    // A program that was built anew may make other pages, whatever its version.
    add(format!("{:?}", program()).as_bytes());
    add(audience.as_str().as_bytes());
    add(today.date().to_string().as_bytes());
    add(&[u8::from(strict)]);
    for file in sources.files.values() {
        add(file.path.as_str().as_bytes());
        match &file.text {
            Ok(text) => add(text.as_bytes()),
            Err(why) => add(format!("{why:?}").as_bytes()),
        }
    }
    for (path, asset) in &sources.assets {
        add(path.as_str().as_bytes());
        match asset {
            Asset::Disk { bytes, stamp, .. } => add(format!("{bytes} {stamp}").as_bytes()),
            Asset::Memory(bytes) => add(bytes),
        }
    }
    for (path, text) in theme {
        add(path.as_bytes());
        add(text.as_bytes());
    }
    hash.digest()
}

/// Size and time of the running program.
fn program() -> Option<(u64, u128)> {
    let meta = fs::metadata(std::env::current_exe().ok()?).ok()?;
    Some((
        meta.len(),
        meta.modified()
            .ok()?
            .duration_since(UNIX_EPOCH)
            .ok()?
            .as_nanos(),
    ))
}

/// What the last build to `out` said, if nothing has changed since: neither what decides the site nor
/// the files of the site.
pub(super) fn unchanged(out: &Path, key: u64) -> Option<Kept> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the user's cache, asked from the command line alone"
    )]
    let text = fs::read_to_string(file(out)?).ok()?;
    let mut lines = text.splitn(3, '\n');
    let same = lines.next()?.parse() == Ok(key) && lines.next()?.parse() == Ok(state(out)?);
    same.then(|| Kept {
        words: lines.next().unwrap_or("").to_owned(),
    })
}

/// Remembers a build without errors.
pub(super) fn keep(out: &Path, key: u64, words: &str) {
    let (Some(file), Some(state)) = (file(out), state(out)) else {
        return;
    };
    if let Some(folder) = file.parent() {
        // Without a cache the next build only takes longer.
        let _ = fs::create_dir_all(folder);
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "the user's cache, kept from the command line alone"
    )]
    let _ = fs::write(file, format!("{key}\n{state}\n{words}"));
}

/// A hash of the sizes and times of the files of the site; `None` where one is missing.
fn state(out: &Path) -> Option<u64> {
    let mut text = Vec::new();
    for path in write::listed(out) {
        let meta = fs::metadata(out.join(&path)).ok()?;
        let time = meta
            .modified()
            .ok()?
            .duration_since(UNIX_EPOCH)
            .ok()?
            .as_nanos();
        text.extend_from_slice(path.as_bytes());
        text.extend_from_slice(&meta.len().to_le_bytes());
        text.extend_from_slice(&time.to_le_bytes());
    }
    (!text.is_empty()).then(|| xxh3_64(&text))
}

fn file(out: &Path) -> Option<PathBuf> {
    let out = fs::canonicalize(out).ok()?;
    let name = format!("{:016x}", xxh3_64(out.as_os_str().as_encoded_bytes()));
    Some(folder()?.join("goalpost").join(name))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the command line may ask where the user's cache is"
)]
fn folder() -> Option<PathBuf> {
    let named = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    // The standard asks to ignore a relative one: it would make a folder wherever one stands.
    let cache = named("XDG_CACHE_HOME").filter(|folder| folder.is_absolute());
    if cfg!(windows) {
        return named("LOCALAPPDATA");
    }
    if cfg!(target_os = "macos") {
        return cache.or_else(|| Some(named("HOME")?.join("Library/Caches")));
    }
    cache.or_else(|| Some(named("HOME")?.join(".cache")))
}
