//! Searches finished bytes for what was withheld from them.
//!
//! The cut already leaves nothing of it; this is the second lock on the same door. A passage is
//! searched as it is, as an anchor, and in every form in which our outputs escape text, always as
//! whole words: a title `Art work` says nothing of a page about smart workshops.

use aho_corasick::AhoCorasick;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};
use std::collections::BTreeSet;

/// What an address escapes: all but RFC 3986's unreserved characters.
const ADDRESS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The passages that no finished file may contain.
#[derive(Debug, Default)]
pub struct Audit {
    automaton: Option<AhoCorasick>,
    /// For each pattern of the automaton, the passage that it is a form of.
    origins: Vec<usize>,
    passages: Vec<String>,
}

impl Audit {
    /// Prepares to search for `passages`, in all their escaped forms.
    ///
    /// # Errors
    /// When there are more passages than can be searched at once (gigabytes of them).
    pub fn new(passages: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let passages: Vec<String> = passages
            .into_iter()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let mut patterns = Vec::new();
        let mut origins = Vec::new();
        for (at, passage) in passages.iter().enumerate() {
            for form in forms(passage) {
                patterns.push(form);
                origins.push(at);
            }
        }
        let automaton = (!patterns.is_empty())
            .then(|| AhoCorasick::new(&patterns))
            .transpose()
            .map_err(|error| error.to_string())?;
        Ok(Self {
            automaton,
            origins,
            passages,
        })
    }

    /// How many passages are searched for.
    pub fn len(&self) -> usize {
        self.passages.len()
    }

    /// Whether nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }

    /// The first passage that the bytes of the file at `path` contain. The lines of a calendar are
    /// searched unfolded, for a fold may stand within a passage.
    pub fn find_in(&self, path: &str, bytes: &[u8]) -> Option<&str> {
        let calendar = path
            .rsplit_once('.')
            .is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("ics"));
        if !calendar || self.is_empty() {
            return self.find(bytes);
        }
        let mut unfolded = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        while let Some(at) = memchr::memmem::find(rest, b"\r\n ") {
            unfolded.extend_from_slice(rest.get(..at).unwrap_or_default());
            rest = rest.get(at + 3..).unwrap_or_default();
        }
        unfolded.extend_from_slice(rest);
        self.find(&unfolded)
    }

    /// The first passage that `bytes` contain as whole words.
    pub fn find(&self, bytes: &[u8]) -> Option<&str> {
        let mut hits = self.automaton.as_ref()?.find_overlapping_iter(bytes);
        let found = hits.find(|hit| is_whole(bytes, hit.start(), hit.end()))?;
        let origin = *self.origins.get(found.pattern().as_usize())?;
        self.passages.get(origin).map(String::as_str)
    }
}

/// Whether what stands from `start` to `end` neither begins nor ends inside a word. An escape before
/// it is no part of a word, and where nothing is sure it is whole.
fn is_whole(bytes: &[u8], start: usize, end: usize) -> bool {
    let (before, rest) = bytes.split_at_checked(start).unwrap_or((bytes, &[]));
    let (inside, after) = rest.split_at_checked(end - start).unwrap_or((rest, &[]));
    let begins = first(inside).is_some_and(char::is_alphanumeric);
    let ends = last(inside).is_some_and(char::is_alphanumeric);
    let joined = last(before).is_some_and(char::is_alphanumeric) && !ends_in_escape(before);
    let goes_on = first(after).is_some_and(char::is_alphanumeric);
    !((begins && joined) || (ends && goes_on))
}

/// Whether the last of `bytes` is part of `%20`, `\u0026` or `\n`, behind which a word may begin.
fn ends_in_escape(bytes: &[u8]) -> bool {
    let at = |back: usize| bytes.len().checked_sub(back).and_then(|at| bytes.get(at..));
    let is_hex = |digits: &[u8]| digits.iter().all(u8::is_ascii_hexdigit);
    match (at(2), at(3), at(6)) {
        (Some([b'\\', _]), _, _) => true,
        (_, Some([b'%', digits @ ..]), _) if is_hex(digits) => true,
        (_, _, Some([b'\\', b'u', digits @ ..])) => is_hex(digits),
        _ => false,
    }
}

/// The first character of `bytes`; `None` where there is none, or no UTF-8.
fn first(bytes: &[u8]) -> Option<char> {
    let head = bytes.get(..4).unwrap_or(bytes);
    head.utf8_chunks().next()?.valid().chars().next()
}

