//! The README, run as written: every command in it, in order, in one folder, on one day.
//!
//! A line `$ COMMAND` of a `console` block is given to a shell; the lines below it are what it must
//! print, where `…` alone on a line stands for any number of lines. `goalpost serve` is ended once it
//! has printed them. `SNAPSHOTS=overwrite` takes what is printed into the README, to be read before it
//! is committed. Commands of cargo are those that CI runs itself.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The day on which the README was written, as an epoch.
const DAY: &str = "1795305600";

/// A command of a `console` block, and what is printed below it.
#[derive(Debug)]
struct Step<'a> {
    command: &'a str,
    printed: Vec<&'a str>,
}

/// What a reader of the README does, in order.
#[derive(Debug)]
enum Act<'a> {
    /// Writes a file that the text shows: a fenced block after a line that ends in `` `PATH`: ``.
    Write(&'a str, String),
    Run(Step<'a>),
}

fn acts(readme: &str) -> Vec<Act<'_>> {
    let mut acts = Vec::new();
    let mut before = "";
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let named = before
                .strip_suffix(':')
                .and_then(|words| words.rsplit('`').nth(1))
                .filter(|path| path.contains('.'));
            match (language, named) {
                ("console", _) => acts.extend(commands(&block).into_iter().map(Act::Run)),
                (_, Some(path)) => acts.push(Act::Write(path, block.join("\n") + "\n")),
                _ => {}
            }
        }
        if !line.is_empty() {
            before = line;
        }
    }
    acts
}

fn commands<'a>(block: &[&'a str]) -> Vec<Step<'a>> {
    let mut steps: Vec<Step<'a>> = Vec::new();
    for line in block {
        match line.strip_prefix("$ ") {
            Some(command) => steps.push(Step {
                command,
                printed: Vec::new(),
            }),
            None => steps
                .last_mut()
                .expect("a block begins with a command")
                .printed
                .push(line),
        }
    }
    steps
}

fn shell(folder: &Path, command: &str) -> Command {
    let bin = Path::new(env!("CARGO_BIN_EXE_goalpost")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell
        .args(["-c", &format!("exec 2>&1; {command}")])
        .current_dir(folder)
        .env("PATH", path)
        .env("SOURCE_DATE_EPOCH", DAY)
        .env("COLUMNS", "80")
        .env("XDG_CACHE_HOME", folder.join(".cache"))
        .env_remove("GITHUB_ACTIONS")
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    shell
}

/// Ends with the test.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn run(folder: &Path, step: &Step<'_>) -> String {
    if step.command.starts_with("goalpost serve") {
        let exec = format!("exec {}", step.command);
        let mut child = Ended(shell(folder, &exec).spawn().unwrap());
        let lines = BufReader::new(child.0.stdout.take().unwrap()).lines();
        let text: Vec<String> = lines.take(step.printed.len()).map(Result::unwrap).collect();
        return text.join("\n");
    }
    let output = shell(folder, step.command).output().unwrap();
    String::from_utf8(output.stdout)
        .unwrap()
        .trim_end()
        .to_owned()
}

/// Whether `text` is `expected`, where a line `…` stands for any number of lines.
fn fits(expected: &[&str], text: &[&str]) -> bool {
    match expected.split_first() {
        None => text.is_empty(),
        Some((&"…", rest)) => (0..=text.len()).any(|at| fits(rest, &text[at..])),
        Some((line, rest)) => {
            text.first()
                .is_some_and(|first| first.trim_end() == line.trim_end())
                && fits(rest, &text[1..])
        }
    }
}

#[test]
#[cfg_attr(windows, ignore = "the README's commands are a Unix shell's")]
fn every_command_in_the_readme_does_what_it_shows() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let ci = std::fs::read_to_string(".ci/run").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut ran = 0;
    let (mut fresh, mut done) = (readme.clone(), 0);
    for act in acts(&readme) {
        let step = match act {
            Act::Write(path, text) => {
                let path = folder.path().join(path);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, text).unwrap();
                continue;
            }
            Act::Run(step) => step,
        };
        if let Some(cargo) = step.command.strip_prefix("cargo ") {
            let verb = cargo.split(' ').next().unwrap();
            assert!(
                verb == "install" || ci.contains(&format!("cargo {verb}")),
                "CI does not run `{}`",
                step.command
            );
            continue;
        }
        let printed = run(folder.path(), &step);
        let printed: Vec<&str> = printed.lines().collect();
        if std::env::var("SNAPSHOTS").is_ok_and(|how| how == "overwrite")
            && !fits(&step.printed, &printed)
        {
            let block = |lines: &[&str]| {
                let mut text = format!("$ {}\n", step.command);
                for line in lines {
                    text.push_str(line);
                    text.push('\n');
                }
                text
            };
            let old = block(&step.printed);
            let at = done + fresh[done..].find(&old).unwrap();
            let new = block(&printed);
            fresh.replace_range(at..at + old.len(), &new);
            done = at + new.len();
            ran += 1;
            continue;
        }
        assert!(
            fits(&step.printed, &printed),
            "`{}` prints\n{}\n\nbut the README shows\n{}",
            step.command,
            printed.join("\n"),
            step.printed.join("\n")
        );
        ran += 1;
    }
    if fresh != readme {
        std::fs::write("README.md", fresh).unwrap();
    }
    assert!(ran >= 5, "only {ran} commands were found in the README");
}
