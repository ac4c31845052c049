//! The law of the session, on its values: whatever was edited, what it answers is what would be answered
//! from nothing.

use goalpost::analysis::{Session, analyze, settings};
use goalpost::publish::{Audience, publish};
use goalpost::source::Sources;
use goalpost::today::Today;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What one goal says; each part may be edited alone.
#[derive(Clone, Debug)]
struct Goal {
    title: usize,
    fields: Vec<usize>,
    body: Vec<usize>,
}

const TITLES: &[&str] = &["Pass the exam", "Lead a team", "See [[g2]] through", ""];

const FIELDS: &[&str] = &[
    "due: 2027-03",
    "due: 2026-02-01\nmoved: { from: 2026-01-01, to: 2026-02-01, on: 2025-12-01 }",
    "start: 2025-06-01\ndue: 2026-12-31",
    "status: done\nclosed: 2026-05-04",
    // Finished goals say how wide the forecasts of others are.
    "status: done\nstart: 2026-01-01\nclosed: 2026-05-04\nmeasure: 8 talks",
    "status: done\nstart: 2026-01-01\nclosed: 2026-07-02\nmeasure: 8 talks",
    "start: 2026-01-01\ndue: 2027-06-30\nmeasure: 20 talks",
    "status: dropped",
    "measure: 12 talks",
    "measure: 3 talks a month",
    "measure: from 48 to 85 %",
    "supports: g0",
    "supports: [g1, g3]",
    "supports: nobody",
    "after: g2",
    "visibility: private",
    "visibility: public",
    "why: so that [[g1]] comes next",
    "id: g1",
    "paused: { from: 2026-03-01, to: 2026-04-01 }",
    "evidence: { title: Certificate, file: proof.pdf }",
    "due: someday",
    "effort: 4h/week",
];

const BODY: &[&str] = &[
    "To learn by explaining.\n",
    "See [the other](g1.md#steps) and [[g2#Notes]].\n",
    "See [what is gone](gone.md).\n",
    "## Notes\nWords of it.\n",
    "## Notes {.private}\nWords of it.\n",
    "## Steps\n- [x] One (done 2026-02-03)\n- [ ] Two (due 2026-11-01)\n",
    "## Steps\n- [ ] One\n- [ ] [[g0]]\n",
    "## Log\n- 2026-03-01: 1\n- 2026-04-02: 3 — better\n- 2026-07-02: 4\n",
    "## Log\n- 2026-03-01: 2\n- 2026-03-22: 2\n- 2026-04-12: 2\n- 2026-05-03: 2\n- 2026-07-20: 1\n",
    "## Log\n- 2026-08-01: 60 %\n",
];

fn goal() -> impl Strategy<Value = Goal> {
    (
        0..TITLES.len(),
        prop::sample::subsequence((0..FIELDS.len()).collect::<Vec<_>>(), 0..6),
        prop::sample::subsequence((0..BODY.len()).collect::<Vec<_>>(), 0..5),
    )
        .prop_map(|(title, fields, body)| Goal {
            title,
            fields,
            body,
        })
}

impl Goal {
    fn text(&self) -> String {
        let fields = self.fields.iter().map(|at| format!("{}\n", FIELDS[*at]));
        let body = self.body.iter().map(|at| format!("\n{}", BODY[*at]));
        format!(
            "---\n{}---\n# {}\n{}",
            fields.collect::<String>(),
            TITLES[self.title],
            body.collect::<String>()
        )
    }
}

#[derive(Clone, Debug)]
enum Edit {
    Title(usize, usize),
    Fields(usize, Vec<usize>),
    Body(usize, Vec<usize>),
    Whole(usize, Goal),
    Remove(usize),
    Other(usize, Option<usize>),
}

