//! What hangs on a verb by a preposition: `by`, `through`, `with`, `to`, `for`, `which`.
//!
//! In: the place of the preposition. Out: the part that it opens, if any. What the verb or the noun
//! takes for itself stays with the goal.

use super::{Cutter, Part, Stretch};
use crate::prose::lexicon::{
    ACT, ADVERB, AIM, AUX, BENEFIT, CONJ, DET, DOING, END, FUNCTION, Form, GO, NEED, NOUN,
    OBJECTIVE, OPEN, PERSON, POSS, PREP, PRON, RESOURCE, ROLE, TIME_UNIT, VAGUE, VERB, WANT,
    WITH_VERB,
};
use crate::prose::quantity;
use crate::prose::sign;

impl Cutter<'_> {
    pub(super) fn by(&mut self, at: usize) -> usize {
        let text = self.text;
        let mut next = at + 1;
        while text.has(next, ADVERB.and(VAGUE))
            && text.is_word(next)
            && text.at(next).form == Form::Base
            && next < at + 3
            && !text.has(next, VERB)
        {
            next += 1;
        }
        if quantity::read(text, next).is_some()
            || text.shows(next, sign::BY_AMOUNT)
                && (next..next + 4).any(|at| {
                    quantity::read(text, at).is_some()
                        || text.one_of(
                            at,
                            &["third", "half", "quarter", "factor", "fifth", "tenth"],
                        )
                })
        {
            return at + 1;
        }
        let doing = text.at(next).form == Form::Ing
            || text.word(next).ends_with("ing") && text.is_word(next) && !text.has(next, DET);
        let passive = at > 0 && text.at(at - 1).form == Form::Ed;
        if doing {
            // `by improving myself` says the goal twice.
            let again = text.one_of(next + 1, &["myself", "yourself", "ourselves"])
                && text.has(next, OPEN)
                || text.one_of(next, &["being", "becoming", "getting"])
                    && text.has(next + 1, crate::prose::lexicon::DEGREE);
            if !again {
                self.open(at, Part::Means);
            }
            return next + 1;
        }
        if passive || text.has(next, PRON) || text.is_name(next) {
            return at + 1;
        }
        let means = text.has(next, RESOURCE)
            || text.shows(next, sign::BY_MEANS)
            || (next..next + 4).any(|at| text.has(at, DOING.and(RESOURCE)))
                && !text.has(next, DET.and(POSS));
        if means && self.part == Part::Goal {
            self.open(at, Part::Means);
        }
        at + 1
    }

    pub(super) fn through(&mut self, at: usize) -> usize {
        let text = self.text;
        let next = at + 1;
        if matches!(self.part, Part::Reason) {
            return at + 1;
        }
        // `see it through`, `through to completion`, `go through`.
        let see = text.is(at, "through")
            && (text.one_of(next, &["to"])
                || !text.is_word(next) && !text.is_number(next)
                || self.verb.is_some_and(|verb| {
                    text.one_of(
                        verb,
                        &["see", "go", "get", "follow", "carry", "put", "work"],
                    ) && (at == verb + 1 || text.is(verb, "see"))
                }));
        if see {
            return at + 1;
        }
        if self.parts.resume && text.one_of(at, &["using", "utilizing", "utilising"]) {
            return at + 1;
        }
        // `using Python` inside a noun is rare; `through the Alps` is a way.
        let way = text.is(at, "through")
            && self
                .verb
                .is_some_and(|verb| text.shows(verb, sign::WAY_VERB))
            && (text.is_name(next) || text.is_name(next + 1));
        if !way {
            self.open(at, Part::Means);
        }
        at + 1
    }

    pub(super) fn with(&mut self, at: usize) -> usize {
        let text = self.text;
        let mut next = at + 1;
        next += usize::from(text.is(next, "/"));
        if matches!(self.part, Part::Reason | Part::Purpose | Part::Scene) && !text.has(next, POSS)
        {
            return at + 1;
        }
        if self.part == Part::Means {
            return at + 1;
        }
        if self.parts.resume {
            return at + 1;
        }
        if at > 1
            && self.verb == Some(at - 2)
            && text.one_of(at - 1, &["up", "down", "along", "out", "around"])
        {
            return at + 1;
        }
        // `get to grips with`, `buddy up with`, `more patience with`: no means.
        if at > 0 && text.shows(at - 1, sign::WITH_COMPLEMENT) && !text.has(next, POSS)
            || at > 0 && text.one_of(at - 1, &["patience", "confidence", "hassle"])
        {
            return at + 1;
        }
        // The noun phrase behind it.
        let end = crate::prose::noun::end(text, next);
        let head = (next..end)
            .rev()
            .find(|&at| !self.parts.is_timed(at))
            .unwrap_or(next);
        // What a verb or noun takes for itself: `volunteer with St John Ambulance`, `a network with professionals`.
        let taker = (at.saturating_sub(3)..at)
            .rev()
            .find(|&here| text.has(here, WITH_VERB) && self.parts.of(here) == Part::Goal);
        let direct = taker.is_some_and(|taker| {
            let between = (taker + 1..at)
                .all(|at| text.is_word(at) && !text.has(at, DET.and(POSS)) || text.is_number(at));
            let own = self.verb == Some(taker) || text.has(taker, NOUN);
            let carries = text.shows(taker, sign::WITH_CARRIER);
            own && between && (taker + 1 == at || carries)
        });
        let helper = text.has(next, POSS)
            && (next..end).any(|at| text.has(at, PERSON.and(RESOURCE)))
            || (next..end).any(|at| text.shows(at, sign::HELP_NOUN));
        let helper = helper
            || (next..next + 6).any(|at| text.is(at, "as") && text.has(at + 1, POSS.and(DET)));
        let solid = taker.is_some_and(|taker| self.verb == Some(taker))
            && !(next..next + 6).any(|at| text.is(at, "as") && text.has(at + 1, POSS));
        if direct && (solid || !helper) {
            return at + 1;
        }
        // What the thing itself has: `a role with more responsibility`, `a degree with honours`.
        let feature = (next..end).any(|at| text.shows(at, sign::FEATURE));
        if feature && !helper {
            // `with no faults`, `with a score of 90`: how well, not how.
            return at + 1;
        }
        let thing_before = at > 0
            && self.verb.is_some_and(|verb| at > verb + 1)
            && text.has(at - 1, ROLE)
            && text.has(next, DET)
            && !text.has(head, PERSON.and(RESOURCE));
        let possessive = text.has(next, POSS)
            || text.has(next, DET)
            || text.is_name(next)
            || (next..end).any(|at| {
                text.has(at, PERSON.and(RESOURCE).and(DOING).and(ROLE))
                    || text.is_number(at)
                    || text.word(at).ends_with("'s")
            });
        let numbers = quantity::read(text, next).is_some();
        if !thing_before
            && (possessive || numbers || text.has(head, RESOURCE.and(DOING)) || end > next)
        {
            self.open(at, Part::Means);
        }
        at + 1
    }

    /// `on weekends`, `in my lunch breaks`, `on a scholarship`: time or money to do it with.
    pub(super) fn budget(&mut self, at: usize) -> usize {
        let text = self.text;
        let next = at + 1;
        let end = crate::prose::noun::end(text, next);
        // `look after the hives`.
        if self
            .verb
            .is_some_and(|verb| at == verb + 1 && text.one_of(verb, &["look", "looking"]))
        {
            return at + 1;
        }
        if self.part == Part::Goal
            && self
                .verb
                .is_some_and(|verb| at > verb && text.has(verb, VERB))
        {
            let spare = (next..end).any(|at| text.shows(at, sign::SPARE_TIME))
                && text.one_of(at, &["in", "on", "during", "at"])
                || text.one_of(at, &["after", "before"])
                    && text.shows(next, sign::AROUND_WORK)
                    && !text.is_word(next + 1);
            let funds = text.is(at, "on")
                && (next..end).any(|at| text.shows(at, sign::FUNDS))
                && (text.has(next, DET.and(POSS)) || text.is_name(next));
            // `on a borrowed scanner`.
            let funds = funds
                || text.one_of(at, &["on", "in", "from"])
                    && text.has(next, DET.and(POSS))
                    && text.one_of(
                        next + 1,
                        &[
                            "borrowed",
                            "rented",
                            "hired",
                            "loaned",
                            "leased",
                            "donated",
                            "second-hand",
                            "secondhand",
                        ],
                    );
            if spare || funds {
                self.open(at, Part::Means);
                return at + 1;
            }
        }
        if text.is(at, "after")
            && self.part == Part::Goal
            && self.verb.is_some_and(|verb| at > verb)
        {
            self.open(at, Part::Scene);
        }
        at + 1
    }

    /// `to` before a verb: a further aim, unless a word before it asks for the verb.
    pub(super) fn to(&mut self, at: usize) -> usize {
        let text = self.text;
        let mut next = at + 1;
        while text.has(next, ADVERB) && !text.has(next, VERB)
            || text.word(next).ends_with("ly")
            || text.is(next, "not")
        {
            next += 1;
            if next > at + 3 {
                break;
            }
        }
        let verb = text.has(next, VERB.and(BENEFIT).and(NEED)) && text.at(next).form == Form::Base;
        let known_noun = text.has(next, NOUN) || text.has(next, TIME_UNIT);
        let object = text.has(next + 1, DET.and(POSS).and(PRON).and(VAGUE))
            || text.is_number(next + 1)
            || text.is_word(next + 1) && !text.has(next + 1, PREP.and(CONJ));
        let unknown = text.is_word(next)
            && !text.has(next, FUNCTION.and(NOUN).and(VAGUE))
            && !text.is_name(next)
            && text.at(next).form == Form::Base
            && !text.has(next, TIME_UNIT)
            && (text.has(next + 1, DET.and(POSS).and(PRON).and(VAGUE).and(NOUN))
                || text.is(at.wrapping_sub(1), ",")
                || text.is_word(next + 1)
                    && !text.has(next + 1, FUNCTION)
                    && text.at(next + 1).form == Form::S
                || text.word(next).ends_with("ise")
                || text.word(next).ends_with("ize")
                || text.word(next).ends_with("ify"));
        let be = text.shows(next, sign::PLAIN_INFINITIVE) && !text.is_name(next);
        let noun_place = text.shows(next, sign::NOUN_PLACE);
        let comma = text.is(at.wrapping_sub(1), ",");
        let previous_verb = self.verb == Some(at.wrapping_sub(1));
        // `move up to shift supervisor`.
        let climbs = self.verb.is_some_and(|verb| {
            at <= verb + 3
                && (text.shows(verb, sign::CLIMBS)
                    || at == verb + 2 && text.shows(at - 1, sign::MADE_SO))
        }) && (next + 1..next + 4).any(|at| text.has(at, ROLE))
            && !text.has(next + 1, DET.and(POSS));
        let unknown = unknown && !previous_verb && !climbs;
        let verb = verb && !climbs && !text.one_of(next, &["use"])
            || verb && !climbs && text.is_word(next + 1) && !text.has(next + 1, CONJ);
        // `use my GI Bill to finish a degree`: the first is how, the second is the goal.
        if let Some(used) = self.verb
            && self.part == Part::Goal
            && !self.parts.resume
            && !self.object_taken
            && text.one_of(
                used,
                &[
                    "use", "utilise", "utilize", "leverage", "using", "draw", "take",
                ],
            )
            && (!text.is(used, "take") || text.is(used + 1, "advantage"))
            && text.has(next, END.and(ACT).and(GO))
            && text.at(next).form == Form::Base
            && !(used..at).any(|at| text.shows(at, sign::SKILLS))
        {
            for here in used..at {
                if let Some(place) = self.parts.of.get_mut(here) {
                    *place = Part::Means;
                }
            }
            self.parts.stretches.push(Stretch {
                tokens: used..at,
                part: Part::Means,
            });
            self.object_taken = true;
            self.parts.starts.push(next);
            self.verb = Some(next);
            return next;
        }
        let infinitive = be
            || verb
                && (!known_noun || object || comma || !noun_place && text.has(next + 1, PREP))
                && !text.is_name(next)
            || unknown;
        if !infinitive || quantity::read(text, next).is_some() {
            return at + 1;
        }
        if self.part == Part::Reason || self.part == Part::Purpose {
            return at + 1;
        }
        let previous = at.wrapping_sub(1);
        let asks = text.shows(previous, sign::ASKS_VERB)
            && !(text.one_of(
                previous,
                &[
                    "it",
                    "people",
                    "required",
                    "qualified",
                    "certified",
                    "trained",
                    "manage",
                ],
            ) && self.part == Part::Means);
        let asks = asks && !text.one_of(previous, &["it", "people"])
            || text.has(previous, WANT) && self.verb.is_none();
        if asks && self.part != Part::Means {
            return at + 1;
        }
        if let Some(verb) = self.verb
            && !self.object_taken
            && self.part == Part::Goal
            && text.has(verb, OBJECTIVE)
            && !text.one_of(verb, &["want", "lead", "need"])
            && at > verb + 1
            && !text.one_of(verb, &["get"])
        {
            self.object_taken = true;
            self.parts.starts.push(next);
            return at + 1;
        }
        if let Some(verb) = self.verb
            && text.is(verb, "get")
            && !self.object_taken
            && self.part == Part::Goal
            && !text.is(at.wrapping_sub(1), ",")
            && ((verb + 1..at).any(|at| {
                text.has(at, PERSON.and(ROLE).and(PRON))
                    || text.one_of(at, &["team", "council", "company", "board", "department"])
            }) || text.at(previous).form == Form::S
                && at > verb + 1
                && (verb + 1..at).all(|at| !self.parts.is_timed(at) && !text.has(at, PREP)))
        {
            self.object_taken = true;
            self.parts.starts.push(next);
            return at + 1;
        }
        // `85 % of the class to reach the standard`: what is to come about.
        if let Some(verb) = self.verb
            && self.part == Part::Goal
            && !text.has(verb, VERB)
            && !text.is(previous, ",")
            && (quantity::read(text, verb).is_some()
                || text.one_of(verb, &["all", "every", "each", "no"]))
            && !self.object_taken
        {
            self.object_taken = true;
            self.parts.starts.push(next);
            return at + 1;
        }
        self.open(at, Part::Purpose);
        next + 1
    }

    /// `for` before an aim: `for my PGCE application`, `for a career in law`.
    pub(super) fn aim(&mut self, at: usize) -> usize {
        let text = self.text;
        if self.part == Part::Reason || self.part == Part::Purpose {
            return at + 1;
        }
        let next = at + 1;
        if self.parts.is_timed(next) {
            return at + 1;
        }
        // `, for nobody else can mend one`: a clause behind a comma.
        let told = text.is(at.wrapping_sub(1), ",")
            && (text.shows(next, sign::TELLING_SUBJECT)
                || text.one_of(next, &["no", "there", "i", "my", "our", "the"])
                    && (next..next + 7).any(|at| self.is_finite(at)));
        if told && self.goal_seen {
            self.open(at, Part::Reason);
            return at + 1;
        }
        let end = crate::prose::noun::end(text, next);
        let head = end.saturating_sub(1);
        let applies = at > 0 && text.shows(at - 1, sign::FOR_TAKER);
        let aims = end > next && text.has(head, AIM);
        let sake = (next..end).any(|at| text.one_of(at, &["sake", "own", "career"]));
        if !applies && (aims || sake) && self.verb.is_some_and(|verb| at > verb) {
            self.open(at, Part::Reason);
        }
        at + 1
    }

    pub(super) fn relative(&mut self, at: usize) -> usize {
        let text = self.text;
        if self.part != Part::Goal && self.part != Part::Means {
            return at + 1;
        }
        if text.is(at, "that") && !text.is_word(at + 1) || at == 0 {
            return at + 1;
        }
        if text.one_of(at + 1, &["is", "are", "was"])
            && text.is(at, "that")
            && text.has(at - 1, FUNCTION)
        {
            return at + 1;
        }
        let comma = text.is(at.wrapping_sub(1), ",");
        let of_role = self
            .verb
            .is_some_and(|verb| (verb..at).any(|at| text.shows(at, sign::ROLE_WORD)));
        let end = (at + 1..at + 16)
            .find(|&at| !text.is_word(at) && !text.is_number(at))
            .unwrap_or(at + 16);
        let needs = (at + 1..end).any(|here| {
            text.has(here, NEED)
                && text.at(here).form != Form::Ing
                && (text.at(here).form == Form::S
                    || text.at(here - 1).form == Form::S
                    || text.has(here - 1, PRON.and(AUX)))
                || text.shows(here, sign::NEED_VERB)
        });
        let helps = text.one_of(
            at + 1,
            &["will", "would", "can", "could", "should", "may", "might"],
        ) && (at + 2..at + 5).any(|at| text.has(at, BENEFIT.and(NEED)))
            || text.has(at + 1, BENEFIT) && text.at(at + 1).form == Form::S
            || text.has(at + 1, BENEFIT) && text.at(at - 1).form == Form::S && !text.is(at, "who")
            || comma
                && (text.one_of(at + 1, &["is", "are", "would", "will"])
                    || text.at(at + 1).form == Form::S && text.is(at, "which"));
        let helps = helps && (comma || !of_role);
        let asked = comma
            && text.is(at, "which")
            && text.has(at + 1, POSS.and(DET))
            && !text.one_of(at + 1, &["each", "all"]);
        let needs = needs || asked;
        if self.part == Part::Means && !comma {
            return at + 1;
        }
        if needs || helps {
            self.open(at, Part::Reason);
        } else {
            self.open(at, Part::Scene);
        }
        at + 1
    }
}
