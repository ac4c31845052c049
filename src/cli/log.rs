//! `goalpost log`: a dated line in the log of a goal.

use super::env::Env;
use super::goals::{Place, Writable, with};
use super::{Exit, days};
use crate::edit::{self, Entry};
use crate::plan::Goal;
use crate::plan::goal::Metric;
use crate::prose::number::{self, NumberError};
use crate::source::PlanPath;
use crate::source::one_line;
use crate::vocabulary::MetricType;
use anyhow::bail;
use chrono::NaiveDate;

/// Arguments of `log`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The goal: its id, or words that only it has
    #[arg(value_name = "GOAL")]
    goal: String,

    /// The value, if there is one, and a note: 61 "better in networking"
    #[arg(value_name = "VALUE NOTE", allow_negative_numbers = true)]
    words: Vec<String>,

    /// The day, instead of today
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    #[command(flatten)]
    place: Place,
}

/// Writes the line and says what it came to.
pub(super) fn run(args: &Args, env: &Env) -> anyhow::Result<Exit> {
    let mut plan = Writable::open(&args.place, env)?;
    let date = days::past(args.date.as_deref(), plan.today)?;
    let path = plan.open_goal(&args.goal)?.path.clone();
    if args.words.iter().all(|word| one_line(word).is_empty()) {
        bail!(
            "what happened? a value, a few words, or both: `goalpost log {} 61 \"better\"`; nothing was changed",
            args.goal
        );
    }
    let told = note(&mut plan, &path, date, &args.words)?;
    super::tell(env, &told)
}

/// Adds an entry to the log of the goal at `path`; answers what to say of it.
pub(super) fn note(
    plan: &mut Writable,
    path: &PlanPath,
    date: NaiveDate,
    words: &[String],
) -> anyhow::Result<String> {
    let mut line = String::new();
    let mut measured = None;
    let mut waits = false;
    let mut not_counted = None;
    plan.change(path, |file, goal| {
        let entry = entry(goal, date, words)?;
        let after = with(file, edit::log(file, &entry))?;
        // The line as it stands there now.
        let before: Vec<&str> = file.text().lines().collect();
        let day = date.to_string();
        let mut lines = after.text().lines();
        let new = lines.find(|line| line.contains(&day) && !before.contains(line));
        // The same words twice on a day are two lines that look alike.
        let new = new.or_else(|| after.text().lines().find(|line| line.contains(&day)));
        new.unwrap_or("").trim().clone_into(&mut line);
        measured = entry.value.as_ref().map(|_| goal.metric.is_set());
        let numbered = entry.note.starts_with(|c: char| c.is_ascii_digit());
        not_counted = goal
            .metric
            .get()
            .filter(|_| entry.value.is_none() && numbered)
            .map(|metric| {
                metric
                    .unit
                    .clone()
                    .unwrap_or_else(|| "plain numbers".into())
            });
        waits = goal
            .paused
            .items()
            .iter()
            .any(|pause| pause.value.to.is_none());
        Ok(after)
    })?;
    let mut told = format!("{path}\n  {line}\n");
    let metric = plan
        .analysis
        .plan
        .goals()
        .find(|(_, goal)| goal.path == *path);
    let metric = metric.and_then(|(_, goal)| goal.metric.get());
    match (measured, metric, plan.progress(path)) {
        (Some(true), Some(metric), Some(progress)) => {
            if let Some(now) = standing(metric, progress.value) {
                told.push_str(&format!("{now}\n"));
            }
        }
        (Some(false), ..) => told.push_str(
            "This goal measures nothing yet, so the number is kept but does not count.\n\
             A line such as `measure: from 48 % to 85 %` or `measure: 12 talks` in its front matter changes that.\n",
        ),
        _ => {}
    }
    if let Some(unit) = not_counted {
        told.push_str(&format!(
            "Kept as a note: this goal counts in {unit}, and a value comes first and alone.\n"
        ));
    }
    if waits {
        told.push_str("It is paused; `goalpost resume` lets its clock run again.\n");
    }
    Ok(told)
}

