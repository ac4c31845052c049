//! The numbers that a goal sets as its targets.
//!
//! In: tokens and their parts. Out: each number that says how much or how many of the aim. Numbers
//! of names, versions, scenes, resources and reasons are left where they are.

#![expect(
    clippy::nonminimal_bool,
    reason = "conditions stand in the order in which the grammar is told"
)]

use super::clause::{Part, Parts};
use super::lexicon::{
    CHANGE, CREDENTIAL, DET, DOING, EVENT, FUNCTION, Form, OPEN, PERSON, POSS, PREP, RESOURCE,
    SMALL_UNIT, TIME_UNIT, VERB,
};
use super::quantity::{self, Amount};
use super::sign;
use super::token::{Kind, Shape, Text};
use std::ops::Range;

/// A number that is aimed at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Aim {
    /// Its value.
    pub(super) value: f64,
    /// The tokens that write it.
    pub(super) tokens: Range<usize>,
    /// The tokens of its unit; empty where there is none.
    pub(super) unit: Range<usize>,
}

/// Finds all of them, in order.
pub(super) fn find(text: &Text, parts: &Parts) -> Vec<Aim> {
    let mut aims: Vec<Aim> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if parts.is_timed(at) {
            at += 1;
            continue;
        }
        let Some(amount) = quantity::read(text, at) else {
            at += 1;
            continue;
        };
        let end = amount.end.max(at + 1);
        match judge(text, parts, &amount) {
            Verdict::Aim => {
                let unit = unit(text, parts, &amount);
                aims.push(Aim {
                    value: amount.value,
                    tokens: at..end,
                    unit: unit.clone(),
                });
                if let Some(upper) = amount.upper {
                    aims.push(Aim {
                        value: upper,
                        tokens: at..end,
                        unit,
                    });
                }
                at = end;
            }
            Verdict::Lower => {
                // `9/10`, `4.5 out of 5`: the scale's end is none.
                aims.push(Aim {
                    value: amount.value,
                    tokens: at..end,
                    unit: end..end,
                });
                if let Some(upper) = amount.upper {
                    aims.push(Aim {
                        value: upper,
                        tokens: at..end,
                        unit: end..end,
                    });
                }
                at = end + scale(text, end).unwrap_or(0);
            }
            Verdict::None => at = end,
            Verdict::Skip(to) => at = to.max(end),
        }
    }
    aims
}

enum Verdict {
    Aim,
    /// It stands on a scale whose end follows.
    Lower,
    None,
    /// Neither it nor what follows up to here.
    Skip(usize),
}

/// How many tokens a scale's end takes: `/10`, `out of 5`.
fn scale(text: &Text, end: usize) -> Option<usize> {
    if text.is(end, "/") && text.at(end).glued && text.is_number(end + 1) {
        return Some(2);
    }
    let stars = usize::from(text.one_of(end, &["stars", "points", "marks"]));
    if text.is(end + stars, "out")
        && text.is(end + stars + 1, "of")
        && quantity::read(text, end + stars + 2).is_some()
    {
        return Some(stars + 3);
    }
    None
}

fn unit(text: &Text, parts: &Parts, amount: &Amount) -> Range<usize> {
    if amount.percent || amount.money {
        return amount.end..amount.end;
    }
    let more = usize::from(
        text.one_of(amount.end, &["or", "of"])
            && text.one_of(amount.end + 1, &["more", "the", "our", "my"]),
    );
    let from = amount.end + more * 2;
    let end = super::noun::end(text, from);
    let end = (from..end)
        .find(|&at| {
            parts.is_timed(at) || text.has(at, VERB) && at > from && text.at(at).form == Form::Ing
        })
        .unwrap_or(end);
    from..end.min(from + 4)
}

fn verb_like(text: &Text, at: usize) -> bool {
    text.has(at, VERB.and(PREP).and(FUNCTION))
}

