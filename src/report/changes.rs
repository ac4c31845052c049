//! What changed in a period: how each goal stood on its eve, and how at its end.

use super::goals::{Move, moves, period_word, urgency};
use super::period::Period;
use crate::plan::goal::StepState;
use crate::plan::{GoalEntry, GoalIx};
use crate::progress::{GoalProgress, Health, Progress};
use crate::prose::number::show;
use crate::publish::Published;
use crate::vocabulary::{MetricType, Status};
use crate::words;
use chrono::NaiveDate;

/// What was, and what is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span<T> {
    /// On the eve of the period.
    pub from: T,
    /// At its end.
    pub to: T,
}

/// What changed for one goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Which goal of the published plan.
    pub goal: GoalIx,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How it ended, and when.
    pub closed: Option<(Status, NaiveDate)>,
    /// What came of it.
    pub result: Option<String>,
    /// The day it began.
    pub began: Option<NaiveDate>,
    /// The day since which it stands still.
    pub paused: Option<NaiveDate>,
    /// The day from which it goes on.
    pub resumed: Option<NaiveDate>,
    /// How its deadline moved.
    pub moved: Vec<Move>,
    /// Its health, where that is another.
    pub health: Option<Span<Health>>,
    /// Its progress, 0 to 1, where that is another.
    pub progress: Option<Span<Option<f64>>>,
    /// Its value in the unit of its metric, where that is another; never for habits and limits.
    pub value: Option<Span<f64>>,
    /// How many log entries there were.
    pub checkins: usize,
    /// The steps that were done, in the order of their days.
    pub steps: Vec<(NaiveDate, String)>,
    /// The latest words of its log.
    pub note: Option<(NaiveDate, String)>,
    /// All of it but the note in one line.
    pub words: String,
}

/// What changed for each goal, the weightiest first: what ended, what was moved, what is worse, what
/// is better, what went on.
pub(super) fn changes(
    published: &Published,
    period: &Period,
    (before, after): (&Progress, &Progress),
) -> Vec<Change> {
    let all = published.plan().goals();
    let mut changes: Vec<Change> = all
        .filter_map(|(ix, entry)| change((ix, entry), period, (before.of(ix), after.of(ix))))
        .collect();
    changes.sort_by_key(|change| (weight(change), change.goal));
    changes
}

fn weight(change: &Change) -> usize {
    let worse = change
        .health
        .is_some_and(|health| urgency(health.to) < urgency(health.from));
    let first = [
        change.closed.is_some(),
        !change.moved.is_empty(),
        change.health.is_some() && worse,
        change.health.is_some(),
        change.value.is_some() || !change.steps.is_empty(),
    ];
    first.iter().position(|there| *there).unwrap_or(first.len())
}

fn change(
    (goal, entry): (GoalIx, &GoalEntry),
    period: &Period,
    (before, after): (&GoalProgress, &GoalProgress),
) -> Option<Change> {
    let closed = after.closed.filter(|day| period.holds(*day));
    let closed = closed.map(|day| (after.status, day));
    let moved: Vec<Move> = moves(entry)
        .into_iter()
        .filter(|moved| moved.on.is_some_and(|on| period.holds(on)))
        .collect();
    let mut steps: Vec<(NaiveDate, String)> = entry
        .body
        .steps
        .iter()
        .filter(|step| step.state == StepState::Done)
        .filter_map(|step| Some((step.done.get()?.last, step.text.clone())))
        .filter(|(day, _)| period.holds(*day))
        .collect();
    steps.sort_by_key(|(day, _)| *day);
    let log = || entry.body.log.iter().filter(|line| period.holds(line.date));
    // Of two on one day the later one in the file is the newer.
    let note = log()
        .filter(|line| !line.note.is_empty())
        .max_by_key(|line| line.date);
    let pauses = || entry.paused.items().iter().map(|pause| &pause.value);
    let paused = pauses()
        .filter(|pause| pause.to.is_none_or(|to| to >= period.last))
        .map(|pause| pause.from)
        .find(|from| period.holds(*from));
    let resumed = pauses()
        .filter_map(|pause| pause.to?.succ_opt())
        .filter(|day| period.holds(*day))
        .max();
    let change = Change {
        goal,
        id: entry.id.to_string(),
        title: entry.name().to_owned(),
        result: closed.and_then(|_| entry.result.get().cloned()),
        began: after
            .start
            .filter(|day| period.holds(*day) && after.status.is_open()),
        paused: paused.filter(|_| after.status.is_open()),
        resumed: resumed.filter(|_| after.status.is_open()),
        health: health(before, after),
        progress: (before.shown() != after.shown()).then(|| Span {
            from: before.shown(),
            to: after.shown(),
        }),
        value: value(entry, before, after),
        checkins: log().count(),
        note: note.map(|line| (line.date, line.note.clone())),
        words: String::new(),
        closed,
        moved,
        steps,
    };
    let words = in_words(entry, &change);
    (!words.is_empty()).then_some(Change { words, ..change })
}

