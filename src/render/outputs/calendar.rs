//! `calendar.ics` (RFC 5545), for the owner and a mentor, and for everyone where the plan says so:
//! due days, dated steps and reviews as whole days.
//!
//! Nothing in it comes from today but for everyone, who is told a month and only while it is ahead;
//! so a new day rewrites nothing, and a calendar that subscribes sees only what was changed. What
//! names an entry is the goal's id, so that one that moves stays the same entry.

use super::{Output, only};
use crate::plan::goal::{Step, StepState};
use crate::plan::{GoalEntry, GoalIx};
use crate::prose::date::{DateSpan, Grain};
use crate::publish::Audience;
use crate::render::markdown::{encoded, goal_path};
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;
use crate::report::next_review;
use crate::vocabulary::Status;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

pub(super) static OUTPUT: Output = Output {
    entries: |shared| only(is_there(shared).then_some("calendar.ics")),
    make,
};

/// How many octets a line has at most, its end left out (RFC 5545, 3.1).
const LINE: usize = 75;

/// When an entry reminds, from the beginning of its day: at nine in the morning a week before, the
/// day before, on the day.
const WEEK_BEFORE: &str = "-P6DT15H";
const DAY_BEFORE: &str = "-PT15H";
const ON_THE_DAY: &str = "PT9H";

/// One entry of the calendar: whole days.
struct Event {
    /// What it is in this plan.
    name: String,
    first: NaiveDate,
    last: NaiveDate,
    summary: String,
    description: Vec<String>,
    /// The page to look at, from the top of the site.
    page: String,
    /// When it came to be as it is.
    stamp: NaiveDate,
    /// How often it was moved.
    sequence: usize,
    alarm: &'static str,
}

/// Whether there is anything to put into a calendar: one without an entry is not valid.
pub(super) fn is_there(shared: &Shared) -> bool {
    let config = &shared.published.plan().config;
    if shared.is_public() && !config.public_calendar {
        return false;
    }
    let mut goals = open(shared);
    goals.any(|(ix, entry)| {
        day(shared, entry.due.get()).is_some()
            || dated_steps(shared, entry).next().is_some()
            || review(shared, ix).is_some()
    })
}

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let mut reviews: BTreeMap<NaiveDate, Vec<(GoalIx, NaiveDate)>> = BTreeMap::new();
    let mut events: Vec<Event> = Vec::new();
    for (ix, entry) in open(shared) {
        events.extend(due(shared, entry));
        events.extend(steps(shared, entry));
        if let Some((last, next)) = review(shared, ix) {
            reviews.entry(next).or_default().push((ix, last));
        }
    }
    for (day, goals) in reviews {
        events.push(look_back(shared, day, &goals));
    }
    events.sort_by(|a, b| (a.first, a.last, &a.name).cmp(&(b.first, b.last, &b.name)));
    write(shared, &events, out);
    Ok(())
}

/// Goals that still have days: not ideas, and not those that are over.
fn open(shared: &Shared) -> impl Iterator<Item = (GoalIx, &GoalEntry)> {
    let progress = shared.published.progress();
    let goals = shared.published.plan().goals();
    goals.filter(|(ix, _)| {
        matches!(
            progress.of(*ix).status,
            Status::Active | Status::Planned | Status::Paused
        )
    })
}

/// First and last day of an entry: the last day that counts; for everyone the month or what was
/// given more coarsely, while it is ahead.
fn day(shared: &Shared, due: Option<&DateSpan>) -> Option<(NaiveDate, NaiveDate)> {
    let due = *due?;
    if !shared.is_public() {
        return Some((due.last, due.last));
    }
    if due.last < shared.published.today().date() {
        return None;
    }
    if due.grain != Grain::Day {
        return Some((due.first, due.last));
    }
    let month = DateSpan::month(
        chrono::Datelike::year(&due.first),
        chrono::Datelike::month(&due.first),
    )?;
    Some((month.first, month.last))
}

