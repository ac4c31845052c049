//! Which words are the goal itself, which say how, which say why.
//!
//! In: tokens, with the times and rhythms in them. Out: a part for each token, and the means and
//! reasons as stretches of words. The grammar is that of goals: an imperative or a wish, with what
//! hangs on it.

use super::deadline::{Sense, Time};
use super::lexicon::{
    ADVERB, AUX, BENEFIT, CONJ, DET, FUNCTION, Form, NOUN, OPEN, Opens, PERSON, POSS, PREP, PRON,
    ROLE, VAGUE, VERB,
};
use super::rhythm::Rhythm;
use super::sign;
use super::token::{Kind, Text};
use std::ops::Range;

mod adjunct;
mod sentence;
mod told;

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
            // `weekly 1:1s`, `a ratio of 3:1`.
            ":" if text.is_number(at.wrapping_sub(1))
                && text.at(at).glued
                && text.at(at + 1).glued =>
            {
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