fn judge(text: &Text, parts: &Parts, amount: &Amount) -> Verdict {
    let (start, end) = (amount.start, amount.end);
    let before = start.wrapping_sub(1);
    let word = text.word(start);
    match parts.of(start) {
        Part::Reason | Part::Purpose | Part::Scene => return Verdict::None,
        Part::Means if !counts_as_means(text, parts, amount) => return Verdict::None,
        _ => {}
    }
    // Ordinals are places, but for a percentile.
    if amount.ordinal {
        return if text.is(end, "percentile") {
            Verdict::Aim
        } else {
            Verdict::None
        };
    }
    if word == "once" && !parts.is_timed(end) {
        return Verdict::None;
    }
    if word == "one" {
        let article = text.shows(end, sign::ONE_ARTICLE) || text.at(end).kind != Kind::Word;
        let pointed =
            start > 0 && (text.has(before, DET.and(POSS)) || text.shows(before, sign::ONE_POINTED));
        if article && !parts.is_timed(end) || pointed {
            return Verdict::None;
        }
    }
    // `12-week`, `40-bed`: a thing's own size. `3-6` was read as a range.
    if text.is(end, "-") && text.at(end).glued && text.at(end + 1).glued && text.is_word(end + 1) {
        return Verdict::Skip(end + 2);
    }
    if text.at(start).glued
        && text.one_of(before, &["-", "/", "#", "."])
        && start > 0
        && !text.is_number(start.wrapping_sub(2))
    {
        return Verdict::None;
    }
    // `24/7`, `50/50`; `9/10` is a score.
    if let Some(tokens) = scale(text, end) {
        let top = text.at(end + tokens - 1).value;
        let top = if top == 0.0 {
            quantity::read(text, end + tokens - 1).map_or(0.0, |amount| amount.value)
        } else {
            top
        };
        return if amount.upper.unwrap_or(amount.value) <= top
            && (!text.is(end, "/")
                || [5.0, 10.0, 20.0, 100.0, 45.0, 50.0].contains(&top)
                || top > 30.0)
        {
            Verdict::Lower
        } else {
            Verdict::Skip(end + tokens)
        };
    }
    // `getting up at five`: an hour of the day; `finish fourth` is read below.
    if text.is(before, "at")
        && start > 0
        && amount.value <= 12.0
        && amount.upper.is_none()
        && (!text.is_word(end) && !text.one_of(end, &["%", "/", "°"])
            || text.has(end, PREP.and(super::lexicon::CONJ)))
        && text.one_of(
            before.wrapping_sub(1),
            &[
                "up", "rise", "rising", "start", "starting", "wake", "waking", "open", "opening",
                "leave", "leaving", "begin", "home", "bed", "work",
            ],
        )
    {
        return Verdict::None;
    }
    // An hour of the day.
    if text.one_of(end, &["am", "pm", "a.m", "p.m", "o'clock"]) {
        return Verdict::None;
    }
    if text.is(end, ":") && text.at(end).glued && text.is_number(end + 1) {
        // `3:45` as a time to run in.
        return Verdict::Skip(end + 2);
    }
    // Names and versions: `Level 4`, `Python 3`, `line 3`, `Forbes 30 Under 30`.
    let digits = text.is_number(start);
    if start > 0 && digits && text.is_word(before) {
        let verb = parts.starts.contains(&before);
        let label = !verb
            && (text.shows(before, sign::LABEL)
                || text
                    .word(before)
                    .strip_suffix('s')
                    .is_some_and(|one| sign::of(one).any(sign::LABEL))
                    && !text.is_word(end));
        // `floors 3 and 4`: the second is a name like the first.
        let label = label
            || text.one_of(before, &["and", "or", "to"])
                && start >= 3
                && text.is_number(start - 2)
                && text.is_word(start - 3)
                && sign::of(text.word(start - 3).trim_end_matches('s')).any(sign::LABEL);
        // `Unity 6 certification`.
        let label = label || text.at(before).first && text.at(before).shape == Shape::Capital && !verb_like(text, before) && text.is_word(end) && !text.has(end, PREP.and(super::lexicon::UNIT))
            && !super::noun::end(text, end).checked_sub(1).is_some_and(|head| text.at(head).form == Form::S)
            // `chem 105 and …`: the number of a course.
            || text.is_word(before) && !text.has(before, VERB.and(FUNCTION).and(OPEN).and(super::lexicon::VAGUE).and(super::lexicon::ADVERB)) && text.at(before).form == Form::Base && !text.has(before, super::lexicon::UNIT.and(CREDENTIAL).and(super::lexicon::QUALITY).and(super::lexicon::GENERIC)) && (text.has(end, super::lexicon::CONJ.and(PREP)) && !text.one_of(end, &["or", "to"])) && amount.value.fract() == 0.0 && !amount.percent && !amount.money && before > 0;
        let exam =
            text.has(before, CREDENTIAL) && (amount.value.fract() != 0.0 || amount.value > 20.0);
        let title = text.is_name(before)
            && text.has(before, FUNCTION)
            && text.at(before).shape == Shape::Capital;
        let name = title
            || text.is_name(before)
                && !text.has(before, FUNCTION.and(VERB))
                && !exam
                && text.at(before).shape != Shape::Small;
        if label || name {
            // `7 in IELTS` reads on; `IELTS 7` is a score.
            let ielts = text.shows(before, sign::EXAM_SCORE);
            if !ielts {
                return Verdict::None;
            }
        }
    }
    // `a 1967 Hillman`: the year of a thing; `month six`: a name.
    if digits
        && end == start + 1
        && (1900.0..2100.0).contains(&amount.value)
        && text.is_name(end)
        && text.at(end).shape == Shape::Capital
        && text.at(end).form != Form::S
    {
        return Verdict::None;
    }
    if !digits
        && start > 0
        && text.shows(before, sign::LABELLED_WORD)
        && !text.one_of(start, &["once", "twice", "a"])
    {
        return Verdict::None;
    }
    // `on the 42`, `the 6's`, `501(c)(3)`: names of things.
    if digits
        && text.is(before, "the")
        && start > 0
        && (!text.is_word(end)
            || text.has(end, PREP)
            || parts.is_timed(end)
            || text.is(end, "s") && text.at(end).glued)
        && !amount.percent
        && !amount.money
    {
        return Verdict::None;
    }
    if digits && text.at(end).glued && (text.is(end, "s") || text.is(end, "("))
        || text.at(start).glued && text.is(before, "(") && start > 1 && text.at(before).glued
    {
        return Verdict::None;
    }
    // `6B`, `5 West`: rooms and wards.
    if digits
        && text.at(end).glued
        && text.is_word(end)
        && text.word(end).len() == 1
        && text.at(end).shape == Shape::Capital
    {
        return Verdict::None;
    }
    if digits
        && start > 0
        && text.has(before, PREP)
        && text.one_of(before, &["on", "in", "at", "of"])
        && text.is_name(end)
        && text.at(end).shape == Shape::Capital
        && text.at(end).form != Form::S
    {
        return Verdict::None;
    }
    // `Six Sigma`.
    if !digits
        && text.at(start).first
        && text.at(start).shape == Shape::Capital
        && text.at(end).shape == Shape::Capital
        && text.is_name(end)
        && text.at(end).form != Form::S
        && text.is_name(end + 1)
    {
        return Verdict::None;
    }
    // `Duskfall Two`, `Six Sigma` inside a sentence.
    if !digits && text.is_name(start) && start > 0 {
        return Verdict::None;
    }
    if parts.resume && text.has(before, POSS) {
        return Verdict::None;
    }
    if digits
        && text.at(end).shape == Shape::Capital
        && text.is_name(end)
        && text.is_name(before)
        && !amount.percent
    {
        return Verdict::None;
    }
    if digits
        && text.at(end).glued
        && text.is_word(end)
        && text.at(end).shape == Shape::Code
        && !text.has(end, super::lexicon::UNIT)
        && !text.is(end, "x")
    {
        return Verdict::None;
    }
    // `a 10k`, `my first 5k`: the name of a race.
    if digits
        && text.one_of(end.wrapping_sub(1), &["k"])
        && end == start + 2
        && !amount.money
        && start > 0
    {
        let race = text.has(before, DET.and(POSS)) && !text.one_of(before, &["the"])
            || text.one_of(before, &["first", "charity", "parkrun", "local"])
            || text.one_of(end, &["race", "run"]);
        if race && !text.has(end, super::lexicon::GENERIC) {
            return Verdict::None;
        }
    }
    // Ages.
    if text.one_of(before, &["age", "aged", "ages"])
        || text.word(end).ends_with("-olds")
        || text.one_of(end, &["year-olds", "year-old"])
    {
        return Verdict::None;
    }
    if text.one_of(before, &["under", "over"]) && text.is(end, "s") && text.at(end).glued {
        return Verdict::None;
    }
    // `a 120k loan`, `a £2,000 course`: what a named thing costs.
    if amount.money
        && start > 0
        && text.one_of(before, &["a", "an"])
        && text.is_word(end)
        && !text.has(end, PREP.and(super::lexicon::CONJ))
    {
        let raised = text.shows(start.wrapping_sub(2), sign::RAISES_MONEY);
        if !raised {
            return Verdict::None;
        }
    }
    // `a team of 10`: an aim only when the goal's own verb acts on it.
    if text.is(before, "of") && start > 1 {
        let group = start - 2;
        if text.shows(group, sign::GROUP) {
            let article = (group.saturating_sub(4)..group)
                .rev()
                .find(|&at| text.has(at, DET.and(POSS)));
            let governor = article.and_then(|article| article.checked_sub(1));
            let acted =
                governor.is_some_and(|at| !text.has(at, PREP) || parts.starts.contains(&at));
            if !acted {
                return Verdict::None;
            }
        }
    }
    // Days, weeks, years: an aim when something is brought to that many of them.
    if text.has(end, TIME_UNIT)
        && !amount.percent
        && !text.one_of(end, &["half", "quarter", "quarters"])
    {
        let led = text.shows(before, sign::BOUND_LEAD);
        let changes = parts
            .starts
            .iter()
            .any(|&start| text.has(start, CHANGE.and(OPEN)));
        let streak = text.one_of(end + 1, &["straight", "running", "consecutive"])
            || text.is(end + 1, "in") && text.is(end + 2, "a")
            || text.is(end + 1, "late")
            || text.is(end + 1, "without");
        let rate = parts.is_timed(end + 1);
        let counted_thing = text.is(end + 1, "of")
            && text.has(end + 2, DOING.and(VERB))
            && !text.one_of(end + 2, &["experience", "work"]);
        // `log 360 days of sea time`.
        let served = start > 0
            && (text.one_of(end + 1, &["of", "on", "at", "in"]))
            && text.one_of(
                before,
                &[
                    "log",
                    "accumulate",
                    "accrue",
                    "bank",
                    "clock",
                    "record",
                    "amass",
                    "complete",
                    "rack",
                ],
            )
            || text.one_of(
                before,
                &["log", "accumulate", "accrue", "bank", "clock", "amass"],
            );
        if !(led && changes
            || served
            || streak
            || rate
            || counted_thing
            || led && text.one_of(before, &["under", "below", "within"]))
        {
            return Verdict::None;
        }
    }
    if text.one_of(end, &["experience"])
        || text.one_of(end + 1, &["experience"]) && text.has(end, TIME_UNIT)
    {
        return Verdict::None;
    }
    if text.has(before, POSS) && text.shows(end, sign::OWN_CHILDREN) && !text.has(before, DET) {
        return Verdict::None;
    }
    // A bare year is no count.
    if digits && end == start + 1 && word.len() == 4 && (1900.0..2200.0).contains(&amount.value) {
        let counted = text.is_word(end) && !text.has(end, PREP.and(super::lexicon::CONJ))
            || text.has(end, super::lexicon::UNIT);
        let named = text.has(before, DET)
            || text.one_of(
                before,
                &["in", "by", "of", "since", "before", "until", "for"],
            );
        if !counted || named {
            return Verdict::None;
        }
    }
    Verdict::Aim
}

