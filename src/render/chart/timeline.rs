//! Timeline: which goals lie in which quarter.
//!
//! In: goals with the days between which they lie. Out: a row a goal with a bar from its start to
//! its due day, full up to today, the mark of how it stands at its end; where a deadline was moved, a
//! hollow mark at the old one; today as a line. What reaches further than the drawing ends in an arrow.

use super::rows::Rows;
use super::scale::{Days, Tick};
use super::svg::{Anchor, Canvas};
use super::text::width;
use super::{Chart, Size, Table, Tone, key};
use crate::render::words;
use chrono::{Datelike, Months, NaiveDate};

/// A goal on the timeline.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bar {
    /// Its title.
    pub(crate) title: String,
    /// The first day.
    pub(crate) start: Option<NaiveDate>,
    /// The last day that counts.
    pub(crate) due: Option<NaiveDate>,
    /// The day it ended.
    pub(crate) closed: Option<NaiveDate>,
    /// Due days that it had before, oldest first.
    pub(crate) moved_from: Vec<NaiveDate>,
    /// How it stands.
    pub(crate) tone: Tone,
    /// The same in a word.
    pub(crate) word: String,
}

/// What a timeline shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Timeline {
    /// The day that it is drawn for.
    pub(crate) today: NaiveDate,
    /// The goals, in the order of their rows.
    pub(crate) bars: Vec<Bar>,
}

/// The most goals of which all are drawn, and how many are where there are more.
const MOST: (usize, usize) = (24, 16);

impl Timeline {
    /// The chart; `None` where no goal has a day.
    pub(crate) fn chart(&self) -> Option<Chart> {
        let dated: Vec<&Bar> = self
            .bars
            .iter()
            .filter(|bar| bar.start.or(bar.due).or(bar.closed).is_some())
            .collect();
        if dated.is_empty() {
            return None;
        }
        let most = if dated.len() > MOST.0 { MOST.1 } else { MOST.0 };
        let drawn = dated.get(..most.min(dated.len())).unwrap_or(&dated);
        Some(Chart::new(
            ("timeline", "Timeline by quarter"),
            self.finding(&dated),
            table(&dated, drawn.len()),
            |size| self.draw(drawn, size),
        ))
    }

    fn finding(&self, bars: &[&Bar]) -> String {
        let open = |bar: &&&Bar| bar.closed.is_none();
        let next = bars
            .iter()
            .filter(open)
            .filter(|bar| bar.due.is_some_and(|due| due >= self.today))
            .min_by_key(|bar| bar.due);
        let late = bars
            .iter()
            .filter(open)
            .filter(|bar| bar.due.is_some_and(|due| due < self.today))
            .count();
        let quarter = quarter_start(self.today);
        let end = quarter.checked_add_months(Months::new(3));
        let this = bars
            .iter()
            .filter(open)
            .filter(|bar| {
                bar.due
                    .is_some_and(|due| due >= self.today && end.is_some_and(|end| due < end))
            })
            .count();
        let mut parts = vec![match this {
            0 => "No goal is due in the rest of this quarter".to_owned(),
            1 => "One goal is due in the rest of this quarter".to_owned(),
            count => format!("{count} goals are due in the rest of this quarter"),
        }];
        if let Some((bar, due)) = next.and_then(|bar| Some((bar, bar.due?))) {
            parts.push(format!("next is “{}”, by {}", bar.title, words::day(due)));
        }
        match late {
            0 => {}
            1 => parts.push("one is past its day".into()),
            count => parts.push(format!("{count} are past their day")),
        }
        format!("{}.", parts.join("; "))
    }

    /// Whole quarters from a year and a half ago to three years ahead, or less where less is needed.
    fn span(&self, bars: &[&Bar]) -> (NaiveDate, NaiveDate) {
        let days = |bar: &&Bar| {
            let known = [bar.start, bar.due, bar.closed].into_iter().flatten();
            known
                .chain(bar.moved_from.iter().copied())
                .collect::<Vec<_>>()
        };
        let all: Vec<NaiveDate> = bars.iter().flat_map(days).chain([self.today]).collect();
        let first = all.iter().min().copied().unwrap_or(self.today);
        let last = all.iter().max().copied().unwrap_or(self.today);
        let back = self
            .today
            .checked_sub_months(Months::new(18))
            .unwrap_or(first);
        let ahead = self
            .today
            .checked_add_months(Months::new(36))
            .unwrap_or(last);
        let (first, last) = (quarter_start(first.max(back)), last.min(ahead));
        let end = quarter_start(last)
            .checked_add_months(Months::new(3))
            .unwrap_or(last);
        (first, end)
    }

