//! Moved goalposts: how the deadlines of goals have slipped.
//!
//! In: goals with the due days that they had, in order. Out: a row a goal from the first due day to
//! the last, each earlier one a hollow mark, and by how much in words.

use super::rows::Rows;
use super::scale::Days;
use super::svg::{Anchor, Canvas};
use super::text::width;
use super::{Chart, Size, Table};
use crate::render::words;
use chrono::NaiveDate;

/// A goal whose deadline was moved.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Slip {
    /// Its title.
    pub(crate) title: String,
    /// The due days that it had, the first first; the last is the one that holds.
    pub(crate) dues: Vec<NaiveDate>,
    /// Why, as it was written; empty where nothing was.
    pub(crate) why: Vec<String>,
}

/// What the chart shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Moved {
    /// The day that it is drawn for.
    pub(crate) today: NaiveDate,
    /// The goals, in the order of their rows.
    pub(crate) slips: Vec<Slip>,
}

/// The most rows.
const MOST: usize = 8;

impl Slip {
    fn days(&self) -> i64 {
        match (self.dues.first(), self.dues.last()) {
            (Some(first), Some(last)) => (*last - *first).num_days(),
            _ => 0,
        }
    }

    fn in_words(&self) -> String {
        words::moved_by(self.days())
    }
}

impl Moved {
    /// The chart; `None` where nothing was moved.
    pub(crate) fn chart(&self) -> Option<Chart> {
        let slips: Vec<&Slip> = self
            .slips
            .iter()
            .filter(|slip| slip.dues.len() > 1)
            .collect();
        if slips.is_empty() {
            return None;
        }
        let drawn = slips.get(..MOST.min(slips.len())).unwrap_or(&slips);
        let table = Table {
            head: vec!["Goal", "First due", "Due now", "Moved", "Why"],
            rows: drawn
                .iter()
                .map(|slip| {
                    let day = |day: Option<&NaiveDate>| {
                        day.map_or(String::new(), |day| words::short_day(*day))
                    };
                    vec![
                        slip.title.clone(),
                        day(slip.dues.first()),
                        day(slip.dues.last()),
                        slip.in_words(),
                        slip.why.join("; "),
                    ]
                })
                .collect(),
            note: super::left_out(slips.len() - drawn.len()),
        };
        Some(Chart::new(
            ("moved", "Moved deadlines"),
            finding(&slips),
            table,
            |size| self.draw(drawn, size),
        ))
    }

    fn draw(&self, slips: &[&Slip], size: Size) -> Canvas {
        let rows = Rows::new(size, slips.iter().map(|slip| slip.title.as_str()), 38.0);
        let mut canvas = Canvas::new(size.width(), rows.bottom + 4.0, size.text());
        let all = slips.iter().flat_map(|slip| slip.dues.iter().copied());
        let (first, last) = all.fold((self.today, self.today), |(first, last), day| {
            (first.min(day), last.max(day))
        });
        let widest = slips
            .iter()
            .map(|slip| width(&slip.in_words(), size.text()))
            .fold(0.0, f64::max);
        let days = Days::new((first, last), (rows.left + 6.0, rows.right - widest - 12.0));
        for tick in days.ticks(if size == Size::Wide { 64.0 } else { 56.0 }) {
            let x = days.at(tick.day);
            rows.vertical(&mut canvas, "grid", (x, 38.0));
            canvas.text("soft", (x, 33.0), Anchor::Middle, &tick.label);
        }
        let today = days.at(self.today);
        rows.vertical(&mut canvas, "today", (today, 15.0));
        canvas.text("", (today, 12.0), Anchor::Middle, "today");
        rows.draw(&mut canvas);
        for (slip, y) in slips.iter().zip(&rows.middles) {
            let places: Vec<f64> = slip.dues.iter().map(|day| days.at(*day)).collect();
            let (low, high) = places.iter().fold((f64::MAX, f64::MIN), |(low, high), x| {
                (low.min(*x), high.max(*x))
            });
            canvas.line("slip", (low, *y), (high, *y));
            let last = places.len().saturating_sub(1);
            for (at, x) in places.iter().enumerate() {
                if at == last {
                    canvas.diamond("slip-now", (*x, *y), 5.5);
                } else {
                    canvas.diamond("ghost-mark", (*x, *y), 4.8);
                }
            }
            canvas.text(
                "halo",
                (high + 12.0, y + 4.0),
                Anchor::Start,
                &slip.in_words(),
            );
        }
        canvas
    }
}

fn finding(slips: &[&Slip]) -> String {
    let most = slips.iter().max_by_key(|slip| slip.days().abs());
    let moves: usize = slips.iter().map(|slip| slip.dues.len() - 1).sum();
    let most = most.map_or(String::new(), |slip| {
        format!("; the furthest is “{}”, {}", slip.title, slip.in_words())
    });
    match (slips, moves) {
        ([only], 1) => format!(
            "One deadline was moved: “{}”, {}.",
            only.title,
            only.in_words()
        ),
        ([only], moves) => format!(
            "The deadline of “{}” was moved {moves} times, {} in all.",
            only.title,
            only.in_words()
        ),
        (all, moves) if moves == all.len() => {
            format!("The deadlines of {} goals were moved{most}.", all.len())
        }
        (all, moves) => format!(
            "The deadlines of {} goals were moved {moves} times{most}.",
            all.len()
        ),
    }
}
