//! Calibration: how long finished goals took, against forecast and plan.
//!
//! In: finished goals with the days that they took, as shares of what was forecast and of what was
//! planned. Out: a row a goal on a line from a quarter to four times, with the bands in which six
//! and eight of ten are to be expected.

use super::rows::Rows;
use super::scale::Linear;
use super::svg::{Anchor, Canvas};
use super::{Chart, Size, Table, key};
use crate::prose::number::show;
use crate::render::words;

/// A finished goal.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Outcome {
    /// Its title.
    pub(crate) title: String,
    /// The days that it took over the days that were forecast.
    pub(crate) against_forecast: Option<f64>,
    /// The days that it took over the days up to its first deadline.
    pub(crate) against_plan: Option<f64>,
}

impl Outcome {
    fn forecast(&self) -> Option<f64> {
        self.against_forecast.filter(|ratio| is_ratio(*ratio))
    }

    fn plan(&self) -> Option<f64> {
        self.against_plan.filter(|ratio| is_ratio(*ratio))
    }
}

fn is_ratio(ratio: f64) -> bool {
    ratio.is_finite() && ratio >= 0.0
}

/// What the chart shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Calibration {
    /// Finished goals, in the order of their rows.
    pub(crate) outcomes: Vec<Outcome>,
    /// The shares of a forecast between which three of five finish.
    pub(crate) band60: (f64, f64),
    /// The shares between which four of five finish.
    pub(crate) band80: (f64, f64),
}

/// The most rows that are drawn, the newest first.
const MOST: usize = 20;

impl Calibration {
    /// The chart; `None` where there is nothing to compare.
    pub(crate) fn chart(&self) -> Option<Chart> {
        let known: Vec<&Outcome> = self
            .outcomes
            .iter()
            .filter(|outcome| outcome.forecast().or(outcome.plan()).is_some())
            .collect();
        if known.is_empty() {
            return None;
        }
        let share = |ratio: Option<f64>| ratio.map_or_else(|| "–".to_owned(), times);
        let table = Table {
            head: vec!["Goal", "Against the forecast", "Against the plan"],
            rows: known
                .iter()
                .map(|outcome| {
                    vec![
                        outcome.title.clone(),
                        share(outcome.forecast()),
                        share(outcome.plan()),
                    ]
                })
                .collect(),
            note: String::new(),
        };
        let drawn = known.get(..MOST.min(known.len())).unwrap_or(&known);
        Some(Chart::new(
            ("calibration", "Finished goals against forecast and plan"),
            self.finding(&known),
            table,
            |size| self.draw(drawn, size),
        ))
    }

    fn finding(&self, known: &[&Outcome]) -> String {
        let forecasts: Vec<f64> = known
            .iter()
            .filter_map(|outcome| outcome.forecast())
            .collect();
        let plans: Vec<f64> = known.iter().filter_map(|outcome| outcome.plan()).collect();
        let mut parts = Vec::new();
        if let Some(middle) = median(&plans) {
            let which = match plans.len() {
                1 => "one finished goal".to_owned(),
                count => format!("the middle one of {count} finished goals"),
            };
            let took = times_of(middle, "the time that it was to take");
            parts.push(format!("{which} took {took}"));
        }
        if !forecasts.is_empty() {
            let (low, high) = self.band80;
            let inside = forecasts
                .iter()
                .filter(|ratio| **ratio >= low && **ratio <= high)
                .count();
            parts.push(match (inside, forecasts.len()) {
                (1, 1) => "the one forecast held the finish in its wide band".into(),
                (_, 1) => "the one forecast did not hold the finish".into(),
                (inside, all) => {
                    format!("{inside} of {all} forecasts held the finish in their wide band")
                }
            });
        }
        format!("{}.", words::capital(&parts.join("; ")))
    }

    fn draw(&self, known: &[&Outcome], size: Size) -> Canvas {
        let titles = known.iter().map(|outcome| outcome.title.as_str());
        let rows = Rows::new(size, titles, 24.0);
        let entries = ["against the plan", "against the forecast, in its bands"];
        let (places, bottom) = key::lay(size, rows.bottom + 8.0, &entries);
        let mut canvas = Canvas::new(size.width(), bottom, size.text());
        // Half and double lie equally far from one.
        let scale = Linear::new((-2.0, 2.0), (rows.left + 4.0, rows.right - 4.0));
        let at = |ratio: f64| scale.at(ratio.max(1e-6).log2());
        for (class, (low, high)) in [("fan80", self.band80), ("fan60", self.band60)] {
            rows.band(&mut canvas, class, (at(low), at(high)));
        }
        let marks = match size {
            Size::Wide => [
                (0.25, "a quarter"),
                (0.5, "half"),
                (1.0, "as long"),
                (2.0, "twice"),
                (4.0, "4 times"),
            ],
            Size::Narrow => [
                (0.25, "¼"),
                (0.5, "½"),
                (1.0, "as long"),
                (2.0, "2 ×"),
                (4.0, "4 ×"),
            ],
        };
        for (ratio, label) in marks {
            let x = at(ratio);
            let class = if ratio == 1.0 { "today" } else { "grid" };
            rows.vertical(&mut canvas, class, (x, 18.0));
            canvas.text(
                if ratio == 1.0 { "" } else { "soft" },
                (x, 12.0),
                Anchor::Middle,
                label,
            );
        }
        rows.draw(&mut canvas);
        for (outcome, y) in known.iter().zip(&rows.middles) {
            if let Some(ratio) = outcome.plan() {
                canvas.line("slip", (at(1.0), *y), (at(ratio), *y));
                canvas.diamond("slip-now", (at(ratio), *y), 5.5);
            }
            if let Some(ratio) = outcome.forecast() {
                canvas.circle("ring", (at(ratio), *y), 4.5);
            }
        }
        for (at, (place, word)) in places.iter().zip(entries).enumerate() {
            if at == 0 {
                canvas.diamond("slip-now", *place, 5.5);
            } else {
                canvas.circle("ring", *place, 4.5);
            }
            canvas.text("soft", (place.0 + 11.0, place.1 + 4.0), Anchor::Start, word);
        }
        canvas
    }
}

fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = sorted.get(sorted.len() / 2)?;
    let lower = sorted.get((sorted.len() - 1) / 2)?;
    Some(f64::midpoint(*upper, *lower))
}

fn times(ratio: f64) -> String {
    times_of(ratio, "as long")
}

/// "1.4 times …"; near one in words.
fn times_of(ratio: f64, what: &str) -> String {
    if (0.95..1.05).contains(&ratio) {
        format!("just {what}")
    } else {
        format!(
            "{} times {what}",
            show((ratio.min(1e6) * 10.0).round() / 10.0)
        )
    }
}
