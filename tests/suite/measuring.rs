//! The table of measures: small goals as a user writes them, a day, and what was worked out by hand.
//!
//! `tests/measuring/*.md` holds it. A case is a `##` heading, the arithmetic in words, the files of a
//! plan in ` ```markdown PATH ` blocks, and ` ```expect DAY ` blocks with what is so on that day of the
//! first goal. Each must say the progress, the expected share, the slack, the health and the forecast.

use goalpost::analysis::analyze;
use goalpost::plan::{GoalIx, Plan};
use goalpost::progress::{Basis, Bound, GoalProgress, Met, Outlook, Progress, Rate, Source};
use goalpost::source::Sources;
use goalpost::today::Today;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// What every day of every case says.
const ASKED: [&str; 5] = ["progress", "expected", "slack", "health", "forecast"];

#[test]
fn measures_are_as_worked_out_by_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/measuring");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let (mut cases, mut wrong) = (0, String::new());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for case in parted(&text) {
            cases += 1;
            let found = faults(&case);
            if !found.is_empty() {
                let name = file.file_stem().unwrap().to_string_lossy();
                let title = case.lines().next().unwrap();
                writeln!(wrong, "{name}: {title}\n{found}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(cases >= 60, "only {cases} cases were found");
}

/// The cases of a file: what stands from one heading outside of all fences to the next.
fn parted(text: &str) -> Vec<String> {
    let (mut cases, mut fenced) = (Vec::<String>::new(), false);
    for line in text.lines() {
        fenced ^= line.starts_with("```");
        match line.strip_prefix("## ").filter(|_| !fenced) {
            Some(title) => cases.push(format!("{title}\n")),
            None => {
                if let Some(case) = cases.last_mut() {
                    case.push_str(line);
                    case.push('\n');
                }
            }
        }
    }
    cases
}

/// What of one case is not as it says.
fn faults(case: &str) -> String {
    let mut out = String::new();
    let files = blocks(case, "markdown ");
    let sources: Sources = files
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    let days = blocks(case, "expect ");
    assert!(!files.is_empty() && !days.is_empty(), "{case}");
    for (day, expected) in days {
        let today = Today(day.parse().unwrap());
        let analysis = analyze(&sources, today);
        let said: Vec<(&str, &str)> = expected
            .lines()
            .map(|line| line.split_once(": ").unwrap())
            .collect();
        for asked in ASKED {
            assert!(said.iter().any(|(key, _)| *key == asked), "{day}: {asked}");
        }
        for (key, value) in said {
            let is = shown(&analysis.plan, &analysis.progress, key);
            if is != value {
                writeln!(out, "  {day} {key}: {value} by hand, {is} measured").unwrap();
            }
        }
    }
    out
}

/// The fenced blocks of a kind: what follows the kind on the fence, and the text.
fn blocks<'a>(case: &'a str, kind: &str) -> Vec<(&'a str, String)> {
    let mut found = Vec::new();
    let mut lines = case.lines();
    while let Some(line) = lines.next() {
        if let Some(name) = line
            .strip_prefix("```")
            .and_then(|line| line.strip_prefix(kind))
        {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            found.push((name, text.join("\n") + "\n"));
        }
    }
    found
}

/// One measure of the first goal as the table writes it.
fn shown(plan: &Plan, progress: &Progress, key: &str) -> String {
    let goal = progress.of(GoalIx(0));
    let rate = |rate: Option<Rate>| number(rate.map(|rate| rate.per_week));
    let day = |day: Option<chrono::NaiveDate>| {
        day.map_or_else(|| "none".to_owned(), |day| day.to_string())
    };
    match key {
        "progress" => number(goal.share),
        "shown" => number(goal.shown()),
        "overshoot" => number(goal.overshoot()),
        "expected" => number(goal.expected),
        "slack" => goal
            .slack_days
            .map_or_else(|| "none".to_owned(), |slack| slack.to_string()),
        "health" => goal.health.as_str().to_owned(),
        "status" => goal.status.as_str().to_owned(),
        "forecast" => forecast(&goal.outlook),
        "basis" => match progress.calibration.basis {
            Basis::Backtest => "backtest".to_owned(),
            Basis::Own { finished } => format!("own {finished}"),
        },
        "value" => number(goal.value),
        "needed" => rate(goal.needed_rate),
        "actual" => rate(goal.actual_rate),
        "best" => rate(goal.best_rate),
        "steps" => format!("{} of {}", goal.step_count.0, goal.step_count.1),
        "next" => goal.next_step.map_or_else(
            || "none".to_owned(),
            |step| plan.goals[0].body.steps[step].text.clone(),
        ),
        "source" => match goal.source {
            Some(Source::Metric) => "metric",
            Some(Source::Steps) => "steps",
            Some(Source::Supporters) => "supporters",
            None => "none",
        }
        .to_owned(),
        "start" => day(goal.start),
        "due" => day(goal.due),
        "closed" => day(goal.closed),
        "pauses" => pauses(goal),
        "periods" | "score" | "bounds" => rhythm(goal, key),
        other => panic!("nothing is called {other}"),
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(
        || "none".to_owned(),
        |value| {
            let text = format!("{value:.4}");
            let text = text.trim_end_matches('0').trim_end_matches('.');
            if text == "-0" { "0" } else { text }.to_owned()
        },
    )
}

fn forecast(outlook: &Outlook) -> String {
    match outlook {
        Outlook::Finish(forecast) => {
            let (a, b) = forecast.p60;
            let (c, d) = forecast.p80;
            format!("{}, 60 % {a} to {b}, 80 % {c} to {d}", forecast.centre)
        }
        Outlook::NoFinish => "no finish".to_owned(),
        Outlook::Quiet { since } => format!("quiet since {since}"),
        Outlook::TooLittle {
            checkins,
            days,
            share,
        } => format!(
            "too little: {checkins} check-ins, {days} days, {}",
            number(Some(*share))
        ),
        Outlook::Budget => "limit".to_owned(),
        Outlook::NotAsked => "not asked".to_owned(),
    }
}

fn pauses(goal: &GoalProgress) -> String {
    let ranges: Vec<String> = goal
        .pauses
        .ranges()
        .iter()
        .map(|(from, to)| format!("{from} to {to}"))
        .collect();
    if ranges.is_empty() {
        "none".to_owned()
    } else {
        ranges.join(", ")
    }
}

fn rhythm(goal: &GoalProgress, key: &str) -> String {
    let rhythm = goal.rhythm.as_ref().expect("a habit, band or limit");
    if key == "score" {
        return number(rhythm.score);
    }
    let each: Vec<String> = rhythm
        .periods
        .iter()
        .map(|period| match (key, period.met, period.bound) {
            ("periods", Met::Met, _) => "met".to_owned(),
            ("periods", Met::Missed, _) => "missed".to_owned(),
            ("periods", Met::Paused, _) => "paused".to_owned(),
            ("periods", Met::Unchecked, _) => "unchecked".to_owned(),
            ("periods", Met::Open, _) => "open".to_owned(),
            (_, _, Bound::AtLeast(bound) | Bound::AtMost(bound)) => number(Some(bound)),
            (_, _, Bound::Within(low, high)) => {
                format!("{}-{}", number(Some(low)), number(Some(high)))
            }
        })
        .collect();
    each.join(" ")
}
