//! How far, how fast, in which health, and when done: arithmetic on dates and numbers.
//!
//! In: a [`Plan`] and the day. Out: a [`Progress`] with one [`GoalProgress`] a goal, in the plan's
//! order. One file a formula; `share` begins, this file puts together. Nothing here judges, words or
//! draws, and nothing that is dated after the day is looked at.

pub mod backtest;
mod calibration;
mod days;
mod expected;
mod forecast;
mod goal;
mod health;
mod hours;
mod memory;
mod rate;
mod readings;
mod rhythm;
mod series;
mod share;
mod supporters;

pub use calibration::{Calibration, Finished};
pub use days::Pauses;
pub use forecast::{Basis, Factors, Forecast, Outlook};
pub use goal::{GoalProgress, Source};
pub use health::Health;
pub use hours::Hours;
pub use memory::Memory;
pub use rate::{Rate, RateUnit};
pub use rhythm::{Bound, Met, PeriodMet, Rhythm, RhythmKind};
pub use series::{Milestone, Point};

use crate::config::Config;
use crate::plan::{GoalEntry, GoalIx, Plan};
use crate::today::Today;
use crate::vocabulary::Status;
use chrono::NaiveDate;
use expected::Line;
use forecast::Centre;
use health::Facts;
use rate::At;
use rayon::prelude::*;
use series::{Pace, Track};
use std::sync::Arc;

/// The progress of a whole plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// One a goal, in the order of [`Plan::goals`].
    pub goals: Vec<Arc<GoalProgress>>,
    /// How the owner's own finished goals went.
    pub calibration: Calibration,
    /// The hours of the active goals.
    pub hours: Hours,
}

impl Progress {
    /// The progress of one goal.
    #[expect(
        clippy::indexing_slicing,
        reason = "measured from the plan that made the index"
    )]
    pub fn of(&self, ix: GoalIx) -> &GoalProgress {
        &self.goals[ix.0]
    }
}

/// What a goal's own file says of it.
#[derive(Clone, Debug)]
struct Own {
    progress: GoalProgress,
    ground: Ground,
}

/// What is known of a goal while it is measured, and of no use afterwards.
#[derive(Clone, Debug)]
struct Ground {
    /// The days on which it stands still, those to come and those beyond its own time included.
    pauses: Pauses,
    /// The history of its source; `None` where there is none, and for rhythms.
    track: Option<Track>,
    /// Whether that is how much of a limit is used up.
    budget: bool,
}

/// Measures every goal of `plan` as of `today`. Linear in goals and in what they hold.
///
/// An earlier `today` answers what could be said on that day: entries, done steps, closings and moves
/// that are dated later are left out. What has no date cannot be told from what was always so: a
/// step that is done (or half done, or cancelled) without a date, a weight, `status: paused` without
/// `paused:`, `status: done` of which no date tells, `current:`, `supports:`, and all words. A goal
/// that ended later is taken to have been planned or active before.
pub fn measure(plan: &Plan, config: &Config, today: Today) -> Progress {
    let goals = plan.goals.par_iter();
    let own = goals.map(|entry| share::own(entry, config, today));
    of_all(plan, own.collect::<Vec<Own>>(), (config, today))
}

/// What a goal's own file says of it: at hand, or kept for a next time.
trait Held: Send + Sync {
    fn own(&self) -> &Own;
    fn own_mut(&mut self) -> &mut Own;
    fn into_own(self) -> Own;
}

impl Held for Own {
    fn own(&self) -> &Own {
        self
    }
    fn own_mut(&mut self) -> &mut Own {
        self
    }
    fn into_own(self) -> Own {
        self
    }
}

impl Held for Arc<Own> {
    fn own(&self) -> &Own {
        self
    }
    fn own_mut(&mut self) -> &mut Own {
        Arc::make_mut(self)
    }
    fn into_own(self) -> Own {
        Arc::unwrap_or_clone(self)
    }
}

