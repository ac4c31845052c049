//! Sentences: which one states the goal, what leads in to its verb, what the others are for.
//!
//! In: the tokens of a sentence. Out: where the goal's own words begin, or the part that the whole
//! sentence plays. It never looks inside the goal's own words.

#![expect(
    clippy::nonminimal_bool,
    reason = "conditions stand in the order in which the grammar is told"
)]

use super::{Cutter, Part, Stretch, is_goal_word};
use crate::prose::lexicon::{
    ADVERB, AUX, CONJ, DET, Form, NEED, NOUN, OPEN, Opens, PERSON, POSS, PREP, PRON, RESOURCE,
    ROLE, VAGUE, VERB, WANT,
};
use crate::prose::quantity;
use crate::prose::sign;
use crate::prose::token::Kind;

impl Cutter<'_> {
    pub(super) fn sentence_end(&self, at: usize) -> usize {
        (at..self.text.len())
            .find(|&at| self.text.at(at).kind == Kind::Stop)
            .unwrap_or(self.text.len())
    }

    /// Where the sentence begins that states the goal: the first that is a wish, an order or a thing,
    /// not a statement about the world.
    pub(super) fn main_sentence(&self) -> usize {
        let text = self.text;
        let mut at = 0;
        let mut weak = None;
        while at < text.len() {
            let end = self.sentence_end(at);
            if end > at {
                let wish = self.wish(at, end).is_some()
                    || (at..end.min(at + 6)).any(|at| is_goal_word(text.word(at)));
                let order = text.has(at, VERB)
                    && text.at(at).form == Form::Base
                    && !text.has(at, POSS.and(DET).and(PRON));
                // `We throw out too much milk`: a statement, unless it is all there is.
                let told = text.one_of(at, &["i", "we"]);
                if wish || order && !self.is_statement(at, end) {
                    return at;
                }
                if !self.is_statement(at, end) && weak.is_none() {
                    if !told && weak.is_none() {
                        return at;
                    }
                    weak = weak.or(Some(at));
                }
            }
            at = end + 1;
        }
        weak.unwrap_or(0)
    }

    /// Where a wish begins inside a sentence: `I want`, `we will`, `I'd like`.
    pub(super) fn wish(&self, at: usize, end: usize) -> Option<usize> {
        let text = self.text;
        (at..end.min(at + 25)).find(|&at| {
            if text.one_of(at, &["i'll", "we'll"]) {
                return true;
            }
            if !text.one_of(at, &["i", "we", "i'd", "we'd", "i'm", "im"]) {
                return false;
            }
            let mut next = at + 1;
            while text.has(next, ADVERB) && next < at + 4 {
                next += 1;
            }
            if text.one_of(next, &["am", "looking"])
                && (next..next + 2)
                    .any(|at| text.one_of(at, &["looking", "hoping", "seeking", "writing"]))
            {
                return true;
            }
            let future = text.shows(next, sign::WISHES);
            let liking = text.one_of(at, &["i'd", "we'd"]) && text.one_of(next, &["like", "love"]);
            // `the team that I want`, `what I hope`: inside another clause.
            let bound = at > 0 && text.shows(at - 1, sign::BINDS_WISH);
            let why = at > 1 && text.is(at - 1, "why");
            (future || liking)
                && (!bound || why)
                && !(text.one_of(next, &["want", "hope", "wish", "mean"])
                    && !text.shows(next + 1, sign::WISH_OBJECT))
        })
    }

    /// Whether a sentence tells something, with a subject of its own and a finite verb.
    pub(super) fn is_statement(&self, at: usize, end: usize) -> bool {
        let text = self.text;
        if text.one_of(at, &["i'm", "im", "i've", "we've"]) {
            return !text.shows(at + 1, sign::WISH_FORM);
        }
        if text.one_of(at, &["i", "we", "i'd", "i'll"]) {
            // `I am a nurse at …` tells; `I want to …` leads in.
            let mut here = at + 1;
            while text.has(here, ADVERB) {
                here += 1;
            }
            let tells = text.at(here).form == Form::Ed || text.shows(here, sign::TELLS_OF_SELF);
            return tells
                && !text.one_of(
                    here + 1,
                    &[
                        "going",
                        "to",
                        "planning",
                        "aiming",
                        "hoping",
                        "looking",
                        "determined",
                    ],
                );
        }
        let limit = end.min(at + 9);
        // `Singing has given me everything`, `antibiotics are costing us`.
        let auxiliary = (at + 1..end.min(at + 4)).find(|&at| text.shows(at, sign::AUXILIARY));
        if let Some(auxiliary) = auxiliary
            && text.is_word(at)
            && !(text.has(at, VERB) && text.at(at).form == Form::Base)
            && !(at..auxiliary).any(|at| {
                text.has(at, PREP) || is_goal_word(text.word(at)) || self.parts.is_timed(at)
            })
            && !text.one_of(at, &["what", "who", "how", "where"])
        {
            return true;
        }
        let subject = text.has(at, DET.and(POSS).and(PRON))
            || text.is_name(at)
            || text.at(at).form == Form::S;
        let goal_word = (at..limit).any(|at| is_goal_word(text.word(at)));
        subject && !goal_word && (at + 1..limit).any(|at| self.is_finite(at))
    }

    pub(super) fn is_finite(&self, at: usize) -> bool {
        let text = self.text;
        text.shows(at, sign::FINITE)
            || text.has(at, NEED)
                && text.at(at).form == Form::S
                && text.at(at - 1).form != Form::S
                && at > 0
                && !text.has(at - 1, DET)
    }

    /// Whether words of need stand here.
    pub(super) fn tells_need(&self, at: usize, end: usize) -> bool {
        let text = self.text;
        (at..end.min(at + 60)).any(|at| text.shows(at, sign::TELLS_NEED))
    }

    /// What a sentence behind the goal is for.
    pub(super) fn further(&mut self, at: usize, end: usize) -> Part {
        let text = self.text;
        let mut here = at;
        // `at 52 I need a trade`.
        if text.has(here, PREP)
            && let Some(subject) =
                (here..end.min(here + 5)).find(|&at| text.one_of(at, &["i", "we"]))
        {
            here = subject;
        }
        // `2 chapters each night`, `study partner: Elena`.
        let counted = quantity::read(text, here).is_some()
            || text.one_of(here, &["an", "a"])
                && text.one_of(here + 1, &["hour", "evening", "chapter", "page", "day"]);
        if text.one_of(
            here,
            &[
                "evenings", "mornings", "nights", "weekends", "evening", "weekend",
            ],
        ) {
            return Part::Means;
        }
        if counted && (here..end.min(here + 8)).any(|at| self.parts.is_timed(at)) {
            return Part::Means;
        }
        if (here..end.min(here + 4))
            .any(|at| text.is(at, ":") && (here..at).any(|at| text.has(at, PERSON.and(RESOURCE))))
        {
            return Part::Means;
        }
        here += usize::from(text.one_of(here, &["and", "also", "then", "but", "plus", "ideally"]));
        if let Some((_, opens)) = text.phrase(here) {
            match opens {
                Opens::Reason => return Part::Reason,
                Opens::Means => return Part::Means,
                Opens::Never => {}
            }
        }
        if text.one_of(
            here,
            &[
                "why",
                "reason",
                "purpose",
                "because",
                "motivation",
                "benefit",
                "rationale",
                "justification",
                "so",
            ],
        ) {
            return Part::Reason;
        }
        if text.shows(here, sign::HOW_LABEL) {
            return Part::Means;
        }
        if text.shows(here, sign::GOAL_LABEL) {
            return Part::Goal;
        }
        if text.one_of(here, &["for"]) {
            return Part::Reason;
        }
        if text.one_of(here, &["this", "it", "that", "it's", "that's", "which"]) {
            return Part::Reason;
        }
        // `I will study two hours a week`, `I'm taking the course`: steps.
        if text.one_of(here, &["i'll", "we'll", "i'm", "im", "i've"])
            || text.one_of(here, &["i", "we"])
        {
            let next = here + 1;
            let steps = text.one_of(here, &["i'll", "we'll"]) || text.shows(next, sign::STEP_VERB);
            let needs = (here..end.min(here + 40)).any(|at| text.shows(at, sign::NEED_OF_SELF));
            let wants = text.one_of(next, &["want", "hope", "wish"]) || text.one_of(here, &["i'd"]);
            if wants && self.wish(here, end) == Some(here) {
                // A second wish: a need when it asks for something plain, the same goal when it is as wide.
                let start = self.lead(here, end);
                let wide = text.has(start, crate::prose::lexicon::DIM.and(OPEN))
                    || text.one_of(start, &["find", "keep", "be"]);
                return if wide { Part::Scene } else { Part::Reason };
            }
            if needs && !(steps && text.one_of(next, &["will", "plan"])) {
                return Part::Reason;
            }
            if steps {
                return Part::Means;
            }
            return Part::Reason;
        }
        let person_helps = (here..end.min(here + 4))
            .any(|at| text.has(at, PERSON.and(ROLE)) || text.is_name(at))
            && (here..end.min(here + 14)).any(|at| text.shows(at, sign::HELPS))
            && (here..end.min(here + 20)).any(|at| text.shows(at, sign::HELP_DONE))
            && !(here..end.min(here + 20)).any(|at| text.shows(at, sign::NO_HELP));
        if person_helps {
            return Part::Means;
        }
        if self.tells_need(here, end) || self.is_statement(here, end) {
            return Part::Reason;
        }
        let start = self.lead(here, end);
        if start < end
            && text.has(start, VERB)
            && text.at(start).form == Form::Base
            && !text.has(start, NOUN)
        {
            return Part::Means;
        }
        if text.has(here, VERB) && text.at(here).form == Form::Ing {
            return Part::Means;
        }
        Part::Goal
    }

    /// Steps over what leads in, and answers where the goal's own words begin.
    pub(super) fn lead(&mut self, from: usize, end: usize) -> usize {
        let text = self.text;
        let mut at = from;
        // `After 22 years behind the wheel I want …`: what stands before the wish sets the scene.
        if let Some(wish) = self.wish(from, end).filter(|wish| *wish > from + 1)
            && (text.has(from, PREP.and(CONJ))
                || text.is(from, "dear")
                || self.is_statement(from, wish)
                || text.one_of(from, &["that", "this", "having", "so"])
                || self.parts.is_timed(from))
            && !(from..wish).any(|at| {
                self.parts
                    .stretches
                    .iter()
                    .any(|stretch| stretch.tokens.contains(&at))
            })
        {
            let opens = match self.opener(from) {
                Some(_) if self.parts.is_timed(from) => Part::Scene,
                Some(part) if !text.one_of(from, &["that", "this"]) => part,
                _ if text.is(from, "to") && text.has(from + 1, VERB) => Part::Purpose,
                _ if self.is_statement(from, wish) && self.tells_need(from, wish) => Part::Reason,
                _ => Part::Scene,
            };
            for here in from..wish {
                if let Some(place) = self.parts.of.get_mut(here)
                    && !self.parts.timed.get(here).copied().unwrap_or_default()
                {
                    *place = opens;
                }
            }
            if matches!(opens, Part::Means | Part::Reason | Part::Purpose) {
                self.parts.stretches.push(Stretch {
                    tokens: from..wish,
                    part: opens,
                });
            }
            at = wish;
        }
        for _ in 0..40 {
            if at >= end {
                return at;
            }
            if self.parts.is_timed(at) {
                at += 1;
                continue;
            }
            if !text.is_word(at) && !text.is_number(at) {
                at += 1;
                continue;
            }
            // A clause of reason or means that comes first, up to its comma.
            let comma =
                (at + 1..end.min(at + 60)).find(|&at| text.is(at, ",") && !text.is_number(at + 1));
            let opens = self.opener(at);
            let leading_to = text.is(at, "to") && text.has(at + 1, VERB);
            if let Some(comma) = comma
                && (opens.is_some() || leading_to || self.opens_scene(at, comma))
                && self.begins_goal(comma + 1, end)
            {
                let part = if leading_to {
                    Part::Purpose
                } else {
                    opens.unwrap_or(Part::Scene)
                };
                for here in at..comma {
                    if let Some(place) = self.parts.of.get_mut(here) {
                        *place = part;
                    }
                }
                if part != Part::Scene {
                    self.parts.stretches.push(Stretch {
                        tokens: at..comma,
                        part,
                    });
                }
                at = comma + 1;
                continue;
            }
            // `My goal for this year is to …`, `Goal: …`
            let limit = end.min(at + 12);
            if let Some(goal) = (at..limit.min(at + 5)).find(|&at| is_goal_word(text.word(at)))
                && let Some(is) = (goal + 1..limit)
                    .find(|&at| text.one_of(at, &["is", "are", ":", "–", "-", "would", "was"]))
                && (text.has(at, POSS.and(DET)) || goal == at || text.has(at, VAGUE))
            {
                at = is + 1;
                continue;
            }
            if text.shows(at, sign::LEAD_IN)
                && !(text.is(at, "be") && !text.one_of(at + 1, &["able", "going"]))
            {
                at += 1;
                continue;
            }
            if text.has(at, AUX) && !text.has(at, VERB)
                || text.one_of(at, &["am", "have", "is", "are"]) && at > from
            {
                at += 1;
                continue;
            }
            if text.has(at, WANT)
                && (text.one_of(at + 1, &["to", "on", "forward"])
                    || at > from && text.has(at - 1, PRON))
                && !(text.is(at, "look") && !text.is(at + 1, "to"))
            {
                at += 1;
                at += usize::from(text.one_of(at, &["on", "of", "forward"]));
                at += usize::from(text.is(at, "to"));
                continue;
            }
            // `I want my voice to age well`.
            if at > from
                && text.has(at - 1, WANT)
                && text.has(at, POSS)
                && let Some(to) =
                    (at..end.min(at + 5)).find(|&at| text.is(at, "to") && text.is_word(at + 1))
            {
                at = to + 1;
                continue;
            }
            if text.one_of(
                at,
                &[
                    "able",
                    "interested",
                    "writing",
                    "seeking",
                    "looking",
                    "thinking",
                    "working",
                ],
            ) && text.one_of(at + 1, &["to", "in", "of", "towards", "on"])
                && at > from
            {
                at += 2;
                continue;
            }
            if (text.has(at, ADVERB) || text.word(at).ends_with("ly"))
                && !text.has(at, VERB)
                && (text.has(at + 1, VERB) || text.one_of(at + 1, &["i", "we", "to", ","]))
            {
                at += 1;
                continue;
            }
            break;
        }
        at
    }

    pub(super) fn opens_scene(&self, at: usize, comma: usize) -> bool {
        let text = self.text;
        // `As a nurse, …`, `At the bakery, …`, `After ten years, …`
        text.has(at, PREP) && comma < at + 14
            || text.one_of(
                at,
                &["as", "after", "while", "when", "although", "once", "having"],
            )
    }

    /// Whether the goal's own words can begin here: a wish or an imperative.
    pub(super) fn begins_goal(&self, at: usize, end: usize) -> bool {
        let text = self.text;
        let mut here = at;
        while here < end
            && (self.parts.is_timed(here)
                || text.has(here, ADVERB) && !text.has(here, VERB)
                || text.is(here, ","))
        {
            here += 1;
        }
        text.shows(here, sign::BEGINS_WISH)
            || text.has(here, VERB) && text.at(here).form == Form::Base
    }

    /// The part that a preposition or phrase at the head of a sentence opens.
    pub(super) fn opener(&self, at: usize) -> Option<Part> {
        let text = self.text;
        if let Some((_, opens)) = text.phrase(at) {
            return match opens {
                Opens::Reason => Some(Part::Reason),
                Opens::Means => Some(Part::Means),
                Opens::Never => None,
            };
        }
        match text.word(at) {
            "by" | "using" | "through" | "via" | "with" => Some(Part::Means),
            "since" | "because" => Some(Part::Reason),
            _ => None,
        }
    }

    /// `Seeking a position where I can use my skills`: it says what one offers.
    pub(super) fn resume_line(&mut self, start: usize, end: usize) {
        let text = self.text;
        let limit = end.min(start + 40);
        let seeks = (self
            .parts
            .starts
            .first()
            .copied()
            .unwrap_or(start)
            .saturating_sub(3)..start + 2)
            .any(|at| text.shows(at, sign::SEEKS));
        let post = (start..limit.min(start + 14)).any(|at| text.shows(at, sign::POST));
        let offers = (start..limit).any(|at| {
            text.has(at, POSS) && (at + 1..at + 6).any(|at| text.shows(at, sign::OFFERS))
        });
        self.parts.resume |= seeks && post && offers;
        let uses = text.shows(start, sign::OFFER_VERB);
        self.parts.resume |= uses && offers;
    }
}
