//! What a goal's words show beside its letters: a hedge, an amount that nobody can count, two goals
//! in one, only what is not to be, a thing without a name, what is put in rather than what comes out.
//!
//! In: a text. Out: the bytes of the words that show it. Each prefers silence: what may as well be
//! meant is not found. Whether it matters is for the rules.

use super::deadline::{self, Sense};
use super::deed::{Action, Deed};
use super::lexicon::{
    ADVERB, COMPARATIVE, CONJ, CREDENTIAL, DEGREE, DET, EVENT, FIELD, FUNCTION, Form, NOUN, Opens,
    PERSON, POSS, PRAISE, PREP, PRON, QUALITY, VERB,
};
use super::object;
use super::phrases::{holds, phrase};
use super::reading::Reading;
use super::sign;
use super::token::{Kind, Text};
use crate::today::Today;
use std::ops::Range;

/// The first words that take a goal back as it is said: `maybe`, `try to`, `I suppose`.
///
/// ```
/// use goalpost::prose::remark;
/// assert_eq!(remark::hedge("Maybe write articles"), Some(0..5));
/// assert_eq!(remark::hedge("Try out for the county team"), None);
/// ```
pub fn hedge(title: &str) -> Option<Range<usize>> {
    let text = Text::new(title);
    (0..text.len()).find_map(|at| {
        let end = phrase(&text, at, "hedge").filter(|_| !text.is_name(at))?;
        Some(text.bytes(at..end))
    })
}

/// The first words that sound like a time and name none: `someday`, `as soon as possible`.
pub fn vague_time(title: &str, today: Today) -> Option<Range<usize>> {
    const WORDS: &[&str] = &["soon", "sometime", "eventually", "asap", "someday"];
    let text = Text::new(title);
    let times = deadline::find(&text, today.date());
    let never = times.iter().find(|time| {
        time.sense == Sense::None
            && matches!(text.phrase(time.tokens.start), Some((_, Opens::Never)))
    });
    let word = || {
        (0..text.len())
            .find(|&at| text.one_of(at, WORDS) && !text.is_name(at))
            .map(|at| at..at + 1)
    };
    never
        .map(|time| time.tokens.clone())
        .or_else(word)
        .map(|tokens| text.bytes(tokens))
}

/// The first amount of the goal itself that nobody can count: `more`, `some`, `a decent size`.
pub fn vague_amount(title: &str, today: Today) -> Option<Range<usize>> {
    let Reading { text, parts, .. } = Reading::of(title, today);
    (0..text.len()).find_map(|at| {
        let end = phrase(&text, at, "amount")?;
        let before = at.wrapping_sub(1);
        let counted = text.is_number(before)
            || super::quantity::read(&text, before).is_some()
            || text.one_of(
                before,
                &["%", "no", "any", "once", "as", "how", "the", "even"],
            );
        if counted || text.is_name(at) || !parts.is_goal(at) || text.phrase(at).is_some() {
            return None;
        }
        let next = text.at(end);
        let named = next.form == Form::S
            || next.class.any(NOUN)
            || next.form == Form::Ing && next.class.any(VERB);
        let ends = next.kind != Kind::Word
            || text.has(end, PREP.and(CONJ))
            || text.one_of(end, &["often", "regularly", "frequently", "aside", "away"]);
        let meant = match text.word(at) {
            "more" | "less" | "fewer" => !text.is(end, "than") && (named || ends),
            "enough" => text.has(before, VERB),
            "some" => !text.one_of(end, &["day", "time"]),
            // `a little bakery`, `a bit part`.
            "a" if text.one_of(at + 1, &["little", "bit"]) => ends || text.is(end, "more"),
            _ => true,
        };
        meant.then(|| text.bytes(at..end))
    })
}

