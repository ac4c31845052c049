//! Hours against capacity: what the active goals ask for a week, and what there is.
//!
//! In: goals with their hours. Out: a bar for all of them together, against a line at the capacity,
//! and a bar each, the largest first.

use super::rows::Rows;
use super::scale::{Linear, sound};
use super::svg::{Anchor, Canvas};
use super::text::width;
use super::{Chart, Size, Table};
use crate::prose::number::show;

/// What one goal takes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Share {
    /// Its title.
    pub(crate) title: String,
    /// Hours a week.
    pub(crate) hours: f64,
}

/// What the chart shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hours {
    /// Hours a week that there are; `None` where nothing is said.
    pub(crate) capacity: Option<f64>,
    /// The goals, in any order.
    pub(crate) shares: Vec<Share>,
}

/// The most bars beside that of the whole.
const MOST: usize = 10;

impl Hours {
    /// The chart; `None` where no goal takes hours.
    pub(crate) fn chart(&self) -> Option<Chart> {
        let mut shares: Vec<Share> = self
            .shares
            .iter()
            .filter(|share| share.hours.is_finite() && share.hours > 0.0)
            .cloned()
            .collect();
        if shares.is_empty() {
            return None;
        }
        shares.sort_by(|a, b| {
            b.hours
                .total_cmp(&a.hours)
                .then_with(|| a.title.cmp(&b.title))
        });
        let all: f64 = shares.iter().map(|share| sound(share.hours)).sum();
        let rest = shares.len().saturating_sub(MOST);
        let table = Table {
            head: vec!["Goal", "Hours a week"],
            rows: shares
                .iter()
                .take(2 * MOST)
                .map(|share| vec![share.title.clone(), hours(share.hours)])
                .chain([vec!["Together".to_owned(), hours(all)]])
                .chain(
                    self.capacity
                        .map(|capacity| vec!["Available".to_owned(), hours(capacity)]),
                )
                .collect(),
            note: super::left_out(shares.len().saturating_sub(2 * MOST)),
        };
        if rest > 1 {
            let small: f64 = shares
                .iter()
                .skip(MOST)
                .map(|share| sound(share.hours))
                .sum();
            shares.truncate(MOST);
            shares.push(Share {
                title: format!("{rest} smaller ones"),
                hours: small,
            });
        }
        Some(Chart::new(
            ("hours", "Hours a week against what there is"),
            self.finding(all),
            table,
            |size| self.draw(&shares, all, size),
        ))
    }

    fn finding(&self, all: f64) -> String {
        let asked = format!("The active goals ask for {} a week", hours(all));
        match self.capacity {
            None => format!("{asked}."),
            Some(capacity) if all > capacity => format!(
                "{asked}; there are {}, so {} too few.",
                hours(capacity),
                hours(all - capacity)
            ),
            Some(capacity) if all == capacity => format!("{asked}, all that there are."),
            Some(capacity) => format!(
                "{asked} of {}; {} are free.",
                hours(capacity),
                hours(capacity - all)
            ),
        }
    }

    fn draw(&self, shares: &[Share], all: f64, size: Size) -> Canvas {
        let titles = std::iter::once("All active goals together");
        let titles = titles.chain(shares.iter().map(|share| share.title.as_str()));
        let top = if self.capacity.is_some() { 24.0 } else { 4.0 };
        let rows = Rows::new(size, titles, top);
        let mut canvas = Canvas::new(size.width(), rows.bottom + 4.0, size.text());
        let capacity = self.capacity.map(sound).filter(|hours| *hours >= 0.0);
        // Room at the right for the words after the longest bar.
        let end = rows.right - 52.0;
        let scale = Linear::new((0.0, all.max(capacity.unwrap_or(0.0))), (rows.left, end));
        rows.draw(&mut canvas);
        let values = std::iter::once(all).chain(shares.iter().map(|share| share.hours));
        for (at, (value, y)) in values.zip(&rows.middles).enumerate() {
            let to = scale.at(value).max(rows.left + 2.0);
            let within = capacity.filter(|capacity| at == 0 && value > *capacity);
            if let Some(capacity) = within {
                let edge = scale.at(capacity);
                canvas.rect("hours", (rows.left, y - 6.0), (edge, y + 6.0), 2.0);
                canvas.rect("hours-over", (edge, y - 6.0), (to, y + 6.0), 2.0);
            } else {
                let class = if at == 0 { "hours" } else { "hours-one" };
                canvas.rect(class, (rows.left, y - 6.0), (to, y + 6.0), 2.0);
            }
            canvas.text(
                if at == 0 { "strong" } else { "" },
                (to + 7.0, y + 4.0),
                Anchor::Start,
                &hours(value),
            );
        }
        if let Some(capacity) = capacity {
            let x = scale.at(capacity);
            let bottom = rows.middles.first().map_or(top, |y| y + 12.0);
            canvas.line("limit", (x, 16.0), (x, bottom));
            let label = format!("{} available", hours(capacity));
            let half = width(&label, size.text()) / 2.0;
            canvas.text("", (x.max(half), 12.0), Anchor::Middle, &label);
        }
        canvas
    }
}

fn hours(value: f64) -> String {
    format!("{} h", show((sound(value) * 10.0).round() / 10.0))
}
