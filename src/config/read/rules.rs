//! Which rules speak how loud, and which are silenced: for a plan, and for a goal.

use super::super::{Level, Preset, RuleSetting, RuleSettings};
use super::value;
use crate::fields::{self};
use crate::problem::Problem;
use crate::source::Spanned;
use crate::vocabulary::Allow;
use crate::yaml::{Entry, Node};
use chrono::NaiveDate;

const PRESETS: &[&str] = &["gentle", "standard", "strict"];

const LEVELS: &[&str] = &["off", "note", "warning", "error"];

pub(super) fn rules(node: Option<&Spanned<Node>>, p: &mut Vec<Problem>) -> RuleSettings {
    let mut settings = RuleSettings::default();
    let Some(node) = node else { return settings };
    let preset = |word: &str| match word.to_lowercase().as_str() {
        "gentle" => Some(Preset::Gentle),
        "standard" => Some(Preset::Standard),
        "strict" => Some(Preset::Strict),
        _ => None,
    };
    let Node::Map(entries) = &node.value else {
        if let Some(read) = value(fields::one_of(Some(node), "rules", (PRESETS, preset), p)) {
            settings.preset = read;
        }
        return settings;
    };
    let level = |word: &str| match word.to_lowercase().as_str() {
        "off" | "false" | "no" | "none" => Some(Level::Off),
        "note" | "info" | "hint" => Some(Level::Note),
        "warning" | "warn" => Some(Level::Warning),
        "error" | "deny" => Some(Level::Error),
        _ => None,
    };
    for Entry { key, value: node } in entries {
        let field = format!("rules.{}", key.value);
        if key.value == "preset" {
            if let Some(read) = value(fields::one_of(Some(node), &field, (PRESETS, preset), p)) {
                settings.preset = read;
            }
            continue;
        }
        let mut setting = RuleSetting::default();
        if let Node::Map(inner) = &node.value {
            for Entry { key, value: node } in inner {
                if key.value == "level" {
                    setting.level = value(fields::one_of(
                        Some(node),
                        &format!("{field}.level"),
                        (LEVELS, level),
                        p,
                    ));
                } else if let Some(number) = value(fields::number(
                    Some(node),
                    &format!("{field}.{}", key.value),
                    p,
                )) {
                    setting.numbers.insert(key.value.clone(), number.value);
                }
            }
        } else {
            setting.level = value(fields::one_of(Some(node), &field, (LEVELS, level), p));
        }
        settings.rules.insert(key.value.to_uppercase(), setting);
    }
    settings
}

/// `allow: { M02: "why, until 2027-03-01" }`, of a goal or of `plan.yaml`.
pub fn allow(node: Option<&Spanned<Node>>, problems: &mut Vec<Problem>) -> Vec<Allow> {
    let Some(node) = node else { return Vec::new() };
    match &node.value {
        Node::Map(entries) => {
            let each = entries.iter().map(|entry| {
                let reason = fields::text(
                    Some(&entry.value),
                    &format!("allow.{}", entry.key.value),
                    problems,
                )
                .and_then(Result::ok);
                let (words, until) = reason
                    .as_ref()
                    .map_or((String::new(), None), |text| until(&text.value));
                let reason = reason
                    .filter(|_| !words.is_empty())
                    .map(|text| Spanned::new(words, text.span));
                Allow {
                    code: entry.key.clone(),
                    reason,
                    until,
                }
            });
            each.collect()
        }
        Node::Null | Node::Broken => Vec::new(),
        _ => {
            // `allow: [M02]` names rules without reasons.
            let names = fields::texts(Some(node), "allow", problems).and_then(Result::ok);
            names.map_or_else(Vec::new, |names| {
                names
                    .value
                    .into_iter()
                    .map(|code| Allow {
                        code,
                        reason: None,
                        until: None,
                    })
                    .collect()
            })
        }
    }
}

/// Splits `why, until 2027-03-01` into the reason and the last day.
pub(super) fn until(text: &str) -> (String, Option<NaiveDate>) {
    if let Some((reason, date)) = text.rsplit_once("until ")
        && let Ok(date) = fields::fits(date)
    {
        return (
            reason
                .trim()
                .trim_end_matches([',', ';', '—', '-', '('])
                .trim()
                .to_owned(),
            Some(date.last),
        );
    }
    (text.trim().to_owned(), None)
}
