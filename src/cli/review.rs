//! `goalpost review`: what wants a look, one goal after the other, in ten minutes.
//!
//! In a terminal it asks and does what is answered; in a pipe it lists. It writes when it is told to.

use super::env::Env;
use super::goals::{Place, Writable, with, word};
use super::home::count;
use super::{Exit, abandon, ask, attention, days, done, log, pause, postpone};
use crate::edit;
use crate::source::PlanPath;
use crate::source::one_line;
use crate::write;
use anyhow::{anyhow, bail};
use std::fmt::Write as _;
use std::io::{self, Write as _};

/// So many goals fit ten minutes.
pub(super) const MOST: usize = 10;

/// Arguments of `review`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Note that you looked at this goal as a whole today; may be given several times
    #[arg(long, value_name = "GOAL")]
    mark: Vec<String>,

    /// Write today's review into reviews/, with its questions
    #[arg(long)]
    write: bool,

    /// Only list, also in a terminal
    #[arg(long)]
    list: bool,

    #[command(flatten)]
    place: Place,
}

/// Leads through the plan, or lists, or writes what was asked for.
pub(super) fn run(args: &Args, env: &Env) -> anyhow::Result<Exit> {
    let mut plan = Writable::open(&args.place, env)?;
    if !args.mark.is_empty() || args.write {
        // All of them are known before any is written.
        let mut paths = Vec::new();
        for goal in &args.mark {
            paths.push(plan.open_goal(goal)?.path.clone());
        }
        let file = args.write.then(|| free_path(&plan)).transpose()?;
        let mut told = String::new();
        for path in &paths {
            told.push_str(&mark(&mut plan, path)?);
        }
        if let Some(file) = file {
            let looked: Vec<String> = if paths.is_empty() {
                attention::all(&plan.analysis)
                    .iter()
                    .take(MOST)
                    .map(|look| plan.analysis.plan.goal(look.goal).id.to_string())
                    .collect()
            } else {
                plan.analysis
                    .plan
                    .goals()
                    .filter(|(_, goal)| paths.contains(&goal.path))
                    .map(|(_, goal)| goal.id.to_string())
                    .collect()
            };
            told.push_str(&write_review(&plan, &file, &looked)?);
        }
        return super::tell(env, &told);
    }
    if args.list || !ask::somebody() {
        let text = listed(&plan);
        super::out().write_all(text.as_bytes())?;
        return Ok(Exit::Clean);
    }
    lead(&mut plan, env)
}

fn listed(plan: &Writable) -> String {
    let looks = attention::all(&plan.analysis);
    if looks.is_empty() {
        return "Nothing wants a look: the plan says what is so.\n".into();
    }
    let mut out = String::new();
    for look in looks.iter().take(MOST) {
        let goal = plan.analysis.plan.goal(look.goal);
        let _ = writeln!(
            out,
            "{}\n  {}\n  {}\n",
            goal.name(),
            look.what,
            look.command
        );
    }
    let more = looks.len().saturating_sub(MOST);
    if more > 0 {
        let _ = writeln!(
            out,
            "{} more can wait for the next time.",
            count(more, "goal")
        );
    }
    out
}

/// Asks about one goal after the other.
fn lead(plan: &mut Writable, env: &Env) -> anyhow::Result<Exit> {
    let looks: Vec<(PlanPath, attention::Look)> = attention::all(&plan.analysis)
        .into_iter()
        .take(MOST)
        .map(|look| (plan.analysis.plan.goal(look.goal).path.clone(), look))
        .collect();
    if looks.is_empty() {
        return super::tell(env, "Nothing wants a look: the plan says what is so.");
    }
    let mut looked = Vec::new();
    for (at, (path, look)) in looks.iter().enumerate() {
        let Some((name, id)) = plan
            .analysis
            .plan
            .goals()
            .find(|(_, goal)| goal.path == *path)
            .map(|(_, goal)| (goal.name().to_owned(), goal.id.to_string()))
        else {
            continue;
        };
        say(&format!(
            "\n{}\n  {}\n  {}{}",
            env.paint("1", &format!("{} of {} · {name}", at + 1, looks.len())),
            look.what,
            env.paint(
                "2",
                if look.step.is_some() {
                    "t tick it · "
                } else {
                    ""
                }
            ),
            env.paint(
                "2",
                "l log · d done · m move · p pause · x drop · k keep as it is · s skip · q stop"
            )
        ))?;
        match answer(plan, path, look.step)? {
            Answer::Looked => looked.push(id),
            Answer::Skipped => {}
            Answer::Stop => break,
        }
    }
    if looked.is_empty() {
        return super::tell(env, "\nNothing was changed.");
    }
    if let Ok(file) = free_path(plan)
        && ask::yes(&format!(
            "\nWrite {file}, to note what held and what changes?"
        ))?
    {
        say(write_review(plan, &file, &looked)?.trim_end())?;
    }
    super::tell(env, &format!("{} looked at.", count(looked.len(), "goal")))
}

