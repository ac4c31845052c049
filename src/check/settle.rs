//! What is said in the end: causes hide consequences, a shared lack is said once, rules are
//! re-graded and silenced as the settings ask.

use super::rule::{Findings, Rule};
use super::{RULES, find};
use crate::config::{Config, Level, Preset};
use crate::diagnostic::{Code, Diagnostic, Fix, Safety, Severity};
use crate::edit;
use crate::plan::Plan;
use crate::source::{PlanPath, SourceFile};
use crate::today::Today;
use crate::vocabulary::Allow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Lacks that are said once when all goals that are asked share them, with the words for it.
const SHARED: &[(&str, &str)] = &[
    ("T01", "none of your goals says by when"),
    (
        "R01",
        "no goal says what larger goal, role or value it serves",
    ),
];

/// What the words lack yields to what a field says wrong: that is nearer, and easier to mend.
const LACKS: &[&str] = &["S02", "S04", "M01", "A01", "A06", "R02"];

/// Which of two findings of one weight comes first: whether it is a mere lack, then its code.
type Order = (bool, &'static str);

/// Settles what is told.
pub(super) fn settle(plan: &Plan, today: Today, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let config = &plan.config;
    let mut found: Vec<Diagnostic> = found
        .into_iter()
        .filter_map(|finding| graded(finding, config))
        .collect();
    silence(plan, today, &mut found);
    blank(plan, &mut found);
    one_a_letter(&mut found);
    shared(plan, today, &mut found);
    found.sort_by(|a, b| (&a.location, a.code).cmp(&(&b.location, b.code)));
    found
}

/// The finding with the severity that the settings give it; `None` where it is off.
fn graded(mut finding: Diagnostic, config: &Config) -> Option<Diagnostic> {
    finding.severity = regraded((finding.code, finding.name), finding.severity, config)?;
    Some(finding)
}

/// How much the findings of a rule weigh under the settings; `None` where it is off.
pub(super) fn level(rule: &Rule, config: &Config) -> Option<Severity> {
    regraded((rule.code, rule.name), rule.severity, config)
}

fn regraded((code, name): (Code, &str), severity: Severity, config: &Config) -> Option<Severity> {
    let rules = &config.rules.rules;
    // Asked for every rule and file: few settings name a rule, so none of them makes a string.
    let named = || rules.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
    let own = rules.get(code.0).or_else(|| named().map(|(_, own)| own));
    match own.and_then(|setting| setting.level) {
        Some(Level::Off) => None,
        Some(Level::Note) => Some(Severity::Note),
        Some(Level::Warning) => Some(Severity::Warning),
        Some(Level::Error) => Some(Severity::Error),
        None => match (config.rules.preset, severity) {
            // Gentle keeps what would embarrass: what is public by mistake, and dead links.
            (Preset::Gentle, Severity::Note) => None,
            (Preset::Gentle, Severity::Warning) if !matches!(code.0, "P07" | "P08" | "F06") => {
                Some(Severity::Note)
            }
            (Preset::Strict, Severity::Note) => Some(Severity::Warning),
            _ => Some(severity),
        },
    }
}

/// Takes out what is silenced, and tells silencings that are without reason, unused or expired.
fn silence(plan: &Plan, today: Today, found: &mut Vec<Diagnostic>) {
    let Some(rule) = find("F07") else { return };
    let config_path = PlanPath::new("plan.yaml");
    let mut told = Vec::new();
    let lists = plan
        .goals
        .iter()
        .map(|entry| (Some(&entry.goal.path), entry.goal.allow.as_slice()));
    let whole = config_path
        .as_ref()
        .map(|_| (None, plan.config.allow.as_slice()));
    for (path, allows) in lists.chain(whole) {
        for allow in allows {
            let Some(at) = path.or(config_path.as_ref()) else {
                continue;
            };
            let mut findings = Findings::new(rule, at, &mut told);
            silencing(allow, (plan, path), today, (&mut *found, &mut findings));
        }
    }
    found.extend(
        told.into_iter()
            .filter_map(|finding| graded(finding, &plan.config)),
    );
}

fn silencing(
    allow: &Allow,
    (plan, path): (&Plan, Option<&PlanPath>),
    today: Today,
    (found, findings): (&mut Vec<Diagnostic>, &mut Findings<'_>),
) {
    let code = &allow.code;
    let Some(rule) = find(&code.value) else {
        let near = crate::fields::nearest(
            &code.value,
            RULES.iter().flat_map(|rule| [rule.code.0, rule.name]),
        );
        let told = findings.report(code.span, format!("there is no rule `{}`", code.value));
        match near {
            Some(near) => told.help(format!(
                "did you mean `{near}`? `goalpost explain --list` names them all"
            )),
            None => told.help("`goalpost explain --list` names them all"),
        };
        return;
    };
    let is_meant = |finding: &Diagnostic| {
        finding.code == rule.code && path.is_none_or(|path| finding.location.path == *path)
    };
    if let Some(until) = allow.until.filter(|until| *until < today.date()) {
        findings
            .report(
                code.span,
                format!(
                    "this silenced {} until {until}, and that is past",
                    rule.code
                ),
            )
            .help("look at it again: take it out, or give it a new date");
        return;
    }
    let before = found.len();
    found.retain(|finding| !is_meant(finding));
    if found.len() == before {
        let told = findings
            .report(
                code.span,
                format!(
                    "{} ({}) finds nothing here, so there is nothing to silence",
                    rule.code, rule.name
                ),
            )
            .help("take it out");
        if let Some(fix) = taken_out(plan, path, &code.value) {
            told.fix(fix);
        }
    } else if allow.reason.is_none() {
        findings
            .report(
                code.span,
                format!("{} is silenced without a reason", rule.code),
            )
            .help(format!(
                "say why, for whoever reads this next: `{}: \"…\"`",
                rule.code
            ));
    }
}

/// The silencing without effect, taken out of the goal that it stands in.
fn taken_out(plan: &Plan, path: Option<&PlanPath>, code: &str) -> Option<Fix> {
    let goal = plan.goals.iter().find(|goal| Some(&goal.path) == path)?;
    let file = SourceFile::new(goal.path.clone(), Arc::clone(&goal.body.source));
    let edits = edit::remove_in(&file, "allow", code).ok()?;
    Some(Fix {
        safety: Safety::Safe,
        edits,
    })
}

/// Nothing more is asked of a goal whose title is still that of a template, or that has none.
fn blank(plan: &Plan, found: &mut Vec<Diagnostic>) {
    let blanks: BTreeSet<_> = found
        .iter()
        .filter(|finding| finding.code.0 == "S09")
        .map(|finding| (finding.location.path.clone(), finding.location.span))
        .collect();
    let told: BTreeSet<PlanPath> = plan
        .goals
        .iter()
        .map(|entry| &entry.goal)
        .filter(|goal| {
            goal.title.text().trim().is_empty()
                || blanks.contains(&(goal.path.clone(), goal.title_span()))
        })
        .map(|goal| goal.path.clone())
        .collect();
    if told.is_empty() {
        return;
    }
    found.retain(|finding| {
        finding.code.0 == "S09"
            || finding.severity == Severity::Error
            || finding.clock
            || !finding.code.0.starts_with(['S', 'M', 'A', 'R', 'T'])
            || !told.contains(&finding.location.path)
    });
}

/// One finding a letter a goal: errors all stay and hide what only follows; of the rest the
/// weightiest stays, and of those the first by code, a mere lack of words last.
fn one_a_letter(found: &mut Vec<Diagnostic>) {
    let mut best: BTreeMap<(PlanPath, char), (Severity, Order)> = BTreeMap::new();
    let order =
        |finding: &Diagnostic| -> Order { (LACKS.contains(&finding.code.0), finding.code.0) };
    let letter = |finding: &Diagnostic| {
        finding
            .code
            .0
            .chars()
            .next()
            .filter(|letter| "SMART".contains(*letter))
    };
    for finding in found.iter().filter(|finding| !finding.clock) {
        let Some(letter) = letter(finding) else {
            continue;
        };
        let rank = (finding.severity, order(finding));
        let best = best
            .entry((finding.location.path.clone(), letter))
            .or_insert(rank);
        if rank.0 > best.0 || (rank.0 == best.0 && rank.1 < best.1) {
            *best = rank;
        }
    }
    found.retain(|finding| {
        let Some(letter) = letter(finding) else {
            return true;
        };
        if finding.clock || finding.severity == Severity::Error {
            return true;
        }
        best.get(&(finding.location.path.clone(), letter))
            .is_none_or(|(severity, code)| *severity == finding.severity && *code == order(finding))
    });
}

/// A lack that all goals share is one finding for the plan.
fn shared(plan: &Plan, today: Today, found: &mut Vec<Diagnostic>) {
    let asked = plan
        .goals
        .iter()
        .filter(|entry| entry.goal.is_judged(today))
        .count();
    for (code, words) in SHARED {
        let paths: BTreeSet<&PlanPath> = found
            .iter()
            .filter(|finding| finding.code.0 == *code)
            .map(|finding| &finding.location.path)
            .collect();
        if asked < 4 || paths.len() < asked {
            continue;
        }
        let count = paths.len();
        let mut first = true;
        found.retain_mut(|finding| {
            if finding.code.0 != *code {
                return true;
            }
            let keep = std::mem::take(&mut first);
            if keep {
                finding.message = format!("{words}: {count} of {count}");
                finding.label = Some("here, for one".into());
            }
            keep
        });
    }
}
