//! Goals without a measure of their own: the plain mean of those that support them.

use super::goal::Source;
use super::rate::RateUnit;
use super::series::{Pace, Point, Track};
use super::{Held, Own};
use crate::plan::{GoalEntry, Plan};
use crate::today::Today;
use crate::vocabulary::Status;
use chrono::NaiveDate;
use std::collections::VecDeque;

/// The points at most of a goal that others carry, so that a long chain of them stays cheap.
const POINTS: usize = 240;

/// Whether a goal has nothing of its own to read, and takes what those that support it say.
pub(super) fn waits(own: &Own) -> bool {
    own.progress.source.is_none() && own.ground.track.is_none()
}

/// Gives each goal that has neither metric nor steps to read the mean of the goals that support it.
///
/// Dropped and superseded ones are left out, and limits that are used up rather than reached. One
/// that is done counts whole, whatever its own numbers say. One that has nothing to read counts as
/// not begun until it is done: it is either reached or not; while it is only an idea it is left out. Where all are left out there is no
/// progress. Goals that support each other in a circle have none, nor have those that wait for one
/// of these.
pub(super) fn carry<T: Held>(plan: &Plan, goals: &mut [T], today: Today) {
    let waits = |goals: &[T], at: usize| goals.get(at).is_some_and(|own| waits(own.own()));
    // Each goal that waits is worked out once all that it rests on are.
    let mut open: Vec<usize> = plan
        .goals
        .iter()
        .enumerate()
        .map(|(at, entry)| {
            if !waits(goals, at) {
                return 0;
            }
            let supporters = entry.relations.supported_by.iter();
            supporters.filter(|ix| waits(goals, ix.0)).count()
        })
        .collect();
    let waiting: Vec<bool> = (0..goals.len()).map(|at| waits(goals, at)).collect();
    let mut ready: VecDeque<usize> = (0..goals.len())
        .filter(|at| waiting.get(*at) == Some(&true) && open.get(*at) == Some(&0))
        .collect();
    // Whom each one carries, the other way round than `supported_by`.
    let mut carried: Vec<Vec<usize>> = vec![Vec::new(); goals.len()];
    for (at, entry) in plan.goals.iter().enumerate() {
        for supporter in &entry.relations.supported_by {
            if let (Some(list), Some(true)) = (carried.get_mut(supporter.0), waiting.get(at)) {
                list.push(at);
            }
        }
    }
    while let Some(at) = ready.pop_front() {
        if let Some(entry) = plan.goals.get(at)
            && let Some(track) = mean(entry, goals, today)
            && let Some(own) = goals.get_mut(at)
        {
            let Own { progress, ground } = own.own_mut();
            progress.source = Some(Source::Supporters);
            progress.share = Some(track.share());
            ground.track = Some(track);
        }
        for larger in carried.get(at).into_iter().flatten() {
            if let Some(count) = open.get_mut(*larger) {
                *count -= 1;
                if *count == 0 {
                    ready.push_back(*larger);
                }
            }
        }
    }
}

/// The mean of the supporters of one goal, day by day: of those that count today, each where it
/// stood then.
fn mean(entry: &GoalEntry, goals: &[impl Held], today: Today) -> Option<Track> {
    let counted: Vec<&Own> = entry
        .relations
        .supported_by
        .iter()
        .filter_map(|ix| goals.get(ix.0).map(Held::own))
        .filter(|Own { progress, ground }| match progress.status {
            Status::Dropped | Status::Superseded => false,
            Status::Idea => progress.source.is_some() && !ground.budget,
            _ => !ground.budget,
        })
        .collect();
    if counted.is_empty() {
        return None;
    }
    let count = counted.len() as f64;
    let mut shares: Vec<f64> = Vec::with_capacity(counted.len());
    let mut news: Vec<(NaiveDate, usize, f64)> = Vec::new();
    for (at, Own { progress, ground }) in counted.iter().enumerate() {
        let clamped = |share: f64| share.clamp(0.0, 1.0);
        let done = progress.status == Status::Done;
        let mut base = ground
            .track
            .as_ref()
            .map_or(0.0, |track| clamped(track.base.share));
        if let Some(track) = &ground.track {
            let before = track
                .points
                .iter()
                .filter(|point| !done || progress.closed.is_none_or(|closed| point.date < closed));
            news.extend(before.map(|point| (point.date, at, clamped(point.share))));
        } else if let Some(share) = progress.share {
            // A rhythm has no history as a way; it stands where it stands.
            base = clamped(share);
        }
        match progress.closed.filter(|_| done) {
            // What ended in a month that is not over has ended by now.
            Some(closed) => news.push((closed.min(today.date()), at, 1.0)),
            None if done => {
                news.retain(|(_, of, _)| *of != at);
                base = 1.0;
            }
            None => {}
        }
        shares.push(base);
    }
    news.sort_by_key(|(day, at, _)| (*day, *at));
    let point = |date, sum: f64| Point {
        date,
        value: None,
        share: sum / count,
    };
    let mut sum: f64 = shares.iter().sum();
    let base = point(NaiveDate::MIN, sum);
    let mut points: Vec<Point> = Vec::new();
    for (day, at, share) in news {
        if let Some(now) = shares.get_mut(at) {
            sum += share - *now;
            *now = share;
        }
        match points.last_mut() {
            Some(last) if last.date == day => *last = point(day, sum),
            _ => points.push(point(day, sum)),
        }
    }
    // The sum was carried along and has lost its last digits on the way; where it stands now is
    // worked out anew.
    if let Some(last) = points.last_mut() {
        *last = point(last.date, shares.iter().sum());
    }
    let points = thinned(points);
    Some(Track {
        source: Source::Supporters,
        checkins: points.iter().map(|point| point.date).collect(),
        begin: Some(base),
        base,
        points,
        unit: (RateUnit::Share, 1.0),
        pace: Pace::SinceStart,
    })
}

/// At most [`POINTS`] of the points, evenly chosen, the last among them.
fn thinned(points: Vec<Point>) -> Vec<Point> {
    let last = points.len().saturating_sub(1);
    if points.len() <= POINTS {
        return points;
    }
    (0..POINTS)
        .filter_map(|at| points.get(at * last / (POINTS - 1)).copied())
        .collect()
}
