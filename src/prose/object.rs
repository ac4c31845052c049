//! What a goal's verb acts on, and whether two strangers would picture the same.
//!
//! In: tokens, their parts, a verb. Out: the kind of action, and how narrow its object is.

#![expect(
    clippy::nonminimal_bool,
    reason = "conditions stand in the order in which the grammar is told"
)]

use super::clause::Parts;
use super::lexicon::{
    ACT, ADVERB, AUX, BECOME, CHANGE, COMPARATIVE, CONJ, CREDENTIAL, DET, DOING, END, EVENT,
    FACTOR, FIELD, FUNCTION, Form, GENERIC, GO, NOUN, OPEN, PERSON, POSS, PRAISE, PREP, PRON,
    QUALITY, RESOURCE, ROLE, SMALL_UNIT, TIME_UNIT, UNIT, VAGUE, VERB,
};
use super::quantity;
use super::sign;
use super::token::{Kind, Shape, Text};
use std::ops::Range;

/// What kind of action a verb is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Once done, anyone can see it.
    End,
    /// An act, where there is one of it.
    Act,
    /// It goes on.
    Go,
    /// No one can say when it is done.
    Open,
    /// A change that wants a measure.
    Change,
    /// A change that is its own measure.
    Factor,
    /// Too wide to be seen.
    Dim,
    /// Someone becomes something.
    Become,
    /// No verb: the thing alone.
    Named,
}

/// A verb with what it acts on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Deed {
    /// The verb's token; the first of the thing where there is no verb.
    pub(super) verb: usize,
    /// Behind the verb and its particles.
    pub(super) object: usize,
    /// Where the deed's words end.
    pub(super) end: usize,
    /// Its kind.
    pub(super) action: Action,
}

/// Reads the deed that begins at a place and reaches at most to `end`.
pub(super) fn deed(text: &Text, parts: &Parts, start: usize, end: usize) -> Deed {
    let (action, object) = action(text, parts, start);
    Deed {
        verb: start,
        object,
        end,
        action,
    }
}

fn action(text: &Text, parts: &Parts, at: usize) -> (Action, usize) {
    let token = text.at(at);
    let next = at + 1;
    if token.kind != Kind::Word || text.has(at, DET.and(POSS)) || quantity::read(text, at).is_some()
    {
        return (Action::Named, at);
    }
    let class = token.class;
    if !class.any(VERB) || token.form == Form::S && class.any(NOUN) {
        // `Toughen up`, `Chill out`: a verb that we do not know, with a particle.
        if !class.any(NOUN.and(FUNCTION))
            && token.form == Form::Base
            && text.one_of(next, &["up", "out", "off", "down"])
            && token.first
            && !text.has(next + 1, DET.and(POSS))
        {
            return (Action::Open, next + 1);
        }
        if text.one_of(at, &["not", "never", "don't", "stop"])
            || at > 0 && text.one_of(at - 1, &["i'm", "im", "am", "i've"])
        {
            return (Action::Dim, next);
        }
        // An unknown word before an article is a verb that we do not know.
        let verb = !class.any(NOUN.and(VAGUE).and(FUNCTION))
            && token.form == Form::Base
            && (text.has(next, DET.and(POSS)) || text.one_of(next, &["it", "them", "him", "her"]))
            && token.shape != Shape::Code;
        return if verb {
            (Action::Act, next)
        } else {
            (Action::Named, at)
        };
    }
    if noun_first(text, parts, at) {
        return (Action::Named, at);
    }
    if let Some(found) = phrasal(text, at) {
        return found;
    }
    let object = next + usize::from(text.one_of(next, &["up", "out", "off", "over", "down"]));
    let action = if class.any(BECOME) {
        Action::Become
    } else if class.any(FACTOR) {
        Action::Factor
    } else if class.any(OPEN) && class.any(END.and(ACT)) {
        // `gain a licence` ends, `gain experience` does not.
        if quality_head(text, parts, object) {
            Action::Open
        } else if class.any(CHANGE)
            && (measured(text, parts, object)
                || !text.one_of(object, &["a", "an"])
                    && !(text.is(at, "raise")
                        && (object..object + 4)
                            .any(|at| quantity::read(text, at).is_some_and(|amount| amount.money)))
                    && !text.is(at, "build")
                    && !text.is(at, "gain"))
        {
            Action::Change
        } else if class.any(END) {
            Action::End
        } else {
            Action::Act
        }
    } else if class.any(CHANGE) && !class.any(END.and(ACT).and(GO))
        || class.any(CHANGE) && measured(text, parts, object)
    {
        Action::Change
    } else if class.any(END) {
        Action::End
    } else if class.any(ACT) {
        Action::Act
    } else if class.any(GO) {
        Action::Go
    } else if class.any(OPEN) {
        Action::Open
    } else {
        Action::Dim
    };
    (action, object)
}

