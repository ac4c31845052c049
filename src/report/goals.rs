//! One row a goal: every number of it that a form may show, with its words.

use crate::plan::{GoalEntry, GoalIx};
use crate::progress::{GoalProgress, Health, Outlook, Rate, RateUnit, Source};
use crate::prose::date::DateSpan;
use crate::prose::number::show;
use crate::prose::{Period, PeriodUnit};
use crate::publish::Published;
use crate::vocabulary::{Horizon, Status};
use crate::words;
use chrono::NaiveDate;

/// One goal, as a report tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which goal of the published plan.
    pub goal: GoalIx,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about; `general` where nothing is said.
    pub kind: &'static str,
    /// Declared or from its dates.
    pub horizon: Option<Horizon>,
    /// What the owner says.
    pub status: Status,
    /// What the numbers say.
    pub health: Health,
    /// Where progress was read.
    pub source: Option<Source>,
    /// Progress, 0 to 1; for a habit, limit or band the share of closed periods that were met.
    pub progress: Option<f64>,
    /// How much more than the target was reached, as a share of the way.
    pub overshoot: Option<f64>,
    /// Progress in words: "3 of 6 wards"; for a rhythm its aim; `""` where there is nothing to say.
    pub value: String,
    /// What is to be expected today, 0 to 1.
    pub expected: Option<f64>,
    /// Active days ahead (positive) or behind (negative).
    pub slack_days: Option<i64>,
    /// How it keeps up, in words: "9 days behind", "7 of 8 months kept"; `""` where there is
    /// nothing to compare.
    pub pace: String,
    /// When it will be done at this pace, or why that cannot be said.
    pub outlook: Outlook,
    /// The same in words; `""` where it is not asked.
    pub outlook_words: String,
    /// The pace that would just do.
    pub needed_rate: Option<Rate>,
    /// The pace so far.
    pub actual_rate: Option<Rate>,
    /// The unit of both, as one writes it behind the number; `""` where there is none.
    pub rate_unit: String,
    /// The first open step.
    pub next_step: Option<Step>,
    /// The latest log entry or done step.
    pub last_checkin: Option<NaiveDate>,
    /// The first day.
    pub start: Option<NaiveDate>,
    /// The last day that still counts, as exactly as it was given.
    pub due: Option<DateSpan>,
    /// The day it ended.
    pub closed: Option<NaiveDate>,
    /// How its deadline moved, in the order written.
    pub moved: Vec<Move>,
    /// Why it matters.
    pub why: Option<String>,
}

/// A step of a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its words.
    pub text: String,
    /// By when.
    pub due: Option<DateSpan>,
}

/// A deadline that was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// When that was decided.
    pub on: Option<NaiveDate>,
    /// The deadline before.
    pub from: Option<DateSpan>,
    /// The deadline after.
    pub to: Option<DateSpan>,
    /// The reason.
    pub why: Option<String>,
}

impl Move {
    /// "moved from December 2026 to April 2027".
    pub fn in_words(&self) -> String {
        let from = self.from.map(|from| format!(" from {}", words::span(from)));
        let to = self.to.map(|to| format!(" to {}", words::span(to)));
        format!(
            "moved{}{}",
            from.unwrap_or_default(),
            to.unwrap_or_default()
        )
    }
}

impl Row {
    /// Whether it may still be reached and is more than an idea.
    pub fn is_open(&self) -> bool {
        self.status.is_open() && self.status != Status::Idea
    }

    /// The last day that still counts.
    pub fn due_day(&self) -> Option<NaiveDate> {
        self.due.map(|due| due.last)
    }
}

/// All goals: what wants a look first, then by due day.
pub(super) fn rows(published: &Published) -> Vec<Row> {
    let plan = published.plan();
    let mut rows: Vec<Row> = plan
        .goals()
        .map(|(ix, entry)| row(published, ix, entry))
        .collect();
    rows.sort_by_key(|row| {
        (
            row.status == Status::Idea,
            urgency(row.health),
            row.due_day().unwrap_or(NaiveDate::MAX),
            row.goal,
        )
    });
    rows
}

