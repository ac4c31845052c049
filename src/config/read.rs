//! Reading `plan.yaml`.

mod bounds;
mod look;
mod rules;

use super::{Config, ProfileLink, RawHtml};
use crate::fields::{self, Block, FieldDoc, Holds, Read};
use crate::problem::{Problem, ProblemKind};
use crate::source::{Sources, Span, Spanned};
use crate::vocabulary::{Away, Visibility, Words};
use crate::yaml::{self, Entry, Node};
use bounds::{forecast, health, horizons};
use chrono::Weekday;
use look::theme;
use rules::rules;

pub use rules::allow;

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
/// error anywhere in it may have swallowed `default_visibility`. Of the other files only their names
/// count: a theme is a folder.
pub fn read(sources: &Sources) -> (Config, Vec<Problem>) {
    let Some(file) = sources.get("plan.yaml") else {
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
    fill(&mut config, &block, sources, &mut problems);
    problems.extend(mapping.problems);
    problems.sort_by_key(|problem| problem.span);
    (config, problems)
}

fn value<T>(read: Read<T>) -> Option<T> {
    read.and_then(Result::ok).map(|set| set.value)
}

fn fill(config: &mut Config, block: &Block<'_>, sources: &Sources, p: &mut Vec<Problem>) {
    config.name = value(fields::text(block.get("name"), "name", p));
    config.role = value(fields::text(block.get("role"), "role", p));
    if let Some(lang) = value(fields::text(block.get("lang"), "lang", p)) {
        config.lang = lang;
    }
    config.base_url = address(block.get("base_url"), "base_url", p)
        .map(|url| url.trim_end_matches('/').to_owned());
    config.as_of = value(fields::day(block.get("as_of"), "as_of", p));
    default_visibility(config, block.get("default_visibility"), p);
    config.theme = theme(block.get("theme"), sources, p);
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
