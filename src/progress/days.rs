//! Whole active days: calendar days less those on which a goal stood still.

use chrono::NaiveDate;

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
}
