//! Which texts cannot show a passage, told without their bare words being written down.
//!
//! In: a few passages as bare words, and a text as it is written. Out: no, or perhaps. It only saves
//! time, so it says perhaps of whatever Markdown may make of a text; a property in `passages` holds
//! it to the full search.

use aho_corasick::AhoCorasick;
use memchr::{memchr_iter, memchr2_iter, memchr3_iter, memmem};

/// Tells quickly which texts cannot show any of a few passages: those in which none of them goes on
/// behind its longest word. To read all of a plan as bare words is a noticeable part of a large
/// build.
pub(super) struct Sieve {
    /// Finds the longest word of each.
    longest: AhoCorasick,
    /// The words behind it.
    behind: Vec<String>,
}

impl Sieve {
    /// `None` where a passage has no word to begin with.
    pub(super) fn of(passages: &[String]) -> Option<Self> {
        let parts: Option<Vec<_>> = passages.iter().map(|words| telling(words)).collect();
        let (longest, behind): (Vec<&str>, Vec<&str>) = parts?.into_iter().unzip();
        let longest = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(longest);
        Some(Self {
            longest: longest.ok()?,
            behind: behind.into_iter().map(str::to_owned).collect(),
        })
    }

    /// Whether one of the passages that are `asked` may stand in a text, or in what is made of it.
    pub(super) fn may_show(&self, text: &str, asked: impl Fn(usize) -> bool) -> bool {
        is_broken(text)
            || self.longest.find_overlapping_iter(text).any(|hit| {
                let at = hit.pattern().as_usize();
                let behind = self.behind.get(at).map_or("", String::as_str);
                asked(at) && goes_on(text.get(hit.end()..).unwrap_or(""), behind)
            })
    }
}

/// Whether a word of a text may be another than it looks: letters written as entities, marks inside
/// a word, the sign for kelvin, whose small letter is a `k`.
fn is_broken(text: &str) -> bool {
    let bytes = text.as_bytes();
    let in_word = |at: usize| {
        let (before, behind) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
        let mark = |c: char| "*~`".contains(c);
        before.ends_with(char::is_alphanumeric)
            && behind
                .trim_start_matches(mark)
                .starts_with(|c: char| c.is_alphanumeric() || "[<&\\".contains(c))
    };
    memmem::find(bytes, b"&#").is_some()
        || memmem::find(bytes, "\u{212a}".as_bytes()).is_some()
        || memchr3_iter(b'*', b'~', b'`', bytes).any(in_word)
        || memchr3_iter(b'[', b'<', b'&', bytes).any(in_word)
        || memchr_iter(b'\\', bytes).any(in_word)
}

/// Marks between two words of a line behind which nothing is hidden.
const PLAIN: &str = ",.;:!?-'\"*_`~#|>/+=)“”‘’…–—";

/// Marks behind which what is made of a text may leave something out: the number of an entry, a block
/// of code, a heading.
const SKIPS: &str = "\r\n*_`~#";

/// Whether a text, or what is made of it, may go on with these words; only letters of ASCII are
/// compared.
fn goes_on(mut text: &str, words: &str) -> bool {
    let mut words = words.split_ascii_whitespace();
    while let Some(word) = words.next() {
        let next = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        let gap = text.get(..text.len() - next.len()).unwrap_or("");
        let is_plain = |c: char| c.is_whitespace() || PLAIN.contains(c);
        // A tag, the target of a link, the date of a step: what they say may not be shown, and then
        // another word follows.
        if !word.is_ascii() || !gap.chars().all(is_plain) {
            return true;
        }
        let start = next.get(..word.len());
        if !start.is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            let skips = gap.contains(|c: char| SKIPS.contains(c));
            return skips && has_in_order(next, std::iter::once(word).chain(words));
        }
        text = next.get(word.len()..).unwrap_or("");
    }
    true
}

/// Words that stand in what is made of a text, and not in it: those of boxes and of marked quotes.
const OURS: &[&str] = &[
    "open",
    "done",
    "note",
    "tip",
    "important",
    "warning",
    "caution",
];

/// Whether words stand in a text one after the other, whatever stands between them.
fn has_in_order<'w>(mut text: &str, words: impl Iterator<Item = &'w str>) -> bool {
    let theirs = |word: &&str| {
        word.is_ascii() && !OURS.contains(word) && !word.bytes().all(|b| b.is_ascii_digit())
    };
    for word in words.filter(theirs) {
        let Some(first) = word.bytes().next() else {
            continue;
        };
        let bytes = text.as_bytes();
        let found = memchr2_iter(first, first.to_ascii_uppercase(), bytes).find(|at| {
            let here = bytes.get(*at..at + word.len());
            here.is_some_and(|here| here.eq_ignore_ascii_case(word.as_bytes()))
        });
        match found.and_then(|at| text.get(at + word.len()..)) {
            Some(rest) => text = rest,
            None => return false,
        }
    }
    true
}

/// The longest word of a passage that another follows, and all that follow.
fn telling(passage: &str) -> Option<(&str, &str)> {
    let starts = passage.match_indices(' ').map(|(at, _)| at);
    let rests = starts.filter_map(|at| passage.get(at..)?.trim_start().split_once(' '));
    let rests = rests.filter(|(word, behind)| word.is_ascii() && !behind.trim().is_empty());
    rests.max_by_key(|(word, _)| word.len())
}
