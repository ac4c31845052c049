//! What a goal's words show beside its letters: a hedge, an amount that nobody can count, two goals
//! in one, only what is not to be, a blank of a template, what is put in rather than what comes out.
//!
//! In: a text. Out: the bytes of the words that show it. Each prefers silence: what may as well be
//! meant is not found. Whether it matters is for the rules.

use super::deadline::{self, Sense};
use super::deed::{Action, Deed};
use super::lexicon::{ADVERB, CONJ, DET, Form, NOUN, Opens, POSS, PREP, PRON, VERB};
use super::reading::Reading;
use super::token::{Kind, Text};
use crate::today::Today;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A phrase: whether only the beginning of a goal may hold it, and the words behind its first.
type Phrase = (bool, Vec<&'static str>);

/// The phrases of a list by their first words, the longest first.
type List = HashMap<&'static str, Vec<Phrase>>;

static LISTS: LazyLock<HashMap<&'static str, List>> = LazyLock::new(|| {
    let mut lists: HashMap<&str, List> = HashMap::new();
    let mut name = "";
    for line in include_str!("data/remarks.txt").lines() {
        if let Some(heading) = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            name = heading;
        } else if !line.starts_with('#') {
            let (opens, line) = line
                .strip_prefix('^')
                .map_or((false, line), |line| (true, line));
            let mut words = line.split_ascii_whitespace();
            if let Some(first) = words.next() {
                let list = lists.entry(name).or_default().entry(first).or_default();
                list.push((opens, words.collect()));
                list.sort_by_key(|(_, rest)| std::cmp::Reverse(rest.len()));
            }
        }
    }
    lists
});

/// The end of the phrase of a list that begins at a place.
fn phrase(text: &Text, at: usize, list: &str) -> Option<usize> {
    let phrases = LISTS.get(list)?.get(text.word(at))?;
    let (_, rest) = phrases.iter().find(|(opens, rest)| {
        (!opens || at == 0)
            && rest
                .iter()
                .enumerate()
                .all(|(ahead, word)| text.is(at + 1 + ahead, word))
    })?;
    Some(at + 1 + rest.len())
}

/// Whether a list holds these words alone.
fn holds(list: &str, words: &str) -> bool {
    let text = Text::new(words);
    text.len() > 0 && phrase(&text, 0, list) == Some(text.len())
}

impl Reading {
    /// The words of a deed up to what is no longer its own.
    fn words(&self, deed: &Deed) -> Range<usize> {
        let end = (deed.verb + 1..deed.end)
            .find(|&at| !self.parts.is_goal(at) || self.text.one_of(at, &[",", ";", ":"]))
            .unwrap_or(deed.end);
        let end = (deed.verb + 1..=end)
            .rev()
            .find(|&end| {
                self.text.is_number(end - 1)
                    || self.text.is_word(end - 1) && !self.text.has(end - 1, PREP.and(CONJ))
            })
            .unwrap_or(deed.verb + 1);
        self.text.bytes(deed.verb..end)
    }
}

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

/// Whether a unit counts what is put in, such as hours and meetings.
pub fn is_put_in(unit: &str) -> bool {
    holds("put-in", &unit.to_lowercase())
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

/// The first words that a template left to be filled in: `[verb]`, `{{title}}`, `XX %`, `20XX`.
///
/// ```
/// use goalpost::prose::remark;
/// assert_eq!(remark::placeholder("Pass the [exam] by June"), Some(9..15));
/// assert_eq!(remark::placeholder("Ship the [beta] release"), None);
/// ```
pub fn placeholder(text: &str) -> Option<Range<usize>> {
    let whole = text.trim();
    let start = text.len() - text.trim_start().len();
    let bare: &str = whole.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.len() <= LONGEST && is_label(&bare.to_lowercase()) {
        return Some(start..start + whole.len());
    }
    let brackets = [
        ("{{", "}}"),
        ("<%", "%>"),
        ("[", "]"),
        ("<", ">"),
        ("{", "}"),
    ];
    // Every text of a plan is asked, and hardly any has one of the signs of a blank.
    let brackets = brackets
        .into_iter()
        .filter(|_| text.contains(['[', '<', '{']))
        .filter_map(|(open, close)| bracketed(text, open, close));
    brackets
        .chain(blank_number(text))
        .min_by_key(|range| range.start)
}

/// The longest that is taken for a blank, in bytes.
const LONGEST: usize = 60;

/// Whether words are but the name of what should stand there: "Goal 1", "tbd".
fn is_label(low: &str) -> bool {
    let numbered = low.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '#');
    holds("label", low)
        || numbered.len() < low.len() && numbered == "goal"
        || ["tbd", "todo", "tba"].contains(&low)
}

