//! Themes and starters are embedded whole, so a change in them is a change of the program.
//!
//! The words that the program itself writes on a page are gathered from its code, so that the search
//! for what is private can tell them from those of a plan: a private goal named "Under way" must not
//! stop each page that says so.

#![expect(
    clippy::disallowed_methods,
    reason = "this runs while the program is built, and reads its code"
)]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Where the words of a page are written.
const WRITERS: &[&str] = &["src/words.rs", "src/report", "src/render", "src/progress"];

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=themes");
    println!("cargo:rerun-if-changed=src/cli/starters");
    println!("cargo:rustc-env=GOALPOST_THEMES={}", themes()?.join(","));
    let mut files = Vec::new();
    for writer in WRITERS {
        println!("cargo:rerun-if-changed={writer}");
        gather(Path::new(writer), &mut files)?;
    }
    files.sort();
    let mut words = String::new();
    for file in files {
        literals(&fs::read_to_string(file)?, &mut words);
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("own_words.txt"), words)
}

/// The names of the themes that are embedded, sorted: whoever reads settings asks what there is.
fn themes() -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir("themes")? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.extend(entry.file_name().into_string());
        }
    }
    names.sort();
    Ok(names)
}

/// The Rust files at and below `path`, those with tests alone left out.
fn gather(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            gather(&entry?.path(), files)?;
        }
    } else if path.extension().is_some_and(|extension| extension == "rs")
        && !path.ends_with("tests.rs")
    {
        files.push(path.to_owned());
    }
    Ok(())
}

/// Writes the strings of a Rust file, one a line, comments and tests left out.
fn literals(code: &str, out: &mut String) {
    let code = code.split("#[cfg(test)]").next().unwrap_or(code);
    let code = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
        .replace("'\"'", "");
    let mut inside = false;
    let mut escaped = false;
    for c in code.chars() {
        match c {
            // What is escaped or stands in for a value parts words.
            _ if escaped => {
                escaped = false;
                out.push(' ');
            }
            '\\' if inside => escaped = true,
            '"' => {
                inside = !inside;
                out.push('\n');
            }
            c if inside => out.push(c),
            _ => {}
        }
    }
    out.push('\n');
}