/// What else a plan may hold, and what it may say: settings first.
const OTHERS: &[(&str, &[&str])] = &[
    (
        "plan.yaml",
        &[
            "name: Kim\nas_of: 2026-08-01\nforecast: { own_after: 1 }\n",
            "name: Kim\nas_of: 2026-08-01\nforecast: { likely: [0.4, 3] }\n",
            "as_of: 2026-09-01\ndefault_visibility: public\nrules: strict\n",
            "as_of: 2026-08-01\nnonsense: 3\n",
        ],
    ),
    (
        "reviews/2026-07.md",
        &["# Half a year\n[[g1]]\n", "# Half a year\nSee [[g2]].\n"],
    ),
    (
        "roles/lead.md",
        &["# Lead\n", "---\nid: g1\n---\n# Lead\n[[g0]]\n"],
    ),
    ("index.md", &["# Kim\nTo [lead](roles/lead.md).\n"]),
    ("goals/proof.pdf", &["%PDF"]),
    ("goals/notes.txt", &["note"]),
];

fn edit() -> impl Strategy<Value = Edit> {
    let at = 0..6_usize;
    prop_oneof![
        2 => (at.clone(), 0..TITLES.len()).prop_map(|(at, title)| Edit::Title(at, title)),
        4 => (at.clone(), goal()).prop_map(|(at, goal)| Edit::Fields(at, goal.fields)),
        6 => (at.clone(), goal()).prop_map(|(at, goal)| Edit::Body(at, goal.body)),
        1 => (at.clone(), goal()).prop_map(|(at, goal)| Edit::Whole(at, goal)),
        1 => at.prop_map(Edit::Remove),
        1 => (0..4_usize).prop_map(|text| Edit::Other(0, Some(text))),
        2 => (0..OTHERS.len(), prop::option::of(0..4_usize)).prop_map(|(of, text)| Edit::Other(of, text)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn what_a_session_answers_is_what_would_be_answered_from_nothing(
        first in prop::collection::vec(goal(), 0..6),
        edits in prop::collection::vec(edit(), 1..8),
    ) {
        let mut goals: BTreeMap<usize, Goal> = first.into_iter().enumerate().collect();
        let mut others: BTreeMap<usize, usize> = [(0, 0)].into();
        let mut session = Session::default();
        let sources = |goals: &BTreeMap<usize, Goal>, others: &BTreeMap<usize, usize>| -> Sources {
            let files = goals.iter().map(|(at, goal)| (format!("goals/g{at}.md"), goal.text()));
            let others = others.iter().map(|(of, text)| {
                let (path, texts) = OTHERS[*of];
                (path.to_owned(), texts[text % texts.len()].to_owned())
            });
            files.chain(others).collect()
        };
        let mut all = vec![None];
        all.extend(edits.into_iter().map(Some));
        for edit in all {
            match edit {
                None => {}
                Some(Edit::Title(at, title)) => {
                    if let Some(goal) = goals.get_mut(&at) { goal.title = title; }
                }
                Some(Edit::Fields(at, fields)) => {
                    if let Some(goal) = goals.get_mut(&at) { goal.fields = fields; }
                }
                Some(Edit::Body(at, body)) => {
                    if let Some(goal) = goals.get_mut(&at) { goal.body = body; }
                }
                Some(Edit::Whole(at, goal)) => drop(goals.insert(at, goal)),
                Some(Edit::Remove(at)) => drop(goals.remove(&at)),
                // Without settings there is no day; they are only ever changed.
                Some(Edit::Other(of, None)) if of > 0 => drop(others.remove(&of)),
                Some(Edit::Other(of, text)) => drop(others.insert(of, text.unwrap_or(0))),
            }
            let sources = sources(&goals, &others);
            let today = Today(settings(&sources).as_of.unwrap());
            let (kept, clean) = (session.analyze(&sources, today), analyze(&sources, today));
            prop_assert_eq!(&kept.plan, &clean.plan);
            prop_assert_eq!(&kept.progress, &clean.progress);
            prop_assert_eq!(&kept.diagnostics, &clean.diagnostics);
            for audience in [Audience::Public, Audience::Mentor, Audience::Me] {
                let (seen, _) = publish(&clean, audience);
                for plan in [&*clean.plan, seen.plan()] {
                    for entry in &plan.goals {
                        let mut links = false;
                        entry.goal.each_text(&mut |_, _, text| links |= text.contains('['));
                        prop_assert!(entry.goal.may_link || !links, "{}", entry.id);
                    }
                }
            }
        }
    }
}
