//! `init` and `new`, from outside: what they write is clean, private, and never over anything.

use crate::cli::{Plan, Ran, run, tree};
use proptest::prelude::*;
use std::process::Command;

const STARTERS: &[&str] = &[
    "blank",
    "student",
    "employee",
    "short-term",
    "long-term",
    "resume",
    "medical",
];
const KINDS: &[&str] = &[
    "skill",
    "performance",
    "education",
    "personal",
    "network",
    "leadership",
    "transition",
    "venture",
    "recognition",
];

/// Runs goalpost as of a day of its own.
fn on(day: &str, folder: &std::path::Path, args: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_goalpost"))
        .current_dir(folder)
        .args(args)
        .args(["--today", day])
        .env("XDG_CACHE_HOME", folder.join(".cache"))
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Nothing is found, not even a note, not even by the clock.
fn assert_clean(day: &str, folder: &std::path::Path, what: &str) {
    let args = ["check", ".", "--strict", "--clock", "--format", "concise"];
    let ran = on(day, folder, &args);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, ""),
        "{what} on {day}: {ran:?}"
    );
}

#[test]
fn every_starter_is_clean_and_private_whatever_the_day() {
    for day in [
        "2026-11-25",
        "2027-01-01",
        "2027-08-31",
        "2028-02-29",
        "2026-12-31",
    ] {
        for starter in STARTERS {
            let plan = Plan::new();
            let ran = on(
                day,
                &plan.path("."),
                &["init", "p", "--starter", starter, "--name", "Kim: Doe"],
            );
            assert_eq!(ran.code, 0, "{ran:?}");
            assert_clean(day, &plan.path("p"), starter);
            let files = tree(&plan.path("p"));
            for (path, bytes) in &files {
                let text = String::from_utf8(bytes.clone()).unwrap();
                assert!(!text.contains("{{"), "{path}: {text}");
                assert!(
                    !text.contains("visibility: public\n---"),
                    "{path} is public"
                );
            }
            let goals = files
                .keys()
                .filter(|path| path.starts_with("goals/"))
                .count();
            assert_eq!(
                goals >= 10,
                !matches!(*starter, "blank" | "resume"),
                "{starter}: {goals}"
            );
        }
    }
}

#[test]
fn nobody_else_sees_a_new_plan() {
    let plan = Plan::new();
    assert_eq!(plan.run(&["init", ".", "--starter", "student"]).code, 0);
    let site = plan.site("public");
    let pages: Vec<&String> = site
        .keys()
        .filter(|path| path.starts_with("goals/"))
        .collect();
    assert!(pages.is_empty(), "{pages:?}");
    assert!(
        plan.site("me")
            .keys()
            .any(|path| path == "goals/internship.html")
    );
}

