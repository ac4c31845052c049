//! `goalpost done`: a goal is reached, or a step of it.

use super::env::Env;
use super::goals::{Place, Writable, with, word};
use super::{Exit, ask, days};
use crate::edit::{self, Value};
use crate::plan::Goal;
use crate::source::PlanPath;
use crate::source::one_line;
use crate::vocabulary::Visibility;
use anyhow::bail;
use chrono::NaiveDate;

/// Arguments of `done`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The goal: its id, or words that only it has
    #[arg(value_name = "GOAL")]
    goal: String,

    /// What came of it, as a line that a résumé could carry: "Passed with 88 %"
    #[arg(long, value_name = "TEXT")]
    result: Option<String>,

    /// What proves it: an address, a file of the plan, or [words](address)
    #[arg(long, value_name = "PROOF")]
    evidence: Option<String>,

    /// Tick this step instead of the whole goal; words that only it has
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["result", "evidence"])]
    step: Option<String>,

    /// The day, instead of today
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    #[command(flatten)]
    place: Place,
}

/// Closes the goal, or ticks the step.
pub(super) fn run(args: &Args, env: &Env) -> anyhow::Result<Exit> {
    let mut plan = Writable::open(&args.place, env)?;
    let on = days::past(args.date.as_deref(), plan.today)?;
    let goal = plan.open_goal(&args.goal)?;
    let path = goal.path.clone();
    if let Some(step) = &args.step {
        let told = tick(&mut plan, &path, on, |goal| self::step(goal, step))?;
        return super::tell(env, &told);
    }
    let name = goal.name().to_owned();
    let said = match &args.result {
        Some(result) => Some(one_line(result)).filter(|result| !result.is_empty()),
        None if goal.result.is_set() => None,
        None if ask::somebody() => {
            let answer = ask::line(&format!("“{name}”: what came of it, in one line?"))?;
            Some(one_line(&answer)).filter(|answer| !answer.is_empty())
        }
        None => bail!(
            "what came of “{name}”? say it with --result \"…\"\n  achievements, résumé and feed print that line; nothing was changed"
        ),
    };
    let told = close(
        &mut plan,
        &path,
        on,
        (said.as_deref(), args.evidence.as_deref()),
    )?;
    super::tell(env, &told)
}

/// Closes a goal as done; answers what to say of it.
pub(super) fn close(
    plan: &mut Writable,
    path: &PlanPath,
    on: NaiveDate,
    (result, proof): (Option<&str>, Option<&str>),
) -> anyhow::Result<String> {
    let proof = proof.map(|proof| evidence(plan, path, proof)).transpose()?;
    plan.change(path, |file, _| {
        let mut file = with(file, edit::set(file, "status", &word("done")))?;
        file = with(&file, edit::set(&file, "closed", &word(&on)))?;
        if let Some(result) = result {
            file = with(
                &file,
                edit::set(&file, "result", &Value::Text(result.to_owned())),
            )?;
        }
        if let Some(proof) = &proof {
            let mut item: Vec<(&str, Value)> = proof.clone();
            item.push(("date", word(&on)));
            file = with(&file, edit::append(&file, "evidence", &item))?;
        }
        Ok(file)
    })?;
    let entry = plan
        .analysis
        .plan
        .goals()
        .find(|(_, goal)| goal.path == *path);
    let Some((_, goal)) = entry else {
        return Ok(format!("{path}\n"));
    };
    let seen = match goal.visibility {
        Visibility::Public => "A visitor sees it under Reached with the next build.",
        Visibility::Mentor => "You and your mentor see it under Reached with the next build.",
        Visibility::Private => "Only you see it; `visibility: public` shows it to others.",
    };
    Ok(format!(
        "Reached: {}\n\nFor the résumé:\n  {}\n\n{path}\n{seen}\n",
        goal.name(),
        line(&goal.goal, on)
    ))
}

/// The line that a résumé carries.
fn line(goal: &Goal, on: NaiveDate) -> String {
    let what = goal.result.get().or(goal.title.get());
    let what = what.map_or("", String::as_str).trim_end_matches('.');
    format!("• {what} ({})", on.format("%B %Y"))
}

/// A proof as the fields that say it.
fn evidence(
    plan: &Writable,
    path: &PlanPath,
    proof: &str,
) -> anyhow::Result<Vec<(&'static str, Value)>> {
    let proof = one_line(proof);
    let named = proof
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(')'))
        .and_then(|rest| rest.split_once("]("));
    let (title, target) = named.map_or((None, proof.as_str()), |(title, target)| {
        (Some(title), target)
    });
    let address = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| target.to_lowercase().starts_with(scheme));
    let mut fields = Vec::new();
    if let Some(title) = title {
        fields.push(("title", Value::Text(title.to_owned())));
    }
    if address {
        fields.push(("url", Value::Plain(target.to_owned())));
        return Ok(fields);
    }
    let there = path.resolve(target).or_else(|| PlanPath::new(target));
    let there = there.filter(|file| plan.root.join(file.as_str()).is_file());
    let Some(_) = there else {
        bail!(
            "`{target}` is neither an address nor a file beside {path}\n  write it as https://…, or put the file there; nothing was changed"
        );
    };
    fields.push(("file", Value::Text(target.replace('\\', "/"))));
    Ok(fields)
}

/// Ticks the step that is meant; answers what to say of it.
pub(super) fn tick(
    plan: &mut Writable,
    path: &PlanPath,
    on: NaiveDate,
    which: impl Fn(&Goal) -> anyhow::Result<usize>,
) -> anyhow::Result<String> {
    let mut line = String::new();
    plan.change(path, |file, goal| {
        let at = which(goal)?;
        let after = with(file, edit::tick(file, at, on))?;
        let before: Vec<&str> = file.text().lines().collect();
        let new = after.text().lines().find(|line| !before.contains(line));
        new.unwrap_or("").trim().clone_into(&mut line);
        Ok(after)
    })?;
    let mut told = format!("{path}\n  {line}\n");
    if let Some(progress) = plan.progress(path) {
        let (done, all) = progress.step_count;
        told.push_str(&format!("{done} of {all} steps done.\n"));
        if done == all {
            told.push_str("All of them: `goalpost done GOAL --result \"…\"` closes the goal.\n");
        }
    }
    Ok(told)
}

fn step(goal: &Goal, words: &str) -> anyhow::Result<usize> {
    let wanted: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let open = || {
        goal.body.steps.iter().enumerate().filter(|(_, step)| {
            matches!(
                step.state,
                crate::plan::goal::StepState::Open | crate::plan::goal::StepState::Half
            )
        })
    };
    let fits: Vec<usize> = open()
        .filter(|(_, step)| {
            let text = step.text.to_lowercase();
            !wanted.is_empty() && wanted.iter().all(|word| text.contains(word))
        })
        .map(|(at, _)| at)
        .collect();
    let list = || {
        open()
            .take(8)
            .map(|(_, step)| format!("    {}", step.text))
            .collect::<Vec<_>>()
            .join("\n")
    };
    match fits.as_slice() {
        [one] => Ok(*one),
        [] if open().next().is_none() => {
            bail!("{} has no open steps; nothing was changed", goal.path)
        }
        [] => bail!("no open step fits `{words}`\n  there are\n{}", list()),
        several => bail!(
            "`{words}` fits {} steps\n{}\n  say more of the one you mean; nothing was changed",
            several.len(),
            list()
        ),
    }
}
