//! Words that look as if they were meant to say who may see something.
//!
//! In: the keys and lines of a front matter, the lines and words of a body. Out: a [`Problem`] for
//! each that says it where nobody reads it. Fails closed, so nothing here may hold for ordinary
//! words: a line of the body has to be `visibility: private` and no more.

use crate::fields::nearest;
use crate::problem::{Problem, ProblemKind, Stray};
use crate::source::{Span, Spanned};
use crate::yaml::{Entry, Node};
use memchr::{memchr, memchr2};
use std::ops::Range;

/// The fields that say who may see a file, synonyms too.
const NAMES: &[&str] = &[
    "visibility",
    "audience",
    "visible",
    "draft",
    "publish",
    "published",
];

/// Keys of other programs that say the same, where `true` hides.
const HIDING: &[&str] = &[
    "private",
    "is_private",
    "hidden",
    "unlisted",
    "secret",
    "confidential",
];

/// Words for an audience that is not everyone.
const HUSHED: &[&str] = &[
    "private",
    "mentor",
    "me",
    "hidden",
    "secret",
    "draft",
    "unlisted",
    "confidential",
    "nobody",
    "none",
    "false",
    "no",
];

/// Whether a key is that of a field which says who may see a file.
pub(super) fn names(key: &str) -> bool {
    is_one_of(key, NAMES)
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The problem of what stands at `span` of the file.
pub(super) fn stray(file: &str, span: Span, place: Stray) -> Problem {
    let line = span.of(file).lines().next().unwrap_or("").trim();
    let mut text: String = line.chars().take(40).collect();
    if text.len() < line.len() {
        text.push('…');
    }
    let kind = ProblemKind::StrayAudience { text, place };
    Problem { span, kind }
}

/// All in a block of YAML that was likely meant to say who may see a file, and does not. The fields
/// themselves stand at the top (`level` 0), or under each key of it (1).
pub(super) fn strays(file: &str, block: Span, entries: &[Entry], level: u8) -> Vec<Problem> {
    let mut found = Found {
        file,
        out: Vec::new(),
        read: Vec::new(),
    };
    for entry in entries {
        match &entry.value.value {
            _ if level == 0 => found.field(entry),
            Node::Map(inner) => inner.iter().for_each(|entry| found.field(entry)),
            value if is_stray(entry) => {
                found.tell(entry.key.span.join(entry.value.span), Stray::Line);
                found.nested(value);
            }
            value => found.nested(value),
        }
    }
    let Found { mut out, read, .. } = found;
    for (at, line) in lines_with_pairs(block.of(file)) {
        if let Some(place) = line_in_fields(line) {
            let span = Span::new(place.start, place.end).shifted(block.start + at);
            // A key in quotes begins a byte before its words.
            let before = read.partition_point(|key: &Span| key.start <= span.start);
            let is_read = before
                .checked_sub(1)
                .and_then(|last| read.get(last))
                .is_some_and(|key| span.start < key.end);
            if !is_read {
                out.push(stray(file, span, Stray::Line));
            }
        }
    }
    out.sort_by_key(|problem| problem.span);
    out
}

/// Whether a key of `skills.yaml` is no skill, but a field that stands too far to the left.
pub(super) fn is_stray(entry: &Entry) -> bool {
    let words = |text: &str| text.parse::<f64>().is_err();
    (names(&entry.key.value) || nearest(&entry.key.value, NAMES.iter().copied()).is_some())
        && matches!(&entry.value.value, Node::Scalar { text, .. } if words(text))
}

struct Found<'f> {
    file: &'f str,
    out: Vec<Problem>,
    /// The keys that are read as fields, or told already; in the order of the file.
    read: Vec<Span>,
}

