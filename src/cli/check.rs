//! `goalpost check`: what is broken, the next steps, one row a goal.

use super::env::Env;
use super::{Done, Exit, fix, triage};
use crate::analysis::{self, Analysis};
use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::emit::{self, Format};
use crate::load;
use crate::plan::{FileKind, Layout, kind_of};
use crate::serve::Themes;
use crate::source::{PlanPath, SourceFile, Sources};
use crate::today::Today;
use anyhow::{Context as _, bail};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    /// Errors in full, the next three steps, one row a goal
    Text,
    /// One line a finding
    Concise,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
}

/// Arguments of `check`.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folders of plans, or `-` for one goal on standard input
    #[arg(value_name = "PLAN", default_value = ".")]
    plans: Vec<PathBuf>,

    /// Show every finding in full
    #[arg(long)]
    all: bool,

    /// Warnings fail, too (exit code 1)
    #[arg(long)]
    strict: bool,

    /// With --strict, let findings count that come with time alone
    #[arg(long)]
    clock: bool,

    /// What will be found so far from now, such as 30d or 2 months
    #[arg(long, value_name = "PERIOD")]
    ahead: Option<String>,

    /// Only these rules or families: T01, T, missing-deadline
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,

    /// Not these rules or families
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,

    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    format: Shape,

    /// Mend what can be mended from what a file says already
    #[arg(long, conflicts_with_all = ["watch", "diff"])]
    fix: bool,

    /// Show what --fix would change, and change nothing
    #[arg(long, conflicts_with = "watch")]
    diff: bool,

    /// With --fix or --diff: also what is only likely, such as the field that was meant
    #[arg(long)]
    guess: bool,

    /// Check again whenever a file changes
    #[arg(long)]
    watch: bool,

    /// With --watch: look every so many milliseconds, where a file system sends no events
    #[arg(long, value_name = "MS", num_args = 0..=1, default_missing_value = "500")]
    poll: Option<u64>,

    /// The path to give a goal from standard input
    #[arg(long, value_name = "PATH", default_value = "goal.md")]
    stdin_filename: String,
}

/// Checks each plan.
pub(super) fn run(args: &Args, env: &Env) -> anyhow::Result<Exit> {
    for wanted in args.select.iter().chain(&args.ignore) {
        let family = wanted.len() == 1 && "SMARTPFW".contains(&wanted.to_uppercase());
        if !family && crate::check::find(wanted).is_none() {
            bail!(
                "there is no rule or family `{wanted}`\n  `goalpost explain --list` names them all"
            );
        }
    }
    if args.watch {
        return watch(args, env);
    }
    if args.plans.len() > 1 && matches!(args.format, Shape::Sarif | Shape::Json) {
        let format = match args.format {
            Shape::Json => "json",
            _ => "sarif",
        };
        bail!("--format {format} makes one document of one plan; run it for each plan");
    }
    let mut out = super::out();
    let mut failed = false;
    let mut refused = 0;
    for (at, plan) in args.plans.iter().enumerate() {
        let (mut sources, base) = match sources(plan, args) {
            Ok(sources) => sources,
            Err(error) if args.plans.len() == 1 => return Err(error),
            // The others are looked at all the same.
            Err(error) => {
                let _ = writeln!(io::stderr(), "{} {error}", env.paint("1;31", "error:"));
                refused += 1;
                continue;
            }
        };
        let config = analysis::settings(&sources);
        let today = ahead(env.today(&config), args.ahead.as_deref())?;
        let mut analysis = analysis::analyze(&sources, today);
        let mut shown = shown(&analysis, args);
        if args.diff {
            let edits = fix::edits(&shown, least(args));
            out.write_all(fix::diff(&sources, &edits).as_bytes())?;
            failed |= shown.iter().any(|finding| fails(finding, args));
            continue;
        }
        if args.fix {
            let made = mend(plan, (&mut sources, &mut analysis, &mut shown), args)?;
            if made > 0 && args.format == Shape::Text && env.voice == super::env::Voice::Normal {
                writeln!(out, "Mended {}.\n", super::home::count(made, "place"))?;
            }
        }
        failed |= shown.iter().any(|finding| fails(finding, args));
        if args.plans.len() > 1 && args.format == Shape::Text {
            writeln!(
                out,
                "{}{}",
                if at > 0 { "\n" } else { "" },
                env.paint("1", &plan.display().to_string())
            )?;
        }
        print((args, &base), env, (&sources, &analysis, &shown), &mut out)?;
    }
    if refused > 0 {
        bail!(
            "{refused} of {} plans could not be checked",
            args.plans.len()
        );
    }
    Ok(if failed { Exit::Errors } else { Exit::Clean })
}

/// How sure a mending must be.
fn least(args: &Args) -> Safety {
    if args.guess {
        Safety::Unsafe
    } else {
        Safety::Safe
    }
}

/// Mends what can be mended, and what then comes to light; answers how many places.
fn mend(
    plan: &Path,
    (sources, analysis, shown): (&mut Sources, &mut Analysis, &mut Vec<Diagnostic>),
    args: &Args,
) -> anyhow::Result<usize> {
    const ROUNDS: usize = 5;
    if plan == Path::new("-") {
        bail!("standard input cannot be written to; --diff shows what would change");
    }
    let mut made = 0;
    for _ in 0..ROUNDS {
        let edits = fix::edits(shown, least(args));
        if edits.is_empty() {
            break;
        }
        made += fix::write(plan, sources, &edits)?;
        *sources = load(plan)?;
        *analysis = analysis::analyze(sources, analysis.today);
        *shown = self::shown(analysis, args);
    }
    Ok(made)
}

