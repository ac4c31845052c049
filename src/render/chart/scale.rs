//! Values and days as places on a line, with the marks that an axis shows.
//!
//! In: numbers and days of any size. Out: finite places inside the line's two ends, always.

use chrono::{Datelike, Months, NaiveDate};

/// No value of a plan is larger; what is, is drawn at the edge.
const LARGEST: f64 = 1e12;

/// A number that can be drawn: zero for what is not a number, the bound for what is too large.
pub(super) fn sound(value: f64) -> f64 {
    if value.is_nan() {
        0.0
    } else {
        value.clamp(-LARGEST, LARGEST)
    }
}

/// Values along a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Linear {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
}

impl Linear {
    /// From `low` (drawn at `start`) to `high` (drawn at `end`); equal values get room around them.
    pub(super) fn new((low, high): (f64, f64), (start, end): (f64, f64)) -> Self {
        let (low, high) = (sound(low), sound(high));
        let (low, high) = (low.min(high), low.max(high));
        let (low, high) = if high - low < 1e-9 * high.abs().max(1e-3) {
            let room = (high.abs() * 0.1).max(1.0);
            (low - room, high + room)
        } else {
            (low, high)
        };
        Self {
            low,
            high,
            start,
            end,
        }
    }

    /// Where a value is drawn; what lies outside, at the nearer end.
    pub(super) fn at(&self, value: f64) -> f64 {
        let share = (sound(value) - self.low) / (self.high - self.low);
        self.start + share.clamp(0.0, 1.0) * (self.end - self.start)
    }

    /// Round values within, at most `most` of them, rising.
    pub(super) fn ticks(&self, most: usize) -> Vec<f64> {
        let rough = (self.high - self.low) / most.max(1) as f64;
        let power = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0, 20.0]
            .into_iter()
            .map(|factor| factor * power)
            .find(|step| {
                let count = (self.high / step).floor() - (self.low / step).ceil() + 1.0;
                count <= most as f64
            });
        let Some(step) = step.filter(|step| step.is_finite() && *step > 0.0) else {
            return Vec::new();
        };
        let first = (self.low / step).ceil();
        let last = (self.high / step).floor();
        let count = (last - first).clamp(-1.0, 20.0) as i64 + 1;
        (0..count).map(|at| (first + at as f64) * step).collect()
    }
}

/// Days along a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Days {
    first: NaiveDate,
    line: Linear,
}

/// A mark on an axis of days.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    pub(super) day: NaiveDate,
    pub(super) label: String,
    /// Whether a year begins here.
    pub(super) year: bool,
}

impl Days {
    /// From `first` (drawn at `start`) to `last` (drawn at `end`), at least a week.
    pub(super) fn new((first, last): (NaiveDate, NaiveDate), range: (f64, f64)) -> Self {
        let days = (last - first).num_days().max(7) as f64;
        Self {
            first,
            line: Linear::new((0.0, days), range),
        }
    }

    /// Where a day is drawn; one outside, at the nearer end.
    pub(super) fn at(&self, day: NaiveDate) -> f64 {
        self.line.at((day - self.first).num_days() as f64)
    }

    /// How many days of the line follow a day on it.
    pub(super) fn from(&self, day: NaiveDate) -> f64 {
        (self.line.high - (day - self.first).num_days() as f64).max(0.0)
    }

    /// Whether a day is past the end of the line.
    pub(super) fn is_past(&self, day: NaiveDate) -> bool {
        (day - self.first).num_days() as f64 > self.line.high
    }

    /// Whether a day is before the beginning of the line.
    pub(super) fn is_before(&self, day: NaiveDate) -> bool {
        day < self.first
    }

    /// Beginnings of months, quarters, years, or of so many of them that labels keep `apart`.
    pub(super) fn ticks(&self, apart: f64) -> Vec<Tick> {
        let length = (self.line.end - self.line.start).abs();
        let days = self.line.high.max(1.0);
        let most = (length / apart).max(1.0);
        if days <= 45.0 {
            let step = [1, 2, 7, 14]
                .into_iter()
                .find(|step| days / f64::from(*step) <= most)
                .unwrap_or(28);
            return (0..)
                .map(|at| {
                    self.first
                        .checked_add_days(chrono::Days::new(at * step as u64))
                })
                .map_while(|day| day.filter(|day| !self.is_past(*day)))
                .take(60)
                .map(|day| Tick {
                    day,
                    label: day.format("%-d %b").to_string(),
                    year: false,
                })
                .collect();
        }
        let months = [1u32, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12000, 120_000]
            .into_iter()
            .find(|months| days / 30.44 / f64::from(*months) <= most)
            .unwrap_or(1_200_000);
        let mut out = Vec::new();
        // The first of the round months that is not before the line.
        let index = i64::from(self.first.year()) * 12 + i64::from(self.first.month0());
        let step = i64::from(months);
        let begins = self.first.day() == 1;
        let next = if begins { index } else { index + 1 };
        let mut at = next.div_euclid(step) * step;
        if at < next {
            at += step;
        }
        let start =
            NaiveDate::from_ymd_opt(at.div_euclid(12) as i32, at.rem_euclid(12) as u32 + 1, 1);
        let mut day = start;
        while let Some(this) = day.filter(|day| !self.is_past(*day)) {
            if out.len() > 60 {
                break;
            }
            let year = this.month0() == 0;
            let label = if year {
                this.format("%Y").to_string()
            } else {
                this.format("%b").to_string()
            };
            out.push(Tick {
                day: this,
                label,
                year,
            });
            day = this.checked_add_months(Months::new(months));
        }
        // Months alone do not say of which year they are.
        if let Some(first) = out.first_mut()
            && !first.year
        {
            first.label = first.day.format("%b %Y").to_string();
        }
        out
    }
}

