//! The parts of a report as titled lists of lines: what text and Markdown have in common.

use super::Report;
use super::goals::{Row, rates_words};
use super::parts::{Due, Next, Slip};
use crate::progress::{Basis, Outlook};
use crate::prose::number::show;
use crate::publish::Audience;
use crate::words;
use chrono::NaiveDate;

/// A titled list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) title: String,
    pub(super) items: Vec<Item>,
}

/// One line of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// What it is about, a goal's title mostly; `""` where the words say it.
    pub(super) lead: String,
    /// What is said of it.
    pub(super) words: String,
    /// A second line: a reason, a note, a proof; `""` where there is none.
    pub(super) more: String,
}

impl Item {
    fn new(lead: &str, words: impl Into<String>) -> Self {
        Self {
            lead: lead.to_owned(),
            words: words.into(),
            more: String::new(),
        }
    }

    fn more(mut self, more: impl Into<String>) -> Self {
        self.more = more.into();
        self
    }
}

/// Whose report it is, of which day and for whom.
pub(super) fn head(report: &Report) -> String {
    let whose = report.name.as_deref().unwrap_or("Career plan");
    let reader = match report.audience {
        Audience::Me => "for me alone",
        Audience::Mentor => "for my mentor",
        Audience::Public => "for everyone",
    };
    format!(
        "{whose} · report of {} · {reader}",
        words::day(report.today.date())
    )
}

pub(super) fn changed(report: &Report) -> Section {
    let items = report.changes.iter().map(|change| {
        let more = match (&change.result, &change.note) {
            (Some(result), _) => result.clone(),
            (None, Some((day, note))) => format!("{}: {note}", words::short_day(*day)),
            (None, None) => String::new(),
        };
        Item::new(&change.title, &change.words).more(more)
    });
    Section {
        title: format!("What changed {}", report.period.words),
        items: items.collect(),
    }
}

pub(super) fn slipped(report: &Report) -> Section {
    let items = report
        .slips
        .iter()
        .map(|slip| Item::new(&slip.title, &slip.what).more(reason(slip)));
    Section {
        title: "What slipped, and why".into(),
        items: items.collect(),
    }
}

/// Why a goal slipped: a written reason, else the latest note, else that there is neither.
pub(super) fn reason(slip: &Slip) -> String {
    match (&slip.why, &slip.noted) {
        (Some(why), _) => format!("why: {why}"),
        (None, Some((day, note))) => format!("last noted {}: {note}", words::short_day(*day)),
        (None, None) => "no reason is written yet".into(),
    }
}

pub(super) fn next(report: &Report) -> Section {
    let items = report
        .next
        .iter()
        .map(|next| Item::new(&next.text, by(next)).more(&next.title));
    Section {
        title: match report.next.len() {
            1 => "The next step".into(),
            2 => "The next two steps".into(),
            _ => "The next three steps".into(),
        },
        items: items.collect(),
    }
}

/// "by 15 Jan 2027", "was due 3 Nov 2026", or nothing.
pub(super) fn by(next: &Next) -> String {
    let due = next.due.map(words::short_span);
    let lead = if next.overdue { "was due" } else { "by" };
    due.map_or(String::new(), |due| format!("{lead} {due}"))
}

pub(super) fn asked(report: &Report) -> Section {
    let items = report
        .asks
        .iter()
        .map(|ask| Item::new("", &ask.text).more(&ask.title));
    Section {
        title: match report.audience {
            Audience::Mentor => "What I ask of you".into(),
            _ => "What I ask of my mentor".into(),
        },
        items: items.collect(),
    }
}

/// All that stands below the goals; empty sections are left out.
pub(super) fn below(report: &Report) -> Vec<Section> {
    let rest = [
        reviews(report),
        moved(report),
        hours(report),
        skills(report),
        wins(report),
        findings(report),
        calibration(report),
    ];
    let all = due(report).into_iter().chain(rest);
    let there = all.filter(|section| !section.items.is_empty());
    there.collect()
}

/// What is overdue, due in thirty days, and due in ninety.
fn due(report: &Report) -> [Section; 3] {
    let today = report.today;
    let item = |due: &Due| {
        let on = words::short_span(due.span);
        let words = if due.day < today.date() {
            format!("was due {on}")
        } else {
            format!("{on}, {}", words::from_now(due.day, today))
        };
        match &due.step {
            Some(step) => Item::new(step, words).more(&due.title),
            None => Item::new(&due.title, words),
        }
    };
    let section = |title: &str, days: std::ops::RangeInclusive<i64>| {
        let these = report.due.iter();
        let these = these.filter(|due| days.contains(&(due.day - today.date()).num_days()));
        Section {
            title: title.to_owned(),
            items: these.map(item).collect(),
        }
    };
    [
        section("Overdue", i64::MIN..=-1),
        section("Due in 30 days", 0..=30),
        section("Due in 90 days", 31..=90),
    ]
}

fn reviews(report: &Report) -> Section {
    let items = report.reviews.iter().map(|review| {
        let last = review.last.map_or_else(
            || "never reviewed".to_owned(),
            |last| format!("last reviewed {}", words::short_day(last)),
        );
        let due = words::short_day(review.due);
        Item::new(&review.title, format!("{last}; wanted one by {due}"))
    });
    Section {
        title: "Wants a review".into(),
        items: items.collect(),
    }
}

