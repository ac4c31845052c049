//! A plan that is written to: which goal is meant, and how its file is changed.

use super::env::Env;
use super::{check, days};
use crate::analysis::{Analysis, Session};
use crate::edit::{self, EditError, Value};
use crate::fields::nearest;
use crate::plan::{DocumentKind, GoalIx};
use crate::plan::{FileKind, Goal, GoalEntry, read};
use crate::progress::GoalProgress;
use crate::source::{Edit, PlanPath, SourceFile, Sources};
use crate::today::Today;
use crate::vocabulary::Status;
use crate::write::{self, UpdateError};
use anyhow::{anyhow, bail};
use std::path::{Path, PathBuf};

/// A plan whose files may be written to, as of the day that is written.
pub(super) struct Writable {
    pub(super) root: PathBuf,
    pub(super) analysis: Analysis,
    pub(super) today: Today,
    sources: Sources,
    session: Session,
}

/// Where the plan is, for every command that writes to one.
#[derive(Debug, clap::Args)]
pub(crate) struct Place {
    /// The plan's folder, instead of the one that this is in
    #[arg(long, value_name = "DIR")]
    pub(super) plan: Option<PathBuf>,
}

impl Place {
    /// The folder of the plan that is meant.
    pub(super) fn root(&self) -> PathBuf {
        self.plan.clone().unwrap_or_else(around)
    }
}

/// The plan that the current folder lies in: one with a `plan.yaml`, or whose goals these are.
fn around() -> PathBuf {
    let here = PathBuf::from(".");
    let Ok(full) = here.canonicalize() else {
        return here;
    };
    if full.join("plan.yaml").is_file() || full.join("goals").is_dir() {
        return here;
    }
    let above = full.ancestors().skip(1).find(|folder| {
        folder.join("plan.yaml").is_file() || full.starts_with(folder.join("goals"))
    });
    above.map_or(here, Path::to_owned)
}

impl Writable {
    /// Reads the plan.
    pub(super) fn open(place: &Place, env: &Env) -> anyhow::Result<Self> {
        let root = place.root();
        let sources = check::load(&root)?;
        let today = env.now();
        let mut session = Session::default();
        let analysis = session.analyze(&sources, today);
        Ok(Self {
            root,
            analysis,
            today,
            sources,
            session,
        })
    }

    /// The goal that is meant: by id, file, title, or any words that only one has.
    pub(super) fn find(&self, wanted: &str) -> anyhow::Result<GoalIx> {
        let goals = &self.analysis.plan.goals;
        if goals.is_empty() {
            bail!(
                "{} holds no goals yet\n  `goalpost new` writes one",
                self.root.display()
            );
        }
        match candidates(goals, wanted).as_slice() {
            [one] => Ok(*one),
            [] => Err(self.unknown(wanted)),
            several => {
                let names: Vec<&GoalEntry> = several
                    .iter()
                    .map(|ix| self.analysis.plan.goal(*ix))
                    .collect();
                bail!(
                    "`{wanted}` fits {} goals\n{}\n  say more of the one you mean; nothing was changed",
                    several.len(),
                    list(&names)
                )
            }
        }
    }

    fn unknown(&self, wanted: &str) -> anyhow::Error {
        let plan = &self.analysis.plan;
        let id = wanted.trim().to_lowercase();
        if plan.unread.iter().any(|unread| unread.as_str() == id) {
            return anyhow!(
                "the file of `{wanted}` cannot be read\n  `goalpost check` tells why; nothing was changed"
            );
        }
        let near: Vec<&GoalEntry> = plan
            .goals
            .iter()
            .filter(|goal| {
                let words = words_of(goal);
                let known = words.iter().map(String::as_str).chain([goal.id.as_str()]);
                nearest(&id, known).is_some()
                    || plain(wanted).iter().all(|word| {
                        words.contains(word)
                            || nearest(word, words.iter().map(String::as_str)).is_some()
                    })
            })
            .take(5)
            .collect();
        if !near.is_empty() {
            return anyhow!("no goal fits `{wanted}`; did you mean\n{}", list(&near));
        }
        let open: Vec<&GoalEntry> = plan
            .goals
            .iter()
            .filter(|goal| goal.status_on(self.today).is_none_or(Status::is_open))
            .take(8)
            .collect();
        anyhow!("no goal fits `{wanted}`\n  there are\n{}", list(&open))
    }

    /// The goal, if it is still open; else why nothing more is written to it.
    pub(super) fn open_goal(&self, wanted: &str) -> anyhow::Result<&GoalEntry> {
        let goal = self.analysis.plan.goal(self.find(wanted)?);
        must_be_open(&goal.goal, self.today)?;
        Ok(goal)
    }

    /// How far the goal is.
    pub(super) fn progress(&self, path: &PlanPath) -> Option<&GoalProgress> {
        let (ix, _) = self
            .analysis
            .plan
            .goals()
            .find(|(_, goal)| goal.path == *path)?;
        Some(self.analysis.progress.of(ix))
    }

