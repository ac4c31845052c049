//! `report.html`, for the owner and a mentor, and the same page as one file that can be mailed.
//!
//! Both are made from the [`Report`] of which the command line prints the other forms; the charts
//! come from the same published plan.

use super::{Output, only};
use crate::plan::GoalIx;
use crate::render::card::shorten;
use crate::render::figures::{self, ReportFigures};
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;
use crate::report::sections::{self, Item, Section};
use crate::report::{Period, Report, Row};
use crate::words;
use serde::Serialize;
use std::collections::BTreeMap;

pub(super) static OUTPUT: Output = Output {
    entries: |shared| {
        only(
            (!shared.is_public() && !shared.published.plan().goals.is_empty())
                .then_some("report.html"),
        )
    },
    make,
};

/// Where a page stands, and so what its links can lead to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Within a site.
    Page,
    /// Alone.
    Mailed,
}

/// What the template prints.
#[derive(Serialize)]
struct Content {
    headline: String,
    /// What stands on the first screen: changed, slipped, next steps, asked.
    first: Vec<List>,
    rows: Vec<Line>,
    /// How many open goals the table leaves out, in words; `""` where it holds all.
    rest: String,
    basis: String,
    lists: Vec<List>,
    figures: ReportFigures,
    mailed: bool,
    calendar: bool,
}

#[derive(Serialize)]
struct List {
    id: &'static str,
    title: String,
    items: Vec<Entry>,
    /// How many more there are, in words; `""` where these are all.
    rest: String,
}

#[derive(Serialize)]
struct Entry {
    /// `""` where it leads nowhere.
    href: String,
    lead: String,
    words: String,
    more: String,
}

/// The most open goals, or lines of a list, of which all are shown, and how many of more.
type Most = (usize, usize);

/// Of lines in the lists that come first, which are to be read at one glance.
const FIRST: Most = (8, 6);

impl Form {
    /// Of open goals in the table.
    fn rows(self) -> Most {
        match self {
            Self::Page => (50, 32),
            Self::Mailed => (40, 24),
        }
    }

    /// Of lines in the lists below.
    fn below(self) -> Most {
        match self {
            Self::Page => (15, 12),
            Self::Mailed => (8, 6),
        }
    }
}

/// The most characters of the words of a plan in a line; the whole stands on the page of its goal.
const LONGEST: usize = 240;

/// How many of so many are shown, and what is said of the others.
fn shown(all: usize, (most, of_more): Most, which: &str) -> (usize, String) {
    if all <= most {
        (all, String::new())
    } else {
        (of_more, format!("… and {} more{which}", all - of_more))
    }
}

/// One open goal.
#[derive(Serialize)]
struct Line {
    id: String,
    title: String,
    href: String,
    health: &'static str,
    tone: &'static str,
    pace: String,
    percent: Option<i64>,
    expected: Option<i64>,
    value: String,
    outlook: String,
    rates: String,
    due: String,
    last: String,
}

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let published = &shared.published;
    let period = Period::since_review(published.plan(), published.today());
    let report = Report::of(published, period);
    let head = shared.head(
        "Report",
        "report.html",
        "Where the plan stands, what slipped and why, and what comes next.",
    );
    let content = content(shared, &report, Form::Page);
    shared.page("report.html", &head, &content, out)
}

/// The report as one file that needs no other: styles and drawings inside, no script.
pub(in crate::render) fn mailed(
    shared: &Shared,
    report: &Report,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let mut head = shared.head("Report", "report.html", &report.headline);
    head.alone = true;
    let content = content(shared, report, Form::Mailed);
    shared.page("report.html", &head, &content, out)
}

fn content(shared: &Shared, report: &Report, form: Form) -> Content {
    let open: Vec<&Row> = report.goals.iter().filter(|row| row.is_open()).collect();
    let goals: Vec<GoalIx> = open.iter().map(|row| row.goal).collect();
    let others = match form {
        Form::Page => ", none more pressing than these; the start page lists every open goal",
        Form::Mailed => ", none more pressing than these",
    };
    let (count, rest) = shown(open.len(), form.rows(), others);
    let rows = open.get(..count).unwrap_or(&open);
    let figures = figures::report(&shared.published, &goals);
    let links = Links {
        shared,
        rows: rows.iter().map(|row| (row.goal, row.id.as_str())).collect(),
        form,
    };
    let first = [
        sections::changed(report),
        sections::slipped(report),
        sections::next(report),
        sections::asked(report),
    ];
    // The table is by health already. What a chart tells on the page is told in words where there
    // is no room for it.
    let elsewhere = |section: &Section| match section.id {
        "health" => true,
        "moved" | "hours" | "skills" | "calibration" => form == Form::Page,
        _ => false,
    };
    let below = sections::below(report);
    let below = below.into_iter().filter(|section| !elsewhere(section));
    Content {
        headline: report.headline.clone(),
        lists: links.list_of(below.collect(), form.below()),
        first: links.list_of(first.into(), FIRST),
        rows: rows.iter().map(|row| links.line(row)).collect(),
        rest,
        basis: sections::basis(report).unwrap_or_default(),
        figures: match form {
            Form::Page => figures,
            Form::Mailed => figures.for_a_sheet(),
        },
        mailed: form == Form::Mailed,
        calendar: form == Form::Page && super::calendar::is_there(shared),
    }
}

/// Makes lines with links that hold where the page stands.
struct Links<'a> {
    shared: &'a Shared,
    /// The goals that have a row in the table of the page.
    rows: BTreeMap<GoalIx, &'a str>,
    form: Form,
}

impl Links<'_> {
    fn href(&self, goal: GoalIx) -> String {
        match self.form {
            Form::Page => {
                let card = self.shared.card(goal);
                card.map_or(String::new(), |card| card.href.clone())
            }
            Form::Mailed => {
                let row = self.rows.get(&goal);
                row.map_or(String::new(), |id| format!("#goal-{id}"))
            }
        }
    }

    fn list_of(&self, sections: Vec<Section>, most: Most) -> Vec<List> {
        let lists = sections.into_iter().map(|section| {
            let (count, rest) = shown(section.items.len(), most, "");
            let items = section.items.into_iter().take(count);
            List {
                id: section.id,
                title: section.title,
                items: items.map(|item| self.entry(&item)).collect(),
                rest,
            }
        });
        lists.collect()
    }

    fn entry(&self, item: &Item) -> Entry {
        Entry {
            href: item.goal.map_or(String::new(), |goal| self.href(goal)),
            lead: shorten(&item.lead, LONGEST),
            words: shorten(&item.words, LONGEST),
            more: shorten(&item.more, LONGEST),
        }
    }

    fn line(&self, row: &Row) -> Line {
        Line {
            id: row.id.clone(),
            title: row.title.clone(),
            href: if self.form == Form::Page {
                self.href(row.goal)
            } else {
                String::new()
            },
            health: words::health(row.health),
            tone: words::tone(row.health),
            pace: sections::pace(row),
            percent: row.progress.map(words::percent),
            expected: row
                .expected
                .filter(|_| row.slack_days.is_some())
                .map(words::percent),
            value: row.value.clone(),
            outlook: sections::likely(row),
            rates: sections::rates(row),
            due: sections::when(row),
            last: row.last_checkin.map_or(String::new(), words::short_day),
        }
    }
}
