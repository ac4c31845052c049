//! Dates, numbers and states in words.

use crate::plan::GoalEntry;
use crate::plan::goal::Metric;
use crate::progress::{GoalProgress, Health, Outlook, Rhythm};
use crate::prose::PeriodUnit;
use crate::prose::date::{DateSpan, Grain};
use crate::prose::number::show;
use crate::publish::Audience;
use crate::today::Today;
use crate::vocabulary::{MetricType, Status};
use chrono::{Datelike, NaiveDate};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month_name(day: NaiveDate) -> &'static str {
    MONTHS.get(day.month0() as usize).copied().unwrap_or("")
}

/// "March 2027".
pub(crate) fn month(day: NaiveDate) -> String {
    format!("{} {}", month_name(day), day.year())
}

/// "31 March 2027".
pub(crate) fn day(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_name(day), day.year())
}

/// "31 Mar 2027", for tables.
pub(crate) fn short_day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// A date as exactly as it was given, for tables.
pub(crate) fn short_span(date: DateSpan) -> String {
    match date.grain {
        Grain::Day => short_day(date.first),
        Grain::Month => date.first.format("%b %Y").to_string(),
        Grain::Quarter => format!("Q{} {}", date.first.month0() / 3 + 1, date.first.year()),
        Grain::Year => date.first.year().to_string(),
    }
}

/// A date as exactly as it was given.
pub(crate) fn span(date: DateSpan) -> String {
    match date.grain {
        Grain::Day => day(date.first),
        Grain::Month => month(date.first),
        Grain::Quarter => format!(
            "{} quarter of {}",
            ["first", "second", "third", "fourth"]
                .get(date.first.month0() as usize / 3)
                .unwrap_or(&""),
            date.first.year()
        ),
        Grain::Year => date.first.year().to_string(),
    }
}

/// A date as an audience is shown it: everyone is told the month, or less where less was given.
pub(crate) fn for_audience(date: DateSpan, audience: Audience) -> String {
    match (audience, date.grain) {
        (Audience::Public, Grain::Day) => month(date.first),
        _ => span(date),
    }
}

/// A date as an audience is shown it, for machines: `2027-03-31`, `2027-03`, `2027`.
pub(crate) fn machine(date: DateSpan, audience: Audience) -> String {
    match (audience, date.grain) {
        (Audience::Public, Grain::Day) | (_, Grain::Month) => {
            format!("{:04}-{:02}", date.first.year(), date.first.month())
        }
        (_, Grain::Day) => date.first.to_string(),
        // HTML knows no quarters; the last day of one says when it ends.
        (_, Grain::Quarter) => date.last.to_string(),
        (_, Grain::Year) => format!("{:04}", date.first.year()),
    }
}

/// What everyone is told of where a goal stands.
pub(crate) fn state(progress: &GoalProgress) -> &'static str {
    match progress.status {
        Status::Done => "Reached",
        Status::Active => "Under way",
        Status::Planned => "Next",
        Status::Idea => "Idea",
        Status::Paused => "Paused",
        Status::Missed => "Missed",
        Status::Dropped => "Dropped",
        Status::Superseded => "Replaced",
    }
}

/// Health in words, for the owner and a mentor.
pub(crate) fn health(health: Health) -> &'static str {
    match health {
        Health::Dropped => "Dropped",
        Health::Superseded => "Replaced",
        Health::Missed => "Missed",
        Health::DoneEarly => "Done early",
        Health::DoneOnTime => "Done on time",
        Health::DoneLate => "Done late",
        Health::Done => "Done",
        Health::Paused => "Paused",
        Health::TargetMet => "Target met",
        Health::Overdue => "Overdue",
        Health::NotStarted => "Not begun",
        Health::Starting => "Just begun",
        Health::NoData => "No entries yet",
        Health::Stale => "Quiet",
        Health::Ahead => "Ahead",
        Health::OnTrack => "On track",
        Health::Behind => "Behind",
        Health::AtRisk => "At risk",
        Health::UnderWay => "Under way",
    }
}

/// The tone of a health: which of the five hues of a theme it takes, always beside its word.
pub(crate) fn tone(health: Health) -> &'static str {
    match health {
        Health::DoneEarly
        | Health::DoneOnTime
        | Health::DoneLate
        | Health::Done
        | Health::TargetMet
        | Health::Ahead => "good",
        Health::OnTrack => "fine",
        Health::Behind | Health::Stale | Health::NoData => "look",
        Health::AtRisk | Health::Overdue | Health::Missed => "act",
        _ => "calm",
    }
}