/// `from 4 % to 2 %`, `by 10 %`, `to 15`: a change has its measure.
fn measured(text: &Text, parts: &Parts, object: usize) -> bool {
    (object..object + 14).any(|at| {
        parts.is_goal(at)
            && text.one_of(at, &["to", "from", "by", "under", "below", "above", "over"])
            && (at + 1..at + 4).any(|at| quantity::read(text, at).is_some() && !parts.is_timed(at))
    })
}

/// A word that may be verb or noun, and is a noun here: `Lead nurse by June`, `Place on the course`.
fn noun_first(text: &Text, parts: &Parts, at: usize) -> bool {
    let next = at + 1;
    let token = text.at(at);
    if token.form != Form::Base {
        return false;
    }
    let role_next = text.has(next, ROLE.and(CREDENTIAL))
        && text.at(next).form == Form::Base
        && text.shows(at, sign::BEFORE_ROLE);
    let role_next = role_next
        || text.has(next, ROLE)
            && text.at(next).form == Form::Base
            && token.first
            && (parts.is_timed(next + 1)
                || text.has(next + 1, PREP.and(CREDENTIAL))
                || !text.is_word(next + 1))
            && !text.shows(at, sign::NO_ROLE_NOUN);
    let last = parts.is_timed(next) || !text.is_word(next) && !text.is_number(next);
    let noun = text.has(at, NOUN) && !text.has(at, GO);
    let prep = text.has(next, PREP)
        && !text.one_of(next, &["up", "out", "off", "over", "down", "into", "with"]);
    role_next && !text.has(next + 1, DET)
        || noun && (last || prep) && !text.one_of(at, &["speak", "contract"])
}

