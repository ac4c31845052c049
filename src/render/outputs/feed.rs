//! `feed.xml`: results and finished steps as an Atom feed (RFC 4287). Needs the site's address.
//!
//! Dates of entries are those of what happened, so that a new day rewrites nothing.

use super::{Output, only};
use crate::plan::GoalIx;
use crate::plan::markup::escape;
use crate::publish::Audience;
use crate::render::person::done_steps;
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;
use crate::vocabulary::Status;
use chrono::{Datelike, NaiveDate};
use std::cmp::Reverse;
use std::io::Write as _;

pub(super) static OUTPUT: Output = Output {
    entries: |shared| only((shared.base_url().is_some()).then_some("feed.xml")),
    make,
};

/// How many entries a feed has at most.
const NEWEST: usize = 50;

/// What an entry tells of a goal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What<'a> {
    /// It was reached.
    Result,
    /// A step of it was finished: which one, newest first, on this day.
    Step {
        day: NaiveDate,
        at: usize,
        text: &'a str,
    },
}

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let plan = shared.published.plan();
    let progress = shared.published.progress();
    let today = shared.published.today().date();
    let url = shared.base_url().unwrap_or_default();
    let mut entries: Vec<(NaiveDate, GoalIx, What<'_>)> = Vec::new();
    for (ix, entry) in plan.goals() {
        let of = progress.of(ix);
        let reached = of.closed.filter(|_| of.status == Status::Done);
        if let Some(closed) = reached.filter(|closed| *closed <= today) {
            entries.push((told(closed, shared.audience()), ix, What::Result));
        }
        let steps = done_steps(entry).into_iter().enumerate();
        for (at, (day, text)) in steps.filter(|(_, (day, _))| *day <= today) {
            let what = What::Step { day, at, text };
            entries.push((told(day, shared.audience()), ix, what));
        }
    }
    entries.sort_by(|a, b| (Reverse(a.0), a.1, a.2).cmp(&(Reverse(b.0), b.1, b.2)));
    entries.truncate(NEWEST);
    let updated = entries.first().map_or_else(
        || told(today, Audience::Public).with_month(1).unwrap_or(today),
        |(day, ..)| *day,
    );
    let name = if shared.person.name.is_empty() {
        "Career plan"
    } else {
        &shared.person.name
    };
    let text = |text: &str| {
        let mut out = String::new();
        // Control characters and the two that are none may not stand in XML at all.
        escape(
            &text
                .chars()
                .filter(|c| *c == '\n' || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')))
                .collect::<String>(),
            &mut out,
        );
        out
    };
    let address = |path: &str| text(&format!("{url}/{}", super::super::markdown::encoded(path)));
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n",
    );
    xml.push_str(&format!("<title>{}: results</title>\n<id>{}</id>\n<link href=\"{}\"/>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n<updated>{updated}T00:00:00Z</updated>\n<author><name>{}</name></author>\n", text(name), address(""), address(""), address("feed.xml"), text(name)));
    for (day, ix, what) in &entries {
        let Some(card) = shared.card(*ix) else {
            continue;
        };
        let (key, title) = match what {
            What::Result => ("result".to_owned(), format!("Reached: {}", card.result)),
            What::Step { day, at, text } => (format!("step-{day}-{at}"), format!("Done: {text}")),
        };
        xml.push_str(&format!(
            "<entry>\n<title>{}</title>\n<id>{}#{key}</id>\n<link rel=\"alternate\" href=\"{}\"/>\n<updated>{day}T00:00:00Z</updated>\n<summary>{}</summary>\n</entry>\n",
            text(&title),
            address(&card.href),
            address(&card.href),
            text(&card.title)
        ));
    }
    xml.push_str("</feed>\n");
    out.write_all(xml.as_bytes())
        .map_err(|error| RenderError::Template(error.to_string()))
}

/// A day as exactly as the audience is told it: everyone the first of its month.
fn told(day: NaiveDate, audience: Audience) -> NaiveDate {
    if audience == Audience::Public {
        day.with_day(1).unwrap_or(day)
    } else {
        day
    }
}
