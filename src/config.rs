//! `plan.yaml`: who, the site, thresholds, rules.
//!
//! In: the file, if there is one. Out: a [`Config`] in which every setting has a value, and what
//! was amiss. An unreadable file makes the whole plan private: what cannot be understood is not
//! published.

mod read;

pub use read::{NESTED, SETTINGS, allow, read};

use crate::prose::Period;
use crate::vocabulary::{Allow, Away, Horizon, Visibility};
use chrono::{Months, NaiveDate, Weekday};
use std::collections::BTreeMap;

/// The settings of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Whether `plan.yaml` is there.
    pub exists: bool,
    /// Whether it could be read well enough to publish by it.
    pub trusted: bool,
    /// The owner's name.
    pub name: Option<String>,
    /// What the owner is: "Structural engineer".
    pub role: Option<String>,
    /// The language of the plan, a BCP 47 tag.
    pub lang: String,
    /// The site's address, no `/` at its end.
    pub base_url: Option<String>,
    /// The day at which the plan is frozen.
    pub as_of: Option<NaiveDate>,
    /// Who sees a goal that does not say; `None` where nothing is written, which means public with
    /// the brake of DESIGN's privacy section.
    pub default_visibility: Option<Visibility>,
    /// How the site looks.
    pub theme: ThemeChoice,
    /// Profiles and contact, in the order written.
    pub links: Vec<ProfileLink>,
    /// A page that this site belongs to.
    pub home: Option<ProfileLink>,
    /// Hours a week for all active goals.
    pub capacity: Option<f64>,
    /// How often a goal wants a review.
    pub review_every: Period,
    /// How often a goal wants a check-in, where its metric has no period.
    pub checkin_every: Period,
    /// Where short and long begin.
    pub horizons: HorizonBands,
    /// Where health changes.
    pub health: HealthBounds,
    /// When a finish is named, and how wide its bands are.
    pub forecast: ForecastBounds,
    /// Which rules speak, and how loud.
    pub rules: RuleSettings,
    /// Rules silenced for the whole plan.
    pub allow: Vec<Allow>,
    /// Whether HTML in Markdown is let through.
    pub raw_html: RawHtml,
    /// The month (1 to 12) with which the fiscal year begins.
    pub fiscal_year: u32,
    /// The first day of a week.
    pub week_start: Weekday,
    /// When everything stood still.
    pub away: Vec<Away>,
    /// Whether the public site has a calendar.
    pub public_calendar: bool,
}

impl Config {
    /// Who sees a goal that does not say: the default, and nobody but the owner where the settings
    /// could not be read.
    pub fn visibility(&self) -> Visibility {
        if self.trusted {
            self.default_visibility.unwrap_or(Visibility::Public)
        } else {
            Visibility::Private
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            exists: false,
            trusted: true,
            name: None,
            role: None,
            lang: "en".into(),
            base_url: None,
            as_of: None,
            default_visibility: None,
            theme: ThemeChoice::default(),
            links: Vec::new(),
            home: None,
            capacity: None,
            review_every: Period::months(12),
            checkin_every: Period::months(1),
            horizons: HorizonBands::default(),
            health: HealthBounds::default(),
            forecast: ForecastBounds::default(),
            rules: RuleSettings::default(),
            allow: Vec::new(),
            raw_html: RawHtml::Escape,
            fiscal_year: 1,
            week_start: Weekday::Mon,
            away: Vec::new(),
            public_calendar: false,
        }
    }
}

/// What happens to HTML in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawHtml {
    /// It is shown as text.
    Escape,
    /// It is let through.
    Allow,
}

/// How the site looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeChoice {
    /// The theme's folder; `None` means ours.
    pub name: Option<String>,
    /// The accent, a CSS colour that was checked.
    pub accent: Option<String>,
    /// A pair of typefaces by name.
    pub fonts: Option<String>,
}

