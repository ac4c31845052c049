//! What an edit costs while a plan is being written, at a hundred, a thousand and ten thousand goals.
//!
//! `cargo bench --bench session`. Each bench edits one goal's text and asks for what follows from it:
//! the analysis, the published plan, one page.

#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a bench stops at its first fault"
)]

use goalpost::analysis::{Session, settings};
use goalpost::progress::measure;
use goalpost::publish::{Audience, publish};
use goalpost::render::{Site, Theme, site};
use goalpost::source::{PlanPath, SourceFile, Sources};
use goalpost::today::Today;
use std::collections::BTreeMap;
use std::sync::Arc;

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [100, 1_000, 10_000];

fn goal(at: usize, note: usize) -> String {
    let larger = at / 10;
    format!(
        "---\ndue: 2027-{:02}\nmeasure: 12 talks\nsupports: g{larger}\nskills: {{ writing: 3 }}\ntags: [t{}]\n---\n# Give the talks of circle {at}\n\nTo learn by explaining, edit {note}.\n\n## Steps\n- [x] Find the room (done 2026-02-03)\n- [ ] Ask [the other circle](g{larger}.md) for slides\n- [ ] Hold the first (due 2026-12-01)\n\n## Log\n- 2026-03-01: 1 — the room was full\n- 2026-04-02: 3\n- 2026-05-07: 4 — questions after\n",
        at % 12 + 1,
        at % 40
    )
}

struct Bench {
    sources: Sources,
    session: Session,
    edits: usize,
    theme: Arc<Theme>,
    today: Today,
}

impl Bench {
    fn new(goals: usize) -> Self {
        let config = (
            "plan.yaml".to_owned(),
            "name: Kim\nas_of: 2026-06-01".to_owned(),
        );
        let files = (0..goals).map(|at| (format!("goals/g{at}.md"), goal(at, 0)));
        let sources: Sources = files.chain([config]).collect();
        let theme =
            Theme::find(&settings(&sources).theme, &BTreeMap::new()).expect("our theme is whole");
        let today = Today("2026-06-01".parse().expect("a date"));
        let mut session = Session::default();
        session.analyze(&sources, today);
        Self {
            sources,
            session,
            edits: 0,
            theme: Arc::new(theme),
            today,
        }
    }

    fn edit(&mut self) {
        self.edits += 1;
        let path = PlanPath::new("goals/g7.md").expect("a path");
        let file = SourceFile::new(path.clone(), goal(7, self.edits));
        self.sources.files.insert(path, file);
    }

    fn site(&mut self, audience: Audience) -> Site {
        let analysis = self.session.analyze(&self.sources, self.today);
        let (published, _) = publish(&analysis, audience);
        site(Arc::new(published), Arc::clone(&self.theme))
    }
}

#[divan::bench(args = SIZES)]
fn edit_to_analysis(bencher: divan::Bencher<'_, '_>, goals: usize) {
    let mut plan = Bench::new(goals);
    bencher.bench_local(|| {
        plan.edit();
        plan.session.analyze(&plan.sources, plan.today)
    });
}

/// The arithmetic alone: every goal of a plan that is read already, and the same with ten years of
/// weekly notes in each.
#[divan::bench(args = SIZES)]
fn measure_plan(bencher: divan::Bencher<'_, '_>, goals: usize) {
    let mut plan = Bench::new(goals);
    let read = plan.session.analyze(&plan.sources, plan.today).plan;
    bencher.bench_local(|| measure(&read, &read.config, plan.today));
}

#[divan::bench(args = [100, 1_000])]
fn measure_long_logs(bencher: divan::Bencher<'_, '_>, goals: usize) {
    let today = Today("2026-06-01".parse().expect("a date"));
    let weeks = today.date().iter_weeks().zip(0..520_u64);
    let log: Vec<String> = weeks
        .map(|(day, week)| format!("- {}: {week}", day - chrono::Days::new(14 * week)))
        .collect();
    let log = log.join("\n");
    let kinds = [
        "measure: 99999 pages",
        "measure: from 0 to 900 points",
        "measure: 3 runs a week",
    ];
    let files = (0..goals).map(|at| {
        let measure = kinds.get(at % kinds.len()).expect("a kind");
        let text = format!(
            "---\nstart: 2016-01-01\ndue: 2030-01-01\n{measure}\n---\n# Goal {at}\n\n## Log\n{log}"
        );
        (format!("goals/g{at}.md"), text)
    });
    let sources: Sources = files.collect();
    let plan = Session::default().analyze(&sources, today).plan;
    bencher.bench_local(|| measure(&plan, &plan.config, today));
}

#[divan::bench(args = SIZES)]
fn edit_to_goal_page(bencher: divan::Bencher<'_, '_>, goals: usize) {
    let mut plan = Bench::new(goals);
    bencher.bench_local(|| {
        plan.edit();
        plan.site(Audience::Me).make("goals/g7.html")
    });
}

#[divan::bench(args = SIZES)]
fn edit_to_public_goal_page(bencher: divan::Bencher<'_, '_>, goals: usize) {
    let mut plan = Bench::new(goals);
    bencher.bench_local(|| {
        plan.edit();
        plan.site(Audience::Public).make("goals/g7.html")
    });
}
