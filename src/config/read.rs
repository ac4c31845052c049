//! Reading `plan.yaml`.

use super::{
    Config, ForecastBounds, HealthBounds, HorizonBands, Level, Preset, ProfileLink, RawHtml,
    RuleSetting, RuleSettings, ThemeChoice,
};
use crate::fields::{self, Block, FieldDoc, Holds, Read};
use crate::problem::{Problem, ProblemKind};
use crate::source::{SourceFile, Span, Spanned};
use crate::vocabulary::{Allow, Away, Visibility, Words};
use crate::yaml::{self, Entry, Node};
use chrono::{NaiveDate, Weekday};

macro_rules! table {
    ($($name:literal => $holds:ident $(($of:expr))?, $doc:literal;)*) => { &[$(FieldDoc { name: $name, synonyms: &[], holds: Holds::$holds $(($of))?, doc: $doc }),*] };
}

/// The settings of `plan.yaml`.
pub const SETTINGS: &[FieldDoc] = table! {
    "name" => Text, "Your name, as the page shows it";
    "role" => Text, "What you are: `Structural engineer`";
    "lang" => Text, "The language of the plan, such as `en` or `de-CH`";
    "base_url" => Text, "The address of the published site; feed, sitemap and social cards need it";
    "as_of" => Date, "Freezes today, for a demonstration or an archived plan";
    "default_visibility" => Word(Visibility::WORDS), "Who sees what does not say: public, mentor or private";
    "theme" => Objects, "How the site looks: name, accent, fonts";
    "links" => Objects, "Profiles and contact: `{ label: address }`";
    "site" => Objects, "`home`: the page that this site belongs to";
    "capacity" => Hours, "Hours a week for all active goals together";
    "review_every" => Period, "How often a goal wants a review";
    "checkin_every" => Period, "How often a goal wants a check-in";
    "horizons" => Objects, "Where short ends and long begins, in years: `{ short: 3, long: 5 }`";
    "health" => Objects, "Where computed health changes, as shares: `{ ahead: 10 %, on_track: 5 %, behind: 15 %, habit_on_track: 80 %, habit_behind: 50 %, starting_share: 10 %, starting_days: 14, stale_cadences: 2 }`";
    "forecast" => Objects, "When a finish is named, and how wide its bands are: `{ from: 10 %, checkins: 3, days: 14, likely: [0.5, 2.4], wide: [0.25, 2.9], own_after: 10 }`";
    "rules" => Objects, "`gentle`, `standard` or `strict`, then a level a rule";
    "allow" => Objects, "Rules silenced for the whole plan, with reasons";
    "raw_html" => Switch, "Whether HTML in Markdown is let through";
    "fiscal_year" => Small(12), "The month, 1 to 12, with which your fiscal year begins";
    "week_start" => Word(WEEK_STARTS), "The first day of a week";
    "away" => Objects, "When everything stood still: a list of from, to";
    "calendar" => Word(CALENDARS), "`public` publishes the calendar with the public site";
};

/// The days on which a week may begin, and the others, which are read too.
const WEEK_STARTS: Words = Words {
    names: &["monday", "sunday", "saturday"],
    synonyms: &["tuesday", "wednesday", "thursday", "friday"],
};
/// Who gets the calendar beside mentor and owner.
const CALENDARS: Words = Words {
    names: &["public", "private"],
    synonyms: &[],
};

/// The settings that hold settings of their own.
pub const NESTED: &[(&str, &[FieldDoc])] = &[
    ("theme", THEME),
    ("site", SITE),
    ("horizons", HORIZONS),
    ("health", HEALTH),
    ("away", AWAY),
];

const THEME: &[FieldDoc] =
    table! { "name" => Text, ""; "accent" => Text, ""; "fonts" => Text, ""; };
