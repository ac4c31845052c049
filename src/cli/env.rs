//! What the program is told by the world around it, asked once.

use super::Global;
use crate::config::Config;
use crate::emit::{Colour, Style};
use crate::today::Today;
use chrono::{DateTime, Datelike as _, Local, NaiveDate};
use std::io::IsTerminal as _;

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum When {
    /// In a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// Only what went wrong.
    Quiet,
    /// What was done, too.
    Normal,
}

/// The world, as far as a command may know of it.
#[derive(Clone, Debug)]
pub(crate) struct Env {
    today: Option<NaiveDate>,
    epoch: Option<NaiveDate>,
    clock: NaiveDate,
    /// Whether and how to colour what goes to standard output.
    pub(crate) colour: Colour,
    /// Columns of the terminal.
    pub(crate) width: usize,
    /// How much is said.
    pub(crate) voice: Voice,
}

impl Env {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks clock and environment"
    )]
    pub(super) fn of_process(global: &Global) -> Self {
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let coloured = match global.color {
            When::Always => true,
            When::Never => false,
            When::Auto => std::io::stdout().is_terminal() && !no_colour && !dumb,
        };
        let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
        let epoch = epoch
            .and_then(|seconds| DateTime::from_timestamp(seconds.parse().ok()?, 0))
            .map(|time| time.date_naive())
            // A plan's years have four digits; beyond them there is no room to reckon.
            .filter(|day| (1..=9999).contains(&day.year()));
        let columns = std::env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok());
        Self {
            today: global.today,
            epoch,
            clock: Local::now().date_naive(),
            colour: if coloured { Colour::Ansi } else { Colour::None },
            // A pipe has no width of its own, whatever terminal stands behind it.
            width: columns.or_else(terminal).unwrap_or(80_usize).clamp(40, 120),
            voice: if global.quiet {
                Voice::Quiet
            } else {
                Voice::Normal
            },
        }
    }

    /// The day to reckon from: `--today`, the plan's `as_of`, `SOURCE_DATE_EPOCH`, the clock.
    pub(crate) fn today(&self, config: &Config) -> Today {
        Today(
            self.today
                .or(config.as_of)
                .or(self.epoch)
                .unwrap_or(self.clock),
        )
    }

    /// The day to write into a plan: that of [`Env::today`], but for `as_of`, at which a plan is only
    /// looked at.
    pub(crate) fn now(&self) -> Today {
        Today(self.today.or(self.epoch).unwrap_or(self.clock))
    }

    /// The same as [`Env::today`], asked anew each time: what runs for days must notice a new one.
    pub(crate) fn clock(&self) -> crate::serve::Clock {
        let env = self.clone();
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place that asks the clock"
        )]
        let now = || Local::now().date_naive();
        std::sync::Arc::new(move |config| {
            let mut env = env.clone();
            env.clock = now();
            env.today(config)
        })
    }

    /// How findings are written.
    pub(crate) fn style(&self) -> Style {
        Style {
            colour: self.colour,
            width: self.width,
        }
    }

    /// Text in a colour, where there are colours; `code` is that of the terminal.
    pub(crate) fn paint(&self, code: &str, text: &str) -> String {
        match self.colour {
            Colour::Ansi => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            Colour::None => text.to_owned(),
        }
    }
}

/// Columns of the terminal that standard output is, if it is one.
fn terminal() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(std::io::stdout())?;
    Some(width.0.into())
}

/// A day of the command line.
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    crate::fields::fits(text)
        .map(|date| date.last)
        .map_err(|_| "write a date such as 2027-03-31".into())
}
