//! `goalpost explain`: a rule, a field or a topic.

use super::Exit;
use super::env::Env;
use crate::check::{self, RULES};
use crate::config::SETTINGS;
use crate::fields::{FieldDoc, Holds, nearest};
use crate::plan::front_matter::FIELDS;
use crate::report::wrap;
use anyhow::bail;
use std::fmt::Write as _;
use std::io::Write as _;

const TOPICS: &[(&str, &str)] = &[
    ("goals", include_str!("topics/goals.md")),
    ("dates", include_str!("topics/dates.md")),
    ("measure", include_str!("topics/measure.md")),
    ("steps", include_str!("topics/steps.md")),
    ("log", include_str!("topics/log.md")),
    ("privacy", include_str!("topics/privacy.md")),
    ("publishing", include_str!("topics/publishing.md")),
    ("report", include_str!("topics/report.md")),
    ("yaml", include_str!("topics/yaml.md")),
    ("exit-codes", include_str!("topics/exit-codes.md")),
];

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A rule (T05), a field (due) or a topic (publishing)
    #[arg(value_name = "WHAT")]
    what: Option<String>,

    /// Name all rules, fields and topics
    #[arg(long)]
    list: bool,
}

/// Prints what is known of a word.
pub(super) fn run(args: &Args, env: &Env) -> anyhow::Result<Exit> {
    let text = match args.what.as_deref().filter(|_| !args.list) {
        None => list(env),
        Some(what) => wrapped(&page(what)?, env.width.min(WIDEST)),
    };
    super::out().write_all(text.as_bytes())?;
    Ok(Exit::Clean)
}

/// Lines longer than this are hard to read, however wide the terminal is.
const WIDEST: usize = 80;

/// A page with its sentences on lines of at most `width` columns. Code stays as it is, and so do
/// headings and tables.
fn wrapped(page: &str, width: usize) -> String {
    let mut out = String::with_capacity(page.len() + page.len() / 40);
    let mut fenced = false;
    for line in page.lines() {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        let kept = fenced || fence || line.starts_with(['#', '|']) || line.starts_with("    ");
        if kept || line.trim().is_empty() {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        // What follows in an item of a list stands below its words.
        let hang = indent + if bare.starts_with("- ") { 2 } else { 0 };
        for (at, words) in wrap(bare, width.saturating_sub(hang)).iter().enumerate() {
            let before = if at == 0 { indent } else { hang };
            let _ = writeln!(out, "{:before$}{words}", "");
        }
    }
    out
}

fn page(what: &str) -> anyhow::Result<String> {
    if let Some(rule) = check::find(what) {
        return Ok(rule.page.to_owned());
    }
    if let Some((_, topic)) = TOPICS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(what))
    {
        return Ok((*topic).to_owned());
    }
    let is_named = |field: &&FieldDoc| {
        field.name.eq_ignore_ascii_case(what)
            || field
                .synonyms
                .iter()
                .any(|name| name.eq_ignore_ascii_case(what))
    };
    if let Some(doc) = FIELDS.iter().find(is_named) {
        return Ok(field(doc, "a field of a goal's front matter"));
    }
    if let Some(doc) = SETTINGS.iter().find(is_named) {
        return Ok(field(doc, "a setting of plan.yaml"));
    }
    let rules = RULES.iter().flat_map(|rule| [rule.code.0, rule.name]);
    let others = TOPICS
        .iter()
        .map(|(name, _)| *name)
        .chain(FIELDS.iter().chain(SETTINGS).map(|field| field.name));
    match nearest(what, rules.chain(others)) {
        Some(near) => bail!("nothing is known of `{what}`; did you mean `{near}`?"),
        None => bail!(
            "nothing is known of `{what}`\n  `goalpost explain --list` names all rules, fields and topics"
        ),
    }
}

fn field(doc: &FieldDoc, of: &str) -> String {
    let holds = match doc.holds {
        Holds::Text => "text".to_owned(),
        Holds::Number => "a number".to_owned(),
        Holds::Small(most) => format!("a whole number from 0 to {most}"),
        Holds::Hours => "hours a week: `4h/week`".to_owned(),
        Holds::Switch => "`true` or `false`".to_owned(),
        Holds::Date => "a date: `2027-03-31`, `2027-03`, `2027-Q1` or `2027`".to_owned(),
        Holds::Period => "a period: `3 months`, `2 weeks`, `P3M`".to_owned(),
        Holds::Word(words) => format!("one of {}", words.names.join(", ")),
        Holds::Texts => "words, one or a list of them".to_owned(),
        Holds::Objects => "fields of its own".to_owned(),
    };
    let mut out = format!("# {}\n\n{} ({of}).\n\nHolds {holds}.\n", doc.name, doc.doc);
    if !doc.synonyms.is_empty() {
        let _ = writeln!(out, "Read as well: {}.", doc.synonyms.join(", "));
    }
    out
}

fn list(env: &Env) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", env.paint("1", "Rules"));
    for rule in RULES {
        let clock = if rule.clock { " (comes with time)" } else { "" };
        let _ = writeln!(
            out,
            "  {} {:<26} {}{clock}",
            rule.code,
            rule.name,
            rule.severity.as_str()
        );
    }
    let names = |list: &[FieldDoc]| {
        list.iter()
            .map(|field| field.name)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let _ = writeln!(
        out,
        "\n{}\n  {}",
        env.paint("1", "Fields of a goal"),
        names(FIELDS)
    );
    let _ = writeln!(
        out,
        "\n{}\n  {}",
        env.paint("1", "Settings in plan.yaml"),
        names(SETTINGS)
    );
    let topics: Vec<&str> = TOPICS.iter().map(|(name, _)| *name).collect();
    let _ = writeln!(
        out,
        "\n{}\n  {}",
        env.paint("1", "Topics"),
        topics.join(" ")
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_keep_to_the_width_and_lose_no_word() {
        let pages = RULES.iter().map(|rule| rule.page);
        for page in pages.chain(TOPICS.iter().map(|(_, page)| *page)) {
            for width in [40, 80] {
                let shown = wrapped(page, width);
                let words = |text: &str| text.split_whitespace().map(String::from).collect();
                let (before, after): (Vec<String>, Vec<String>) = (words(page), words(&shown));
                assert_eq!(before, after);
                let long = |line: &&str| line.chars().count() > width;
                for line in shown.lines().filter(long) {
                    // What is longer was so before: a line of code, a heading.
                    assert!(page.lines().any(|kept| kept == line), "{width}: {line}");
                }
            }
        }
        let list =
            "- one two three four five six\nand on\n\n```\na b c d e f g h i j k l m n o p\n```\n";
        assert_eq!(
            wrapped(list, 14),
            "- one two\n  three four\n  five six\nand on\n\n```\na b c d e f g h i j k l m n o p\n```\n"
        );
    }
}
