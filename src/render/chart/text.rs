//! Words inside a drawing: how wide they are, how they are cut and wrapped.
//!
//! In: plain text. Out: text that fits. No font is at hand when a chart is made, so widths are those
//! of a wide face (DejaVu Sans): what fits there fits in the narrower faces of other systems.

use unicode_width::UnicodeWidthChar;

/// The width of a text drawn at `size`, in the units of the drawing; never too small for the faces
/// that a page asks for.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// How much wider a bold text is.
pub(super) const BOLD: f64 = 1.13;

/// The advance of a character, in ems.
fn advance(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '\'' | '|' => 0.29,
        ' ' | '.' | ',' | ':' | ';' | '·' | '!' => 0.33,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' | '[' | ']' => 0.41,
        'c' | 's' | 'z' | 'x' | 'v' | 'y' | 'k' | 'J' => 0.59,
        'm' | 'W' | 'M' | '%' | '…' | '→' | '—' | '@' => 1.0,
        'w' | 'O' | 'Q' | 'G' | 'D' | 'N' | 'H' | 'U' | '+' | '=' => 0.83,
        'A'..='Z' => 0.7,
        '–' => 0.52,
        ' '..='~' => 0.64,
        _ => match c.width() {
            None | Some(0) => 0.0,
            Some(1) => 0.72,
            Some(_) => 1.06,
        },
    }
}

/// Cuts a text at the last character that still fits, with `…` in its place.
pub(super) fn cut(text: &str, size: f64, most: f64) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let room = most - width("…", size);
    let mut out = String::new();
    let mut sum = 0.0;
    for c in text.chars() {
        sum += advance(c) * size;
        if sum > room {
            break;
        }
        out.push(c);
    }
    format!(
        "{}…",
        out.trim_end_matches([' ', ',', '.', ';', ':', '–', '-'])
    )
}

/// Wraps a text between words into at most `lines` lines; what is left over is cut.
pub(super) fn wrap(text: &str, size: f64, most: f64, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let longer = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if width(&longer, size) <= most || line.is_empty() {
            line = longer;
        } else if out.len() + 1 == lines {
            let rest: Vec<&str> = std::iter::once(word).chain(words.by_ref()).collect();
            line = format!("{line} {}", rest.join(" "));
        } else {
            out.push(cut(&line, size, most));
            word.clone_into(&mut line);
        }
        if words.peek().is_none() && !line.is_empty() {
            out.push(cut(&line, size, most));
            break;
        }
    }
    out
}

/// A text as content of an element or value of an attribute: escaped, and without characters that
/// no document may hold.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() => {}
            // Characters that Unicode sets aside, which documents must not use.
            '\u{fdd0}'..='\u{fdef}' => {}
            c if u32::from(c) & 0xfffe == 0xfffe => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_to_what_fits_and_says_so() {
        assert_eq!(cut("Short", 12.0, 100.0), "Short");
        let cut = cut("Answer the ward's turnaround questions", 12.0, 100.0);
        assert!(cut.ends_with('…') && width(&cut, 12.0) <= 100.0, "{cut}");
    }

    #[test]
    fn words_wrap_and_the_last_line_holds_what_is_left() {
        let lines = wrap(&"goal ".repeat(40), 12.0, 120.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
        assert!(lines.iter().all(|line| width(line, 12.0) <= 120.0));
        assert!(wrap("", 12.0, 100.0, 2).is_empty());
        let long = wrap(&"x".repeat(200), 12.0, 100.0, 2);
        assert_eq!(long.len(), 1);
        assert!(width(&long[0], 12.0) <= 100.0);
    }

    #[test]
    fn nothing_that_breaks_a_document_gets_through() {
        assert_eq!(escape("a<b>&\"\u{1}\u{ffff}\n"), "a&lt;b&gt;&amp;&quot; ");
    }
}
