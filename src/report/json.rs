//! A report as JSON, for other programs.
//!
//! `version` rises when a field changes its meaning or goes; new fields may come at any time. Days
//! are `YYYY-MM-DD`, periods their last day. Shares are 0 to 1, rates a week of active days. What is
//! not known is `null`. `goalpost explain report` names the fields.

use super::changes::{Change, Span};
use super::goals::{Move, Row, Step};
use super::parts::{Due, Hours, Next, Slip, Win};
use super::{Report, sections};
use crate::progress::{Basis, Forecast, Outlook, Rate, Source};
use crate::vocabulary::Horizon;
use chrono::NaiveDate;
use serde_json::{Value, json};

/// The version of the form.
pub const VERSION: u32 = 1;

/// A report as one JSON object.
pub fn json(report: &Report) -> Value {
    let place = |at: &usize| report.goals.get(*at).map(|row| json!(row.id));
    json!({
        "version": VERSION,
        "audience": report.audience.as_str(),
        "today": report.today.date().to_string(),
        "name": report.name,
        "period": {
            "first": report.period.first.to_string(),
            "last": report.period.last.to_string(),
            "words": report.period.words,
        },
        "headline": report.headline,
        "changed": report.changes.iter().map(change).collect::<Vec<_>>(),
        "slipped": report.slips.iter().map(slip).collect::<Vec<_>>(),
        "next": report.next.iter().map(next).collect::<Vec<_>>(),
        "asked": report.asks.iter().map(|ask| json!({
            "goal": ask.id, "title": ask.title, "text": ask.text,
        })).collect::<Vec<_>>(),
        "by_health": report.by_health.iter().map(|(health, goals)| json!({
            "health": health.as_str(),
            "goals": goals.iter().filter_map(place).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "due": report.due.iter().map(due).collect::<Vec<_>>(),
        "reviews": report.reviews.iter().map(|review| json!({
            "goal": review.id,
            "title": review.title,
            "last": day(review.last),
            "due": review.due.to_string(),
        })).collect::<Vec<_>>(),
        "hours": report.hours.as_ref().map(hours),
        "skills": report.skills.iter().map(|skill| json!({
            "name": skill.name,
            "have": skill.have,
            "asked": skill.asked,
            "roles": skill.roles,
            "covered": skill.covered.iter().map(|(id, _)| id).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "reached": report.wins.iter().map(win).collect::<Vec<_>>(),
        "findings": report.findings.iter().map(|(message, help)| json!({
            "message": message, "help": help,
        })).collect::<Vec<_>>(),
        "calibration": report.calibration.as_ref().map(|calibration| json!({
            "finished": calibration.finished.len(),
            "forecast_ratio": calibration.forecast_ratio.map(short),
            "plan_ratio": calibration.plan_ratio.map(short),
        })),
        "last_entry": day(report.last_entry),
        "goals": report.goals.iter().map(goal).collect::<Vec<_>>(),
    })
}

fn goal(row: &Row) -> Value {
    json!({
        "id": row.id,
        "title": row.title,
        "kind": row.kind,
        "horizon": row.horizon.map(Horizon::as_str),
        "status": row.status.as_str(),
        "health": row.health.as_str(),
        "source": row.source.map(|source| match source {
            Source::Metric => "metric",
            Source::Steps => "steps",
            Source::Supporters => "supporters",
        }),
        "progress": row.progress.map(short),
        "overshoot": row.overshoot.map(short),
        "value": some(&row.value),
        "expected": row.expected.map(short),
        "slack_days": row.slack_days,
        "pace": some(&row.pace),
        "forecast": row.outlook.forecast().map(forecast),
        "outlook": outlook(&row.outlook),
        "outlook_words": some(&sections::outlook(row)),
        "needed_rate": row.needed_rate.map(|of| rate(of, row)),
        "actual_rate": row.actual_rate.map(|of| rate(of, row)),
        "next_step": row.next_step.as_ref().map(step),
        "last_checkin": day(row.last_checkin),
        "start": day(row.start),
        "due": day(row.due_day()),
        "closed": day(row.closed),
        "moved": row.moved.iter().map(moved).collect::<Vec<_>>(),
    })
}

fn change(change: &Change) -> Value {
    let span = |from: Value, to: Value| json!({ "from": from, "to": to });
    json!({
        "goal": change.id,
        "title": change.title,
        "words": change.words,
        "closed": change.closed.map(|(status, day)| json!({
            "status": status.as_str(), "day": day.to_string(),
        })),
        "result": change.result,
        "began": day(change.began),
        "paused": day(change.paused),
        "resumed": day(change.resumed),
        "moved": change.moved.iter().map(moved).collect::<Vec<_>>(),
        "health": change.health.map(|Span { from, to }| span(json!(from.as_str()), json!(to.as_str()))),
        "progress": change.progress.map(|Span { from, to }| span(json!(from.map(short)), json!(to.map(short)))),
        "value": change.value.map(|Span { from, to }| span(json!(short(from)), json!(short(to)))),
        "checkins": change.checkins,
        "steps": change.steps.iter().map(dated).collect::<Vec<_>>(),
        "note": change.note.as_ref().map(dated),
    })
}

fn slip(slip: &Slip) -> Value {
    json!({
        "goal": slip.id,
        "title": slip.title,
        "health": slip.health.as_str(),
        "what": slip.what,
        "why": slip.why,
        "noted": slip.noted.as_ref().map(dated),
    })
}

fn next(next: &Next) -> Value {
    json!({
        "goal": next.id,
        "title": next.title,
        "text": next.text,
        "due": day(next.due.map(|due| due.last)),
        "overdue": next.overdue,
    })
}

fn due(due: &Due) -> Value {
    json!({
        "goal": due.id,
        "title": due.title,
        "step": due.step,
        "day": due.day.to_string(),
    })
}

fn hours(hours: &Hours) -> Value {
    json!({
        "goals": hours.goals.iter().map(|(id, title, hours)| json!({
            "goal": id, "title": title, "hours": hours,
        })).collect::<Vec<_>>(),
        "asked": short(hours.asked),
        "unsaid": hours.unsaid,
        "capacity": hours.capacity,
    })
}

fn win(win: &Win) -> Value {
    json!({
        "goal": win.id,
        "title": win.title,
        "result": win.result,
        "day": win.day.to_string(),
        "steps": win.steps.iter().map(dated).collect::<Vec<_>>(),
        "evidence": win.evidence.iter().map(|(title, url, date)| json!({
            "title": title,
            "url": some(url),
            "date": day(date.map(|date| date.last)),
        })).collect::<Vec<_>>(),
    })
}

fn forecast(forecast: &Forecast) -> Value {
    let band = |(from, to): (NaiveDate, NaiveDate)| json!([from.to_string(), to.to_string()]);
    let (basis, finished) = match forecast.basis {
        Basis::Backtest => ("backtest", None),
        Basis::Own { finished } => ("own", Some(finished)),
    };
    json!({
        "centre": forecast.centre.to_string(),
        "p60": band(forecast.p60),
        "p80": band(forecast.p80),
        "basis": basis,
        "finished": finished,
    })
}

/// Whether there is a forecast, or why not.
pub(super) fn outlook(outlook: &Outlook) -> &'static str {
    match outlook {
        Outlook::Finish(_) => "finish",
        Outlook::NoFinish => "no-finish",
        Outlook::Quiet { .. } => "quiet",
        Outlook::TooLittle { .. } => "too-little",
        Outlook::Budget => "budget",
        Outlook::NotAsked => "not-asked",
    }
}

fn rate(rate: Rate, row: &Row) -> Value {
    json!({ "per_week": short(rate.per_week), "unit": some(&row.rate_unit) })
}

fn step(step: &Step) -> Value {
    json!({ "text": step.text, "due": day(step.due.map(|due| due.last)) })
}

fn moved(moved: &Move) -> Value {
    json!({
        "on": day(moved.on),
        "from": day(moved.from.map(|from| from.last)),
        "to": day(moved.to.map(|to| to.last)),
        "why": moved.why,
    })
}

fn dated((day, text): &(NaiveDate, String)) -> Value {
    json!({ "day": day.to_string(), "text": text })
}

fn day(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// A number without the noise behind its sixth decimal.
pub(super) fn short(value: f64) -> f64 {
    (value * 1e6).round() / 1e6 + 0.0
}
