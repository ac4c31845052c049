//! A text read through all layers, up to its deeds.
//!
//! In: a text and today. Out: its tokens, times, rhythms, parts and deeds. What they say of the goal is
//! for `assess` and `remark`.

use super::clause;
use super::clause::Parts;
use super::deadline;
use super::deadline::Time;
use super::deed::{self, Deed};
use super::lexicon::{CONJ, NEG, PREP};
use super::rhythm;
use super::rhythm::Rhythm;
use super::token::{Kind, Text};
use crate::today::Today;
use std::ops::Range;

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

    /// The bytes of a deed, verb and thing, to ask about it in its own words: up to a time, a means or
    /// a reason.
    pub(super) fn words(&self, deed: &Deed) -> Range<usize> {
        let text = &self.text;
        let breaks =
            |at: usize| text.one_of(at, &[",", ";"]) || text.is(at, ":") && !text.at(at + 1).glued;
        let end = (deed.verb + 1..deed.end)
            .find(|&at| !self.parts.is_goal(at) || breaks(at))
            .unwrap_or(deed.end);
        // `Take four weeks off`: at the end of a sentence it is a particle.
        let closes = matches!(text.at(end).kind, Kind::Stop | Kind::Nothing);
        let full = |at: usize| {
            let particle = closes && at + 1 == end && !text.has(at, CONJ);
            text.is_word(at) && (particle || !text.has(at, PREP.and(CONJ)))
                || text.is_number(at)
                || text.is(at, "%")
        };
        let mut end = (deed.verb + 1..=end)
            .rev()
            .find(|&end| full(end - 1))
            .unwrap_or(deed.verb + 1);
        if end == deed.verb + 1 {
            end = self.alone(end);
        }
        // `Don't burn out`.
        let not = deed.verb.wrapping_sub(1);
        let start = if text.has(not, NEG) { not } else { deed.verb };
        text.bytes(start..end)
    }

    /// Where what tells a verb without a thing apart ends: `Decide whether to …`, `Write every day`.
    fn alone(&self, from: usize) -> usize {
        const MOST: usize = 12;
        let text = &self.text;
        let asks = text.one_of(
            from,
            &[
                "whether", "if", "how", "what", "where", "which", "when", "who", "that", "why",
            ],
        );
        (from..text.len().min(from + MOST))
            .find(|&at| {
                let goes_on = asks && (text.is_word(at) || text.is_number(at));
                !goes_on && !self.parts.is_timed(at)
            })
            .unwrap_or(text.len().min(from + MOST))
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
        // Behind a colon that ends the text nothing is done.
        if start >= text.len() || !parts.is_goal(start) {
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
