//! `goalpost drop`: a goal is given up on purpose, and the plan remembers why.

use super::env::Env;
use super::goals::{Place, Writable, with, word};
use super::{Exit, ask, days};
use crate::edit::{self, Entry};
use crate::source::PlanPath;
use crate::source::one_line;
use anyhow::bail;
use chrono::NaiveDate;

/// Arguments of `drop`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The goal: its id, or words that only it has
    #[arg(value_name = "GOAL")]
    goal: String,

    /// Why
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,

    /// The day, instead of today
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    #[command(flatten)]
    place: Place,
}

/// Gives a goal up.
pub(super) fn run(args: &Args, env: &Env) -> anyhow::Result<Exit> {
    let mut plan = Writable::open(&args.place, env)?;
    let on = days::past(args.date.as_deref(), plan.today)?;
    let goal = plan.open_goal(&args.goal)?;
    let path = goal.path.clone();
    let why = match &args.why {
        Some(why) => one_line(why),
        None if ask::somebody() => one_line(&ask::line(&format!(
            "“{}”: why is it given up?",
            goal.name()
        ))?),
        None => String::new(),
    };
    let told = give_up(&mut plan, &path, on, &why)?;
    super::tell(env, &told)
}

/// Closes the goal at `path` as dropped; answers what to say of it.
pub(super) fn give_up(
    plan: &mut Writable,
    path: &PlanPath,
    on: NaiveDate,
    why: &str,
) -> anyhow::Result<String> {
    if why.is_empty() {
        bail!(
            "why is it given up? say it with --why \"…\"\n  next year you will want to know; nothing was changed"
        );
    }
    plan.change(path, |file, _| {
        // The reason is an entry of the log: a mentor and you may read it, nobody else.
        let entry = Entry {
            date: on,
            value: None,
            note: format!("Dropped: {why}"),
        };
        let file = with(file, edit::log(file, &entry))?;
        let file = with(&file, edit::set(&file, "status", &word("dropped")))?;
        with(&file, edit::set(&file, "closed", &word(&on)))
    })?;
    let mut told = format!("{path}\n  dropped on {on}; no page shows it to the public\n");
    let served: Vec<String> = plan
        .analysis
        .plan
        .goals()
        .find(|(_, goal)| goal.path == *path)
        .map(|(_, goal)| {
            goal.relations
                .supported_by
                .iter()
                .map(|ix| plan.analysis.plan.goal(*ix))
                .filter(|other| {
                    other
                        .status_on(plan.today)
                        .is_some_and(crate::vocabulary::Status::is_open)
                })
                .map(|other| other.name().to_owned())
                .collect()
        })
        .unwrap_or_default();
    if !served.is_empty() {
        told.push_str(&format!("These still serve it: {}.\n", served.join("; ")));
    }
    Ok(told)
}
