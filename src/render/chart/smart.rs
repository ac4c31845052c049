//! SMART matrix: which of the five letters each goal meets.
//!
//! In: goals with five answers each. Out: a table, which is its own text: a mark and a word a cell,
//! the goals with the most open letters first.

use super::text::escape;
use crate::render::words::listed;

/// Whether a letter is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letter {
    /// It is.
    Met,
    /// It is worth asking about.
    Open,
    /// It is not asked for.
    NotAsked,
}

/// A goal.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SmartRow {
    /// Its title.
    pub(crate) title: String,
    /// Its page, from the page that the table stands on; empty where there is none.
    pub(crate) href: String,
    /// Specific, measurable, achievable, relevant, time-bound.
    pub(crate) letters: [Letter; 5],
}

/// What the matrix shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Smart {
    /// The goals, in any order.
    pub(crate) rows: Vec<SmartRow>,
}

/// The letters as the people who read them ask: the name, and the question.
const NAMES: [(&str, &str); 5] = [
    ("What", "Specific"),
    ("How much", "Measurable"),
    ("How", "Achievable"),
    ("Why", "Relevant"),
    ("When", "Time-bound"),
];

/// The most goals that the table lists, those with the most open letters.
const ROWS: usize = 20;

impl Smart {
    /// The matrix as a `figure`; empty where there is no goal.
    pub(crate) fn figure(&self) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let open = |row: &SmartRow| {
            row.letters
                .iter()
                .filter(|letter| **letter == Letter::Open)
                .count()
        };
        // The sentence counts those that answer all; what is read of a table is what is open.
        let mut rows: Vec<&SmartRow> = self.rows.iter().filter(|row| open(row) > 0).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(open(row)));
        let mut head = String::new();
        for (question, name) in NAMES {
            head.push_str(&format!(
                "<th scope=\"col\"><span>{question}</span> <small>{name}</small></th>"
            ));
        }
        let mut body = String::new();
        let more = rows.len().saturating_sub(ROWS);
        for row in rows.into_iter().take(ROWS) {
            let title = escape(&row.title);
            let title = if row.href.is_empty() {
                title
            } else {
                format!("<a href=\"{}\">{title}</a>", escape(&row.href))
            };
            body.push_str(&format!("<tr><th scope=\"row\">{title}</th>"));
            for (letter, (question, _)) in row.letters.iter().zip(NAMES) {
                let (class, word) = match letter {
                    Letter::Met => ("met", "met"),
                    Letter::Open => ("open", "open"),
                    Letter::NotAsked => ("none", "not asked"),
                };
                body.push_str(&format!(
                    "<td class=\"smart-{class}\" data-label=\"{question}\">{word}</td>"
                ));
            }
            body.push_str("</tr>");
        }
        let finding = if more == 0 {
            self.finding()
        } else {
            format!("{} {more} more are not shown.", self.finding())
        };
        let table = if body.is_empty() {
            String::new()
        } else {
            format!(
                "<table class=\"smart\"><thead><tr><th scope=\"col\">Goal</th>{head}</tr></thead><tbody>{body}</tbody></table>"
            )
        };
        format!(
            "<figure class=\"chart chart-smart\"><figcaption>{}</figcaption>{table}</figure>",
            escape(&finding)
        )
    }

    /// What the matrix shows, in a sentence.
    pub(crate) fn finding(&self) -> String {
        let whole = self
            .rows
            .iter()
            .filter(|row| !row.letters.contains(&Letter::Open))
            .count();
        let all = self.rows.len();
        let counts = std::array::from_fn::<usize, 5, _>(|at| {
            self.rows
                .iter()
                .filter(|row| row.letters.get(at) == Some(&Letter::Open))
                .count()
        });
        let most = counts.iter().max().copied().unwrap_or(0);
        let question = counts
            .iter()
            .position(|count| *count == most)
            .and_then(|at| NAMES.get(at))
            .map_or("", |(question, _)| question);
        let first = match (whole, all) {
            (1, 1) => "The goal answers all five questions".to_owned(),
            (whole, all) if whole == all => format!("All {all} goals answer all five questions"),
            (whole, all) => format!("{whole} of {all} goals answer all five questions"),
        };
        if most == 0 {
            format!("{first}.")
        } else {
            let open = NAMES.iter().zip(counts).filter(|(_, count)| *count > 0);
            let open: Vec<String> = open
                .map(|((question, _), _)| format!("“{}”", question.to_lowercase()))
                .collect();
            // Of one goal nothing is "most often".
            match (all, all - whole, most) {
                (1, _, _) => format!("The goal leaves {} open.", listed(&open)),
                (_, 1, _) => format!("{first}; the other leaves {} open.", listed(&open)),
                (_, _, 1) => format!("{first}; no question is open in more than one."),
                _ => format!(
                    "{first}; “{}” is open most often, in {most} goals.",
                    question.to_lowercase()
                ),
            }
        }
    }
}
