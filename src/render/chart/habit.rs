//! Habit strip: which periods a rhythm was kept in.
//!
//! In: periods in order, each met, missed, paused or still open. Out: a cell a period, in rows that
//! read like a calendar: met is full, missed is an empty box with a stroke through it, paused a
//! dash, one of which nothing is known a dot, the open one a dashed box. The newest rows are drawn, the table counts them all by year.

use super::svg::{Anchor, Canvas};
use super::{Chart, Size, Table, key};
use crate::prose::{Period, PeriodUnit};
use crate::render::words;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Whether a rhythm was kept in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// It was.
    Met,
    /// It was not.
    Missed,
    /// It stood still.
    Paused,
    /// Nothing was written of it, so it does not count.
    Unknown,
    /// The period is not over.
    Open,
}

/// A period.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Slot {
    /// Its first day.
    pub(crate) from: NaiveDate,
    /// Whether the rhythm was kept.
    pub(crate) kept: Kept,
    /// What was done in it, in words; empty where nothing was noted.
    pub(crate) value: String,
}

/// What a habit strip shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Habit {
    /// The goal.
    pub(crate) title: String,
    /// What is to be kept, in words: "2 evenings every week".
    pub(crate) aim: String,
    /// How long a period is.
    pub(crate) period: Period,
    /// The periods, oldest first.
    pub(crate) slots: Vec<Slot>,
}

/// What may become of a period, as the key says it.
const KEPT: [(Kept, &str); 5] = [
    (Kept::Met, "kept"),
    (Kept::Missed, "not kept"),
    (Kept::Paused, "paused"),
    (Kept::Unknown, "not noted"),
    (Kept::Open, "not over"),
];

/// The most rows that are drawn.
const MOST_ROWS: usize = 8;

impl Habit {
    /// The chart; `None` where none is over.
    pub(crate) fn chart(&self) -> Option<Chart> {
        // Before the first that is known of there is nothing to show.
        let known = self
            .slots
            .iter()
            .position(|slot| !matches!(slot.kept, Kept::Unknown | Kept::Open))?;
        let shown = Self {
            slots: self.slots.get(known..).unwrap_or_default().to_vec(),
            ..self.clone()
        };
        let title = format!("How “{}” was kept", self.title);
        Some(Chart::new(
            ("habit", &title),
            shown.finding(),
            shown.table(),
            |size| shown.draw(size),
        ))
    }

    fn count(&self, kept: Kept) -> usize {
        self.slots.iter().filter(|slot| slot.kept == kept).count()
    }