    /// Changes the file of a goal; `change` is given what the file says now, and makes of it what it
    /// is to say. It is called again where somebody else wrote meanwhile.
    pub(super) fn change(
        &mut self,
        path: &PlanPath,
        mut change: impl FnMut(&SourceFile, &Goal) -> anyhow::Result<SourceFile>,
    ) -> anyhow::Result<()> {
        let today = self.today;
        let mut changed = None;
        let file = self.root.join(path.as_str());
        let file = file.strip_prefix(".").unwrap_or(&file);
        write::update(file, |bytes| -> anyhow::Result<Vec<u8>> {
            let Ok(text) = std::str::from_utf8(bytes) else {
                bail!("{path} is not UTF-8 text\n  save it as UTF-8 first; nothing was changed");
            };
            let source = SourceFile::new(path.clone(), text);
            let DocumentKind::Goal(goal) = read(&source, FileKind::Goal).kind else {
                bail!("{path} is no goal");
            };
            must_be_open(&goal, today)?;
            let after =
                change(&source, &goal).map_err(|error| match error.downcast::<EditError>() {
                    Ok(why) => anyhow!("{path}: {why}"),
                    Err(error) => error,
                })?;
            let bytes = after.text().as_bytes().to_vec();
            changed = Some(after);
            Ok(bytes)
        })
        .map_err(|error| match error {
            UpdateError::Refused(error) => error,
            UpdateError::Write(why) => anyhow!("{why}\n  nothing was changed"),
            other => anyhow!("{other}"),
        })?;
        if let Some(file) = changed {
            self.sources.files.insert(path.clone(), file);
            self.analysis = self.session.analyze(&self.sources, self.today);
        }
        Ok(())
    }
}

/// Refuses a goal that has ended, and one of which that is not known.
fn must_be_open(goal: &Goal, today: Today) -> anyhow::Result<()> {
    let path = &goal.path;
    let Some(status) = goal.status_on(today) else {
        bail!(
            "{path}: its `status:` cannot be understood\n  `goalpost check` shows the line; nothing was changed"
        );
    };
    if status.is_open() {
        return Ok(());
    }
    let since = goal.closed.get().map_or(String::new(), |closed| {
        format!(" since {}", days::iso(*closed))
    });
    let name = goal.title.get().map_or(path.as_str(), String::as_str);
    bail!(
        "“{name}” is {}{since}\n  to take it up again, write `status: active` in {path}; nothing was changed",
        status.as_str()
    )
}

/// The file with edits made.
pub(super) fn with(
    file: &SourceFile,
    edits: Result<Vec<Edit>, EditError>,
) -> anyhow::Result<SourceFile> {
    Ok(edit::apply(file, &edits?))
}

/// A value that is a word of the format.
pub(super) fn word(text: &(impl ToString + ?Sized)) -> Value {
    Value::Plain(text.to_string())
}

fn candidates(goals: &[GoalEntry], wanted: &str) -> Vec<GoalIx> {
    let wanted = wanted
        .trim()
        .trim_start_matches("[[")
        .trim_end_matches("]]")
        .replace('\\', "/");
    let lower = wanted.to_lowercase();
    let all = |fits: &dyn Fn(&GoalEntry) -> bool| -> Vec<GoalIx> {
        goals
            .iter()
            .enumerate()
            .filter(|(_, goal)| fits(goal))
            .map(|(at, _)| GoalIx(at))
            .collect()
    };
    let file = lower.trim_start_matches("./");
    let stem = file.trim_end_matches(".md");
    let asked = plain(&lower);
    let holds = |goal: &GoalEntry, fits: &dyn Fn(&str, &str) -> bool| {
        let own = words_of(goal);
        !asked.is_empty()
            && asked
                .iter()
                .all(|word| own.iter().any(|have| fits(have, word)))
    };
    let rungs: [&dyn Fn(&GoalEntry) -> bool; 6] = [
        &|goal| goal.id.as_str() == lower,
        &|goal| {
            let path = goal.path.as_str().to_lowercase();
            path == file || path.trim_end_matches(".md").ends_with(&format!("/{stem}"))
        },
        &|goal| goal.name().to_lowercase() == lower,
        &|goal| holds(goal, &|have, word| have == word),
        &|goal| holds(goal, &|have, word| have.starts_with(word)),
        &|goal| asked.len() == 1 && lower.chars().count() >= 3 && goal.id.as_str().contains(&lower),
    ];
    rungs
        .iter()
        .map(|fits| all(fits))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn plain(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn words_of(goal: &GoalEntry) -> Vec<String> {
    let mut words = plain(goal.name());
    words.extend(plain(goal.id.as_str()));
    words
}

/// Goals by id and title, a line each.
fn list(goals: &[&GoalEntry]) -> String {
    let width = goals
        .iter()
        .map(|goal| goal.id.as_str().chars().count())
        .max()
        .unwrap_or(0)
        .min(30);
    goals
        .iter()
        .map(|goal| format!("    {:<width$}  {}", goal.id.as_str(), goal.name()))
        .collect::<Vec<_>>()
        .join("\n")
}
