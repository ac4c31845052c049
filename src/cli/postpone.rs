//! `goalpost move`: a deadline moves, and the plan remembers from where and why.

use super::env::Env;
use super::goals::{Place, Writable, with, word};
use super::{Exit, ask, days};
use crate::edit::{self, Value};
use crate::prose::date::DateSpan;
use crate::source::PlanPath;
use crate::source::one_line;
use anyhow::bail;

/// Arguments of `move`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The goal: its id, or words that only it has
    #[arg(value_name = "GOAL")]
    goal: String,

    /// The new deadline: 2027-06-30, 2027-06, 2027-Q2, "in 3 months"
    #[arg(value_name = "DATE")]
    date: String,

    /// Why it moves
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,

    #[command(flatten)]
    place: Place,
}

/// Moves the deadline.
pub(super) fn run(args: &Args, env: &Env) -> anyhow::Result<Exit> {
    let mut plan = Writable::open(&args.place, env)?;
    let goal = plan.open_goal(&args.goal)?;
    let path = goal.path.clone();
    let to = days::span(&args.date, plan.today)?;
    let why = match &args.why {
        Some(why) => one_line(why),
        None if !goal.due.is_set() => String::new(),
        None if ask::somebody() => one_line(&ask::line("Why does it move?")?),
        None => String::new(),
    };
    let told = shift(&mut plan, &path, to, &why)?;
    super::tell(env, &told)
}

/// Moves the deadline of the goal at `path`; answers what to say of it.
pub(super) fn shift(
    plan: &mut Writable,
    path: &PlanPath,
    to: DateSpan,
    why: &str,
) -> anyhow::Result<String> {
    let today = plan.today.date();
    let new = days::iso(to);
    if to.last < today {
        bail!(
            "{new} is past: today is {today}\n  a deadline can only move to a day ahead; nothing was changed"
        );
    }
    let mut old = None;
    plan.change(path, |file, goal| {
        if goal.due.is_broken() {
            bail!("{path}: its `due:` cannot be understood\n  `goalpost check` shows the line; nothing was changed");
        }
        if let Some(start) = goal.start_date().filter(|start| to.last < *start) {
            bail!("{new} lies before the start on {start}; nothing was changed");
        }
        let Some(due) = goal.due.get().copied() else {
            old = None;
            return with(file, edit::set(file, "due", &word(&new)));
        };
        if due == to {
            bail!("it is due {new} already; nothing was changed");
        }
        if why.is_empty() {
            bail!(
                "why does it move from {} to {new}? say it with --why \"…\"\n  the report tells it to your mentor and to you; nothing was changed",
                days::iso(due)
            );
        }
        old = Some(days::iso(due));
        let file = with(file, edit::set(file, "due", &word(&new)))?;
        let item = [
            ("on", word(&today)),
            ("from", word(&days::iso(due))),
            ("to", word(&new)),
            ("why", Value::Text(why.to_owned())),
        ];
        with(&file, edit::append(&file, "moved", &item))
    })?;
    let entry = plan
        .analysis
        .plan
        .goals()
        .find(|(_, goal)| goal.path == *path);
    let moves = entry.map_or(0, |(_, goal)| goal.moved.items().len());
    Ok(match old {
        None => format!("{path}\n  due: {new}\n"),
        Some(old) if moves > 1 => format!(
            "{path}\n  due: {new}, before {old}\nThat is the {} time that it moves; is it still the goal you want?\n",
            nth(moves)
        ),
        Some(old) => format!("{path}\n  due: {new}, before {old}\n"),
    })
}

fn nth(count: usize) -> String {
    match count {
        2 => "second".into(),
        3 => "third".into(),
        4 => "fourth".into(),
        5 => "fifth".into(),
        _ => format!("{count}th"),
    }
}