const SITE: &[FieldDoc] = table! { "home" => Text, ""; "label" => Text, ""; };
const HORIZONS: &[FieldDoc] = table! { "short" => Number, ""; "long" => Number, ""; };
const HEALTH: &[FieldDoc] = table! { "ahead" => Number, ""; "on_track" => Number, ""; "behind" => Number, ""; "habit_on_track" => Number, ""; "habit_behind" => Number, ""; "starting_share" => Number, ""; "starting_days" => Number, ""; "stale_cadences" => Number, ""; };
const FORECAST: &[FieldDoc] = table! { "from" => Number, ""; "checkins" => Number, ""; "days" => Number, ""; "likely" => Objects, ""; "wide" => Objects, ""; "own_after" => Number, ""; };
const AWAY: &[FieldDoc] = table! { "from" => Date, ""; "to" => Date, ""; };

/// Reads `plan.yaml`; without one, or with a broken one, every setting has its default.
///
/// What cannot be read makes the plan untrusted, so that nothing is published by mistake: a syntax
/// error anywhere in it may have swallowed `default_visibility`.
pub fn read(file: Option<&SourceFile>) -> (Config, Vec<Problem>) {
    let Some(file) = file else {
        return (Config::default(), Vec::new());
    };
    let mut problems = Vec::new();
    let mut config = Config {
        exists: true,
        ..Config::default()
    };
    if let Err(why) = &file.text {
        problems.push(Problem {
            span: Span::default(),
            kind: ProblemKind::Unreadable(why.clone()),
        });
        config.trusted = false;
        return (config, problems);
    }
    let text = file.text();
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let mapping = yaml::mapping(text, Span::new(start, text.len()));
    config.trusted = mapping.problems.is_empty();
    let block = Block::new(&mapping, SETTINGS, &mut problems);
    // What every other file calls so was meant for all of them.
    let meant = mapping.entries.iter().filter(|entry| {
        let key = entry.key.value.to_lowercase();
        matches!(&*key, "visibility" | "private" | "publish" | "draft")
    });
    problems.extend(meant.map(|entry| Problem {
        span: entry.key.span,
        kind: ProblemKind::UnknownKey {
            key: entry.key.value.clone(),
            near: "default_visibility".into(),
        },
    }));
    config.trusted &= !problems.iter().any(|problem| match &problem.kind {
        ProblemKind::UnknownKey { near, .. } => near == "default_visibility",
        ProblemKind::DuplicateKey { key, .. } => key == "default_visibility",
        _ => false,
    });
    fill(&mut config, &block, &mut problems);
    problems.extend(mapping.problems);
    problems.sort_by_key(|problem| problem.span);
    (config, problems)
}

fn value<T>(read: Read<T>) -> Option<T> {
    read.and_then(Result::ok).map(|set| set.value)
}

fn fill(config: &mut Config, block: &Block<'_>, p: &mut Vec<Problem>) {
    config.name = value(fields::text(block.get("name"), "name", p));
    config.role = value(fields::text(block.get("role"), "role", p));
    if let Some(lang) = value(fields::text(block.get("lang"), "lang", p)) {
        config.lang = lang;
    }
    config.base_url = address(block.get("base_url"), "base_url", p)
        .map(|url| url.trim_end_matches('/').to_owned());
    config.as_of = value(fields::day(block.get("as_of"), "as_of", p));
    default_visibility(config, block.get("default_visibility"), p);
    config.theme = theme(block.get("theme"), p);
    config.links = links(block.get("links"), p);
    config.home = home(block.get("site"), p);
    config.capacity = value(fields::hours(block.get("capacity"), "capacity", p));
    if let Some(period) = value(fields::period(block.get("review_every"), "review_every", p)) {
        config.review_every = period;
    }
    if let Some(period) = value(fields::period(
        block.get("checkin_every"),
        "checkin_every",
        p,
    )) {
        config.checkin_every = period;
    }
    config.horizons = horizons(block.get("horizons"), p);
    config.health = health(block.get("health"), p);
    config.forecast = forecast(block.get("forecast"), p);
    config.rules = rules(block.get("rules"), p);
    config.allow = allow(block.get("allow"), p);
    if value(fields::switch(block.get("raw_html"), "raw_html", p)) == Some(true) {
        config.raw_html = RawHtml::Allow;
    }
    if let Some(month) = value(fields::small(
        block.get("fiscal_year"),
        "fiscal_year",
        12,
        p,
    ))
    .filter(|month| *month > 0)
    {
        config.fiscal_year = u32::from(month);
    }
    if let Some(day) = value(fields::one_of(
        block.get("week_start"),
        "week_start",
        (WEEK_STARTS.names, |word| word.parse::<Weekday>().ok()),
        p,
    )) {
        config.week_start = day;
    }
    config.away = away(block.get("away"), p);
    let calendar = (CALENDARS.names, |word: &str| {
        CALENDARS.names.iter().position(|name| *name == word)
    });
    config.public_calendar = value(fields::one_of(
        block.get("calendar"),
        "calendar",
        calendar,
        p,
    )) == Some(0);
}

