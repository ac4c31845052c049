//! Text in columns: how wide it is in a terminal, wrapped, cut and padded.
//!
//! In: text of the plan. Out: lines of at most so many columns, without control characters, so that
//! nothing in a plan can steer a terminal.

use unicode_width::UnicodeWidthChar as _;

/// Text on one line, without control characters and marks that turn the direction of writing.
pub(super) fn clean(text: &str) -> String {
    let steers = |c: &char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.chars().filter(|c| !steers(c)).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// Columns that a text takes at most.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// Columns that a character adds: two for CJK and emoji, none for marks; the mark that makes a sign
/// an emoji widens it by one.
fn columns_of(c: char) -> usize {
    if c == '\u{fe0f}' {
        1
    } else {
        c.width().unwrap_or(0)
    }
}

/// Text on lines of at most `width` columns, broken between words and within longer ones.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in clean(text).split(' ') {
        let wide = columns(word);
        if used > 0 && used + 1 + wide > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if wide <= width {
            line.push_str(word);
            used += wide;
            continue;
        }
        for c in word.chars() {
            let wide = columns_of(c);
            if used + wide > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(c);
            used += wide;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Text of at most `width` columns on one line, with `…` where something is left out.
pub(super) fn cut(text: &str, width: usize) -> String {
    let text = clean(text);
    if columns(&text) <= width {
        return text;
    }
    format!(
        "{}…",
        first_columns(&text, width.saturating_sub(1)).trim_end()
    )
}

/// The same, left out from a blank on where one is near.
pub(super) fn cut_at_word(text: &str, width: usize) -> String {
    let cut = cut(text, width);
    let Some(kept) = cut.strip_suffix('…') else {
        return cut;
    };
    let whole = clean(text);
    let at_word = whole
        .get(kept.len()..)
        .is_some_and(|rest| rest.starts_with(' '));
    match kept.rsplit_once(' ') {
        Some((words, rest)) if !at_word && rest.len() < 12 && words.len() > rest.len() => {
            format!("{}…", words.trim_end())
        }
        _ => cut,
    }
}

/// Text on at most `most` lines of `width` columns, with `…` where something is left out.
pub(super) fn lines(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines = wrap(text, width);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = format!(
                "{}…",
                first_columns(last, width.saturating_sub(1)).trim_end()
            );
        }
    }
    lines
}

/// The first `width` columns of a text.
fn first_columns(text: &str, width: usize) -> String {
    let mut used = 0;
    let fits = |c: &char| {
        used += columns_of(*c);
        used <= width
    };
    text.chars().take_while(fits).collect()
}

/// A text and blanks up to `width` columns.
pub(super) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_to_their_columns_and_lose_nothing() {
        for text in [
            "Bring results straight into the ward record on six wards",
            "看護記録に結果を直接送る 看護記録に結果を直接送る看護記録に結果を直接送る",
            "an-endless-word-without-a-single-blank-in-it-which-nobody-would-ever-write",
            "❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️ 👩‍🔬👩‍🔬👩‍🔬👩‍🔬👩‍🔬👩‍🔬",
            "",
        ] {
            for width in [2, 5, 17, 40, 80] {
                let wrapped = wrap(text, width);
                assert!(
                    wrapped.iter().all(|line| columns(line) <= width),
                    "{wrapped:?}"
                );
                let plain = |text: &str| text.replace(' ', "");
                assert_eq!(plain(&wrapped.concat()), plain(text));
                assert!(columns(&cut(text, width)) <= width);
                let two = lines(text, width, 2);
                assert!(
                    two.len() <= 2 && two.iter().all(|line| columns(line) <= width),
                    "{two:?}"
                );
            }
        }
    }

    #[test]
    fn nothing_steers_a_terminal() {
        assert_eq!(
            clean("a\u{1b}[31mred\u{7}\r\n  b\u{202e}c\td"),
            "a[31mred bc d"
        );
    }

    #[test]
    fn what_is_left_out_is_shown() {
        assert_eq!(cut("one two three", 9), "one two…");
        assert_eq!(
            lines("one two three four five", 9, 2),
            ["one two", "three…"]
        );
        assert_eq!(lines("one two", 9, 2), ["one two"]);
    }
}