/// Another health that means something: what only came with an entry or an ending is told by that.
fn health(before: &GoalProgress, after: &GoalProgress) -> Option<Span<Health>> {
    let means = |health| {
        words::is_compared(health)
            || matches!(
                health,
                Health::Overdue | Health::Stale | Health::TargetMet | Health::UnderWay
            )
    };
    let told = before.health != after.health
        && after.status.is_open()
        && before.status.is_open()
        && means(before.health)
        && means(after.health);
    told.then_some(Span {
        from: before.health,
        to: after.health,
    })
}

fn value(entry: &GoalEntry, before: &GoalProgress, after: &GoalProgress) -> Option<Span<f64>> {
    let metric = entry.metric.get()?;
    let moves = matches!(metric.kind, MetricType::Count | MetricType::Level)
        && after.rhythm.is_none()
        && !after.is_budget();
    let from = before.value.or(metric.baseline.get().copied());
    let (from, to) = (from.unwrap_or(0.0), after.value?);
    (moves && from != to).then_some(Span { from, to })
}

fn in_words(entry: &GoalEntry, change: &Change) -> String {
    let mut parts = Vec::new();
    if let Some((status, day)) = change.closed {
        let how = match status {
            Status::Done => "reached",
            Status::Missed => "missed",
            Status::Dropped => "dropped",
            _ => "replaced",
        };
        parts.push(format!("{how} on {}", words::day(day)));
    }
    parts.extend(change.moved.iter().map(Move::in_words));
    if let Some(day) = change.began {
        parts.push(format!("began on {}", words::day(day)));
    }
    if let Some(day) = change.paused {
        parts.push(format!("paused on {}", words::day(day)));
    }
    if let Some(day) = change.resumed {
        parts.push(format!("goes on since {}", words::day(day)));
    }
    if let (Some(Span { from, to }), Some(metric)) = (change.value, entry.metric.get()) {
        let money = metric.currency.as_deref().unwrap_or("");
        let unit = metric.unit.as_deref().unwrap_or("");
        let to = match metric.target.get() {
            Some(of) => format!("{} of {money}{}", show(to), words::amount(*of, unit)),
            None => words::amount(to, unit),
        };
        parts.push(format!("{money}{} → {money}{to}", show(from)));
    }
    let told = change.value.is_some() || !change.steps.is_empty();
    if let (false, Some(Span { from, to })) = (told, change.progress) {
        let percent = |share: Option<f64>| format!("{} %", words::percent(share.unwrap_or(0.0)));
        if change.closed.is_none() && percent(from) != percent(to) {
            let of = entry.metric.get().and_then(|metric| metric.period);
            let of = of.map_or(String::new(), |of| format!(" of {}s kept", period_word(of)));
            parts.push(format!("{} → {}{of}", percent(from), percent(to)));
        }
    }
    if let Some(Span { from, to }) = change.health {
        parts.push(format!(
            "{} → {}",
            words::health(from).to_lowercase(),
            words::health(to).to_lowercase()
        ));
    }
    match change.steps.as_slice() {
        [] => {}
        [(_, text)] => parts.push(format!("done: {text}")),
        steps => parts.push(format!("{} steps done", steps.len())),
    }
    if parts.is_empty() && change.checkins > 0 {
        parts.push(match change.checkins {
            1 => "1 entry".into(),
            many => format!("{many} entries"),
        });
    }
    parts.join("; ")
}