/// The words of a goal that says only what is not to be: `Stop procrastinating`.
pub fn negative(title: &str, today: Today) -> Option<Range<usize>> {
    let Reading { text, parts, .. } = Reading::of(title, today);
    let opens = |at: usize| phrase(&text, at, "negative").is_some();
    let first = (0..text.len())
        .find(|&at| text.is_word(at) && (parts.is_goal(at) || at == 0 && opens(at)))?;
    let behind = phrase(&text, first, "negative")?;
    // `Stop the leak` mends something.
    let stops = !text.is(first, "stop") || text.at(behind).form == Form::Ing;
    let turns =
        (behind..text.len()).any(|at| text.one_of(at, &["instead", "but", "rather", "only"]));
    let end = (behind..text.len())
        .find(|&at| !parts.is_goal(at) || text.at(at).kind == Kind::Stop)
        .unwrap_or(text.len());
    (stops && !turns && end > behind).then(|| text.bytes(first..end))
}

/// The deeds of a title that sets two goals or more, each with a thing of its own; empty otherwise.
///
/// `Record and mix an album` and `write a paper and publish it` are one.
pub fn goals_in_one(title: &str, today: Today) -> Vec<Range<usize>> {
    let read = Reading::of(title, today);
    let text = &read.text;
    // What refers back goes on with what was begun.
    let refers = |deed: &Deed| {
        text.has(deed.object, PRON)
            || text.one_of(
                deed.object,
                &[
                    "the", "their", "its", "his", "her", "this", "that", "these", "those", "both",
                ],
            )
    };
    let own = |deed: &&Deed| {
        read.parts.is_goal(deed.verb)
            && deed.action != Action::Named
            && text.at(deed.verb).form == Form::Base
            && text.at(deed.verb).class.any(VERB)
            && (deed.object..deed.end).any(|at| read.parts.is_goal(at) && is_content(text, at))
    };
    let joined = |deed: &Deed| {
        let before = deed.verb.wrapping_sub(1);
        let before = before.wrapping_sub(usize::from(text.has(before, ADVERB)));
        text.one_of(before, &["and", "&", "+", ",", ";", "plus"])
    };
    let found: Vec<&Deed> = read.deeds.iter().filter(own).collect();
    let rest = || found.iter().skip(1);
    let apart = match found.len() {
        0 | 1 => false,
        2 => rest().all(|deed| joined(deed) && !refers(deed)),
        _ => rest().all(|deed| joined(deed)),
    };
    let shares_object = found.windows(2).any(|pair| match pair {
        [one, other] => one.object == other.object,
        _ => false,
    });
    if apart && !shares_object {
        found.iter().map(|deed| read.words(deed)).collect()
    } else {
        Vec::new()
    }
}

fn is_content(text: &Text, at: usize) -> bool {
    text.is_number(at)
        || text.is_word(at)
            && !text.has(at, DET.and(POSS).and(PRON).and(PREP).and(CONJ).and(ADVERB))
}

/// Whether a title has no verb and at most two words: `Photography`, `Work-life balance`.
pub fn is_bare(title: &str, today: Today) -> bool {
    let read = Reading::of(title, today);
    let words = (0..read.text.len())
        .filter(|&at| read.text.is_word(at) || read.text.is_number(at))
        .count();
    let verbs = read.deeds.iter().any(|deed| deed.action != Action::Named);
    words > 0 && words <= 2 && !verbs
}

/// The verb and thing of a title that makes something which can be large or small when it is done.
pub fn made(title: &str, today: Today) -> Option<Range<usize>> {
    let read = Reading::of(title, today);
    let deed = read.deeds.first()?;
    let end = phrase(&read.text, deed.verb, "made")?;
    let bounded = (end..deed.end).any(|at| phrase(&read.text, at, "bounded").is_some());
    (read.parts.is_goal(deed.verb) && !bounded).then(|| read.words(deed))
}

/// What to ask of a thing that two strangers would not picture alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// There are several of its kind, each with a name: a course, the project.
    One,
    /// The same of more than one: conferences.
    Ones,
    /// It has no name yet: a mentor, a job.
    Kind,
    /// Someone is to be better: there is no kind of that, but others would see it.
    Better,
}