    fn draw(&self, bars: &[&Bar], size: Size) -> Canvas {
        let rows = Rows::new(size, bars.iter().map(|bar| bar.title.as_str()), 38.0);
        let tones: Vec<Tone> = Tone::ALL
            .into_iter()
            .filter(|tone| bars.iter().any(|bar| bar.tone == *tone))
            .collect();
        let was_moved = bars.iter().any(|bar| !bar.moved_from.is_empty());
        let mut entries: Vec<&str> = tones.iter().map(|tone| tone.word()).collect();
        entries.extend(was_moved.then_some("due before it was moved"));
        let (places, bottom) = key::lay(size, rows.bottom + 8.0, &entries);
        let mut canvas = Canvas::new(size.width(), bottom, size.text());
        let days = Days::new(self.span(bars), (rows.left, rows.right));
        for tick in quarters(&days, size.text() * 2.4) {
            let x = days.at(tick.day);
            let class = if tick.year { "year" } else { "grid" };
            rows.vertical(&mut canvas, class, (x, 24.0));
        }
        for tick in quarters(&days, if size == Size::Wide { 46.0 } else { 44.0 }) {
            let x = days.at(tick.day);
            let label = if tick.year {
                tick.label
            } else {
                format!("Q{}", tick.day.month0() / 3 + 1)
            };
            // A year that begins at the very edge has no room for its name.
            if x + 3.0 + width(&label, size.text()) < size.width() {
                canvas.text("soft", (x + 3.0, 34.0), Anchor::Start, &label);
            }
        }
        let today = days.at(self.today);
        rows.vertical(&mut canvas, "today", (today, 15.0));
        canvas.text("", (today, 12.0), Anchor::Middle, "today");
        rows.draw(&mut canvas);
        for (bar, y) in bars.iter().zip(&rows.middles) {
            self.draw_bar(&mut canvas, &days, bar, *y);
        }
        for (at, (place, word)) in places.iter().zip(&entries).enumerate() {
            match tones.get(at) {
                Some(tone) => tone.draw(&mut canvas, *place),
                None => canvas.diamond("ghost-mark", *place, 4.4),
            }
            canvas.text("soft", (place.0 + 11.0, place.1 + 4.0), Anchor::Start, word);
        }
        canvas
    }

    fn draw_bar(&self, canvas: &mut Canvas, days: &Days, bar: &Bar, y: f64) {
        let end = bar.closed.or(bar.due);
        let start = bar.start.or(end).unwrap_or(self.today);
        let from = days.at(start);
        // Without a due day the bar fades out at the end of the drawing.
        let to = end
            .map_or(f64::MAX, |end| days.at(end))
            .min(days.at(NaiveDate::MAX));
        let now = days.at(self.today).clamp(from.min(to), to.max(from));
        let class = if bar.closed.is_some() {
            "bar-done"
        } else {
            "bar-past"
        };
        if to - from > 0.5 {
            canvas.rect("bar-ahead", (from, y - 4.0), (to, y + 4.0), 4.0);
        }
        let past = if bar.closed.is_some() { to } else { now };
        if past - from > 0.5 {
            canvas.rect(class, (from, y - 4.0), (past, y + 4.0), 4.0);
        }
        if days.is_before(start) {
            canvas.polygon(
                "arrow",
                &[
                    (from - 6.0, y),
                    (from + 2.0, y - 5.5),
                    (from + 2.0, y + 5.5),
                ],
            );
        }
        for day in bar.moved_from.iter().filter(|day| !days.is_past(**day)) {
            canvas.diamond("ghost-mark", (days.at(*day), y), 4.4);
        }
        match end {
            Some(end) if !days.is_past(end) => {
                if end < self.today && bar.closed.is_none() {
                    canvas.line("late", (to, y), (days.at(self.today), y));
                }
                bar.tone.draw(canvas, (to, y));
            }
            _ => {
                canvas.polygon(
                    "arrow",
                    &[(to + 4.0, y), (to - 4.0, y - 5.5), (to - 4.0, y + 5.5)],
                );
                // The mark stands at today where the end lies outside.
                bar.tone.draw(canvas, (now.max(from + 5.0), y));
            }
        }
    }
}

fn table(bars: &[&Bar], drawn: usize) -> Table {
    let day = |day: Option<NaiveDate>| day.map_or(String::new(), words::short_day);
    let rows = bars.iter().take(drawn).map(|bar| {
        let moved: Vec<String> = bar
            .moved_from
            .iter()
            .map(|day| words::short_day(*day))
            .collect();
        vec![
            bar.title.clone(),
            bar.word.clone(),
            day(bar.start),
            day(bar.due),
            if moved.is_empty() {
                day(bar.closed)
            } else {
                format!("moved from {}", moved.join(", "))
            },
        ]
    });
    let rest = bars.len().saturating_sub(drawn);
    Table {
        head: vec!["Goal", "Stands", "Start", "Due", "Ended or moved"],
        rows: rows.collect(),
        note: super::left_out(rest),
    }
}

/// The marks that begin a quarter, where so many keep `apart`.
fn quarters(days: &Days, apart: f64) -> Vec<Tick> {
    let mut ticks = days.ticks(apart);
    ticks.retain(|tick| tick.day.day() == 1 && tick.day.month0() % 3 == 0);
    ticks
}

/// The first day of the calendar quarter that a day lies in.
fn quarter_start(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(day.year(), day.month0() / 3 * 3 + 1, 1).unwrap_or(day)
}