/// Fewer points that draw the same line: of each `columns`-th of the way the first, the lowest, the
/// highest and the last, so that no peak is lost.
pub(super) fn thin(points: &[(f64, f64)], columns: usize) -> Vec<(f64, f64)> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Vec::new();
    };
    if points.len() <= columns * 2 {
        return points.to_vec();
    }
    let span = (last.0 - first.0).max(1e-9);
    let column = |point: &(f64, f64)| ((point.0 - first.0) / span * columns as f64).floor();
    let mut out: Vec<(f64, f64)> = Vec::new();
    for group in points.chunk_by(|a, b| column(a) == column(b)) {
        let by_height = |a: &&(f64, f64), b: &&(f64, f64)| a.1.total_cmp(&b.1);
        let mut kept: Vec<(f64, f64)> = [
            group.first(),
            group.iter().min_by(by_height),
            group.iter().max_by(by_height),
            group.last(),
        ]
        .into_iter()
        .flatten()
        .copied()
        .collect();
        kept.sort_by(|a, b| a.0.total_cmp(&b.0));
        kept.dedup();
        out.extend(kept);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn ticks_are_round_and_inside() {
        let scale = Linear::new((18.0, 92.0), (0.0, 100.0));
        assert_eq!(scale.ticks(4), [20.0, 40.0, 60.0, 80.0]);
        let shares = Linear::new((0.0, 1.0), (0.0, 100.0)).ticks(5);
        assert_eq!(shares.len(), 5);
        assert_eq!(Linear::new((3.0, 3.0), (0.0, 10.0)).at(3.0), 5.0);
    }

    #[test]
    fn days_are_marked_by_month_quarter_or_year() {
        let labels = |first: &str, last: &str, apart| {
            let days = Days::new((day(first), day(last)), (0.0, 600.0));
            let ticks = days.ticks(apart);
            ticks.into_iter().map(|tick| tick.label).collect::<Vec<_>>()
        };
        assert_eq!(
            labels("2026-03-10", "2027-03-31", 120.0),
            ["Apr 2026", "Jul", "Oct", "2027"]
        );
        assert_eq!(
            labels("2016-03-10", "2026-03-31", 100.0),
            ["2018", "2020", "2022", "2024", "2026"]
        );
        assert_eq!(labels("2026-03-01", "2026-03-15", 90.0).len(), 3);
    }

    #[test]
    fn thinning_keeps_the_extremes() {
        let mut points: Vec<(f64, f64)> = (0..5000).map(|at| (f64::from(at), 1.0)).collect();
        points[1234].1 = 99.0;
        points[4321].1 = -99.0;
        let thin = thin(&points, 100);
        assert!(thin.len() <= 404, "{}", thin.len());
        assert!(thin.iter().any(|point| point.1 == 99.0));
        assert!(thin.iter().any(|point| point.1 == -99.0));
        assert!(thin.windows(2).all(|pair| pair[0].0 <= pair[1].0));
    }

    proptest! {
        #[test]
        fn any_value_lands_on_the_line(low in any::<f64>(), high in any::<f64>(), value in any::<f64>()) {
            let scale = Linear::new((low, high), (10.0, 90.0));
            let at = scale.at(value);
            prop_assert!((10.0..=90.0).contains(&at));
            let ticks = scale.ticks(5);
            prop_assert!(ticks.len() <= 21 && ticks.iter().all(|tick| tick.is_finite()));
        }

        #[test]
        fn any_days_land_on_the_line(first in -90_000i32..90_000, last in -90_000i32..90_000, other in -90_000i32..90_000) {
            let day = |number| NaiveDate::from_num_days_from_ce_opt(number).unwrap();
            let days = Days::new((day(first), day(last)), (10.0, 90.0));
            prop_assert!((10.0..=90.0).contains(&days.at(day(other))));
            prop_assert!(days.ticks(30.0).len() <= 61);
        }
    }
}
