//! The judge of a goal's words: five letters, each with the words that decided it.
//!
//! In: a text and today. Out: an [`Assessment`]. It never asks whether a goal is wise; it says what
//! the words tell. Layers below: tokens → numbers, times, rhythms → clauses → deeds.

#![expect(
    clippy::nonminimal_bool,
    reason = "conditions stand in the order in which the grammar is told"
)]

use super::aim::{self, Aim};
use super::clause::{self, Part, Parts};
use super::deadline::{self, Sense, Time};
use super::lexicon::{
    COMPARATIVE, CREDENTIAL, DEGREE, DET, EVENT, FIELD, Form, GENERIC, GO, NEG, NOUN, POSS, PRAISE,
    PREP, QUALITY, ROLE, VAGUE, VERB,
};
use super::object::{self, Action, Deed};
use super::period::Period;
use super::rhythm::{self, Rhythm};
use super::sign;
use super::token::{Kind, Text};

use crate::today::Today;
use chrono::NaiveDate;
use std::ops::Range;

/// What a piece of evidence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// What is done.
    Action,
    /// What it is done to.
    Object,
    /// A number to reach.
    Number,
    /// An event that others can see.
    Event,
    /// A method, a resource, a person.
    Means,
    /// Where it starts from.
    Start,
    /// Hours set aside.
    Hours,
    /// A reason or a larger aim.
    Reason,
    /// A day, or a time that comes.
    Time,
    /// A rhythm.
    Rhythm,
}

impl What {
    /// The word for it in output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Object => "object",
            Self::Number => "number",
            Self::Event => "event",
            Self::Means => "means",
            Self::Start => "start",
            Self::Hours => "hours",
            Self::Reason => "reason",
            Self::Time => "time",
            Self::Rhythm => "rhythm",
        }
    }
}

/// Words that decided something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Their bytes in the text that was judged.
    pub bytes: Range<usize>,
    /// What they are.
    pub what: What,
}

/// Whether a letter is met, and by which words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// Whether it is met.
    pub met: bool,
    /// The words that decided, in order; empty where nothing speaks for it.
    pub evidence: Vec<Evidence>,
}

impl Letter {
    /// The same where the text stands `by` bytes further on.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Self {
        for evidence in &mut self.evidence {
            evidence.bytes = evidence.bytes.start + by..evidence.bytes.end + by;
        }
        self
    }
}

/// A number to reach.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Its value.
    pub value: f64,
    /// Its unit in the words of the text, if any.
    pub unit: Option<String>,
    /// The bytes that write it.
    pub bytes: Range<usize>,
}

/// What a text says of the five letters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assessment {
    /// Two strangers would picture the same outcome.
    pub specific: Letter,
    /// A third person could decide whether it is done.
    pub measurable: Letter,
    /// The means are named.
    pub achievable: Letter,
    /// The reason is named.
    pub relevant: Letter,
    /// It says when.
    pub time_bound: Letter,
    /// The numbers that it sets as targets, in order.
    pub targets: Vec<Target>,
    /// The last day that still counts, where the calendar and today alone decide it.
    pub deadline: Option<NaiveDate>,
    /// How often, where the calendar knows it.
    pub cadence: Option<Period>,
    /// The bytes of a verb whose end nobody can see (`improve`), where it is not specific.
    pub open_verb: Option<Range<usize>>,
    /// The bytes of what is done, verb and object, to ask about it in one's own words.
    pub deed: Option<Range<usize>>,
}

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
    let text = Text::new(source);
    let rhythms = rhythm::find(&text);
    let times = outside(deadline::find(&text, today.date()), &rhythms);
    let parts = clause::cut(&text, &times, &rhythms);
    let aims = aim::find(&text, &parts);
    let deeds = deeds(&text, &parts);
    let mut view = View {
        source,
        text: &text,
        parts: &parts,
        times: &times,
        rhythms: &rhythms,
        aims: &aims,
        deeds: &deeds,
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
        deed: view.deed(),
        open_verb: view.open_verb(),
        achievable,
        measurable,
    }
}

/// Times that no rhythm holds: `every June` is a rhythm.
pub(super) fn outside(mut times: Vec<Time>, rhythms: &[Rhythm]) -> Vec<Time> {
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
pub(super) fn deeds(text: &Text, parts: &Parts) -> Vec<Deed> {
    let mut starts = parts.starts.clone();
    starts.sort_unstable();
    starts.dedup();
    let mut deeds: Vec<Deed> = Vec::new();
    for (index, &start) in starts.iter().enumerate() {
        if !parts.is_goal(start) {
            continue;
        }
        let next = starts.get(index + 1).copied().unwrap_or(text.len());
        let end = (start..next)
            .find(|&at| text.at(at).kind == Kind::Stop)
            .unwrap_or(next);
        deeds.push(object::deed(text, parts, start, end));
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

struct View<'a> {
    source: &'a str,
    text: &'a Text,
    parts: &'a Parts,
    times: &'a [Time],
    rhythms: &'a [Rhythm],
    aims: &'a [Aim],
    deeds: &'a [Deed],
    /// Whether the means are named.
    has_means: bool,
}

fn letter(evidence: Vec<Evidence>) -> Letter {
    Letter {
        met: !evidence.is_empty(),
        evidence,
    }
}

impl View<'_> {
    fn evidence(&self, tokens: Range<usize>, what: What) -> Evidence {
        Evidence {
            bytes: self.text.bytes(tokens),
            what,
        }
    }

    /// A number, a factor, `by a third`.
    fn has_measure(&self) -> bool {
        !self.aims.is_empty() || self.factor().is_some()
    }

    /// `double`, `by a third`, `by half`.
    fn factor(&self) -> Option<Range<usize>> {
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

    fn specific(&self) -> Letter {
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
            text.has(at, super::lexicon::WANT)
                && (text.one_of(
                    at.wrapping_sub(1),
                    &["not", "don't", "never", "no", "didn't"],
                ))
        })
    }

    fn is_credential(&self, range: &Range<usize>) -> bool {
        range.clone().any(|at| self.text.has(at, CREDENTIAL))
    }

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

    /// The words of a deed that is one event, which others can see.
    fn event(&self, deed: &Deed) -> Option<Range<usize>> {
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
                        !text.has(at, COMPARATIVE.and(VAGUE))
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
                    text.at(at).form == Form::Ed
                        && text.has(at, super::lexicon::END)
                        && !text.one_of(at, &["seen"])
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
                let code = range.clone().any(|at| {
                    text.at(at).shape == super::token::Shape::Code && !text.has(at, FIELD)
                });
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
                        text.is_name(at)
                            || text.at(at).first && text.at(at).shape != super::token::Shape::Small
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
                    && self.text.has(time.tokens.start + 1, super::lexicon::PRON))
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

    /// The first open verb, where no deed is specific.
    fn open_verb(&self) -> Option<Range<usize>> {
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

    /// The first verb with its object, up to a time, a means or a reason.
    fn deed(&self) -> Option<Range<usize>> {
        let text = self.text;
        let deed = self.deeds.first()?;
        let end = (deed.verb + 1..deed.end)
            .find(|&at| !self.parts.is_goal(at) || text.one_of(at, &[",", ";", ":"]))
            .unwrap_or(deed.end);
        let end = (deed.verb + 1..=end)
            .rev()
            .find(|&end| {
                text.is_word(end - 1) && !text.has(end - 1, PREP.and(super::lexicon::CONJ))
                    || text.is_number(end - 1)
                    || text.is(end - 1, "%")
            })
            .unwrap_or(deed.verb + 1);
        Some(text.bytes(deed.verb..end))
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
