//! The parts of a report as titled lists of lines: what text and Markdown have in common.

use super::Report;
use super::goals::{Row, rates_words};
use super::parts::{Due, Next, Slip};
use crate::plan::GoalIx;
use crate::progress::{Basis, Outlook};
use crate::prose::number::show;
use crate::publish::Audience;
use crate::vocabulary::Status;
use crate::words;
use chrono::NaiveDate;

/// A titled list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The name of it, for links within a page.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// Its lines.
    pub items: Vec<Item>,
}

/// One line of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The goal that it is about, if it is about one.
    pub goal: Option<GoalIx>,
    /// What it is about, a goal's title mostly; `""` where the words say it.
    pub lead: String,
    /// What is said of it.
    pub words: String,
    /// A second line: a reason, a note, a proof; `""` where there is none.
    pub more: String,
}

impl Item {
    fn new(lead: &str, words: impl Into<String>) -> Self {
        Self {
            goal: None,
            lead: lead.to_owned(),
            words: words.into(),
            more: String::new(),
        }
    }

    fn of(mut self, goal: GoalIx) -> Self {
        self.goal = Some(goal);
        self
    }

    fn more(mut self, more: impl Into<String>) -> Self {
        self.more = more.into();
        self
    }
}

/// Whose report it is, of which day and for whom.
pub fn head(report: &Report) -> String {
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

/// What changed in the period.
pub fn changed(report: &Report) -> Section {
    let items = report.changes.iter().map(|change| {
        let more = match (&change.result, &change.note) {
            (Some(result), _) => result.clone(),
            (None, Some((day, note))) => format!("{}: {note}", words::short_day(*day)),
            (None, None) => String::new(),
        };
        Item::new(&change.title, &change.words)
            .more(more)
            .of(change.goal)
    });
    Section {
        id: "changed",
        title: format!("What changed {}", report.period.words),
        items: items.collect(),
    }
}

/// What slipped, with its reason.
pub fn slipped(report: &Report) -> Section {
    let items = report.slips.iter().map(|slip| {
        Item::new(&slip.title, &slip.what)
            .more(reason(slip))
            .of(slip.goal)
    });
    Section {
        id: "slipped",
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

/// The next steps, each with its goal as the second line.
pub fn next(report: &Report) -> Section {
    let items = report.next.iter().map(|next| {
        Item::new(&next.text, by(next))
            .more(&next.title)
            .of(next.goal)
    });
    Section {
        id: "steps",
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

/// What is asked of the mentor.
pub fn asked(report: &Report) -> Section {
    let items = report
        .asks
        .iter()
        .map(|ask| Item::new("", &ask.text).more(&ask.title).of(ask.goal));
    Section {
        id: "asked",
        title: match report.audience {
            Audience::Mentor => "What I ask of you".into(),
            _ => "What I ask of my mentor".into(),
        },
        items: items.collect(),
    }
}

/// All that stands below the goals; empty sections are left out.
pub fn below(report: &Report) -> Vec<Section> {
    let rest = [
        ideas(report),
        by_health(report),
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
        let item = match &due.step {
            Some(step) => Item::new(step, words).more(&due.title),
            None => Item::new(&due.title, words),
        };
        item.of(due.goal)
    };
    let section = |id, title: &str, days: std::ops::RangeInclusive<i64>| {
        let these = report.due.iter();
        let these = these.filter(|due| days.contains(&(due.day - today.date()).num_days()));
        Section {
            id,
            title: title.to_owned(),
            items: these.map(item).collect(),
        }
    };
    [
        section("overdue", "Overdue", i64::MIN..=-1),
        section("due-30", "Due in 30 days", 0..=30),
        section("due-90", "Due in 90 days", 31..=90),
    ]
}

fn ideas(report: &Report) -> Section {
    let ideas = report.goals.iter().filter(|row| row.status == Status::Idea);
    Section {
        id: "ideas",
        title: "Ideas".into(),
        items: ideas
            .map(|row| Item::new(&row.title, "").of(row.goal))
            .collect(),
    }
}

fn by_health(report: &Report) -> Section {
    let items = report.by_health.iter().map(|(health, goals)| {
        let titles = goals.iter().filter_map(|at| report.goals.get(*at));
        let titles: Vec<&str> = titles.map(|row| row.title.as_str()).collect();
        let lead = format!("{} ({})", words::health(*health), titles.len());
        Item::new(&lead, titles.join("; "))
    });
    Section {
        id: "health",
        title: "By health".into(),
        items: items.collect(),
    }
}

fn reviews(report: &Report) -> Section {
    let items = report.reviews.iter().map(|review| {
        let last = review.last.map_or_else(
            || "never reviewed".to_owned(),
            |last| format!("last reviewed {}", words::short_day(last)),
        );
        let due = words::short_day(review.due);
        Item::new(&review.title, format!("{last}; wanted one by {due}")).of(review.goal)
    });
    Section {
        id: "reviews",
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
        let why = why.map_or(String::new(), |why| format!("why: {why}"));
        Some(Item::new(&row.title, words).more(why).of(row.goal))
    });
    Section {
        id: "moved",
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
        let mut largest: Vec<_> = hours.goals.iter().collect();
        largest.sort_by(|a, b| b.2.total_cmp(&a.2));
        let each: Vec<String> = largest
            .iter()
            .map(|(_, title, hours)| format!("{} h {title}", show(*hours)))
            .collect();
        let all = format!("{} h a week{of}{unsaid}", show(hours.asked));
        items.push(Item::new("", all).more(each.join("; ")));
    }
    Section {
        id: "hours",
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
        id: "skills",
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
            let item = Item::new(result, words::short_day(win.day)).of(win.goal);
            if proofs.is_empty() {
                item
            } else {
                item.more(format!("proof: {}", proofs.join("; ")))
            }
        }
        None => {
            let steps: Vec<&str> = win.steps.iter().map(|(_, text)| text.as_str()).collect();
            Item::new(&win.title, format!("done: {}", steps.join("; "))).of(win.goal)
        }
    });
    Section {
        id: "reached",
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
        id: "time",
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
        id: "calibration",
        title: "How my own goals went".into(),
        items,
    }
}

/// What is to be expected of a goal and its pace: [`likely`] and [`rates`] in one line.
pub fn outlook(row: &Row) -> String {
    let mut parts = vec![likely(row), rates(row)];
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

/// When a goal will be done, never as one day, or why that cannot be said; `""` where it is not
/// asked or too early to tell.
pub fn likely(row: &Row) -> String {
    if matches!(row.outlook, Outlook::TooLittle { .. }) {
        return String::new();
    }
    row.outlook_words.clone()
}

/// How far a goal is ahead or behind: "60 days behind", "7 of 8 months kept".
pub fn pace(row: &Row) -> String {
    let slack = row.slack_days.filter(|_| !row.pace.is_empty());
    slack.map_or_else(|| row.pace.clone(), |days| words::pace(row.health, days))
}

/// The pace that is needed and that of today: "needs 6.9 wards a year, so far 3.9".
pub fn rates(row: &Row) -> String {
    rates_words(row.needed_rate, row.actual_rate, &row.rate_unit)
}

/// The day of a row, as exactly as it was given: that on which the goal is due, or ended.
pub fn when(row: &Row) -> String {
    let ended: Option<NaiveDate> = row.closed.filter(|_| !row.status.is_open());
    match (ended, row.due) {
        (Some(day), _) => words::short_day(day),
        (None, Some(due)) if row.status.is_open() => words::short_span(due),
        _ => String::new(),
    }
}

/// Progress as it stands in a table: "50 %", or nothing.
pub fn percent(row: &Row) -> String {
    row.progress.map_or(String::new(), |share| {
        format!("{} %", words::percent(share))
    })
}

/// What "likely" rests on; `None` where nothing is forecast.
pub fn basis(report: &Report) -> Option<String> {
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
