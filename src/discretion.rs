//! Words that a careful person would not publish without a second look.
//!
//! In: a goal. Out: the places of its public words that may be about pay, leaving an employer,
//! health, or that say where its owner can be rung or found. It is a question, never a verdict: the
//! rule P07 asks it, and `publish` holds a goal back that nobody has yet called public.

use crate::plan::goal::Goal;
use crate::source::Span;
use crate::vocabulary::Visibility;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::sync::LazyLock;

/// What a passage may give away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Private {
    /// What one earns or wants to earn.
    Pay,
    /// That one wants to leave an employer.
    Leaving,
    /// One's health.
    Health,
    /// One's family.
    Family,
    /// What one owes.
    Debt,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A street address.
    Address,
}

impl Private {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pay => "pay",
            Self::Leaving => "leaving an employer",
            Self::Health => "health",
            Self::Family => "family",
            Self::Debt => "debts",
            Self::Phone => "a telephone number",
            Self::Email => "an e-mail address",
            Self::Address => "a street address",
        }
    }
}

const PAY: &[&str] = &[
    "salary",
    "salaries",
    "pay rise",
    "pay raise",
    "pay cut",
    "payrise",
    "my pay",
    "base pay",
    "take-home",
    "compensation package",
    "total compensation",
    "bonus payment",
    "my bonus",
    "wage",
    "wages",
    "my income",
    "my raise",
    "a raise",
];
const LEAVING: &[&str] = &[
    "leave my job",
    "leave my employer",
    "leave my current",
    "leave the company",
    "leave this company",
    "quit my",
    "quit the company",
    "hand in my notice",
    "give notice",
    "notice period",
    "resign",
    "resignation",
    "new employer",
    "job search",
    "job hunt",
    "job hunting",
    "headhunter",
    "my exit",
    "get out of my job",
    "change employer",
    "switch employer",
    "apply elsewhere",
    "competing offer",
    "severance",
];
const HEALTH: &[&str] = &[
    "chemo",
    "chemotherapy",
    "my diagnosis",
    "my treatment",
    "my health",
    "my diagnosis",
    "my therapy",
    "my therapist",
    "my depression",
    "my anxiety",
    "my burnout",
    "my surgery",
    "my medication",
    "my pregnancy",
    "my disability",
    "my illness",
    "my adhd",
    "my autism",
    "my cancer",
    "my injury",
    "my recovery",
    "sick leave",
    "sick note",
    "burnt out",
    "burned out",
    "i am pregnant",
    "i'm pregnant",
    "i was diagnosed",
    "parental leave",
    "maternity leave",
    "in rehab",
];
const FAMILY: &[&str] = &[
    "my divorce",
    "get divorced",
    "getting divorced",
    "my marriage",
    "my custody",
    "custody of my",
    "have a baby",
    "have a child",
    "have another child",
    "a second child",
    "a third child",
    "start a family",
];
const DEBT: &[&str] = &[
    "my debt",
    "my debts",
    "pay off debt",
    "pay off my",
    "of debt",
    "credit card debt",
    "credit-card debt",
    "euro debt",
    "dollar debt",
    "my mortgage",
    "my overdraft",
    "my student loan",
    "my student loans",
    "personal bankruptcy",
];
const STREETS: &[&str] = &[
    "street",
    "st",
    "road",
    "rd",
    "avenue",
    "ave",
    "lane",
    "boulevard",
    "blvd",
    "straße",
    "strasse",
];

/// What asks for a closer look at whether a street is named; short forms only as they end.
const STREET_SIGNS: &[&str] = &[
    "street",
    "road",
    "avenue",
    "lane",
    "boulevard",
    "straße",
    "strasse",
    " st.",
    " st,",
    " rd.",
    " rd,",
    " ave",
    " blvd",
];

/// The places in a goal's public words that may be private, in the order of the file.
pub fn suspects(goal: &Goal) -> Vec<(Span, Private)> {
    let mut found = Vec::new();
    for field in [&goal.title, &goal.why, &goal.result] {
        if let Some(set) = field.spanned() {
            // A field's text may be escaped in the file, so the whole of it is pointed at.
            found.extend(
                search(&set.value)
                    .into_iter()
                    .map(|(_, what)| (set.span, what)),
            );
        }
    }
    if let Some(metric) = goal.metric.spanned()
        && metric.value.currency.is_some()
        && metric
            .value
            .name
            .as_deref()
            .is_some_and(|name| search(name).iter().any(|(_, what)| *what == Private::Pay))
    {
        found.push((metric.span, Private::Pay));
    }
    let body = &goal.body;
    let mut at = 0;
    let mut hidden = body.hidden_beyond(Visibility::Public);
    hidden.push(Span::at(body.start + body.text().len()));
    for span in hidden {
        let end = span.start.saturating_sub(body.start);
        let shown = body.text().get(at..end).unwrap_or("");
        found.extend(
            search(shown)
                .into_iter()
                .map(|(place, what)| (place.shifted(body.start + at), what)),
        );
        at = span.end.saturating_sub(body.start).max(at);
    }
    found.sort();
    found.dedup();
    found
}

/// The phrases of each kind, in the order in which they are searched.
const KINDS: &[(&[&str], Private)] = &[
    (PAY, Private::Pay),
    (LEAVING, Private::Leaving),
    (HEALTH, Private::Health),
    (FAMILY, Private::Family),
    (DEBT, Private::Debt),
];

