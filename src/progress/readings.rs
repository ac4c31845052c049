//! The log as readings of a metric: values by day, oldest first, none later than the day asked for.

use crate::plan::Goal;
use crate::plan::goal::{LogEntry, Metric};
use crate::vocabulary::{LogMeaning, MetricType};
use chrono::NaiveDate;

/// From this value on a percentage is one of a hundred, not a fraction of one.
const PLAINLY_PERCENT: f64 = 10.0;

/// The values of a log by day, each in the scale of its metric; several of one day stay apart.
///
/// Lines may stand in any order. A line without a value is a note, but for a metric of the kind
/// yes-no, where "yes" and "no" are values.
pub(super) fn readings(goal: &Goal, metric: &Metric, today: NaiveDate) -> Vec<(NaiveDate, f64)> {
    let past = goal.body.log.iter().filter(|entry| entry.date <= today);
    let mut values: Vec<(NaiveDate, f64)> = past
        .filter_map(|entry| Some((entry.date, in_scale(metric, said(metric, entry)?))))
        .filter(|(_, value)| value.is_finite())
        .collect();
    // Two values of one day are put in order as well, so that no answer hangs on the order of lines.
    values.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    values
}

fn said(metric: &Metric, entry: &LogEntry) -> Option<f64> {
    if entry.value.is_some() || metric.kind != MetricType::YesNo {
        return entry.value;
    }
    let word = entry.note.split(|c: char| !c.is_alphabetic()).next();
    match word.unwrap_or("").to_lowercase().as_str() {
        "yes" | "done" => Some(1.0),
        "no" => Some(0.0),
        _ => None,
    }
}

/// A percentage may be written as 90 or as 0.9. A value is taken for the other way of writing only
/// where it makes no sense as it stands: 0.72 on the way from 48 % to 85 %, or 72 on the way from
/// 0.48 to 0.85 %.
fn in_scale(metric: &Metric, value: f64) -> f64 {
    let percent = metric
        .unit
        .as_deref()
        .is_some_and(|unit| unit.starts_with('%'));
    let Some(target) = metric.target.get().filter(|_| percent) else {
        return value;
    };
    match metric.baseline.get() {
        Some(baseline)
            if baseline.min(*target) >= PLAINLY_PERCENT && value > 0.0 && value < 1.0 =>
        {
            value * 100.0
        }
        baseline
            if target.max(baseline.copied().unwrap_or(0.0)) <= 1.0 && value >= PLAINLY_PERCENT =>
        {
            value / 100.0
        }
        _ => value,
    }
}

/// One value a day: what the metric makes of its readings up to then. A count adds up from its
/// baseline; of two values on one day a level takes the one nearer its target.
pub(super) fn by_day(metric: &Metric, readings: &[(NaiveDate, f64)]) -> Vec<(NaiveDate, f64)> {
    let adds = metric.kind == MetricType::Count && metric.log == LogMeaning::Each;
    let target = metric.target.get().copied().unwrap_or(0.0);
    let mut sum = metric.baseline.get().copied().unwrap_or(0.0);
    let mut days: Vec<(NaiveDate, f64)> = Vec::with_capacity(readings.len());
    for &(day, value) in readings {
        sum += value;
        let value = if adds { sum } else { value };
        match days.last_mut() {
            Some((last, kept)) if *last == day => {
                if adds || (value - target).abs() < (*kept - target).abs() {
                    *kept = value;
                }
            }
            _ => days.push((day, value)),
        }
    }
    days
}