#[test]
fn init_writes_over_nothing_and_says_what_is_in_the_way() {
    let plan = Plan::new()
        .file("index.md", "mine")
        .file("notes/a.txt", "mine");
    let before = tree(&plan.path("."));
    let ran = plan.run(&["init", "."]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("index.md stands in the way"),
        "{}",
        ran.err
    );
    assert_eq!(tree(&plan.path(".")), before);

    let plan = Plan::new().file("goals/a.md", "# A");
    let ran = plan.run(&["init", ".", "--starter", "student"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("is a plan already"), "{}", ran.err);
    assert_eq!(tree(&plan.path(".")).len(), 1);

    // What does not stand in the way stays.
    let plan = Plan::new()
        .file("README.md", "mine")
        .file(".git/config", "x")
        .file(".gitignore", "mine");
    assert_eq!(plan.run(&["init", "."]).code, 0);
    assert_eq!(tree(&plan.path(".")).get(".gitignore").unwrap(), b"mine");
    assert_eq!(tree(&plan.path(".")).get("README.md").unwrap(), b"mine");
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_nothing_of_a_new_plan() {
    let plan = Plan::new();
    // No file may be longer than one block: the larger texts cannot be written.
    let ran = crate::editing::limited(&plan, 0, &["init", "p", "--starter", "student"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(!plan.path("p").exists());
}

#[test]
fn a_workflow_comes_when_it_is_asked_for() {
    let plan = Plan::new();
    let ran = plan.run(&["init", ".", "--ci", "github", "--role", "Nurse"]);
    assert_eq!(ran.code, 0);
    let text = std::fs::read_to_string(plan.path(".github/workflows/publish.yml")).unwrap();
    let workflow: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
    let steps = workflow["jobs"]["publish"]["steps"].as_sequence().unwrap();
    let runs: Vec<&str> = steps
        .iter()
        .filter_map(|step| step["run"].as_str())
        .collect();
    assert!(
        runs.iter()
            .any(|run| run.starts_with("goalpost build --for public")),
        "{runs:?}"
    );
    assert!(text.contains("cron:") && text.contains(env!("CARGO_PKG_VERSION")));
    assert!(!text.contains("@VERSION@"));
    let settings = std::fs::read_to_string(plan.path("plan.yaml")).unwrap();
    assert!(settings.contains("\nrole: Nurse\n"), "{settings}");
}

#[test]
fn every_kind_of_goal_is_clean_from_the_start() {
    for day in ["2026-11-25", "2028-02-29", "2026-12-31"] {
        for kind in KINDS.iter().map(Some).chain([None]) {
            let plan = Plan::new();
            let mut args = vec!["new", "Pass the CKA exam"];
            args.extend(kind.iter().flat_map(|kind| ["--kind", kind]));
            let ran = on(day, &plan.path("."), &args);
            assert_eq!(ran.code, 0, "{ran:?}");
            assert!(plan.path("goals/pass-the-cka-exam.md").exists());
            assert_clean(day, &plan.path("."), &format!("{kind:?}"));
        }
    }
}

#[test]
fn answers_on_the_command_line_are_asked_no_more() {
    let plan = Plan::new().file(
        "goals/lead.md",
        "---\nhorizon: vision\n---\n# Lead the platform\n",
    );
    let args = [
        "new",
        "Pass the CKA exam",
        "--kind",
        "education",
        "--due",
        "March 2027",
        "--measure",
        "mock exam score from 48 % to 85 %",
        "--supports",
        "lead",
        "--for",
        "public",
    ];
    assert_eq!(plan.run(&args).code, 0);
    let text = std::fs::read_to_string(plan.path("goals/pass-the-cka-exam.md")).unwrap();
    assert!(
        text.starts_with("---\nkind: education\ndue: 2027-03\nmeasure: mock exam score from 48 % to 85 %\nsupports: lead\nvisibility: public\n---\n# Pass the CKA exam\n"),
        "{text}"
    );
}

#[test]
fn a_goal_goes_where_its_plan_keeps_goals() {
    let beside = Plan::new().file("a.md", "---\ndue: 2027\n---\n# A\n");
    assert_eq!(beside.run(&["new", "Learn Rust"]).code, 0);
    assert!(beside.path("learn-rust.md").exists());
    let deep = Plan::new().file("plan.yaml", "name: Kim\n");
    assert_eq!(deep.run(&["new", "Learn Rust"]).code, 0);
    assert!(deep.path("goals/learn-rust.md").exists());
    // From a folder of the plan as well.
    assert_eq!(run(&deep.path("goals"), &["new", "Learn Go"]).code, 0);
    assert!(deep.path("goals/learn-go.md").exists());
    // Never over another, nor beside one of its name.
    let before = tree(&deep.path("."));
    for title in ["Learn Rust", "learn rust!", "…", ""] {
        let ran = deep.run(&["new", title]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{title}");
    }
    for args in [
        &["new", "X", "--due", "2026-01"][..],
        &["new", "X", "--due", "soon"],
        &["new", "X", "--supports", "nobody"],
        &["new", "X", "--kind", "skil"],
        &["new", "X", "--for", "privat"],
    ] {
        let ran = deep.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
    }
    assert_eq!(tree(&deep.path(".")), before);
}

#[test]
fn names_that_systems_reserve_are_no_trap() {
    for (title, file) in [
        ("Readme", "goals/readme-goal.md"),
        ("CON", "goals/con-.md"),
        ("Index", "goals/index-.md"),
        ("../../etc/passwd", "goals/etc-passwd.md"),
        ("Größe ändern — jetzt!", "goals/größe-ändern-jetzt.md"),
    ] {
        let plan = Plan::new();
        let ran = plan.run(&["new", title]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(
            plan.path(file).exists(),
            "{title}: {:?}",
            tree(&plan.path(".")).keys()
        );
        assert_clean("2026-10-01", &plan.path("."), title);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn any_title_stays_the_title(title in "[A-Za-z0-9 #*_`<>&\\[\\]{}.:!~-]{1,24}|\\PC{1,20}") {
        let plan = Plan::new();
        let ran = Command::new(env!("CARGO_BIN_EXE_goalpost"))
            .current_dir(plan.path("."))
            .args(["--today", "2026-10-01", "new", "--", &title])
            .output()
            .unwrap();
        let code = ran.status.code().unwrap();
        prop_assert!(code == 0 || code == 2, "{:?}", ran);
        if code == 0 {
            let listed = plan.run(&["check", ".", "--format", "json"]);
            prop_assert!(listed.code < 2);
            let wanted = title.split_whitespace().collect::<Vec<_>>().join(" ");
            let wanted = wanted.trim_start_matches('#').trim();
            let files = tree(&plan.path("goals"));
            let (path, text) = files.iter().next().unwrap();
            let file = goalpost::source::SourceFile::new(
                goalpost::source::PlanPath::new(path).unwrap(),
                String::from_utf8(text.clone()).unwrap(),
            );
            let document = goalpost::plan::read(&file, goalpost::plan::FileKind::Goal);
            let goalpost::plan::DocumentKind::Goal(goal) = document.kind else { panic!() };
            prop_assert_eq!(goal.title.text(), wanted);
        }
    }
}

#[test]
fn the_first_screen_offers_three_ways_and_then_the_day() {
    let plan = Plan::new();
    let ran = plan.run(&[]);
    assert_eq!(ran.code, 0);
    for command in [
        "goalpost init my-plan --starter student",
        "goalpost init my-plan\n",
        "goalpost new",
    ] {
        assert!(ran.out.contains(command), "{}", ran.out);
    }
    assert_eq!(plan.run(&["init", "."]).code, 0);
    assert!(plan.run(&[]).out.contains("no goals yet"));
    plan.put(
        "goals/cka.md",
        "---\ndue: 2026-10-15\n---\n# Pass the CKA exam\n\n## Steps\n- [ ] Two mock exams (due 2026-09-20)\n\n## Log\n- 2026-08-20: began\n",
    );
    let ran = plan.run(&[]);
    snapbox::assert_data_eq!(
        ran.out,
        snapbox::str![[r#"
1 October 2026 · 1 under way

6 weeks since the last entry. `goalpost review` leads through 1 goal in ten minutes.

Next
  1. Two mock exams
     due 20 September · Pass the CKA exam

Due
  Pass the CKA exam                                   in 2 weeks, 15 October

Worth a look
  Pass the CKA exam: “Two mock exams” was to be done 11 days ago
  goalpost done cka --step "Two mock exams"

"#]]
    );
}

#[test]
fn help_tells_the_commands_in_the_order_of_the_story() {
    let ran = run(std::path::Path::new("."), &["--help"]);
    let at = |name: &str| ran.out.find(&format!("\n  {name} ")).unwrap_or(usize::MAX);
    let story = ["init", "new", "check", "serve", "log", "done", "build"];
    let places: Vec<usize> = story.iter().map(|name| at(name)).collect();
    assert!(
        places.is_sorted() && places[6] < ran.out.find("\nMore:").unwrap(),
        "{}",
        ran.out
    );
    assert!(at("move") > at("build") && at("move") < usize::MAX);
    assert!(!ran.out.contains('\u{1b}'));
}

#[test]
fn a_new_goal_has_no_step_after_its_end_and_no_end_for_a_rhythm() {
    let plan = Plan::new().file("plan.yaml", "name: Kim Park\n");
    let ran = plan.run(&[
        "new",
        "Pass the board exam",
        "--kind",
        "education",
        "--due",
        "2026-12",
    ]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let text = std::fs::read_to_string(plan.path("goals/pass-the-board-exam.md")).unwrap();
    assert!(
        text.contains("due: 2026-12") && !text.contains("(due 2027"),
        "{text}"
    );
    let ran = plan.run(&["new", "Run in the mornings", "--measure", "3 a week"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let text = std::fs::read_to_string(plan.path("goals/run-in-the-mornings.md")).unwrap();
    assert!(
        text.contains("measure: 3 a week") && !text.contains("\ndue:"),
        "{text}"
    );
}
