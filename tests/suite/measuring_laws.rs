//! What holds of the measures of every goal: laws, over random goals written as Markdown.

use chrono::{Days, NaiveDate};
use goalpost::analysis::{Analysis, analyze};
use goalpost::plan::GoalIx;
use goalpost::progress::{GoalProgress, Outlook, Progress, measure};
use goalpost::publish::{Audience, publish};
use goalpost::source::Sources;
use goalpost::today::Today;
use proptest::prelude::*;
use std::fmt::Write as _;

/// A goal with a day for everything, as days after a first one.
#[derive(Clone, Debug)]
struct Random {
    measure: usize,
    start: Option<u64>,
    span: u64,
    steps: Vec<Step>,
    log: Vec<(u64, Option<i32>)>,
    pauses: Vec<(u64, u64)>,
    today: u64,
}

#[derive(Clone, Debug)]
struct Step {
    state: usize,
    weight: u32,
    due: Option<u64>,
    done: Option<u64>,
}

const MEASURES: [&str; 9] = [
    "",
    "measure: 40 talks\n",
    "measure: from 12 % to 85 %\n",
    "measure: median wait from 71 to 50 minutes\n",
    "measure: at most 30 missed calls\n",
    "measure: 3 runs a week\n",
    "measure: at most 44 h a week\n",
    "measure: between 20 and 60 points\n",
    "metric: { type: level, direction: down, target: 8, unit: minutes }\n",
];
/// Those of [`MEASURES`] that no calendar cuts into weeks or months.
const OF_NO_CALENDAR: usize = 5;
const STATES: [char; 4] = [' ', '/', 'x', '-'];

fn step() -> impl Strategy<Value = Step> {
    (
        0..STATES.len(),
        0_u32..4,
        proptest::option::of(0_u64..500),
        proptest::option::of(0_u64..500),
    )
        .prop_map(|(state, weight, due, done)| Step {
            state,
            weight,
            due,
            done,
        })
}

fn random() -> impl Strategy<Value = Random> {
    (
        0..MEASURES.len(),
        proptest::option::of(0_u64..200),
        0_u64..400,
        proptest::collection::vec(step(), 0..6),
        proptest::collection::vec((0_u64..500, proptest::option::of(-5_i32..90)), 0..12),
        proptest::collection::vec((0_u64..500, 0_u64..60), 0..3),
        0_u64..520,
    )
        .prop_map(|(measure, start, span, steps, log, pauses, today)| Random {
            measure,
            start,
            span,
            steps,
            log,
            pauses,
            today,
        })
}

impl Random {
    fn day(from: NaiveDate, days: u64) -> NaiveDate {
        from.checked_add_days(Days::new(days)).unwrap()
    }

    /// The goal as Markdown, where day 0 is `from`.
    fn text(&self, from: NaiveDate) -> String {
        let day = |days| Self::day(from, days);
        let mut out = String::from("---\ncheckin_every: 30 days\n");
        if let Some(start) = self.start {
            writeln!(out, "start: {}", day(start)).unwrap();
        }
        writeln!(out, "due: {}", day(self.start.unwrap_or(0) + self.span)).unwrap();
        out.push_str(MEASURES[self.measure]);
        if !self.pauses.is_empty() {
            out.push_str("paused:\n");
            for (first, length) in &self.pauses {
                writeln!(
                    out,
                    "  - {{ from: {}, to: {} }}",
                    day(*first),
                    day(first + length)
                )
                .unwrap();
            }
        }
        out.push_str("---\n# Get there\n\n## Steps\n");
        for step in &self.steps {
            write!(
                out,
                "- [{}] A step (weight {})",
                STATES[step.state], step.weight
            )
            .unwrap();
            if let Some(due) = step.due {
                write!(out, " (due {})", day(due)).unwrap();
            }
            if let Some(done) = step.done {
                write!(out, " (done {})", day(done)).unwrap();
            }
            out.push('\n');
        }
        out.push_str("\n## Log\n");
        for (at, value) in &self.log {
            let value = value.map_or_else(|| "a note".to_owned(), |value| value.to_string());
            writeln!(out, "- {}: {value}", day(*at)).unwrap();
        }
        out
    }

    fn analysis(&self, from: NaiveDate) -> Analysis {
        analyzed(&self.text(from), Self::day(from, self.today))
    }

    fn measured(&self, from: NaiveDate) -> GoalProgress {
        first(&self.analysis(from).progress)
    }
}

fn analyzed(text: &str, today: NaiveDate) -> Analysis {
    let sources: Sources = [("goals/a.md", text)].into_iter().collect();
    analyze(&sources, Today(today))
}