/// A unit as it follows a number: of one, an English word for many is told of one ("1 ward a month").
///
/// Only what is plainly an English plural changes: four small letters or more, and none of the endings
/// that words for one have as well. Signs and the units of other languages stay as they were written.
pub(crate) fn unit(value: f64, unit: &str) -> String {
    // Nothing is told more exactly than its shown form, which has two decimals.
    if (value.abs() * 100.0).round() != 100.0 {
        return unit.to_owned();
    }
    let words: Vec<&str> = unit.split(' ').collect();
    let links = ["a", "an", "per", "of", "in", "each", "every", "on", "from"];
    let end = words.iter().position(|word| links.contains(word));
    // The word that is counted is the last before "a month" or "of text".
    let counted = end.unwrap_or(words.len()).checked_sub(1);
    let one = |(at, word): (usize, &&str)| {
        if Some(at) == counted {
            one_of(word)
        } else {
            (*word).to_owned()
        }
    };
    let told: Vec<String> = words.iter().enumerate().map(one).collect();
    told.join(" ")
}

/// The word for one of what an English plural names; others as they are.
fn one_of(word: &str) -> String {
    let keeps = ["series", "species", "news", "sales"];
    let small = word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if !small || keeps.contains(&word) {
        return word.to_owned();
    }
    let Some(stem) = word.strip_suffix('s') else {
        return word.to_owned();
    };
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["ches", "shes", "sses", "xes"] {
        if word.ends_with(ending) {
            return stem.trim_end_matches('e').to_owned();
        }
    }
    if ["s", "i", "u"].iter().any(|end| stem.ends_with(end)) {
        return word.to_owned();
    }
    stem.to_owned()
}

/// A number with its unit: "1 ward", "3 wards", "90 %".
pub(crate) fn amount(value: f64, of: &str) -> String {
    let mut out = show(value);
    if !of.is_empty() {
        out.push_str(&after(&unit(value, of)));
    }
    out
}

fn after(unit: &str) -> String {
    if unit.is_empty() {
        String::new()
    } else {
        format!(" {unit}")
    }
}

/// The value that a goal begins at, where it is told: "from 20 %", "from 71".
fn from(metric: &Metric) -> String {
    let money = metric.currency.as_deref().unwrap_or("");
    let of = metric.unit.as_deref().unwrap_or("");
    let sign = if of.chars().any(char::is_alphabetic) {
        ""
    } else {
        of
    };
    let baseline = metric.baseline.get().copied();
    // To begin at nothing goes without saying.
    let baseline = baseline.filter(|baseline| *baseline != 0.0);
    baseline.map_or(String::new(), |baseline| {
        format!(", from {money}{}", amount(baseline, sign))
    })
}

/// "3 of 4 talks", "61 % of 85 %, from 48 %", "2 of 5 steps", "7 of 8 months kept"; `None` where there
/// is nothing to say yet.
pub(crate) fn progress(
    entry: &GoalEntry,
    progress: &GoalProgress,
    audience: Audience,
) -> Option<String> {
    if let Some(rhythm) = &progress.rhythm {
        return kept(rhythm).filter(|_| audience != Audience::Public);
    }
    if let Some(metric) = entry.metric.get() {
        let of = metric.unit.as_deref().unwrap_or("");
        let money = metric.currency.as_deref().unwrap_or("");
        if let (Some(value), Some(target)) = (progress.value, metric.target.get()) {
            let begun = value != metric.baseline.get().copied().unwrap_or(0.0)
                || audience != Audience::Public;
            if metric.kind == MetricType::Count && begun && progress.status != Status::Done {
                return Some(format!(
                    "{money}{} of {money}{}",
                    show(value),
                    amount(*target, of)
                ));
            }
            if metric.kind == MetricType::Level && !metric.limit && audience != Audience::Public {
                // A sign belongs to each number, a word to the last.
                let sign = if of.chars().any(char::is_alphabetic) {
                    ""
                } else {
                    of
                };
                return Some(format!(
                    "{money}{} of {money}{}{}",
                    amount(value, sign),
                    amount(*target, of),
                    from(metric)
                ));
            }
        }
        if progress.status == Status::Done || metric.kind == MetricType::Count {
            return None;
        }
    }
    let (done, all) = progress.step_count;
    let begun = done > 0 || audience != Audience::Public;
    (all > 0 && begun && progress.status != Status::Done)
        .then(|| format!("{done} of {all} step{}", if all == 1 { "" } else { "s" }))
}

/// How many closed periods of a habit, band or limit were met: "7 of 8 months kept".
pub(crate) fn kept(rhythm: &Rhythm) -> Option<String> {
    let one = match rhythm.every.unit {
        _ if rhythm.every.count > 1 => "period",
        PeriodUnit::Day => "day",
        PeriodUnit::Week => "week",
        PeriodUnit::Month => "month",
        PeriodUnit::Year => "year",
    };
    let plural = if rhythm.closed == 1 { "" } else { "s" };
    (rhythm.closed > 0).then(|| format!("{} of {} {one}{plural} kept", rhythm.met, rhythm.closed))
}