fn phrasal(text: &Text, at: usize) -> Option<(Action, usize)> {
    let next = at + 1;
    // `don't let …`, `quit apologising`, `turn over a new leaf`, `get my head straight`, `be counted among`.
    let get_right = text.one_of(at, &["get", "getting", "put", "set"])
        && text.has(next, POSS)
        && (next + 1..next + 4).any(|at| {
            text.has(at, COMPARATIVE) && (!text.is_word(at + 1) || text.has(at + 1, PREP))
        });
    let quits = text.one_of(at, &["quit", "stop"])
        && text.at(next).form == Form::Ing
        && !text.one_of(next, &["smoking", "drinking", "vaping"]);
    let counted = text.is(at, "be") && text.at(next).form == Form::Ed && !text.has(next, END);
    if at > 0 && text.has(at - 1, super::lexicon::NEG)
        || quits
        || get_right
        || counted
        || text.is(at, "turn") && text.is(next, "over")
    {
        return Some((Action::Dim, next));
    }
    // `be promoted to sergeant`, `get elected to the board`: it is done to one.
    if text.one_of(at, &["be", "get", "being", "getting"])
        && text.at(next).form == Form::Ed
        && text.shows(next, sign::MADE_SO)
        && (text.one_of(next + 1, &["to", "as", "into", "onto"]) && text.is_word(next + 2)
            || text.has(next + 1, DET.and(POSS).and(ROLE).and(CREDENTIAL))
            || text.is_name(next + 1))
    {
        return Some((
            Action::End,
            next + 1
                + usize::from(text.one_of(next + 1, &["to", "as", "into", "by", "onto", "for"])),
        ));
    }
    // `run for council`, `stand for election as mayor`.
    if text.one_of(at, &["run", "stand", "running", "standing"])
        && text.is(next, "for")
        && (next + 1..next + 6).any(|at| text.has(at, ROLE) || text.shows(at, sign::ELECTED_TO))
    {
        return Some((Action::End, next + 1));
    }
    // `bring back the choir`, `put on a play`, `hang up my boots`.
    if text.one_of(
        at,
        &[
            "bring", "put", "hang", "open", "close", "wind", "pull", "knock", "tear", "drop",
        ],
    ) && text.one_of(next, &["back", "on", "up", "down", "off"])
        && text.has(next + 1, DET.and(POSS))
    {
        return Some((Action::End, next + 1));
    }
    // `develop as a clinician`, `grow as a coach`.
    if text.one_of(
        at,
        &[
            "develop",
            "grow",
            "progress",
            "evolve",
            "mature",
            "improve",
            "developing",
            "growing",
        ],
    ) && text.is(next, "as")
    {
        return Some((Action::Dim, next + 1));
    }
    // `see my business thrive`.
    if text.one_of(at, &["see", "watch", "help", "make", "let", "seeing"])
        && text.has(next, DET.and(POSS))
        && (next + 1..next + 5).any(|at| {
            text.one_of(
                at,
                &[
                    "thrive", "flourish", "grow", "succeed", "prosper", "bloom", "shine", "excel",
                    "happy", "proud",
                ],
            ) && (!text.is_word(at + 1) || text.has(at + 1, PREP))
        })
    {
        return Some((Action::Dim, next + 6));
    }
    if text.is(at, "look") && text.is(next, "after") {
        return Some((Action::Go, next + 1));
    }
    // `get my act together`.
    if text.one_of(at, &["get", "getting", "put", "pull", "keep"])
        && (next..next + 5).any(|at| text.is(at, "together"))
        && text.has(next, POSS)
    {
        return Some((Action::Dim, next));
    }
    // `get my back in order`, `get off the tools`.
    if text.one_of(at, &["get", "getting", "put", "bring", "keep"]) {
        let set = (next..next + 7).any(|at| {
            text.is(at, "in") && text.one_of(at + 1, &["order", "shape", "check", "line", "hand"])
                || text.is(at, "under") && text.is(at + 1, "control")
                || text.is(at, "on") && text.is(at + 1, "track")
        });
        let away = text.one_of(at, &["get", "getting"]) && text.shows(next, sign::AWAY_PARTICLE);
        if set || away {
            return Some((Action::Dim, next));
        }
    }
    // `get better at SQL`.
    if text.one_of(at, &["get", "become", "be", "getting", "becoming"])
        && text.shows(next, sign::BETTER_AT)
        && text.one_of(next + 1, &["at", "with", "in"])
    {
        return Some((Action::Open, next + 2));
    }
    // `keep writing the column`, `start learning`: the doing is in the second verb.
    if text.one_of(at, &["keep", "continue", "start", "begin", "carry", "go"]) {
        let doing = next + usize::from(text.is(next, "on"));
        if text.at(doing).form == Form::Ing
            && text.has(doing, ACT.and(GO).and(END))
            && !text.has(doing, OPEN.and(NOUN))
        {
            return Some((Action::Go, doing + 1));
        }
    }
    if text.one_of(at, &["turn", "send", "put", "hand", "get", "fill"])
        && text.one_of(next, &["in", "off", "out"])
        && text.has(next + 1, DET.and(POSS))
        && !text.one_of(at, &["get"])
    {
        return Some((Action::End, next + 1));
    }
    // `have the machine live`, `have my report signed`.
    if text.one_of(at, &["have", "having", "get", "getting"])
        && (text.has(next, DET.and(POSS))
            || text.is_name(next) && text.one_of(at, &["have", "having"]))
        && (next + 1..next + 12).any(|at| text.shows(at, sign::BROUGHT_ABOUT))
    {
        return Some((Action::End, next));
    }
    // `move up to shift supervisor`, `rise to a C-level position`.
    if text.shows(at, sign::RISES) {
        let to = next + usize::from(text.one_of(next, &["up", "on"]));
        if text.one_of(to, &["to", "into"])
            && (to + 1..to + 6).any(|at| {
                text.has(at, ROLE)
                    || text.one_of(at, &["position", "role", "post", "grade", "band"])
            })
        {
            return Some((Action::End, to + 1));
        }
    }
    // `develop a product` ends, `develop my skills` does not.
    if text.one_of(at, &["develop", "developing", "grow", "build"])
        && text.one_of(next, &["a", "an"])
        && !text.one_of(at, &["grow"])
        && !(next..next + 5).any(|at| text.has(at, QUALITY))
    {
        return Some((Action::Act, next));
    }
    if text.one_of(
        at,
        &["apply", "use", "utilize", "utilise", "applying", "using"],
    ) && (next..next + 6).any(|at| text.shows(at, sign::SKILLS))
    {
        return Some((Action::Dim, next));
    }
    let base = text.word(at);
    let particle = text.word(next);
    let starts =
        |stem: &str| base == stem || base.starts_with(stem) && base.len() <= stem.len() + 4;
    let get = matches!(base, "get" | "getting" | "gets");
    let take = matches!(base, "take" | "taking");
    let make = matches!(base, "make" | "making");
    let go = matches!(base, "go" | "going");
    let work = starts("work");
    Some(match particle {
        "part" if take => (Action::Go, next + 1 + usize::from(text.is(next + 1, "in"))),
        "over" if take => (Action::End, next + 1),
        "on" if take => (Action::Act, next + 1),
        "up" if take => (Action::Go, next + 1),
        "up" if starts("set") => (Action::End, next + 1),
        "up" if starts("step") => (Action::Dim, next + 1),
        "up" if starts("sign") => (
            Action::End,
            next + 1 + usize::from(text.is(next + 1, "for")),
        ),
        "up" if starts("brush") || starts("skill") || starts("build") || starts("level") => (
            Action::Open,
            next + 1 + usize::from(text.is(next + 1, "on")),
        ),
        "up" | "pace" | "abreast" | "ahead"
            if starts("keep") || starts("stay") || starts("catch") =>
        {
            (Action::Dim, next + 1)
        }
        "in" | "over" if starts("hand") => (Action::End, next + 1),
        "out" if starts("carry") || starts("roll") || starts("map") => (Action::Act, next + 1),
        "out" if starts("find") || starts("figure") || starts("work") => (Action::Dim, next + 1),
        "into" if starts("look") => (Action::Dim, next + 1),
        "on" if work => (Action::Open, next + 1),
        "as" if work || starts("serv") || starts("act") => (Action::Become, next + 1),
        "with" | "by" | "towards" | "toward" | "together" if work => (Action::Go, next + 1),
        "sure" | "progress" | "better" | "use" if make => (Action::Dim, next + 1),
        "better" | "fitter" | "more" | "ahead" | "along" | "to" | "on" | "by" | "healthier"
        | "stronger" | "faster" | "good" | "comfortable" | "used"
            if get =>
        {
            (Action::Dim, next + 1)
        }
        "into" if get => (Action::End, next + 1),
        "the" | "more" | "charge" | "ownership" | "initiative" | "responsibility"
            if take
                && (next..next + 3).any(|at| {
                    text.one_of(
                        at,
                        &[
                            "lead",
                            "initiative",
                            "ownership",
                            "charge",
                            "responsibility",
                            "control",
                            "risks",
                        ],
                    )
                }) =>
        {
            (Action::Dim, next + 1)
        }
        "freelance" | "part-time" | "full-time" | "pro" | "self-employed" | "solo"
            if go || starts("turn") =>
        {
            (Action::End, next)
        }
        "back" if go && text.is(next + 1, "to") => (Action::End, next + 2),
        "forward" | "forwards" | "ahead" | "up" if starts("mov") || starts("progress") => {
            (Action::Dim, next + 1)
        }
        "to" | "into"
            if starts("mov")
                || starts("transition")
                || starts("switch")
                || starts("progress")
                || starts("step")
                || starts("shift")
                || starts("pivot") =>
        {
            (Action::End, next + 1)
        }
        _ if make && (text.has(next, ROLE) || text.is_name(next)) && !text.has(next, DET) => {
            (Action::Become, next)
        }
        // `see the project through to completion`.
        _ if starts("see") && (next..next + 12).any(|at| text.is(at, "through")) => {
            (Action::End, next)
        }
        _ if starts("put")
            && (next..next + 6).any(|at| text.one_of(at, &["foot", "effort", "feet"])) =>
        {
            (Action::Dim, next)
        }
        _ if base == "bring" && text.is(next, "to") => (Action::Dim, next),
        _ => return None,
    })
}

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

fn weight(text: &Text, at: usize) -> f64 {
    let token = text.at(at);
    if token.kind != Kind::Word {
        return 0.0;
    }
    let class = token.class;
    let word = text.word(at);
    let length = word.chars().count();
    if class.any(super::lexicon::NEG.and(super::lexicon::DEGREE)) {
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
    if token.form == Form::Ed
        && (class.any(VERB) || class == super::lexicon::Class::default())
        && alone
    {
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