    fn unit(&self) -> &'static str {
        match (self.period.count, self.period.unit) {
            (1, PeriodUnit::Day) => "day",
            (1, PeriodUnit::Week) => "week",
            (1, PeriodUnit::Month) => "month",
            (3, PeriodUnit::Month) => "quarter",
            (1, PeriodUnit::Year) | (12, PeriodUnit::Month) => "year",
            _ => "period",
        }
    }

    fn finding(&self) -> String {
        let (met, missed) = (self.count(Kept::Met), self.count(Kept::Missed));
        let unit = self.unit();
        let closed = met + missed;
        let aim = if self.aim.is_empty() {
            String::new()
        } else {
            format!("{}: ", words::capital(&self.aim))
        };
        let mut text = match closed {
            0 => format!("{aim}no {unit} is over yet"),
            1 => format!(
                "{aim}{} in the one {unit} that is over",
                if met == 1 { "kept" } else { "not kept" }
            ),
            _ => format!("{aim}kept in {met} of {closed} {unit}s"),
        };
        // The last stretch says more than the whole where there is much of it.
        let recent: Vec<Kept> = self
            .slots
            .iter()
            .rev()
            .map(|slot| slot.kept)
            .filter(|kept| matches!(kept, Kept::Met | Kept::Missed))
            .take(8)
            .collect();
        if closed > 12 {
            let kept = recent.iter().filter(|kept| **kept == Kept::Met).count();
            text.push_str(&format!(", in {kept} of the last {}", recent.len()));
        }
        let paused = self.count(Kept::Paused);
        if paused > 0 {
            text.push_str(&format!("; {paused} paused"));
        }
        format!("{text}.")
    }

    /// How many cells a row holds, so that rows begin at like places in the calendar.
    fn columns(&self, size: Size) -> usize {
        let (wide, narrow) = match self.period.unit {
            PeriodUnit::Day => (28, 14),
            PeriodUnit::Week => (26, 13),
            PeriodUnit::Month if self.period.count == 1 => (24, 12),
            PeriodUnit::Month => (16, 8),
            PeriodUnit::Year => (10, 10),
        };
        match size {
            Size::Wide => wide,
            Size::Narrow => narrow,
        }
    }

    fn table(&self) -> Table {
        let mut years: BTreeMap<i32, [usize; 5]> = BTreeMap::new();
        for slot in &self.slots {
            let counts = years.entry(slot.from.year()).or_default();
            let at = KEPT.iter().position(|(kept, _)| *kept == slot.kept);
            if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                *count += 1;
            }
        }
        if self.slots.len() <= 14 {
            let rows = self.slots.iter().map(|slot| {
                let word = KEPT.iter().find(|(kept, _)| *kept == slot.kept);
                let word = word.map_or("", |(_, word)| *word);
                vec![
                    words::short_day(slot.from),
                    word.to_owned(),
                    slot.value.clone(),
                ]
            });
            return Table {
                head: vec!["From", "Kept", "Noted"],
                rows: rows.collect(),
                note: String::new(),
            };
        }
        let rows = years.into_iter().map(|(year, counts)| {
            let mut row = vec![year.to_string()];
            row.extend(counts.map(|count| count.to_string()));
            row
        });
        Table {
            head: vec![
                "Year",
                "Kept",
                "Not kept",
                "Paused",
                "Not noted",
                "Not over",
            ],
            rows: rows.collect(),
            note: String::new(),
        }
    }

    fn draw(&self, size: Size) -> Canvas {
        let columns = self.columns(size);
        let (left, step) = match size {
            Size::Wide => (74.0, 580.0 / columns.max(20) as f64),
            Size::Narrow => (64.0, 246.0 / columns.max(11) as f64),
        };
        let step = step.min(24.0);
        // Whole rows are dropped from the old end, so that those left keep their place.
        let over = self.slots.len().div_ceil(columns).saturating_sub(MOST_ROWS) * columns;
        let shown = self.slots.get(over..).unwrap_or_default();
        let lines = shown.len().div_ceil(columns);
        let cell = (step - 5.0).clamp(9.0, 18.0);
        let line = cell + 9.0;
        let kinds: Vec<(Kept, &str)> = KEPT
            .into_iter()
            .filter(|(kept, _)| shown.iter().any(|slot| slot.kept == *kept))
            .collect();
        let entries: Vec<&str> = kinds.iter().map(|(_, word)| *word).collect();
        let (places, bottom) = key::lay(size, lines as f64 * line + 8.0, &entries);
        let mut canvas = Canvas::new(size.width(), bottom, size.text());
        for (row, slots) in shown.chunks(columns).enumerate() {
            let y = row as f64 * line + 4.0;
            if let Some(first) = slots.first() {
                let label = match self.period.unit {
                    PeriodUnit::Year => first.from.format("%Y").to_string(),
                    PeriodUnit::Month => first.from.format("%b %Y").to_string(),
                    _ => first.from.format("%-d %b %y").to_string(),
                };
                canvas.text("soft", (0.0, y + cell / 2.0 + 4.0), Anchor::Start, &label);
            }
            for (at, slot) in slots.iter().enumerate() {
                let x = left + at as f64 * step;
                draw_cell(&mut canvas, slot.kept, (x, y), cell);
            }
        }
        for ((kept, word), (x, y)) in kinds.into_iter().zip(places) {
            draw_cell(&mut canvas, kept, (x - 5.5, y - 5.5), 11.0);
            canvas.text("soft", (x + 11.0, y + 4.0), Anchor::Start, word);
        }
        canvas
    }
}

fn draw_cell(canvas: &mut Canvas, kept: Kept, (x, y): (f64, f64), side: f64) {
    let corner = (x + side, y + side);
    match kept {
        Kept::Met => canvas.rect("met", (x, y), corner, 2.5),
        Kept::Missed => {
            canvas.rect("missed", (x, y), corner, 2.5);
            let inset = side * 0.28;
            canvas.line(
                "missed-mark",
                (x + inset, y + side - inset),
                (x + side - inset, y + inset),
            );
        }
        Kept::Paused => {
            let middle = y + side / 2.0;
            canvas.line("paused", (x + 2.0, middle), (x + side - 2.0, middle));
        }
        Kept::Unknown => canvas.circle("unknown", (x + side / 2.0, y + side / 2.0), 2.0),
        Kept::Open => canvas.rect("open", (x, y), corner, 2.5),
    }
}
