//! Whether two strangers would picture the same outcome.
//!
//! In: a goal's text as it was read. Out: the letter S, and the verb that leaves it open.

#![expect(
    clippy::nonminimal_bool,
    reason = "conditions stand in the order in which the grammar is told"
)]

use super::answer::{Letter, What};
use super::view::{View, letter};
use crate::prose::deed::{Action, Deed};
use crate::prose::lexicon::{
    COMPARATIVE, CREDENTIAL, DEGREE, EVENT, NEG, PRAISE, QUALITY, ROLE, WANT,
};
use crate::prose::object;
use crate::prose::sign;
use std::ops::Range;

impl View<'_> {
    pub(super) fn specific(&self) -> Letter {
        let mut evidence = Vec::new();
        for deed in self.deeds {
            if let Some(narrow) = self.is_specific(deed) {
                if deed.action != Action::Named {
                    evidence.push(self.evidence(deed.verb..deed.verb + 1, What::Action));
                }
                evidence.push(self.evidence(narrow..narrow + 1, What::Object));
                break;
            }
        }
        letter(evidence)
    }

    /// The token that makes a deed's object narrow, where the deed is specific.
    fn is_specific(&self, deed: &Deed) -> Option<usize> {
        let text = self.text;
        let measure = self.has_measure();
        let has_means = self.has_means;
        let all = deed.object..deed.end;
        let narrow = object::narrow(text, self.parts, all.clone());
        let first = object::phrase(text, self.parts, deed.object, deed.end);
        let word = narrow
            .word
            .or_else(|| first.clone().find(|&at| text.is_word(at)))?;
        let is_narrow = narrow.score >= 1.0;
        let by_degree = (deed.object..deed.end.min(deed.object + 8))
            .any(|at| self.parts.is_goal(at) && text.has(at, DEGREE))
            && !measure;
        let met = match deed.action {
            Action::Go | Action::Act if by_degree => false,
            Action::End | Action::Act | Action::Go => {
                is_narrow
                    && !self.unwished(deed)
                    && !(object::quality_head(text, self.parts, deed.object)
                        && !narrow.name
                        && !measure
                        && !self.is_credential(&first))
            }
            Action::Named => {
                let opens_quality = first.clone().next_back().is_some_and(|head| {
                    text.has(head, QUALITY) && !text.has(head, CREDENTIAL.and(EVENT))
                });
                is_narrow
                    && (measure || !opens_quality)
                    && !first
                        .clone()
                        .any(|at| text.has(at, DEGREE.and(NEG)) && !measure)
            }
            Action::Become if self.unwished(deed) => false,
            Action::Become => {
                let of_kind = object::narrow(text, self.parts, first.clone()).score >= 1.0;
                let role = first.clone().any(|at| text.has(at, ROLE))
                    || narrow.name
                        && !first
                            .clone()
                            .next_back()
                            .is_some_and(|head| text.has(head, QUALITY));
                let is_narrow = is_narrow && (of_kind || role);
                let managerial = first
                    .clone()
                    .any(|at| text.has(at, ROLE) && !text.has(at, PRAISE));
                (is_narrow || managerial)
                    && (role || is_narrow)
                    && !text.is(first.start, "one")
                    && !(object::is_praise(text, first.clone())
                        && !(narrow.name && !first.clone().any(|at| text.has(at, COMPARATIVE))))
            }
            Action::Open | Action::Change => is_narrow && (measure || has_means),
            Action::Factor => is_narrow,
            Action::Dim => {
                is_narrow
                    && !self.unwished(deed)
                    && (measure
                        || narrow.name
                            && narrow.score >= 2.0
                            && text.shows(deed.verb, sign::DIM_DOES))
            }
        };
        met.then_some(word)
    }

    /// `I do not want to …`: what is not to be is no picture of what will be.
    fn unwished(&self, deed: &Deed) -> bool {
        let text = self.text;
        (deed.verb.saturating_sub(6)..deed.verb).any(|at| {
            text.has(at, WANT)
                && (text.one_of(
                    at.wrapping_sub(1),
                    &["not", "don't", "never", "no", "didn't"],
                ))
        })
    }

    /// The first open verb, where no deed is specific.
    pub(super) fn open_verb(&self) -> Option<Range<usize>> {
        if self
            .deeds
            .iter()
            .any(|deed| self.is_specific(deed).is_some())
        {
            return None;
        }
        let deed = self.deeds.first()?;
        matches!(deed.action, Action::Open | Action::Change | Action::Dim)
            .then(|| self.text.bytes(deed.verb..deed.verb + 1))
    }
}