fn due(shared: &Shared, entry: &GoalEntry) -> Option<Event> {
    let (first, last) = day(shared, entry.due.get())?;
    let mut description = Vec::new();
    description.extend(entry.why.get().cloned());
    description.extend(entry.ask.get().map(|ask| format!("I ask: {ask}")));
    Some(Event {
        name: format!("{}.due", entry.id),
        first,
        last,
        summary: format!("Due: {}", entry.name()),
        description,
        page: goal_path(&entry.id),
        stamp: stamp(entry, last),
        sequence: entry.moved.items().len(),
        alarm: WEEK_BEFORE,
    })
}

fn dated_steps<'a>(
    shared: &'a Shared,
    entry: &'a GoalEntry,
) -> impl Iterator<Item = (&'a Step, (NaiveDate, NaiveDate))> {
    let steps = entry.body.steps.iter();
    let open =
        steps.filter(|step| step.leaf && matches!(step.state, StepState::Open | StepState::Half));
    open.filter_map(|step| Some((step, day(shared, step.due.get())?)))
}

/// A step is named by its words: one that gets another day stays the same entry.
fn steps(shared: &Shared, entry: &GoalEntry) -> Vec<Event> {
    let mut seen: BTreeMap<u64, usize> = BTreeMap::new();
    dated_steps(shared, entry)
        .map(|(step, (first, last))| {
            let hash = xxh3_64(step.text.as_bytes());
            let count = seen.entry(hash).or_default();
            *count += 1;
            let again = match *count {
                1 => String::new(),
                count => format!("-{count}"),
            };
            Event {
                name: format!("{}.step-{hash:016x}{again}", entry.id),
                first,
                last,
                summary: step.text.clone(),
                description: vec![format!("A step of: {}", entry.name())],
                page: goal_path(&entry.id),
                stamp: stamp(entry, last),
                sequence: 0,
                alarm: DAY_BEFORE,
            }
        })
        .collect()
}

/// The day of a goal's last review, or of its start, and that of the next one; everyone is told of
/// neither, and what is set aside wants none.
fn review(shared: &Shared, ix: GoalIx) -> Option<(NaiveDate, NaiveDate)> {
    let paused = shared.published.progress().of(ix).status == Status::Paused;
    if shared.is_public() || paused {
        return None;
    }
    next_review(shared.published.plan(), ix, shared.published.today())
}

/// All goals that want a review on one day are one entry.
fn look_back(shared: &Shared, day: NaiveDate, goals: &[(GoalIx, NaiveDate)]) -> Event {
    let plan = shared.published.plan();
    let titles: Vec<&str> = goals.iter().map(|(ix, _)| plan.goal(*ix).name()).collect();
    let summary = match titles.as_slice() {
        [one] => format!("Review: {one}"),
        many => format!("Review {} goals", many.len()),
    };
    let stamp = goals.iter().map(|(_, last)| *last).max();
    Event {
        name: format!("review-{}", day.format("%Y%m%d")),
        first: day,
        last: day,
        summary,
        description: titles.iter().map(|title| (*title).to_owned()).collect(),
        page: "report.html".into(),
        stamp: stamp.unwrap_or(day),
        sequence: 0,
        alarm: ON_THE_DAY,
    }
}

/// When an entry came to be as it is: the latest of the goal's start and its moves, else the entry's
/// own day.
fn stamp(entry: &GoalEntry, day: NaiveDate) -> NaiveDate {
    let moves = entry.moved.items().iter();
    let moves = moves.filter_map(|moved| moved.value.on);
    let known = moves.chain(entry.start_date()).max();
    known.unwrap_or(day)
}

