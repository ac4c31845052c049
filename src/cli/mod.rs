//! The command line: arguments become calls. One file a command; the only clock, environment and
//! exit code of the program.

mod abandon;
mod ask;
mod assess;
mod attention;
mod build;
mod cache;
mod check;
mod days;
mod done;
mod env;
mod explain;
mod fix;
mod goals;
mod home;
mod init;
mod log;
mod new;
mod out;
mod pause;
mod postpone;
mod report;
mod review;
mod schema;
mod serve;
mod shell;
mod starter;
mod triage;

use crate::serve::{Follower, Look, News, Themes, View};
use anyhow::Context as _;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use env::Env;
use out::out;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

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
    after_help = "Without a command: what is at hand today. `goalpost explain` tells about every rule, field and topic."
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
    /// Begin a plan: a few questions, or a starter to learn from
    Init(init::Args),
    /// Write a new goal, with the questions that its kind asks
    New(new::Args),
    /// Check a plan: what is broken, the next steps, one row a goal
    Check(check::Args),
    /// Show a plan in a browser while you write it
    Serve(serve::Args),
    /// Note what happened: a value, a few words, or both
    Log(log::Args),
    /// A goal is reached: close it, get the line for the résumé
    Done(done::Args),
    /// Tell where a plan stands: what changed, what slipped and why, what comes next
    Report(report::Args),
    /// Publish a plan as a site
    Build(build::Args),
    /// Give a goal another deadline, and say why
    Move(postpone::Args),
    /// Let the clock of a goal stand still
    Pause(pause::Args),
    /// End a pause
    Resume(pause::ResumeArgs),
    /// Give a goal up on purpose, and say why
    Drop(abandon::Args),
    /// Go through what wants a look, in ten minutes
    Review(review::Args),
    /// Build again whenever a file changes
    Watch(build::Args),
    /// Judge a goal's words: what they tell, what they leave open
    Assess(assess::Args),
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
    let parsed = command()
        .try_get_matches()
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
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
        Some(Command::Init(args)) => init::run(&args, &env),
        Some(Command::New(args)) => new::run(&args, &env),
        Some(Command::Review(args)) => review::run(&args, &env),
        Some(Command::Log(args)) => log::run(&args, &env),
        Some(Command::Done(args)) => done::run(&args, &env),
        Some(Command::Move(args)) => postpone::run(&args, &env),
        Some(Command::Pause(args)) => pause::run(&args, &env),
        Some(Command::Resume(args)) => pause::resume(&args, &env),
        Some(Command::Drop(args)) => abandon::run(&args, &env),
        Some(Command::Assess(args)) => assess::run(&args, &env),
        Some(Command::Explain(args)) => explain::run(&args, &env),
        Some(Command::Schema(args)) => schema::run(&args),
        Some(Command::Completions(args)) => shell::completions(&args),
        Some(Command::Man(args)) => shell::man(&args),
        None => home::run(&env),
    };
    // What is still held back is written by now, or it is told that it cannot be.
    match done.and_then(|exit| Ok(out().flush().map(|()| exit)?)) {
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

/// The command line, with the commands of the story first and the others under "More".
fn command() -> clap::Command {
    /// The order in which one meets them.
    const STORY: &[&str] = &[
        "init", "new", "check", "serve", "log", "done", "report", "build",
    ];
    let command = Cli::command();
    let row = |inner: &clap::Command| {
        let about = inner.get_about().map(ToString::to_string);
        format!(
            "  {BOLD}{:<11}{PLAIN} {}\n",
            inner.get_name(),
            about.unwrap_or_default()
        )
    };
    let find = |name: &&str| command.find_subcommand(name);
    let story: String = STORY.iter().filter_map(find).map(row).collect();
    let more: String = command
        .get_subcommands()
        .filter(|inner| !STORY.contains(&inner.get_name()))
        .map(row)
        .collect();
    let heading = |text: &str| format!("{HEADING}{text}{PLAIN}");
    let template = format!(
        "{{about}}\n\n{{usage-heading}} {{usage}}\n\n{}\n{story}\n{}\n{more}\n{}\n{{options}}{{after-help}}",
        heading("Commands:"),
        heading("More:"),
        heading("Options:")
    );
    command.help_template(template)
}

/// How clap writes headings and names in a terminal; it leaves them out elsewhere.
const HEADING: &str = "\u{1b}[1m\u{1b}[4m";
const BOLD: &str = "\u{1b}[1m";
const PLAIN: &str = "\u{1b}[0m";

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// Says what a command did, unless only faults are to be told.
fn tell(env: &Env, words: &str) -> anyhow::Result<Exit> {
    if env.voice == env::Voice::Normal {
        writeln!(out(), "{}", words.trim_end())?;
    }
    Ok(Exit::Clean)
}

/// Whether what was to be done with a plan is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    /// It is.
    Yes,
    /// Something stood in the way that may pass by itself.
    NotYet,
}

/// How soon is tried again what is not yet done.
const RETRY: Duration = Duration::from_secs(2);

/// Does something with a plan now and each time it changes, until the program is ended; what could
/// not be done is tried again, changed or not.
fn follow(
    (plan, themes): (&Path, Themes),
    poll: Option<u64>,
    env: &Env,
    mut each: impl FnMut(Option<&Look>, &View) -> anyhow::Result<Done>,
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
    let mut follower = Follower::new(&root, themes, env.clock())?;
    let mut done = each(None, &follower.view())?;
    follower.note();
    let mut tried = Instant::now();
    loop {
        let look = watcher.next(match done {
            Done::Yes => crate::serve::NEW_DAY,
            Done::NotYet => RETRY,
        });
        if let Some(view) = follower.look(&look) {
            done = each(Some(&look), &view)?;
            tried = Instant::now();
        } else if done == Done::NotYet && tried.elapsed() >= RETRY {
            // Trying may itself be an event, so only time says when to try again.
            done = each(None, &follower.view())?;
            tried = Instant::now();
        }
    }
}
