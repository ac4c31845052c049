//! Text as its bare words, so that the same words are the same however they are written.
//!
//! In: Markdown, HTML, a slug, a template. Out: its words in lower case, each between blanks: marks,
//! line ends, runs of blanks and entities are gone, so that `## Why I *leave*`, `why-i-leave` and
//! `Why&nbsp;I\nleave` all come out as ` why i leave `. Never shown to anyone.

use crate::prose::date;

/// Writes the bare words of `text` behind those that `out` holds.
pub(super) fn push(text: &str, out: &mut String) {
    if !out.ends_with(' ') {
        out.push(' ');
    }
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else {
            if !out.ends_with(' ') {
                out.push(' ');
            }
            if let Some(after) = (c == '&').then(|| behind_entity(rest)).flatten() {
                rest = after;
                continue;
            }
        }
        rest = rest.get(c.len_utf8()..).unwrap_or("");
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
}

/// What follows the entity that `text` begins with, if it does: `&amp;`, `&#39;`.
pub(super) fn behind_entity(text: &str) -> Option<&str> {
    let (name, after) = text.strip_prefix('&')?.split_once(';')?;
    let digits = name.strip_prefix('#');
    let is_one = (1..=31).contains(&name.len())
        && digits
            .unwrap_or(name)
            .bytes()
            .all(|b| b.is_ascii_alphanumeric());
    is_one.then_some(after)
}

/// The bare words of `text`, each between blanks.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push(text, &mut out);
    out
}

/// The bare words of `text` without numbers and months, each between blanks: a date is put together
/// from data, so it gives nothing away.
pub(crate) fn without_numbers(text: &str) -> String {
    let mut out = String::from(" ");
    for word in plain(text).split_ascii_whitespace() {
        if word.bytes().all(|b| b.is_ascii_digit()) || date::month_named(word).is_some() {
            continue;
        }
        out.push_str(word);
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_however_they_are_written() {
        for text in [
            "Why I *leave*",
            "why-i-leave",
            "why&nbsp;I\r\n  leave.",
            "“Why”, I <b>leave</b>",
        ] {
            let plain = plain(text).replace(" b ", " ");
            assert_eq!(plain, " why i leave ", "{text}");
        }
        assert_eq!(plain("R&D & É"), " r d é ");
        assert_eq!(plain(""), " ");
    }

    #[test]
    fn numbers_and_months_give_nothing_away() {
        assert_eq!(without_numbers("Due in 30 days"), " due in days ");
        assert_eq!(without_numbers("14 March 2027"), " ");
        assert_eq!(without_numbers("Promotion 2027"), " promotion ");
    }
}
