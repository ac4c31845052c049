//! `goalpost new`: a goal with the questions that its kind asks.

use super::env::Env;
use super::goals::{Place, word};
use super::{Exit, ask, check, days, starter};
use crate::analysis;
use crate::edit::{self, Value};
use crate::load::{self, LoadError};
use crate::plan::front_matter::safe_id;
use crate::plan::{DocumentKind, FileKind, Layout, kind_of, read, slug};
use crate::prose::{date, measure};
use crate::source::one_line;
use crate::source::{PlanPath, SourceFile, Sources};
use crate::today::Today;
use crate::vocabulary::{Horizon, Kind, Visibility};
use crate::write;
use anyhow::{anyhow, bail};
use chrono::NaiveDate;
use std::path::Path;

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What the goal is, in a few words: "Pass the CKA exam"
    #[arg(value_name = "TITLE")]
    title: Vec<String>,

    /// What it is about; decides the questions of the file
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: Option<Kind>,

    /// By when: 2027-06-30, 2027-06, 2027-Q2, "in 6 months"
    #[arg(long, value_name = "DATE")]
    due: Option<String>,

    /// What is measured: "from 48 % to 85 %", "12 talks", "3 a year"
    #[arg(long, value_name = "MEASURE")]
    measure: Option<String>,

    /// The larger goal or role that it serves, by id
    #[arg(long, value_name = "ID")]
    supports: Option<String>,

    /// Who may see it: public, mentor or private
    #[arg(long = "for", value_name = "WHO", value_parser = visibility)]
    visibility: Option<Visibility>,

    #[command(flatten)]
    place: Place,
}

fn kind(text: &str) -> Result<Kind, String> {
    Kind::read(text).ok_or_else(|| format!("one of {}", Kind::WORDS.names.join(", ")))
}

fn visibility(text: &str) -> Result<Visibility, String> {
    Visibility::read(text).ok_or_else(|| "public, mentor or private".to_owned())
}

/// Writes the file.
pub(super) fn run(args: &Args, env: &Env) -> anyhow::Result<Exit> {
    let mut title = one_line(&args.title.join(" "));
    if title.is_empty() && ask::somebody() {
        title = one_line(&ask::line("What is the goal, in a few words?")?);
    }
    // A `#` before it is what people paste.
    let title = title.trim_start_matches('#').trim();
    if title.is_empty() {
        bail!("what is the goal? say it in a few words: `goalpost new \"Pass the CKA exam\"`");
    }
    let root = args.place.root();
    let sources = known(&root)?;
    let today = env.now();
    let path = path(&sources, &root, title)?;
    let id = path.stem().to_owned();
    let analysis = analysis::analyze(&sources, today);
    let taken = |wanted: &str| {
        let goals = analysis.plan.goals.iter().map(|goal| goal.id.as_str());
        let roles = analysis.plan.roles.iter().map(|(id, _)| id.as_str());
        goals.chain(roles).any(|id| id == wanted)
    };
    if taken(&id) || root.join(path.as_str()).exists() {
        bail!("there is a `{id}` already\n  give the new goal another title; nothing was changed");
    }
    if let Some(larger) = &args.supports
        && !taken(larger)
    {
        bail!("nothing has the id `{larger}`, which it is to serve; nothing was changed");
    }
    let larger: Vec<String> = analysis
        .plan
        .goals()
        .filter(|(_, goal)| {
            matches!(
                goal.horizon_on(&analysis.plan.config, today),
                Some(Horizon::Long | Horizon::Vision | Horizon::Mid)
            )
        })
        .map(|(_, goal)| goal.id.to_string())
        .chain(analysis.plan.roles.iter().map(|(id, _)| id.to_string()))
        .take(4)
        .collect();
    let file = draft(args, title, (&id, &larger), today)?;
    let file = SourceFile::new(path.clone(), file.text());
    write::create(&root.join(path.as_str()), file.text().as_bytes())
        .map_err(|why| anyhow!("{why}"))?;
    let shown = root.join(path.as_str());
    let shown = shown.strip_prefix(".").unwrap_or(&shown);
    super::tell(
        env,
        &format!(
            "{}\nOpen it in your editor: its questions are there. Then `goalpost check`.",
            shown.display()
        ),
    )
}

/// What is in the folder; an empty one is where a plan begins.
fn known(root: &Path) -> anyhow::Result<Sources> {
    match check::load(root) {
        Ok(sources) => Ok(sources),
        Err(error) => match error.downcast_ref::<LoadError>() {
            Some(LoadError::Empty(_)) => Ok(load::folder(root)?),
            _ => Err(error),
        },
    }
}

