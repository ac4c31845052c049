//! The command line: arguments become calls. One file a command; the only clock, environment and
//! exit code of the program.

mod build;
mod cache;
mod check;
mod env;
mod explain;
mod report;
mod schema;
mod serve;
mod shell;
mod triage;

use crate::serve::{Follower, Look, News, View};
use anyhow::Context as _;
use clap::{Parser, Subcommand};
use env::Env;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// What a command came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All is well, or there are warnings only.
    Clean,
    /// Errors were found.
    Errors,
}

#[derive(Debug, Parser)]
#[command(
    name = "goalpost",
    version,
    about = "Write goals in Markdown. Know which are real goals. Publish the page that proves it.",
    after_help = "Start: write a goal in a folder (`# Pass the CKA exam`), then `goalpost check` and `goalpost build`.\n`goalpost explain` tells about every rule, field and topic."
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    global: Global,
}

/// What every command takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Global {
    /// The day to reckon from, instead of the plan's as_of or the clock
    #[arg(long, global = true, value_name = "DATE", value_parser = env::day)]
    pub(crate) today: Option<chrono::NaiveDate>,

    /// When to colour the output
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: env::When,

    /// Say only what went wrong
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check a plan: what is broken, the next steps, one row a goal
    Check(check::Args),
    /// Show a plan in a browser while you write it
    Serve(serve::Args),
    /// Build again whenever a file changes
    Watch(build::Args),
    /// Tell where a plan stands: what changed, what slipped and why, what comes next
    Report(report::Args),
    /// Publish a plan as a site
    Build(build::Args),
    /// Tell about a rule, a field or a topic
    Explain(explain::Args),
    /// Print the fields of a goal or of plan.yaml as JSON Schema
    Schema(schema::Args),
    /// Print completions for a shell
    Completions(shell::Completions),
    /// Print or write the manual pages
    Man(shell::Man),
}

/// Runs the program; answers 0 when all is well, 1 when errors were found, 2 when the work could
/// not be done.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are asked for; everything else is a wrong command line.
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let env = Env::of_process(&cli.global);
    let done = match cli.command {
        Some(Command::Check(args)) => check::run(&args, &env),
        Some(Command::Serve(args)) => serve::run(&args, &env),
        Some(Command::Watch(args)) => build::watch(&args, &env),
        Some(Command::Report(args)) => report::run(&args, &env),
        Some(Command::Build(args)) => build::run(&args, &env),
        Some(Command::Explain(args)) => explain::run(&args, &env),
        Some(Command::Schema(args)) => schema::run(&args),
        Some(Command::Completions(args)) => shell::completions(&args),
        Some(Command::Man(args)) => shell::man(&args),
        None => home(&env),
    };
    match done {
        Ok(Exit::Clean) => ExitCode::SUCCESS,
        Ok(Exit::Errors) => ExitCode::from(1),
        // Whoever reads us has read enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let mut told = format!("{error}");
            for cause in error.chain().skip(1) {
                told.push_str(&format!("\n  {cause}"));
            }
            let _ = writeln!(io::stderr(), "{} {told}", env.paint("1;31", "error:"));
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// Does something with a plan now and each time it changes, until the program is ended.
fn follow(
    plan: &Path,
    poll: Option<u64>,
    env: &Env,
    mut each: impl FnMut(Option<&Look>, &View) -> anyhow::Result<()>,
) -> anyhow::Result<Exit> {
    let root = plan
        .canonicalize()
        .with_context(|| format!("there is no folder {}", plan.display()))?;
    let poll = poll.map(|ms| Duration::from_millis(ms.max(20)));
    let mut watcher = crate::serve::watcher(&root, poll, &|news| {
        if let News::Polling(why) = news {
            let _ = writeln!(
                io::stderr(),
                "The system sends no events ({why}); looking every second instead."
            );
        }
    })?;
    let mut follower = Follower::new(&root, env.clock())?;
    each(None, &follower.view())?;
    loop {
        let look = watcher.next(crate::serve::NEW_DAY);
        if let Some(view) = follower.look(&look) {
            each(Some(&look), &view)?;
        }
    }
}

/// Without a command: what is at hand here, and ways to start.
fn home(env: &Env) -> anyhow::Result<Exit> {
    if check::load(std::path::Path::new(".")).is_ok() {
        return check::run(&check::Args::here(), env);
    }
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "There is no plan in this folder. Three ways to start:\n\n  \
         write one     mkdir goals && echo '# Pass the CKA exam' > goals/cka.md\n  \
         check one     goalpost check PLAN\n  \
         publish one   goalpost build PLAN\n\n\
         `goalpost explain goals` tells what a goal can say; `goalpost --help` names the commands."
    )
    .context("could not write to the terminal")?;
    Ok(Exit::Clean)
}
