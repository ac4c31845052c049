//! `goalpost build`: a plan becomes a site. The pipe of the crate, from end to end.

use super::env::{Env, Voice};
use super::{Done, Exit, cache, check};
use crate::analysis::{self, Analysis};
use crate::diagnostic::Severity;
use crate::emit;
use crate::load;
use crate::plan::{Layout, kind_of};
use crate::publish::{Audience, Hesitation, Published, Withheld, publish};
use crate::render::{self, Entry, Site, Theme};
use crate::serve::Themes;
use crate::source::{Asset, Sources};
use crate::write::{self, Audit, Changes, Files, Made};
use anyhow::{Context as _, anyhow, bail};
use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// For whom a site is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum For {
    /// Everyone
    Public,
    /// A mentor or manager
    Mentor,
    /// You: all of it
    Me,
}

impl Args {
    /// Where the site goes. What is for fewer eyes never stands by default where everyone's does: that
    /// folder is put on the web.
    fn out(&self) -> PathBuf {
        let folder = match self.audience {
            For::Public => "site",
            For::Mentor => "site-mentor",
            For::Me => "site-me",
        };
        let chosen = self.out.clone();
        chosen.unwrap_or_else(|| self.plan.join(folder))
    }
}

impl From<For> for Audience {
    fn from(chosen: For) -> Self {
        match chosen {
            For::Public => Self::Public,
            For::Mentor => Self::Mentor,
            For::Me => Self::Me,
        }
    }
}

/// Arguments of `build`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The plan's folder
    #[arg(value_name = "PLAN", default_value = ".")]
    plan: PathBuf,

    /// Where the site goes, instead of PLAN/site, PLAN/site-mentor or PLAN/site-me
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Who is to read it
    #[arg(long = "for", value_enum, default_value = "public")]
    audience: For,

    /// Write nothing when there are errors or warnings
    #[arg(long)]
    strict: bool,

    /// Make every file anew, whatever is remembered of an earlier build
    #[arg(long)]
    fresh: bool,

    /// Build again whenever a file changes
    #[arg(long)]
    watch: bool,

    /// With --watch: look every so many milliseconds, where a file system sends no events
    #[arg(long, value_name = "MS", num_args = 0..=1, default_missing_value = "500")]
    poll: Option<u64>,
}

/// `goalpost watch`: the same as `build --watch`.
pub(super) fn watch(args: &Args, env: &Env) -> anyhow::Result<Exit> {
    let out = args.out();
    refuse_sources(&args.plan, &out, &check::load(&args.plan)?)?;
    write::sweep(&out).map_err(|error| anyhow!("{error}"))?;
    let mut told = None;
    super::follow((&args.plan, Themes::Used), args.poll, env, |look, view| {
        if let Some(look) = look {
            say(
                env,
                &format!(
                    "{}: {}",
                    super::serve::changed(look),
                    super::serve::state(view)
                ),
            )?;
        }
        if let Some(trouble) = &view.trouble {
            if look.is_none() {
                let _ = writeln!(io::stderr(), "{} {trouble}", env.paint("1;31", "error:"));
            }
            return Ok(Done::Yes);
        }
        // What is only tried again was told before.
        let news = look.is_some() || told.is_none();
        if news && findings(&view.analysis, &view.sources, args, env).is_none() {
            return Ok(Done::Yes);
        }
        let seen = publish(&view.analysis, Audience::from(args.audience));
        match make(seen, view.theme(), &out) {
            Ok(written) => {
                told = None;
                say(env, &written.told)?;
                Ok(Done::Yes)
            }
            // A template that is being edited, a file in the way, another build: all of it passes.
            Err(error) => {
                let why = format!("{error}");
                if told.as_ref() != Some(&why) {
                    let _ = writeln!(io::stderr(), "{} {why}", env.paint("1;31", "error:"));
                }
                told = Some(why);
                Ok(Done::NotYet)
            }
        }
    })
}

