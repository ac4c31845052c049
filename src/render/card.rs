//! What lists and pages show of a goal: a card, and the shorter forms of it.
//!
//! In: a published goal. Out: words, dates and addresses, as its audience is shown them.

use super::markdown::goal_path;
use super::person::result_of;
use super::words;
use crate::plan::GoalIx;
use crate::plan::goal::EvidenceLink;
use crate::plan::goal::LinkStyle;
use crate::plan::links::LinkTarget;
use crate::publish::{Audience, Published};
use crate::source::one_line;
use crate::vocabulary::Status;
use serde::Serialize;

/// A goal as a line of a list.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Card {
    pub(super) id: String,
    pub(super) title: String,
    /// What came of it, else its title.
    pub(super) result: String,
    /// The same, cut where it is longer than a line of a list should be.
    pub(super) told: String,
    pub(super) href: String,
    /// Why it matters, cut likewise; the page of the goal has the whole.
    pub(super) why: String,
    pub(super) state: &'static str,
    pub(super) health: &'static str,
    pub(super) tone: &'static str,
    /// "by March 2027", "March 2026", or nothing.
    pub(super) when: String,
    pub(super) machine_date: String,
    /// "3 of 4 talks", or nothing.
    pub(super) progress: String,
    /// A whole percentage, for the owner and a mentor.
    pub(super) percent: Option<i64>,
    pub(super) proof: Option<Proof>,
}

/// A goal as a link.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Linked<'a> {
    pub(super) title: &'a str,
    pub(super) href: &'a str,
    pub(super) state: &'a str,
}

/// A goal as a line of a long list: what such a list shows of its card.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Line<'a> {
    title: &'a str,
    href: &'a str,
    state: &'a str,
    when: &'a str,
    machine_date: &'a str,
    progress: &'a str,
}

/// A goal as a line of the list of what was reached: what that shows of its card.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Reached<'a> {
    title: &'a str,
    result: &'a str,
    told: &'a str,
    href: &'a str,
    when: &'a str,
    machine_date: &'a str,
    proof: Option<&'a Proof>,
}

impl Card {
    /// The goal as a link.
    pub(super) fn linked(&self) -> Linked<'_> {
        Linked {
            title: &self.title,
            href: &self.href,
            state: self.state,
        }
    }

    /// The goal as a line of what was reached.
    pub(super) fn reached(&self) -> Reached<'_> {
        Reached {
            title: &self.title,
            result: &self.result,
            told: &self.told,
            href: &self.href,
            when: &self.when,
            machine_date: &self.machine_date,
            proof: self.proof.as_ref(),
        }
    }

    pub(super) fn line(&self) -> Line<'_> {
        Line {
            title: &self.title,
            href: &self.href,
            state: self.state,
            when: &self.when,
            machine_date: &self.machine_date,
            progress: &self.progress,
        }
    }
}

/// A proof, as it is shown.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Proof {
    pub(super) title: String,
    /// From the top of the site where it is a file of it; empty where it leads nowhere.
    pub(super) href: String,
    pub(super) external: bool,
    pub(super) date: String,
    pub(super) expires: String,
}

/// Cuts a text at a word where it has more than so many characters.
pub(super) fn shorten(text: &str, most: usize) -> String {
    let text = one_line(text);
    if text.chars().count() <= most {
        return text;
    }
    let cut: String = text.chars().take(most).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!(
        "{}…",
        cut.get(..end)
            .unwrap_or(&cut)
            .trim_end_matches([',', ';', ':'])
    )
}

/// The most characters of a result or a reason in a list: three or four lines of a phone would do,
/// eight are what a reader bears.
const TOLD: usize = 220;

pub(super) fn card(published: &Published, ix: GoalIx) -> Card {
    let entry = published.plan().goal(ix);
    let progress = published.progress().of(ix);
    let audience = published.audience();
    let (when, machine_date) = match (progress.status, progress.closed, entry.due.get()) {
        (Status::Done, Some(closed), _) => (
            if audience == Audience::Public {
                words::month(closed)
            } else {
                words::day(closed)
            },
            if audience == Audience::Public {
                closed.format("%Y-%m").to_string()
            } else {
                closed.to_string()
            },
        ),
        (Status::Done, None, _) | (_, _, None) => (String::new(), String::new()),
        // Everyone is told a due month only while it is ahead.
        (_, _, Some(due))
            if audience == Audience::Public && due.last < published.today().date() =>
        {
            (String::new(), String::new())
        }
        (_, _, Some(due)) => (
            format!("by {}", words::for_audience(*due, audience)),
            if audience == Audience::Public {
                due.last.format("%Y-%m").to_string()
            } else {
                due.last.to_string()
            },
        ),
    };
    let why = entry
        .why
        .get()
        .cloned()
        .unwrap_or_else(|| first_sentence(&entry.body.lead));
    Card {
        id: entry.id.to_string(),
        title: entry.name().to_owned(),
        result: result_of(entry).to_owned(),
        told: shorten(result_of(entry), TOLD),
        href: goal_path(&entry.id),
        why: shorten(&why, TOLD),
        state: words::state(progress),
        health: words::health(progress.health),
        tone: words::tone(progress.health),
        when,
        machine_date,
        progress: words::progress(entry, progress, audience).unwrap_or_default(),
        percent: progress
            .shown()
            .filter(|_| audience != Audience::Public)
            .map(words::percent),
        proof: proofs(published, ix, "").into_iter().next(),
    }
}

fn first_sentence(text: &str) -> String {
    let end = text.match_indices(['.', '!', '?']).find(|(at, mark)| {
        text.get(at + mark.len()..)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    let sentence = end.map_or(text, |(at, mark)| {
        text.get(..at + mark.len()).unwrap_or(text)
    });
    shorten(sentence, 140)
}

/// The proofs of a goal, for a page at `root`.
pub(super) fn proofs(published: &Published, ix: GoalIx, root: &str) -> Vec<Proof> {
    let plan = published.plan();
    let entry = plan.goal(ix);
    let audience = published.audience();
    let proof = |evidence: &crate::plan::goal::Evidence| {
        let (href, external) = match evidence.link.as_ref().map(|link| &link.value) {
            Some(EvidenceLink::Url(url)) => (url.clone(), true),
            Some(EvidenceLink::File(file)) => {
                match plan.link(&entry.goal.path, file, LinkStyle::Markdown) {
                    LinkTarget::File(path) => (
                        format!(
                            "{root}{}",
                            super::markdown::encoded(&super::markdown::file_path(&path))
                        ),
                        false,
                    ),
                    _ => (String::new(), false),
                }
            }
            None => (String::new(), false),
        };
        Proof {
            title: evidence.title.clone(),
            href,
            external,
            date: evidence
                .date
                .map(|date| words::for_audience(date, audience))
                .unwrap_or_default(),
            expires: evidence
                .expires
                .map(|date| words::for_audience(date, audience))
                .unwrap_or_default(),
        }
    };
    entry
        .evidence
        .items()
        .iter()
        .map(|evidence| proof(&evidence.value))
        .collect()
}