fn moved(report: &Report) -> Section {
    let open = report.goals.iter().filter(|row| row.is_open());
    let items = open.filter_map(|row| {
        let last = row.moved.last()?;
        let on = last
            .on
            .map_or(String::new(), |on| format!(" on {}", words::short_day(on)));
        let times = match row.moved.len() {
            1 => String::new(),
            times => format!("{times} times, the last time "),
        };
        let words = format!("{times}{}{on}", last.in_words());
        let why = last.why.as_deref();
        Some(
            Item::new(&row.title, words)
                .more(why.map_or(String::new(), |why| format!("why: {why}"))),
        )
    });
    Section {
        title: "Moved goalposts".into(),
        items: items.collect(),
    }
}

fn hours(report: &Report) -> Section {
    let mut items = Vec::new();
    if let Some(hours) = &report.hours {
        let of = hours.capacity.map_or(String::new(), |capacity| {
            format!(" of the {} that there are", show(capacity))
        });
        let unsaid = match hours.unsaid {
            0 => String::new(),
            1 => "; 1 active goal does not say".to_owned(),
            many => format!("; {many} active goals do not say"),
        };
        items.push(Item::new(
            "",
            format!("{} h a week{of}{unsaid}", show(hours.asked)),
        ));
        items.extend(
            hours
                .goals
                .iter()
                .map(|(_, title, hours)| Item::new(title, format!("{} h", show(*hours)))),
        );
    }
    Section {
        title: "Hours".into(),
        items,
    }
}

fn skills(report: &Report) -> Section {
    let items = report.skills.iter().map(|skill| {
        let have = skill
            .have
            .map_or("not yet", |have| words::level(Some(have)));
        let words = format!("{have} → {}", words::level(Some(skill.asked)));
        let covered: Vec<String> = skill
            .covered
            .iter()
            .map(|(_, title)| title.clone())
            .collect();
        let more = match covered.as_slice() {
            [] => "no open goal brings it there yet".to_owned(),
            titles => format!("with: {}", titles.join("; ")),
        };
        Item::new(&skill.name, words).more(more)
    });
    Section {
        title: "Skills, now and asked for".into(),
        items: items.collect(),
    }
}

fn wins(report: &Report) -> Section {
    let items = report.wins.iter().map(|win| match &win.result {
        Some(result) => {
            let proofs: Vec<String> = win
                .evidence
                .iter()
                .map(|(title, url, _)| match url.as_str() {
                    "" => title.clone(),
                    url => format!("{title}, {url}"),
                })
                .collect();
            let item = Item::new(result, words::short_day(win.day));
            if proofs.is_empty() {
                item
            } else {
                item.more(format!("proof: {}", proofs.join("; ")))
            }
        }
        None => {
            let steps: Vec<&str> = win.steps.iter().map(|(_, text)| text.as_str()).collect();
            Item::new(&win.title, format!("done: {}", steps.join("; ")))
        }
    });
    Section {
        title: format!("Reached {}", report.period.words),
        items: items.collect(),
    }
}

fn findings(report: &Report) -> Section {
    let items = report
        .findings
        .iter()
        .map(|(message, help)| Item::new("", message).more(help.clone().unwrap_or_default()));
    Section {
        title: "What came with time".into(),
        items: items.collect(),
    }
}

fn calibration(report: &Report) -> Section {
    let mut items = Vec::new();
    if let Some(calibration) = &report.calibration {
        let goals = match calibration.finished.len() {
            1 => "1 finished goal".to_owned(),
            many => format!("{many} finished goals"),
        };
        let times = |ratio: Option<f64>, than: &str| {
            ratio.map(|ratio| format!("{} times as long as {than}", show(ratio)))
        };
        let told: Vec<String> = [
            times(calibration.plan_ratio, "planned"),
            times(calibration.forecast_ratio, "their pace said"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !told.is_empty() {
            let words = format!("{goals} took {}", words::listed(&told));
            items.push(Item::new("", words));
        }
    }
    Section {
        title: "How my own goals went".into(),
        items,
    }
}

/// What is said of a goal below its row: when it will be done, and the pace; `""` for none.
pub(super) fn outlook(row: &Row) -> String {
    let mut parts = Vec::new();
    if !row.outlook_words.is_empty() && !matches!(row.outlook, Outlook::TooLittle { .. }) {
        parts.push(row.outlook_words.clone());
    }
    parts.push(rates_words(
        row.needed_rate,
        row.actual_rate,
        &row.rate_unit,
    ));
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

/// The health and how it is with the due day, in words: "due Apr 2027", "closed 29 May 2026".
pub(super) fn when(row: &Row) -> String {
    let ended: Option<NaiveDate> = row.closed.filter(|_| !row.status.is_open());
    match (ended, row.due) {
        (Some(day), _) => words::short_day(day),
        (None, Some(due)) if row.status.is_open() => words::short_span(due),
        _ => String::new(),
    }
}

/// Progress as it stands in a table: "50 %", or nothing.
pub(super) fn percent(row: &Row) -> String {
    row.progress.map_or(String::new(), |share| {
        format!("{} %", words::percent(share))
    })
}

/// What "likely" rests on; `None` where nothing is forecast.
pub(super) fn basis(report: &Report) -> Option<String> {
    let forecasts = report.goals.iter().filter_map(|row| row.outlook.forecast());
    let basis = forecasts.map(|forecast| forecast.basis).next()?;
    let rests = match basis {
        Basis::Backtest => "how far forecasts of other people's logs were off".to_owned(),
        Basis::Own { finished } => {
            format!("how far forecasts of my own {finished} finished goals were off")
        }
    };
    Some(format!(
        "Likely means six chances in ten at the pace so far; its width rests on {rests}."
    ))
}
