//! Several plans side by side, a line each: what a coach looks at on a Monday.

use super::csv::{date, lines, text};
use super::layout::{columns, cut, pad};
use super::markdown::plain;
use super::{Report, VERSION};
use crate::emit::{Colour, Style};
use crate::progress::Health;
use crate::today::Today;
use crate::vocabulary::Status;
use crate::words;
use chrono::NaiveDate;
use serde_json::{Value, json};

/// Days ahead in which a line counts what is due.
const SOON: i64 = 30;

/// One plan in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// The folder, as it was named.
    pub plan: String,
    /// Whose plan it is.
    pub name: Option<String>,
    /// The day that it is reckoned from.
    pub today: Today,
    /// How many goals are active.
    pub active: usize,
    /// The day of the newest entry.
    pub last_entry: Option<NaiveDate>,
    /// Goals that are overdue, at risk, behind or were moved in the period.
    pub slipped: usize,
    /// Goals among them that are overdue.
    pub overdue: usize,
    /// Goals and steps that are due within 30 days.
    pub due_30: usize,
    /// What is asked of the mentor.
    pub asks: Vec<String>,
}

impl PlanLine {
    /// The line of a report; `plan` is how its folder was named.
    pub fn of(plan: &str, report: &Report) -> Self {
        let active = report.goals.iter();
        let overdue = report.slips.iter();
        Self {
            plan: plan.to_owned(),
            name: report.name.clone(),
            today: report.today,
            active: active.filter(|row| row.status == Status::Active).count(),
            last_entry: report.last_entry,
            slipped: report.slips.len(),
            overdue: overdue
                .filter(|slip| slip.health == Health::Overdue)
                .count(),
            due_30: report.due_within(SOON).count(),
            asks: report.asks.iter().map(|ask| ask.text.clone()).collect(),
        }
    }

    fn name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.plan)
    }

    fn last(&self) -> String {
        self.last_entry.map_or_else(
            || "no entry yet".into(),
            |day| words::from_now(day, self.today),
        )
    }

    fn slipped(&self) -> String {
        match (self.slipped, self.overdue) {
            (slipped, 0) => slipped.to_string(),
            (slipped, overdue) => format!("{slipped} ({overdue} overdue)"),
        }
    }

    fn asks(&self) -> String {
        match self.asks.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [first, rest @ ..] => format!("{first} (+{})", rest.len()),
        }
    }
}

const HEAD: [&str; 6] = [
    "Plan",
    "Last entry",
    "Active",
    "Slipped",
    "Due in 30 days",
    "Asks",
];

fn cells(line: &PlanLine) -> [String; 6] {
    [
        line.name().to_owned(),
        line.last(),
        line.active.to_string(),
        line.slipped(),
        line.due_30.to_string(),
        line.asks(),
    ]
}

/// The plans with the folder beside each name that two of them have.
fn told_apart(plans: &[PlanLine]) -> Vec<PlanLine> {
    let mut lines = plans.to_vec();
    for (line, plan) in lines.iter_mut().zip(plans) {
        let same = plans.iter().filter(|other| other.name() == plan.name());
        if same.count() > 1 && plan.name.is_some() {
            line.name = Some(format!("{} ({})", plan.name(), plan.plan));
        }
    }
    lines
}

/// The plans as text of at most `style.width` columns (40 at least), a line each where it fits.
pub fn plans_text(plans: &[PlanLine], style: Style) -> String {
    let width = style.width.max(40);
    let dim = |text: &str| match style.colour {
        Colour::Ansi => format!("\u{1b}[2m{text}\u{1b}[0m"),
        Colour::None => text.to_owned(),
    };
    let mut out = String::new();
    let rows: Vec<[String; 6]> = told_apart(plans).iter().map(cells).collect();
    if width < 72 {
        for [name, last, active, slipped, due, asks] in &rows {
            out.push_str(&format!("{}\n", cut(name, width)));
            let told = format!("{last}; {active} active, {slipped} slipped, {due} due soon");
            out.push_str(&format!("  {}\n", cut(&told, width - 2)));
            if !asks.is_empty() {
                out.push_str(&format!("  {}\n", dim(&cut(asks, width - 2))));
            }
        }
        return out;
    }
    let widest = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        let cells = cells.map(|cell| columns(cell));
        let head = HEAD.get(at).map_or(0, |head| head.len());
        cells.max().unwrap_or(0).max(head)
    };
    let widths = [
        widest(0).min(width / 4),
        widest(1),
        widest(2),
        widest(3),
        widest(4),
    ];
    let used: usize = widths.iter().map(|width| width + 2).sum();
    let asks = width.saturating_sub(used).max(4);
    let line = |cells: &[String; 6]| {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths.iter().chain([&asks])) {
            line.push_str(&pad(&cut(cell, *width), *width));
            line.push_str("  ");
        }
        cut_end(&line, width)
    };
    out.push_str(&format!("{}\n", dim(&line(&HEAD.map(String::from)))));
    for row in &rows {
        out.push_str(&format!("{}\n", line(row)));
    }
    out
}

/// A line without blanks at its end.
fn cut_end(line: &str, width: usize) -> String {
    let line = line.trim_end();
    if columns(line) <= width {
        line.to_owned()
    } else {
        cut(line, width)
    }
}

/// The plans as a Markdown table.
pub fn plans_markdown(plans: &[PlanLine]) -> String {
    let mut out = format!(
        "| {} |\n| --- | --- | ---: | ---: | ---: | --- |\n",
        HEAD.join(" | ")
    );
    for line in plans {
        let cells = cells(line).map(|cell| plain(&cell));
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    out
}

/// The plans as one JSON object.
pub fn plans_json(plans: &[PlanLine]) -> Value {
    let plan = |line: &PlanLine| {
        json!({
            "plan": line.plan,
            "name": line.name,
            "today": line.today.date().to_string(),
            "active": line.active,
            "last_entry": line.last_entry.map(|day| day.to_string()),
            "slipped": line.slipped,
            "overdue": line.overdue,
            "due_30": line.due_30,
            "asks": line.asks,
        })
    };
    json!({
        "version": VERSION,
        "plans": plans.iter().map(plan).collect::<Vec<_>>(),
    })
}

/// The plans as CSV, a line each below a line of names.
pub fn plans_csv(plans: &[PlanLine]) -> String {
    let head = [
        "plan",
        "name",
        "today",
        "active",
        "last_entry",
        "slipped",
        "overdue",
        "due_30",
        "asks",
    ];
    let head: Vec<String> = head.iter().map(|name| text(name)).collect();
    let rows = plans.iter().map(|line| {
        vec![
            text(&line.plan),
            text(line.name.as_deref().unwrap_or("")),
            date(Some(line.today.date())),
            line.active.to_string(),
            date(line.last_entry),
            line.slipped.to_string(),
            line.overdue.to_string(),
            line.due_30.to_string(),
            text(&line.asks.join(" / ")),
        ]
    });
    lines(std::iter::once(head).chain(rows))
}