fn first(progress: &Progress) -> GoalProgress {
    progress.of(GoalIx(0)).clone()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A measure with all its days moved on.
fn moved(mut goal: GoalProgress, days: u64) -> GoalProgress {
    let on = |day: &mut NaiveDate| *day = day.checked_add_days(Days::new(days)).unwrap();
    for day in [
        &mut goal.start,
        &mut goal.due,
        &mut goal.closed,
        &mut goal.last_checkin,
        &mut goal.next_checkin,
    ] {
        day.iter_mut().for_each(on);
    }
    goal.series.iter_mut().for_each(|point| on(&mut point.date));
    goal.expected_line.iter_mut().for_each(|(day, _)| on(day));
    for milestone in &mut goal.milestones {
        milestone.due.iter_mut().for_each(on);
        milestone.done.iter_mut().for_each(on);
    }
    match &mut goal.outlook {
        Outlook::Finish(forecast) => {
            on(&mut forecast.centre);
            for (from, to) in [&mut forecast.p60, &mut forecast.p80] {
                on(from);
                on(to);
            }
        }
        Outlook::Quiet { since } => on(since),
        _ => {}
    }
    goal
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Slack is nothing where progress is what is to be expected, and has the sign of what is more or
    /// less than that.
    #[test]
    fn slack_has_the_sign_of_what_is_beyond_expectation(goal in random()) {
        let from = day("2026-01-05");
        let is = goal.measured(from);
        if let (Some(slack), Some(share), Some(expected)) = (is.slack_days, is.shown(), is.expected) {
            if (share - expected).abs() < 1e-9 {
                prop_assert_eq!(slack, 0);
            } else if share > expected {
                prop_assert!(slack >= 0, "{slack} at {share} of {expected}");
            } else {
                prop_assert!(slack <= 0, "{slack} at {share} of {expected}");
            }
        }
        // The same goal as a level that stands exactly where it is to be expected.
        let level = Random { measure: 2, steps: Vec::new(), log: Vec::new(), ..goal };
        let asked = level.measured(from);
        if let (Some(expected), true) = (asked.expected, level.start.is_some()) {
            let text = level.text(from).replace("from 12 % to 85 %", "from 0 to 1000000 points");
            let today = Random::day(from, level.today);
            let text = format!("{text}- {today}: {}\n", (expected * 1e6).round());
            let on_it = first(&analyzed(&text, today).progress);
            // The value is written in whole millionths: it may fall short of a day by less than one.
            prop_assert!(on_it.slack_days.unwrap().abs() <= 1, "{:?}", on_it.slack_days);
            if expected == 0.0 || expected == 1.0 {
                prop_assert_eq!(on_it.slack_days, Some(0));
            }
        }
    }

    /// A tick never lowers the progress of its goal, nor that of the goal that it carries.
    #[test]
    fn a_tick_never_lowers_progress(goal in random(), at in 0_usize..6) {
        let from = day("2026-01-05");
        let mut ticked = Random { measure: 0, ..goal };
        let whole = |goal: &Random| {
            let own = goal.text(from).replace("---\n# Get", "supports: larger\n---\n# Get");
            let sources: Sources = [("goals/a.md", own.as_str()), ("goals/larger.md", "# Larger\n")].into_iter().collect();
            let progress = analyze(&sources, Today(Random::day(from, goal.today))).progress;
            [progress.goals[0].share, progress.goals[1].share]
        };
        let before = whole(&ticked);
        if let Some(step) = ticked.steps.get_mut(at).filter(|step| step.state < 2) {
            step.state = 2;
            step.done = step.done.filter(|done| *done <= ticked.today);
            for (before, after) in before.into_iter().zip(whole(&ticked)) {
                prop_assert!(after >= before, "{before:?} became {after:?}");
            }
        }
    }

    /// Days are all alike: what is moved on as a whole is answered as much later.
    #[test]
    fn moving_all_days_moves_the_answers(goal in random(), days in 1_u64..900) {
        let from = day("2026-01-05");
        let goal = Random { measure: goal.measure % OF_NO_CALENDAR, ..goal };
        let is = goal.measured(from);
        let then = goal.measured(Random::day(from, days));
        // What a measure says of its pauses has no other way in than ranges.
        let ranges = |goal: &GoalProgress, days: u64| -> Vec<_> {
            let ranges = goal.pauses.ranges().iter();
            ranges.map(|(a, b)| (Random::day(*a, days), Random::day(*b, days))).collect()
        };
        prop_assert_eq!(ranges(&is, days), ranges(&then, 0));
        let with_pauses = GoalProgress { pauses: then.pauses.clone(), ..moved(is, days) };
        prop_assert_eq!(with_pauses, then);
    }

    /// The lines of a log may stand in any order.
    #[test]
    fn the_order_of_the_log_does_not_matter(goal in random(), seed in 0_usize..1000) {
        let from = day("2026-01-05");
        let is = goal.measured(from);
        let mut other = goal.clone();
        let length = other.log.len().max(1);
        other.log.rotate_left(seed % length);
        if seed % 2 == 0 {
            other.log.reverse();
        }
        prop_assert_eq!(is, other.measured(from));
    }

    /// Shown progress is a share; lines rise; nothing actual lies past today; bands hold each other.
    #[test]
    fn what_is_shown_stays_within_its_bounds(goal in random()) {
        let from = day("2026-01-05");
        let today = Random::day(from, goal.today);
        let is = goal.measured(from);
        prop_assert!(is.shown().is_none_or(|share| (0.0..=1.0).contains(&share)));
        prop_assert!(is.share.is_none_or(f64::is_finite));
        prop_assert!(is.expected.is_none_or(|share| (0.0..=1.0).contains(&share)));
        for rate in [is.needed_rate, is.actual_rate, is.best_rate].into_iter().flatten() {
            prop_assert!(rate.per_week.is_finite());
        }
        prop_assert!(is.expected_line.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1));
        prop_assert!(is.series.windows(2).all(|pair| pair[0].date < pair[1].date));
        prop_assert!(is.series.iter().all(|point| point.date <= today && point.share.is_finite()));
        if let Some(rhythm) = &is.rhythm {
            prop_assert!(rhythm.met <= rhythm.closed && rhythm.closed <= rhythm.periods.len());
            prop_assert!(rhythm.score.is_none_or(|score| (0.0..=1.0).contains(&score)));
            prop_assert!(rhythm.periods.windows(2).all(|pair| pair[0].last < pair[1].first));
        }
        if let Some(forecast) = is.outlook.forecast() {
            let ((a, b), (c, d)) = (forecast.p60, forecast.p80);
            prop_assert!(today <= c && c <= a && a <= forecast.centre && forecast.centre <= b && b <= d);
        }
    }

    /// The expected line on a calendar says what is expected on each of its days.
    #[test]
    fn the_expected_line_is_straight_between_its_corners(goal in random()) {
        let from = day("2026-01-05");
        let analysis = goal.analysis(from);
        let line = analysis.progress.of(GoalIx(0)).expected_line.clone();
        for pair in line.windows(2) {
            let ((first, low), (last, high)) = (pair[0], pair[1]);
            for at in first.iter_days().take_while(|at| *at <= last).step_by(7) {
                let part = (at - first).num_days() as f64 / (last - first).num_days() as f64;
                let then = measure(&analysis.plan, &analysis.plan.config, Today(at));
                if then.of(GoalIx(0)).source != analysis.progress.of(GoalIx(0)).source {
                    // Before its first reading a metric may leave it to the steps.
                    continue;
                }
                let expected = then.of(GoalIx(0)).expected.unwrap();
                prop_assert!((low + (high - low) * part - expected).abs() < 1e-9, "{at}: {expected}");
            }
        }
    }

    /// An earlier day is answered as if what is dated later had not been written, and the history of
    /// a goal is what was answered on each of its days.
    #[test]
    fn an_earlier_day_knows_nothing_of_what_came_later(goal in random(), back in 0_u64..400) {
        let from = day("2026-01-05");
        let whole = goal.analysis(from);
        let mut then = goal.clone();
        then.today = goal.today.saturating_sub(back);
        then.log.retain(|(at, _)| *at <= then.today);
        for step in &mut then.steps {
            if step.state == 2 && step.done.is_some_and(|done| done > then.today) {
                step.state = 0;
            }
        }
        let today = Today(Random::day(from, then.today));
        let was = first(&measure(&whole.plan, &whole.plan.config, today));
        let written = then.measured(from);
        // Without a start the first of all entries is one, and that may lie later.
        if goal.start.is_some() {
            prop_assert_eq!(&was, &written);
            let is = whole.progress.of(GoalIx(0));
            if let (Some(point), true) = (is.series.iter().rev().find(|point| point.date <= today.date()), is.source == was.source) {
                prop_assert!((point.share - was.share.unwrap()).abs() < 1e-12);
            }
        }
    }

    /// What an audience is told of progress is the progress of the plan that it sees.
    #[test]
    fn an_audience_is_told_the_progress_of_its_own_plan(
        goals in proptest::collection::vec((random(), 0_usize..3, 0_usize..6), 1..6)
    ) {
        let from = day("2026-01-05");
        let today = Today(day("2026-12-01"));
        let visibilities = ["public", "mentor", "private"];
        let file = |at: usize, (goal, visibility, larger): &(Random, usize, usize), known: &dyn Fn(usize) -> bool| {
            let supports = if known(*larger) { format!("supports: g{larger}\n") } else { String::new() };
            let text = goal.text(from).replace("---\n# Get there", &format!("visibility: {}\n{supports}---\n# Get there", visibilities[*visibility]));
            (format!("goals/g{at}.md"), text)
        };
        let whole: Sources = goals.iter().enumerate().map(|(at, goal)| file(at, goal, &|larger| larger < goals.len())).collect();
        let analysis = analyze(&whole, today);
        // The mentor sees all but what is private, whole; so that plan can be written by hand.
        let seen = |at: usize| goals.get(at).is_some_and(|(_, visibility, _)| *visibility < 2);
        let cut: Sources = goals.iter().enumerate().filter(|(at, _)| seen(*at)).map(|(at, goal)| file(at, goal, &seen)).collect();
        let (published, _) = publish(&analysis, Audience::Mentor);
        if cut.files.is_empty() {
            prop_assert!(published.progress().goals.is_empty());
        } else {
            prop_assert_eq!(published.progress(), &*analyze(&cut, today).progress);
        }
        for audience in [Audience::Public, Audience::Mentor, Audience::Me] {
            let (published, _) = publish(&analysis, audience);
            let plan = published.plan();
            prop_assert_eq!(published.progress(), &measure(plan, &plan.config, today));
        }
    }
}