/// Whether a number of the means counts what is to be done: `by giving three talks`, `two hours a week`.
fn counts_as_means(text: &Text, parts: &Parts, amount: &Amount) -> bool {
    let (start, end) = (amount.start, amount.end);
    let stretch = parts
        .stretches
        .iter()
        .find(|stretch| stretch.tokens.contains(&start));
    let Some(opened) = stretch.map(|stretch| stretch.tokens.start) else {
        return false;
    };
    let thing = super::noun::end(text, end);
    let rate = (end..(thing + 2).min(end + 6)).any(|at| parts.is_timed(at));
    let doing = (end..thing).any(|at| {
        text.has(at, DOING.and(SMALL_UNIT).and(EVENT)) || text.shows(at, sign::COUNTED_DOING)
    });
    if rate {
        return true;
    }
    if amount.money || amount.percent && !text.is(opened, "by") {
        return false;
    }
    let person = (end..thing).any(|at| text.has(at, PERSON) && !text.has(at, DOING));
    // `by V-ing` … or a step of its own: its verb acts on what is counted.
    let verb = (opened..start)
        .rev()
        .find(|&at| text.has(at, VERB) || text.at(at).form == Form::Ing);
    let acted = verb.is_some_and(|verb| {
        let between =
            (verb + 1..start).all(|at| !text.has(at, PREP) || text.shows(at, sign::ACTED_THROUGH));
        between && !((verb + 1..start).any(|at| text.one_of(at, &["with", "for"])) && person)
    });
    if acted && !(text.has(end, TIME_UNIT) && !rate) {
        let scene = text.is(start.wrapping_sub(1), "of") && text.has(start.wrapping_sub(3), DET);
        return !scene;
    }
    // `through three workshops`, `with two mock exams`: doings count, helpers and tools do not.
    doing && !person
        || (end..thing).any(|at| text.has(at, DOING))
            && !(end..thing).any(|at| text.has(at, RESOURCE) && !text.has(at, DOING))
}
