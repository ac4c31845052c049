//! `goalpost pause` and `goalpost resume`: the clock of a goal stands still for a while.

use super::env::Env;
use super::goals::{Place, Writable, with, word};
use super::{Exit, days};
use crate::edit::{self, Value};
use crate::plan::Goal;
use crate::prose::date::DateSpan;
use crate::source::PlanPath;
use crate::source::one_line;
use crate::today::Today;
use crate::vocabulary::Status;
use anyhow::bail;
use chrono::Days;

/// Arguments of `pause`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The goal: its id, or words that only it has
    #[arg(value_name = "GOAL")]
    goal: String,

    /// The last day of the pause; without it the pause lasts until `resume`
    #[arg(long, value_name = "DATE")]
    until: Option<String>,

    /// Why
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,

    #[command(flatten)]
    place: Place,
}

/// Arguments of `resume`.
#[derive(Debug, clap::Args)]
pub(crate) struct ResumeArgs {
    /// The goal: its id, or words that only it has
    #[arg(value_name = "GOAL")]
    goal: String,

    #[command(flatten)]
    place: Place,
}

/// Begins a pause.
pub(super) fn run(args: &Args, env: &Env) -> anyhow::Result<Exit> {
    let mut plan = Writable::open(&args.place, env)?;
    let path = plan.open_goal(&args.goal)?.path.clone();
    let until = args
        .until
        .as_deref()
        .map(|until| days::span(until, plan.today))
        .transpose()?;
    let why = args.why.as_deref().map(one_line);
    let told = begin(&mut plan, &path, until, why.as_deref())?;
    super::tell(env, &told)
}

/// Begins a pause of the goal at `path`; answers what to say of it.
pub(super) fn begin(
    plan: &mut Writable,
    path: &PlanPath,
    until: Option<DateSpan>,
    why: Option<&str>,
) -> anyhow::Result<String> {
    let today = plan.today;
    let now = today.date();
    if let Some(until) = until.filter(|until| until.last < now) {
        bail!(
            "{} is past: today is {now}\n  a pause ends on a day ahead; nothing was changed",
            days::iso(until)
        );
    }
    let mut due = None;
    plan.change(path, |file, goal| {
        if is_paused(goal, today) {
            bail!("it is paused already\n  `goalpost resume` ends that; nothing was changed");
        }
        due = goal.due_date();
        let mut item = vec![("from", word(&now))];
        item.extend(until.map(|until| ("to", word(&days::iso(until)))));
        item.extend(
            why.filter(|why| !why.is_empty())
                .map(|why| ("why", Value::Text(why.to_owned()))),
        );
        let file = with(file, edit::append(file, "paused", &item))?;
        // With an end the pause is over by itself, and no status must be set back.
        match until {
            Some(_) => Ok(file),
            None => with(&file, edit::set(&file, "status", &word("paused"))),
        }
    })?;
    let mut told = match until {
        Some(until) => format!("{path}\n  paused from {now} to {}\n", days::iso(until)),
        None => format!("{path}\n  paused from {now}, until `goalpost resume`\n"),
    };
    if let (Some(until), Some(due)) = (until, due)
        && due <= until.last
    {
        told.push_str(&format!(
            "It is due {due}, within the pause: `goalpost move` gives it another day.\n"
        ));
    }
    Ok(told)
}

/// Whether the goal stands still on this day.
fn is_paused(goal: &Goal, today: Today) -> bool {
    goal.status.get() == Some(&Status::Paused) || current(goal, today).is_some()
}

/// The pause that lasts: its number in the list.
fn current(goal: &Goal, today: Today) -> Option<usize> {
    goal.paused.items().iter().rposition(|pause| {
        pause.value.from <= today.date() && pause.value.to.is_none_or(|to| to >= today.date())
    })
}

/// Ends a pause.
pub(super) fn resume(args: &ResumeArgs, env: &Env) -> anyhow::Result<Exit> {
    let mut plan = Writable::open(&args.place, env)?;
    let path = plan.open_goal(&args.goal)?.path.clone();
    let today = plan.today;
    let now = today.date();
    let mut last = now;
    plan.change(&path, |file, goal| {
        if !is_paused(goal, today) {
            bail!("it is not paused; nothing was changed");
        }
        let mut file = file.clone();
        if let Some(at) = current(goal, today) {
            // Both ends of a pause count, and today is a day of work again: one that began today
            // ends before it begins, and so counts for nothing.
            last = now.checked_sub_days(Days::new(1)).unwrap_or(now);
            file = with(
                &file,
                edit::set_in(&file, ("paused", at), ("to", &word(&last))),
            )?;
        }
        if goal.status.get() == Some(&Status::Paused) {
            file = with(&file, edit::set(&file, "status", &word("active")))?;
        }
        Ok(file)
    })?;
    super::tell(
        env,
        &format!("{path}\n  under way again; the pause ended on {last}\n"),
    )
}
