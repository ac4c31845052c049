//! `goalpost init`: a plan begins.

use super::env::Env;
use super::{Exit, ask, starter};
use crate::edit::Value;
use crate::source::one_line;
use crate::today::Today;
use crate::write;
use anyhow::{anyhow, bail};
use std::path::{Path, PathBuf};

/// What a plan begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Starter {
    /// Settings and questions, no goals
    Blank,
    /// Goals of a student
    Student,
    /// Goals beside a job
    Employee,
    /// Goals for the next two years
    ShortTerm,
    /// Goals for five years and more, with first steps
    LongTerm,
    /// Objective lines and interview answers, with the goals behind them
    Resume,
    /// Goals of a medical student
    Medical,
}

/// Who publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Ci {
    /// A GitHub workflow: checks, builds each week and at each push, publishes to Pages
    Github,
}

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder of the new plan
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,

    /// Your name
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,

    /// What you are: "Structural engineer"
    #[arg(long, value_name = "TEXT")]
    role: Option<String>,

    /// What to begin with
    #[arg(long, value_enum)]
    starter: Option<Starter>,

    /// Write a workflow that publishes the plan
    #[arg(long, value_enum)]
    ci: Option<Ci>,
}

const IGNORED: &str = ".gitignore";

/// Asks what was not said, and writes the plan.
pub(super) fn run(args: &Args, env: &Env) -> anyhow::Result<Exit> {
    refuse_plan(&args.folder)?;
    let answered = args.name.is_some() || args.starter.is_some();
    let asks = ask::somebody() && !answered;
    let name = match &args.name {
        Some(name) => one_line(name),
        None if asks => one_line(&ask::line("Your name? (return: leave it open)")?),
        None => String::new(),
    };
    let role = match &args.role {
        Some(role) => one_line(role),
        None if asks => one_line(&ask::line(
            "What are you, in a few words? (return: leave it open)",
        )?),
        None => String::new(),
    };
    let starter = match args.starter {
        Some(starter) => starter,
        None if asks => choose()?,
        None => Starter::Blank,
    };
    let mut files = texts(starter, (&name, &role), args.ci, env.now())?;
    // A list of what git leaves out is no part of a plan; one that is there stays as it is.
    files.retain(|(path, _)| path != IGNORED || !args.folder.join(IGNORED).exists());
    refuse_in_the_way(&args.folder, &files)?;
    write_all(&args.folder, &files)?;
    super::tell(env, &told(&args.folder, starter, &files))
}

fn choose() -> anyhow::Result<Starter> {
    use clap::ValueEnum as _;
    let mut question = String::from("What to begin with?\n");
    for (at, starter) in Starter::value_variants().iter().enumerate() {
        if let Some(value) = starter.to_possible_value() {
            let help = value
                .get_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            question.push_str(&format!("  {} {:<11} {help}\n", at + 1, value.get_name()));
        }
    }
    question.push_str("Number or name");
    loop {
        let answer = ask::or(&question, "1")?;
        let number = answer.parse::<usize>().ok();
        let chosen = number
            .and_then(|number| {
                Starter::value_variants()
                    .get(number.checked_sub(1)?)
                    .copied()
            })
            .or_else(|| Starter::from_str(&answer, true).ok());
        if let Some(starter) = chosen {
            return Ok(starter);
        }
        question = format!("There is no `{answer}`; a number from 1 to 7, or a name");
    }
}

/// A folder that holds a plan is none to begin one in.
fn refuse_plan(folder: &Path) -> anyhow::Result<()> {
    if folder.join("plan.yaml").exists() || folder.join("goals").exists() {
        bail!(
            "{} is a plan already\n  `goalpost new \"…\"` adds a goal to it; nothing was changed",
            folder.display()
        );
    }
    if folder.is_file() {
        bail!("{} is a file; a plan is a folder", folder.display());
    }
    Ok(())
}

