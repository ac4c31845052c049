//! Bare `goalpost`: today's screen in a plan, three ways to start elsewhere.

use super::env::Env;
use super::goals::Place;
use super::{Exit, attention, check, days, triage};
use crate::analysis::{self, Analysis};
use crate::plan::GoalEntry;
use crate::progress::{GoalProgress, Health};
use crate::vocabulary::Status;
use chrono::NaiveDate;
use std::fmt::Write as _;
use std::io::Write as _;

/// After so many days without an entry the screen offers a way back first.
const AWAY: i64 = 21;

/// Shows what is at hand here.
pub(super) fn run(env: &Env) -> anyhow::Result<Exit> {
    let root = Place { plan: None }.root();
    let text = match check::load(&root) {
        Ok(sources) => {
            let config = analysis::settings(&sources);
            let analysis = analysis::analyze(&sources, env.today(&config));
            if analysis.plan.goals.is_empty() {
                EMPTY.to_owned()
            } else {
                screen(&analysis, env)
            }
        }
        Err(error) if error.downcast_ref::<crate::load::LoadError>().is_none() => {
            return Err(error);
        }
        Err(_) => START.to_owned(),
    };
    super::out().write_all(text.as_bytes())?;
    Ok(Exit::Clean)
}

const EMPTY: &str = "\
This plan has no goals yet. Write the first one:

  goalpost new \"Pass the CKA exam\"

`goalpost explain goals` tells what a goal can say.
";

const START: &str = "\
There is no plan in this folder. Three ways to start:

  a plan to learn from    goalpost init my-plan --starter student
  an empty plan           goalpost init my-plan
  one goal, right here    goalpost new \"Pass the CKA exam\"

`goalpost init --help` names the starters; `goalpost --help` names the commands.
";

fn screen(analysis: &Analysis, env: &Env) -> String {
    let today = analysis.today.date();
    let mut out = String::new();
    let under_way = analysis
        .progress
        .goals
        .iter()
        .filter(|goal| is_under_way(goal))
        .count();
    let _ = writeln!(
        out,
        "{}\n",
        env.paint(
            "1",
            &format!("{} · {under_way} under way", days::words(today))
        )
    );
    let looks = attention::all(analysis);
    if let Some(last) = attention::last_entry(analysis)
        && (today - last).num_days() > AWAY
        && !looks.is_empty()
    {
        let _ = writeln!(
            out,
            "{} since the last entry. `goalpost review` leads through {} in ten minutes.\n",
            days::length((today - last).num_days()),
            count(looks.len().min(super::review::MOST), "goal")
        );
    }
    let room = env.width.saturating_sub(2);
    let steps = next_steps(analysis);
    if !steps.is_empty() {
        let _ = writeln!(out, "{}", env.paint("1", "Next"));
        for (at, (step, goal)) in steps.iter().enumerate() {
            let _ = writeln!(
                out,
                "  {}. {}\n     {}",
                at + 1,
                triage::fit(step, room.saturating_sub(3)),
                env.paint("2", &triage::fit(goal, room.saturating_sub(3)))
            );
        }
        out.push('\n');
    }
    let due = due(analysis);
    if !due.is_empty() {
        let _ = writeln!(out, "{}", env.paint("1", "Due"));
        let right = due.iter().map(|(_, when)| triage::columns(when)).max();
        let left = room.saturating_sub(right.unwrap_or(0) + 2).min(50);
        for (goal, when) in &due {
            let _ = writeln!(
                out,
                "  {}  {}",
                triage::pad(&triage::short(goal, left), left),
                env.paint("2", when)
            );
        }
        out.push('\n');
    }
    if let Some(look) = looks.first() {
        let goal = analysis.plan.goal(look.goal);
        let _ = writeln!(
            out,
            "{}\n  {}\n  {}",
            env.paint("1", "Worth a look"),
            triage::fit(
                &format!("{}: {}", goal.name(), look.what),
                env.width.saturating_sub(2)
            ),
            env.paint("2", &look.command)
        );
        if looks.len() > 1 {
            let _ = writeln!(
                out,
                "  and {}: `goalpost review`",
                count(looks.len() - 1, "more goal")
            );
        }
    } else if let Some(step) = triage::next_steps(&analysis.diagnostics).first() {
        let _ = writeln!(
            out,
            "{}\n  {}",
            env.paint("1", "One suggestion"),
            triage::fit(
                &format!("{}: {}", triage::goal_name(analysis, step), step.message),
                env.width.saturating_sub(2)
            )
        );
        if let Some(help) = &step.help {
            let _ = writeln!(
                out,
                "  {}",
                env.paint("2", &triage::fit(help, env.width.saturating_sub(2)))
            );
        }
    } else {
        let _ = writeln!(
            out,
            "Nothing is waiting. `goalpost serve --open` shows your page."
        );
    }
    out
}

/// The three steps that come first, one a goal, with their goals.
fn next_steps(analysis: &Analysis) -> Vec<(String, String)> {
    let mut steps: Vec<(NaiveDate, String, String)> = active(analysis)
        .filter_map(|(goal, at)| {
            let step = goal.body.steps.get(at?)?;
            let day = step.due.get().map(|due| due.last);
            let when = day.or(goal.due_date()).unwrap_or(NaiveDate::MAX);
            let by = day.map_or(String::new(), |day| {
                format!("due {} · ", short_day(day, analysis))
            });
            Some((when, step.text.clone(), format!("{by}{}", goal.name())))
        })
        .collect();
    steps.sort();
    steps
        .into_iter()
        .take(3)
        .map(|(_, step, goal)| (step, goal))
        .collect()
}

/// Goals that are due within sixty days, or were.
fn due(analysis: &Analysis) -> Vec<(String, String)> {
    let today = analysis.today.date();
    let mut due: Vec<(NaiveDate, &GoalEntry)> = active(analysis)
        .filter_map(|(goal, _)| Some((goal.due_date()?, goal)))
        .filter(|(day, _)| (*day - today).num_days() <= 60)
        .collect();
    due.sort_by_key(|(day, goal)| (*day, goal.id.clone()));
    due.iter()
        .take(5)
        .map(|(day, goal)| {
            let when = match (*day - today).num_days() {
                0 => "today".to_owned(),
                left @ 1.. => format!("in {}, {}", days::length(left), short_day(*day, analysis)),
                gone => format!("{} ago, {}", days::length(gone), short_day(*day, analysis)),
            };
            (goal.name().to_owned(), when)
        })
        .collect()
}

/// Whether work goes on: a goal whose clock stands still asks for nothing today.
fn is_under_way(progress: &GoalProgress) -> bool {
    progress.status == Status::Active && progress.health != Health::Paused
}

fn active(analysis: &Analysis) -> impl Iterator<Item = (&GoalEntry, Option<usize>)> {
    analysis
        .plan
        .goals()
        .map(|(ix, goal)| (goal, analysis.progress.of(ix)))
        .filter(|(_, progress)| is_under_way(progress))
        .map(|(goal, progress)| (goal, progress.next_step))
}

/// A day without its year, where that is this one.
fn short_day(day: NaiveDate, analysis: &Analysis) -> String {
    use chrono::Datelike as _;
    if day.year() == analysis.today.date().year() {
        day.format("%-d %B").to_string()
    } else {
        days::words(day)
    }
}

pub(super) fn count(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
