//! What a goal's verb acts on, and whether two strangers would picture the same.
//!
//! In: tokens, their parts, a range of them. Out: the noun phrase, how narrow it is, whether it is one
//! thing or praise.

use super::clause::Parts;
use super::lexicon::{
    ACT, ADVERB, AUX, COMPARATIVE, CONJ, CREDENTIAL, Class, DEGREE, DET, DOING, END, EVENT, FIELD,
    FUNCTION, Form, GENERIC, GO, NEG, NOUN, OPEN, PERSON, POSS, PRAISE, PREP, PRON, QUALITY,
    RESOURCE, ROLE, SMALL_UNIT, TIME_UNIT, UNIT, VAGUE, VERB,
};
use super::quantity;
use super::sign;
use super::token::{Kind, Shape, Text};
use std::ops::Range;

/// The first noun phrase behind a verb: where it begins, where it ends.
pub(super) fn phrase(text: &Text, parts: &Parts, at: usize, end: usize) -> Range<usize> {
    let mut start = at;
    while start < end
        && text.has(start, ADVERB)
        && !text.has(start, NOUN.and(DET))
        && parts.is_goal(start)
    {
        start += 1;
    }
    let mut behind = start;
    while behind < end
        && behind < start + 14
        && parts.is_goal(behind)
        && (text.is_word(behind)
            || text.is_number(behind)
            || text.one_of(behind, &["%", "$", "£", "€", "-", "&"]))
        && !text.has(behind, PREP.and(CONJ).and(AUX))
        && !(text.has(behind, PRON) && behind > start)
        // `a novel set in Trieste`: what is told of it behind it.
        && !(behind > start + 1
            && text.at(behind).form == Form::Ed
            && text.at(behind).shape == Shape::Small
            && text.has(behind + 1, PREP))
    {
        behind += 1;
    }
    start..behind
}

/// Whether the head of the object is a quality that nobody sees reached.
pub(super) fn quality_head(text: &Text, parts: &Parts, object: usize) -> bool {
    let found = phrase(text, parts, object, text.len());
    match found.clone().next_back() {
        Some(head) => {
            // `the Pennine Way` is a name.
            let named = text.is_name(head)
                && text.at(head).shape == Shape::Capital
                && text.is_name(head.wrapping_sub(1));
            text.has(head, QUALITY)
                && !named
                && !text.has(head, CREDENTIAL.and(EVENT))
                && !text.shows(head, sign::MIXED_HEAD)
        }
        None => false,
    }
}

/// How many words of some tokens tell it apart; a half for a whole field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Narrow {
    /// The sum; from 1 on it is narrow.
    pub(super) score: f64,
    /// The token that says most, if any.
    pub(super) word: Option<usize>,
    /// Whether a name is among them.
    pub(super) name: bool,
}