fn write(shared: &Shared, events: &[Event], out: &mut Vec<u8>) {
    let host = host(shared);
    let name = match shared.person.name.as_str() {
        "" => "Career plan".to_owned(),
        name => format!("{name}: goals"),
    };
    let mut line = |name: &str, value: &str| fold(&format!("{name}:{value}"), out);
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//goalpost//goalpost//EN");
    line("CALSCALE", "GREGORIAN");
    line("METHOD", "PUBLISH");
    line("NAME", &escaped(&name));
    line("X-WR-CALNAME", &escaped(&name));
    for event in events {
        line("BEGIN", "VEVENT");
        line("UID", &format!("{}@{host}", event.name));
        line("DTSTAMP", &event.stamp.format("%Y%m%dT000000Z").to_string());
        line(
            "DTSTART;VALUE=DATE",
            &event.first.format("%Y%m%d").to_string(),
        );
        // The end is the first day that is no more part of it.
        let end = event.last.succ_opt().unwrap_or(event.last);
        line("DTEND;VALUE=DATE", &end.format("%Y%m%d").to_string());
        line("SUMMARY", &escaped(&event.summary));
        if !event.description.is_empty() {
            line("DESCRIPTION", &escaped(&event.description.join("\n")));
        }
        if let (Some(base), true) = (shared.base_url(), shared.is_public()) {
            line("URL", &format!("{base}/{}", encoded(&event.page)));
        }
        line("TRANSP", "TRANSPARENT");
        line("SEQUENCE", &event.sequence.to_string());
        if shared.audience() != Audience::Public {
            line("CLASS", "PRIVATE");
            line("BEGIN", "VALARM");
            line("ACTION", "DISPLAY");
            line("DESCRIPTION", &escaped(&event.summary));
            line("TRIGGER", event.alarm);
            line("END", "VALARM");
        }
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
}

/// What tells the entries of one plan from those of others: the host of its address, else its
/// owner's name.
fn host(shared: &Shared) -> String {
    let address = shared.base_url().and_then(|url| {
        let rest = url.split_once("://")?.1;
        let host = rest.split(['/', '?', '#']).next()?;
        let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
        host.split(':').next().map(str::to_lowercase)
    });
    let plain = |text: &str| {
        let mut out = String::new();
        for c in text.to_lowercase().chars() {
            match c {
                c if c.is_ascii_alphanumeric() || c == '.' => out.push(c),
                // Letters of other scripts are told apart by their number.
                c if c.is_alphanumeric() => out.push_str(&format!("{:x}", u32::from(c))),
                _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
                _ => {}
            }
        }
        out.trim_matches(['-', '.']).to_owned()
    };
    match (address.map(|host| plain(&host)), &shared.person.name) {
        (Some(host), _) if !host.is_empty() => host,
        (_, name) if plain(name).is_empty() => "goalpost".into(),
        (_, name) => format!("{}.goalpost", plain(name)),
    }
}

/// Text as a value (RFC 5545, 3.3.11); control characters have no place in it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Writes a line, folded where it has more than 75 octets, never within a character.
fn fold(line: &str, out: &mut Vec<u8>) {
    let mut used = 0;
    let mut buffer = [0; 4];
    for c in line.chars() {
        let bytes = c.encode_utf8(&mut buffer).as_bytes();
        if used + bytes.len() > LINE {
            out.extend_from_slice(b"\r\n ");
            used = 1;
        }
        out.extend_from_slice(bytes);
        used += bytes.len();
    }
    out.extend_from_slice(b"\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_escaped() {
        assert_eq!(escaped("a; b, c\\d\ne\rf\u{7}"), "a\\; b\\, c\\\\d\\ne f ");
    }

    proptest! {
        #[test]
        fn folding_keeps_to_75_octets_and_loses_nothing(text in "\\PC{0,200}") {
            let mut out = Vec::new();
            fold(&text, &mut out);
            let out = String::from_utf8(out).unwrap();
            prop_assert!(out.ends_with("\r\n"));
            prop_assert!(out.split("\r\n").all(|line| line.len() <= LINE));
            let unfolded = out.replace("\r\n ", "");
            prop_assert_eq!(unfolded.trim_end_matches("\r\n"), text);
        }
    }
}
