//! Rows with a title each: beside the drawing on wide pages, above it on narrow ones.
//!
//! In: titles of any length. Out: places that never meet, and the titles drawn, wrapped onto two
//! lines and then cut (the table has them whole).

use super::Size;
use super::svg::{Anchor, Canvas};
use super::text::{width, wrap};

/// The titles of rows, laid out from the top down.
#[derive(Debug)]
pub(super) struct Rows {
    size: Size,
    /// Where the drawing of a row begins and ends.
    pub(super) left: f64,
    pub(super) right: f64,
    /// The middle of each row's own drawing.
    pub(super) middles: Vec<f64>,
    /// Where the last row ends.
    pub(super) bottom: f64,
    top: f64,
    titles: Vec<(f64, Vec<String>)>,
    ends: Vec<f64>,
}

impl Rows {
    /// Lays out `titles` below `top`.
    pub(super) fn new<'a>(size: Size, titles: impl Iterator<Item = &'a str>, top: f64) -> Self {
        let text = size.text();
        let mut rows = Self {
            size,
            left: match size {
                Size::Wide => 228.0,
                Size::Narrow => 6.0,
            },
            right: size.width() - 12.0,
            middles: Vec::new(),
            bottom: top,
            top,
            titles: Vec::new(),
            ends: Vec::new(),
        };
        for title in titles {
            let start = rows.bottom;
            match size {
                Size::Wide => {
                    let lines = wrap(title, text, 206.0, 2);
                    let height = if lines.len() > 1 { 40.0 } else { 28.0 };
                    let first = start + height / 2.0 + 4.0 - (lines.len().max(1) - 1) as f64 * 7.5;
                    rows.middles.push(start + height / 2.0);
                    rows.titles.push((first, lines));
                    rows.bottom = start + height;
                }
                Size::Narrow => {
                    let lines = wrap(title, text, size.width() - 4.0, 2);
                    let words = lines.len().max(1) as f64 * 14.0;
                    rows.titles.push((start + 15.0, lines));
                    rows.middles.push(start + words + 15.0);
                    rows.bottom = start + words + 28.0;
                }
            }
            rows.ends.push(rows.bottom);
        }
        rows
    }

    /// Draws a line down through all rows, from `top` on.
    pub(super) fn vertical(&self, canvas: &mut Canvas, class: &str, (x, top): (f64, f64)) {
        canvas.line(class, (x, top), (x, self.bottom));
    }

    /// Draws an area behind all rows.
    pub(super) fn band(&self, canvas: &mut Canvas, class: &str, (from, to): (f64, f64)) {
        canvas.rect(class, (from, self.top), (to, self.bottom), 0.0);
    }

    /// Draws the titles and a hairline between rows; after the lines that pass behind them.
    pub(super) fn draw(&self, canvas: &mut Canvas) {
        let line = match self.size {
            Size::Wide => 15.0,
            Size::Narrow => 14.0,
        };
        for (first, lines) in &self.titles {
            // Above the drawings, lines pass behind the words.
            if self.size == Size::Narrow {
                let widest = lines.iter().map(|line| width(line, self.size.text()));
                let widest = widest.fold(0.0, f64::max);
                let last = first + (lines.len().max(1) - 1) as f64 * line + 3.0;
                canvas.rect("ground", (0.0, first - 11.0), (widest + 3.0, last), 0.0);
            }
            for (at, text) in lines.iter().enumerate() {
                canvas.text("", (0.0, first + at as f64 * line), Anchor::Start, text);
            }
        }
        let between = self.ends.len().saturating_sub(1);
        for end in std::iter::once(&self.top).chain(self.ends.iter().take(between)) {
            canvas.line("grid", (0.0, *end), (self.size.width(), *end));
        }
    }
}