/// Builds the site of a plan.
pub(super) fn run(args: &Args, env: &Env) -> anyhow::Result<Exit> {
    if args.watch {
        return watch(args, env);
    }
    // One build and then the end: who waits for it may as well work along. Where the threads stand
    // already, that is as good.
    let threads = rayon::ThreadPoolBuilder::new().use_current_thread();
    let _ = threads.build_global();
    let out = args.out();
    let sources = check::load(&args.plan)?;
    let config = analysis::settings(&sources);
    refuse_sources(&args.plan, &out, &sources)?;
    // Before anything may end the build: what waits there may be for fewer eyes.
    write::sweep(&out).map_err(|error| anyhow!("{error}"))?;
    let today = env.today(&config);
    let audience = Audience::from(args.audience);
    let own = config
        .theme
        .name
        .as_deref()
        .map(|name| load::theme(&args.plan, name))
        .transpose()?
        .unwrap_or_default();
    let key = cache::key(&sources, &own, (audience, today, args.strict));
    if !args.fresh
        && let Some(kept) = cache::unchanged(&out, key)
    {
        return say(
            env,
            &format!("Nothing changed since the last build.\n{}", kept.words),
        )
        .map(|()| Exit::Clean);
    }
    let theme = Arc::new(Theme::find(&config.theme, &own)?);
    // The owner's pages show all findings, and --strict rests on them; else errors are enough.
    let analysis = if args.strict || audience == Audience::Me {
        analysis::analyze(&sources, today)
    } else {
        analysis::errors(&sources, today)
    };
    let Some(exit) = findings(&analysis, &sources, args, env) else {
        return Ok(Exit::Errors);
    };
    let seen = publish(&analysis, audience);
    // What only the whole plan needed is not kept while pages are made.
    drop((analysis, sources));
    let written = make(seen, &theme, &out)?;
    say(env, &written.told)?;
    // What has errors tells them each time, and so is built each time.
    if exit == Exit::Clean {
        cache::keep(&out, key, &written.words);
    }
    // The program ends here, and the system takes the memory of a large plan back at once, where
    // freeing it piece by piece is a noticeable part of the whole build.
    std::mem::forget(written.site);
    Ok(exit)
}

/// What was written.
struct Written {
    /// What is said of it now.
    told: String,
    /// What is said of it as long as it stays so.
    words: String,
    site: Site,
}

/// Makes and writes the site of a published plan.
fn make(
    (published, withheld): (Published, Withheld),
    theme: &Arc<Theme>,
    out: &Path,
) -> anyhow::Result<Written> {
    refuse_unsettled(&published, out)?;
    let published = Arc::new(published);
    let site = render::site(Arc::clone(&published), Arc::clone(theme));
    let passages = withheld.passages.iter();
    let audit = Audit::new(passages.filter(|words| !theme.says(words)).cloned())
        .map_err(|why| anyhow!("could not prepare the search for what is private: {why}"))?;
    let before = write::listed(out);
    let changes =
        write::sync(&Pages(&site, &published), &audit, out).map_err(|error| anyhow!("{error}"))?;
    let words = told(out, (&published, &withheld), &audit, &changes);
    let news = news(&before, (&published, &withheld), &changes);
    Ok(Written {
        told: format!("{}\n{news}{words}", summary(&changes)),
        words,
        site,
    })
}

