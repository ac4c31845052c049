//! How often the bands of a forecast held the true finish.
//!
//! `cargo bench --bench backtest` replays series of a stated generator and the example plan;
//! `cargo bench --bench backtest -- PLAN…` replays your own plans. Each goal is forecast anew on each
//! week of its past, from what was known then; the finish that came in truth lies in the bands or
//! not. The band of 60 % is right where it holds six of ten over many goals, that of 80 % eight.
//!
//! # The generator
//!
//! A series is a count towards 100, noted once a week, by a mixed congruential generator
//! (x ← 6364136223846793005 x + 1442695040888963407, the upper 53 bits as a number u from 0 to 1) that
//! starts at the number of the series. Each draws a pace m from 1 to 5 a week. What is added in week
//! w, never below nothing:
//!
//! | kind | added in week w |
//! |---|---|
//! | steady | m · (0.6 + 0.8 u); one week in ten nothing |
//! | bursty | in three weeks of ten m · 3.3 · −ln u, else nothing and no note |
//! | seasonal | m · (1 + 0.8 sin(2π w / 52 + φ)) · (0.6 + 0.8 u), φ drawn once |
//! | slowing | m · 0.98^w · (0.6 + 0.8 u); in the end at least m / 5 |
//! | hurried | m / 2 for the first 60, then m · 1.5, · (0.6 + 0.8 u) |
//! | level | steady, noted as where one stands, ± 3 points of noise |
//! | abandoned | steady to a share drawn from 0.15 to 0.85, then never again, and never closed |
//!
//! The second table is of owners who have finished ten such goals, one begun every ten weeks: their
//! bands are their own.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a bench stops at its first fault and prints what it found"
)]

use chrono::{Days, NaiveDate};
use goalpost::analysis::{analyze, settings};
use goalpost::progress::backtest::{Said, replay};
use goalpost::progress::{Basis, Outlook};
use goalpost::source::Sources;
use goalpost::today::Today;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Series of each kind.
const SERIES: u64 = 150;
/// Weeks at most: what is not done by then never is.
const WEEKS: u64 = 400;
const KINDS: [&str; 7] = [
    "steady",
    "bursty",
    "seasonal",
    "slowing",
    "hurried",
    "level",
    "abandoned",
];

struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 11) as f64 / (1_u64 << 53) as f64).max(1e-9)
    }
}

/// Whose bands are looked at.
#[derive(Clone, Copy, PartialEq)]
enum Bands {
    /// Those of the settings.
    Ours,
    /// Those of an owner of many such goals.
    Own,
}

/// A series as a goal: what was noted each week, in Markdown.
fn series(kind: &str, number: u64, bands: Bands) -> String {
    let mut random = Random(number);
    // The first numbers of neighbours are alike.
    for _ in 0..8 {
        random.next();
    }
    let first: NaiveDate = "2000-01-03".parse().expect("a date");
    let start = match bands {
        Bands::Ours => first,
        Bands::Own => first + Days::new(70 * number),
    };
    let pace = 1.0 + 4.0 * random.next();
    let season = std::f64::consts::TAU * random.next();
    let given_up = 100.0 * (0.15 + 0.7 * random.next());
    let (mut sum, mut log, mut last) = (0.0_f64, String::new(), start);
    for week in 1..=WEEKS {
        let noise = 0.6 + 0.8 * random.next();
        let added = match kind {
            "bursty" if random.next() < 0.3 => pace * 3.3 * -random.next().ln(),
            "bursty" => 0.0,
            "seasonal" => {
                let turn = std::f64::consts::TAU * week as f64 / 52.0 + season;
                pace * (1.0 + 0.8 * turn.sin()) * noise
            }
            "slowing" => pace * 0.98_f64.powi(week as i32).max(0.2) * noise,
            "hurried" if sum < 60.0 => pace / 2.0 * noise,
            "hurried" => pace * 1.5 * noise,
            _ if random.next() < 0.1 => 0.0,
            _ => pace * noise,
        };
        if kind == "bursty" && added == 0.0 {
            continue;
        }
        sum += added;
        last = start + Days::new(7 * week);
        let value = if kind == "level" && sum < 100.0 {
            (sum + 6.0 * random.next() - 3.0).clamp(0.0, 99.0)
        } else if kind == "level" {
            sum
        } else {
            added
        };
        log.push_str(&format!("- {last}: {value:.2}\n"));
        if sum >= 100.0 || (kind == "abandoned" && sum >= given_up) {
            break;
        }
    }
    let metric = if kind == "level" {
        "{ type: level, baseline: 0, target: 100, unit: points }"
    } else {
        "{ type: count, target: 100, unit: pages }"
    };
    let over = if kind == "abandoned" {
        String::new()
    } else {
        format!("status: done\nclosed: {last}\n")
    };
    format!("---\nstart: {start}\nmetric: {metric}\n{over}---\n# Series {number}\n\n## Log\n{log}")
}