fn default_visibility(config: &mut Config, node: Option<&Spanned<Node>>, p: &mut Vec<Problem>) {
    let told = p.len();
    match fields::one_of(
        node,
        "default_visibility",
        (&["public", "mentor", "private"], Visibility::read),
        p,
    ) {
        None => {}
        Some(Ok(visibility)) => config.default_visibility = Some(visibility.value),
        Some(Err(_)) => config.trusted = false,
    }
    for problem in p.iter_mut().skip(told) {
        if let ProblemKind::WrongValue { fails_closed, .. } = &mut problem.kind {
            *fails_closed = true;
        }
    }
}

fn wrong(p: &mut Vec<Problem>, span: Span, (field, found, expected): (&str, &str, &str)) {
    let kind = ProblemKind::WrongValue {
        field: field.into(),
        found: format!("`{found}`"),
        expected: expected.into(),
        near: None,
        fails_closed: false,
    };
    p.push(Problem { span, kind });
}

/// An address of the web.
fn address(node: Option<&Spanned<Node>>, field: &str, p: &mut Vec<Problem>) -> Option<String> {
    let text = fields::text(node, field, p)?.ok()?;
    let lower = text.value.to_lowercase();
    let plain = !text.value.contains([' ', '"', '<', '>', '\\']);
    if plain && (lower.starts_with("https://") || lower.starts_with("http://")) {
        return Some(text.value);
    }
    wrong(
        p,
        text.span,
        (field, &text.value, "an address that begins with https://"),
    );
    None
}

fn theme(node: Option<&Spanned<Node>>, p: &mut Vec<Problem>) -> ThemeChoice {
    let Some(node) = node else {
        return ThemeChoice::default();
    };
    if let Node::Scalar { text, .. } = &node.value {
        let name = Spanned::new(text.clone(), node.span);
        return ThemeChoice {
            name: theme_name(name, "theme", p),
            ..ThemeChoice::default()
        };
    }
    let Some(entries) = fields::entries_of(
        node,
        "theme",
        "a theme's name, or `{ name, accent, fonts }`",
        p,
    ) else {
        return ThemeChoice::default();
    };
    let block = Block::inner(entries, THEME, p);
    let accent = fields::text(block.get("accent"), "theme.accent", p)
        .and_then(Result::ok)
        .and_then(|accent| {
            if is_colour(&accent.value) {
                return Some(accent.value);
            }
            wrong(
                p,
                accent.span,
                (
                    "theme.accent",
                    &accent.value,
                    "a colour such as `#1f6f5c` or `teal`",
                ),
            );
            None
        });
    ThemeChoice {
        name: fields::text(block.get("name"), "theme.name", p)
            .and_then(Result::ok)
            .and_then(|name| theme_name(name, "theme.name", p)),
        accent,
        fonts: value(fields::text(block.get("fonts"), "theme.fonts", p)),
    }
}

