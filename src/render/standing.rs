//! Where a goal stands, as its owner and a mentor are told before any prose.
//!
//! In: a goal of a published plan. Out: its state in a line, its progress in a number and in words,
//! what is to be expected, and its chart. For these two audiences alone: what everyone sees never
//! depends on the day.

use super::chart::Drawings;
use super::figures;
use super::words;
use crate::plan::GoalIx;
use crate::progress::{Basis, Health, Outlook};
use crate::prose::number::show;
use crate::publish::{Audience, Published};
use crate::vocabulary::Visibility;
use serde::Serialize;

/// One fact of the state line.
#[derive(Serialize)]
pub(super) struct Fact {
    name: &'static str,
    words: String,
    /// The same as a date for machines; empty where it is none.
    machine: String,
    /// How that lies to today, or nothing.
    beside: String,
}

/// Where a goal stands.
#[derive(Serialize)]
pub(super) struct Standing {
    health: &'static str,
    tone: &'static str,
    state: Vec<Fact>,
    percent: Option<i64>,
    progress: String,
    expected: String,
    /// What is to be expected, where no chart says it.
    outlook: String,
    /// What the width of the forecast rests on.
    basis: String,
    chart: String,
    /// What else helps to judge it.
    facts: Vec<(&'static str, String)>,
}

/// Where a goal stands; `None` for everyone's pages.
pub(super) fn of(published: &Published, ix: GoalIx) -> Option<Standing> {
    if published.audience() == Audience::Public {
        return None;
    }
    let entry = published.plan().goal(ix);
    let progress = published.progress().of(ix);
    let is_open = progress.status.is_open();
    // The strip of a rhythm says how it was kept.
    let is_told = is_open && progress.rhythm.is_none();
    let outlook = outlook(published, ix);
    let finding = if outlook.is_empty() {
        figures::course_in_words(published, ix)
    } else {
        outlook.clone()
    };
    let chart = figures::course(published, ix, finding)
        .map_or(String::new(), |chart| chart.figure(Drawings::Both));
    Some(Standing {
        health: words::health(progress.health),
        tone: words::tone(progress.health),
        state: state(published, ix),
        percent: progress.shown().filter(|_| is_told).map(words::percent),
        // A caption that states the progress need not be preceded by it.
        progress: words::progress(entry, progress, published.audience())
            .filter(|_| !outlook.is_empty() || chart.is_empty())
            .unwrap_or_default(),
        expected: progress
            .expected
            .filter(|_| progress.slack_days.is_some() && is_told)
            .map_or(String::new(), |share| {
                format!("{} % was to be expected by now", words::percent(share))
            }),
        outlook: if chart.is_empty() {
            outlook
        } else {
            String::new()
        },
        basis: basis(published, ix),
        chart,
        facts: facts(published, ix),
    })
}

/// Health is told apart; here due day, pace, end and last check-in.
fn state(published: &Published, ix: GoalIx) -> Vec<Fact> {
    let today = published.today();
    let entry = published.plan().goal(ix);
    let progress = published.progress().of(ix);
    let is_open = progress.status.is_open();
    let mut state = Vec::new();
    if let Some(due) = entry.due.get() {
        state.push(Fact {
            name: "Due",
            words: words::short_span(*due),
            machine: due.last.to_string(),
            beside: if is_open {
                words::from_now(due.last, today)
            } else {
                String::new()
            },
        });
    }
    if let Some(closed) = progress.closed {
        state.push(Fact {
            name: "Ended",
            words: words::short_day(closed),
            machine: closed.to_string(),
            beside: String::new(),
        });
    }
    if let Some(days) = progress
        .slack_days
        .filter(|_| words::is_compared(progress.health))
    {
        state.push(Fact {
            name: "Pace",
            words: words::slack(days),
            machine: String::new(),
            beside: if days < 0 && progress.health == Health::OnTrack {
                "of the expected line, within the margin".into()
            } else {
                "of the expected line".into()
            },
        });
    }
    if let Some(last) = progress.last_checkin.filter(|_| is_open) {
        state.push(Fact {
            name: "Last check-in",
            words: words::short_day(last),
            machine: last.to_string(),
            beside: words::from_now(last, today),
        });
    }
    if let Some(confidence) = entry.confidence.get().filter(|_| is_open) {
        state.push(Fact {
            name: "Confidence",
            words: format!("{confidence} of 10"),
            machine: String::new(),
            beside: String::new(),
        });
    }
    state
}

/// What is to be expected, in sentences: what is likely first.
fn outlook(published: &Published, ix: GoalIx) -> String {
    let today = published.today();
    let outlook = &published.progress().of(ix).outlook;
    let Some(first) = words::outlook(outlook, today) else {
        return String::new();
    };
    let mut out = format!("{}.", words::capital(&first));
    match outlook {
        Outlook::Finish(forecast) => {
            let (from, to) = forecast.p80;
            out.push_str(&format!(
                " That holds for six of ten such forecasts; for eight of ten it is {}.",
                words::between(from.max(today.date()), to)
            ));
        }
        Outlook::TooLittle { .. } => {
            out.push_str(" One wants three check-ins, two weeks and a tenth of the way.");
        }
        _ => {}
    }
    out
}

fn basis(published: &Published, ix: GoalIx) -> String {
    match published.progress().of(ix).outlook.forecast() {
        None => String::new(),
        Some(forecast) => match forecast.basis {
            Basis::Backtest => {
                "How wide that is comes from forecasts on other people’s logs; after ten finished goals it comes from those of this plan.".into()
            }
            Basis::Own { finished } => {
                format!("How wide that is comes from the {finished} finished goals of this plan.")
            }
        },
    }
}

/// Effort, mentor, audience.
fn facts(published: &Published, ix: GoalIx) -> Vec<(&'static str, String)> {
    let entry = published.plan().goal(ix);
    let mut facts: Vec<(&str, String)> = Vec::new();
    let mut fact = |name: &'static str, value: Option<String>| {
        facts.extend(value.map(|value| (name, value)));
    };
    fact(
        "Effort",
        entry
            .effort
            .get()
            .map(|hours| format!("{} h a week", show(*hours))),
    );
    fact("Mentor", entry.mentor.get().cloned());
    fact(
        "Visible to",
        (published.audience() == Audience::Me).then(|| match entry.visibility {
            Visibility::Public => "everyone".to_owned(),
            Visibility::Mentor => "mentor".to_owned(),
            Visibility::Private => "you alone".to_owned(),
        }),
    );
    facts
}
