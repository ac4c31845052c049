//! Runs the pipe from [`Sources`] on, and remembers what it may.
//!
//! [`analyze`] starts from nothing; a [`Session`] keeps what was made from one file's text alone, so
//! that an edit costs one file. Both answer the same, whatever was edited: each run builds a new map
//! from what it used, so nothing needs evicting. Two things are kept beyond that, for an edit of a
//! goal's own words in a large plan: what leads from goals to others, as long as no name changes
//! ([`plan::again`]), and what was measured of goals that the edit does not reach
//! ([`progress::Memory`]). Where either does not hold, all is put together anew; a property of
//! `tests/suite/session.rs` watches over both.

use crate::check::{self, Brief, Depth};
use crate::config::{self, Config};
use crate::diagnostic::Diagnostic;
use crate::plan::{self, Document, DocumentKind, Edited, FileKind, Layout, Plan};
use crate::problem::Problem;
use crate::progress::{self, Progress};
use crate::source::{Asset, PlanPath, SourceFile, Sources};
use crate::today::Today;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known of a plan on a day.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The whole plan.
    pub plan: Arc<Plan>,
    /// Its progress.
    pub progress: Arc<Progress>,
    /// What there is to say about it, sorted by file and place.
    pub diagnostics: Arc<Vec<Diagnostic>>,
    /// Its files that are no documents.
    pub assets: Arc<BTreeMap<PlanPath, Asset>>,
    /// The day.
    pub today: Today,
}

/// Reads, measures and checks a plan. Cannot fail: what is amiss is in the answer.
pub fn analyze(sources: &Sources, today: Today) -> Analysis {
    once(Depth::All, sources, today)
}

/// The same, but of the findings only the errors, which take a fraction of the work.
pub fn errors(sources: &Sources, today: Today) -> Analysis {
    once(Depth::Errors, sources, today)
}

fn once(depth: Depth, sources: &Sources, today: Today) -> Analysis {
    let mut session = Session {
        depth,
        measured: None,
        ..Session::default()
    };
    session.analyze(sources, today)
}

/// The settings of a plan, for whoever needs them before the day is known.
pub fn settings(sources: &Sources) -> Config {
    config::read(sources).0
}

/// The same analysis again and again, at the cost of what changed.
#[derive(Debug)]
pub struct Session {
    /// Sorted by path.
    files: Vec<Kept>,
    ground: Option<Ground>,
    last: Option<Arc<Plan>>,
    /// `None` where there will be no second time.
    measured: Option<progress::Memory>,
    depth: Depth,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            files: Vec::new(),
            ground: None,
            last: None,
            measured: Some(progress::Memory::default()),
            depth: Depth::All,
        }
    }
}

/// What every file's findings rest on beside its text.
#[derive(Clone, Debug, PartialEq)]
struct Ground {
    brief: Brief,
    config: Arc<Config>,
    layout: Layout,
}

#[derive(Clone, Debug)]
struct Kept {
    file: SourceFile,
    kind: FileKind,
    document: Arc<Document>,
    findings: Arc<Vec<Diagnostic>>,
}

/// A file of the plan, and what is kept of it.
struct Part<'s> {
    file: &'s SourceFile,
    kind: FileKind,
    before: Option<Kept>,
    /// Whether it is all as it was.
    same: bool,
}