enum Answer {
    Looked,
    Skipped,
    Stop,
}

/// Asks until something was done about one goal.
fn answer(plan: &mut Writable, path: &PlanPath, step: Option<usize>) -> anyhow::Result<Answer> {
    loop {
        let key = ask::line(">")?.to_lowercase();
        let done = match key.chars().next() {
            Some('s') | None => return Ok(Answer::Skipped),
            Some('q') => return Ok(Answer::Stop),
            Some('k') => mark(plan, path),
            Some('t') if step.is_some() => {
                let today = plan.today.date();
                done::tick(plan, path, today, |_| {
                    step.ok_or_else(|| anyhow!("no step"))
                })
            }
            Some('l') => note(plan, path),
            Some('d') => {
                let result = one_line(&ask::line("What came of it, in one line?")?);
                let result = Some(result.as_str()).filter(|result| !result.is_empty());
                let today = plan.today.date();
                done::close(plan, path, today, (result, None))
            }
            Some('m') => shift(plan, path),
            Some('p') => {
                let until = ask::line("Until when? (return: until you resume it)")?;
                let why = one_line(&ask::line("Why?")?);
                let until = Some(until)
                    .filter(|until| !until.is_empty())
                    .map(|until| days::span(&until, plan.today))
                    .transpose();
                until.and_then(|until| pause::begin(plan, path, until, Some(&why)))
            }
            Some('x') => {
                let why = one_line(&ask::line("Why is it given up?")?);
                let today = plan.today.date();
                abandon::give_up(plan, path, today, &why)
            }
            Some(_) => Err(anyhow!("one of l, d, m, p, x, k, s, q")),
        };
        match done {
            Ok(told) => {
                say(told.trim_end())?;
                return Ok(Answer::Looked);
            }
            Err(why) => say(&format!("  {why}"))?,
        }
    }
}

fn note(plan: &mut Writable, path: &PlanPath) -> anyhow::Result<String> {
    let answer = ask::line("Value and note, or a note:")?;
    let answer = one_line(&answer);
    // Typed on one line, a number comes first.
    let words = match answer.split_once(' ') {
        Some((first, rest)) if first.starts_with(|c: char| c.is_ascii_digit()) => {
            let metric = plan
                .analysis
                .plan
                .goals()
                .any(|(_, goal)| goal.path == *path && goal.metric.is_set());
            if metric {
                std::iter::once(first)
                    .chain(rest.split(' '))
                    .map(str::to_owned)
                    .collect()
            } else {
                vec![answer.clone()]
            }
        }
        _ => vec![answer.clone()],
    };
    let today = plan.today.date();
    log::note(plan, path, today, &words)
}

fn shift(plan: &mut Writable, path: &PlanPath) -> anyhow::Result<String> {
    let to = days::span(&ask::line("To which date?")?, plan.today)?;
    let why = one_line(&ask::line("Why?")?);
    postpone::shift(plan, path, to, &why)
}

/// Notes that a goal was looked at as a whole today.
fn mark(plan: &mut Writable, path: &PlanPath) -> anyhow::Result<String> {
    let today = plan.today.date();
    plan.change(path, |file, _| {
        with(file, edit::set(file, "review", &word(&today)))
    })?;
    Ok(format!("{path}\n  review: {today}\n"))
}

/// Where today's review is to stand.
fn free_path(plan: &Writable) -> anyhow::Result<PlanPath> {
    let name = format!("reviews/{}.md", plan.today.date());
    let path = PlanPath::new(&name).ok_or_else(|| anyhow!("{name} is no path"))?;
    if plan.root.join(&name).exists() {
        bail!("{name} is there already\n  open it in your editor; nothing was changed");
    }
    Ok(path)
}

fn write_review(plan: &Writable, path: &PlanPath, goals: &[String]) -> anyhow::Result<String> {
    let list = if goals.is_empty() {
        String::new()
    } else {
        format!("---\ngoals: [{}]\n---\n", goals.join(", "))
    };
    let text = format!(
        "{list}# Review of {}\n\n\
         ## What held\n<!-- What went as you meant it to, and why? -->\n\n\
         ## What did not\n<!-- What slipped? What will you do otherwise? -->\n\n\
         ## What changes\n<!-- Which goal moves, ends or begins? -->\n",
        days::words(plan.today.date())
    );
    write::create(&plan.root.join(path.as_str()), text.as_bytes())
        .map_err(|why| anyhow!("{why}"))?;
    Ok(format!(
        "{path}\n  written; its questions wait for you there\n"
    ))
}

fn say(text: &str) -> io::Result<()> {
    writeln!(super::out(), "{text}")
}