/// A theme's name, which is that of a folder in `themes/` and never leads out of it.
fn theme_name(name: Spanned<String>, field: &str, p: &mut Vec<Problem>) -> Option<String> {
    let outside = |c: char| matches!(c, '/' | '\\' | ':') || c.is_control();
    if name.value.is_empty() || name.value.starts_with('.') || name.value.contains(outside) {
        let expected = "the name of a theme, or of a folder in themes/";
        wrong(p, name.span, (field, &name.value, expected));
        return None;
    }
    Some(name.value)
}

/// A colour that can stand in a style sheet: `#rgb`, `#rrggbb`, or a word.
fn is_colour(text: &str) -> bool {
    match text.strip_prefix('#') {
        Some(hex) => matches!(hex.len(), 3 | 6) && hex.bytes().all(|b| b.is_ascii_hexdigit()),
        None => (3..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphabetic()),
    }
}

/// `links: { GitHub: https://…, mail: kim@example.org }`, or a list of such.
fn links(node: Option<&Spanned<Node>>, p: &mut Vec<Problem>) -> Vec<ProfileLink> {
    let Some(Ok((items, _))) = fields::list(node) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for item in items {
        let Some(entries) = fields::entries_of(item, "links", "`{ label: address }`", p) else {
            continue;
        };
        for Entry { key, value } in entries {
            let field = format!("links.{}", key.value);
            let Some(Ok(text)) = fields::text(Some(value), &field, p) else {
                continue;
            };
            let url = text.value.trim();
            let lower = url.to_lowercase();
            let url = if ["https://", "http://", "mailto:"]
                .iter()
                .any(|scheme| lower.starts_with(scheme))
            {
                url.to_owned()
            } else if url.contains('@') && !url.contains(['/', ' ', '<', '"']) {
                format!("mailto:{url}")
            } else {
                wrong(
                    p,
                    text.span,
                    (
                        &field,
                        url,
                        "an address that begins with https://, or an e-mail address",
                    ),
                );
                continue;
            };
            out.push(ProfileLink {
                label: key.value.clone(),
                url,
            });
        }
    }
    out
}

fn home(node: Option<&Spanned<Node>>, p: &mut Vec<Problem>) -> Option<ProfileLink> {
    let node = node?;
    let entries = fields::entries_of(node, "site", "`{ home: address }`", p)?;
    let block = Block::inner(entries, SITE, p);
    let url = address(block.get("home"), "site.home", p)?;
    let label =
        value(fields::text(block.get("label"), "site.label", p)).unwrap_or_else(|| "Home".into());
    Some(ProfileLink { label, url })
}

fn share(block: &Block<'_>, name: &str, p: &mut Vec<Problem>) -> Option<f64> {
    let number = value(fields::number(block.get(name), name, p))?;
    let percent = number.unit.as_deref() == Some("%");
    Some(if percent {
        number.value / 100.0
    } else {
        number.value
    })
}

