//! `goalpost serve`: the plan in a browser, as it is being written.

use super::env::{Env, Voice};
use super::{Exit, build::For, check};
use crate::diagnostic::Severity;
use crate::emit::{self, Format};
use crate::publish::Audience;
use crate::serve::{self, Look, News, View};
use std::io::{self, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

/// What opens an editor at a line, unless told otherwise.
const EDITOR: &str = "vscode://file/{file}:{line}:{column}";

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The plan's folder
    #[arg(value_name = "PLAN", default_value = ".")]
    plan: PathBuf,

    /// Listen on this port, instead of the first free one from 4747 on
    #[arg(long, value_name = "N")]
    port: Option<u16>,

    /// Listen on this address: beyond 127.0.0.1 everybody in the network can read the whole plan
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,

    /// Open a browser
    #[arg(long)]
    open: bool,

    /// As whom to look first; each page has a switch
    #[arg(long = "for", value_enum, default_value = "me")]
    audience: For,

    /// Look for changes every so many milliseconds, where a file system sends no events (WSL,
    /// Docker, network drives)
    #[arg(long, value_name = "MS", num_args = 0..=1, default_missing_value = "500")]
    poll: Option<u64>,

    /// The address that opens your editor, with {file}, {line} and {column}
    #[arg(long, value_name = "URL", default_value = EDITOR)]
    editor: String,
}

/// Serves a plan.
pub(super) fn run(args: &Args, env: &Env) -> anyhow::Result<Exit> {
    // What is no plan is told as by every other command.
    check::load(&args.plan)?;
    let options = serve::Options {
        plan: args.plan.clone(),
        host: args.host,
        port: args.port,
        audience: Audience::from(args.audience),
        poll: args.poll.map(|ms| Duration::from_millis(ms.max(20))),
        editor: args.editor.clone(),
        clock: env.clock(),
    };
    let open = args.open;
    let teller = env.clone();
    serve::serve(options, move |news| {
        // A terminal that went away is no reason to stop serving.
        let _ = tell(&news, &teller);
        if let (true, News::Ready(address, _)) = (open, &news)
            && let Err(error) = open::that(address_of(*address))
        {
            let _ = writeln!(io::stderr(), "could not open a browser: {error}");
        }
    })?;
    Ok(Exit::Clean)
}

/// The address as a browser takes it.
fn address_of(address: SocketAddr) -> String {
    let host = match address.ip() {
        ip if ip.is_unspecified() => "127.0.0.1".to_owned(),
        IpAddr::V6(ip) => format!("[{ip}]"),
        IpAddr::V4(ip) => ip.to_string(),
    };
    format!("http://{host}:{}/", address.port())
}

fn tell(news: &News<'_>, env: &Env) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if env.voice == Voice::Quiet && !matches!(news, News::Polling(_)) {
        return Ok(());
    }
    match news {
        News::Ready(address, view) => {
            if !address.ip().is_loopback() {
                writeln!(
                    io::stderr(),
                    "Everybody in this network can read the whole plan, private goals too, for as long as this runs."
                )?;
            }
            let url = address_of(*address);
            writeln!(out, "Your plan: {}", env.paint("1", &url))?;
            writeln!(out, "As others see it: {url}~visitor/ and {url}~mentor/")?;
            writeln!(out, "{} Ctrl-C ends it.", state(view))?;
        }
        News::Changed(look, took, view) => {
            writeln!(
                out,
                "{} · {} ms · {}",
                changed(look),
                took.as_millis(),
                state(view)
            )?;
            errors(view, env, &mut out)?;
        }
        News::Polling(why) => {
            writeln!(
                io::stderr(),
                "The system sends no events ({why}); looking every second instead."
            )?;
        }
    }
    out.flush()
}

/// What changed, in a few words.
pub(super) fn changed(look: &Look) -> String {
    let Look::At(paths) = look else {
        return "Looked at everything".into();
    };
    let names: Vec<_> = paths
        .iter()
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .filter(|name| !name.starts_with('.'))
        .collect();
    match names.as_slice() {
        [] => "Something changed".into(),
        [one] => one.clone(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    }
}

/// Errors and warnings as numbers; what is broken in the reading comes first.
pub(super) fn state(view: &View) -> String {
    if let Some(trouble) = &view.trouble {
        // Nothing was good before the first look.
        return if view.version == 1 {
            format!("{trouble}; until then the plan is shown in the plain theme.")
        } else {
            format!("the last good state is kept: {trouble}")
        };
    }
    let count = |severity| {
        view.analysis
            .diagnostics
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let part = |number: usize, word: &str| {
        (number > 0).then(|| format!("{number} {word}{}", if number == 1 { "" } else { "s" }))
    };
    let parts: Vec<String> = [
        part(count(Severity::Error), "error"),
        part(count(Severity::Warning), "warning"),
        part(count(Severity::Note), "suggestion"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        "Nothing to say: the plan is clean.".into()
    } else {
        format!("{}.", parts.join(", "))
    }
}

/// The errors, a line each.
pub(super) fn errors(view: &View, env: &Env, out: &mut dyn io::Write) -> io::Result<()> {
    let errors: Vec<_> = view
        .analysis
        .diagnostics
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .take(10)
        .cloned()
        .collect();
    {
        let options = emit::Options {
            format: Format::Concise,
            style: env.style(),
            today: view.analysis.today,
            base: "",
        };
        emit::write(&errors, &view.sources, &options, out)
    }
}
