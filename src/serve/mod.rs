//! The live preview: a shell over a session.
//!
//! In: a plan's folder and where to listen. It looks again when files change (`watch`), keeps what
//! the plan is now (`follow`), and answers from memory (`http`). It adds one script to pages as
//! it answers them and writes nothing to disk. `watch` and `follow` also serve `build --watch` and
//! `check --watch`.

mod follow;
mod http;
mod live;
mod watch;

pub use follow::{Clock, Follower, Themes, View};
pub use watch::{Look, Watcher};

use crate::publish::Audience;
use anyhow::{Context as _, bail};
use http::Shared;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

/// The port that is tried first.
pub const PORT: u16 = 4747;
/// How many ports are tried after it.
const NEXT: u16 = 20;
/// A new day is noticed this late at most, even after the machine slept.
pub const NEW_DAY: Duration = Duration::from_secs(60);

/// How to serve.
pub struct Options {
    /// The plan's folder.
    pub plan: PathBuf,
    /// Where to listen.
    pub host: IpAddr,
    /// This port and no other; else the first free one from [`PORT`] on.
    pub port: Option<u16>,
    /// As whom the site is shown first.
    pub audience: Audience,
    /// Look at this interval instead of waiting for events.
    pub poll: Option<Duration>,
    /// How an editor is told to open `{file}` at `{line}` and `{column}`.
    pub editor: String,
    /// The day.
    pub clock: Clock,
}

/// What the server tells while it runs.
#[derive(Debug)]
pub enum News<'a> {
    /// It listens here, and the plan has been read.
    Ready(SocketAddr, &'a View),
    /// Something changed: where, how long the answer took, what the plan is now.
    Changed(&'a Look, Duration, &'a View),
    /// Events cannot be had, so it looks at intervals.
    Polling(&'a str),
}

/// Serves a plan until the program is ended.
///
/// # Errors
/// When there is no plan, or no port to listen on.
pub fn serve(options: Options, tell: impl Fn(News<'_>) + Send + 'static) -> anyhow::Result<()> {
    let root = options
        .plan
        .canonicalize()
        .with_context(|| format!("there is no folder {}", options.plan.display()))?;
    // Watched before it is read, so that no change falls between.
    let watcher = watcher(&root, options.poll, &tell)?;
    let follower = Follower::new(&root, Themes::Used, options.clock)?;
    let listener = listen(options.host, options.port)?;
    let address = listener
        .local_addr()
        .context("could not learn the address that the server listens on")?;
    listener
        .set_nonblocking(true)
        .context("could not prepare the port")?;
    let shared = Arc::new(Shared {
        view: RwLock::new(follower.view()),
        version: tokio::sync::watch::Sender::new(1),
        audience: options.audience,
        host: (!options.host.is_loopback()).then_some(options.host),
        root,
        editor: options.editor,
    });
    tell(News::Ready(address, &follower.view()));
    let writer = Arc::clone(&shared);
    std::thread::spawn(move || follow_on(watcher, follower, &writer, tell));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("could not start the server")?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).context("could not listen")?;
        axum::serve(listener, http::router(shared))
            .await
            .context("the server stopped")
    })
}

/// Looks again whenever there is reason to, for as long as the program runs.
fn follow_on(
    mut watcher: Watcher,
    mut follower: Follower,
    shared: &Shared,
    tell: impl Fn(News<'_>),
) {
    follower.note();
    loop {
        let look = watcher.next(NEW_DAY);
        let since = std::time::Instant::now();
        if let Some(view) = follower.look(&look) {
            let version = view.version;
            // What is old is let go after the lock is, since a large plan takes a while to free.
            let old = std::mem::replace(
                &mut *shared.view.write().unwrap_or_else(PoisonError::into_inner),
                Arc::clone(&view),
            );
            shared.version.send_replace(version);
            drop(old);
            tell(News::Changed(&look, since.elapsed(), &view));
        }
    }
}

/// A watcher; one that looks at intervals where the system has no events to give.
///
/// # Errors
/// When the folder cannot be watched at all.
pub fn watcher(
    root: &std::path::Path,
    poll: Option<Duration>,
    tell: &impl Fn(News<'_>),
) -> anyhow::Result<Watcher> {
    match Watcher::new(root, poll) {
        Ok(watcher) => Ok(watcher),
        Err(error) => {
            tell(News::Polling(&error.to_string()));
            Watcher::new(root, Some(Duration::from_secs(1)))
                .with_context(|| format!("could not watch {}", root.display()))
        }
    }
}

/// The port that was asked for, else the first that is free.
fn listen(host: IpAddr, port: Option<u16>) -> anyhow::Result<std::net::TcpListener> {
    if let Some(port) = port {
        return std::net::TcpListener::bind((host, port)).with_context(|| {
            format!(
                "could not listen on {host}, port {port}; without --port the next free one is taken"
            )
        });
    }
    for port in PORT..=PORT + NEXT {
        match std::net::TcpListener::bind((host, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(error).with_context(|| format!("could not listen on {host}"));
            }
        }
    }
    bail!(
        "the ports {PORT} to {} are all taken; name a free one with --port",
        PORT + NEXT
    )
}