fn horizons(node: Option<&Spanned<Node>>, p: &mut Vec<Problem>) -> HorizonBands {
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

fn health(node: Option<&Spanned<Node>>, p: &mut Vec<Problem>) -> HealthBounds {
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

fn forecast(node: Option<&Spanned<Node>>, p: &mut Vec<Problem>) -> ForecastBounds {
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
fn factors(node: Option<&Spanned<Node>>, field: &str, p: &mut Vec<Problem>) -> Option<(f64, f64)> {
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

const PRESETS: &[&str] = &["gentle", "standard", "strict"];
const LEVELS: &[&str] = &["off", "note", "warning", "error"];

fn rules(node: Option<&Spanned<Node>>, p: &mut Vec<Problem>) -> RuleSettings {
    let mut settings = RuleSettings::default();
    let Some(node) = node else { return settings };
    let preset = |word: &str| match word.to_lowercase().as_str() {
        "gentle" => Some(Preset::Gentle),
        "standard" => Some(Preset::Standard),
        "strict" => Some(Preset::Strict),
        _ => None,
    };
    let Node::Map(entries) = &node.value else {
        if let Some(read) = value(fields::one_of(Some(node), "rules", (PRESETS, preset), p)) {
            settings.preset = read;
        }
        return settings;
    };
    let level = |word: &str| match word.to_lowercase().as_str() {
        "off" | "false" | "no" | "none" => Some(Level::Off),
        "note" | "info" | "hint" => Some(Level::Note),
        "warning" | "warn" => Some(Level::Warning),
        "error" | "deny" => Some(Level::Error),
        _ => None,
    };
    for Entry { key, value: node } in entries {
        let field = format!("rules.{}", key.value);
        if key.value == "preset" {
            if let Some(read) = value(fields::one_of(Some(node), &field, (PRESETS, preset), p)) {
                settings.preset = read;
            }
            continue;
        }
        let mut setting = RuleSetting::default();
        if let Node::Map(inner) = &node.value {
            for Entry { key, value: node } in inner {
                if key.value == "level" {
                    setting.level = value(fields::one_of(
                        Some(node),
                        &format!("{field}.level"),
                        (LEVELS, level),
                        p,
                    ));
                } else if let Some(number) = value(fields::number(
                    Some(node),
                    &format!("{field}.{}", key.value),
                    p,
                )) {
                    setting.numbers.insert(key.value.clone(), number.value);
                }
            }
        } else {
            setting.level = value(fields::one_of(Some(node), &field, (LEVELS, level), p));
        }
        settings.rules.insert(key.value.to_uppercase(), setting);
    }
    settings
}

/// `allow: { M02: "why, until 2027-03-01" }`, of a goal or of `plan.yaml`.
pub fn allow(node: Option<&Spanned<Node>>, problems: &mut Vec<Problem>) -> Vec<Allow> {
    let Some(node) = node else { return Vec::new() };
    match &node.value {
        Node::Map(entries) => {
            let each = entries.iter().map(|entry| {
                let reason = fields::text(
                    Some(&entry.value),
                    &format!("allow.{}", entry.key.value),
                    problems,
                )
                .and_then(Result::ok);
                let (words, until) = reason
                    .as_ref()
                    .map_or((String::new(), None), |text| until(&text.value));
                let reason = reason
                    .filter(|_| !words.is_empty())
                    .map(|text| Spanned::new(words, text.span));
                Allow {
                    code: entry.key.clone(),
                    reason,
                    until,
                }
            });
            each.collect()
        }
        Node::Null | Node::Broken => Vec::new(),
        _ => {
            // `allow: [M02]` names rules without reasons.
            let names = fields::texts(Some(node), "allow", problems).and_then(Result::ok);
            names.map_or_else(Vec::new, |names| {
                names
                    .value
                    .into_iter()
                    .map(|code| Allow {
                        code,
                        reason: None,
                        until: None,
                    })
                    .collect()
            })
        }
    }
}

/// Splits `why, until 2027-03-01` into the reason and the last day.
fn until(text: &str) -> (String, Option<NaiveDate>) {
    if let Some((reason, date)) = text.rsplit_once("until ")
        && let Ok(date) = fields::fits(date)
    {
        return (
            reason
                .trim()
                .trim_end_matches([',', ';', '—', '-', '('])
                .trim()
                .to_owned(),
            Some(date.last),
        );
    }
    (text.trim().to_owned(), None)
}

fn away(node: Option<&Spanned<Node>>, p: &mut Vec<Problem>) -> Vec<Away> {
    let read = fields::object_list(node, ("away", "a list of `{ from, to }`"), p, |node, p| {
        let entries = fields::entries_of(node, "away", "`{ from, to }`", p)?;
        let block = Block::inner(entries, AWAY, p);
        let from = value(fields::date(block.get("from"), "away.from", p))?.first;
        let to = value(fields::date(block.get("to"), "away.to", p))?.last;
        Some(Away { from, to })
    });
    value(read).map_or_else(Vec::new, |list| {
        list.into_iter().map(|item| item.value).collect()
    })
}
