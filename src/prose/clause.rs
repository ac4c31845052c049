//! Which words are the goal itself, which say how, which say why.
//!
//! In: tokens, with the times and rhythms in them. Out: a part for each token, and the means and
//! reasons as stretches of words. The grammar is that of goals: an imperative or a wish, with what
//! hangs on it.

#![expect(
    clippy::nonminimal_bool,
    reason = "conditions stand in the order in which the grammar is told"
)]

use super::deadline::{Sense, Time};
use super::lexicon::{
    ACT, ADVERB, AIM, AUX, BENEFIT, CONJ, DET, DOING, END, FUNCTION, Form, GENERIC, GO, NEED, NOUN,
    OBJECTIVE, OPEN, Opens, PERSON, POSS, PREP, PRON, RESOURCE, ROLE, TIME_UNIT, VAGUE, VERB, WANT,
    WITH_VERB,
};
use super::quantity;
use super::rhythm::Rhythm;
use super::sign;
use super::token::{Kind, Text};
use std::ops::Range;

/// What a token belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// The goal itself.
    #[default]
    Goal,
    /// What only leads in: `I want to`.
    Lead,
    /// How.
    Means,
    /// Why, as a clause that tells something.
    Reason,
    /// Why, as a further aim: `to qualify for …`.
    Purpose,
    /// Where one stands: `after ten years in retail`, `which …`.
    Scene,
}

/// A means or a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Its tokens, the words that open it included.
    pub(super) tokens: Range<usize>,
    /// Means, Reason or Purpose.
    pub(super) part: Part,
}

/// A text cut into its parts.
#[derive(Debug, Default)]
pub(super) struct Parts {
    of: Vec<Part>,
    timed: Vec<bool>,
    /// Means and reasons, in order.
    pub(super) stretches: Vec<Stretch>,
    /// Where a verb of the goal's own may stand.
    pub(super) starts: Vec<usize>,
    /// Whether it offers itself: `a position where I can use my skills`.
    pub(super) resume: bool,
}

impl Parts {
    /// What a token belongs to.
    pub(super) fn of(&self, at: usize) -> Part {
        self.of.get(at).copied().unwrap_or_default()
    }

    /// Whether a token tells a time or a rhythm.
    pub(super) fn is_timed(&self, at: usize) -> bool {
        self.timed.get(at).copied().unwrap_or_default()
    }

    /// Whether a token is of the goal itself and tells no time.
    pub(super) fn is_goal(&self, at: usize) -> bool {
        self.of(at) == Part::Goal && !self.is_timed(at)
    }
}

/// Cuts a text into parts.
pub(super) fn cut(text: &Text, times: &[Time], rhythms: &[Rhythm]) -> Parts {
    let mut parts = Parts {
        of: vec![Part::Goal; text.len()],
        timed: vec![false; text.len()],
        ..Parts::default()
    };
    let spans = times
        .iter()
        .map(|time| time.tokens.clone())
        .chain(rhythms.iter().map(|rhythm| rhythm.tokens.clone()));
    for at in spans.flatten() {
        if let Some(timed) = parts.timed.get_mut(at) {
            *timed = true;
        }
    }
    let mut cutter = Cutter {
        text,
        times,
        parts,
        part: Part::Goal,
        opened: 0,
        verb: None,
        goal_seen: false,
        object_taken: false,
    };
    cutter.run();
    cutter.parts
}

struct Cutter<'a> {
    text: &'a Text,
    times: &'a [Time],
    parts: Parts,
    part: Part,
    opened: usize,
    /// The goal's own verb, once it was met.
    verb: Option<usize>,
    goal_seen: bool,
    /// Whether the second verb of `persuade X to …` was met.
    object_taken: bool,
}

