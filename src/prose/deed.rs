//! What a goal does: its verb, and what kind of action that is.
//!
//! In: tokens, their parts, the place of a verb. Out: a [`Deed`]. How narrow the thing is that it acts on
//! is for `object`.

#![expect(
    clippy::nonminimal_bool,
    reason = "conditions stand in the order in which the grammar is told"
)]

use super::clause::Parts;
use super::lexicon::{
    ACT, BECOME, CHANGE, COMPARATIVE, CREDENTIAL, DET, END, FACTOR, FUNCTION, Form, GO, NEG, NOUN,
    OPEN, POSS, PREP, QUALITY, ROLE, VAGUE, VERB,
};
use super::object::quality_head;
use super::quantity;
use super::sign;
use super::token::{Kind, Shape, Text};

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

/// The kind of action that begins at a place, and the place behind its verb and particles.
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
    if let Some(found) = phrasal(text, parts, at) {
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

/// A verb whose particle or company decides what it is: `set up`, `get better at`, `bring back the choir`.
fn phrasal(text: &Text, parts: &Parts, at: usize) -> Option<(Action, usize)> {
    let next = at + 1;
    // `don't let …`, `quit apologising`, `turn over a new leaf`, `get my head straight`, `be counted among`.
    let get_right = text.one_of(at, &["get", "getting", "put", "set"])
        && text.has(next, POSS)
        && (next + 1..next + 4).any(|at| {
            // `get my degree recognised`: an office does that.
            text.has(at, COMPARATIVE)
                && (!text.is_word(at + 1) || text.has(at + 1, PREP))
                && !text.has(at - 1, CREDENTIAL)
        });
    let quits = text.one_of(at, &["quit", "stop"])
        && text.at(next).form == Form::Ing
        && !text.one_of(next, &["smoking", "drinking", "vaping"]);
    let counted = text.is(at, "be") && text.at(next).form == Form::Ed && !text.has(next, END);
    if at > 0 && text.has(at - 1, NEG)
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
    // `bring my family here`, `take the van home`: they are there, or they are not.
    if text.one_of(at, &["bring", "take"])
        && text.has(next, DET.and(POSS))
        && (next + 1..next + 5).any(|at| text.one_of(at, &["here", "home", "over"]))
    {
        return Some((Action::End, next));
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
    // `have my own van`, `have a stall at the market`: it is there for all to see.
    let has_own = text.one_of(next, &["a", "an"]) || text.is(next + 1, "own");
    if text.one_of(at, &["have", "having", "own"]) && has_own && !quality_head(text, parts, next) {
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
        // `go to university`: one is there or one is not.
        "to" if go && text.one_of(next + 1, &["university", "uni", "college"]) => {
            (Action::End, next + 1)
        }
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
