//! Burn-up: how far a goal has come, against what was to be expected, and where it is heading.
//!
//! In: days and values of one goal. Out: the line of what was noted, up to today and never past it;
//! the expected line; target, due day and steps; the forecast as a fan that opens from today to the
//! target, with the days between which a finish is likely marked on the target itself.

use super::scale::{Days, Linear, sound, thin};
use super::svg::{Anchor, Canvas};
use super::text::width;
use super::unit::Unit;
use super::{Chart, Size, Table};
use crate::prose::number::show;
use crate::render::words;
use chrono::{Duration, NaiveDate};

/// How values lie between two entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// On the way from one to the next: a level.
    Line,
    /// Where they were until the next: counts and steps.
    Stairs,
}

/// A step on the way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Milestone {
    /// When it is due, or was done.
    pub(crate) day: NaiveDate,
    /// Its words.
    pub(crate) label: String,
    /// Whether it is done.
    pub(crate) done: bool,
}

/// When a finish is likely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fan {
    /// The days between which three of five finish.
    pub(crate) p60: (NaiveDate, NaiveDate),
    /// The days between which four of five finish.
    pub(crate) p80: (NaiveDate, NaiveDate),
}

/// What a burn-up shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BurnUp {
    /// The goal.
    pub(crate) title: String,
    /// The finding: where it stands and what is to be expected, in a sentence.
    pub(crate) finding: String,
    /// How values are written.
    pub(crate) unit: Unit,
    /// How values lie between entries.
    pub(crate) shape: Shape,
    /// The day and value that it starts from.
    pub(crate) start: (NaiveDate, f64),
    /// Where it is to arrive.
    pub(crate) target: f64,
    /// By when.
    pub(crate) due: Option<NaiveDate>,
    /// The day that it is drawn for.
    pub(crate) today: NaiveDate,
    /// What that day is: `today`, or `ended` for a goal that is over.
    pub(crate) today_word: &'static str,
    /// What was noted, in any order; what lies past today is left out.
    pub(crate) actual: Vec<(NaiveDate, f64)>,
    /// The line that was to be expected, rising in days.
    pub(crate) expected: Vec<(NaiveDate, f64)>,
    /// Steps on the way.
    pub(crate) milestones: Vec<Milestone>,
    /// The forecast, where there is one.
    pub(crate) fan: Option<Fan>,
    /// How sure the owner was, 0 to 10, by day.
    pub(crate) confidence: Vec<(NaiveDate, u8)>,
}

/// The most entries that a table lists.
const MOST_ROWS: usize = 24;

impl BurnUp {
    /// The chart.
    pub(crate) fn chart(&self) -> Chart {
        let title = format!("Progress of “{}”", self.title);
        Chart::new(
            ("burn-up", &title),
            self.finding.clone(),
            self.table(),
            |size| self.draw(size),
        )
    }

    /// What was noted up to today, in the order of days.
    fn noted(&self) -> Vec<(NaiveDate, f64)> {
        let mut noted: Vec<(NaiveDate, f64)> = self
            .actual
            .iter()
            .filter(|(day, value)| *day <= self.today && value.is_finite())
            .copied()
            .collect();
        noted.sort_by_key(|(day, _)| *day);
        noted
    }

    /// The value that was to be expected on a day, between the points of the line.
    fn expected_on(&self, day: NaiveDate) -> Option<f64> {
        let at = self.expected.iter().position(|(point, _)| *point >= day)?;
        let (after_day, after) = *self.expected.get(at)?;
        if after_day == day {
            return Some(after);
        }
        let (before_day, before) = *self.expected.get(at.checked_sub(1)?)?;
        let span = (after_day - before_day).num_days().max(1) as f64;
        let share = (day - before_day).num_days() as f64 / span;
        Some(before + (after - before) * share)
    }

