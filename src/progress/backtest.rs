//! Forecasts of the past against what came of them.
//!
//! In: a plan with goals that ended. Out: for each of their days, week by week, what was forecast on
//! it from what was known then, and whether the true finish lay in the bands. Nothing here is used
//! by a page; `cargo bench --bench backtest` prints it, so that the bands can be checked and, with
//! real logs, fitted anew.

use super::forecast::{Forecast, Outlook};
use super::measure;
use crate::config::Config;
use crate::plan::{GoalIx, Plan};
use crate::today::Today;
use chrono::{Days, NaiveDate};

/// What was said of a goal on one day of its past.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Said {
    /// Of which goal.
    pub goal: GoalIx,
    /// On which day.
    pub day: NaiveDate,
    /// What was said.
    pub outlook: Outlook,
    /// When it was finished in truth: the first day on which the target was met, else the day it was
    /// done; `None` for a goal that never was.
    pub finish: Option<NaiveDate>,
}

impl Said {
    /// Whether the true finish lay in the band that is to hold six of ten, and in the one that is to
    /// hold eight; `None` where no finish was named, or none came.
    pub fn held(&self) -> Option<(bool, bool)> {
        let (forecast, finish) = (self.outlook.forecast()?, self.finish?);
        let within = |(from, to): (NaiveDate, NaiveDate)| from <= finish && finish <= to;
        Some((within(forecast.p60), within(forecast.p80)))
    }

    /// Days that remained in truth over days to the centre; `None` as above, and for a centre that
    /// is today.
    pub fn ratio(&self) -> Option<f64> {
        let (Forecast { centre, .. }, finish) = (self.outlook.forecast()?, self.finish?);
        let foreseen = (*centre - self.day).num_days();
        (foreseen > 0).then(|| (finish - self.day).num_days() as f64 / foreseen as f64)
    }
}

/// What was said of every goal that has a start, each week from then to its finish, and to `last` for
/// one that was never finished.
pub fn replay(plan: &Plan, config: &Config, last: Today) -> Vec<Said> {
    let whole = measure(plan, config, last);
    let finishes: Vec<Option<NaiveDate>> = whole
        .goals
        .iter()
        .map(|goal| {
            let met = goal.series.iter().find(|point| point.share >= 1.0);
            met.map(|point| point.date).or(goal
                .closed
                .filter(|_| goal.status == crate::vocabulary::Status::Done))
        })
        .collect();
    let Some(first) = whole.goals.iter().filter_map(|goal| goal.start).min() else {
        return Vec::new();
    };
    let mut said = Vec::new();
    let mut day = first;
    while day <= last.date() {
        let then = measure(plan, config, Today(day));
        for ((at, goal), finish) in then.goals.iter().enumerate().zip(&finishes) {
            let under_way = goal.start.is_some_and(|start| start <= day)
                && finish.is_none_or(|finish| day < finish)
                && goal.status.is_open();
            if under_way {
                said.push(Said {
                    goal: GoalIx(at),
                    day,
                    outlook: goal.outlook,
                    finish: *finish,
                });
            }
        }
        let Some(next) = day.checked_add_days(Days::new(7)) else {
            break;
        };
        day = next;
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{self, FileKind};
    use crate::source::{PlanPath, SourceFile};
    use std::collections::BTreeSet;
    use std::sync::Arc;

    fn plan(goals: &[(&str, &str)]) -> Plan {
        let read = |(name, text): &(&str, &str)| {
            let path = PlanPath::new(&format!("goals/{name}.md")).unwrap();
            Arc::new(plan::read(
                &SourceFile::new(path, (*text).to_owned()),
                FileKind::Goal,
            ))
        };
        let documents = goals.iter().map(read).collect();
        plan::assemble(documents, BTreeSet::new(), Arc::default())
    }

    #[test]
    fn each_week_is_forecast_from_what_was_known_on_it() {
        // Ten pages a week; on 1 and 8 June none were written down.
        let weeks = |last: &str| {
            let days = "2026-05-04 2026-05-11 2026-05-18 2026-05-25 2026-06-15 2026-06-22";
            let log = days.split(' ').take_while(|day| *day <= last);
            log.map(|day| format!("- {day}: 10"))
                .collect::<Vec<_>>()
                .join("\n")
        };
        let head = "start: 2026-04-27\nmeasure: 50 pages\n---\n# Write\n\n## Log\n";
        let done = format!(
            "---\nstatus: done\nclosed: 2026-07-01\n{head}{}",
            weeks("2026-06-15")
        );
        let left = format!("---\n{head}{}", weeks("2026-05-18"));
        let plan = plan(&[("done", &done), ("left", &left)]);
        let last = Today("2026-07-20".parse().unwrap());
        let said = replay(&plan, &Config::default(), last);
        let of = |goal: usize| said.iter().filter(move |said| said.goal == GoalIx(goal));

        // Seven Mondays lie before the finish, the day of the last page; on the fourth three entries
        // are known: 30 of 50 in 21 days, 14 more; and so on. The truth is 28 days away.
        assert_eq!(of(0).count(), 7);
        let named: Vec<(String, f64)> = of(0)
            .filter_map(|said| Some((said.day.to_string(), said.ratio()?)))
            .collect();
        let expected = [
            ("2026-05-18", 28.0 / 14.0),
            // 40 in 28 days: 7 more; 21 in truth. Then the pace falls: 40 in 35 and in 42 days.
            ("2026-05-25", 21.0 / 7.0),
            ("2026-06-01", 14.0 / 9.0),
            ("2026-06-08", 7.0 / 11.0),
        ];
        assert_eq!(named.len(), expected.len(), "{named:?}");
        for ((day, ratio), (on, by_hand)) in named.iter().zip(expected) {
            assert!(day == on && (ratio - by_hand).abs() < 1e-9, "{named:?}");
        }
        let held: Vec<(bool, bool)> = of(0).filter_map(Said::held).collect();
        assert_eq!(
            held,
            [(true, true), (false, false), (true, true), (true, true)]
        );

        // The other was given up: nothing holds or fails, and after four usual gaps nothing is named.
        assert!(of(1).all(|said| said.held().is_none() && said.finish.is_none()));
        let quiet: Vec<String> = of(1)
            .filter(|said| matches!(said.outlook, Outlook::Quiet { .. }))
            .map(|said| said.day.to_string())
            .collect();
        assert_eq!(quiet.first().map(String::as_str), Some("2026-06-22"));
        assert_eq!(quiet.len(), 5);
    }
}
