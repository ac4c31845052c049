//! `goalpost report`: where a plan stands, what changed, what slipped and why, what comes next; of
//! several plans a line each.

use super::env::{Env, Voice};
use super::{Exit, check};
use crate::analysis::{self, Analysis};
use crate::diagnostic::Severity;
use crate::load;
use crate::plan::{Layout, kind_of};
use crate::publish::{Audience, Published, Withheld, publish};
use crate::render::{self, Theme};
use crate::report::{self, Period, PlanLine, Report, Since};
use crate::source::{PlanPath, Sources};
use crate::write::{self, Audit};
use anyhow::{Context as _, anyhow, bail};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// For whom a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum For {
    /// A mentor or manager
    Mentor,
    /// You: all of it
    Me,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    /// For a terminal: what matters on the first screen
    Text,
    /// One file with styles and charts inside, to mail or print
    Html,
    /// For a mail, a note or an issue
    #[value(alias = "md")]
    Markdown,
    /// One JSON object, versioned (`goalpost explain report`)
    Json,
    /// A line a goal, for a spreadsheet
    Csv,
}

/// Arguments of `report`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folders of plans; of more than one, a line each
    #[arg(value_name = "PLAN", default_value = ".")]
    plans: Vec<PathBuf>,

    /// Who is to read it [default: me; mentor for what is sent on: html, markdown, several plans]
    #[arg(long = "for", value_enum, value_name = "WHO")]
    audience: Option<For>,

    /// Look back to a day (2026-10-01), so far (30d), or to the last review
    #[arg(long, value_name = "DATE|last-review", conflicts_with = "period")]
    since: Option<String>,

    /// Look back on a calendar period: 2026-Q4, 2026, 2026-11, last-month, last-quarter, this-year
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,

    /// How to write it [default: text, or what the name of --out ends in]
    #[arg(long, value_enum)]
    format: Option<Shape>,

    /// Write it to a file instead of printing it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// A line a plan, even for one
    #[arg(long)]
    brief: bool,
}

impl Args {
    /// The form: as said, else as the file's name says.
    fn shape(&self) -> Shape {
        let ending = self.out.as_deref().and_then(Path::extension);
        let ending = ending.and_then(|ending| ending.to_str()).unwrap_or("");
        self.format
            .unwrap_or(match ending.to_ascii_lowercase().as_str() {
                "html" | "htm" => Shape::Html,
                "md" | "markdown" => Shape::Markdown,
                "json" => Shape::Json,
                "csv" => Shape::Csv,
                _ => Shape::Text,
            })
    }

    fn since(&self) -> Since {
        match (self.period.as_deref(), self.since.as_deref()) {
            (Some(period), _) => Since::Period(period.to_owned()),
            (None, Some(day)) if !day.eq_ignore_ascii_case("last-review") => {
                Since::Day(day.to_owned())
            }
            _ => Since::LastReview,
        }
    }

    /// Who reads it. What is sent on is for a mentor unless its owner says otherwise: what a mentor may
    /// not see is easily sent, and never called back.
    fn audience(&self, covers: Covers) -> Audience {
        let sent =
            covers == Covers::Several || matches!(self.shape(), Shape::Html | Shape::Markdown);
        match self.audience {
            Some(For::Mentor) => Audience::Mentor,
            None if sent => Audience::Mentor,
            Some(For::Me) | None => Audience::Me,
        }
    }
}

/// How much a report covers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Covers {
    /// One plan, in full.
    One,
    /// A line each.
    Several,
}

/// Reports on one plan in full, on several in a line each.
pub(super) fn run(args: &Args, env: &Env) -> anyhow::Result<Exit> {
    let plans = folders(&args.plans)?;
    if let Some(out) = &args.out {
        plans.iter().try_for_each(|plan| spare_sources(plan, out))?;
    }
    match plans.as_slice() {
        [plan] if !args.brief => one(plan, args, env),
        plans => several(plans, args, env),
    }
}

fn one(plan: &Path, args: &Args, env: &Env) -> anyhow::Result<Exit> {
    let looked = Looked::at(plan, args, env, args.audience(Covers::One))?;
    let bytes = match args.shape() {
        Shape::Text => {
            let colour = if args.out.is_some() {
                crate::emit::Colour::None
            } else {
                env.colour
            };
            let style = crate::emit::Style {
                colour,
                ..env.style()
            };
            report::text(&looked.report, style).into_bytes()
        }
        Shape::Markdown => report::markdown(&looked.report).into_bytes(),
        Shape::Csv => report::csv(&looked.report).into_bytes(),
        Shape::Json => json(&report::json(&looked.report))?,
        Shape::Html => {
            let theme = theme(plan, &looked.sources)?;
            render::mailed(looked.published.into(), theme.into(), &looked.report)?
        }
    };
    let passages = looked.withheld.passages.iter();
    let audit = Audit::new(passages.filter(|words| !render::says(words)).cloned())
        .map_err(|why| anyhow!("could not prepare the search for what is private: {why}"))?;
    if let Some(passage) = audit.find(&bytes) {
        bail!(
            "nothing was written: the report would have told what its reader may not see\n  \"{passage}\"\n  this is a fault of goalpost; please report it"
        );
    }
    give(&bytes, args, env)?;
    tell_errors(&looked.analysis, plan, env)
}

