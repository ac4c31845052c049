//! Where short ends and health changes, and when a finish is named: numbers with a default each.

use super::super::{ForecastBounds, HealthBounds, HorizonBands};
use super::{FORECAST, HEALTH, HORIZONS, value, wrong};
use crate::fields::{self, Block};
use crate::problem::Problem;
use crate::source::Spanned;
use crate::yaml::Node;

pub(super) fn share(block: &Block<'_>, name: &str, p: &mut Vec<Problem>) -> Option<f64> {
    let number = value(fields::number(block.get(name), name, p))?;
    let percent = number.unit.as_deref() == Some("%");
    Some(if percent {
        number.value / 100.0
    } else {
        number.value
    })
}

pub(super) fn horizons(node: Option<&Spanned<Node>>, p: &mut Vec<Problem>) -> HorizonBands {
    let mut bands = HorizonBands::default();
    let Some(node) = node else { return bands };
    let Some(entries) = fields::entries_of(node, "horizons", "`{ short: 3, long: 5 }`", p) else {
        return bands;
    };
    let block = Block::inner(entries, HORIZONS, p);
    if let Some(years) = value(fields::small(block.get("short"), "horizons.short", 50, p)) {
        bands.short_years = u32::from(years);
    }
    if let Some(years) = value(fields::small(block.get("long"), "horizons.long", 50, p)) {
        bands.long_years = u32::from(years);
    }
    if bands.long_years < bands.short_years {
        wrong(
            p,
            node.span,
            ("horizons", "long before short", "a long of at least short"),
        );
        bands = HorizonBands::default();
    }
    bands
}

pub(super) fn health(node: Option<&Spanned<Node>>, p: &mut Vec<Problem>) -> HealthBounds {
    let mut bounds = HealthBounds::default();
    let Some(node) = node else { return bounds };
    let Some(entries) = fields::entries_of(node, "health", "a mapping of bounds", p) else {
        return bounds;
    };
    let block = Block::inner(entries, HEALTH, p);
    for (name, bound) in [
        ("on_track", &mut bounds.on_track),
        ("behind", &mut bounds.behind),
        ("habit_on_track", &mut bounds.habit_on_track),
        ("habit_behind", &mut bounds.habit_behind),
        ("starting_share", &mut bounds.starting_share),
    ] {
        if let Some(value) = share(&block, name, p) {
            *bound = value;
        }
    }
    if let Some(ahead) = share(&block, "ahead", p) {
        // People write how far ahead; as a lag it is negative.
        bounds.ahead = -ahead.abs();
    }
    if let Some(days) = value(fields::small(
        block.get("starting_days"),
        "health.starting_days",
        255,
        p,
    )) {
        bounds.starting_days = i64::from(days);
    }
    if let Some(count) = value(fields::small(
        block.get("stale_cadences"),
        "health.stale_cadences",
        50,
        p,
    ))
    .filter(|count| *count > 0)
    {
        bounds.stale_cadences = u32::from(count);
    }
    bounds
}

pub(super) fn forecast(node: Option<&Spanned<Node>>, p: &mut Vec<Problem>) -> ForecastBounds {
    let mut bounds = ForecastBounds::default();
    let Some(node) = node else { return bounds };
    let Some(entries) = fields::entries_of(node, "forecast", "a mapping of bounds", p) else {
        return bounds;
    };
    let block = Block::inner(entries, FORECAST, p);
    if let Some(from) = share(&block, "from", p) {
        bounds.from_share = from.max(0.01);
    }
    let mut whole = |name: &str| {
        value(fields::small(
            block.get(name),
            &format!("forecast.{name}"),
            255,
            p,
        ))
        .filter(|count| *count > 0)
    };
    if let Some(count) = whole("checkins") {
        bounds.checkins = u32::from(count);
    }
    if let Some(days) = whole("days") {
        bounds.days = i64::from(days);
    }
    if let Some(count) = whole("own_after") {
        bounds.own_after = u32::from(count);
    }
    if let Some(pair) = factors(block.get("likely"), "forecast.likely", p) {
        bounds.likely = pair;
    }
    if let Some(pair) = factors(block.get("wide"), "forecast.wide", p) {
        bounds.wide = pair;
    }
    bounds
}

/// Two factors around 1: `[0.5, 2.4]`.
pub(super) fn factors(
    node: Option<&Spanned<Node>>,
    field: &str,
    p: &mut Vec<Problem>,
) -> Option<(f64, f64)> {
    let node = node?;
    let (items, _) = fields::list(Some(node))?.ok()?;
    let numbers: Vec<f64> = items
        .iter()
        .filter_map(|item| value(fields::number(Some(item), field, p)))
        .map(|number| number.value)
        .collect();
    match numbers.as_slice() {
        [low, high]
            if items.len() == 2 && (0.0..=1.0).contains(low) && (1.0..=100.0).contains(high) =>
        {
            Some((*low, *high))
        }
        _ => {
            wrong(
                p,
                node.span,
                (
                    field,
                    "something else",
                    "two factors around 1, such as `[0.5, 2.4]`",
                ),
            );
            None
        }
    }
}
