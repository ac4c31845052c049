//! `skills.yaml`: what its owner can do, and who may see that.
//!
//! In: the file. Out: its skills and what is amiss. A skill that may have been meant to be hidden is
//! hidden.

use super::SKILL;
use crate::fields::{self, Block};
use crate::plan::audience;
use crate::plan::field::Field;
use crate::plan::front_matter;
use crate::plan::goal::Seen;
use crate::plan::others::Skill;
use crate::problem::{Problem, ProblemKind};
use crate::prose::date::DateSpan;
use crate::source::{SourceFile, Span};
use crate::vocabulary::Assessed;
use crate::yaml::{self, Mapping, Node};
use std::collections::BTreeSet;

/// The skills of a file.
pub(super) fn skills(file: &SourceFile, problems: &mut Vec<Problem>) -> Vec<Skill> {
    let text = file.text();
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let mapping = yaml::mapping(text, Span::new(start, text.len()));
    problems.extend(mapping.problems.iter().cloned());
    let strays = audience::strays(text, Span::new(start, text.len()), &mapping.entries, 1);
    // What is no entry, or stands under no skill, may have been meant for any of them.
    let doubtful = !strays.is_empty()
        || mapping.problems.iter().any(|problem| {
            matches!(
                problem.kind,
                ProblemKind::Yaml {
                    fails_closed: true,
                    ..
                }
            )
        });
    let twice: BTreeSet<Span> = mapping
        .problems
        .iter()
        .filter_map(|problem| match &problem.kind {
            ProblemKind::DuplicateKey { first, .. } => Some(*first),
            _ => None,
        })
        .collect();
    problems.extend(strays);
    let mut out = Vec::new();
    for entry in &mapping.entries {
        let key = &entry.key;
        if audience::is_stray(entry) {
            continue;
        }
        // Of a skill that is given twice the second may be the one that hides it.
        let doubtful = doubtful || twice.contains(&key.span);
        let mut skill = Skill {
            key: key.clone(),
            name: in_words(&key.value),
            level: None,
            how: None,
            on: None,
            evidence: None,
            uri: None,
            seen: if doubtful {
                Seen::FailedClosed
            } else {
                Seen::Default
            },
        };
        if let Node::Map(inner) = &entry.value.value {
            let mut told = Vec::new();
            let inner = Mapping {
                entries: inner.clone(),
                problems: within(&mapping.problems, entry.value.span),
            };
            let block = Block::new(&inner, SKILL, &mut told);
            let text = |name: &str, told: &mut Vec<Problem>| -> Option<String> {
                let field: Field<String> =
                    fields::text(block.get(name), &format!("{}.{name}", key.value), told).into();
                field.get().cloned()
            };
            if let Some(name) = text("name", &mut told) {
                skill.name = name;
            }
            skill.evidence = text("evidence", &mut told);
            skill.uri = text("uri", &mut told);
            skill.level = fields::small(
                block.get("level"),
                &format!("{}.level", key.value),
                5,
                &mut told,
            )
            .and_then(Result::ok)
            .map(|level| level.value);
            skill.how = fields::one_of(
                block.get("how"),
                &format!("{}.how", key.value),
                (&["self", "feedback", "test"], Assessed::read),
                &mut told,
            )
            .and_then(Result::ok)
            .map(|how| how.value);
            let on: Field<DateSpan> =
                fields::date(block.get("on"), &format!("{}.on", key.value), &mut told).into();
            skill.on = on.get().copied();
            let (seen, _) = front_matter::seen(&block, &inner, &mut told);
            skill.seen = if doubtful { Seen::FailedClosed } else { seen };
            problems.append(&mut told);
        } else {
            skill.level = fields::small(Some(&entry.value), &key.value, 5, problems)
                .and_then(Result::ok)
                .map(|level| level.value);
            if matches!(entry.value.value, Node::Broken) {
                skill.seen = Seen::FailedClosed;
            }
        }
        out.push(skill);
    }
    out
}

/// The problems that lie in a value; sorted by place, as those of a mapping are.
fn within(problems: &[Problem], value: Span) -> Vec<Problem> {
    let first = problems.partition_point(|problem| problem.span.start < value.start);
    let inside = problems.iter().skip(first);
    inside
        .take_while(|problem| problem.span.start < value.end)
        .cloned()
        .collect()
}

/// `distributed-systems` as "Distributed systems".
pub fn in_words(key: &str) -> String {
    let spaced = key.replace(['-', '_'], " ");
    let mut chars = spaced.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
