//! The texts that `init` and `new` write: embedded, with places for what is known only then.
//!
//! `{{name}}` is a word that the caller gives; `{{month +6 months}}` is a date reckoned from today,
//! as exact as its first word says: `day`, `month`, `quarter` or `year`.

use super::days;
use crate::prose::Period;
use crate::prose::date::{DateSpan, Grain};
use crate::today::Today;
use anyhow::{Context as _, bail};
use chrono::{Datelike as _, NaiveDate};
use include_dir::{Dir, include_dir};

static STARTERS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/starters");

/// The files of a starter, by their path in the plan, sorted.
pub(super) fn files(name: &str) -> Vec<(String, &'static str)> {
    let mut out = Vec::new();
    if let Some(folder) = STARTERS.get_dir(name) {
        collect(folder, folder, &mut out);
    }
    out.sort();
    out
}

fn collect(root: &Dir<'static>, folder: &Dir<'static>, out: &mut Vec<(String, &'static str)>) {
    for file in folder.files() {
        let inside = file.path().strip_prefix(root.path()).ok();
        let path = inside.map(|path| path.to_string_lossy().replace('\\', "/"));
        if let (Some(path), Some(text)) = (path, file.contents_utf8()) {
            out.push((path, text));
        }
    }
    for inner in folder.dirs() {
        collect(root, inner, out);
    }
}

/// One embedded text.
pub(super) fn text(path: &str) -> Option<&'static str> {
    STARTERS.get_file(path)?.contents_utf8()
}

/// The text with its places filled.
///
/// # Errors
/// When a place asks for something that nobody gave: a fault of ours, which a test looks for.
pub(super) fn fill(text: &str, words: &[(&str, String)], today: Today) -> anyhow::Result<String> {
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (place, behind) = after.split_once("}}").context("a place without an end")?;
        out.push_str(before);
        match words.iter().find(|(name, _)| *name == place.trim()) {
            Some((_, word)) => out.push_str(word),
            None => out.push_str(&date(place.trim(), today)?),
        }
        rest = behind;
    }
    out.push_str(rest);
    Ok(out)
}

/// `month +6 months` as `2027-05`.
fn date(place: &str, today: Today) -> anyhow::Result<String> {
    let (grain, later) = place.split_once(' ').unwrap_or((place, ""));
    let now = today.date();
    let day = match later.trim().strip_prefix('+') {
        None if later.is_empty() => now,
        Some(period) => Period::read(period)
            .and_then(|period| period.after(now))
            .with_context(|| format!("`{place}` is no place for a date"))?,
        None => bail!("`{place}` is no place for a word"),
    };
    let span = |first: Option<NaiveDate>, months: u32, grain| {
        let first = first.context("a date beyond the calendar")?;
        let last = first
            .checked_add_months(chrono::Months::new(months))
            .and_then(|next| next.pred_opt())
            .context("a date beyond the calendar")?;
        Ok::<_, anyhow::Error>(DateSpan { first, last, grain })
    };
    let (year, month) = (day.year(), day.month());
    let first = |month| NaiveDate::from_ymd_opt(year, month, 1);
    Ok(days::iso(match grain {
        "day" | "today" => DateSpan::day(day),
        "month" => span(first(month), 1, Grain::Month)?,
        "quarter" => span(first((month - 1) / 3 * 3 + 1), 3, Grain::Quarter)?,
        "year" => span(first(1), 12, Grain::Year)?,
        _ => bail!("`{place}` is no place for a word"),
    }))
}