/// The last character of `bytes`; `None` where there is none, or no UTF-8.
fn last(bytes: &[u8]) -> Option<char> {
    let tail = bytes.get(bytes.len().saturating_sub(4)..).unwrap_or(bytes);
    let chunk = tail.utf8_chunks().last()?;
    chunk.invalid().is_empty().then_some(())?;
    chunk.valid().chars().next_back()
}

/// A passage as it is, as HTML and XML text, as JSON and JSON-LD, as part of an address, as
/// calendar text, as an anchor.
fn forms(passage: &str) -> BTreeSet<String> {
    let html = replaced(passage, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#x27;"),
        '/' => Some("&#x2F;"),
        _ => None,
    });
    // Markdown's own escaping leaves the apostrophe and the slash alone.
    let text = replaced(passage, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        _ => None,
    });
    let attribute = text.replace('"', "&quot;");
    let xml = attribute.replace('\'', "&apos;");
    let json = serde_json::to_string(passage).unwrap_or_default();
    let json = json.trim_matches('"').to_owned();
    let json_in_html = json
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026");
    let json_ld = json.replace('<', "\\u003c");
    let address = percent_encoding::utf8_percent_encode(passage, ADDRESS).to_string();
    let calendar = replaced(passage, |c| match c {
        '\\' => Some("\\\\"),
        ',' => Some("\\,"),
        ';' => Some("\\;"),
        _ => None,
    });
    BTreeSet::from([
        passage.to_owned(),
        html,
        text,
        attribute,
        xml,
        json,
        json_in_html,
        json_ld,
        address,
        calendar,
        anchor(passage),
    ])
}

/// A passage as the name of a place in a page, if it is short enough to be a heading; else as it is.
fn anchor(passage: &str) -> String {
    const HEADING: usize = 60;
    if passage.len() > HEADING {
        return passage.to_owned();
    }
    let words = passage.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

fn replaced(text: &str, with: impl Fn(char) -> Option<&'static str>) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match with(c) {
            Some(escaped) => out.push_str(escaped),
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_found_in_every_escaped_form() {
        let audit = Audit::new(["leave \"Acme & Sons\", soon".to_owned()]).unwrap();
        for bytes in [
            "x leave \"Acme & Sons\", soon y",
            "leave &quot;Acme &amp; Sons&quot;, soon",
            r#""leave \"Acme & Sons\", soon""#,
            "leave \"Acme \\u0026 Sons\\\", soon"
                .replace("leave \"", "leave \\\"")
                .as_str(),
            "?q=leave%20%22Acme%20%26%20Sons%22%2C%20soon",
            "SUMMARY:leave \"Acme & Sons\"\\, soon",
        ] {
            assert!(audit.find(bytes.as_bytes()).is_some(), "{bytes}");
        }
        assert!(audit.find(b"leave Acme").is_none());
    }

    #[test]
    fn a_passage_is_found_across_the_fold_of_a_calendar() {
        let audit = Audit::new(["leave Acme soon".to_owned()]).unwrap();
        let folded = b"SUMMARY:leave Ac\r\n me soon\r\n";
        assert!(audit.find_in("calendar.ics", folded).is_some());
        assert!(audit.find_in("notes.txt", folded).is_none());
        assert!(audit.find_in("notes.txt", b"leave Acme soon").is_some());
    }

    #[test]
    fn a_passage_is_found_as_whole_words_alone() {
        let audit = Audit::new(["Art work".to_owned(), "Ärzte im Amt".to_owned()]).unwrap();
        for bytes in [
            "Art workshops",
            "SmArt work",
            "éArt work",
            "Ärzte im Amtö",
            "start-workshops",
        ] {
            assert!(audit.find(bytes.as_bytes()).is_none(), "{bytes}");
        }
        for bytes in [
            "Art work",
            "“Art work”",
            "Art workshops and Art work",
            "?q=my%20Art%20work%20now",
            r"a\nArt work\nb",
            r"a\u0026Art work",
            "href=\"#art-work\"",
            "<Ärzte im Amt>",
        ] {
            assert!(audit.find(bytes.as_bytes()).is_some(), "{bytes}");
        }
    }

    #[test]
    fn nothing_withheld_finds_nothing() {
        let audit = Audit::new([]).unwrap();
        assert!(audit.is_empty() && audit.find(b"anything").is_none());
    }
}
