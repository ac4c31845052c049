//! The report as a page prints it: every value in words, with links where there are pages to go to.
//!
//! In: a [`Report`] and the plan that it was made of. Out: what `components/report.html` prints, on
//! the report's page and in the file that is mailed, where nothing can be followed. No number is
//! worked out here.

use super::figures::{self, ReportFigures};
use super::markdown::{encoded, goal_path};
use super::view::proofs;
use super::words;
use crate::plan::GoalIx;
use crate::progress::{Basis, Outlook};
use crate::publish::{Audience, Published};
use crate::report::{Report, Row};
use crate::vocabulary::Status;
use serde::Serialize;

/// Whether goals can be followed to their pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Links {
    /// They can: the report is a page of a site.
    Pages,
    /// They cannot: the report is a file of its own.
    None,
}

/// What is printed of a report.
#[derive(Serialize)]
pub(crate) struct ReportView {
    headline: String,
    /// "since the review of 4 October 2026".
    period: String,
    audience: &'static str,
    changes: Vec<Item>,
    slips: Vec<Item>,
    next: Vec<Item>,
    asks: Vec<Item>,
    open: Vec<OpenGoal>,
    /// What the width of forecasts rests on; empty where none is shown.
    basis: String,
    due_30: Vec<Item>,
    due_90: Vec<Item>,
    reviews: Vec<Item>,
    wins: Vec<Win>,
    over: Vec<Item>,
    ideas: Vec<Item>,
    findings: Vec<Item>,
    figures: ReportFigures,
}

/// A line about a goal.
#[derive(Default, Serialize)]
struct Item {
    title: String,
    /// Empty where there is no page.
    href: String,
    tone: &'static str,
    health: &'static str,
    words: String,
    /// A second line: a reason, a note.
    more: String,
    when: String,
    machine: String,
}

/// A row of the table of open goals.
#[derive(Serialize)]
struct OpenGoal {
    title: String,
    href: String,
    tone: &'static str,
    health: &'static str,
    pace: String,
    percent: Option<i64>,
    value: String,
    outlook: String,
    due: String,
    due_machine: String,
    last: String,
    last_machine: String,
}

/// A result, or steps of a goal that goes on, with proof.
#[derive(Serialize)]
struct Win {
    item: Item,
    steps: Vec<String>,
    proofs: Vec<Proof>,
}

#[derive(Serialize)]
struct Proof {
    title: String,
    href: String,
    external: bool,
    date: String,
}

/// Makes what is printed of a report.
pub(crate) fn view(published: &Published, report: &Report, links: Links) -> ReportView {
    let cx = Context { published, links };
    let open: Vec<&Row> = report.goals.iter().filter(|row| row.is_open()).collect();
    let today = report.today;
    let due = |from: i64, to: i64| {
        let within = report.due.iter().filter(move |due| {
            let days = (due.day - today.date()).num_days();
            from <= days && days <= to
        });
        let items = within.map(|due| Item {
            words: due.step.clone().unwrap_or_default(),
            when: words::span(due.span),
            machine: due.day.to_string(),
            more: words::from_now(due.day, today),
            ..cx.item(due.goal)
        });
        items.collect::<Vec<Item>>()
    };
    ReportView {
        headline: report.headline.clone(),
        period: report.period.words.clone(),
        audience: match report.audience {
            Audience::Me => "me",
            Audience::Mentor => "mentor",
            Audience::Public => "public",
        },
        changes: changes(&cx, report),
        slips: slips(&cx, report),
        next: next(&cx, report),
        asks: report
            .asks
            .iter()
            .map(|ask| Item {
                words: ask.text.clone(),
                ..cx.item(ask.goal)
            })
            .collect(),
        basis: basis(&open),
        due_30: due(i64::MIN, 30),
        due_90: due(31, 90),
        reviews: report
            .reviews
            .iter()
            .map(|review| Item {
                words: review.last.map_or_else(
                    || "not reviewed yet".into(),
                    |last| format!("last reviewed {}", words::day(last)),
                ),
                ..cx.item(review.goal)
            })
            .collect(),
        wins: report.wins.iter().map(|win| cx.win(win)).collect(),
        over: report
            .goals
            .iter()
            .filter(|row| {
                matches!(
                    row.status,
                    Status::Missed | Status::Dropped | Status::Superseded
                )
            })
            .map(|row| Item {
                words: row.closed.map_or(String::new(), words::day),
                ..cx.item(row.goal)
            })
            .collect(),
        ideas: report
            .goals
            .iter()
            .filter(|row| row.status == Status::Idea)
            .map(|row| cx.item(row.goal))
            .collect(),
        findings: report
            .findings
            .iter()
            .map(|(message, help)| Item {
                words: words::capital(message),
                more: help.clone().unwrap_or_default(),
                ..Item::default()
            })
            .collect(),
        figures: figures::report(published, report, links),
        open: open.into_iter().map(|row| cx.open_goal(row)).collect(),
    }
}