impl Found<'_> {
    fn tell(&mut self, span: Span, place: Stray) {
        self.read.push(span);
        self.out.push(stray(self.file, span, place));
    }

    /// An entry that stands where fields do.
    fn field(&mut self, entry: &Entry) {
        let key = entry.key.value.as_str();
        let written = match &entry.value.value {
            Node::Scalar { text, .. } => text.trim(),
            _ => "",
        };
        let hides = (is_one_of(key, HIDING) && !says_no(written))
            || (is_one_of(key, &["public", "is_public"])
                && (written.is_empty() || says_no(written)));
        let speaks = |part: &[u8]| part.eq_ignore_ascii_case(b"visib");
        let near = key.as_bytes().windows(5).any(speaks)
            && !names(key)
            && nearest(key, NAMES.iter().copied()).is_none();
        if hides || near {
            self.tell(entry.key.span.join(entry.value.span), Stray::Key);
        } else {
            self.read.push(entry.key.span);
        }
        self.nested(&entry.value.value);
    }

    /// A value, inside which no field of a file can stand.
    fn nested(&mut self, value: &Node) {
        match value {
            Node::Seq(items) => items.iter().for_each(|item| self.nested(&item.value)),
            Node::Map(entries) => {
                for entry in entries {
                    let Spanned { value: key, span } = &entry.key;
                    let likely = key.eq_ignore_ascii_case("visibility")
                        || nearest(key, ["visibility"]).is_some();
                    let hides = is_one_of(key, &["private", "draft"])
                        && matches!(&entry.value.value, Node::Scalar { text, .. } if says_yes(text));
                    if likely || hides {
                        self.tell(span.join(entry.value.span), Stray::Line);
                    } else {
                        self.read.push(*span);
                    }
                    self.nested(&entry.value.value);
                }
            }
            _ => {}
        }
    }
}

fn says_yes(word: &str) -> bool {
    is_one_of(word.trim(), &["true", "yes", "on", "y", "1"])
}

fn says_no(word: &str) -> bool {
    is_one_of(word.trim(), &["false", "no", "off", "n", "0"])
}

/// The place in a line of YAML that hides a file, were it a field.
fn line_in_fields(line: &str) -> Option<Range<usize>> {
    let (key, value, place) = pair(line, &[' ', '\t', '-', '?', '!', '"', '\'', '[', '{'])?;
    let hides = match key {
        _ if is_one_of(key, &["visibility", "audience", "visible"]) => hushed(value),
        _ if is_one_of(key, &["publish", "published"]) => says_no(value),
        _ => (names(key) || is_one_of(key, HIDING)) && says_yes(value),
    };
    hides.then_some(place)
}

/// The places in a body that would hide the file, were they in the front matter: whole lines.
pub(super) fn lines_in_body(text: &str) -> impl Iterator<Item = Range<usize>> {
    lines_with_pairs(text).filter_map(|(at, line)| {
        let place = line_in_body(line)?;
        Some(at + place.start..at + place.end)
    })
}

/// The lines that may be a pair, for they have a `:` or `=`, and where each begins. Any line end of
/// Markdown's ends one, `\r` alone too.
fn lines_with_pairs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.as_bytes().get(from..)?;
        let sign = from + memchr2(b':', b'=', rest)?;
        let is_end = |c: char| matches!(c, '\n' | '\r');
        let start = text
            .get(from..sign)?
            .rfind(is_end)
            .map_or(from, |end| from + end + 1);
        let line = text.get(start..)?;
        let end = line.find(is_end).map_or(line.len(), |end| end + 1);
        from = start + end;
        Some((start, line.get(..end)?))
    })
}

/// The place in a line of a body that would hide the file.
fn line_in_body(line: &str) -> Option<Range<usize>> {
    if line.len() > 80 {
        return None;
    }
    let marks = [
        ' ', '\t', '-', '*', '_', '>', '"', '\'', '[', '{', '+', '(', '<', '!', '#', '?',
    ];
    let (key, value, place) = pair(line, &marks)?;
    let hides = match key {
        _ if key.eq_ignore_ascii_case("visibility") => hushed(value),
        _ if key.eq_ignore_ascii_case("publish") => value.eq_ignore_ascii_case("false"),
        _ => is_one_of(key, &["draft", "private", "hidden"]) && value.eq_ignore_ascii_case("true"),
    };
    hides.then_some(place)
}

