//! Charts: plain values become words, a drawing and a table.
//!
//! In: value structs that know nothing of a plan, only titles, days and numbers of what an audience
//! may see. Out: a [`Chart`], written into a page as a `figure`: one sentence that states the
//! finding, the drawing (one for wide and one for narrow pages, so that its text is as large as the
//! page's on each), and the numbers as a table. Nothing here reads a plan, a clock or a file, and
//! nothing is told by colour alone: marks differ in shape, lines in their strokes, and each is named
//! where it stands.
//!
//! Colours are roles of the style sheet (`--gp-chart-…`); the drawing names classes only.

mod alignment;
mod burn_up;
mod calibration;
mod habit;
mod hours;
mod key;
mod moved;
mod rows;
#[cfg(test)]
mod samples;
mod scale;
mod skills;
mod smart;
mod svg;
#[cfg(test)]
mod tests;
mod text;
mod timeline;
mod unit;

pub(crate) use alignment::{Alignment, Level, Node};
pub(crate) use burn_up::{BurnUp, Fan, Milestone, Shape};
pub(crate) use calibration::{Calibration, Outcome};
pub(crate) use habit::{Habit, Kept, Slot};
pub(crate) use hours::{Hours, Share};
pub(crate) use moved::{Moved, Slip};
pub(crate) use skills::{SkillLevel, Skills};
pub(crate) use smart::{Letter, Smart, SmartRow};
pub(crate) use timeline::{Bar, Timeline};
pub(crate) use unit::Unit;

use text::escape;

/// Which pages a drawing is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    /// Tablets, screens and paper.
    Wide,
    /// Phones, and several side by side.
    Narrow,
}

impl Size {
    /// The width of the drawing in its own units, about CSS pixels where it is shown.
    fn width(self) -> f64 {
        match self {
            Self::Wide => 680.0,
            Self::Narrow => 320.0,
        }
    }

    /// The size of text: at 280 px, the width that a phone of 320 px leaves, still above 9 px.
    fn text(self) -> f64 {
        match self {
            Self::Wide => 12.0,
            Self::Narrow => 11.0,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }
}

/// How something stands, as a shape and a hue; always beside its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Reached, or ahead: a disc with a check.
    Good,
    /// On track: a disc.
    Fine,
    /// Worth a look: a diamond.
    Look,
    /// Worth doing something: a triangle.
    Act,
    /// Nothing to say: a ring.
    Calm,
}

impl Tone {
    /// The tone of this name; calm for others.
    pub(crate) fn of(name: &str) -> Self {
        match name {
            "good" => Self::Good,
            "fine" => Self::Fine,
            "look" => Self::Look,
            "act" => Self::Act,
            _ => Self::Calm,
        }
    }

    /// All of them, the best first.
    const ALL: [Self; 5] = [Self::Good, Self::Fine, Self::Look, Self::Act, Self::Calm];

    /// What a key says of it.
    fn word(self) -> &'static str {
        match self {
            Self::Good => "reached or ahead",
            Self::Fine => "on track",
            Self::Look => "behind or quiet",
            Self::Act => "at risk or late",
            Self::Calm => "nothing to judge",
        }
    }

    fn draw(self, canvas: &mut svg::Canvas, place: svg::Place) {
        let (x, y) = place;
        match self {
            Self::Good => {
                canvas.circle("t-good", place, 5.5);
                canvas.polyline(
                    "tick-mark",
                    &[(x - 2.6, y + 0.1), (x - 0.8, y + 2.1), (x + 2.6, y - 2.0)],
                );
            }
            Self::Fine => canvas.circle("t-fine", place, 4.5),
            Self::Look => canvas.diamond("t-look", place, 5.2),
            Self::Act => canvas.polygon(
                "t-act",
                &[(x, y - 5.0), (x + 5.2, y + 4.2), (x - 5.2, y + 4.2)],
            ),
            Self::Calm => canvas.circle("t-calm", place, 4.0),
        }
    }
}

/// What a table says of goals that neither it nor the drawing holds.
fn left_out(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "One more goal is left out here.".into(),
        count => format!("{count} more goals are left out here."),
    }
}

/// The numbers behind a drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Table {
    /// The names of the columns; the first names the rows.
    pub(crate) head: Vec<&'static str>,
    /// One a row, as many as there are columns.
    pub(crate) rows: Vec<Vec<String>>,
    /// What the table leaves out, or nothing.
    pub(crate) note: String,
}

/// A chart, ready to be written into a page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chart {
    kind: &'static str,
    finding: String,
    wide: String,
    narrow: String,
    table: Table,
}

/// Which drawings a figure holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Drawings {
    /// Both; the style sheet shows the one that fits.
    Both,
    /// The narrow one alone, without a table: one of several small ones side by side.
    Small,
}

impl Chart {
    /// A chart of a kind, drawn in both sizes by `draw`.
    fn new(
        (kind, title): (&'static str, &str),
        finding: String,
        table: Table,
        draw: impl Fn(Size) -> svg::Canvas,
    ) -> Self {
        let drawn = |size: Size| draw(size).finish(size.class(), title, &finding);
        Self {
            kind,
            wide: drawn(Size::Wide),
            narrow: drawn(Size::Narrow),
            finding,
            table,
        }
    }

    /// The sentence that states what the chart shows.
    #[cfg(test)]
    pub(crate) fn finding(&self) -> &str {
        &self.finding
    }

    /// The chart as a `figure` element.
    pub(crate) fn figure(&self, drawings: Drawings) -> String {
        let kind = self.kind;
        let words = escape(&self.finding);
        match drawings {
            Drawings::Small => format!(
                "<figure class=\"chart chart-{kind} small\"><figcaption>{words}</figcaption>{}</figure>",
                self.narrow
            ),
            Drawings::Both => format!(
                "<figure class=\"chart chart-{kind}\"><figcaption>{words}</figcaption>{}{}{}</figure>",
                self.wide,
                self.narrow,
                self.table.details()
            ),
        }
    }
}

impl Table {
    /// The table, folded away; nothing where it has no rows. Its heads stand in the first row and in
    /// the first column alone, so that HTML itself knows what each is the head of.
    fn details(&self) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let mut head = String::new();
        for name in &self.head {
            head.push_str(&format!("<th>{}</th>", escape(name)));
        }
        let mut rows = String::new();
        for row in &self.rows {
            rows.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let cell = escape(cell);
                if at == 0 {
                    rows.push_str(&format!("<th>{cell}</th>"));
                } else {
                    rows.push_str(&format!("<td>{cell}</td>"));
                }
            }
            rows.push_str("</tr>");
        }
        let note = if self.note.is_empty() {
            String::new()
        } else {
            format!("<p class=\"meta\">{}</p>", escape(&self.note))
        };
        format!(
            "<details class=\"numbers\"><summary>The numbers</summary><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}</details>"
        )
    }
}