impl Cutter<'_> {
    fn run(&mut self) {
        let mut at = 0;
        let mut sentence = true;
        let main = self.main_sentence();
        while at < self.text.len() {
            if sentence {
                sentence = false;
                if at < main {
                    // What stands before the goal tells a need, or only where one stands.
                    let end = self.sentence_end(at);
                    let need = self.tells_need(at, end);
                    self.part = if need { Part::Reason } else { Part::Scene };
                    self.opened = at;
                    self.put(at);
                    at += 1;
                    continue;
                }
                at = self.sentence(at);
                continue;
            }
            let token = self.text.at(at);
            if token.kind == Kind::Stop {
                self.close(at);
                self.part = Part::Goal;
                sentence = true;
                at += 1;
                continue;
            }
            let before = at;
            at = self.step(at);
            for here in before..at.max(before + 1) {
                self.put(here);
            }
            at = at.max(before + 1);
        }
        self.close(self.text.len());
    }

    fn put(&mut self, at: usize) {
        if let Some(part) = self.parts.of.get_mut(at) {
            *part = self.part;
        }
    }

    /// Ends the stretch that is open.
    fn close(&mut self, end: usize) {
        if matches!(self.part, Part::Means | Part::Reason | Part::Purpose) && end > self.opened {
            self.parts.stretches.push(Stretch {
                tokens: self.opened..end,
                part: self.part,
            });
        }
        self.opened = end;
    }

    fn open(&mut self, at: usize, part: Part) {
        if self.part == part && part != Part::Goal {
            return;
        }
        self.close(at);
        self.part = part;
        self.opened = at;
    }

    /// Begins a sentence: leads in to the goal's verb, or tells what else this sentence is for.
    fn sentence(&mut self, at: usize) -> usize {
        let end = self.sentence_end(at);
        self.opened = at;
        if self.goal_seen {
            let part = self.further(at, end);
            if part != Part::Goal {
                self.part = part;
                self.put(at);
                return at + 1;
            }
        }
        let start = self.lead(at, end);
        for here in at..start {
            if self.parts.of(here) == Part::Goal
                && !self.parts.is_timed(here)
                && let Some(part) = self.parts.of.get_mut(here)
            {
                *part = Part::Lead;
            }
        }
        self.part = Part::Goal;
        self.opened = start;
        if start < end {
            self.parts.starts.push(start);
            self.goal_seen = true;
            self.verb = Some(start);
            self.put(start);
            self.resume_line(start, end);
            return start + 1;
        }
        start.max(at + 1)
    }

    fn sentence_end(&self, at: usize) -> usize {
        (at..self.text.len())
            .find(|&at| self.text.at(at).kind == Kind::Stop)
            .unwrap_or(self.text.len())
    }

    /// Where the sentence begins that states the goal: the first that is a wish, an order or a thing,
    /// not a statement about the world.
    fn main_sentence(&self) -> usize {
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
    fn wish(&self, at: usize, end: usize) -> Option<usize> {
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
    fn is_statement(&self, at: usize, end: usize) -> bool {
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

    fn is_finite(&self, at: usize) -> bool {
        let text = self.text;
        text.shows(at, sign::FINITE)
            || text.has(at, NEED)
                && text.at(at).form == Form::S
                && text.at(at - 1).form != Form::S
                && at > 0
                && !text.has(at - 1, DET)
    }

    /// Whether words of need stand here.
    fn tells_need(&self, at: usize, end: usize) -> bool {
        let text = self.text;
        (at..end.min(at + 60)).any(|at| text.shows(at, sign::TELLS_NEED))
    }

    /// What a sentence behind the goal is for.
    fn further(&mut self, at: usize, end: usize) -> Part {
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
                let wide = text.has(start, super::lexicon::DIM.and(OPEN))
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
    fn lead(&mut self, from: usize, end: usize) -> usize {
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
            let comma = (from..wish).rev().find(|&at| text.is(at, ","));
            let opens = match self.opener(from) {
                Some(_) if self.parts.is_timed(from) => Part::Scene,
                Some(part) if !text.one_of(from, &["that", "this"]) => part,
                _ if text.is(from, "to") && text.has(from + 1, VERB) => Part::Purpose,
                _ if self.is_statement(from, wish) && self.tells_need(from, wish) => Part::Reason,
                _ => Part::Scene,
            };
            let _ = comma;
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

    fn opens_scene(&self, at: usize, comma: usize) -> bool {
        let text = self.text;
        // `As a nurse, …`, `At the bakery, …`, `After ten years, …`
        text.has(at, PREP) && comma < at + 14
            || text.one_of(
                at,
                &["as", "after", "while", "when", "although", "once", "having"],
            )
    }

    /// Whether the goal's own words can begin here: a wish or an imperative.
    fn begins_goal(&self, at: usize, end: usize) -> bool {
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
    fn opener(&self, at: usize) -> Option<Part> {
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
    fn resume_line(&mut self, start: usize, end: usize) {
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

    /// Reads on inside a sentence; answers where to go on.
    fn step(&mut self, at: usize) -> usize {
        let text = self.text;
        if self.parts.is_timed(at) {
            // A time closes a means or an aim, and what follows is read afresh; a told reason keeps its times.
            let first = at == 0 || !self.parts.is_timed(at - 1);
            if first
                && matches!(self.part, Part::Means | Part::Purpose | Part::Scene)
                && !self.inside_purpose(at)
            {
                let after = (at..text.len())
                    .find(|&at| !self.parts.is_timed(at))
                    .unwrap_or(text.len());
                if !(text.is_word(after)
                    && !text.has(after, PREP.and(CONJ))
                    && self.part != Part::Scene)
                {
                    self.close(at);
                    let part = self.part;
                    self.part = Part::Goal;
                    // A rhythm or a time of the means stays with it, to be read as such.
                    if part == Part::Means && self.is_rhythm(at) {
                        self.part = Part::Means;
                        self.opened = at;
                    }
                }
            }
            return at + 1;
        }
        match text.word(at) {
            ";" | "–" if !text.at(at).glued || text.is(at, ";") => return self.aside(at),
            "(" => return self.aside(at),
            ")" => {
                if self.part != Part::Goal {
                    self.close(at);
                    self.part = Part::Goal;
                }
                return at + 1;
            }
            ":" => {
                // `Customer churn at the gym: bring it down`: the goal goes on.
                let end = self.sentence_end(at);
                if self.goal_seen
                    && self.verb.is_some_and(|verb| at > verb + 3)
                    && self.is_statement(at + 1, end)
                    || text.has(at + 1, PRON)
                        && !text.one_of(at + 1, &["i"])
                        && self.tells_need(at + 1, end)
                {
                    self.close(at);
                    self.part = Part::Reason;
                    self.opened = at + 1;
                } else if self.part == Part::Goal {
                    self.note_start(at + 1);
                }
                return at + 1;
            }
            "," => return self.comma(at),
            _ => {}
        }
        if let Some((length, opens)) = text.phrase(at) {
            let end = at + length;
            match opens {
                Opens::Reason if self.phrase_fits(at, end) => {
                    self.open(at, Part::Reason);
                    return end;
                }
                Opens::Means
                    if self.part != Part::Reason && !text.is(at, "alongside")
                        || opens == Opens::Means && self.part == Part::Goal =>
                {
                    self.open(at, Part::Means);
                    return end;
                }
                _ => {}
            }
        }
        match text.word(at) {
            "by" => self.by(at),
            "through" | "via" | "using" | "utilizing" | "utilising" => self.through(at),
            "with" | "w" | "w/" => self.with(at),
            "under" => {
                let guided = (at + 1..at + 7).any(|at| text.shows(at, sign::GUIDED));
                if guided {
                    self.open(at, Part::Means);
                }
                at + 1
            }
            "without" if self.part == Part::Means && text.has(at + 1, PRON) => {
                self.open(at, Part::Reason);
                at + 1
            }
            "from"
                if self.part == Part::Goal
                    && self
                        .verb
                        .is_some_and(|verb| text.one_of(verb, &["learn", "learning"]))
                    && text.has(at + 1, DET.and(POSS)) =>
            {
                self.open(at, Part::Means);
                at + 1
            }
            "from"
                if self.part == Part::Goal
                    && self.verb.is_some_and(|verb| {
                        text.has(verb, OPEN) || text.one_of(verb, &["take", "get"])
                    })
                    && (text.has(at + 1, POSS)
                        && (at + 1..at + 4).any(|at| text.has(at, PERSON.and(ROLE)))
                        || text.has(at + 1, PERSON)) =>
            {
                self.open(at, Part::Means);
                at + 1
            }
            "on" | "in" | "at" | "during" | "after" | "before" => self.budget(at),
            "to" => self.to(at),
            "so" if text.at(at).shape == super::token::Shape::Code => at + 1,
            "so" => {
                let next = at + 1;
                let clause = text.has(next, PRON.and(POSS).and(DET))
                    || text.is_name(next)
                    || text.at(next).form == Form::S
                    || text.has(next, NOUN) && text.is_word(next + 1)
                    || text.is_word(next)
                        && !text.has(next, FUNCTION.and(VAGUE))
                        && (next + 1..next + 4)
                            .any(|at| text.at(at).form == Form::S || text.has(at, AUX));
                if clause && !text.one_of(next, &["much", "many", "far"]) {
                    self.open(at, Part::Reason);
                }
                at + 1
            }
            "since" | "as" | "given" if self.part != Part::Reason => {
                // `as tech lead of the squad`: in which role.
                if text.is(at, "as")
                    && (at + 1..at + 4)
                        .any(|at| text.has(at, ROLE) && text.at(at).form == Form::Base)
                    && !text.has(at + 1, PRON.and(POSS))
                {
                    return at + 1;
                }
                let told = text.is(at, "since")
                    && (text.has(at + 1, POSS.and(DET).and(PRON))
                        || text.is_name(at + 1)
                        || text.at(at + 1).form == Form::S);
                if told || self.finite_ahead(at + 1) {
                    self.open(at, Part::Reason);
                }
                at + 1
            }
            "for" => self.aim(at),
            "where"
                if !(at + 1..at + 10)
                    .any(|at| text.one_of(at, &["use", "experience", "skills"]))
                    && (at + 1..at + 10).any(|at| {
                        text.one_of(at, &["will", "would", "can", "could"])
                            && !text.one_of(at - 1, &["i", "we"])
                            && (at + 1..at + 3)
                                .any(|at| text.has(at, BENEFIT.and(super::lexicon::CHANGE)))
                    }) =>
            {
                self.open(at, Part::Reason);
                at + 1
            }
            "which" | "that" | "who" | "whose" => self.relative(at),
            "while" | "without" | "instead" | "despite" | "although" | "though"
                if self.part == Part::Goal =>
            {
                self.open(at, Part::Scene);
                at + 1
            }
            "and" | "then" | "&" | "+" => {
                if self.part == Part::Goal {
                    self.note_start(at + 1);
                } else if self.part == Part::Purpose || self.part == Part::Reason {
                    // stays
                } else if self.part == Part::Means
                    && text.has(at + 1, VERB)
                    && text.at(at + 1).form == Form::Base
                    && !text.has(at + 1, NOUN)
                    && !text.is(at, "&")
                {
                    self.close(at);
                    self.part = Part::Goal;
                    self.note_start(at + 1);
                }
                at + 1
            }
            "starting" | "beginning" if text.is(at + 1, "with") || text.is(at + 1, "by") => {
                self.open(at, Part::Means);
                at + 2
            }
            _ => at + 1,
        }
    }

    fn is_rhythm(&self, at: usize) -> bool {
        !self.times.iter().any(|time| time.tokens.contains(&at))
    }

    /// A time inside `to become director by 2030` belongs to the aim when words of it go on.
    fn inside_purpose(&self, at: usize) -> bool {
        self.part == Part::Purpose && at <= self.opened + 1
    }

    /// Notes that a verb of the goal may stand here.
    fn note_start(&mut self, at: usize) {
        let text = self.text;
        let mut here = at;
        while text.has(here, ADVERB) && !text.has(here, VERB)
            || text.one_of(here, &["to", "also", "then", "i", "will"]) && here < at + 4
        {
            here += 1;
        }
        let bare_noun = text.has(here, NOUN)
            && !text.has(here + 1, DET.and(POSS).and(PREP))
            && !text.is_number(here + 1)
            && !self.parts.is_timed(here + 1);
        if text.has(here, VERB) && text.at(here).form == Form::Base && !bare_noun {
            self.parts.starts.push(here);
            self.verb = Some(here);
            self.object_taken = false;
        } else if text.is(at.wrapping_sub(1), ":") {
            self.parts.starts.push(here);
        }
    }

    /// Behind a dash, a semicolon or a bracket.
    fn aside(&mut self, at: usize) -> usize {
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
            || text.has(at + 1, DET.and(POSS))
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

    fn verb_is_known(&self) -> bool {
        self.verb
            .is_some_and(|verb| self.text.has(verb, VERB) && self.text.at(verb).form == Form::Base)
    }

    fn finite_within(&self, at: usize, end: usize) -> bool {
        (at..end.min(at + 12)).any(|at| self.is_finite(at))
    }

    fn finite_ahead(&self, at: usize) -> bool {
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
                        && text.at(here).class == super::lexicon::Class::default()
                        && !text.is_name(here)
                    || text.at(here).form == Form::S
                        && text.at(here).class == super::lexicon::Class::default()
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
    fn phrase_fits(&self, at: usize, end: usize) -> bool {
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
            "cause" => self.part == Part::Goal && text.has(end, PRON.and(POSS)),
            "toward" | "towards" => self.verb.is_none_or(|verb| at != verb + 1),
            "to" => !text.has(at + 2, AUX),
            "otherwise" => at > 0,
            "due" => !text.is(end, "be"),
            _ => true,
        }
    }

    fn by(&mut self, at: usize) -> usize {
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
                    && text.has(next + 1, super::lexicon::DEGREE);
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

    fn through(&mut self, at: usize) -> usize {
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

    fn with(&mut self, at: usize) -> usize {
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
        let end = super::moment::noun_end(text, next);
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
    fn budget(&mut self, at: usize) -> usize {
        let text = self.text;
        let next = at + 1;
        let end = super::moment::noun_end(text, next);
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
    fn to(&mut self, at: usize) -> usize {
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
        let unknown = unknown && !previous_verb;
        // `move up to shift supervisor`.
        let climbs = self
            .verb
            .is_some_and(|verb| at <= verb + 3 && text.shows(verb, sign::CLIMBS))
            && (next + 1..next + 4).any(|at| text.has(at, ROLE))
            && !text.has(next + 1, DET.and(POSS));
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
    fn aim(&mut self, at: usize) -> usize {
        let text = self.text;
        if self.part == Part::Reason || self.part == Part::Purpose {
            return at + 1;
        }
        let next = at + 1;
        if self.parts.is_timed(next) {
            return at + 1;
        }
        let end = super::moment::noun_end(text, next);
        let head = end.saturating_sub(1);
        let applies = at > 0 && text.shows(at - 1, sign::FOR_TAKER);
        let aims = end > next && text.has(head, AIM);
        let sake = (next..end).any(|at| text.one_of(at, &["sake", "own", "career"]));
        if !applies && (aims || sake) && self.verb.is_some_and(|verb| at > verb) {
            self.open(at, Part::Reason);
        }
        at + 1
    }

    fn relative(&mut self, at: usize) -> usize {
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

    fn comma(&mut self, at: usize) -> usize {
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
                && text.has(next + 1, PREP.and(super::lexicon::ADVERB))
                && !text.shows(next, sign::NO_MADE);
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

    /// `, my boss needs it`: a need that is told behind a comma.
    fn comma_statement(&self, at: usize) -> bool {
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

fn is_goal_word(word: &str) -> bool {
    matches!(
        word,
        "goal"
            | "goals"
            | "aim"
            | "objective"
            | "target"
            | "plan"
            | "ambition"
            | "dream"
            | "hope"
            | "intention"
            | "resolution"
            | "priority"
            | "mission"
            | "focus"
            | "wish"
            | "aspiration"
            | "challenge"
    )
}

/// Whether a time lies in a told reason, where it bounds nothing of the goal.
pub(super) fn bounds_goal(parts: &Parts, time: &Time) -> bool {
    time.sense != Sense::None && parts.of(time.tokens.start) != Part::Reason
}
