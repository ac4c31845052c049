//! Searches finished bytes for what was withheld from them.
//!
//! The cut already leaves nothing of it; this is the second lock on the same door. A passage is
//! searched as it is and in every form in which our outputs escape text.

use aho_corasick::{AhoCorasick, MatchKind};
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
            .then(|| {
                AhoCorasick::builder()
                    .match_kind(MatchKind::LeftmostFirst)
                    .build(&patterns)
            })
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

    /// The first passage that `bytes` contain.
    pub fn find(&self, bytes: &[u8]) -> Option<&str> {
        let found = self.automaton.as_ref()?.find(bytes)?;
        let origin = *self.origins.get(found.pattern().as_usize())?;
        self.passages.get(origin).map(String::as_str)
    }
}

/// A passage as it is, as HTML and XML text, as JSON and JSON-LD, as part of an address, as
/// calendar text.
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
    ])
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
    fn nothing_withheld_finds_nothing() {
        let audit = Audit::new([]).unwrap();
        assert!(audit.is_empty() && audit.find(b"anything").is_none());
    }
}
