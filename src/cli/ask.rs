//! Questions to whoever sits at the terminal.

use anyhow::{Context as _, bail};
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

/// Whether someone is there to answer: both ends are a terminal.
pub(super) fn somebody() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Asks; answers the line without blanks around it, `""` for a bare return.
pub(super) fn line(question: &str) -> anyhow::Result<String> {
    let mut out = io::stdout().lock();
    write!(out, "{question} ")?;
    out.flush()?;
    let mut answer = String::new();
    let read = io::stdin()
        .lock()
        .read_line(&mut answer)
        .context("could not read the answer")?;
    if read == 0 {
        bail!("stopped: no answer came");
    }
    Ok(answer.trim().to_owned())
}

/// Asks with an answer that a bare return gives.
pub(super) fn or(question: &str, otherwise: &str) -> anyhow::Result<String> {
    let answer = line(&format!("{question} [{otherwise}]"))?;
    Ok(if answer.is_empty() {
        otherwise.to_owned()
    } else {
        answer
    })
}

/// Asks for a yes; anything else is a no.
pub(super) fn yes(question: &str) -> anyhow::Result<bool> {
    let answer = line(&format!("{question} [y/N]"))?;
    Ok(matches!(answer.to_lowercase().as_str(), "y" | "yes"))
}