/// Weighs the words of the goal itself in a range.
pub(super) fn narrow(text: &Text, parts: &Parts, range: Range<usize>) -> Narrow {
    let mut sum = Narrow {
        score: 0.0,
        word: None,
        name: false,
    };
    let mut fields = 0.0_f64;
    let mut things = false;
    let mut at = range.start;
    while at < range.end {
        if text.one_of(at, &["related", "relevant"]) && text.is(at + 1, "to") {
            break;
        }
        let late_participle = text.at(at).form == Form::Ed && !parts.is_goal(at + 1);
        if !parts.is_goal(at) || late_participle {
            at += 1;
            continue;
        }
        if let Some(amount) = quantity::read(text, at)
            && !text.is(at, "a")
        {
            at = amount.end.max(at + 1);
            continue;
        }
        let weight = weight(text, at);
        // `the delivery of our priorities`: no more than the verb says.
        let nominal = text.shows(at, sign::OF_A_DOING) && text.is(at + 1, "of");
        let weight = if nominal { 0.0 } else { weight };
        // `my mother`: there is one.
        let kin = text.shows(at, sign::KIN) && at > range.start && text.has(at - 1, POSS);
        let weight = if kin { weight.max(1.0) } else { weight };
        // A weight or a height of one's own: `lose 8 kg`.
        let own = text.shows(at, sign::OF_THE_BODY)
            && range.start > 0
            && text.one_of(
                range.start - 1,
                &[
                    "lose", "shed", "drop", "gain", "lift", "squat", "deadlift", "bench", "press",
                    "run", "walk", "swim", "cycle", "row", "losing",
                ],
            )
            && text.is_number(at - 1);
        let weight = if own { weight.max(1.0) } else { weight };
        if text.has(at, FIELD) && text.at(at).kind == Kind::Word && weight < 1.0 {
            fields += 0.5;
        }
        things |= text.has(at, CREDENTIAL.and(EVENT))
            || text.has(at, GENERIC) && !text.has(at, QUALITY.and(FIELD));
        // `time management`, `communication skills`: a quality told apart by another noun.
        let skill = text.one_of(at, &["skill", "skills", "technique", "management"])
            && at > range.start
            && text.is_word(at - 1)
            && !text.has(at - 1, VAGUE.and(FUNCTION))
            && (text.at(at - 1).class.any(QUALITY.and(FIELD).and(GENERIC))
                || text.at(at - 1).form == Form::Ing && text.has(at - 1, ACT.and(GO)));
        let weight = if skill { weight.max(1.0) } else { weight };
        // `the client account`, `our energy group`: told apart by the noun before it.
        let pair = at > range.start + 1
            && (text.one_of(at - 2, &["the", "our", "every", "each"])
                || text.is(at - 2, "my") && !text.has(at, GENERIC))
            && (text.has(at - 1, GENERIC.and(QUALITY).and(FIELD).and(PERSON))
                || text.at(at - 1).form == Form::Ing)
            && !text.has(at - 1, VAGUE)
            && text.has(at, GENERIC.and(RESOURCE).and(EVENT).and(PERSON))
            && !text.has(at, QUALITY);
        // `two student organizations`, `a drama society`.
        let gathered = text.shows(at, sign::GATHERED)
            && at > range.start
            && text.is_word(at - 1)
            && text.has(at - 1, GENERIC.and(PERSON).and(FIELD).and(DOING))
            && !text.has(at - 1, VAGUE.and(FUNCTION));
        let weight = if pair || gathered {
            weight.max(1.0)
        } else {
            weight
        };
        if weight > 0.0 {
            sum.score += weight;
            sum.name |= text.is_name(at);
            if weight >= 1.0 && (sum.word.is_none() || text.is_name(at)) {
                sum.word = Some(at);
            }
        }
        at += 1;
    }
    if things && fields > 0.0 {
        sum.score += fields + 0.5;
    }
    sum
}

