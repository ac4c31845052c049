//! How fast: the pace so far, the pace that is needed, the best pace of all.
//!
//! In: a track and its days. Out: shares of the whole a day, and [`Rate`]s a week for people. Days
//! are active days throughout: what is paused takes no time.

use super::days::Pauses;
use super::series::{Pace, Point, Track};
use chrono::NaiveDate;

/// A pace a week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// So much in seven active days, in the unit of `of`. What is to fall, falls: 71 to 50 minutes
    /// in 21 weeks is −1.
    pub per_week: f64,
    /// In which unit.
    pub of: RateUnit,
}

/// The unit of a [`Rate`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateUnit {
    /// That of the metric.
    Metric,
    /// Weight of steps: whole steps where no weight is written.
    Steps,
    /// The share of the whole, 0 to 1, of a goal that others carry.
    Share,
}

impl Track {
    /// A share a day as a rate a week in the track's own unit.
    pub(super) fn rate(&self, share_a_day: f64) -> Rate {
        Rate {
            per_week: share_a_day * self.unit.1 * 7.0,
            of: self.unit.0,
        }
    }
}

/// The days of a best stretch.
const BEST: i64 = 28;
/// The readings at most that a slope looks at; more are thinned out evenly. 64 make 2016 pairs.
const PAIRED: usize = 64;

/// One point of a track on the scale of active days since the start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct At {
    pub(super) day: i64,
    pub(super) share: f64,
}

/// The points of a track on the scale of active days since `start`; what lies before it is negative.
pub(super) fn on_scale(points: &[Point], start: NaiveDate, pauses: &Pauses) -> Vec<At> {
    let at = points.iter().map(|point| At {
        day: pauses.active(start, point.date),
        share: point.share,
    });
    at.collect()
}

/// What was added since the start, over the `days` since then. What was there before the start, by
/// entries that are dated earlier, was not added since.
///
/// `None` on the first day.
pub(super) fn since_start(track: &Track, points: &[At], days: i64) -> Option<f64> {
    let before = points
        .iter()
        .take_while(|point| point.day < 0)
        .last()
        .map_or(0.0, |point| point.share - track.base.share);
    let now = points.last().map_or(track.base.share, |point| point.share);
    (days > 0).then(|| (now - before) / days as f64)
}

/// The slope of the readings of the last `max(90, span / 3)` days before `now`, as a share a day.
///
/// It is the median of the slopes between every two of them, so that one bad day does not turn it:
/// H. Theil (1950), P. K. Sen (1968). Where the window holds fewer than three readings, the last
/// three decide. `None` with fewer than two days of readings.
pub(super) fn slope(points: &[At], now: i64, span: Option<i64>) -> Option<f64> {
    let window = span.map_or(90, |span| 90.max(span / 3));
    let first = points
        .iter()
        .position(|point| point.day >= now - window)
        .unwrap_or(points.len())
        .min(points.len().saturating_sub(3));
    let recent = thinned(points.get(first..)?);
    let mut slopes: Vec<f64> = Vec::with_capacity(recent.len() * recent.len() / 2);
    for (at, later) in recent.iter().enumerate() {
        for earlier in recent.iter().take(at) {
            let days = later.day - earlier.day;
            if days > 0 {
                slopes.push((later.share - earlier.share) / days as f64);
            }
        }
    }
    median(&mut slopes)
}

/// At most [`PAIRED`] of the points, evenly chosen, the last among them.
fn thinned(points: &[At]) -> Vec<At> {
    let last = points.len().saturating_sub(1);
    if points.len() <= PAIRED {
        return points.to_vec();
    }
    (0..PAIRED)
        .filter_map(|at| points.get(at * last / (PAIRED - 1)).copied())
        .collect()
}

/// The middle value, the mean of the middle two where there are two; `None` of nothing.
pub(super) fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let upper = values.get(values.len() / 2)?;
    let lower = values.get(values.len().saturating_sub(1) / 2)?;
    Some(f64::midpoint(*lower, *upper))
}

/// The share a day that would just reach the target: what remains over the `days` that are left, the
/// due day itself counting as one. `None` once the target is met.
pub(super) fn needed(share: f64, days: i64) -> Option<f64> {
    (share < 1.0 && days >= 0).then(|| (1.0 - share) / days.max(1) as f64)
}

/// The most that was added in any 28 days from the start to `now`, as a share a day; `None` before
/// the 28th day.
///
/// Between two readings of a level the way is taken to be even; what is counted or ticked falls on
/// its day.
pub(super) fn best(track: &Track, points: &[At], now: i64) -> Option<f64> {
    let since: Vec<At> = points.iter().copied().filter(|at| at.day >= 0).collect();
    if now < BEST {
        return None;
    }
    let gain = match track.pace {
        Pace::None => return None,
        Pace::SinceStart => steepest_sum(&since, before(track, points)),
        Pace::Slope => steepest_way(&since),
    };
    gain.map(|gain| gain / BEST as f64)
}

