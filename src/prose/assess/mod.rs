//! The judge of a goal's words: five letters, each with the words that decided it.
//!
//! In: a text and today. Out: an [`Assessment`]. It never asks whether a goal is wise; it says what
//! the words tell. Layers below: tokens → numbers, times, rhythms → clauses → deeds. The files:
//! `answer` → `view` → `specific`, `event` → this one, with the letters that need no more than their
//! parts.

use crate::prose::aim;
use crate::prose::clause::{self, Part};
use crate::prose::deadline::Sense;
use crate::prose::deed::Action;
use crate::prose::lexicon::PRON;
use crate::prose::reading::Reading;
use crate::prose::rhythm::Rhythm;
use crate::today::Today;
use chrono::NaiveDate;
use std::ops::Range;
use view::{View, letter};

mod answer;
mod event;
mod specific;
mod view;

pub use answer::{Assessment, Evidence, Letter, Target, What};

/// Judges a goal's words on a day.
///
/// ```
/// use goalpost::prose::assess::assess;
/// use goalpost::today::Today;
/// let today = Today("2026-11-22".parse().unwrap());
/// let goal = assess("Pass the CKA by June 2027 with two lab evenings a week", today);
/// assert!(goal.specific.met && goal.measurable.met && goal.achievable.met);
/// assert!(!goal.relevant.met);
/// assert_eq!(goal.deadline.unwrap().to_string(), "2027-06-30");
/// ```
pub fn assess(source: &str, today: Today) -> Assessment {
    let read = Reading::of(source, today);
    let aims = aim::find(&read.text, &read.parts);
    let mut view = View {
        source,
        text: &read.text,
        parts: &read.parts,
        times: &read.times,
        rhythms: &read.rhythms,
        aims: &aims,
        deeds: &read.deeds,
        has_means: false,
    };
    let achievable = view.achievable();
    view.has_means = achievable.met;
    let measurable = view.measurable();
    Assessment {
        specific: view.specific(),
        relevant: view.relevant(),
        time_bound: view.time_bound(),
        targets: view.targets(),
        deadline: view.deadline(),
        cadence: view.cadence().and_then(|rhythm| rhythm.period),
        deed: read.deeds.first().map(|deed| read.words(deed)),
        open_verb: view.open_verb(),
        achievable,
        measurable,
    }
}