/// What to ask of the thing that a title acts on; nothing where it needs no name: what is counted
/// (`50 books`), what is one's own (`my driving test`), or where there is no thing at all.
///
/// ```
/// use goalpost::prose::remark::{Which, which};
/// use goalpost::today::Today;
/// let today = Today("2026-11-22".parse().unwrap());
/// assert_eq!(which("Attend conferences", today), Some(Which::Ones));
/// assert_eq!(which("Update my CV", today), None);
/// ```
pub fn which(title: &str, today: Today) -> Option<Which> {
    let read = Reading::of(title, today);
    let text = &read.text;
    let deed = read.deeds.first()?;
    let at = deed.object + usize::from(text.has(deed.object, PREP));
    let thing = object::phrase(text, &read.parts, at, deed.end);
    let head = thing.clone().rev().find(|&at| text.is_word(at))?;
    let counted = |at: usize| super::quantity::read(text, at).is_some() && !text.is(at, "a");
    let own = |at: usize| text.has(at, POSS) || text.is(at, "own");
    let is_thing = thing
        .clone()
        .any(|at| !text.has(at, FUNCTION.and(ADVERB).and(DEGREE).and(COMPARATIVE)));
    // `less time on my phone` is asked for a number.
    let amount = text.one_of(thing.start, &["more", "less", "fewer"]);
    if !is_thing || amount || thing.clone().any(|at| counted(at) || own(at)) {
        return None;
    }
    if deed.action == Action::Become && object::is_praise(text, thing.clone()) {
        return Some(Which::Better);
    }
    let several = text.at(head).form == Form::S && !text.is_name(head);
    // `go part-time`, `be on time`, `make friends`, `have a baby`: nothing that one chooses among.
    let noun = text.has(head, NOUN) && !text.has(head, PRAISE);
    let state = at > deed.object && text.has(head, QUALITY);
    let chosen = noun && !state || several || thing.clone().any(|at| text.has(at, DET));
    let had = text.one_of(deed.verb, &["have", "having"]);
    if !chosen || had || several && text.has(head, PERSON) {
        return None;
    }
    let named = thing.clone().any(|at| {
        text.has(at, CREDENTIAL.and(EVENT)) || text.shows(at, sign::DEFINITE) || text.is_name(at)
    });
    Some(match (several, named) {
        (true, _) => Which::Ones,
        (false, true) => Which::One,
        (false, false) => Which::Kind,
    })
}

/// Whether a title sets out to change something that can be more or less, so that the question is by
/// how much: `Cut food waste`. A skill is not counted: `Improve my French`.
pub fn is_change(title: &str, today: Today) -> bool {
    let read = Reading::of(title, today);
    let Some(deed) = read.deeds.first() else {
        return false;
    };
    let thing = object::phrase(&read.text, &read.parts, deed.object, deed.end);
    if (deed.verb + 1..=thing.start).any(|at| read.text.one_of(at, &["more", "less", "fewer"])) {
        return true;
    }
    let head = thing.rev().find(|&at| read.text.is_word(at));
    deed.action == Action::Change
        && head.is_some_and(|head| {
            !read.text.has(head, QUALITY.and(FIELD)) && !read.text.is_name(head)
        })
}

/// Whether a unit counts what is put in, such as hours and meetings.
pub fn is_put_in(unit: &str) -> bool {
    holds("put-in", unit)
}

