//! Says when and where to look again.
//!
//! A file event is a hint, not news: what was named is read again and compared, so an early or a
//! needless look is harmless, and a look that comes too late is the only fault there can be.

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How long nothing may happen before we look.
const QUIET: Duration = Duration::from_millis(8);
/// How long we wait at most while things keep happening.
const PATIENCE: Duration = Duration::from_millis(50);
/// When we look a second time after a folder came or went: its files may have come meanwhile.
const SECOND_LOOK: Duration = Duration::from_millis(250);
/// How often we look whether a folder that went is back.
const GONE: Duration = Duration::from_millis(250);

/// Where to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// At these files and folders.
    At(BTreeSet<PathBuf>),
    /// At the whole plan.
    Everywhere,
    /// At the clock, and at whether anything looks as if it had changed: nothing was told of.
    Clock,
}

/// Watches a folder.
#[derive(Debug)]
pub struct Watcher {
    root: PathBuf,
    poll: Option<Duration>,
    events: Receiver<Look>,
    // Watches as long as it is kept.
    source: Source,
    again: Option<Instant>,
    /// The very folder that is watched; another one may come to bear its name.
    folder: Option<Identity>,
}

impl Watcher {
    /// Watches the folder `root`; with `poll`, looks everywhere at that interval instead, for file
    /// systems that send no events.
    ///
    /// # Errors
    /// When the system has no watch to spare or refuses.
    pub fn new(root: &Path, poll: Option<Duration>) -> notify::Result<Self> {
        let folder = identity(root);
        let (source, events) = watch(root, poll)?;
        Ok(Self {
            root: root.to_owned(),
            poll,
            events,
            source,
            again: None,
            folder,
        })
    }

    /// Waits until there is something to look at, `most` long at most; then it is the clock.
    pub fn next(&mut self, most: Duration) -> Look {
        let folder = identity(&self.root);
        if folder.is_none() || folder != self.folder {
            self.wait_for_root(most);
            return Look::Everywhere;
        }
        let most = self.poll.map_or(most, |interval| interval.min(most)).min(
            self.again
                .map_or(most, |at| at.saturating_duration_since(Instant::now())),
        );
        let mut look = match self.events.recv_timeout(most) {
            Ok(look) => look,
            Err(RecvTimeoutError::Timeout) => {
                let is_due = self.again.take().is_some() || self.poll.is_some();
                return if is_due {
                    Look::Everywhere
                } else {
                    Look::Clock
                };
            }
            Err(RecvTimeoutError::Disconnected) => {
                // Without a source of events only time is left.
                std::thread::sleep(most.min(Duration::from_secs(1)));
                return Look::Everywhere;
            }
        };
        let since = Instant::now();
        while since.elapsed() < PATIENCE {
            match self.events.recv_timeout(QUIET) {
                Ok(more) => look = look.and(more),
                Err(_) => break,
            }
        }
        let folder = match &look {
            Look::Everywhere | Look::Clock => true,
            Look::At(paths) => paths.iter().any(|path| path.is_dir()),
        };
        if folder {
            self.again = Some(Instant::now() + SECOND_LOOK);
        }
        look
    }

    /// Waits for the folder itself to come back, and watches it anew.
    fn wait_for_root(&mut self, most: Duration) {
        let since = Instant::now();
        while since.elapsed() < most {
            // Asked before it is watched: one that is exchanged between is watched anew next time.
            let folder = identity(&self.root);
            if folder.is_some()
                && let Ok((source, events)) = watch(&self.root, self.poll)
            {
                (self.source, self.events, self.folder) = (source, events, folder);
                self.again = Some(Instant::now() + SECOND_LOOK);
                return;
            }
            std::thread::sleep(GONE);
        }
    }
}

/// What tells a folder from another one that has its name.
type Identity = (u64, u64);

/// The identity of the folder at `path`; `None` where there is none.
fn identity(path: &Path) -> Option<Identity> {
    let meta = std::fs::metadata(path)
        .ok()
        .filter(std::fs::Metadata::is_dir)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        Some((meta.dev(), meta.ino()))
    }
    #[cfg(not(unix))]
    {
        let made = meta.created().ok()?;
        let since = made.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some((since.as_secs(), since.subsec_nanos().into()))
    }
}

impl Look {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::At(mut paths), Self::At(more)) => {
                paths.extend(more);
                Self::At(paths)
            }
            _ => Self::Everywhere,
        }
    }
}

/// What keeps the events coming.
#[derive(Debug)]
#[expect(dead_code, reason = "they are kept, not asked")]
enum Source {
    /// The system tells us.
    System(RecommendedWatcher),
    /// Nothing does: time alone says when to look.
    Time(Sender<Look>),
}

fn watch(root: &Path, poll: Option<Duration>) -> notify::Result<(Source, Receiver<Look>)> {
    let (sender, events) = channel();
    if poll.is_some() {
        return Ok((Source::Time(sender), events));
    }
    let mut source = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let look = match event {
            Ok(event) if event.need_rescan() => Look::Everywhere,
            Ok(event) if matters(event.kind) => Look::At(event.paths.into_iter().collect()),
            Ok(_) => return,
            Err(_) => Look::Everywhere,
        };
        // Nobody listens any more when the program ends.
        let _ = sender.send(look);
    })?;
    source.watch(root, RecursiveMode::Recursive)?;
    Ok((Source::System(source), events))
}

/// Our own reads are events on Linux: acting on them would never end.
fn matters(kind: EventKind) -> bool {
    match kind {
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Any | EventKind::Other => true,
        EventKind::Modify(what) => !matches!(what, ModifyKind::Metadata(_)),
        EventKind::Access(how) => matches!(how, AccessKind::Close(AccessMode::Write)),
    }
}