/// A line's key, its single word, and where both stand.
fn pair<'l>(line: &'l str, before: &[char]) -> Option<(&'l str, &'l str, Range<usize>)> {
    let bare = line.trim_start_matches(before);
    let (key, value) = bare.split_once([':', '='])?;
    let comment = memchr(b'#', value.as_bytes()).and_then(|_| value.split_once(" #"));
    let value = comment.map_or(value, |(value, _)| value);
    let value = value.trim_matches(|c: char| c.is_whitespace() || ":=*_\"'])}>,-.;".contains(c));
    if value.is_empty() || value.contains(char::is_whitespace) {
        return None;
    }
    let key = key.trim_matches(|c: char| c.is_whitespace() || "\"'*_])".contains(c));
    if key.is_empty() {
        return None;
    }
    let start = line.len() - bare.len();
    Some((key, value, start..line.trim_end().len()))
}

fn hushed(word: &str) -> bool {
    is_one_of(word, HUSHED) || near(word, &["private", "mentor"])
}

/// Whether a word in braces, or after a `.`, is one for an audience, a slip allowed.
pub(super) fn speaks(word: &str) -> bool {
    const WORDS: &[&str] = &["private", "mentor", "public"];
    const OTHERS: &[&str] = &["hidden", "secret", "draft", "unlisted", "confidential"];
    is_one_of(word, WORDS) || is_one_of(word, OTHERS) || near(word, WORDS)
}

/// One slip at most: in braces there are ordinary words, too.
fn near(word: &str, words: &[&str]) -> bool {
    // A slip is a character, of however many bytes: `private…`.
    let length = word.chars().count();
    if !(5..=9).contains(&length) {
        return false;
    }
    let word = word.to_lowercase();
    // One slip changes the length by one, and leaves one of two ends as it is; most words have neither.
    let likely = |known: &str| {
        let ends = |cut: fn(&str) -> Option<char>| cut(&word) == cut(known);
        known.chars().count().abs_diff(length) <= 1
            && (ends(|word| word.chars().next()) || ends(|word| word.chars().next_back()))
    };
    words
        .iter()
        .any(|known| likely(known) && strsim::damerau_levenshtein(&word, known) <= 1)
}

/// Whether a word of `text` is one for an audience.
pub(super) fn any_speaks(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(speaks)
}

/// The words for an audience in `text` that are written as a heading's attribute is, or have a brace
/// beside them: `{ .private`, `.privat}`. In a heading a brace need not be beside them.
pub(super) fn marked(text: &str) -> bool {
    let mut at = 0;
    while let Some(found) = text
        .get(at..)
        .and_then(|rest| rest.find(|c: char| c.is_alphanumeric()))
    {
        let start = at + found;
        let rest = text.get(start..).unwrap_or("");
        let end = rest
            .find(|c: char| !c.is_alphanumeric())
            .map_or(text.len(), |length| start + length);
        at = end;
        let word = text.get(start..end).unwrap_or("");
        let before = text.get(..start).unwrap_or("");
        let mut back = before.chars().rev();
        let dotted = back.next() == Some('.')
            && back.next().is_none_or(|c| !c.is_alphanumeric() && c != '.');
        if dotted && speaks(word) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_lines_hide_a_file() {
        for line in [
            "visibility: private",
            "  - visibility: 'mentor'",
            "Visibility:: privat",
            "**visibility:** private",
            "<!-- visibility: private -->",
            "draft: true",
            "\"draft\": true,",
            "publish: false",
        ] {
            assert!(line_in_body(line).is_some(), "{line}");
        }
        for line in [
            "visibility: public",
            "Visibility: private lessons for all who ask",
            "Draft: yes",
            "Published: no",
            "Audience: me",
            "The visibility is private: see there",
            "`visibility: private` hides a file",
        ] {
            assert_eq!(line_in_body(line), None, "{line}");
        }
    }

    #[test]
    fn a_slip_is_forgiven_and_other_words_are_not_meant() {
        assert!(["private", "Privat", "mentr", "publc", "hidden"].map(speaks) == [true; 5]);
        for slip in [
            "private…",
            "privatｅ",
            "mentor”",
            "mentor\u{200b}",
            "\u{feff}mentor",
        ] {
            assert!(speaks(slip) && hushed(slip), "{slip}");
            assert!(line_in_body(&format!("visibility: {slip}")).is_some());
        }
        assert!(["pirate", "mention", "publish", "x", "priority"].map(speaks) == [false; 5]);
        assert!(marked("Plans .privat") && marked("{ .mentor") && marked(".private}"));
        assert!(!marked("Private plans. Public ones") && !marked("see www.private.org"));
    }
}