/// All that is said of all goals, where `own` is what the file of each says.
fn of_all(plan: &Plan, mut own: Vec<impl Held>, (config, today): (&Config, Today)) -> Progress {
    supporters::carry(plan, &mut own, today);
    let calibration = calibration::calibrate(plan, config, &own);
    let goals = plan.goals.par_iter().zip(own);
    let goals = goals.map(|(entry, own)| whole(entry, own, (config, today), &calibration));
    together(plan, config, goals.collect(), calibration)
}

/// All that is said of a goal, where `own` is what its own file says, or those that carry it.
fn whole(
    entry: &GoalEntry,
    own: impl Held,
    (config, today): (&Config, Today),
    calibration: &Calibration,
) -> Arc<GoalProgress> {
    let Own {
        mut progress,
        ground,
    } = own.into_own();
    let facts = Facts {
        entry,
        config,
        today,
        pauses: &ground.pauses,
        budget: ground.budget,
    };
    complete(&mut progress, ground.track.as_ref(), &facts, calibration);
    Arc::new(progress)
}

fn together(
    plan: &Plan,
    config: &Config,
    goals: Vec<Arc<GoalProgress>>,
    calibration: Calibration,
) -> Progress {
    let hours = hours::hours(plan, config, goals.iter().map(|goal| &**goal));
    Progress {
        goals,
        calibration,
        hours,
    }
}

/// Fills in what rests on the share: expectation, slack, rates, outlook, health, history.
fn complete(
    progress: &mut GoalProgress,
    track: Option<&Track>,
    facts: &Facts<'_>,
    calibration: &Calibration,
) {
    let today = facts.today.date();
    let line = line(progress, track, facts);
    if let Some(line) = line.as_ref().filter(|_| progress.status.is_open()) {
        progress.expected = Some(line.expected(today));
        if let Some(share) = progress.shown().filter(|_| !facts.budget) {
            let slack = line.slack(share, today);
            progress.slack_days = Some(slack);
            // A goal of one day is never late on it.
            let span = line.span().max(1);
            progress.lag_share = Some(-(slack as f64) / span as f64);
        }
    }
    let span = line.as_ref().map(Line::span);
    progress.expected_line = line.as_ref().map_or_else(Vec::new, Line::corners);
    if let Some(track) = track {
        progress.series = history(progress, track, facts.today);
    }
    if let (Some(track), Some(start)) = (track, progress.start) {
        let points = rate::on_scale(&progress.series, start, facts.pauses);
        rates(progress, (track, &points), span, facts);
        progress.outlook = outlook(progress, (track, &points), span, facts, calibration);
    } else if facts.budget {
        progress.outlook = Outlook::Budget;
    }
    progress.next_checkin = next_checkin(progress, facts);
    progress.health = health::health(progress, facts);
    let last = progress
        .closed
        .or(progress.due)
        .map_or(today, |end| end.max(today));
    if let Some(start) = progress.start {
        progress.pauses = facts.pauses.within(start, last);
    } else {
        progress.pauses = facts.pauses.clone();
    }
}

/// The expected line of a goal with start and due; habits, bands and limits with a period have none.
fn line<'a>(progress: &GoalProgress, track: Option<&Track>, facts: &Facts<'a>) -> Option<Line<'a>> {
    if progress.rhythm.is_some() {
        return None;
    }
    let by_steps = track.is_some_and(|track| track.source == Source::Steps);
    let steps = by_steps.then_some(facts.entry.body.steps.as_slice());
    Line::new(
        (progress.start?, progress.due?),
        steps.unwrap_or(&[]),
        facts.pauses,
    )
}

/// The pace so far, the one that is needed, the best one.
fn rates(
    progress: &mut GoalProgress,
    (track, points): (&Track, &[At]),
    span: Option<i64>,
    facts: &Facts<'_>,
) {
    let Some(start) = progress.start else { return };
    let today = facts.today.date();
    let days = facts
        .pauses
        .active(start, progress.closed.unwrap_or(today).min(today));
    let known = !track.points.is_empty() || track.base.share > 0.0;
    progress.actual_rate = forecast::pace(track, points, (days, span))
        .filter(|_| known)
        .map(|pace| track.rate(pace));
    progress.best_rate = rate::best(track, points, days)
        .filter(|_| known)
        .map(|pace| track.rate(pace));
    let asked = progress.status.is_open() && !facts.budget && track.pace != Pace::None;
    progress.needed_rate = progress
        .due
        .filter(|due| asked && *due >= today.max(start))
        .and_then(|due| rate::needed(track.share(), facts.pauses.active(today.max(start), due)))
        .map(|pace| track.rate(pace));
}

