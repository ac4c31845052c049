//! A report as Markdown that one would paste into a mail, a note or an issue.
//!
//! CommonMark with one table, as GitHub reads it. Words of the plan are escaped: they stay words.

use super::sections::{self, Item, Section};
use super::{Report, Row};
use crate::words;

/// A report as Markdown.
pub fn markdown(report: &Report) -> String {
    let mut out = format!(
        "# {}\n\n{}\n",
        plain(&sections::head(report)),
        plain(&report.headline)
    );
    let nothing = |section: Section| {
        let empty = section.items.is_empty();
        let mut text = list(&section, "-");
        if empty {
            text = format!("\n## {}\n\nNothing.\n", plain(&section.title));
        }
        text
    };
    out.push_str(&nothing(sections::changed(report)));
    out.push_str(&nothing(sections::slipped(report)));
    out.push_str(&list(&sections::next(report), "1."));
    out.push_str(&list(&sections::asked(report), "-"));
    out.push_str(&goals(report));
    for section in sections::below(report) {
        out.push_str(&list(&section, "-"));
    }
    out
}

/// A section; nothing where it has no lines.
fn list(section: &Section, mark: &str) -> String {
    if section.items.is_empty() {
        return String::new();
    }
    let mut out = format!("\n## {}\n\n", plain(&section.title));
    for (at, item) in section.items.iter().enumerate() {
        // Numbers count up, for a mail shows them as they are.
        let mark = match mark {
            "1." => format!("{}.", at + 1),
            mark => mark.to_owned(),
        };
        out.push_str(&format!("{mark} {}\n", line(item)));
    }
    out
}

fn line(item: &Item) -> String {
    let mut out = match (item.lead.as_str(), item.words.as_str()) {
        ("", words) => plain(words),
        (lead, "") => format!("**{}**", plain(lead)),
        (lead, words) => format!("**{}**: {}", plain(lead), plain(words)),
    };
    if !item.more.is_empty() {
        out.push_str(&format!(" ({})", plain(&item.more)));
    }
    out
}

fn goals(report: &Report) -> String {
    let open: Vec<&Row> = report.goals.iter().filter(|row| row.is_open()).collect();
    let mut out = String::new();
    if !open.is_empty() {
        out.push_str("\n## Open goals\n\n| Goal | Health | Done | Pace | Outlook | Due |\n| --- | --- | ---: | --- | --- | --- |\n");
        for row in open {
            let done = [sections::percent(row), row.value.clone()];
            let done: Vec<String> = done.into_iter().filter(|part| !part.is_empty()).collect();
            let cells = [
                row.title.clone(),
                words::health(row.health).to_owned(),
                done.join(", "),
                sections::pace(row),
                sections::outlook(row),
                sections::when(row),
            ];
            let cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
            out.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
        if let Some(basis) = sections::basis(report) {
            out.push_str(&format!("\n{}\n", plain(&basis)));
        }
    }
    out
}

/// Words that stay words: on one line, with everything escaped that Markdown would take for more.
pub(super) fn plain(text: &str) -> String {
    let text = super::layout::clean(text);
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = text.get(at + c.len_utf8()..).unwrap_or("");
        let before = text.get(..at).unwrap_or("");
        let escape = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' => true,
            // Within a word an underscore is itself.
            '_' => {
                let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !(inside(before.chars().next_back()) && inside(rest.chars().next()))
            }
            // Only an entity begins with one.
            '&' => rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#'),
            // Only at the beginning of a line.
            '#' | '>' | '+' | '-' | '=' => before.is_empty(),
            '.' | ')' => {
                (1..=9).contains(&before.len()) && before.bytes().all(|b| b.is_ascii_digit())
            }
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::Options;

    /// What GitHub's reader of Markdown makes of a text that stands in a paragraph.
    fn read(text: &str) -> String {
        let mut out = String::new();
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_GFM;
        for event in pulldown_cmark::Parser::new_ext(text, options) {
            match event {
                pulldown_cmark::Event::Text(text) => out.push_str(&text),
                pulldown_cmark::Event::Start(pulldown_cmark::Tag::Paragraph)
                | pulldown_cmark::Event::End(pulldown_cmark::TagEnd::Paragraph) => {}
                other => out.push_str(&format!("{other:?}")),
            }
        }
        out
    }

    #[test]
    fn words_stay_words() {
        for text in [
            "a_b c _d_ *e* **f** `g` [h](i) <b> a|b 1. x &amp; \\",
            "# no heading",
            "- no list",
            "12. no list",
            "Q&A and R&D",
        ] {
            assert_eq!(read(&plain(text)), text);
        }
        assert_eq!(
            plain("Raise it from 48 % to 85 % (mock-exam)"),
            "Raise it from 48 % to 85 % (mock-exam)"
        );
    }

    proptest! {
        #[test]
        fn any_words_stay_words(text in "[ -~]{0,30}") {
            let clean = super::super::layout::clean(&text);
            prop_assert_eq!(read(&plain(&text)), clean);
        }
    }
}
