//! The phrases of `data/remarks.txt`, by list.
//!
//! In: tokens and the name of a list. Out: where a phrase of it that begins here ends. What a phrase
//! shows is for those who ask.

use super::token::Text;
use std::collections::HashMap;
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
pub(super) fn phrase(text: &Text, at: usize, list: &str) -> Option<usize> {
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

/// Whether a list holds these words alone, in any case.
pub(super) fn holds(list: &str, words: &str) -> bool {
    // Every title and step is asked, and the beginning of nearly all tells that they are none, before
    // they are cut into tokens.
    let bare = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let begins = |first: &&str| {
        let start = bare.get(..first.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(first))
    };
    // Other hyphens and quotes than those of ASCII are read as these.
    let may_be = |list: &List| !bare.is_ascii() || list.keys().any(begins);
    LISTS.get(list).is_some_and(may_be) && {
        let text = Text::new(words);
        text.len() > 0 && phrase(&text, 0, list) == Some(text.len())
    }
}