impl View<'_> {
    fn measurable(&self) -> Letter {
        let mut evidence: Vec<Evidence> = Vec::new();
        for aim in self.aims {
            let found = self.evidence(aim.tokens.clone(), What::Number);
            if evidence.last() != Some(&found) {
                evidence.push(found);
            }
        }
        if let Some(factor) = self.factor() {
            evidence.push(self.evidence(factor, What::Number));
        }
        if let Some(rhythm) = self
            .rhythms
            .iter()
            .find(|rhythm| self.parts.of(rhythm.tokens.start) == Part::Goal)
            && self
                .deeds
                .iter()
                .any(|deed| !matches!(deed.action, Action::Open | Action::Dim | Action::Change))
        {
            evidence.push(self.evidence(rhythm.tokens.clone(), What::Rhythm));
        }
        if let Some(event) = self.deeds.iter().find_map(|deed| self.event(deed)) {
            evidence.push(self.evidence(event, What::Event));
        }
        evidence.sort_by_key(|evidence| evidence.bytes.start);
        letter(evidence)
    }

    fn achievable(&self) -> Letter {
        let text = self.text;
        let mut evidence: Vec<Evidence> = self
            .parts
            .stretches
            .iter()
            .filter(|stretch| stretch.part == Part::Means)
            .map(|stretch| self.evidence(stretch.tokens.clone(), What::Means))
            .collect();
        if !self.parts.resume {
            let aside = |rhythm: &&Rhythm| {
                rhythm.hours
                    && self.parts.of(rhythm.tokens.start) != Part::Reason
                    && !self
                        .deeds
                        .iter()
                        .any(|deed| deed.object == rhythm.from && deed.verb < deed.object)
            };
            for rhythm in self.rhythms.iter().filter(aside) {
                let from = rhythm.from.max(rhythm.tokens.start.saturating_sub(6));
                let from = (from..rhythm.tokens.start)
                    .find(|&at| text.is_word(at) || text.is_number(at))
                    .unwrap_or(rhythm.tokens.start);
                evidence.push(self.evidence(from..rhythm.tokens.end, What::Hours));
            }
        }
        if let Some(start) = self.start() {
            evidence.push(self.evidence(start, What::Start));
        }
        evidence.sort_by_key(|evidence| evidence.bytes.start);
        letter(evidence)
    }

    /// `from 62 %`, `61 % → 75 %`: where it starts.
    fn start(&self) -> Option<Range<usize>> {
        let text = self.text;
        self.aims.iter().find_map(|aim| {
            let before = aim.tokens.start.wrapping_sub(1);
            let from = text.is(before, "from") || text.is(before.wrapping_sub(1), "from");
            let arrow = text.is(aim.tokens.end, "→")
                || text.is(aim.tokens.end, "-") && text.is(aim.tokens.end + 1, ">");
            if arrow && self.aims.len() > 1 {
                return Some(aim.tokens.clone());
            }
            let currently = text.one_of(before, &["currently", "now"]);
            ((from || currently) && self.aims.len() > 1)
                .then(|| before.min(aim.tokens.start)..aim.tokens.end)
        })
    }

    fn relevant(&self) -> Letter {
        letter(
            self.parts
                .stretches
                .iter()
                .filter(|stretch| matches!(stretch.part, Part::Reason | Part::Purpose))
                .map(|stretch| self.evidence(stretch.tokens.clone(), What::Reason))
                .collect(),
        )
    }

    fn time_bound(&self) -> Letter {
        let mut evidence: Vec<Evidence> = self
            .times
            .iter()
            .filter(|time| clause::bounds_goal(self.parts, time))
            .filter(|time| {
                !(time.sense == Sense::Event
                    && self.parts.of(time.tokens.start) == Part::Means
                    && self.text.has(time.tokens.start + 1, PRON))
            })
            .map(|time| self.evidence(time.tokens.clone(), What::Time))
            .collect();
        evidence.extend(
            self.rhythms
                .iter()
                .filter(|rhythm| self.parts.of(rhythm.tokens.start) != Part::Reason)
                .map(|rhythm| self.evidence(rhythm.tokens.clone(), What::Rhythm)),
        );
        evidence.sort_by_key(|evidence| evidence.bytes.start);
        letter(evidence)
    }

    /// The last day that bounds the whole goal.
    fn deadline(&self) -> Option<NaiveDate> {
        let dates = |of: &dyn Fn(Part) -> bool| {
            self.times
                .iter()
                .filter(|time| {
                    clause::bounds_goal(self.parts, time) && of(self.parts.of(time.tokens.start))
                })
                .filter_map(|time| match time.sense {
                    Sense::Due(date) => Some(date),
                    Sense::Event | Sense::None => None,
                })
                .max()
        };
        dates(&|part| matches!(part, Part::Goal | Part::Lead)).or_else(|| dates(&|_| true))
    }

    /// The rhythm of the goal's own verb, else the first of the means.
    fn cadence(&self) -> Option<&Rhythm> {
        let of = |wanted: &dyn Fn(Part) -> bool| {
            self.rhythms
                .iter()
                .find(|rhythm| wanted(self.parts.of(rhythm.tokens.start)))
        };
        of(&|part| matches!(part, Part::Goal | Part::Lead))
            .or_else(|| of(&|part| part == Part::Means))
            .or_else(|| of(&|part| part == Part::Purpose))
    }

    fn targets(&self) -> Vec<Target> {
        self.aims
            .iter()
            .map(|aim| {
                let bytes = self.text.bytes(aim.tokens.clone());
                let written = self.source.get(bytes.clone()).unwrap_or("");
                let unit = self
                    .source
                    .get(self.text.bytes(aim.unit.clone()))
                    .filter(|_| !aim.unit.is_empty());
                let unit = if written.contains('%') {
                    Some("%")
                } else if let Some(sign) = ["€", "$", "£", "¥"]
                    .iter()
                    .find(|sign| written.contains(**sign))
                {
                    Some(*sign)
                } else {
                    unit
                };
                Target {
                    value: aim.value,
                    unit: unit
                        .map(str::trim)
                        .filter(|unit| !unit.is_empty())
                        .map(str::to_owned),
                    bytes,
                }
            })
            .collect()
    }
}