/// Where the track stood before the start.
fn before(track: &Track, points: &[At]) -> f64 {
    let earlier = points.iter().take_while(|point| point.day < 0).last();
    earlier.map_or(track.base.share, |point| point.share)
}

/// The largest rise of a staircase within 28 days, where each window ends with a point.
fn steepest_sum(points: &[At], before: f64) -> Option<f64> {
    let mut first = points.iter().peekable();
    let mut ground = before;
    let mut best: Option<f64> = None;
    for last in points {
        while let Some(gone) = first.next_if(|point| point.day <= last.day - BEST) {
            ground = gone.share;
        }
        let rise = last.share - ground;
        best = Some(best.map_or(rise, |best| best.max(rise)));
    }
    best
}

/// The largest rise of a line through the points within 28 days, where each window begins or ends
/// with a point; a line shorter than that as a whole.
fn steepest_way(points: &[At]) -> Option<f64> {
    let (first, last) = (points.first()?, points.last()?);
    if last.day <= first.day {
        return None;
    }
    if last.day - first.day <= BEST {
        return Some(last.share - first.share);
    }
    let mut best = f64::NEG_INFINITY;
    let mut ends = points.windows(2).peekable();
    let mut starts = points.windows(2).peekable();
    for point in points {
        if point.day + BEST <= last.day {
            let rise = along(&mut ends, point.day + BEST)? - point.share;
            best = best.max(rise);
        }
        if point.day - BEST >= first.day {
            let rise = point.share - along(&mut starts, point.day - BEST)?;
            best = best.max(rise);
        }
    }
    Some(best)
}

/// The share on `day` of the line through the points, where `legs` is moved on to the leg that holds
/// it. Asked for days in rising order.
fn along<'a>(
    legs: &mut std::iter::Peekable<impl Iterator<Item = &'a [At]>>,
    day: i64,
) -> Option<f64> {
    while let Some(&[_, end]) = legs.peek()
        && end.day < day
    {
        legs.next();
    }
    let Some(&[from, to]) = legs.peek() else {
        return None;
    };
    let span = to.day - from.day;
    let part = if span > 0 {
        (day - from.day) as f64 / span as f64
    } else {
        1.0
    };
    Some(from.share + (to.share - from.share) * part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(points: &[(i64, f64)]) -> Vec<At> {
        points
            .iter()
            .map(|&(day, share)| At { day, share })
            .collect()
    }

    #[test]
    fn one_bad_reading_does_not_turn_a_slope() {
        // 0.01 a day, but for the fourth reading.
        let points = at(&[(0, 0.0), (10, 0.1), (20, 0.2), (30, 0.0), (40, 0.4)]);
        // Ten slopes; sorted: −.02 −.005 0 .01 .01 .01 .01 .01 .01 .04: the middle two are .01.
        assert!((slope(&points, 40, None).unwrap() - 0.01).abs() < 1e-12);
        // Only the last 90 days count, and of a long goal the last third.
        let points = at(&[(0, 0.0), (100, 0.25), (200, 0.5), (250, 0.5), (290, 0.5)]);
        assert_eq!(slope(&points, 290, None), Some(0.0));
        assert!(slope(&points, 290, Some(900)).unwrap() > 0.0);
        assert_eq!(slope(&at(&[(3, 0.2)]), 5, None), None);
        assert_eq!(slope(&at(&[(3, 0.2), (3, 0.4)]), 5, None), None);
    }

    #[test]
    fn a_long_log_costs_no_more_than_64_readings() {
        let points: Vec<At> = (0..3650)
            .map(|day| At {
                day,
                share: day as f64 / 3650.0,
            })
            .collect();
        let thin = thinned(&points);
        assert_eq!((thin.len(), thin.last()), (64, points.last()));
        assert!((slope(&points, 3649, Some(3650)).unwrap() - 1.0 / 3650.0).abs() < 1e-12);
    }

    #[test]
    fn the_best_28_days_are_found_wherever_they_lie() {
        // A staircase: 0.1 on day 5, 0.3 on day 40, 0.2 on day 60: 0.5 within days 33 to 60.
        let points = at(&[(5, 0.1), (40, 0.4), (60, 0.6), (100, 0.65)]);
        assert!((steepest_sum(&points, 0.0).unwrap() - 0.5).abs() < 1e-12);
        // A line: flat, then 0.28 in 14 days, then flat: the window holds all of it.
        let points = at(&[(0, 0.0), (100, 0.0), (114, 0.28), (200, 0.28)]);
        assert!((steepest_way(&points).unwrap() - 0.28).abs() < 1e-12);
        // A steady line of 0.01 a day.
        let points = at(&[(0, 0.0), (50, 0.5), (100, 1.0)]);
        assert!((steepest_way(&points).unwrap() - 0.28).abs() < 1e-12);
        assert_eq!(steepest_way(&at(&[(3, 0.1)])), None);
    }
}
