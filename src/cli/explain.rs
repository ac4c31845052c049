//! `goalpost explain`: a rule, a field or a topic.

use super::Exit;
use super::env::Env;
use crate::check::{self, RULES};
use crate::config::SETTINGS;
use crate::fields::{FieldDoc, Holds, nearest};
use crate::plan::front_matter::FIELDS;
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
        Some(what) => page(what)?,
    };
    super::out().write_all(text.as_bytes())?;
    Ok(Exit::Clean)
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
