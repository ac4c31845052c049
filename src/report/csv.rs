//! A report as CSV (RFC 4180): a line a goal, for a spreadsheet.
//!
//! Columns only ever come to the end. A text that a spreadsheet would take for a formula (it begins
//! with `=`, `+`, `-`, `@`, a tab or a return) gets an apostrophe before it, which spreadsheets read
//! as "this is text"; numbers are ours and stay as they are.

use super::json::{outlook, short};
use super::{Report, Row};
use crate::progress::Basis;
use chrono::NaiveDate;

/// What each column is called.
const HEAD: &[&str] = &[
    "id",
    "title",
    "kind",
    "horizon",
    "status",
    "health",
    "progress",
    "value",
    "expected",
    "slack_days",
    "outlook",
    "forecast_centre",
    "forecast_60_from",
    "forecast_60_to",
    "forecast_80_from",
    "forecast_80_to",
    "forecast_basis",
    "needed_per_week",
    "actual_per_week",
    "rate_unit",
    "next_step",
    "next_step_due",
    "last_checkin",
    "start",
    "due",
    "closed",
    "times_moved",
    "last_move_why",
];

/// The goals of a report, a line each below a line of names.
pub fn csv(report: &Report) -> String {
    let head: Vec<String> = HEAD.iter().map(|name| text(name)).collect();
    let rows = report.goals.iter().map(cells);
    lines(std::iter::once(head).chain(rows))
}

fn cells(row: &Row) -> Vec<String> {
    let forecast = row.outlook.forecast();
    let day = |of: fn(&crate::progress::Forecast) -> NaiveDate| {
        forecast.map_or(String::new(), |forecast| of(forecast).to_string())
    };
    let last = row.moved.last();
    let step = row.next_step.as_ref();
    vec![
        text(&row.id),
        text(&row.title),
        text(row.kind),
        text(row.horizon.map_or("", |horizon| horizon.as_str())),
        text(row.status.as_str()),
        text(row.health.as_str()),
        number(row.progress),
        text(&row.value),
        number(row.expected),
        row.slack_days
            .map_or(String::new(), |days| days.to_string()),
        text(outlook(&row.outlook)),
        day(|forecast| forecast.centre),
        day(|forecast| forecast.p60.0),
        day(|forecast| forecast.p60.1),
        day(|forecast| forecast.p80.0),
        day(|forecast| forecast.p80.1),
        text(forecast.map_or("", |forecast| match forecast.basis {
            Basis::Backtest => "backtest",
            Basis::Own { .. } => "own",
        })),
        number(row.needed_rate.map(|rate| rate.per_week)),
        number(row.actual_rate.map(|rate| rate.per_week)),
        text(&row.rate_unit),
        text(step.map_or("", |step| &step.text)),
        date(step.and_then(|step| step.due).map(|due| due.last)),
        date(row.last_checkin),
        date(row.start),
        date(row.due_day()),
        date(row.closed),
        row.moved.len().to_string(),
        text(last.and_then(|moved| moved.why.as_deref()).unwrap_or("")),
    ]
}

/// Lines of cells that are ready, each ended as RFC 4180 has it.
pub(super) fn lines(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut out = String::new();
    for row in rows {
        out.push_str(&row.join(","));
        out.push_str("\r\n");
    }
    out
}

/// A text as a cell: quoted where it must be, never a formula.
pub(super) fn text(text: &str) -> String {
    let formula = text
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r', '\n']);
    let text = if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains([',', '"', '\n', '\r', ';']) || text != text.trim() {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or(String::new(), |value| short(value).to_string())
}

pub(super) fn date(day: Option<NaiveDate>) -> String {
    day.map_or(String::new(), |day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula_and_none_breaks_its_cell() {
        for (from, to) in [
            ("Pass the exam", "Pass the exam"),
            ("a, b", "\"a, b\""),
            ("say \"yes\"", "\"say \"\"yes\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            (
                "=HYPERLINK(\"http://x\")",
                "\"'=HYPERLINK(\"\"http://x\"\")\"",
            ),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =1", "'  =1"),
            ("\t=1", "'\t=1"),
            (" a", "\" a\""),
            ("", ""),
        ] {
            assert_eq!(text(from), to);
        }
        assert_eq!(number(Some(-1.5)), "-1.5");
    }
}