struct Context<'a> {
    published: &'a Published,
    links: Links,
}

impl Context<'_> {
    fn item(&self, ix: GoalIx) -> Item {
        let entry = self.published.plan().goal(ix);
        let health = self.published.progress().of(ix).health;
        Item {
            title: entry.name().to_owned(),
            href: href(self.published, ix, self.links),
            tone: words::tone(health),
            health: words::health(health),
            ..Item::default()
        }
    }

    fn open_goal(&self, row: &Row) -> OpenGoal {
        OpenGoal {
            title: row.title.clone(),
            href: href(self.published, row.goal, self.links),
            tone: words::tone(row.health),
            health: words::health(row.health),
            pace: row.pace.clone(),
            percent: row.progress.map(words::percent),
            value: row.value.clone(),
            outlook: row.outlook_words.clone(),
            due: row.due.map_or(String::new(), words::short_span),
            due_machine: row.due_day().map_or(String::new(), |day| day.to_string()),
            last: row.last_checkin.map_or(String::new(), words::short_day),
            last_machine: row
                .last_checkin
                .map_or(String::new(), |day| day.to_string()),
        }
    }

    fn win(&self, win: &crate::report::Win) -> Win {
        let proofs = proofs(self.published, win.goal, "");
        Win {
            item: Item {
                words: win.result.clone().unwrap_or_default(),
                when: words::day(win.day),
                machine: win.day.to_string(),
                ..self.item(win.goal)
            },
            steps: win.steps.iter().map(|(_, step)| step.clone()).collect(),
            proofs: proofs
                .into_iter()
                .map(|proof| Proof {
                    // A file of the plan is not beside a report that is mailed.
                    href: if self.links == Links::None && !proof.external {
                        String::new()
                    } else {
                        proof.href
                    },
                    title: proof.title,
                    external: proof.external,
                    date: proof.date,
                })
                .collect(),
        }
    }
}

/// The page of a goal from the top of the site; empty where there are no pages.
pub(super) fn href(published: &Published, ix: GoalIx, links: Links) -> String {
    match links {
        Links::Pages => encoded(&goal_path(&published.plan().goal(ix).id)),
        Links::None => String::new(),
    }
}

fn changes(cx: &Context<'_>, report: &Report) -> Vec<Item> {
    let items = report.changes.iter().map(|change| Item {
        words: change.words.clone(),
        more: match (&change.result, &change.note) {
            (Some(result), _) => result.clone(),
            (None, Some((day, note))) => format!("{}: {note}", words::short_day(*day)),
            (None, None) => String::new(),
        },
        ..cx.item(change.goal)
    });
    items.collect()
}

fn slips(cx: &Context<'_>, report: &Report) -> Vec<Item> {
    let items = report.slips.iter().map(|slip| Item {
        words: slip.what.clone(),
        more: match (&slip.why, &slip.noted) {
            (Some(why), _) => format!("Why: {why}"),
            (None, Some((day, note))) => {
                format!("Last noted {}: {note}", words::short_day(*day))
            }
            (None, None) => "No reason is written yet".into(),
        },
        ..cx.item(slip.goal)
    });
    items.collect()
}

fn next(cx: &Context<'_>, report: &Report) -> Vec<Item> {
    let items = report.next.iter().map(|next| Item {
        words: next.text.clone(),
        when: next.due.map_or(String::new(), |due| {
            let by = if next.overdue { "was due" } else { "by" };
            format!("{by} {}", words::span(due))
        }),
        machine: next.due.map_or(String::new(), |due| due.last.to_string()),
        ..cx.item(next.goal)
    });
    items.collect()
}

/// What the width of the forecasts rests on.
fn basis(open: &[&Row]) -> String {
    let first = open.iter().find_map(|row| match row.outlook {
        Outlook::Finish(forecast) => Some(forecast.basis),
        _ => None,
    });
    match first {
        None => String::new(),
        Some(Basis::Backtest) => "Likely means six chances in ten at the pace so far; how wide that is comes from forecasts on other people’s logs.".into(),
        Some(Basis::Own { finished }) => format!("Likely means six chances in ten at the pace so far; how wide that is comes from the {finished} finished goals of this plan."),
    }
}