/// What a goal aims at, in words: "85 %, from 48 %", "3 talks every year".
pub(crate) fn aim(entry: &GoalEntry) -> Option<String> {
    let metric = entry.metric.get()?;
    let of = metric.unit.as_deref().unwrap_or("");
    let money = metric.currency.as_deref().unwrap_or("");
    let name = metric.name.as_deref();
    // A name that is the unit's says nothing more.
    let name = name.filter(|name| !name.eq_ignore_ascii_case(of));
    let name = name.map_or(String::new(), |name| format!("{name}: "));
    let every = metric
        .period
        .map_or(String::new(), |period| format!(" {}", period.in_words()));
    if let Some((low, high)) = metric.band.get() {
        return Some(format!(
            "{name}between {money}{} and {money}{}{every}",
            show(*low),
            amount(*high, of)
        ));
    }
    let target = metric.target.get()?;
    if metric.kind == MetricType::YesNo {
        return None;
    }
    let most = if metric.limit { "at most " } else { "" };
    Some(format!(
        "{name}{most}{money}{}{every}{}",
        amount(*target, of),
        from(metric)
    ))
}

/// The same words with a capital at their beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// A share as a whole percentage.
pub(crate) fn percent(share: f64) -> i64 {
    (share * 100.0).round() as i64
}

/// How far a goal is ahead or behind, in words: days up to three months, then months, then years.
pub(crate) fn slack(days: i64) -> String {
    let far = days.unsigned_abs();
    let length = match far {
        0 => return "on the line".into(),
        1 => "1 day".to_owned(),
        far if far <= 91 => format!("{far} days"),
        far if far < 1000 => format!("{} months", (far as f64 / 30.44).round()),
        far => format!("{} years", (far as f64 / 365.25).round()),
    };
    format!("{length} {}", if days > 0 { "ahead" } else { "behind" })
}

/// The same beside a health: what is on track may be a little behind, within the margin of the plan.
pub(crate) fn pace(health: Health, days: i64) -> String {
    let slack = slack(days);
    if health == Health::OnTrack && days < 0 {
        format!("{slack}, within the margin")
    } else {
        slack
    }
}

/// Whether a health comes from comparing with what was to be expected, so that days ahead or behind
/// mean something.
pub(crate) fn is_compared(health: Health) -> bool {
    matches!(
        health,
        Health::Ahead | Health::OnTrack | Health::Behind | Health::AtRisk
    )
}

/// What is to be expected of a goal, never as one date: "likely done between March and July 2027".
pub(crate) fn outlook(outlook: &Outlook, today: Today) -> Option<String> {
    match outlook {
        Outlook::Finish(forecast) => Some(format!(
            "likely done {}",
            between(forecast.p60.0.max(today.date()), forecast.p60.1)
        )),
        Outlook::NoFinish => Some("no finish at this pace".into()),
        Outlook::Quiet { since } => Some(format!(
            "quiet since {}, so its pace says nothing of what comes",
            day(*since)
        )),
        Outlook::TooLittle { .. } => Some("too early for a forecast".into()),
        Outlook::Budget | Outlook::NotAsked => None,
    }
}

/// Two days as the months between which something lies.
pub(crate) fn between(from: NaiveDate, to: NaiveDate) -> String {
    if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("in {}", month(to))
    } else if from.year() == to.year() {
        format!("between {} and {}", month_name(from), month(to))
    } else {
        format!("between {} and {}", month(from), month(to))
    }
}

/// A day as seen from today: "in 4 months", "3 weeks ago", "today".
pub(crate) fn from_now(day: NaiveDate, today: Today) -> String {
    let days = (day - today.date()).num_days();
    let far = days.unsigned_abs();
    let length = match far {
        0 => return "today".into(),
        1 => return if days > 0 { "tomorrow" } else { "yesterday" }.into(),
        far if far < 14 => format!("{far} days"),
        far if far < 70 => format!("{} weeks", (far as f64 / 7.0).round()),
        far if far < 700 => format!("{} months", (far as f64 / 30.44).round()),
        far => format!("{} years", (far as f64 / 365.25).round()),
    };
    if days > 0 {
        format!("in {length}")
    } else {
        format!("{length} ago")
    }
}

/// How far a deadline was moved, in words: days up to ten weeks, then months, then years.
pub(crate) fn moved_by(days: i64) -> String {
    let far = days.unsigned_abs();
    let length = match far {
        0 => return "back where it was".into(),
        1 => "1 day".to_owned(),
        far if far <= 70 => format!("{far} days"),
        far if far < 700 => format!("{} months", (far as f64 / 30.44).round()),
        far => format!("{} years", (far as f64 / 365.25).round()),
    };
    format!("{length} {}", if days > 0 { "later" } else { "earlier" })
}

/// A level in words; the scale is that of the format, 0 to 5.
pub(crate) fn level(level: Option<u8>) -> &'static str {
    match level {
        Some(0) => "new to me",
        Some(1) => "first steps",
        Some(2) => "with help",
        Some(3) => "on my own",
        Some(4) => "guiding others",
        Some(_) => "setting the way",
        None => "",
    }
}

/// Names as one reads them aloud: "a, b and c".
pub(crate) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
