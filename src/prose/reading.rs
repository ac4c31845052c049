//! A text read through all layers, up to its deeds.
//!
//! In: a text and today. Out: its tokens, times, rhythms, parts and deeds. What they say of the goal is
//! for `assess` and `remark`.

use super::clause;
use super::clause::Parts;
use super::deadline;
use super::deadline::Time;
use super::deed::{self, Deed};
use super::rhythm;
use super::rhythm::Rhythm;
use super::token::{Kind, Text};
use crate::today::Today;

/// A text with its times, rhythms, parts and deeds.
pub(super) struct Reading {
    /// Its tokens.
    pub(super) text: Text,
    /// Its times that no rhythm holds.
    pub(super) times: Vec<Time>,
    /// Its rhythms.
    pub(super) rhythms: Vec<Rhythm>,
    /// What each token belongs to.
    pub(super) parts: Parts,
    /// Each verb of the goal's own, with what it acts on.
    pub(super) deeds: Vec<Deed>,
}

impl Reading {
    /// Reads a text on a day.
    pub(super) fn of(source: &str, today: Today) -> Self {
        let text = Text::new(source);
        let rhythms = rhythm::find(&text);
        let times = outside(deadline::find(&text, today.date()), &rhythms);
        let parts = clause::cut(&text, &times, &rhythms);
        let deeds = deeds(&text, &parts);
        Self {
            text,
            times,
            rhythms,
            parts,
            deeds,
        }
    }
}

/// Times that no rhythm holds: `every June` is a rhythm.
fn outside(mut times: Vec<Time>, rhythms: &[Rhythm]) -> Vec<Time> {
    if !rhythms.is_empty() {
        let mut rhythms = rhythms.iter().peekable();
        times.retain(|time| {
            while rhythms
                .peek()
                .is_some_and(|rhythm| rhythm.tokens.end <= time.tokens.start)
            {
                rhythms.next();
            }
            rhythms
                .peek()
                .is_none_or(|rhythm| rhythm.tokens.start >= time.tokens.end)
        });
    }
    times
}

/// The deeds of a text: each verb of the goal's own with what it acts on.
fn deeds(text: &Text, parts: &Parts) -> Vec<Deed> {
    let mut starts = parts.starts.clone();
    starts.sort_unstable();
    starts.dedup();
    let mut deeds: Vec<Deed> = Vec::new();
    for (index, &start) in starts.iter().enumerate() {
        if !parts.is_goal(start) {
            continue;
        }
        let next = starts.get(index + 1).copied().unwrap_or(text.len());
        let end = (start..next)
            .find(|&at| text.at(at).kind == Kind::Stop)
            .unwrap_or(next);
        deeds.push(deed::deed(text, parts, start, end));
    }
    // `Join and take part in …`: the object is said once.
    for index in (1..deeds.len()).rev() {
        let (reach, ends) = match deeds.get(index) {
            Some(deed) => (deed.verb, deed.end),
            None => continue,
        };
        if let Some(deed) = deeds.get_mut(index - 1) {
            let empty = (deed.object..deed.end).all(|at| {
                !parts.is_goal(at)
                    || !text.is_word(at)
                    || text.one_of(at, &["and", "or", "then", "&", "actively"])
            });
            if empty && deed.end == reach {
                deed.object = reach + 1;
                deed.end = ends;
            }
        }
    }
    deeds
}