/// What the words of the command line say.
fn entry(goal: &Goal, date: NaiveDate, words: &[String]) -> anyhow::Result<Entry> {
    let words: Vec<String> = words.iter().map(|word| one_line(word)).collect();
    let metric = goal.metric.get();
    let plain = |note: String| Entry {
        date,
        value: None,
        note,
    };
    let Some(first) = words.first() else {
        return Ok(plain(String::new()));
    };
    if let Some(metric) = metric.filter(|metric| metric.kind == MetricType::YesNo) {
        let said = match first.to_lowercase().as_str() {
            "yes" | "done" => Some(1.0),
            "no" => Some(0.0),
            _ => None,
        };
        if let Some(value) = said.filter(|_| metric.target.is_set()) {
            return Ok(Entry {
                date,
                value: Some((value, format!("{value}"))),
                note: words.iter().skip(1).cloned().collect::<Vec<_>>().join(" "),
            });
        }
    }
    let begins = first.starts_with(|c: char| c.is_ascii_digit() || "+-−.€$£¥".contains(c))
        && first.contains(|c: char| c.is_ascii_digit());
    let read = number::leading(first);
    let unit = metric.and_then(|metric| metric.unit.as_deref());
    let is_unit = |word: &str| {
        word == "%"
            || unit.is_some_and(|unit| {
                let bare = |text: &str| text.to_lowercase().trim_end_matches('s').to_owned();
                bare(unit) == bare(word)
            })
    };
    match read {
        Ok((number, rest)) if begins && (rest.trim().is_empty() || is_unit(rest.trim())) => {
            let mut written = first.clone();
            let mut note: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
            if rest.trim().is_empty()
                && let Some(next) = note.first().copied().filter(|next| is_unit(next))
            {
                written = format!("{written} {next}");
                note.remove(0);
            }
            Ok(Entry {
                date,
                value: Some((number.value, written)),
                note: note
                    .join(" ")
                    .trim_start_matches(['—', '–', '-', ' '])
                    .to_owned(),
            })
        }
        Err(NumberError::Ambiguous(readings)) if begins => {
            bail!(
                "`{first}` may be one of several numbers\n  write {}; nothing was changed",
                or(&readings)
            )
        }
        _ if words.len() == 1 => Ok(one_text(date, first, unit)),
        _ if metric.is_some() => {
            let note = words.join(" ");
            bail!(
                "`{first}` is not a number, and this goal counts in {}\n  the value comes first, or put the note in quotes: `goalpost log … \"{note}\"`; nothing was changed",
                unit.unwrap_or("numbers")
            )
        }
        _ => Ok(plain(words.join(" "))),
    }
}

/// One text that may hold both: `61 — better`, `3 people came`.
fn one_text(date: NaiveDate, text: &str, unit: Option<&str>) -> Entry {
    let note = |note: &str| Entry {
        date,
        value: None,
        note: note.to_owned(),
    };
    let Ok((number, rest)) = number::leading(text) else {
        return note(text);
    };
    if !text.starts_with(|c: char| !c.is_alphabetic()) {
        return note(text);
    }
    for separator in [" — ", " – ", " - ", "; "] {
        if let Some((value, words)) = text.split_once(separator) {
            let tail = value.get(text.len() - rest.len()..).unwrap_or("x").trim();
            if tail.is_empty() || tail == "%" || unit.is_some_and(|unit| unit == tail) {
                return Entry {
                    date,
                    value: Some((number.value, value.trim().to_owned())),
                    note: words.trim().to_owned(),
                };
            }
        }
    }
    note(text)
}

fn or(readings: &[String]) -> String {
    let quoted: Vec<String> = readings
        .iter()
        .map(|reading| format!("`{reading}`"))
        .collect();
    quoted.join(" or ")
}

/// Where a measure stands now, in words.
fn standing(metric: &Metric, value: Option<f64>) -> Option<String> {
    let show = |value: f64| amount(metric, value);
    let now = value?;
    Some(
        match (metric.target.get(), metric.band.get(), metric.kind) {
            (_, Some((low, high)), _) => {
                format!(
                    "Now {}, to stay between {} and {}.",
                    show(now),
                    show(*low),
                    show(*high)
                )
            }
            (Some(target), _, _) if metric.limit => {
                format!("Now {}, at most {}.", show(now), show(*target))
            }
            (Some(target), _, MetricType::Count) => {
                format!("Now {} of {}.", round(now), show(*target))
            }
            (Some(target), _, MetricType::Level) => {
                format!("Now {}, on the way to {}.", show(now), show(*target))
            }
            _ => return None,
        },
    )
}

fn amount(metric: &Metric, value: f64) -> String {
    let number = round(value);
    let number = metric
        .currency
        .as_ref()
        .map_or(number.clone(), |currency| format!("{currency}{number}"));
    metric
        .unit
        .as_ref()
        .map_or(number.clone(), |unit| format!("{number} {unit}"))
}

fn round(value: f64) -> String {
    format!("{}", (value * 100.0).round() / 100.0)
}