    fn table(&self) -> Table {
        let noted = self.noted();
        let mut rows: Vec<(NaiveDate, [String; 3])> = Vec::new();
        let kept = noted.len().saturating_sub(MOST_ROWS);
        for (day, value) in noted.iter().skip(kept) {
            let expected = self.expected_on(*day);
            rows.push((
                *day,
                [
                    "Noted".into(),
                    self.unit.value(*value),
                    expected.map_or(String::new(), |value| self.unit.value(value)),
                ],
            ));
        }
        for step in self.milestones.iter().take(MOST_ROWS) {
            let what = if step.done { "Step done" } else { "Step due" };
            rows.push((
                step.day,
                [
                    format!("{what}: {}", step.label),
                    String::new(),
                    String::new(),
                ],
            ));
        }
        if let Some(due) = self.due {
            rows.push((
                due,
                ["Due".into(), String::new(), self.unit.value(self.target)],
            ));
        }
        if let Some(fan) = self.fan {
            let marks = [
                (fan.p80.0, "not before, for eight of ten"),
                (fan.p60.0, "not before, for six of ten"),
                (fan.p60.1, "not after, for six of ten"),
                (fan.p80.1, "not after, for eight of ten"),
            ];
            for (day, what) in marks {
                rows.push((
                    day,
                    [
                        format!("Likely finish: {what}"),
                        String::new(),
                        String::new(),
                    ],
                ));
            }
        }
        rows.sort_by_key(|(day, _)| *day);
        let rows = rows.into_iter().map(|(day, cells)| {
            let mut row = vec![words::short_day(day)];
            row.extend(cells);
            row
        });
        Table {
            head: vec!["Day", "What", "Value", "Expected"],
            rows: rows.collect(),
            note: if kept > 0 {
                format!(
                    "The newest {MOST_ROWS} of {} entries; the log has them all.",
                    noted.len()
                )
            } else {
                String::new()
            },
        }
    }

    /// The days that are drawn: from the start to the due day, the forecast, or today, the latest of
    /// them, but no further than the way so far and once more as long.
    fn days(&self, noted: &[(NaiveDate, f64)]) -> (NaiveDate, NaiveDate) {
        let first = noted
            .first()
            .map_or(self.start.0, |(day, _)| self.start.0.min(*day))
            .min(self.today);
        let must = self.due.unwrap_or(self.today).max(self.today);
        let likely = self.fan.map_or(must, |fan| fan.p80.1.max(must));
        let most = (must - first).num_days().clamp(30, 400_000);
        let cap = must.checked_add_signed(Duration::days(most * 6 / 10));
        let last = likely.min(cap.unwrap_or(likely));
        (first, last.max(must))
    }

