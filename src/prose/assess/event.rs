//! Whether what is done is one event that others can see: an exam passed, a talk held, a role taken.
//!
//! In: a deed of a goal's text. Out: the words of the event, if it is one.

#![expect(
    clippy::nonminimal_bool,
    reason = "conditions stand in the order in which the grammar is told"
)]

use super::view::View;
use crate::prose::deadline::Sense;
use crate::prose::deed::{Action, Deed};
use crate::prose::lexicon::{
    COMPARATIVE, CREDENTIAL, DEGREE, DET, END, EVENT, FIELD, Form, GENERIC, GO, NEG, NOUN, POSS,
    PRAISE, PREP, QUALITY, ROLE, VAGUE, VERB,
};
use crate::prose::object;
use crate::prose::sign;
use crate::prose::token::Shape;
use std::ops::Range;

impl View<'_> {
    /// The words of a deed that is one event, which others can see.
    pub(super) fn event(&self, deed: &Deed) -> Option<Range<usize>> {
        let text = self.text;
        let found = object::phrase(text, self.parts, deed.object, deed.end);
        let words = deed.verb..found.end.max(deed.verb + 1);
        let head = found.clone().next_back();
        let quality =
            object::quality_head(text, self.parts, deed.object) && !self.is_credential(&found);
        let comparative = found
            .clone()
            .any(|at| text.has(at, DEGREE) && !text.is_name(at))
            || head.is_some_and(|head| text.has(head, COMPARATIVE) && !text.has(head, NOUN))
            // `deliver excellent customer service`.
            || head.is_some_and(|head| text.has(head, GENERIC.and(QUALITY)) && !text.has(head, CREDENTIAL))
                && found.clone().any(|at| text.has(at, COMPARATIVE) && !text.is_name(at))
                && !found.clone().any(|at| text.has(at, DET.and(POSS)))
            || (deed.verb.saturating_sub(2)..found.end)
                .any(|at| text.shows(at, sign::HABIT) && (at < deed.verb || found.contains(&at)));
        let in_phrase = |at: usize| {
            let start = at + 1;
            object::phrase(text, self.parts, start, deed.end)
        };
        let met = match deed.action {
            Action::End => {
                if found.is_empty() {
                    // `Graduate from …`, `apply to Leeds`, `enrol in a course`.
                    let behind = text.has(deed.object, PREP).then(|| in_phrase(deed.object));
                    let alone = text.shows(deed.verb, sign::ENDS_ALONE)
                        || text.at(deed.verb).form == Form::Ed;
                    alone || behind.is_some_and(|range| self.is_definite(&range))
                } else {
                    let participle = found.clone().find(|&at| {
                        text.at(at).form == Form::Ed
                            && at > deed.verb
                            && (text.has(at, VERB) || text.word(at).ends_with("ed"))
                    });
                    let got = text.one_of(deed.verb, &["get", "getting", "have", "see"]);
                    let participle = participle.filter(|&at| {
                        (!text.has(at, COMPARATIVE.and(VAGUE)) || text.has(at - 1, CREDENTIAL))
                            && (got && (at + 1 == found.end || at == found.start))
                            && !text.one_of(
                                at,
                                &[
                                    "involved",
                                    "engaged",
                                    "organised",
                                    "organized",
                                    "used",
                                    "started",
                                ],
                            )
                    });
                    let ing = text.at(found.start).form == Form::Ing
                        && text.has(found.start, VERB)
                        && !text.has(found.start, NOUN);
                    if participle.is_some() {
                        true
                    } else if got && text.has(found.start, COMPARATIVE) && found.len() == 1 {
                        false
                    } else if ing {
                        text.one_of(deed.verb, &["finish", "complete"])
                    } else {
                        let plural = head.is_some_and(|head| text.at(head).form == Form::S);
                        let seen_through = (deed.object..deed.end).any(|at| text.is(at, "through"));
                        let strong_end = text.one_of(deed.verb, &["achieve", "secure"])
                            && head.is_some_and(|head| text.has(head, ROLE.and(GENERIC)));
                        seen_through
                            || strong_end
                            || !quality
                                && !comparative
                                && (!plural || object::is_one(text, found.clone()))
                    }
                }
            }
            Action::Act | Action::Go
                if found.clone().any(|at| text.is(at, "first"))
                    && found.clone().any(|at| text.has(at, POSS)) =>
            {
                true
            }
            Action::Act => {
                if found.is_empty() {
                    let behind = text.has(deed.object, PREP).then(|| in_phrase(deed.object));
                    let one_of_many =
                        text.is(deed.object + 1, "one") && text.is(deed.object + 2, "of");
                    one_of_many
                        || behind.is_some_and(|range| {
                            range
                                .clone()
                                .any(|at| text.is_name(at) || text.has(at, EVENT))
                                && object::is_one(text, range)
                        })
                } else {
                    let lasting = text.shows(deed.verb, sign::LASTING);
                    let event = found.clone().any(|at| text.has(at, EVENT.and(CREDENTIAL)))
                        || text.shows(deed.verb, sign::SINGLE_DOES)
                            && object::is_one(text, found.clone())
                            && !head.is_some_and(|head| text.at(head).form == Form::S);
                    object::is_one(text, found.clone())
                        && !quality
                        && !comparative
                        && (!lasting || event)
                }
            }
            Action::Go => {
                let from = if text.has(deed.object, PREP) {
                    in_phrase(deed.object)
                } else {
                    found.clone()
                };
                let single = object::is_one(text, from.clone())
                    && from
                        .clone()
                        .next_back()
                        .is_some_and(|head| text.at(head).form != Form::S || text.is_name(head));
                let joins = text.one_of(
                    deed.verb,
                    &[
                        "participate",
                        "compete",
                        "take",
                        "intern",
                        "participating",
                        "attend",
                    ],
                );
                let gives = text.one_of(
                    deed.verb,
                    &[
                        "facilitate",
                        "teach",
                        "lead",
                        "train",
                        "present",
                        "run",
                        "moderate",
                    ],
                ) && text.one_of(from.start, &["a", "an", "one"])
                    && from
                        .clone()
                        .next_back()
                        .is_some_and(|head| text.has(head, EVENT));
                let makes = text.has(deed.verb, GO)
                    && text.shows(deed.verb, sign::MAKES_TEXT)
                    && single
                    && !from.clone().any(|at| {
                        text.one_of(
                            at,
                            &[
                                "daily",
                                "weekly",
                                "monthly",
                                "quarterly",
                                "annual",
                                "parish",
                                "regular",
                            ],
                        )
                    });
                let completes = (deed.object..deed.end).any(|at| {
                    text.is(at, "to")
                        && text.one_of(at + 1, &["completion", "launch", "publication"])
                });
                let heads = text.one_of(
                    deed.verb,
                    &["lead", "run", "coordinate", "chair", "stage", "head"],
                ) && single
                    && from
                        .clone()
                        .any(|at| text.one_of(at, &["the", "this", "our"]))
                    && from.clone().next_back().is_some_and(|head| {
                        text.has(head, EVENT)
                            || ["tion", "sion", "over"]
                                .iter()
                                .any(|end| text.word(head).ends_with(end))
                                && !text.has(head, QUALITY.and(GENERIC))
                    });
                let stages = text.one_of(deed.verb, &["sing", "play", "dance"])
                    && single
                    && from.clone().any(|at| text.is_name(at));
                completes
                    || heads
                    || stages
                    || joins && single
                    || gives && single
                    || makes && !quality
            }
            Action::Become => {
                let passed = found.clone().next().is_some_and(|at| {
                    text.at(at).form == Form::Ed && text.has(at, END) && !text.one_of(at, &["seen"])
                });
                let role = passed
                    || found.clone().any(|at| text.has(at, ROLE))
                    || object::narrow(text, self.parts, found.clone()).score >= 1.0;
                let praised = object::is_praise(text, found.clone())
                    && !(found.clone().any(|at| text.is_name(at))
                        && !found.clone().any(|at| text.has(at, COMPARATIVE)));
                role && !praised && text.has(deed.verb, VERB)
            }
            Action::Named => {
                let range = object::phrase(text, self.parts, deed.verb, deed.end);
                let head = range.clone().next_back();
                let event = range.clone().any(|at| {
                    text.has(at, CREDENTIAL.and(ROLE).and(EVENT)) && !text.has(at, PRAISE)
                }) || head.is_some_and(|head| {
                    text.one_of(head, &["job", "place", "role", "position", "offer", "post"])
                });
                let quality = head.is_some_and(|head| {
                    text.has(head, QUALITY) && !text.has(head, CREDENTIAL.and(EVENT))
                });
                let plural =
                    head.is_some_and(|head| text.at(head).form == Form::S && !text.is_name(head));
                let comparative = range
                    .clone()
                    .any(|at| text.has(at, DEGREE.and(NEG)) && !text.is_name(at));
                let graded = text.one_of(range.start, &["grade", "level"])
                    && text.is_number(range.start + 1);
                let event = event || graded;
                let code = range
                    .clone()
                    .any(|at| text.at(at).shape == Shape::Code && !text.has(at, FIELD));
                // `podcast on the herring girls, published by mid-March`.
                let done = (range.end..deed.end).any(|at| {
                    text.shows(at, sign::DONE_BEHIND) && text.is(at.wrapping_sub(1), ",")
                }) && head.is_some();
                // `Court of Master Sommeliers Advanced by 29 February`: what is named so is to be had.
                let dated = self
                    .times
                    .iter()
                    .any(|time| matches!(time.sense, Sense::Due(_)));
                let names = (deed.verb..deed.end)
                    .filter(|&at| self.parts.is_goal(at) && text.is_word(at) && !text.has(at, PREP))
                    .all(|at| {
                        text.is_name(at) || text.at(at).first && text.at(at).shape != Shape::Small
                    });
                let named = names && dated && deed.end > deed.verb + 1;
                done || (event || code || named) && !quality && !comparative && !plural
            }
            Action::Open | Action::Change | Action::Dim | Action::Factor => false,
        };
        met.then_some(words)
    }

    /// Whether a phrase behind a preposition names one thing.
    fn is_definite(&self, range: &Range<usize>) -> bool {
        let text = self.text;
        let Some(head) = range.clone().next_back() else {
            return false;
        };
        let praise = range.clone().any(|at| text.has(at, COMPARATIVE));
        let quality = text.has(head, QUALITY)
            && !text.has(head, CREDENTIAL.and(EVENT))
            && !range.clone().any(|at| text.has(at, ROLE.and(CREDENTIAL)));
        let single = object::is_one(text, range.clone()) || text.at(head).form != Form::S;
        single && !quality && !praise
    }
}