/// Checks one plan now and each time it changes.
fn watch(args: &Args, env: &Env) -> anyhow::Result<Exit> {
    let [plan] = args.plans.as_slice() else {
        bail!("--watch looks at one plan at a time");
    };
    if plan == Path::new("-") {
        bail!("standard input cannot be watched; name a folder");
    }
    load(plan)?;
    super::follow((plan, Themes::Ignored), args.poll, env, |look, view| {
        let mut out = io::stdout().lock();
        if let Some(look) = look {
            let line = "─".repeat(env.width.min(72));
            writeln!(
                out,
                "\n{}\n{}\n",
                env.paint("2", &line),
                super::serve::changed(look)
            )?;
        }
        if let Some(trouble) = &view.trouble {
            writeln!(out, "{trouble}")?;
            return Ok(Done::Yes);
        }
        let shown = shown(&view.analysis, args);
        print(
            (args, &base_of(plan)),
            env,
            (&view.sources, &view.analysis, &shown),
            &mut out,
        )?;
        out.flush()?;
        Ok(Done::Yes)
    })
}

/// The findings that were asked for.
fn shown(analysis: &Analysis, args: &Args) -> Vec<Diagnostic> {
    let wanted = analysis.diagnostics.iter();
    wanted
        .filter(|finding| is_wanted(finding, args))
        .cloned()
        .collect()
}

fn print(
    (args, base): (&Args, &str),
    env: &Env,
    (sources, analysis, shown): (&Sources, &Analysis, &[Diagnostic]),
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let format = match args.format {
        Shape::Concise => Format::Concise,
        Shape::Json => Format::Json,
        Shape::Sarif => Format::Sarif,
        Shape::Github => Format::GitHub,
        Shape::Text if args.all => Format::Text,
        Shape::Text => return Ok(triage::write(analysis, sources, (shown, env), out)?),
    };
    let options = emit::Options {
        format,
        style: env.style(),
        today: analysis.today,
        base,
    };
    emit::write(shown, sources, &options, out)?;
    if format == Format::Text {
        writeln!(out, "{}", triage::tally(shown))?;
        if let Some(line) = triage::other_languages(analysis) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// What stands before the paths of a plan's files when they are shown.
fn base_of(plan: &Path) -> String {
    plan.to_string_lossy().replace('\\', "/")
}

/// The sources of a plan, and what stands before their paths.
fn sources(plan: &Path, args: &Args) -> anyhow::Result<(Sources, String)> {
    if plan != Path::new("-") {
        return Ok((load(plan)?, base_of(plan)));
    }
    let text = load::stream(io::stdin().lock(), 0);
    let Some((base, path)) = place(&args.stdin_filename) else {
        bail!(
            "--stdin-filename names no file that a plan reads: {}\n  name it as it stands in the plan, such as goals/cka.md",
            args.stdin_filename
        );
    };
    let mut sources = Sources::default();
    let file = SourceFile {
        path: path.clone(),
        text,
    };
    sources.files.insert(path, file);
    Ok((sources, base))
}

/// Where a file stands that an editor names: the folder of its plan, and its path in there. That is
/// from the last folder on that has a meaning in plans, else the file's own name.
fn place(name: &str) -> Option<(String, PlanPath)> {
    let name = name.replace('\\', "/");
    let parts: Vec<&str> = name.split('/').collect();
    let folder = parts.iter().rposition(|part| {
        matches!(
            *part,
            "goals" | "roles" | "reviews" | "statements" | "static" | "themes"
        )
    });
    let (base, inside) = parts.split_at(folder.unwrap_or(parts.len() - 1));
    let path = PlanPath::new(&inside.join("/"))?;
    let alone = Sources::from_iter([(path.as_str(), "")]);
    kind_of(&path, Layout::of(&alone)).filter(|kind| *kind != FileKind::Static)?;
    let base: Vec<&str> = base.iter().copied().filter(|part| *part != ".").collect();
    Some((base.join("/"), path))
}

/// Loads a plan; a folder of notes that is none is asked about rather than checked.
pub(super) fn load(plan: &Path) -> anyhow::Result<Sources> {
    let sources = load::plan(plan)?;
    if let Some(notes) = triage::looks_like_a_vault(&sources) {
        bail!(
            "{notes} notes here; which folder holds your goals?\n  name it: `goalpost check {}`, or put a plan.yaml beside them",
            plan.join("FOLDER").display()
        );
    }
    let layout = Layout::of(&sources);
    if !sources
        .files
        .keys()
        .any(|path| kind_of(path, layout).is_some_and(|kind| kind != FileKind::Static))
    {
        return Err(load::LoadError::Empty(plan.to_owned()).into());
    }
    Ok(sources)
}

fn ahead(today: Today, period: Option<&str>) -> anyhow::Result<Today> {
    let Some(text) = period else { return Ok(today) };
    let later = crate::prose::Period::read(text).and_then(|period| period.after(today.date()));
    later
        .map(Today)
        .with_context(|| format!("`{text}` is not a period: write `30d`, `6 weeks` or `2 months`"))
}

fn is_wanted(finding: &Diagnostic, args: &Args) -> bool {
    let names = |list: &[String]| {
        list.iter().any(|wanted| {
            finding.code.0.eq_ignore_ascii_case(wanted)
                || finding.name.eq_ignore_ascii_case(wanted)
                || (wanted.len() == 1 && finding.code.0.starts_with(&wanted.to_uppercase()))
        })
    };
    (args.select.is_empty() || names(&args.select)) && !names(&args.ignore)
}

fn fails(finding: &Diagnostic, args: &Args) -> bool {
    match finding.severity {
        Severity::Error => true,
        Severity::Warning => args.strict && (args.clock || !finding.clock),
        Severity::Note => false,
    }
}