/// Tells errors in full, warnings as a number; `None` where `--strict` stops the build.
fn findings(analysis: &Analysis, sources: &Sources, args: &Args, env: &Env) -> Option<Exit> {
    let count = |severity| {
        analysis
            .diagnostics
            .iter()
            .filter(|finding| finding.severity == severity && !finding.clock)
            .count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    // Whether or not anybody reads it, the site is built.
    let mut out = io::stderr().lock();
    for error in analysis
        .diagnostics
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .take(20)
    {
        let _ = writeln!(out, "{}\n", emit::render(error, sources, env.style()));
    }
    if errors > 20 {
        let _ = writeln!(
            out,
            "… and {} more errors: `goalpost check --all`\n",
            errors - 20
        );
    }
    if args.strict && errors + warnings > 0 {
        let _ = writeln!(
            out,
            "nothing was written: {errors} errors and {warnings} warnings, and --strict asks for none (`goalpost check --all` shows them)"
        );
        return None;
    }
    if warnings > 0 && env.voice == Voice::Normal {
        let _ = writeln!(
            out,
            "{warnings} warning{}: `goalpost check`",
            if warnings == 1 { "" } else { "s" }
        );
    }
    Some(if errors > 0 {
        Exit::Errors
    } else {
        Exit::Clean
    })
}

fn say(env: &Env, words: &str) -> anyhow::Result<()> {
    if env.voice == Voice::Normal {
        writeln!(super::out(), "{}", words.trim_end())?;
    }
    Ok(())
}

fn summary(changes: &Changes) -> String {
    let part =
        |list: &[String], word: &str| (!list.is_empty()).then(|| format!("{} {word}", list.len()));
    let mut parts: Vec<String> = [
        part(&changes.created, "new"),
        part(&changes.updated, "changed"),
        part(&changes.deleted, "deleted"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if changes.unchanged > 0 {
        parts.push(format!("{} unchanged", changes.unchanged));
    }
    if changes.created.is_empty() && changes.updated.is_empty() && changes.deleted.is_empty() {
        return format!(
            "Nothing to write: {} files are as they should be.",
            changes.unchanged
        );
    }
    format!("Wrote the site: {}.", parts.join(", "))
}

/// The titles that are public for the first time, and those held back.
fn news(
    before: &BTreeSet<String>,
    (published, withheld): (&Published, &Withheld),
    changes: &Changes,
) -> String {
    let mut out = String::new();
    if published.audience() != Audience::Public {
        return out;
    }
    let created: BTreeSet<&str> = changes.created.iter().map(String::as_str).collect();
    let fresh = |path: &str| created.contains(path) && !before.contains(path);
    let titles: Vec<&str> = published
        .plan()
        .goals
        .iter()
        .filter(|goal| fresh(&format!("goals/{}.html", goal.id)))
        .map(super::super::plan::model::GoalEntry::name)
        .collect();
    if !titles.is_empty() {
        out.push_str("Public for the first time:\n");
        for title in titles.iter().take(20) {
            out.push_str(&format!("  {}\n", emit::tame(title)));
        }
        if titles.len() > 20 {
            out.push_str(&format!("  … and {} more\n", titles.len() - 20));
        }
    }
    if !withheld.held.is_empty() {
        out.push_str("Held back until you write who may see them (`visibility: public`):\n");
        for held in &withheld.held {
            let why = match held.why {
                Hesitation::Transition => "it speaks of another role or employer",
                Hesitation::Words => "its words may be private",
            };
            out.push_str(&format!("  {}: {why}\n", emit::tame(held.path.as_str())));
        }
    }
    out
}

/// What the reader sees, what was searched, where to look.
fn told(
    out: &Path,
    (published, withheld): (&Published, &Withheld),
    audit: &Audit,
    changes: &Changes,
) -> String {
    let mut words = render::visitor(published);
    words.push('\n');
    if withheld.goals > 0 || !audit.is_empty() {
        let goals = format!(
            "{} goal{} cut",
            withheld.goals,
            if withheld.goals == 1 { "" } else { "s" }
        );
        words.push_str(&format!(
            "{goals}; searched {} files for {} private passages: none found.\n",
            changes.searched,
            audit.len()
        ));
    }
    words.push_str(&format!(
        "Open {} in a browser.",
        out.join("index.html").display()
    ));
    words
}

/// Refuses an output that is, or holds, the plan or something that it is read from: what lies in an
/// output is no source, so those goals would be gone from the next build on.
fn refuse_sources(plan: &Path, out: &Path, sources: &Sources) -> anyhow::Result<()> {
    let (plan, out) = (real(plan)?, real(out)?);
    if plan.starts_with(&out) {
        bail!(
            "the site cannot go to {}: the plan is in it\n  choose another folder with --out",
            out.display()
        );
    }
    let Ok(inside) = out.strip_prefix(&plan) else {
        return Ok(());
    };
    let folders = [
        "goals",
        "roles",
        "reviews",
        "statements",
        "static",
        "themes",
    ];
    if folders.iter().any(|folder| inside.starts_with(folder)) {
        bail!(
            "the site cannot go to {}: that is part of the plan\n  choose another folder with --out",
            out.display()
        );
    }
    let layout = Layout::of(sources);
    let mut files = sources.files.keys();
    let source = files.find(|path| {
        Path::new(path.as_str()).starts_with(inside) && kind_of(path, layout).is_some()
    });
    if let Some(source) = source {
        bail!(
            "the site cannot go to {}: {source} is part of the plan\n  choose another folder with --out",
            out.display()
        );
    }
    Ok(())
}

/// Where a path leads, through every link; what is not there yet lies where it will be made.
fn real(path: &Path) -> anyhow::Result<PathBuf> {
    let whole = std::path::absolute(path)
        .with_context(|| format!("could not understand the path {}", path.display()))?;
    let mut real = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(real.pop()),
            Component::Prefix(_) | Component::RootDir => real.push(part),
            Component::Normal(_) => {
                real.push(part);
                real = real.canonicalize().unwrap_or(real);
            }
        }
    }
    Ok(real)
}

/// What the list of a site says where the plan had settings.
const SETTLED: &str = "Made with the settings of plan.yaml.";

/// Refuses a plan whose settings went since its site was made: without them all is public that does
/// not say otherwise.
fn refuse_unsettled(published: &Published, out: &Path) -> anyhow::Result<()> {
    let settled = published.plan().config.exists || published.audience() == Audience::Me;
    if !settled && write::remembers(out, SETTLED) {
        bail!(
            "plan.yaml is gone since the site in {} was made, and without it a goal that does not say who may see it is public; nothing was written\n  put plan.yaml back, or delete {} if the plan is to go on without settings",
            out.display(),
            out.display()
        );
    }
    Ok(())
}

/// A site as the writer takes it.
struct Pages<'a>(&'a Site, &'a Published);

impl Files for Pages<'_> {
    fn paths(&self) -> Vec<String> {
        self.0
            .paths()
            .map(|path| path.as_str().to_owned())
            .collect()
    }

    fn remark(&self) -> Option<&str> {
        self.1.plan().config.exists.then_some(SETTLED)
    }

    fn make(&self, path: &str, buffer: &mut Vec<u8>) -> Result<Made, String> {
        match self.0.entry(path) {
            Some(Entry::Copy(Asset::Disk { path, .. })) => Ok(Made::CopyOf(path.clone())),
            Some(Entry::Copy(Asset::Memory(bytes))) => {
                buffer.extend_from_slice(bytes);
                Ok(Made::Verbatim)
            }
            _ => self
                .0
                .make_into(path, buffer)
                .map(|()| Made::Bytes)
                .map_err(|error| error.to_string()),
        }
    }
}