/// When it will be done, or why that cannot be said.
fn outlook(
    progress: &GoalProgress,
    (track, points): (&Track, &[At]),
    span: Option<i64>,
    facts: &Facts<'_>,
    calibration: &Calibration,
) -> Outlook {
    if facts.budget {
        return Outlook::Budget;
    }
    let (today, bounds) = (facts.today.date(), &facts.config.forecast);
    let Some(start) = progress.start.filter(|start| *start <= today) else {
        return Outlook::NotAsked;
    };
    let asked = progress.status == Status::Active
        && track.pace != Pace::None
        && track.share() < 1.0
        && !health::rests(facts.entry, today);
    if !asked {
        return Outlook::NotAsked;
    }
    if let Some(since) = silence(progress, track, facts) {
        return Outlook::Quiet { since };
    }
    let days = facts.pauses.active(start, today);
    match forecast::centre(track, points, (days, span), (track.checkins.len(), bounds)) {
        Centre::Never => Outlook::NoFinish,
        Centre::TooLittle { checkins } => Outlook::TooLittle {
            checkins,
            days,
            share: track.share(),
        },
        Centre::Days(centre) => {
            let bands = (calibration.factors, calibration.basis);
            forecast::on_calendar(centre, today, facts.pauses, bands)
                .map_or(Outlook::NoFinish, Outlook::Finish)
        }
    }
}

/// The last day with news, where it has been silent since for two cadences; or for one, and four times
/// as long as it was between its news before: who wrote each week and has not for a month does not
/// go on at that pace. Of a number a note says nothing, though it keeps the goal from being stale.
fn silence(progress: &GoalProgress, track: &Track, facts: &Facts<'_>) -> Option<NaiveDate> {
    let today = facts.today.date();
    let last = match track.source {
        Source::Steps => track.checkins.last().copied(),
        Source::Metric | Source::Supporters => track.points.last().map(|point| point.date),
    }?;
    if facts.pauses.hold(today) {
        return None;
    }
    let recent = track.checkins.len().saturating_sub(USUAL);
    let recent = track.checkins.get(recent..).unwrap_or(&[]);
    let mut gaps: Vec<f64> = recent
        .windows(2)
        .map(|pair| match pair {
            [from, to] => facts.pauses.active(*from, *to) as f64,
            _ => 0.0,
        })
        .collect();
    let silent = facts.pauses.active(last, today);
    let once = progress
        .cadence
        .after(last)
        .map_or(i64::MAX, |next| (next - last).num_days());
    let unusual = gaps.len() >= 2
        && silent > once
        && rate::median(&mut gaps).is_some_and(|gap| silent as f64 > 4.0 * gap);
    (unusual || health::is_quiet(last, progress.cadence, facts)).then_some(last)
}

/// The latest days with news that say how often there are some.
const USUAL: usize = 13;

/// Where it stood on each day with news, from its start on where that is known, never past today.
fn history(progress: &GoalProgress, track: &Track, today: Today) -> Vec<Point> {
    match progress.start.filter(|start| *start <= today.date()) {
        Some(start) => track.since(start),
        None => track.points.clone(),
    }
}

/// One cadence after the last check-in, or after the start.
fn next_checkin(progress: &GoalProgress, facts: &Facts<'_>) -> Option<NaiveDate> {
    let wanted = progress.status == Status::Active
        && progress.source != Some(Source::Supporters)
        && !health::rests(facts.entry, facts.today.date())
        && !health::is_met(progress, facts);
    let last = progress.last_checkin.or(progress.start);
    progress.cadence.after(last.filter(|_| wanted)?)
}