    fn draw(&self, size: Size) -> Canvas {
        let noted = self.noted();
        let text = size.text();
        let values = noted.iter().map(|(_, value)| *value);
        let values = values
            .chain([self.start.1, self.target])
            .chain(self.expected.iter().map(|(_, value)| *value))
            .map(sound);
        let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        let (lane_steps, lane_sure) = (
            if self.milestones.is_empty() {
                0.0
            } else {
                20.0
            },
            if self.sureness().len() > 1 { 34.0 } else { 0.0 },
        );
        let plot = match size {
            Size::Wide => 210.0,
            Size::Narrow => 150.0,
        };
        let span = self.days(&noted);
        // Labels of values stand in the margin, which is as wide as the widest of them.
        let scale = Linear::new((low, high), (0.0, plot));
        let ticks = scale.ticks(if size == Size::Wide { 5 } else { 4 });
        let labels: Vec<String> = ticks.iter().map(|tick| self.unit.tick(*tick)).collect();
        let widest = labels
            .iter()
            .map(|label| width(label, text))
            .fold(0.0, f64::max);
        let left = (widest + 10.0).min(110.0);
        let right = size.width() - 14.0;
        let days = Days::new(span, (left, right));
        // Two rows of labels on top where those of today and of the due day would meet.
        let due_label = self.due.map(|due| format!("due {}", words::short_day(due)));
        let due_label = due_label.unwrap_or_default();
        let today_x = days.at(self.today);
        let due_x = self.due.map(|due| days.at(due));
        let meet = due_x.is_some_and(|x| {
            (x - today_x).abs()
                < f64::midpoint(width(&due_label, text), width(self.today_word, text)) + 8.0
                || x > size.width() - width(&due_label, text) / 2.0
                    && today_x
                        > size.width() - width(&due_label, text) - width(self.today_word, text)
        });
        let head = if meet { 30.0 } else { 16.0 };
        let top = head + 20.0;
        let bottom = top + plot;
        let rising = self.target >= self.start.1;
        let below = bottom + if rising { 14.0 } else { 26.0 };
        let height = below + 20.0 + lane_steps + lane_sure;
        let mut canvas = Canvas::new(size.width(), height, text);
        let scale = Linear::new((low, high), (bottom, top));

        for (tick, label) in ticks.iter().zip(&labels) {
            let y = scale.at(*tick);
            canvas.text("soft", (left - 8.0, y + 4.0), Anchor::End, label);
        }
        for tick in &ticks {
            let y = scale.at(*tick);
            canvas.line("grid", (left, y), (right, y));
        }
        let marks = days.ticks(if size == Size::Wide { 72.0 } else { 62.0 });
        for tick in &marks {
            let x = days.at(tick.day);
            canvas.text("soft", (x, below + text + 2.0), Anchor::Middle, &tick.label);
        }
        for tick in &marks {
            let x = days.at(tick.day);
            canvas.line("base", (x, below - 4.0), (x, below));
        }
        canvas.line("base", (left, below - 4.0), (right, below - 4.0));

        self.draw_fan(&mut canvas, &days, &scale, &noted);
        let target_y = scale.at(self.target);
        canvas.line("target", (left, target_y), (right, target_y));
        self.draw_likely(&mut canvas, &days, target_y);
        let expected: Vec<(f64, f64)> = self
            .expected
            .iter()
            .map(|(day, value)| (days.at(*day), scale.at(*value)))
            .collect();
        canvas.polyline("expected", &expected);

        canvas.line("today", (today_x, head + 2.0), (today_x, below - 4.0));
        canvas.text(
            "",
            (today_x, if meet { 26.0 } else { 12.0 }),
            Anchor::Middle,
            self.today_word,
        );
        if let Some(x) = due_x {
            canvas.line(
                "due",
                (x, if meet { 16.0 } else { head + 2.0 }),
                (x, below - 4.0),
            );
            canvas.text("", (x, 12.0), Anchor::Middle, &due_label);
        }

        // The target's words stand at the left, where a goal seldom is near its target.
        let words_y = if rising {
            target_y - 6.0
        } else {
            target_y + text + 3.0
        };
        let target_words = format!("target {}", self.unit.value(self.target));
        canvas.text("halo", (left + 2.0, words_y), Anchor::Start, &target_words);
        self.likely_label(
            &mut canvas,
            &days,
            (words_y, left + 12.0 + width(&target_words, text)),
        );

        self.draw_noted(&mut canvas, (&days, &scale), &noted, size);
        if !self.milestones.is_empty() {
            self.draw_steps(&mut canvas, &days, below + 20.0 + lane_steps / 2.0);
        }
        if lane_sure > 0.0 {
            let lane = (
                below + 20.0 + lane_steps,
                below + 20.0 + lane_steps + lane_sure,
            );
            self.draw_sureness(&mut canvas, &days, (left, lane));
        }
        canvas
    }