/// How much one word narrows: 0 for one that could stand in any goal, 2 for a name.
fn weight(text: &Text, at: usize) -> f64 {
    let token = text.at(at);
    if token.kind != Kind::Word {
        return 0.0;
    }
    let class = token.class;
    let word = text.word(at);
    let length = word.chars().count();
    if class.any(NEG.and(DEGREE)) {
        return 0.0;
    }
    if ["-related", "-relevant", "-wide", "-oriented", "-focused"]
        .iter()
        .any(|end| word.ends_with(end))
    {
        return 0.0;
    }
    if ["al", "ic", "ary", "ational"]
        .iter()
        .any(|end| word.ends_with(end))
        && !class.any(NOUN.and(VERB))
        && text.has(at + 1, QUALITY)
    {
        return 0.5;
    }
    if class.any(FUNCTION.and(VAGUE).and(ADVERB)) && token.shape != Shape::Code {
        return 0.0;
    }
    let named = text.is_name(at);
    if named && !class.any(GENERIC.and(QUALITY)) && length > 1 {
        return 2.0;
    }
    if named && token.shape == Shape::Capital && length > 2 {
        return 1.0;
    }
    if class.any(QUALITY.and(GENERIC)) {
        // A role may be a common word too: `manager`.
        return if class.any(ROLE) && !class.any(PRAISE) {
            0.5
        } else {
            0.0
        };
    }
    if class.any(FIELD) || class.any(PRAISE) {
        return 0.0;
    }
    if class.any(CREDENTIAL.and(ROLE).and(EVENT)) {
        return 1.0;
    }
    if class.any(PERSON.and(UNIT).and(SMALL_UNIT).and(TIME_UNIT)) {
        return 0.0;
    }
    if class.any(COMPARATIVE) {
        return 0.0;
    }
    if length < 3 {
        return 0.0;
    }
    if word.ends_with("ly") {
        return 0.0;
    }
    // `high-quality`, `results-driven`: praise, however it is joined.
    if let Some((first, last)) = word.split_once('-')
        && (matches!(
            first,
            "high"
                | "top"
                | "best"
                | "world"
                | "fast"
                | "forward"
                | "results"
                | "result"
                | "growth"
                | "value"
                | "client"
                | "customer"
                | "people"
                | "self"
                | "well"
                | "highly"
        ) || matches!(
            last,
            "driven"
                | "oriented"
                | "minded"
                | "class"
                | "quality"
                | "level"
                | "paced"
                | "performing"
                | "paying"
                | "impact"
                | "focused"
                | "centred"
                | "centered"
        ))
    {
        return 0.0;
    }
    if at > 0
        && text.is(at - 1, "to")
        && class.any(OPEN)
        && token.form == Form::Base
        && !class.any(END.and(ACT))
    {
        return 0.0;
    }
    let dim_adjective = ["ful", "ive", "able", "ible", "ous", "less"]
        .iter()
        .any(|end| word.ends_with(end));
    let dim_noun = ["ness", "ability", "ibility", "ivity"]
        .iter()
        .any(|end| word.ends_with(end))
        && length > 6;
    if dim_adjective || dim_noun {
        return 0.5;
    }
    if class.any(RESOURCE) {
        return 0.8;
    }
    if class.any(DOING) {
        let compound = at > 0 && text.is_word(at - 1) && !text.has(at - 1, FUNCTION.and(VAGUE));
        return if compound { 1.0 } else { 0.7 };
    }
    if token.form == Form::Ing && class.any(VERB) && text.has(at + 1, GENERIC.and(QUALITY)) {
        return 0.5;
    }
    let alone = !text.is_word(at + 1) || text.has(at + 1, FUNCTION);
    if token.form == Form::Ed && (class.any(VERB) || class == Class::default()) && alone {
        return 0.0;
    }
    if class.any(VERB) && token.form == Form::Base && !class.any(NOUN) {
        let compound = at > 0
            && text.is_word(at - 1)
            && (!text.has(at - 1, FUNCTION) || text.has(at - 1, DET.and(POSS)));
        return if alone && !compound { 0.3 } else { 1.0 };
    }
    1.0
}

/// Whether a comparison or praise makes a quality of the object: `a better teacher`, `an expert in …`.
pub(super) fn is_praise(text: &Text, range: Range<usize>) -> bool {
    let bare =
        !text.has(range.start, DET) || range.clone().any(|at| text.one_of(at, &["little", "bit"]));
    let degree = range
        .clone()
        .next_back()
        .is_some_and(|head| text.word(head).ends_with("er") && !text.has(head, ROLE));
    if bare && degree {
        return true;
    }
    range
        .clone()
        .any(|at| text.has(at, COMPARATIVE) && !text.is_name(at))
        || range.clone().next_back().is_some_and(|head| {
            // `a foster parent`, `world champion`: of which kind.
            let kind = text.shows(head, sign::ROLE_OF_A_KIND)
                && head > range.start
                && text.is_word(head - 1)
                && !text.shows(head - 1, sign::ONLY_PRAISES)
                && !text.has(
                    head - 1,
                    DET.and(POSS).and(VAGUE).and(COMPARATIVE).and(ADVERB),
                );
            text.has(head, PRAISE) && !text.has(head, CREDENTIAL) && !kind
        })
}

/// Whether a single, definite or named thing is meant.
pub(super) fn is_one(text: &Text, range: Range<usize>) -> bool {
    // `PyCon 2027`: the name is the head.
    let Some(head) = range.clone().rev().find(|&at| text.is_word(at)) else {
        return false;
    };
    let plural = text.at(head).form == Form::S && !text.is_name(head);
    let definite = range
        .clone()
        .any(|at| text.has(at, POSS) || text.shows(at, sign::DEFINITE));
    let article = range
        .clone()
        .any(|at| text.has(at, DET) || text.one_of(at, &["one", "another"]));
    let named = if plural {
        range.clone().any(|at| text.is_name(at))
    } else {
        text.is_name(head)
    };
    if plural {
        definite || named
    } else {
        article || definite || named
    }
}
