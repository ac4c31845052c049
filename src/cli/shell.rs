//! `goalpost completions` and `goalpost man`: what a shell and a manual know of the commands, made
//! from the same declaration as the command line itself.

use super::{Cli, Exit};
use anyhow::Context as _;
use clap::{Command, CommandFactory as _};
use std::io::Write as _;
use std::path::PathBuf;

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: clap_complete::Shell,
}

/// Arguments of `man`.
#[derive(Debug, clap::Args)]
pub(crate) struct Man {
    /// Write a page for each command into this folder, instead of printing the first
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Prints what a shell sources.
pub(super) fn completions(args: &Completions) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "goalpost", &mut script);
    super::out().write_all(&script)?;
    Ok(Exit::Clean)
}

/// Prints or writes manual pages.
pub(super) fn man(args: &Man) -> anyhow::Result<Exit> {
    let mut command = Cli::command();
    command.build();
    let Some(folder) = &args.out else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        super::out().write_all(&page)?;
        return Ok(Exit::Clean);
    };
    std::fs::create_dir_all(folder)
        .with_context(|| format!("could not make {}", folder.display()))?;
    pages(&command, "goalpost", &mut |name, command| {
        let mut page = Vec::new();
        clap_mangen::Man::new(command.clone())
            .title(name)
            .render(&mut page)?;
        let path = folder.join(format!("{name}.1"));
        crate::write::replace(&path, &page)
            .with_context(|| format!("could not write {}", path.display()))
    })?;
    Ok(Exit::Clean)
}

fn pages(
    command: &Command,
    name: &str,
    each: &mut dyn FnMut(&str, &Command) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    each(name, command)?;
    for inner in command
        .get_subcommands()
        .filter(|inner| inner.get_name() != "help")
    {
        pages(inner, &format!("{name}-{}", inner.get_name()), each)?;
    }
    Ok(())
}
