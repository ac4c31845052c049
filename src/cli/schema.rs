//! `goalpost schema`: the fields of a goal or of `plan.yaml` as JSON Schema, for editors.

use super::Exit;
use crate::config::{self, SETTINGS};
use crate::fields;
use crate::plan::front_matter::{FIELDS, NESTED};
use std::io::Write as _;

/// What a schema is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Of {
    /// The front matter of a goal
    Goal,
    /// The settings in plan.yaml
    Plan,
}

/// Arguments of `schema`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Which one
    #[arg(value_name = "OF", value_enum, default_value = "goal")]
    of: Of,
}

/// Prints a schema.
pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let schema = match args.of {
        Of::Goal => fields::schema("The front matter of a goal", FIELDS, NESTED),
        Of::Plan => fields::schema("The settings of a plan", SETTINGS, config::NESTED),
    };
    let text = serde_json::to_string_pretty(&schema)?;
    writeln!(super::out(), "{text}")?;
    Ok(Exit::Clean)
}