/// A named address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileLink {
    /// What it is called.
    pub label: String,
    /// Where it leads: `https:`, `http:` or `mailto:`.
    pub url: String,
}

/// The spans, in whole years, at which horizons change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HorizonBands {
    /// Up to and with this many years a goal is short.
    pub short_years: u32,
    /// From this many years on a goal is long.
    pub long_years: u32,
}

impl Default for HorizonBands {
    fn default() -> Self {
        Self {
            short_years: 3,
            long_years: 5,
        }
    }
}

impl HorizonBands {
    /// The horizon of the days from `start` to `due`.
    pub fn of(self, start: NaiveDate, due: NaiveDate) -> Horizon {
        let after = |years: u32| {
            start
                .checked_add_months(Months::new(12 * years))
                .unwrap_or(NaiveDate::MAX)
        };
        if due <= after(self.short_years) {
            Horizon::Short
        } else if due < after(self.long_years) {
            Horizon::Mid
        } else {
            Horizon::Long
        }
    }
}

/// Where computed health changes, as shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HealthBounds {
    /// Lag below this (negative) share of the whole time is ahead.
    pub ahead: f64,
    /// Lag up to this share is on track.
    pub on_track: f64,
    /// Lag up to this share is behind; beyond it is at risk.
    pub behind: f64,
    /// Share of periods met from which a habit is on track.
    pub habit_on_track: f64,
    /// Share of periods met from which a habit is behind; below it is at risk.
    pub habit_behind: f64,
    /// Share of the whole time that counts as the start.
    pub starting_share: f64,
    /// Days that count as the start at most.
    pub starting_days: i64,
    /// Cadences without a check-in after which a goal is stale.
    pub stale_cadences: u32,
}

impl Default for HealthBounds {
    fn default() -> Self {
        Self {
            ahead: -0.10,
            on_track: 0.05,
            behind: 0.15,
            habit_on_track: 0.8,
            habit_behind: 0.5,
            starting_share: 0.10,
            starting_days: 14,
            stale_cadences: 2,
        }
    }
}

/// When a finish is named, and how wide its bands are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ForecastBounds {
    /// The share from which a finish is named.
    pub from_share: f64,
    /// Days with news that it takes.
    pub checkins: u32,
    /// Active days since the start that it takes.
    pub days: i64,
    /// The band that is to hold six of ten, as factors of the days to its centre. With the next one
    /// from a backtest of 147 forecasts on real weekly logs.
    pub likely: (f64, f64),
    /// The band that is to hold eight of ten.
    pub wide: (f64, f64),
    /// Finished goals from which the owner's own ratios decide both bands.
    pub own_after: u32,
}

impl Default for ForecastBounds {
    fn default() -> Self {
        Self {
            from_share: 0.1,
            checkins: 3,
            days: 14,
            likely: (0.5, 2.4),
            wide: (0.25, 2.9),
            own_after: 10,
        }
    }
}

/// How loud the rules are as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// Only what would embarrass or mislead.
    Gentle,
    /// What most plans want.
    #[default]
    Standard,
    /// Everything counts.
    Strict,
}

/// What `rules:` says of one rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleSetting {
    /// Off, or another severity; `None` leaves the preset's.
    pub level: Option<Level>,
    /// Numbers of the rule, by name: `max: 7`.
    pub numbers: BTreeMap<String, f64>,
}

/// Off, or a severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not at all.
    Off,
    /// A suggestion.
    Note,
    /// A warning.
    Warning,
    /// An error.
    Error,
}

/// Which rules speak, and how loud.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleSettings {
    /// The ground.
    pub preset: Preset,
    /// What differs, by code as written.
    pub rules: BTreeMap<String, RuleSetting>,
}

impl RuleSettings {
    /// A number of a rule, such as `max` of P01, where it is set.
    pub fn number(&self, code: &str, name: &str) -> Option<f64> {
        self.rules.get(code)?.numbers.get(name).copied()
    }
}