/// A line a plan; one that cannot be read is told, and the others are done all the same.
fn several(plans: &[PathBuf], args: &Args, env: &Env) -> anyhow::Result<Exit> {
    if args.shape() == Shape::Html {
        bail!("html is the report of one plan; of several there are text, markdown, json and csv");
    }
    let mut lines = Vec::new();
    let mut failed = 0;
    for plan in plans {
        match Looked::at(plan, args, env, args.audience(Covers::Several)) {
            Ok(looked) => lines.push(PlanLine::of(&shown(plan), &looked.report)),
            Err(error) => {
                failed += 1;
                let told: Vec<String> = error.chain().map(ToString::to_string).collect();
                let mark = env.paint("1;31", "error:");
                writeln!(
                    io::stderr(),
                    "{mark} {}: {}",
                    shown(plan),
                    told.join("\n  ")
                )?;
            }
        }
    }
    let bytes = match args.shape() {
        Shape::Json => json(&report::plans_json(&lines))?,
        Shape::Csv => report::plans_csv(&lines).into_bytes(),
        Shape::Markdown => report::plans_markdown(&lines).into_bytes(),
        Shape::Text | Shape::Html => report::plans_text(&lines, env.style()).into_bytes(),
    };
    give(&bytes, args, env)?;
    if failed > 0 {
        bail!(
            "{failed} of {} plans could not be read; the others are done",
            plans.len()
        );
    }
    Ok(Exit::Clean)
}

/// A plan, read and reported on.
struct Looked {
    sources: Sources,
    analysis: Analysis,
    published: Published,
    withheld: Withheld,
    report: Report,
}

impl Looked {
    fn at(plan: &Path, args: &Args, env: &Env, audience: Audience) -> anyhow::Result<Self> {
        let sources = check::load(plan)?;
        let config = analysis::settings(&sources);
        let analysis = analysis::analyze(&sources, env.today(&config));
        let (published, withheld) = publish(&analysis, audience);
        let period = Period::of(&args.since(), published.plan(), published.today())?;
        let report = Report::of(&published, period);
        Ok(Self {
            sources,
            analysis,
            published,
            withheld,
            report,
        })
    }
}

/// The folders that were named. A `*` that no shell has filled in stands for all folders there;
/// where a shell has, what it found beside folders is left out.
fn folders(named: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut plans = Vec::new();
    for plan in named {
        if plan.file_name().is_some_and(|name| name == "*") && !plan.exists() {
            let parent = plan.parent().unwrap_or(Path::new("."));
            plans.extend(load::folders(parent)?);
        } else if named.len() == 1 || !plan.is_file() {
            plans.push(plan.clone());
        }
    }
    if plans.is_empty() {
        bail!("there is no folder of a plan among what was named");
    }
    Ok(plans)
}

/// Refuses a file that a plan would read as its own: a goal, say, that the report would replace.
fn spare_sources(plan: &Path, out: &Path) -> anyhow::Result<()> {
    let folder = out.parent().filter(|path| !path.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize();
    let (Ok(root), Ok(folder), Some(name)) = (plan.canonicalize(), folder, out.file_name()) else {
        return Ok(());
    };
    let file = folder.join(name);
    let inside = file.strip_prefix(&root).ok().and_then(Path::to_str);
    let Some(path) = inside.and_then(PlanPath::new) else {
        return Ok(());
    };
    if kind_of(&path, Layout::of(&check::load(plan)?)).is_some() {
        bail!(
            "{} would be read as a part of the plan\n  choose a name outside of it, or another ending than .md",
            out.display()
        );
    }
    Ok(())
}

fn theme(plan: &Path, sources: &Sources) -> anyhow::Result<Theme> {
    let choice = analysis::settings(sources).theme;
    let name = choice.name.as_deref();
    let own = name.map(|name| load::theme(plan, name));
    Ok(Theme::find(&choice, &own.transpose()?.unwrap_or_default())?)
}

fn json(value: &serde_json::Value) -> anyhow::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A folder as its owner named it, with `/` on every system.
fn shown(plan: &Path) -> String {
    let plan = plan.to_string_lossy().replace('\\', "/");
    plan.strip_prefix("./").unwrap_or(&plan).to_owned()
}

fn give(bytes: &[u8], args: &Args, env: &Env) -> anyhow::Result<()> {
    let Some(path) = &args.out else {
        super::out().write_all(bytes)?;
        return Ok(());
    };
    write::replace(path, bytes).with_context(|| format!("could not write {}", path.display()))?;
    if env.voice == Voice::Normal {
        writeln!(io::stderr(), "Wrote {}", path.display())?;
    }
    Ok(())
}

/// Errors in a plan's files may leave things out of a report, so that they are named.
fn tell_errors(analysis: &Analysis, plan: &Path, env: &Env) -> anyhow::Result<Exit> {
    let errors = analysis.diagnostics.iter();
    let errors = errors.filter(|finding| finding.severity == Severity::Error);
    let errors = errors.count();
    if errors == 0 {
        return Ok(Exit::Clean);
    }
    if env.voice == Voice::Normal {
        writeln!(
            io::stderr(),
            "{errors} error{} in the plan may leave things out: `goalpost check {}`",
            if errors == 1 { "" } else { "s" },
            plan.display()
        )?;
    }
    Ok(Exit::Errors)
}