fn synthetic(kind: &str, bands: Bands) -> Vec<Said> {
    let (after, count, last) = match bands {
        Bands::Ours => (255, SERIES, "2008-01-07"),
        Bands::Own => (10, 60, "2020-01-06"),
    };
    let config = (
        "plan.yaml".to_owned(),
        format!("forecast: {{ own_after: {after} }}\n"),
    );
    let goals = (0..count).map(|at| (format!("goals/{kind}-{at}.md"), series(kind, at, bands)));
    let sources: Sources = goals.chain([config]).collect();
    let mut all = said(&sources, Today(last.parse().expect("a date")));
    if bands == Bands::Own {
        all.retain(|said| {
            let forecast = said.outlook.forecast();
            forecast.is_some_and(|forecast| forecast.basis != Basis::Backtest)
        });
    }
    all
}

fn said(sources: &Sources, last: Today) -> Vec<Said> {
    let analysis = analyze(sources, last);
    replay(&analysis.plan, &settings(sources), last)
}

fn own(folder: &Path) -> Vec<Said> {
    let sources = goalpost::load::plan(folder).expect("a plan");
    let last = settings(&sources)
        .as_of
        .unwrap_or("2026-11-22".parse().expect("a date"));
    said(&sources, Today(last))
}

fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    format!("{:.0} %", 100.0 * part as f64 / whole as f64)
}

/// One line: how many forecasts of how many goals, how often both bands held, how the truth lay to
/// the centre.
fn coverage(name: &str, said: &[Said]) {
    let held: Vec<(bool, bool)> = said.iter().filter_map(Said::held).collect();
    let forecast = said.iter().filter(|said| said.held().is_some());
    let of: BTreeSet<_> = forecast.map(|said| (said.goal, said.finish)).collect();
    let mut ratios: Vec<f64> = said.iter().filter_map(Said::ratio).collect();
    ratios.sort_by(f64::total_cmp);
    let at = |share: f64| {
        ratios
            .get((share * ratios.len() as f64) as usize)
            .map_or("–".to_owned(), |ratio| format!("{ratio:.2}"))
    };
    println!(
        "{name:<14}{:>9}{:>7}{:>8}{:>8}   {:>5} {:>5} {:>5} {:>5} {:>5}",
        held.len(),
        of.len(),
        percent(held.iter().filter(|held| held.0).count(), held.len()),
        percent(held.iter().filter(|held| held.1).count(), held.len()),
        at(0.1),
        at(0.2),
        at(0.5),
        at(0.8),
        at(0.9),
    );
}

/// How long a finish is still named once a goal has been given up.
fn abandoned(said: &[Said]) {
    let mut news: BTreeMap<_, NaiveDate> = BTreeMap::new();
    for at in 0..SERIES {
        let text = series("abandoned", at, Bands::Ours);
        let last = text
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix("- ")?.get(..10)?.parse().ok());
        news.insert(at, last.expect("an entry"));
    }
    // The goals are in the order of their paths; their numbers are in their titles' order.
    let mut names: Vec<u64> = (0..SERIES).collect();
    names.sort_by_key(|at| format!("goals/abandoned-{at}.md"));
    let year: Vec<&Said> = said
        .iter()
        .filter(|said| {
            let since = names.get(said.goal.0).and_then(|name| news.get(name));
            since.is_some_and(|since| said.day > *since && (said.day - *since).num_days() <= 365)
        })
        .collect();
    let named = |list: &[&Said]| {
        list.iter()
            .filter(|said| said.outlook.forecast().is_some())
            .count()
    };
    println!(
        "\nabandoned: a finish is named on {} of the weeks in the year after the last entry ({} of {}),",
        percent(named(&year), year.len()),
        named(&year),
        year.len()
    );
    let quiet = year
        .iter()
        .filter(|said| matches!(said.outlook, Outlook::Quiet { .. }))
        .count();
    println!(
        "           {} say that it has been quiet.",
        percent(quiet, year.len())
    );
}

fn heading(words: &str) {
    println!("\n{words}\n                                band holds     truth / centre at");
    println!("series        forecasts  goals    60 %    80 %    10 %  20 %  50 %  80 %  90 %");
}

fn main() {
    let plans: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    if !plans.is_empty() {
        heading("Your own plans");
        for plan in plans {
            coverage(&plan, &own(Path::new(&plan)));
        }
        return;
    }
    heading("Bands from the settings");
    let mut all = Vec::new();
    for kind in KINDS {
        let said = synthetic(kind, Bands::Ours);
        if kind == "abandoned" {
            coverage("all of these", &all);
            let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-plan");
            coverage("example-plan", &own(&example));
            abandoned(&said);
        } else {
            coverage(kind, &said);
            all.extend(said);
        }
    }
    heading("Bands of an owner's own finished goals");
    for kind in KINDS.iter().filter(|kind| **kind != "abandoned") {
        coverage(kind, &synthetic(kind, Bands::Own));
    }
}
