//! P05: a loop in `supports` or `after`.

use crate::check::rule::{Check, Findings, Rule};
use crate::diagnostic::{Code, Severity};
use crate::plan::Plan;
use crate::plan::{GoalEntry, GoalIx, Reference, Target};
use crate::progress::Progress;
use crate::today::Today;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: Code("P05"),
    name: "loop",
    severity: Severity::Error,
    clock: false,
    page: include_str!("p05_loop.md"),
    check: Check::Plan(check),
};

fn check(plan: &Plan, _: &Progress, _: Today, out: &mut Findings<'_>) {
    for (field, references) in [
        (
            "supports",
            (|entry: &GoalEntry| &entry.relations.supports) as fn(&GoalEntry) -> &Vec<Reference>,
        ),
        ("after", |entry: &GoalEntry| &entry.relations.after),
    ] {
        for ring in rings(plan, references) {
            let Some((first, entry)) = ring.first().map(|ix| (*ix, plan.goal(*ix))) else {
                continue;
            };
            let next = ring.get(1).copied().unwrap_or(first);
            let place = references(entry)
                .iter()
                .find(|reference| reference.target == Some(Target::Goal(next)));
            let span = place.map_or(entry.title_span(), |reference| reference.written.span);
            let names: Vec<&str> = ring
                .iter()
                .chain(ring.first())
                .map(|ix| plan.goal(*ix).id.as_str())
                .collect();
            out.report_in(
                &entry.goal.path,
                span,
                format!("`{field}` goes round in a loop: {}", names.join(" → ")),
            )
            .help(format!("take one `{field}` of the loop out"));
        }
    }
}

/// Every loop once, beginning with its first goal in the order of the plan.
fn rings(plan: &Plan, references: fn(&GoalEntry) -> &Vec<Reference>) -> Vec<Vec<GoalIx>> {
    // Each once, in the order written: a list may name one goal a thousand times.
    let targets = |at: usize| {
        let mut seen = BTreeSet::new();
        let named = plan
            .goals
            .get(at)
            .map_or(&[][..], |entry| references(entry));
        let goals = named.iter().filter_map(|reference| match reference.target {
            Some(Target::Goal(ix)) => Some(ix.0),
            _ => None,
        });
        let goals: Vec<usize> = goals.filter(|to| seen.insert(*to)).collect();
        goals.into_iter()
    };
    let mut state = vec![0_u8; plan.goals.len()];
    let mut rings = Vec::new();
    for root in 0..plan.goals.len() {
        if state.get(root) != Some(&0) {
            continue;
        }
        let mut path = vec![(root, targets(root))];
        while let Some((at, rest)) = path.last_mut() {
            let here = *at;
            if let Some(mark) = state.get_mut(here) {
                *mark = 1;
            }
            match rest.next() {
                Some(to) => match state.get(to) {
                    Some(0) => path.push((to, targets(to))),
                    Some(1) => {
                        let from = path.iter().position(|(at, _)| *at == to).unwrap_or(0);
                        let mut ring: Vec<GoalIx> =
                            path.iter().skip(from).map(|(at, _)| GoalIx(*at)).collect();
                        let least = ring
                            .iter()
                            .enumerate()
                            .min_by_key(|(_, ix)| **ix)
                            .map_or(0, |(at, _)| at);
                        ring.rotate_left(least);
                        // An edge is walked once, and closes one loop at most.
                        rings.push(ring);
                    }
                    _ => {}
                },
                None => {
                    if let Some(mark) = state.get_mut(here) {
                        *mark = 2;
                    }
                    path.pop();
                }
            }
        }
    }
    rings
}