impl Session {
    /// Analyses `sources`; the answer is that of [`analyze`].
    pub fn analyze(&mut self, sources: &Sources, today: Today) -> Analysis {
        let (config, config_problems) = config::read(sources);
        let ground = Ground {
            brief: Brief {
                today,
                depth: self.depth,
            },
            config: Arc::new(config),
            layout: Layout::of(sources),
        };
        if self.ground.as_ref() != Some(&ground) {
            self.files.clear();
            self.last = None;
            self.measured = self.measured.take().map(|_| progress::Memory::default());
        }
        let count = self.files.len();
        let parts = self.parts(sources, &config_problems, ground.layout);
        let known = parts.iter().all(|part| part.before.is_some()) && parts.len() == count;
        let read: Vec<(Kept, Option<Arc<Document>>)> = parts
            .into_par_iter()
            .map(|part| match part.before {
                Some(kept) if part.same => (kept, None),
                before => (
                    read(part.file, part.kind, &config_problems, &ground),
                    before.map(|kept| kept.document),
                ),
            })
            .collect();
        let edited: Vec<Edited> = read
            .iter()
            .filter_map(|(kept, before)| {
                Some((Arc::clone(before.as_ref()?), Arc::clone(&kept.document)))
            })
            .collect();
        let kept: Vec<Kept> = read.into_iter().map(|(kept, _)| kept).collect();

        let before = self.last.take();
        let before = before.filter(|before| known && has_files(&before.files, sources));
        let plan = before
            .and_then(|before| plan::again(&before, &edited))
            .unwrap_or_else(|| {
                let documents = kept.iter().map(|kept| Arc::clone(&kept.document)).collect();
                let files = sources.files.keys().chain(sources.assets.keys()).cloned();
                plan::assemble(documents, files.collect(), Arc::clone(&ground.config))
            });
        let plan = Arc::new(plan);
        let progress = match &mut self.measured {
            Some(measured) => measured.measure(&plan, &ground.config, today),
            None => Arc::new(progress::measure(&plan, &ground.config, today)),
        };
        let each = kept
            .iter()
            .map(|kept| Arc::clone(&kept.findings))
            .collect::<Vec<_>>();
        let diagnostics = check::run(&plan, &progress, ground.brief, &each);
        self.files = kept;
        self.ground = Some(ground);
        self.last = Some(Arc::clone(&plan));
        Analysis {
            plan,
            progress,
            diagnostics: Arc::new(diagnostics),
            assets: Arc::new(sources.assets.clone()),
            today,
        }
    }

    /// The files of the plan, each with what is kept of it.
    fn parts<'s>(
        &mut self,
        sources: &'s Sources,
        config_problems: &[Problem],
        layout: Layout,
    ) -> Vec<Part<'s>> {
        // Both are sorted by path, so one walk along both finds what is kept of each file.
        let mut before = std::mem::take(&mut self.files).into_iter().peekable();
        let part = |file: &'s SourceFile| {
            while before.next_if(|kept| kept.file.path < file.path).is_some() {}
            let before = before.next_if(|kept| kept.file.path == file.path);
            // With the layout a file keeps its kind.
            let kind = match &before {
                Some(kept) => kept.kind,
                None => plan::kind_of(&file.path, layout)?,
            };
            let same = before.as_ref().is_some_and(|kept| {
                kept.file == *file
                    // Which themes there are is no part of the file.
                    && (kind != FileKind::Config || kept.document.problems == config_problems)
            });
            Some(Part {
                file,
                kind,
                before,
                same,
            })
        };
        sources.files.values().filter_map(part).collect()
    }
}

/// Whether these are the files of the sources, texts and others.
fn has_files(files: &BTreeSet<PlanPath>, sources: &Sources) -> bool {
    let mut texts = sources.files.keys().peekable();
    let mut assets = sources.assets.keys().peekable();
    let all = files.iter().all(|path| {
        texts
            .next_if_eq(&path)
            .or_else(|| assets.next_if_eq(&path))
            .is_some()
    });
    all && texts.next().is_none() && assets.next().is_none()
}

/// Reads one file and runs the rules that look at it alone.
fn read(file: &SourceFile, kind: FileKind, config_problems: &[Problem], ground: &Ground) -> Kept {
    let mut document = plan::read(file, kind);
    if document.kind == DocumentKind::Config {
        document.problems = config_problems.to_vec();
    }
    let findings = check::file(&document, &ground.config, ground.brief);
    Kept {
        file: file.clone(),
        kind,
        document: Arc::new(document),
        findings: Arc::new(findings),
    }
}