/// The files of the new plan, by path.
fn texts(
    starter: Starter,
    (name, role): (&str, &str),
    ci: Option<Ci>,
    today: Today,
) -> anyhow::Result<Vec<(String, String)>> {
    use clap::ValueEnum as _;
    let folder = starter
        .to_possible_value()
        .map_or_else(String::new, |value| value.get_name().to_owned());
    let line = |key: &str, text: &str, example: &str| {
        if text.is_empty() {
            format!("# {key}: {example}")
        } else {
            format!("{key}: {}", Value::Text(text.to_owned()).to_yaml())
        }
    };
    let words = [
        ("name", line("name", name, "Your Name")),
        ("role", line("role", role, "Structural engineer")),
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
    ];
    let mut files = starter::files("every");
    files.extend(starter::files(&folder));
    if ci == Some(Ci::Github) {
        files.extend(starter::files("github"));
    }
    let mut texts = Vec::new();
    for (path, text) in files {
        // A dot is no part of an embedded name: some tools leave such files out.
        let path = path.replace("dot-", ".");
        // GitHub's own places look like ours.
        let text = if path.starts_with(".github") {
            text.replace("@VERSION@", env!("CARGO_PKG_VERSION"))
        } else {
            starter::fill(text, &words, today)?
        };
        texts.push((path, text));
    }
    texts.sort();
    Ok(texts)
}

fn refuse_in_the_way(folder: &Path, files: &[(String, String)]) -> anyhow::Result<()> {
    let there: Vec<&str> = files
        .iter()
        .map(|(path, _)| path.as_str())
        .filter(|path| std::fs::symlink_metadata(folder.join(path)).is_ok())
        .collect();
    match there.as_slice() {
        [] => Ok(()),
        [one] => bail!(
            "{one} stands in the way in {}\n  move it, or name another folder: `goalpost init my-plan`; nothing was changed",
            folder.display()
        ),
        several => bail!(
            "{} stand in the way in {}\n  move them, or name another folder: `goalpost init my-plan`; nothing was changed",
            several.join(", "),
            folder.display()
        ),
    }
}

/// Writes all of it, or nothing.
fn write_all(folder: &Path, files: &[(String, String)]) -> anyhow::Result<()> {
    // Folders that were not there go again, too.
    let mut made: Vec<PathBuf> = Vec::new();
    for (path, _) in files {
        let target = folder.join(path);
        for above in target.ancestors().skip(1) {
            if above.as_os_str().is_empty() || above.exists() || made.iter().any(|one| one == above)
            {
                break;
            }
            made.push(above.to_owned());
        }
    }
    let mut written = Vec::new();
    for (path, text) in files {
        let target = folder.join(path);
        if let Err(why) = write::create(&target, text.as_bytes()) {
            for file in written {
                let _: std::io::Result<()> = std::fs::remove_file::<PathBuf>(file);
            }
            made.sort_by_key(|folder| std::cmp::Reverse(folder.components().count()));
            for folder in made {
                let _ = std::fs::remove_dir(folder);
            }
            return Err(anyhow!("{why}\n  nothing was left behind"));
        }
        written.push(target);
    }
    Ok(())
}

fn told(folder: &Path, starter: Starter, files: &[(String, String)]) -> String {
    let goals = files
        .iter()
        .filter(|(path, _)| path.starts_with("goals/"))
        .count();
    let here = folder == Path::new(".");
    let mut out = format!(
        "A plan is in {}{}.\nNobody but you sees any of it until a goal says `visibility: public`.\n\nNext\n",
        if here {
            "this folder".to_owned()
        } else {
            folder.display().to_string()
        },
        if goals > 0 {
            format!(": {goals} goals as examples, each one yours to change")
        } else {
            String::new()
        }
    );
    let mut step = |command: &str, what: &str| {
        let line = format!("  {command:<32}  {what}");
        out.push_str(&format!("{}\n", line.trim_end()));
    };
    if !here {
        step(&format!("cd {}", folder.display()), "");
    }
    if starter == Starter::Blank {
        step(
            "goalpost new \"Pass the CKA exam\"",
            "a first goal, with its questions",
        );
    } else {
        step("edit goals/*.md", "keep what is yours, delete the rest");
    }
    step("goalpost check", "what is missing, and the next step");
    step("goalpost serve --open", "the page, while you write");
    out
}