/// Where the goal goes: into `goals/`, unless this plan keeps its goals beside each other.
fn path(sources: &Sources, root: &Path, title: &str) -> anyhow::Result<PlanPath> {
    let name = slug(title);
    if name.is_empty() {
        bail!(
            "“{title}” has neither a letter nor a digit, so no file can be named after it; nothing was changed"
        );
    }
    // Names of files are at most 255 bytes long, `.md` and a temporary name included.
    let mut end = name.len().min(200);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    let name = name.get(..end).unwrap_or("").trim_end_matches('-');
    let name = match name {
        "readme" => "readme-goal".to_owned(),
        name => safe_id(name).to_string(),
    };
    let layout = Layout::of(sources);
    let beside = layout != Layout::Folder
        && !root.join("goals").is_dir()
        && sources
            .files
            .keys()
            .any(|path| kind_of(path, layout) == Some(FileKind::Goal));
    let path = if beside {
        format!("{name}.md")
    } else {
        format!("goals/{name}.md")
    };
    PlanPath::new(&path).ok_or_else(|| anyhow!("{path} is no path"))
}

/// The text of the file.
fn draft(
    args: &Args,
    title: &str,
    (id, larger): (&str, &[String]),
    today: Today,
) -> anyhow::Result<SourceFile> {
    let name = args.kind.map_or("general", Kind::as_str);
    let template = starter::text(&format!("new/{name}.md"))
        .ok_or_else(|| anyhow!("there is no template for {name}"))?;
    let serves = if larger.is_empty() {
        "larger-goal".to_owned()
    } else {
        larger.join(", ")
    };
    let path = PlanPath::new("goal.md").ok_or_else(|| anyhow!("goal.md is no path"))?;
    let write = |title: String| -> anyhow::Result<SourceFile> {
        let words = [
            ("title", title),
            ("id", id.to_owned()),
            ("larger", serves.clone()),
        ];
        let text = starter::fill(template, &words, today)?;
        Ok(SourceFile::new(path.clone(), text))
    };
    let says = |file: &SourceFile| match read(file, FileKind::Goal).kind {
        DocumentKind::Goal(goal) => goal.title.text() == title,
        _ => false,
    };
    // A title is escaped only where Markdown would read something else.
    let mut file = write(title.to_owned())?;
    if !says(&file) {
        file = write(escaped(title))?;
    }
    let text = file.text().to_owned();
    let mut fields: Vec<(&str, Value)> = Vec::new();
    let mut end = None;
    if let Some(due) = &args.due {
        let due = days::span(due, today)?;
        if due.last < today.date() {
            bail!(
                "{} is past: today is {}; nothing was changed",
                days::iso(due),
                today.date()
            );
        }
        fields.push(("due", word(&days::iso(due))));
        end = Some(due.last);
    }
    // A rhythm has no last day unless its owner says so.
    let rhythm = args.measure.as_deref().is_some_and(|measure| {
        measure::read(measure).is_ok_and(|measure| measure.period.is_some())
    });
    let ends = |line: &str| rhythm && end.is_none() && line.starts_with("due:");
    if let Some(measure) = &args.measure {
        fields.push(("measure", Value::Plain(one_line(measure))));
    }
    if let Some(larger) = &args.supports {
        fields.push(("supports", word(larger)));
    }
    if let Some(visibility) = args.visibility {
        fields.push(("visibility", word(visibility.as_str())));
    }
    // A question that is answered is asked no more.
    let asked = |line: &str| {
        fields
            .iter()
            .any(|(name, _)| line.starts_with(&format!("# {name}:")))
    };
    let text: String = text
        .split_inclusive('\n')
        .filter(|line| !asked(line) && !ends(line))
        .map(|line| within(line, end))
        .collect();
    Ok(edit::set_all(&SourceFile::new(path, text), &fields)?)
}

/// The line of a step without its day, where that lies after the goal's own.
fn within(line: &str, end: Option<NaiveDate>) -> String {
    let mark = line.rfind(" (due ").zip(end).and_then(|(at, end)| {
        let (before, mark) = line.split_at_checked(at)?;
        let day = mark.trim_end().strip_prefix(" (due ")?.strip_suffix(')')?;
        let is_late = date::read(day).is_ok_and(|day| day.last > end);
        is_late.then(|| format!("{before}\n"))
    });
    mark.unwrap_or_else(|| line.to_owned())
}

/// A title as the words of a heading, with each mark of Markdown escaped.
fn escaped(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for c in title.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
