//! `report.html`, for the owner and a mentor: where the plan stands, in words and one table.

use super::{Output, only};
use crate::plan::GoalIx;
use crate::progress::Health;
use crate::render::figures::{self, ReportFigures};
use crate::render::site::{Key, RenderError};
use crate::render::view::{Card, Shared};
use crate::render::words;
use crate::vocabulary::Status;
use chrono::{Duration, NaiveDate};
use serde::Serialize;

pub(super) static OUTPUT: Output = Output {
    entries: |shared| {
        only(
            (!shared.is_public() && !shared.published.plan().goals.is_empty())
                .then_some("report.html"),
        )
    },
    make,
};

#[derive(Serialize)]
struct Report<'a> {
    headline: String,
    open: Vec<Row<'a>>,
    slipped: Vec<(&'a Card, String)>,
    asked: Vec<(&'a Card, String)>,
    due_30: Vec<&'a Card>,
    due_90: Vec<&'a Card>,
    won: Vec<&'a Card>,
    closed: Vec<&'a Card>,
    steps: Vec<(&'a Card, String, String)>,
    look: Vec<&'a Card>,
    figures: ReportFigures,
}

#[derive(Serialize)]
struct Row<'a> {
    card: &'a Card,
    due: String,
    pace: String,
    last: String,
}

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let published = &shared.published;
    let plan = published.plan();
    let progress = published.progress();
    let today = published.today().date();
    let is_open = |ix: &GoalIx| {
        matches!(
            progress.of(*ix).status,
            Status::Active | Status::Planned | Status::Paused
        )
    };
    let mut open: Vec<GoalIx> = plan.goals().map(|(ix, _)| ix).filter(is_open).collect();
    open.sort_by_key(|ix| (plan.goal(*ix).due_date().unwrap_or(NaiveDate::MAX), *ix));
    let within = |days: i64, from: i64| {
        open.iter().filter(move |ix| {
            plan.goal(**ix).due_date().is_some_and(|due| {
                due >= today + Duration::days(from) && due <= today + Duration::days(days)
            })
        })
    };
    let rows = open.iter().filter_map(|ix| {
        let entry = plan.goal(*ix);
        let of = progress.of(*ix);
        let compared = matches!(
            of.health,
            Health::Ahead | Health::OnTrack | Health::Behind | Health::AtRisk
        );
        Some(Row {
            card: shared.card(*ix)?,
            due: entry
                .due
                .get()
                .map_or(String::new(), |due| words::short_span(*due)),
            pace: of
                .slack_days
                .filter(|_| compared)
                .map_or(String::new(), words::slack),
            last: of.last_checkin.map_or(String::new(), words::short_day),
        })
    });
    let slipped = open.iter().filter_map(|ix| {
        let last = plan.goal(*ix).moved.items().last()?;
        let to = last
            .value
            .to
            .map_or(String::new(), |to| format!("to {}", words::span(to)));
        let from = last
            .value
            .from
            .map_or(String::new(), |from| format!("from {} ", words::span(from)));
        let why = last
            .value
            .why
            .as_deref()
            .map_or(String::new(), |why| format!(": {why}"));
        Some((shared.card(*ix)?, format!("{from}{to}{why}")))
    });
    let asked = open
        .iter()
        .filter_map(|ix| Some((shared.card(*ix)?, plan.goal(*ix).ask.get()?.clone())));
    let mut next: Vec<(NaiveDate, GoalIx, usize)> = open
        .iter()
        .filter_map(|ix| {
            let step = progress.of(*ix).next_step?;
            let due = plan
                .goal(*ix)
                .body
                .steps
                .get(step)?
                .due
                .get()
                .map_or(NaiveDate::MAX, |due| due.last);
            Some((due, *ix, step))
        })
        .collect();
    next.sort();
    let steps = next.into_iter().take(3).filter_map(|(due, ix, step)| {
        let text = plan.goal(ix).body.steps.get(step)?.text.clone();
        Some((
            shared.card(ix)?,
            text,
            if due == NaiveDate::MAX {
                String::new()
            } else {
                format!("by {}", words::day(due))
            },
        ))
    });
    let since = today - Duration::days(90);
    let mut won: Vec<GoalIx> = shared
        .story
        .reached
        .iter()
        .copied()
        .filter(|ix| {
            progress
                .of(*ix)
                .closed
                .is_some_and(|closed| closed >= since && closed <= today)
        })
        .collect();
    won.sort_by_key(|ix| std::cmp::Reverse(progress.of(*ix).closed));
    let look = open.iter().filter(|ix| {
        matches!(
            progress.of(**ix).health,
            Health::Overdue
                | Health::AtRisk
                | Health::Behind
                | Health::Stale
                | Health::NoData
                | Health::TargetMet
        )
    });
    let over = plan
        .goals()
        .map(|(ix, _)| ix)
        .filter(|ix| {
            matches!(
                progress.of(*ix).status,
                Status::Missed | Status::Dropped | Status::Superseded
            )
        })
        .collect::<Vec<_>>();
    let report = Report {
        headline: headline(shared, &open),
        slipped: slipped.collect(),
        asked: asked.collect(),
        due_30: shared.cards_of(within(30, 0)),
        due_90: shared.cards_of(within(90, 31)),
        won: shared.cards_of(&won),
        closed: shared.cards_of(&over),
        steps: steps.collect(),
        look: shared.cards_of(look),
        open: rows.collect(),
        figures: figures::report(published, &open),
    };
    let head = shared.head(
        "Report",
        "report.html",
        "Where the plan stands, what slipped and why, and what comes next.",
    );
    shared.page("report.html", &head, &report, out)
}

/// The first sentence: what a mentor would ask first.
fn headline(shared: &Shared, open: &[GoalIx]) -> String {
    let progress = shared.published.progress();
    let active: Vec<_> = open
        .iter()
        .filter(|ix| progress.of(**ix).status == Status::Active)
        .collect();
    if active.is_empty() {
        return "No goal is active at the moment.".into();
    }
    let count = |list: &[Health]| {
        active
            .iter()
            .filter(|ix| list.contains(&progress.of(***ix).health))
            .count()
    };
    let fine = count(&[Health::Ahead, Health::OnTrack, Health::TargetMet]);
    let late = count(&[Health::Behind, Health::AtRisk, Health::Overdue]);
    let quiet = count(&[Health::Stale, Health::NoData]);
    let mut parts = Vec::new();
    if fine > 0 {
        parts.push(format!("{fine} on track or ahead"));
    }
    if late > 0 {
        parts.push(format!("{late} behind"));
    }
    if quiet > 0 {
        parts.push(format!("{quiet} quiet"));
    }
    let rest = active.len() - fine - late - quiet;
    if rest > 0 {
        parts.push(if parts.is_empty() {
            "under way".to_owned()
        } else {
            format!("{rest} under way without a line to compare")
        });
    }
    let goals = if active.len() == 1 {
        "1 active goal".to_owned()
    } else {
        format!("{} active goals", active.len())
    };
    format!("{goals}: {}.", words::listed(&parts))
}
