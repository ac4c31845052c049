//! What was left to be filled in: blanks of a template, and answers that answer nothing.
//!
//! In: a text. Out: the bytes of the blank, or whether there is an answer. It prefers silence: what may
//! be meant as it stands is no blank.

use super::phrases::{holds, phrase};
use super::token::Text;
use memchr::{memchr2, memchr3, memmem};
use std::ops::Range;

/// The first words that a template left to be filled in: `[verb]`, `{{title}}`, `XX %`, `20XX`.
///
/// ```
/// use goalpost::prose::blank;
/// assert_eq!(blank::placeholder("Pass the [exam] by June"), Some(9..15));
/// assert_eq!(blank::placeholder("Ship the [beta] release"), None);
/// ```
pub fn placeholder(text: &str) -> Option<Range<usize>> {
    let whole = text.trim();
    let start = text.len() - text.trim_start().len();
    let bare = whole.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.len() <= LONGEST && is_label(bare) {
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
    let may_have = memchr3(b'[', b'<', b'{', text.as_bytes()).is_some();
    let brackets = brackets
        .into_iter()
        .filter(|_| may_have)
        .filter_map(|(open, close)| bracketed(text, open, close));
    brackets
        .chain(blank_number(text))
        .min_by_key(|range| range.start)
}

/// The longest that is taken for a blank, in bytes.
const LONGEST: usize = 60;

/// Whether words are but the name of what should stand there: "Goal 1", "tbd".
fn is_label(words: &str) -> bool {
    let is = |words: &str, label: &str| words.eq_ignore_ascii_case(label);
    let numbered = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '#');
    holds("label", words)
        || numbered.len() < words.len() && is(numbered, "goal")
        || ["tbd", "todo", "tba"].iter().any(|label| is(words, label))
}

/// The first pair of brackets around nothing but words of a blank; double ones around anything.
fn bracketed(text: &str, open: &str, close: &str) -> Option<Range<usize>> {
    let mut from = 0;
    let mut closes = None;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(open)) {
        let start = from + at;
        from = start + open.len();
        // Found once for all that stand before it: a text may be nothing but opening brackets.
        let end = match closes {
            Some(end) if from <= end => end,
            _ => from + text.get(from..).and_then(|rest| rest.find(close))?,
        };
        closes = Some(end);
        let length = end - from;
        if length > LONGEST {
            continue;
        }
        let inside = text.get(from..end).unwrap_or("");
        // `[[goal]]` and `[exam](goals/exam.md)` are links: what they name is there.
        let behind = text.get(end + close.len()..).unwrap_or("");
        let before = text.get(..start).unwrap_or("");
        if open == "["
            && (before.ends_with('[') || inside.starts_with('[') || behind.starts_with('('))
        {
            continue;
        }
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
    let holds = |sign: &str| memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    if memchr2(b'X', b'Y', text.as_bytes()).is_none() && !holds("xx") && !holds("yyyy") {
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

/// Whether words answer a question of a worksheet: `Very.`, `TBD` and `?` do not.
///
/// ```
/// use goalpost::prose::blank;
/// assert!(!blank::is_answer("Yes, very!"));
/// assert!(blank::is_answer("Yes: two evenings a week"));
/// ```
pub fn is_answer(words: &str) -> bool {
    let text = Text::new(words);
    let mut at = 0;
    while at < text.len() {
        if let Some(end) = phrase(&text, at, "no-answer") {
            at = end;
        } else if text.is_word(at) || text.is_number(at) {
            return true;
        } else {
            at += 1;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, found: Option<Range<usize>>) -> Option<&str> {
        found.and_then(|range| text.get(range))
    }

    #[test]
    fn a_blank_is_found_behind_any_number_of_brackets() {
        let far = "[".repeat(200_000) + &"a".repeat(61) + "]";
        assert_eq!(placeholder(&far), None);
        let text = far + " [exam]";
        assert_eq!(shown(&text, placeholder(&text)), Some("[exam]"));
        assert_eq!(placeholder(&"{<[".repeat(100_000)), None);
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
            ("so that [[lead]] comes next", None),
            ("so that [[name|goal]] comes next", None),
            ("Pass the [exam](goals/exam.md)", None),
            ("Pass the [exam] ([name])", Some("[exam]")),
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
    fn an_answer_says_something() {
        for words in [
            "",
            "Very.",
            "Yes",
            "Yes, very much so!",
            "TBD",
            "?",
            "…",
            "n/a",
            "N/A.",
            "Not sure yet",
            "It is achievable",
            "—",
        ] {
            assert!(!is_answer(words), "{words}");
        }
        for words in [
            "Yes: Ana checks it",
            "12",
            "My mentor",
            "By June",
            "Ja, mit Anna",
            "達成",
        ] {
            assert!(is_answer(words), "{words}");
        }
    }
}