    /// The line of what was noted, and the last of it beside what was to be expected today.
    fn draw_noted(
        &self,
        canvas: &mut Canvas,
        (days, scale): (&Days, &Linear),
        noted: &[(NaiveDate, f64)],
        size: Size,
    ) {
        let text = size.text();
        let mut points: Vec<(f64, f64)> = Vec::new();
        if noted.first().is_none_or(|(day, _)| *day > self.start.0) && self.start.0 <= self.today {
            points.push((days.at(self.start.0), scale.at(self.start.1)));
        }
        points.extend(
            noted
                .iter()
                .map(|(day, value)| (days.at(*day), scale.at(*value))),
        );
        if self.shape == Shape::Stairs && !points.is_empty() {
            // What is counted stays where it was, up to today.
            let y = points.last().map_or(0.0, |point| point.1);
            points.push((days.at(self.today), y));
        }
        let thinned = thin(&points, (size.width() / 5.0) as usize);
        let line: Vec<(f64, f64)> = match self.shape {
            Shape::Line => thinned,
            Shape::Stairs => {
                let mut stairs: Vec<(f64, f64)> = Vec::new();
                for point in thinned {
                    if let Some(before) = stairs.last().copied() {
                        stairs.push((point.0, before.1));
                    }
                    stairs.push(point);
                }
                stairs.dedup();
                stairs
            }
        };
        // Very many entries are drawn finer, so that their peaks can be told apart.
        let fine = noted.len() > size.width() as usize / 4;
        canvas.polyline(if fine { "actual fine" } else { "actual" }, &line);
        let dots = if size == Size::Wide { 32 } else { 16 };
        if noted.len() <= dots {
            for (day, value) in noted {
                canvas.circle("dot", (days.at(*day), scale.at(*value)), 2.6);
            }
        }
        let today_x = days.at(self.today);
        let Some(&(last_day, last)) = noted.last() else {
            return;
        };
        let here = match self.shape {
            Shape::Line => (days.at(last_day), scale.at(last)),
            Shape::Stairs => (today_x, scale.at(last)),
        };
        canvas.circle("now", here, 4.5);
        let expected = self
            .expected_on(self.today)
            .filter(|_| self.due.is_none_or(|due| due > self.today));
        let now_words = self.unit.value(last);
        let mut now_y = here.1 + 4.0;
        let mut expected_y = None;
        if let Some(value) = expected {
            let y = scale.at(value);
            canvas.diamond("mark", (today_x, y), 4.2);
            // The higher value stands higher; both keep a line's height apart.
            let apart = text + 3.0;
            let mut other = y + 4.0;
            if (other - now_y).abs() < apart {
                let middle = f64::midpoint(other, now_y);
                let half = apart / 2.0;
                (now_y, other) = if now_y <= other {
                    (middle - half, middle + half)
                } else {
                    (middle + half, middle - half)
                };
            }
            expected_y = Some((value, other));
        }
        let label_x = here
            .0
            .max(if expected.is_some() { today_x } else { here.0 });
        let expected_words = expected_y.map(|(value, _)| match size {
            Size::Wide => format!("expected {}", self.unit.sign(value)),
            Size::Narrow => format!("exp. {}", self.unit.sign(value)),
        });
        let widest = expected_words
            .as_deref()
            .map_or(0.0, |words| width(words, text))
            .max(width(&now_words, text) * 1.1);
        // At the height of the target, the right side belongs to the days of a likely finish.
        let target = scale.at(self.target);
        let is_near = |y: f64| (y - 4.0 - target).abs() < text;
        let crowded =
            self.fan.is_some() && (is_near(now_y) || expected_y.is_some_and(|(_, y)| is_near(y)));
        let (x, anchor) = if label_x + 10.0 + widest <= size.width() && !crowded {
            (label_x + 10.0, Anchor::Start)
        } else {
            (here.0.min(label_x) - 10.0, Anchor::End)
        };
        let mut beside = expected_y.map(|(_, y)| y);
        if anchor == Anchor::End && self.shape == Shape::Stairs {
            // To the left the line runs level: the words stand on it, and not in it.
            now_y = here.1 - 7.0;
            let apart = text + 3.0;
            beside = beside.map(|y| {
                if y < here.1 + 4.0 {
                    y.min(now_y - apart)
                } else {
                    y.max(here.1 + apart)
                }
            });
        }
        canvas.text("strong halo", (x, now_y), anchor, &now_words);
        if let (Some(words), Some(y)) = (expected_words, beside) {
            canvas.text("halo", (x, y), anchor, &words);
        }
    }

    /// The fan: from the last of what was noted to the target, between the days of each band.
    fn draw_fan(
        &self,
        canvas: &mut Canvas,
        days: &Days,
        scale: &Linear,
        noted: &[(NaiveDate, f64)],
    ) {
        let (Some(fan), Some((_, last))) = (self.fan, noted.last()) else {
            return;
        };
        let from = (days.at(self.today), scale.at(*last));
        let target = scale.at(self.target);
        for (class, (early, late)) in [("fan80", fan.p80), ("fan60", fan.p60)] {
            let early = early.max(self.today);
            let mut area = vec![from, (days.at(early), target)];
            if days.is_past(late) {
                // The far edge leaves the drawing before it reaches the target.
                let whole = (late - self.today).num_days().max(1) as f64;
                let edge = days.at(late);
                let share = (days.from(self.today) / whole).clamp(0.0, 1.0);
                area.push((edge, target));
                area.push((edge, from.1 + (target - from.1) * share));
            } else {
                area.push((days.at(late), target));
            }
            canvas.polygon(class, &area);
        }
    }