/// The first pair of brackets around nothing but words of a blank; double ones around anything.
fn bracketed(text: &str, open: &str, close: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(open)) {
        let start = from + at;
        from = start + open.len();
        let rest = text.get(from..).unwrap_or("");
        let Some(length) = rest.find(close).filter(|length| *length <= LONGEST) else {
            continue;
        };
        let inside = rest.get(..length).unwrap_or("");
        let words = Text::new(inside);
        let blank = open.len() > 1
            || words.len() > 0
                && !(words.len() == 1 && words.word(0).chars().count() < 2)
                && (0..words.len())
                    .all(|at| !words.is_word(at) || phrase(&words, at, "blank").is_some());
        if blank && inside.chars().any(char::is_alphabetic) {
            return Some(start..from + length + close.len());
        }
    }
    None
}

/// The first `XX %`, `20XX`, `€XX`, `YYYY-MM-DD`.
fn blank_number(text: &str) -> Option<Range<usize>> {
    if !(text.contains(['X', 'Y']) || text.contains("xx") || text.contains("yyyy")) {
        return None;
    }
    let mut at = 0;
    let mut pieces = Vec::new();
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        pieces.push((at, word));
        at += piece.len();
    }
    pieces
        .iter()
        .enumerate()
        .find_map(|(index, (start, piece))| {
            let word = piece.trim_matches(|c: char| ",;:.!?()\"'“”".contains(c));
            let offset = start + piece.find(word).unwrap_or(0);
            let only_x = |word: &str| word.len() > 1 && word.chars().all(|c| c == 'X');
            let next = pieces.get(index + 1).map_or("", |(_, next)| *next);
            let share = word
                .strip_suffix('%')
                .is_some_and(|word| word == "X" || only_x(word));
            let year = word
                .strip_prefix("20")
                .is_some_and(|rest| rest == "XX" || rest == "xx");
            let money = ["€", "$", "£"].iter().any(|sign| {
                word.strip_prefix(sign)
                    .is_some_and(|word| word == "X" || only_x(word))
            });
            let day =
                word.eq_ignore_ascii_case("yyyy-mm-dd") || word == "YYYY" || word == "DD/MM/YYYY";
            if share || year || money || day {
                return Some(offset..offset + word.len());
            }
            let apart = (word == "X" || only_x(word)) && next.starts_with('%');
            let end = pieces.get(index + 1).map_or(0, |(start, _)| start + 1);
            apart.then_some(offset..end)
        })
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
    fn blanks_of_templates() {
        for (text, wanted) in [
            ("[Goal title here]", Some("[Goal title here]")),
            ("I want to [verb] [object]", Some("[verb]")),
            ("{{title}}", Some("{{title}}")),
            ("Raise retention by XX% by June", Some("XX%")),
            ("Raise retention by XX % by June", Some("XX %")),
            ("Done by 20XX", Some("20XX")),
            ("Goal 1", Some("Goal 1")),
            ("My SMART goal", Some("My SMART goal")),
            ("TBD", Some("TBD")),
            ("Score 20 goals", None),
            ("Read Louis XX by heart", None),
            ("Run a half marathon, date TBD", None),
            ("Ship the [beta] release", None),
            ("Solve f(x) < g(x) for all x > 0", None),
            ("Learn C[n]", None),
            ("Goal difference of 12", None),
        ] {
            assert_eq!(shown(text, placeholder(text)), wanted, "{text}");
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
