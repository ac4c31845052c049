//! How the owner's own finished goals went: as forecast, and as planned.
//!
//! Each finished goal is forecast again from what was known on some of its days, and its true finish
//! is held against the centre: a ratio of 2 says that it took twice as long as its pace. After ten
//! such goals their ratios decide how wide the owner's bands are.

use super::forecast::{self, Basis, Centre, Factors};
use super::rate;
use super::series::Track;
use super::{Ground, Held, Own};
use crate::config::Config;
use crate::plan::{GoalIx, Plan};
use crate::vocabulary::Status;
use chrono::NaiveDate;

/// How the owner's own finished goals went.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    /// The finished goals of which it can be said, in the order of the plan.
    pub finished: Vec<Finished>,
    /// The median of their `against_forecast`.
    pub forecast_ratio: Option<f64>,
    /// The median of their `against_plan`.
    pub plan_ratio: Option<f64>,
    /// The factors in use.
    pub factors: Factors,
    /// Where those come from.
    pub basis: Basis,
}

/// How one finished goal went.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finished {
    /// Which.
    pub goal: GoalIx,
    /// Days that remained over days that were forecast, the median over its check-ins: 2 took twice
    /// as long as its pace said. `None` where nothing could be forecast.
    pub against_forecast: Option<f64>,
    /// How many forecasts that rests on.
    pub forecasts: usize,
    /// Active days that it took over those that it was to take, by its first deadline.
    pub against_plan: Option<f64>,
}

/// The days of one goal at most on which it is forecast again.
const REPLAYED: usize = 12;

/// Calibrates by the finished goals of a plan.
pub(super) fn calibrate(plan: &Plan, config: &Config, goals: &[impl Held]) -> Calibration {
    let mut finished = Vec::new();
    let mut ratios: Vec<(f64, f64)> = Vec::new();
    let all = goals.iter().map(Held::own).enumerate().zip(&plan.goals);
    let done = all.filter(|((_, own), _)| own.progress.status == Status::Done);
    for ((at, own), entry) in done {
        let Own { progress, ground } = own;
        let (Some(start), Some(closed)) = (progress.start, progress.closed) else {
            continue;
        };
        let took = ground.pauses.active(start, closed);
        let meant = entry
            .first_due()
            .map(|due| ground.pauses.active(start, due));
        let against_plan = meant
            .filter(|meant| *meant > 0 && took >= 0)
            .map(|meant| took as f64 / meant as f64);
        let mut own = ground.track.as_ref().map_or_else(Vec::new, |track| {
            replay(track, (start, closed, progress.due), ground, config)
        });
        // Every goal weighs the same, however often it was noted.
        let weight = 1.0 / own.len().max(1) as f64;
        ratios.extend(own.iter().map(|ratio| (*ratio, weight)));
        if own.is_empty() && against_plan.is_none() {
            continue;
        }
        finished.push(Finished {
            goal: GoalIx(at),
            forecasts: own.len(),
            against_forecast: rate::median(&mut own),
            against_plan,
        });
    }
    let median = |of: fn(&Finished) -> Option<f64>| {
        rate::median(&mut finished.iter().filter_map(of).collect::<Vec<f64>>())
    };
    let known = finished
        .iter()
        .filter(|goal| goal.against_forecast.is_some())
        .count();
    let own = (known >= config.forecast.own_after as usize).then(|| own_factors(&mut ratios));
    Calibration {
        forecast_ratio: median(|goal| goal.against_forecast),
        plan_ratio: median(|goal| goal.against_plan),
        factors: own
            .flatten()
            .unwrap_or_else(|| Factors::of(config.forecast)),
        basis: match own.flatten() {
            Some(_) => Basis::Own { finished: known },
            None => Basis::Backtest,
        },
        finished,
    }
}

/// The ratios of true to forecast days at up to [`REPLAYED`] check-ins of one goal.
fn replay(
    track: &Track,
    (start, closed, due): (NaiveDate, NaiveDate, Option<NaiveDate>),
    ground: &Ground,
    config: &Config,
) -> Vec<f64> {
    // It was done when the target was met; what came after was only the closing of the file.
    let finish = track
        .points
        .iter()
        .find(|point| point.share >= 1.0)
        .map_or(closed, |point| point.date.min(closed));
    let span = due
        .filter(|due| *due >= start)
        .map(|due| ground.pauses.active(start, due));
    let history = track.since(start);
    let points = rate::on_scale(&history, start, &ground.pauses);
    let last = history
        .iter()
        .take_while(|point| point.date < finish)
        .count();
    let step = last.div_ceil(REPLAYED).max(1);
    let ratio = |known: usize| {
        let day = history.get(known.checked_sub(1)?)?.date;
        let days = ground.pauses.active(start, day);
        let checkins = track.checkins.iter().take_while(|at| **at <= day).count();
        let known = points.get(..known)?;
        match forecast::centre(track, known, (days, span), (checkins, &config.forecast)) {
            Centre::Days(centre) if centre >= 1.0 => {
                Some(ground.pauses.active(day, finish) as f64 / centre)
            }
            _ => None,
        }
    };
    (1..=last)
        .rev()
        .step_by(step)
        .filter_map(ratio)
        .collect::<Vec<f64>>()
}

/// The bands of the owner's own ratios: from the 20th to the 80th of a hundred, and from the 10th to
/// the 90th.
fn own_factors(ratios: &mut [(f64, f64)]) -> Option<Factors> {
    ratios.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let all: f64 = ratios.iter().map(|(_, weight)| weight).sum();
    let at = |share: f64| {
        let mut sum = 0.0;
        let reached = ratios.iter().find(|(_, weight)| {
            sum += weight;
            sum >= share * all - 1e-9
        });
        reached.or(ratios.last()).map(|(ratio, _)| *ratio)
    };
    Some(Factors {
        p60: (at(0.2)?, at(0.8)?),
        p80: (at(0.1)?, at(0.9)?),
    })
}