    /// The days of a likely finish, on the target's line.
    fn draw_likely(&self, canvas: &mut Canvas, days: &Days, y: f64) {
        let Some(fan) = self.fan else { return };
        let drawn =
            |(early, late): (NaiveDate, NaiveDate)| (days.at(early.max(self.today)), days.at(late));
        let (from, to) = drawn(fan.p80);
        canvas.line("likely80", (from, y), (to, y));
        for (x, day) in [(from, fan.p80.0), (to, fan.p80.1)] {
            if !days.is_past(day) {
                canvas.line("likely80", (x, y - 4.0), (x, y + 4.0));
            }
        }
        if days.is_past(fan.p80.1) {
            canvas.polygon(
                "arrow",
                &[(to - 6.0, y - 5.0), (to + 3.0, y), (to - 6.0, y + 5.0)],
            );
        }
        if !days.is_past(fan.p60.0) {
            let (from, to) = drawn(fan.p60);
            let to = if days.is_past(fan.p60.1) {
                to - 8.0
            } else {
                to
            };
            canvas.line("likely60", (from, y), (to.max(from), y));
        }
    }

    fn likely_label(&self, canvas: &mut Canvas, days: &Days, (y, free): (f64, f64)) {
        let Some(fan) = self.fan.filter(|fan| !days.is_past(fan.p60.0)) else {
            return;
        };
        let label = "likely finish";
        let middle = f64::midpoint(days.at(fan.p60.0.max(self.today)), days.at(fan.p60.1));
        // It needs room beside the words of the target and those of today.
        let half = width(label, 12.0) / 2.0 + 4.0;
        if middle - half > free.max(days.at(self.today)) && days.at(self.today) + half < middle {
            canvas.text("halo", (middle, y), Anchor::Middle, label);
        }
    }

    /// Steps as marks below the axis: full where they are done.
    fn draw_steps(&self, canvas: &mut Canvas, days: &Days, y: f64) {
        canvas.text("soft", (0.0, y + 4.0), Anchor::Start, "steps");
        for step in &self.milestones {
            if days.is_past(step.day) || days.is_before(step.day) {
                continue;
            }
            let class = if step.done { "step-done" } else { "step-open" };
            canvas.diamond(class, (days.at(step.day), y), 5.0);
        }
    }

    fn sureness(&self) -> Vec<(NaiveDate, f64)> {
        let mut sure: Vec<(NaiveDate, f64)> = self
            .confidence
            .iter()
            .filter(|(day, _)| *day <= self.today)
            .map(|(day, value)| (*day, f64::from(*value).min(10.0)))
            .collect();
        sure.sort_by_key(|(day, _)| *day);
        sure
    }

    /// Confidence as a small line of its own, from 0 to 10.
    fn draw_sureness(
        &self,
        canvas: &mut Canvas,
        days: &Days,
        (left, (top, bottom)): (f64, (f64, f64)),
    ) {
        let scale = Linear::new((0.0, 10.0), (bottom - 5.0, top + 8.0));
        let sure = self.sureness();
        canvas.line(
            "grid",
            (left, scale.at(0.0)),
            (days.at(self.today), scale.at(0.0)),
        );
        let points: Vec<(f64, f64)> = sure
            .iter()
            .map(|(day, value)| (days.at(*day), scale.at(*value)))
            .collect();
        canvas.polyline("sure", &thin(&points, 40));
        canvas.text("soft", (0.0, bottom - 6.0), Anchor::Start, "sure");
        if let (Some((_, value)), Some(point)) = (sure.last(), points.last()) {
            canvas.circle("sure-now", *point, 3.0);
            let words = format!("{} of 10", show(*value));
            let room = days.at(NaiveDate::MAX) - point.0;
            let (x, anchor) = if room > width(&words, 12.0) {
                (point.0 + 8.0, Anchor::Start)
            } else {
                (point.0 - 8.0, Anchor::End)
            };
            canvas.text("halo", (x, point.1 + 4.0), anchor, &words);
        }
    }
}