/// The order of healths: what wants a look comes first, what is over last.
pub(super) fn urgency(health: Health) -> usize {
    const ORDER: &[Health] = &[
        Health::Overdue,
        Health::AtRisk,
        Health::Behind,
        Health::TargetMet,
        Health::Stale,
        Health::NoData,
        Health::OnTrack,
        Health::Ahead,
        Health::UnderWay,
        Health::Starting,
        Health::NotStarted,
        Health::Paused,
        Health::DoneEarly,
        Health::DoneOnTime,
        Health::DoneLate,
        Health::Done,
        Health::Missed,
        Health::Dropped,
        Health::Superseded,
    ];
    let at = ORDER.iter().position(|known| *known == health);
    at.unwrap_or(ORDER.len())
}

fn row(published: &Published, ix: GoalIx, entry: &GoalEntry) -> Row {
    let plan = published.plan();
    let of = published.progress().of(ix);
    let next = of.next_step.filter(|_| of.status.is_open());
    let next = next.and_then(|at| entry.body.steps.get(at));
    Row {
        goal: ix,
        id: entry.id.to_string(),
        title: entry.name().to_owned(),
        kind: entry.kind.get().map_or("general", |kind| kind.as_str()),
        horizon: entry.horizon_on(&plan.config, published.today()),
        status: of.status,
        health: of.health,
        source: of.source,
        progress: of.shown(),
        overshoot: of.overshoot(),
        value: value(published, entry, of),
        expected: of.expected,
        slack_days: of.slack_days,
        pace: pace(of),
        outlook: of.outlook,
        outlook_words: words::outlook(&of.outlook, published.today()).unwrap_or_default(),
        needed_rate: of.needed_rate,
        actual_rate: of.actual_rate,
        rate_unit: of
            .actual_rate
            .or(of.needed_rate)
            .map_or(String::new(), |rate| rate_unit(entry, rate)),
        next_step: next.map(|step| Step {
            text: step.text.clone(),
            due: step.due.get().copied(),
        }),
        last_checkin: of.last_checkin,
        start: of.start,
        due: entry.due.get().copied(),
        closed: of.closed,
        moved: moves(entry),
        why: entry.why.get().cloned(),
    }
}

/// The moves of a goal's deadline, in the order written.
pub(super) fn moves(entry: &GoalEntry) -> Vec<Move> {
    let moves = entry.moved.items().iter();
    moves
        .map(|moved| Move {
            on: moved.value.on,
            from: moved.value.from,
            to: moved.value.to,
            why: moved.value.why.clone(),
        })
        .collect()
}

fn value(published: &Published, entry: &GoalEntry, of: &GoalProgress) -> String {
    if of.rhythm.is_some() {
        return words::aim(entry).map_or(String::new(), |aim| format!("aim: {aim}"));
    }
    words::progress(entry, of, published.audience()).unwrap_or_default()
}

fn pace(of: &GoalProgress) -> String {
    if let Some(rhythm) = &of.rhythm {
        return words::kept(rhythm).unwrap_or_default();
    }
    of.slack_days
        .filter(|_| words::is_compared(of.health))
        .map_or(String::new(), words::slack)
}

/// What one period is called: "month", "quarter".
pub(super) fn period_word(period: Period) -> &'static str {
    match (period.count, period.unit) {
        (1, PeriodUnit::Day) => "day",
        (1, PeriodUnit::Week) => "week",
        (1, PeriodUnit::Month) => "month",
        (1, PeriodUnit::Year) => "year",
        (3, PeriodUnit::Month) => "quarter",
        _ => "period",
    }
}

fn rate_unit(entry: &GoalEntry, rate: Rate) -> String {
    match rate.of {
        RateUnit::Metric => {
            let metric = entry.metric.get();
            metric
                .and_then(|metric| metric.unit.clone())
                .unwrap_or_default()
        }
        RateUnit::Steps => "steps".into(),
        RateUnit::Share => "of the whole".into(),
    }
}