/// The kind of the phrase at this place in the search; `None` for the signs of a street.
fn kind(mut at: usize) -> Option<Private> {
    for (phrases, what) in KINDS {
        match at.checked_sub(phrases.len()) {
            None => return Some(*what),
            Some(rest) => at = rest,
        }
    }
    None
}

/// All phrases at once; the streets come last, and only ask for a closer look.
static PHRASES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let kinds = KINDS.iter().flat_map(|(phrases, _)| phrases.iter());
    let all = kinds.chain(STREET_SIGNS);
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(all)
        .ok()
});

/// The places of `text` that may be private.
fn search(text: &str) -> Vec<(Span, Private)> {
    let mut found = Vec::new();
    let mut street = false;
    for hit in PHRASES.iter().flat_map(|phrases| phrases.find_iter(text)) {
        let Some(what) = kind(hit.pattern().as_usize()) else {
            street = true;
            continue;
        };
        if !is_whole(text, hit.start(), hit.len()) {
            continue;
        }
        found.push((Span::new(hit.start(), hit.end()), what));
    }
    if text.contains('@') {
        found.extend(
            words(text)
                .filter(|word| is_email(word.of(text)))
                .map(|word| (word, Private::Email)),
        );
    }
    found.extend(phones(text).map(|span| (span, Private::Phone)));
    if street {
        found.extend(addresses(text).map(|span| (span, Private::Address)));
    }
    found
}

fn is_whole(text: &str, at: usize, len: usize) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    edge(text.get(..at).and_then(|before| before.chars().next_back()))
        && edge(text.get(at + len..).and_then(|after| after.chars().next()))
}

fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split_inclusive(char::is_whitespace).map(move |piece| {
        let start = at;
        at += piece.len();
        Span::new(start, start + piece.trim_end().len())
    })
}

/// `name@host.tld`, marks around it aside.
fn is_email(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let Some((name, host)) = word.split_once('@') else {
        return false;
    };
    let Some((_, last)) = host.rsplit_once('.') else {
        return false;
    };
    !name.is_empty()
        && !host.contains('@')
        && last.len() >= 2
        && last.chars().all(char::is_alphabetic)
}

/// A `+` or `(0` or `0` and at least nine digits in groups, dates and plain numbers left out.
fn phones(text: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = text.as_bytes();
    let starts = memchr::memchr2_iter(b'+', b'0', bytes).filter(|at| {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        before.is_none_or(|b| b.is_ascii_whitespace() || b"(:".contains(b))
    });
    starts.filter_map(move |at| {
        let first = bytes.get(at)?;
        let run: String = text
            .get(at..)?
            .chars()
            .take_while(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '/'))
            .collect();
        let run = run.trim_end();
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let grouped = *first == b'+' || run.contains([' ', '-', '/']);
        ((9..=15).contains(&digits) && grouped).then(|| Span::new(at, at + run.len()))
    })
}

/// A house number and a name that ends like a street: `12 Mill Lane`, `Mill Lane 12`.
fn addresses(text: &str) -> impl Iterator<Item = Span> + '_ {
    let list: Vec<Span> = words(text).filter(|word| !word.is_empty()).collect();
    let is_number = |span: &Span| {
        let word = span.of(text).trim_matches(',');
        (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
    };
    let is_street = |span: &Span| {
        let word = span.of(text).trim_matches(|c: char| !c.is_alphanumeric());
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let lower = word.to_lowercase();
        capital
            && (STREETS.contains(&lower.as_str())
                || (lower.len() > 6 && (lower.ends_with("straße") || lower.ends_with("strasse"))))
    };
    let is_name = |span: &Span| span.of(text).chars().next().is_some_and(char::is_uppercase);
    let found: Vec<Span> = list
        .windows(3)
        .filter_map(|window| match window {
            [number, name, street] if is_number(number) && is_name(name) && is_street(street) => {
                Some(number.join(*street))
            }
            [name, street, number] if is_name(name) && is_street(street) && is_number(number) => {
                Some(name.join(*number))
            }
            _ => None,
        })
        .collect();
    found.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Private> {
        let mut kinds: Vec<_> = search(text).into_iter().map(|(_, what)| what).collect();
        kinds.dedup();
        kinds
    }

    #[test]
    fn what_may_be_private_is_found() {
        assert_eq!(kinds("Raise my salary to €90k"), [Private::Pay]);
        assert_eq!(kinds("then hand in my notice in May"), [Private::Leaving]);
        assert_eq!(kinds("after my surgery"), [Private::Health]);
        assert_eq!(
            kinds("Finish chemo and get back to work"),
            [Private::Health]
        );
        assert_eq!(kinds("Get divorced from Tom by May"), [Private::Family]);
        assert_eq!(kinds("Pay off 20000 euro debt"), [Private::Debt]);
        assert_eq!(kinds("ring +44 20 7946 0018"), [Private::Phone]);
        assert_eq!(kinds("(0171/234 567 89)"), [Private::Phone]);
        assert_eq!(kinds("write to <kim@home.example>."), [Private::Email]);
        assert_eq!(kinds("meet at 12 Mill Lane, then"), [Private::Address]);
    }

    #[test]
    fn what_only_looks_like_it_is_left_alone() {
        for text in [
            "Publish a study on nurse burnout",
            "Advise families on debt and divorce at the citizens' bureau",
            "Take a child protection course",
            "Run 10 km in under 50 minutes by 2027-03-31",
            "Cut waiting time from 014 to 08 minutes",
            "ask @kim on the forum, version 2.0.1",
            "Lead the health screening programme for 1200 patients",
            "designate two deputies",
            "walk down the street with 12 people",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
