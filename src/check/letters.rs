//! The five letters of a goal: which are met, and by which fields or words.
//!
//! In: a goal in its plan, the day. Out: a [`Letter`] each. One place for the first screen of a
//! check, the report and the goal's own page, so that all of them say the same.

use super::words::{Words, has_section, is_english};
use crate::plan::goal::SectionRole;
use crate::plan::model::Reference;
use crate::plan::{GoalEntry, Plan};
use crate::prose::assess;
use crate::today::Today;

/// The names of the letters, in their order.
pub const LETTERS: [&str; 5] = [
    "Specific",
    "Measurable",
    "Achievable",
    "Relevant",
    "Time-bound",
];

/// Whether a letter of a goal is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letter {
    /// It is, and this met it: names of fields and parts (`due`, `steps`), or the goal's own words.
    Met(Vec<Met>),
    /// It is not.
    Open,
    /// Goals of this kind are not asked for it.
    NotAsked,
}

/// What met a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Met {
    /// A field or a part of the file.
    Part(&'static str),
    /// Words of its title or first paragraph.
    Words(String),
}

/// The letters of a goal: specific, measurable, achievable, relevant, time-bound.
///
/// `None` where nothing is asked of it: it is over, paused or an idea. Words in another language than
/// English are left alone, so that only its fields speak for such a goal; see [`is_english`].
pub fn letters(entry: &GoalEntry, plan: &Plan, today: Today) -> Option<[Letter; 5]> {
    if !entry.goal.is_judged(today) {
        return None;
    }
    let words = if is_english(&entry.goal, &plan.config) {
        Words::of(&entry.goal, today)
    } else {
        Words::default()
    };
    let asked = entry.goal.is_asked(today);
    let said = |of: &assess::Letter| -> Vec<Met> {
        let pieces = words.pieces(of).into_iter().map(Met::Words);
        if of.met { pieces.collect() } else { Vec::new() }
    };
    let settle = |parts: Vec<&'static str>, of: &assess::Letter, asked: bool| {
        let mut met: Vec<Met> = parts.into_iter().map(Met::Part).collect();
        met.extend(said(of));
        match (met.is_empty() && !of.met, asked) {
            (false, _) => Letter::Met(met),
            (true, true) => Letter::Open,
            (true, false) => Letter::NotAsked,
        }
    };
    let all = &words.all;
    Some([
        settle(specific(entry), &all.specific, true),
        settle(measurable(entry), &all.measurable, asked),
        settle(achievable(entry), &all.achievable, true),
        settle(relevant(entry), &all.relevant, true),
        settle(time_bound(entry), &all.time_bound, asked),
    ])
}

fn specific(entry: &GoalEntry) -> Vec<&'static str> {
    there([(has_section(entry, SectionRole::Specific), "worksheet")])
}

fn measurable(entry: &GoalEntry) -> Vec<&'static str> {
    let metric = entry.metric.get();
    let aims = metric.is_some_and(|metric| metric.target.is_set() || metric.band.is_set());
    there([
        (aims, "measure"),
        (has_steps(entry), "steps"),
        (has_section(entry, SectionRole::Measurable), "worksheet"),
        (has_section(entry, SectionRole::DoneWhen), "done when"),
    ])
}

fn achievable(entry: &GoalEntry) -> Vec<&'static str> {
    there([
        (has_steps(entry), "steps"),
        (entry.effort.is_set(), "effort"),
        (entry.mentor.is_set(), "mentor"),
        (entry.obstacles.is_set(), "obstacles"),
        (has_section(entry, SectionRole::Achievable), "worksheet"),
    ])
}

fn relevant(entry: &GoalEntry) -> Vec<&'static str> {
    let leads = |reference: &Reference| reference.target.is_some();
    there([
        (entry.why.is_set(), "why"),
        (entry.relations.supports.iter().any(leads), "supports"),
        (entry.values.is_set(), "values"),
        (has_section(entry, SectionRole::Relevant), "worksheet"),
    ])
}

fn time_bound(entry: &GoalEntry) -> Vec<&'static str> {
    let metric = entry.metric.get();
    there([
        (entry.due.is_set(), "due"),
        (
            metric.is_some_and(|metric| metric.period.is_some()),
            "rhythm",
        ),
        (has_section(entry, SectionRole::TimeBound), "worksheet"),
    ])
}

fn has_steps(entry: &GoalEntry) -> bool {
    !entry.body.steps.is_empty()
}

/// The names of the parts that are there.
fn there<const N: usize>(parts: [(bool, &'static str); N]) -> Vec<&'static str> {
    let there = parts.into_iter().filter(|(is_there, _)| *is_there);
    there.map(|(_, name)| name).collect()
}