/// What is needed and what there is so far, both in the shortest period in which the smaller of them
/// is at least one: "needs 6.9 wards a year, so far 3.9"; each in its own where one is more than twenty
/// times the other: "needs 14 steps a week, so far 1.2 steps a year".
pub(super) fn rates_words(needed: Option<Rate>, actual: Option<Rate>, unit: &str) -> String {
    let share = |rate: Rate| rate.of == RateUnit::Share;
    // A share is told in hundredths.
    let weekly = |rate: Rate| {
        if share(rate) {
            rate.per_week * 100.0
        } else {
            rate.per_week
        }
    };
    if let (Some(ahead), Some(past)) = (needed, actual) {
        let (ahead, past) = (weekly(ahead).abs(), weekly(past).abs());
        if ahead > past * 20.0 && past > 1e-9 {
            let needs = rates_words(needed, None, unit);
            let past = rates_words(None, actual, unit);
            return format!("{needs}, {past}");
        }
    }
    let rates = || needed.into_iter().chain(actual);
    let least = rates().map(|rate| weekly(rate).abs());
    // What stands still fits every period.
    let least = least
        .filter(|rate| *rate > 1e-9)
        .fold(f64::INFINITY, f64::min);
    // A year has 365.25 days, a month is a twelfth of it.
    let (times, every) = if least >= 1.0 {
        (1.0, "a week")
    } else if least * 365.25 / 84.0 >= 1.0 {
        (365.25 / 84.0, "a month")
    } else {
        (365.25 / 7.0, "a year")
    };
    let rounded = |rate: Rate| (weekly(rate) * times * 10.0).round() / 10.0;
    let number = |rate: Rate| show(rounded(rate));
    let one = |rate: Rate, unit: &str| words::unit(rounded(rate), unit);
    let unit = match unit {
        "" => String::new(),
        unit if rates().any(share) => format!(" % {unit}"),
        unit => format!(" {unit}"),
    };
    match (needed, actual) {
        (Some(needed), Some(actual)) => {
            let percent = if unit.starts_with(" %") { " %" } else { "" };
            let unit = one(needed, &unit);
            let (needed, actual) = (number(needed), number(actual));
            format!("needs {needed}{unit} {every}, so far {actual}{percent}")
        }
        (Some(needed), None) => format!("needs {}{} {every}", number(needed), one(needed, &unit)),
        (None, Some(actual)) => format!("so far {}{} {every}", number(actual), one(actual, &unit)),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paces_are_told_in_one_period_in_which_both_are_at_least_one() {
        let of = |of| move |per_week| Some(Rate { per_week, of });
        let metric = of(RateUnit::Metric);
        for (needed, actual, words) in [
            (metric(3.0), metric(2.0), "needs 3 talks a week, so far 2"),
            (
                metric(1.2),
                metric(0.3),
                "needs 5.2 talks a month, so far 1.3",
            ),
            (
                metric(0.3),
                metric(0.05),
                "needs 15.7 talks a year, so far 2.6",
            ),
            (metric(-1.0), metric(1.0), "needs -1 talk a week, so far 1"),
            (
                metric(14.0),
                metric(0.023),
                "needs 14 talks a week, so far 1.2 talks a year",
            ),
            (metric(1.0), metric(0.0), "needs 1 talk a week, so far 0"),
            (None, metric(0.0), "so far 0 talks a week"),
            (metric(2.0), None, "needs 2 talks a week"),
            (None, None, ""),
        ] {
            assert_eq!(rates_words(needed, actual, "talks"), words);
        }
        let share = of(RateUnit::Share);
        assert_eq!(
            rates_words(share(0.01), share(0.02), "of the whole"),
            "needs 1 % of the whole a week, so far 2 %"
        );
        assert_eq!(
            rates_words(metric(2.0), metric(1.0), "%"),
            "needs 2 % a week, so far 1 %"
        );
    }
}
