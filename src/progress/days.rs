//! Whole active days: calendar days less those on which a goal stood still.

use crate::config::Config;
use crate::plan::Goal;
use chrono::{Days, NaiveDate};

/// The longest stretch that is walked to find a day, in days: three hundred years.
const FAR: u64 = 110_000;

/// Days on which nothing counts: united, sorted, both ends included.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pauses(Vec<(NaiveDate, NaiveDate)>);

impl Pauses {
    /// The ranges, oldest first; none overlaps or touches another.
    pub fn ranges(&self) -> &[(NaiveDate, NaiveDate)] {
        &self.0
    }

    /// Unites ranges that overlap or touch; one that ends before it begins is left out.
    pub(super) fn new(ranges: impl IntoIterator<Item = (NaiveDate, NaiveDate)>) -> Self {
        let mut sorted: Vec<_> = ranges.into_iter().filter(|(from, to)| from <= to).collect();
        sorted.sort();
        let mut united: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        for (from, to) in sorted {
            match united.last_mut() {
                Some((_, end)) if end.succ_opt().is_some_and(|next| from <= next) => {
                    *end = (*end).max(to);
                }
                _ => united.push((from, to)),
            }
        }
        Self(united)
    }

    /// The days on which `goal` stands still: its own `paused` and the plan's `away`. A pause that
    /// lasts ends on `today` for now; one that begins later is not there yet.
    pub(super) fn of(goal: &Goal, config: &Config, today: NaiveDate) -> Self {
        if goal.paused.items().is_empty() && config.away.is_empty() {
            return Self::default();
        }
        let own = goal.paused.items().iter().map(|pause| {
            let pause = &pause.value;
            (pause.from, pause.to.unwrap_or(today))
        });
        Self::new(own.chain(config.away.iter().map(|away| (away.from, away.to))))
    }

    /// What of them lies from `first` to `last`.
    pub(super) fn within(&self, first: NaiveDate, last: NaiveDate) -> Self {
        let clamped = self
            .0
            .iter()
            .map(|(from, to)| ((*from).max(first), (*to).min(last)));
        Self(clamped.filter(|(from, to)| from <= to).collect())
    }

    /// The day that lies `days` active days after `from`; `None` beyond the calendar.
    pub(super) fn advance(&self, from: NaiveDate, days: u64) -> Option<NaiveDate> {
        if days > FAR {
            return None;
        }
        let mut day = from.checked_add_days(Days::new(days))?;
        for (start, end) in &self.0 {
            if *end < from {
                continue;
            }
            if *start >= day {
                break;
            }
            let lost = (*end - (*start).max(from)).num_days() + 1;
            day = day.checked_add_days(Days::new(lost.unsigned_abs()))?;
        }
        Some(day)
    }

    /// Days from `from` to `to` (the later not counted), less the paused ones among them; negative
    /// where `to` is the earlier.
    pub fn active(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from {
            return -self.active(to, from);
        }
        let paused: i64 = self
            .0
            .iter()
            .map(|(start, end)| {
                let after = end.succ_opt().unwrap_or(*end);
                let (start, after) = ((*start).max(from), after.min(to));
                (after - start).num_days().max(0)
            })
            .sum();
        (to - from).num_days() - paused
    }

    /// Whether `day` is one of them.
    pub fn hold(&self, day: NaiveDate) -> bool {
        self.0.iter().any(|(from, to)| *from <= day && day <= *to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn pauses_are_united_and_both_ends_count() {
        let pauses = Pauses::new([
            (day("2027-01-10"), day("2027-01-12")),
            (day("2027-01-12"), day("2027-01-14")),
            (day("2027-02-10"), day("2027-02-01")),
        ]);
        assert_eq!(pauses.active(day("2027-01-01"), day("2027-01-31")), 25);
        assert_eq!(pauses.active(day("2027-01-31"), day("2027-01-01")), -25);
        assert_eq!(pauses.active(day("2027-01-12"), day("2027-01-13")), 0);
        assert!(pauses.hold(day("2027-01-14")) && !pauses.hold(day("2027-01-15")));
    }

    #[test]
    fn a_walk_over_active_days_undoes_their_count() {
        let pauses = Pauses::new([
            (day("2027-01-10"), day("2027-01-12")),
            (day("2027-01-20"), day("2027-01-20")),
        ]);
        for (from, days, to) in [
            ("2027-01-01", 0, "2027-01-01"),
            ("2027-01-01", 9, "2027-01-10"),
            // The tenth active day after the first is the 14th: three days stood still.
            ("2027-01-01", 10, "2027-01-14"),
            ("2027-01-11", 1, "2027-01-14"),
            ("2027-01-01", 17, "2027-01-22"),
        ] {
            let reached = pauses.advance(day(from), days).unwrap();
            assert_eq!(reached, day(to), "{days} from {from}");
            assert_eq!(pauses.active(day(from), reached), days as i64);
        }
        assert_eq!(pauses.advance(day("2027-01-01"), 200_000), None);
    }
}