/// The words of a title that only counts what is put in: `Practise scales 30 minutes a day`.
pub fn put_in(title: &str, today: Today) -> Option<Range<usize>> {
    let read = Reading::of(title, today);
    let [deed] = read.deeds.as_slice() else {
        return None;
    };
    phrase(&read.text, deed.verb, "practised")?;
    let aims = super::aim::find(&read.text, &read.parts);
    let [aim] = aims.as_slice() else { return None };
    let text = &read.text;
    let unit = (aim.tokens.end..text.len().min(aim.tokens.end + 3))
        .find_map(|at| phrase(text, at, "put-in").filter(|_| at < deed.end))?;
    Some(text.bytes(aim.tokens.start..unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Today {
        Today("2026-11-22".parse().unwrap())
    }

    fn shown(text: &str, found: Option<Range<usize>>) -> Option<&str> {
        found.and_then(|range| text.get(range))
    }

    #[test]
    fn hedges_are_told_from_what_only_looks_like_one() {
        for (text, wanted) in [
            ("Maybe do a master's, or an MBA", Some("Maybe")),
            ("Try and get the allotment nicer", Some("Try and")),
            ("I suppose I ought to do something", Some("I suppose")),
            ("Consider an MBA", Some("Consider")),
            ("Score a try in the cup final", None),
            ("Try out for the county team", None),
            ("Write a guide to what judges consider", None),
            ("Play guitar on Call Me Maybe", None),
        ] {
            assert_eq!(shown(text, hedge(text)), wanted, "{text}");
        }
    }

    #[test]
    fn amounts_that_nobody_can_count() {
        for (text, wanted) in [
            ("Network more", Some("more")),
            ("Sell more prints", Some("more")),
            ("Attend some conferences", Some("some")),
            ("Put a bit aside for a rainy day", Some("a bit")),
            ("Save enough for the deposit", Some("enough")),
            ("Publish three more papers", None),
            ("Serve more than 40 covers a night", None),
            ("Be more strategic", None),
            ("Open a little bookshop", None),
            ("Cut commuting so that I see more of my kids", None),
        ] {
            assert_eq!(shown(text, vague_amount(text, today())), wanted, "{text}");
        }
    }

    #[test]
    fn only_what_is_not_to_be() {
        for (text, wanted) in [
            ("Stop procrastinating", Some("Stop procrastinating")),
            (
                "Don't miss deadlines any more",
                Some("Don't miss deadlines any more"),
            ),
            ("Not fail chemistry again", Some("Not fail chemistry again")),
            ("Stop the leak in the barn roof", None),
            ("Don't drive but cycle to work", None),
            ("Pass chemistry", None),
        ] {
            assert_eq!(shown(text, negative(text, today())), wanted, "{text}");
        }
    }

    #[test]
    fn two_goals_have_a_thing_each() {
        let count = |text: &str| goals_in_one(text, today()).len();
        for text in [
            "Finish my apprenticeship, buy a van and set up a shop by 2029",
            "Pass the CKA exam and hire two bakers",
        ] {
            assert!(count(text) >= 2, "{text}");
        }
        for text in [
            "Record and mix a full live album",
            "Write a paper and publish it",
            "Design the poster and print the copies",
            "Take Kittiwake to Cherbourg and back",
            "Pass the exam by reading the book and taking a course",
            "Plan and run the spring fair",
        ] {
            assert_eq!(count(text), 0, "{text}");
        }
    }

    #[test]
    fn only_a_thing_that_wants_a_name_is_asked_for_one() {
        for (text, wanted) in [
            ("Get a relevant certification", Some(Which::One)),
            ("Attend conferences", Some(Which::Ones)),
            ("Find a mentor", Some(Which::Kind)),
            ("Get a job", Some(Which::Kind)),
            ("Read 50 books", None),
            ("Apply to five jobs a week", None),
            ("Pass my driving test", None),
            ("Update my CV", None),
            ("Save up for own tools", None),
            ("Delegate more", None),
            ("Less time on my phone", None),
            ("Be a better mum", Some(Which::Better)),
            ("Invoice on the 1st", None),
            ("Go part-time", None),
            ("Be on time", None),
            ("Be on time every day", None),
            ("Make friends", None),
            ("Have a baby", None),
            ("", None),
        ] {
            assert_eq!(which(text, today()), wanted, "{text}");
        }
    }

    #[test]
    fn only_what_is_counted_changes_by_so_much() {
        for text in ["Cut food waste", "Reduce returns", "Get more sleep"] {
            assert!(is_change(text, today()), "{text}");
        }
        for text in ["Improve my skills", "Improve my French", "Write a book", ""] {
            assert!(!is_change(text, today()), "{text}");
        }
    }

    #[test]
    fn what_is_put_in() {
        for (text, wanted) in [
            ("Practise scales 30 minutes a day", Some("30 minutes")),
            (
                "Attend at least six networking events in 2027",
                Some("six networking events"),
            ),
            ("Log 45 flight hours", None),
            ("Attend the June conference", None),
        ] {
            assert_eq!(shown(text, put_in(text, today())), wanted, "{text}");
        }
        assert!(is_put_in("hours") && !is_put_in("talks"));
    }
}
