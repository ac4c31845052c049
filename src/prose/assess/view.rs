//! A goal's text as the letters look at it, and what more than one of them asks.
//!
//! In: a text read through all layers. Out: whether it sets a measure, and the words behind a deed.

use super::answer::{Evidence, Letter, What};
use crate::prose::aim::Aim;
use crate::prose::clause::{Part, Parts};
use crate::prose::deadline::Time;
use crate::prose::deed::{Action, Deed};
use crate::prose::lexicon::CREDENTIAL;
use crate::prose::rhythm::Rhythm;
use crate::prose::token::Text;
use std::ops::Range;

/// A text that was read, and what the letters share.
pub(super) struct View<'a> {
    /// The text that was judged.
    pub(super) source: &'a str,
    /// Its tokens.
    pub(super) text: &'a Text,
    /// What each token belongs to.
    pub(super) parts: &'a Parts,
    /// Its times that no rhythm holds.
    pub(super) times: &'a [Time],
    /// Its rhythms.
    pub(super) rhythms: &'a [Rhythm],
    /// The numbers that it aims at.
    pub(super) aims: &'a [Aim],
    /// Each verb of the goal's own, with what it acts on.
    pub(super) deeds: &'a [Deed],
    /// Whether the means are named.
    pub(super) has_means: bool,
}

/// A letter that is met where anything speaks for it.
pub(super) fn letter(evidence: Vec<Evidence>) -> Letter {
    Letter {
        met: !evidence.is_empty(),
        evidence,
    }
}

impl View<'_> {
    pub(super) fn evidence(&self, tokens: Range<usize>, what: What) -> Evidence {
        Evidence {
            bytes: self.text.bytes(tokens),
            what,
        }
    }

    /// A number, a factor, `by a third`.
    pub(super) fn has_measure(&self) -> bool {
        !self.aims.is_empty() || self.factor().is_some()
    }

    /// `double`, `by a third`, `by half`.
    pub(super) fn factor(&self) -> Option<Range<usize>> {
        let text = self.text;
        if let Some(deed) = self.deeds.iter().find(|deed| deed.action == Action::Factor) {
            return Some(deed.verb..deed.verb + 1);
        }
        (0..text.len()).find_map(|at| {
            let by = text.one_of(at, &["by", "in"]) && self.parts.of(at) == Part::Goal;
            let fraction =
                at + 1 + usize::from(text.one_of(at + 1, &["a", "one", "two", "at", "over"]));
            let word = text.one_of(
                fraction,
                &[
                    "third", "half", "quarter", "fifth", "tenth", "thirds", "quarters",
                ],
            );
            (by && word && !self.parts.is_timed(fraction)).then_some(at..fraction + 1)
        })
    }

    pub(super) fn is_credential(&self, range: &Range<usize>) -> bool {
        range.clone().any(|at| self.text.has(at, CREDENTIAL))
    }
}
