//! What is told behind a comma, a dash, a bracket, `as`, `since`: a need, or how it is done.
//!
//! In: a place where such words may begin. Out: the part that they open, if any. A list stays a list.

use super::{Cutter, Part};
use crate::prose::lexicon::{
    AUX, BENEFIT, DET, FUNCTION, Form, GENERIC, NEED, NOUN, PERSON, POSS, PREP, PRON, VAGUE, VERB,
};
use crate::prose::sign;
use crate::prose::token::Kind;

impl Cutter<'_> {
    /// Behind a dash, a semicolon or a bracket.
    pub(super) fn aside(&mut self, at: usize) -> usize {
        let text = self.text;
        let end = (at + 1..text.len().min(at + 80))
            .find(|&at| text.at(at).kind == Kind::Stop || text.one_of(at, &[";", ")"]))
            .unwrap_or_else(|| text.len().min(at + 80));
        self.close(at);
        self.part = Part::Goal;
        if !self.goal_seen || at + 1 >= end {
            return at + 1;
        }
        if self.parts.is_timed(at + 1) {
            return at + 1;
        }
        let part = self.further(at + 1, end);
        let statement = self.is_statement(at + 1, end)
            || (text.has(at + 1, DET.and(POSS)) || text.at(at + 1).form == Form::S)
                && (at + 2..end.min(at + 14)).any(|at| text.one_of(at, &["me", "us"]));
        let part = if statement && part == Part::Goal {
            Part::Reason
        } else {
            part
        };
        match part {
            Part::Means => {
                let imperative = text.has(at + 1, VERB) && text.at(at + 1).form == Form::Base;
                self.part = Part::Means;
                self.opened = at + 1;
                if imperative && !self.verb_is_known() {
                    self.part = Part::Goal;
                    self.note_start(at + 1);
                }
            }
            Part::Reason
                if statement
                    || text.has(at + 1, POSS.and(PRON))
                    || text.shows(at + 1, sign::ASIDE_REASON)
                    || self.finite_within(at + 1, end) =>
            {
                self.part = Part::Reason;
                self.opened = at + 1;
            }
            _ => self.note_start(at + 1),
        }
        at + 1
    }

    pub(super) fn verb_is_known(&self) -> bool {
        self.verb
            .is_some_and(|verb| self.text.has(verb, VERB) && self.text.at(verb).form == Form::Base)
    }

    pub(super) fn finite_within(&self, at: usize, end: usize) -> bool {
        (at..end.min(at + 12)).any(|at| self.is_finite(at))
    }

    pub(super) fn finite_ahead(&self, at: usize) -> bool {
        let text = self.text;
        // A subject, then a finite verb, before any comma.
        let mut subject = false;
        for here in at..at + 9 {
            if !text.is_word(here) && !text.is_number(here)
                || self.parts.is_timed(here)
                || text.shows(here, sign::ENDS_SUBJECT)
            {
                return false;
            }
            let never = subject
                && text.at(here - 1).form == Form::S
                && text.one_of(here, &["never", "always", "only", "rarely", "often"]);
            if never {
                return true;
            }
            if subject
                && (self.is_finite(here)
                    || text.at(here).form == Form::S
                        && text.has(here, VERB)
                        && text.at(here - 1).form != Form::S
                    || text.at(here).form == Form::Ed && here > at + 1
                    || text.has(here - 1, PRON)
                        && (text.has(here, VERB.and(NEED)) || !text.has(here, FUNCTION.and(VAGUE)))
                    || text.at(here - 1).form == Form::S
                        && here > at
                        && text.at(here).form == Form::Base
                        && text.at(here).class == crate::prose::lexicon::Class::default()
                        && !text.is_name(here)
                    || text.at(here).form == Form::S
                        && text.at(here).class == crate::prose::lexicon::Class::default()
                        && text.at(here - 1).form != Form::S
                        && text.is_word(here + 1)
                        && here > at + 1
                        && text.has(here + 1, FUNCTION)
                    || text.at(here - 1).form == Form::S
                        && here > at
                        && text.has(here, VERB.and(NEED))
                        && text.at(here).form == Form::Base)
            {
                return true;
            }
            subject |=
                text.has(here, PRON.and(NOUN)) || text.is_name(here) || !text.has(here, FUNCTION);
        }
        false
    }

    /// Whether a phrase such as `as the` or `due to` does open a reason here.
    pub(super) fn phrase_fits(&self, at: usize, end: usize) -> bool {
        let text = self.text;
        match text.word(at) {
            "as" if !text.one_of(
                at + 1,
                &[
                    "required",
                    "demanded",
                    "requested",
                    "preparation",
                    "prep",
                    "groundwork",
                    "proof",
                ],
            ) && !text.shows(end - 1, sign::STEP_TAIL) =>
            {
                self.finite_ahead(at + 1)
            }
            "as" if text.one_of(at + 1, &["proof"]) => true,
            "cause" => {
                self.part != Part::Reason
                    && at > 1
                    && (text.has(end, PRON.and(POSS))
                        || text.one_of(
                            end,
                            &[
                                "only", "if", "the", "there", "nobody", "no", "without", "i'm",
                                "it's", "they're",
                            ],
                        ))
            }
            "toward" | "towards" => self.verb.is_none_or(|verb| at != verb + 1),
            "to" => !text.has(at + 2, AUX),
            "otherwise" => at > 0,
            "due" => !text.is(end, "be"),
            _ => true,
        }
    }

    pub(super) fn comma(&mut self, at: usize) -> usize {
        let text = self.text;
        let next = at + 1;
        let next = next + usize::from(text.shows(next, sign::COMMA_LINK));
        if text.at(next).kind != Kind::Word {
            if self.part == Part::Scene {
                self.close(at);
                self.part = Part::Goal;
            }
            return at + 1;
        }
        // `, helping the ward to …`; `, drawing on the data we have`; `, working with my mentor`.
        if text.at(next).form == Form::Ing
            && text.has(next, VERB.and(BENEFIT))
            && !text.has(next, GENERIC)
            && self.goal_seen
            && self.part != Part::Means
        {
            let benefit = text.has(next, BENEFIT) && !text.shows(next, sign::COMMA_MEANS)
                || text.one_of(next, &["leading"]) && text.is(next + 1, "to");
            let list = self.part == Part::Goal
                && self
                    .verb
                    .is_some_and(|verb| text.at(verb).form == Form::Ing);
            if !list {
                self.open(
                    at,
                    if benefit || text.one_of(at + 1, &["thereby", "thus"]) {
                        Part::Reason
                    } else {
                        Part::Means
                    },
                );
                return next + 1;
            }
        }
        // `, leaning on the older hands`.
        if self.part == Part::Goal
            && self.goal_seen
            && text.at(next).form == Form::Ing
            && !text.has(next, NOUN)
            && text.has(next + 1, PREP.and(DET).and(POSS))
            && self
                .verb
                .is_some_and(|verb| text.at(verb).form != Form::Ing && at > verb + 1)
        {
            self.open(at, Part::Means);
            return next + 1;
        }
        // `, staffed by two assistants`, `, bought on a loan`; `, my brother keeping the books`.
        if matches!(self.part, Part::Goal | Part::Means) && self.goal_seen {
            let made = text.at(next).form == Form::Ed
                && text.has(next + 1, PREP.and(crate::prose::lexicon::ADVERB))
                && !text.shows(next, sign::NO_MADE)
                && !text.shows(next, sign::DONE_BEHIND);
            let own = text.has(next, POSS) || text.is_name(next) || text.has(next, PERSON);
            let absolute = own
                && (next + 1..next + 5).any(|at| {
                    text.at(at).form == Form::Ing
                        && text.has(at, VERB)
                        && !text.has(at - 1, DET.and(PREP).and(AUX))
                        && text.is_word(at - 1)
                });
            if made || absolute {
                self.open(at, Part::Means);
                return next + 1;
            }
        }
        // `, my uncle will coach me`, `, Mr Rao is lending us his van`.
        if matches!(self.part, Part::Goal | Part::Purpose | Part::Scene)
            && self.goal_seen
            && self.helped(next)
        {
            self.open(at, Part::Means);
            return next + 1;
        }
        match self.part {
            Part::Goal => {
                let statement = self.comma_statement(next);
                if statement {
                    self.open(at, Part::Reason);
                    return at + 1;
                }
                self.note_start(next);
            }
            Part::Scene => {
                self.close(at);
                self.part = Part::Goal;
                self.note_start(next);
            }
            Part::Means | Part::Purpose => {
                // `by giving talks, then lead the group`: a new verb of the goal; a new statement; else a list.
                let fresh = text.has(next, VERB)
                    && text.at(next).form == Form::Base
                    && !text.has(next, NOUN);
                if self.comma_statement(next) {
                    self.open(at, Part::Reason);
                } else if fresh && self.part == Part::Means {
                    self.close(at);
                    self.part = Part::Goal;
                    self.note_start(next);
                }
            }
            _ => {
                // `so that …, with my mentor's help`.
                let reopens = text.one_of(
                    next,
                    &["with", "by", "using", "through", "via", "drawing", "under"],
                ) && (text.has(next + 1, POSS)
                    || text.at(next + 1).form == Form::Ing);
                if reopens {
                    self.close(at);
                    self.part = Part::Goal;
                }
            }
        }
        at + 1
    }

    /// `my uncle will coach me`: someone does or gives what it takes.
    fn helped(&self, at: usize) -> bool {
        let text = self.text;
        let end = (at..at + 14)
            .find(|&at| text.at(at).kind == Kind::Stop || text.one_of(at, &[",", ";", "–"]))
            .unwrap_or(at + 14);
        if !(text.has(at, POSS.and(PERSON)) || text.is_name(at)) {
            return false;
        }
        let Some(aux) = (at + 1..end.min(at + 5)).find(|&at| {
            text.one_of(
                at,
                &[
                    "will", "is", "are", "has", "can", "'ll", "agreed", "offered", "promised",
                ],
            )
        }) else {
            return false;
        };
        let gives = (aux + 1..end.min(aux + 5)).any(|at| text.shows(at, sign::GIVES_HELP));
        let takes =
            (aux + 1..end).any(|at| text.one_of(at, &["me", "us", "my", "our", "it", "for"]));
        gives && takes
    }

    /// `, my boss needs it`: a need that is told behind a comma.
    pub(super) fn comma_statement(&self, at: usize) -> bool {
        let text = self.text;
        let end = (at..at + 14)
            .find(|&at| text.at(at).kind == Kind::Stop || text.is(at, ","))
            .unwrap_or(at + 14);
        let subject = text.has(at, POSS.and(PRON).and(DET)) || text.is_name(at);
        // `, we lost a rabbit last month`, `, or we lose the slot`.
        if text.shows(at, sign::TELLING_SUBJECT)
            && text.is_word(at + 1)
            && !text.one_of(at + 1, &["and", "or"])
        {
            return true;
        }
        // `, this one is killing me`, `, my knees hurt`.
        let says = text.one_of(at, &["this", "that", "these", "my", "our", "the"])
            && (at + 1..end.min(at + 5))
                .any(|at| text.shows(at, sign::IS_OR_HAS) && !text.one_of(at + 1, &["due"]))
            || text.has(at, POSS)
                && text.at(at + 1).form == Form::S
                && text.is_word(at + 2)
                && !text.has(at + 2, FUNCTION.and(NOUN))
                && text.at(at + 2).form == Form::Base;
        if says {
            return true;
        }
        subject
            && !text.shows(at, sign::NO_SUBJECT)
            && (at + 1..end.min(at + 6)).any(|here| self.is_finite(here))
            && self.tells_need(at, end)
    }
}
