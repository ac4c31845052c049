//! The commands that write to a plan, from outside: on files as people keep them, under a full disk,
//! under a kill, and two at once.

use crate::cli::{Plan, Ran, run, tree};
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// A goal as its owner keeps it: comments, quotes, odd blanks, tabs in the body.
const KEPT: &str = "---\n# the facts\ntitle: \"Pass the exam\"   # quoted\nstatus: active\ndue: 2027-03 # after the course\nmeasure: mock exam score from 48 % to 85 %\ntags: [ a,b ]\n---\nWords.\n\n\tcode with a tab\n\n## Steps\n- [x] One (done 2026-09-01)\n- [ ] Two mock exams\t(due 2027-01-31)\n\n## Log\n- 2026-08-01: 48 %\n- 2026-09-01: 55 % — first mock\n\n## Notes\n* end\t\n";

/// Files that are all the same goal, by what is odd about them.
fn files() -> Vec<(&'static str, String)> {
    let no_log = KEPT.replace(
        "## Log\n- 2026-08-01: 48 %\n- 2026-09-01: 55 % — first mock\n\n",
        "",
    );
    let newest_first = KEPT.replace(
        "- 2026-08-01: 48 %\n- 2026-09-01: 55 % — first mock\n",
        "- 2026-09-01: 55 % — first mock\n- 2026-08-01: 48 %\n",
    );
    let bare = "# Pass the exam\n\nWords.\n\n## Steps\n- [ ] Two mock exams\n".to_owned();
    vec![
        ("kept", KEPT.to_owned()),
        ("crlf", KEPT.replace('\n', "\r\n")),
        (
            "mixed",
            KEPT.replacen("\n\n", "\r\n\n", 3)
                .replacen("48 %\n", "48 %\r\n", 1),
        ),
        ("bom", format!("\u{feff}{KEPT}")),
        (
            "bom and crlf",
            format!("\u{feff}{}", KEPT.replace('\n', "\r\n")),
        ),
        ("no final newline", KEPT.trim_end().to_owned()),
        ("no log", no_log.clone()),
        ("no log, no final newline", no_log.trim_end().to_owned()),
        ("newest first", newest_first),
        ("no front matter", bare.clone()),
        ("no front matter, crlf", bare.replace('\n', "\r\n")),
        ("no front matter, bom", format!("\u{feff}{bare}")),
        ("only a title", "# Pass the exam".to_owned()),
    ]
}

/// Commands that change `goals/a.md`, with how many of its lines they may replace.
const COMMANDS: &[(&[&str], usize)] = &[
    (&["log", "a", "61"], 0),
    (&["log", "a", "61 %", "better: #1"], 0),
    (&["log", "a", "a note, with 3 things"], 0),
    (&["log", "a", "50", "--date", "2026-08-15"], 0),
    (&["done", "a", "--result", "Passed: 88 %"], 1),
    (
        &[
            "done",
            "a",
            "--result",
            "Passed with 88 %",
            "--evidence",
            "https://x.org/a,b",
        ],
        1,
    ),
    (&["move", "a", "2027-06", "--why", "exam: moved, twice"], 1),
    (&["pause", "a"], 1),
    (
        &["pause", "a", "--until", "2026-12-01", "--why", "finals"],
        0,
    ),
    (&["drop", "a", "--why", "not needed"], 1),
    (&["review", "--mark", "a"], 0),
];

fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

/// How many lines of `old` are not in `new`, in order: the length of the shortest diff's red part.
fn removed(old: &str, new: &str) -> usize {
    let (old, new) = (lines(old), lines(new));
    let mut longest = vec![0; new.len() + 1];
    for line in &old {
        let mut before = 0;
        for (at, other) in new.iter().enumerate() {
            let kept = longest[at + 1];
            longest[at + 1] = if line == other {
                before + 1
            } else {
                longest[at + 1].max(longest[at])
            };
            before = kept;
        }
    }
    old.len() - longest[new.len()]
}

#[test]
fn the_red_part_of_a_diff_is_counted_right() {
    assert_eq!(removed("a\nb\nc", "a\nx\nb\nc"), 0);
    assert_eq!(removed("a\nb\nc", "a\nx\nc"), 1);
    assert_eq!(removed("a\na\nb", "b\na\na"), 1);
}

#[test]
fn only_what_was_asked_changes_in_files_as_people_keep_them() {
    for (odd, text) in files() {
        for (command, most) in COMMANDS {
            let plan = Plan::new()
                .file("goals/a.md", &text)
                .file("goals/b.md", "# Another goal\n");
            let ran = plan.run(command);
            assert_eq!(ran.code, 0, "{odd}, {command:?}: {ran:?}");
            let now = fs::read_to_string(plan.path("goals/a.md")).unwrap();
            assert_ne!(now, text);
            // A mark at the start of the file stays there, whatever comes to be its first line.
            let bare = |text: &str| text.trim_start_matches('\u{feff}').to_owned();
            let gone = removed(&bare(&text), &bare(&now));
            assert!(
                gone <= *most,
                "{odd}, {command:?}: {gone} lines replaced\n{now}"
            );
            // Line ends, the mark at the start and the missing end stay.
            if text.contains("\r\n") && !odd.contains("mixed") {
                assert_eq!(
                    now.matches('\n').count(),
                    now.matches("\r\n").count(),
                    "{odd}, {command:?}"
                );
            } else if !odd.contains("mixed") {
                assert!(!now.contains('\r'), "{odd}, {command:?}");
            }
            assert_eq!(text.starts_with('\u{feff}'), now.starts_with('\u{feff}'));
            assert_eq!(
                now.matches('\u{feff}').count(),
                usize::from(odd.contains("bom"))
            );
            assert_eq!(
                text.ends_with('\n'),
                now.ends_with('\n'),
                "{odd}, {command:?}"
            );
            // It is still a plan without faults, and nothing is left behind.
            let check = plan.run(&["check", ".", "--format", "concise", "--select", "F,M06,T02"]);
            assert_eq!(
                (check.code, check.out.as_str()),
                (0, ""),
                "{odd}, {command:?}\n{now}"
            );
            assert_eq!(tree(&plan.path("goals")).len(), 2);
        }
    }
}

#[test]
fn a_line_without_words_is_asked_about() {
    let plan = Plan::new().file("goals/a.md", "# Read\n\n## Log\n- 2026-09-01: begun\n");
    let before = fs::read_to_string(plan.path("goals/a.md")).unwrap();
    for args in [&["log", "a"][..], &["log", "a", " "]] {
        let ran = plan.run(args);
        assert!(
            ran.code == 2 && ran.err.contains("what happened?"),
            "{ran:?}"
        );
    }
    assert_eq!(fs::read_to_string(plan.path("goals/a.md")).unwrap(), before);
}

#[test]
fn a_pause_ends_and_a_step_is_ticked_in_place() {
    for (odd, text) in files() {
        let plan = Plan::new().file("goals/a.md", &text);
        assert_eq!(
            plan.run(&["pause", "a", "--why", "finals"]).code,
            0,
            "{odd}"
        );
        assert_eq!(plan.run(&["pause", "a"]).code, 2, "{odd}: twice");
        let paused = fs::read_to_string(plan.path("goals/a.md")).unwrap();
        assert_eq!(plan.run(&["resume", "a"]).code, 0, "{odd}");
        let now = fs::read_to_string(plan.path("goals/a.md")).unwrap();
        assert!(removed(&paused, &now) <= 2, "{odd}\n{now}");
        assert!(
            now.contains("from: 2026-10-01, to: 2026-09-30, why: finals"),
            "{now}"
        );
        assert_eq!(plan.run(&["resume", "a"]).code, 2, "{odd}: twice");
        if text.contains("- [ ]") {
            assert_eq!(plan.run(&["done", "a", "--step", "mock"]).code, 0, "{odd}");
            let ticked = fs::read_to_string(plan.path("goals/a.md")).unwrap();
            assert_eq!(removed(&now, &ticked), 1, "{odd}");
            assert!(ticked.contains("- [x] Two mock exams"), "{ticked}");
        }
    }
}

#[test]
fn what_makes_no_sense_is_refused_and_nothing_changes() {
    let plan = Plan::new()
        .file("goals/a.md", KEPT)
        .file("goals/exam-one.md", "# Pass exam one\n")
        .file("goals/exam-two.md", "# Pass exam two\n")
        .file("goals/broken.md", "---\ntitle: Pass: it\n---\n")
        .file("goals/open.md", "---\ndue: 2027\n# No fence\n")
        .file("goals/state.md", "---\nstatus: activ\n---\n# State\n")
        .file("goals/late.md", "---\ndue: never\n---\n# Late one\n")
        .file(
            "goals/begins.md",
            "---\nstart: 2026-12\ndue: 2027\n---\n# Begins later\n",
        )
        .file(
            "goals/over.md",
            "---\nstatus: done\nclosed: 2026-05-04\n---\n# Over and done\n",
        );
    let before = tree(&plan.path("goals"));
    for (args, told) in [
        (&["log", "nobody", "5"][..], "no goal fits `nobody`"),
        (&["log", "exm-one", "5"], "did you mean"),
        (&["log", "pass", "5"], "fits 3 goals"),
        (&["log", "a", "61", "--date", "2026-10-02"], "still ahead"),
        (
            &["log", "a", "61", "--date", "2026-09"],
            "which day of 2026-09",
        ),
        (
            &["log", "a", "61", "--date", "11/08/2026"],
            "either of two days",
        ),
        (
            &["log", "a", "61", "--date", "2026-02-30"],
            "there is no 2026-02-30",
        ),
        (&["log", "a", "sixty", "better"], "`sixty` is not a number"),
        (&["log", "a", "6,1"], "one of several numbers"),
        (&["log", "a", "see {.private}"], "would change how the rest"),
        (&["log", "over", "more"], "is done since 2026-05-04"),
        (&["log", "broken", "5"], "goals/broken.md: line 2"),
        (&["log", "open", "5"], "has no closing"),
        (&["log", "state", "5"], "its `status:` cannot be understood"),
        (&["done", "over", "--result", "x"], "is done since"),
        (&["done", "a"], "what came of"),
        (
            &["done", "a", "--result", "x", "--date", "tomorrow"],
            "still ahead",
        ),
        (
            &["done", "a", "--result", "x", "--evidence", "nowhere.pdf"],
            "neither an address nor a file",
        ),
        (
            &["done", "a", "--step", "nothing like it"],
            "no open step fits",
        ),
        (&["move", "a", "2027-06"], "--why"),
        (
            &["move", "a", "2027-03", "--why", "x"],
            "due 2027-03 already",
        ),
        (&["move", "a", "2026-01", "--why", "x"], "is past"),
        (&["move", "a", "soon", "--why", "x"], "is not a date"),
        (
            &["move", "late", "2027", "--why", "x"],
            "`due:` cannot be understood",
        ),
        (
            &["move", "begins", "2026-11", "--why", "x"],
            "before the start",
        ),
        (&["pause", "a", "--until", "2026-01-01"], "is past"),
        (&["resume", "a"], "not paused"),
        (&["drop", "a"], "--why"),
        (&["review", "--mark", "over"], "is done since"),
        (
            &["log", "a", "5", "--plan", "nowhere"],
            "there is no folder",
        ),
    ] {
        let ran = plan.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {ran:?}");
        assert!(ran.err.contains(told), "{args:?}: {}", ran.err);
        assert_eq!(tree(&plan.path("goals")), before, "{args:?}");
    }
}

#[test]
fn a_goal_is_named_by_any_words_that_only_it_has() {
    for wanted in [
        "cka",
        "CKA",
        "goals/cka.md",
        "cka.md",
        "[[cka]]",
        "Pass the Kubernetes exam",
        "kubernetes",
        "kuber exam",
    ] {
        let plan = Plan::new()
            .file("goals/cka.md", "# Pass the Kubernetes exam\n")
            .file("goals/ckad.md", "# Pass the developer exam\n");
        let ran = plan.run(&["log", wanted, "x"]);
        assert_eq!(ran.code, 0, "{wanted}: {ran:?}");
        assert!(
            ran.out.starts_with("goals/cka.md\n"),
            "{wanted}: {}",
            ran.out
        );
    }
}

#[test]
fn the_line_that_is_written_means_what_was_said() {
    let talks = "---\nmeasure: 12 talks\n---\n# Give talks\n";
    for (args, line, told) in [
        (
            &["log", "a", "2"][..],
            "- 2026-10-01: 2\n",
            "Now 2 of 12 talks.",
        ),
        (
            &["log", "a", "1 talk", "meetup"],
            "- 2026-10-01: 1 talk — meetup\n",
            "Now 1 of 12 talks.",
        ),
        (
            &["log", "a", "1", "talk", "meetup"],
            "- 2026-10-01: 1 talk — meetup\n",
            "Now 1",
        ),
        (
            &["log", "a", "2 — at the meetup"],
            "- 2026-10-01: 2 — at the meetup\n",
            "Now 2",
        ),
        (
            &["log", "a", "3 people came"],
            "- 2026-10-01: 3 people came\n",
            "",
        ),
        (
            &["log", "a", "5; and more"],
            "- 2026-10-01: 5 — and more\n",
            "Now 5",
        ),
        (
            &["log", "a", "first  one\nwent well"],
            "- 2026-10-01: first one went well\n",
            "",
        ),
        (
            &["log", "a", "1,000"],
            "- 2026-10-01: 1,000\n",
            "Now 1000 of 12 talks.",
        ),
        (
            &["log", "a", "-1", "--date", "yesterday"],
            "- 2026-09-30: -1\n",
            "Now -1",
        ),
    ] {
        let plan = Plan::new().file("goals/a.md", talks);
        let ran = plan.run(args);
        assert_eq!(ran.code, 0, "{args:?} {ran:?}");
        let now = fs::read_to_string(plan.path("goals/a.md")).unwrap();
        assert!(now.ends_with(line), "{args:?}: {now}");
        assert!(
            ran.out.contains(told) && (told.is_empty() != ran.out.contains("Now")),
            "{args:?}: {}",
            ran.out
        );
    }
    // A number where nothing is measured is kept, and its owner told how it would count.
    let plan = Plan::new().file("goals/a.md", "# Walk more\n");
    let ran = plan.run(&["log", "a", "7", "km"]);
    assert!(
        ran.code == 0 && ran.out.contains("measures nothing yet"),
        "{ran:?}"
    );
}

#[test]
fn a_finish_prints_the_line_for_the_resume_and_shows_on_the_page() {
    let plan = Plan::new().file("proof.pdf", "x").file(
        "goals/cka.md",
        "---\nvisibility: public\n---\n# Pass the CKA exam\n",
    );
    let ran = plan.run(&[
        "done",
        "cka",
        "--result",
        "Passed the CKA with 88 %",
        "--evidence",
        "[Badge](https://b.org/1)",
        "--date",
        "2026-09-20",
    ]);
    assert_eq!(
        ran.out,
        "Reached: Pass the CKA exam\n\nFor the résumé:\n  • Passed the CKA with 88 % (September 2026)\n\n\
         goals/cka.md\nA visitor sees it under Reached with the next build.\n"
    );
    let page = plan.site("public").remove("index.html").unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("Passed the CKA with 88"), "{page}");
}

#[test]
fn a_frozen_plan_is_written_to_on_the_day_itself() {
    let plan = Plan::new()
        .file("plan.yaml", "as_of: 2020-01-01\n")
        .file("goals/a.md", "# A goal\n");
    assert_eq!(plan.run(&["log", "a", "x"]).code, 0);
    assert!(
        fs::read_to_string(plan.path("goals/a.md"))
            .unwrap()
            .contains("- 2026-10-01: x")
    );
}

#[test]
fn a_review_lists_what_wants_a_look_and_writes_when_asked() {
    let plan = Plan::new()
        .file("goals/late.md", "---\ndue: 2026-09-01\n---\n# Late goal\n")
        .file("goals/full.md", "# Full goal\n\n- [x] One (done 2026-09-30)\n")
        .file("goals/quiet.md", "---\nstart: 2026-01\nmeasure: 12 talks\n---\n# Quiet goal\n\n## Log\n- 2026-03-01: 1\n")
        .file("goals/fine.md", "---\ndue: 2027-03\n---\n# Fine goal\n\n## Log\n- 2026-09-25: went on\n")
        .file("goals/over.md", "---\nstatus: done\ndue: 2026-01\n---\n# Over\n");
    let before = tree(&plan.path("."));
    let ran = plan.run(&["review"]);
    assert_eq!(tree(&plan.path(".")), before, "a list writes nothing");
    snapbox::assert_data_eq!(
        ran.out,
        snapbox::str![[r#"
Late goal
  was due 4 weeks ago, on 1 September 2026
  goalpost move late DATE --why "…"

Full goal
  all steps are done
  goalpost done full --result "…"

Quiet goal
  nothing noted for 7 months
  goalpost log quiet VALUE "note"


"#]]
    );
    let ran = plan.run(&["review", "--mark", "quiet", "--write"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let review = fs::read_to_string(plan.path("reviews/2026-10-01.md")).unwrap();
    assert!(
        review.starts_with("---\ngoals: [quiet]\n---\n# Review of 1 October 2026\n"),
        "{review}"
    );
    assert!(
        fs::read_to_string(plan.path("goals/quiet.md"))
            .unwrap()
            .contains("\nreview: 2026-10-01\n")
    );
    assert_eq!(
        plan.run(&["review", "--write"]).code,
        2,
        "never over another"
    );
}

/// Runs goalpost where no file may grow over `blocks` blocks: as on a full disk, each write fails.
#[cfg(unix)]
pub(crate) fn limited(plan: &Plan, blocks: u32, args: &[&str]) -> Ran {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    let output = Command::new("sh")
        .current_dir(plan.path("."))
        .args(["-c", &script, "sh", env!("CARGO_BIN_EXE_goalpost")])
        .args(args)
        .args(["--today", "2026-10-01"])
        .output()
        .unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_loses_nothing() {
    for (command, _) in COMMANDS {
        let plan = Plan::new().file("goals/a.md", KEPT);
        let before = tree(&plan.path("."));
        let ran = limited(&plan, 0, command);
        assert_eq!(ran.code, 2, "{command:?}: {ran:?}");
        assert!(
            ran.err.contains("could not write"),
            "{command:?}: {}",
            ran.err
        );
        assert_eq!(tree(&plan.path(".")), before, "{command:?}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_protected_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let plan = Plan::new().file("goals/a.md", KEPT);
    let mode = |mode| fs::Permissions::from_mode(mode);
    fs::set_permissions(plan.path("goals/a.md"), mode(0o444)).unwrap();
    let ran = plan.run(&["log", "a", "5"]);
    assert!(
        ran.code == 2 && ran.err.contains("write-protected"),
        "{ran:?}"
    );
    fs::set_permissions(plan.path("goals/a.md"), mode(0o640)).unwrap();
    assert_eq!(plan.run(&["log", "a", "5"]).code, 0);
    let now = fs::metadata(plan.path("goals/a.md")).unwrap().permissions();
    assert_eq!(now.mode() & 0o777, 0o640);
    fs::set_permissions(plan.path("goals"), mode(0o555)).unwrap();
    let before = tree(&plan.path("goals"));
    let ran = plan.run(&["log", "a", "6"]);
    if ran.code == 0 {
        eprintln!("SKIPPED: this user may write to a folder that is read-only");
    } else {
        assert_eq!(
            (ran.code, tree(&plan.path("goals"))),
            (2, before),
            "{ran:?}"
        );
    }
    fs::set_permissions(plan.path("goals"), mode(0o755)).unwrap();
}

fn spawn(folder: &Path, args: &[&str]) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_goalpost"))
        .current_dir(folder)
        .args(args)
        .args(["--today", "2026-10-01"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn a_kill_leaves_the_old_file_or_the_new_one() {
    let plan = Plan::new().file("goals/a.md", KEPT);
    let path = plan.path("goals/a.md");
    let (mut old, mut new) = (0, 0);
    for round in 0..60_u32 {
        let before = fs::read_to_string(&path).unwrap();
        let mut child = spawn(
            &plan.path("."),
            &[
                "log",
                "a",
                "61",
                "a note that is long enough to be seen torn",
            ],
        );
        // Killed a little later each time, from before it reads until after it has written.
        for _ in 0..(round * 40) {
            std::thread::yield_now();
            if child.try_wait().unwrap().is_some() {
                break;
            }
        }
        let _ = child.kill();
        child.wait().unwrap();
        let now = fs::read_to_string(&path).unwrap();
        if now == before {
            old += 1;
        } else {
            new += 1;
            assert_eq!(
                now.len(),
                before.len()
                    + "- 2026-10-01: 61 — a note that is long enough to be seen torn\n".len()
            );
            assert_eq!(removed(&before, &now), 0);
        }
    }
    assert_eq!(old + new, 60);
    // And the next one goes through, whatever the killed ones left.
    assert_eq!(plan.run(&["log", "a", "62"]).code, 0);
    assert_eq!(
        tree(&plan.path("goals")).len(),
        1,
        "it takes away what they left"
    );
}

#[test]
fn twenty_at_once_lose_nothing() {
    let plan = Plan::new().file("goals/a.md", KEPT);
    let children: Vec<_> = (0..20)
        .map(|number| {
            spawn(
                &plan.path("."),
                &[
                    "log",
                    "a",
                    &format!("{number}"),
                    &format!("entry number {number}."),
                ],
            )
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let now = fs::read_to_string(plan.path("goals/a.md")).unwrap();
    for number in 0..20 {
        assert_eq!(
            now.matches(&format!("— entry number {number}.")).count(),
            1,
            "{now}"
        );
    }
    assert_eq!(removed(KEPT, &now), 0);
    assert_eq!(tree(&plan.path("goals")).len(), 1, "nothing is left behind");
}

#[test]
fn commands_find_the_plan_around_them() {
    let plan = Plan::new()
        .file("plan.yaml", "name: Kim\n")
        .file("goals/deep/a.md", "# A goal\n");
    let ran = run(&plan.path("goals/deep"), &["log", "a", "x"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let elsewhere = Plan::new();
    let folder = plan.path(".");
    let ran = elsewhere.run(&["log", "a", "y", "--plan", folder.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran:?}");
}

const FAULTY: &str = "---\ntitle: Pass: the \"exam\"  \nunit-cost: > 90%\nkind: skil # which\nsupprots: b\nstart: 2026-02-30\ndue: 2027\nvisibility: publc\nallow: { M02: because, T01: \"why, not\" }\n---\nWords.\n";

#[test]
fn what_a_file_says_already_is_mended_on_request() {
    for eol in ["\n", "\r\n"] {
        let faulty = FAULTY.replace('\n', eol);
        let plan = Plan::new()
            .file("goals/a.md", &faulty)
            .file("goals/b.md", "# Another goal\n");
        let ran = plan.run(&["check", ".", "--diff"]);
        assert_eq!(fs::read_to_string(plan.path("goals/a.md")).unwrap(), faulty);
        assert!(
            ran.out
                .starts_with("--- a/goals/a.md\n+++ b/goals/a.md\n@@ -1,"),
            "{}",
            ran.out
        );
        // The diff is one that `git apply` takes.
        let patch = plan.path("fix.diff");
        fs::write(&patch, &ran.out).unwrap();
        let git = Command::new("git")
            .current_dir(plan.path("."))
            .args(["apply", "fix.diff"])
            .output();
        match git {
            Ok(applied) => {
                assert!(applied.status.success(), "{applied:?}\n{}", ran.out);
                let by_git = fs::read_to_string(plan.path("goals/a.md")).unwrap();
                assert_ne!(by_git, faulty);
            }
            Err(_) => eprintln!("SKIPPED: there is no git to apply the diff"),
        }
        fs::remove_file(patch).unwrap();
        plan.put("goals/a.md", &faulty);

        let ran = plan.run(&["check", ".", "--fix"]);
        assert!(ran.out.starts_with("Mended "), "{ran:?}");
        let now = fs::read_to_string(plan.path("goals/a.md")).unwrap();
        assert_eq!(now.lines().nth(1), Some("title: 'Pass: the \"exam\"'  "));
        assert_eq!(now.lines().nth(2), Some("unit-cost: \"> 90%\""));
        // Two silencings without effect go, and their field with them; guesses are left.
        assert!(
            !now.contains("allow")
                && now.contains("kind: skil # which")
                && now.contains("2026-02-30")
        );
        assert_eq!(now.lines().count(), faulty.lines().count() - 1, "{now}");

        let ran = plan.run(&["check", ".", "--fix", "--guess"]);
        let now = fs::read_to_string(plan.path("goals/a.md")).unwrap();
        assert!(
            now.contains("kind: skill # which")
                && now.contains("supports: b")
                && now.contains("start: 2026-02-28"),
            "{now}"
        );
        // Who may see a file is never guessed.
        assert!(now.contains("visibility: publc"), "{now}");
        assert_eq!(ran.code, 1);
        // Nothing more to mend: nothing is written.
        let ran = plan.run(&["check", ".", "--fix", "--guess"]);
        assert!(!ran.out.contains("Mended"), "{}", ran.out);
    }
}

/// A goal put together at random from what people write.
fn any_goal() -> impl Strategy<Value = String> {
    let field = prop_oneof![
        Just("kind: skill # a remark"),
        Just("status: \"active\""),
        Just("due:   2027-03"),
        Just("deadline: '2027-03-31'"),
        Just("closed:"),
        Just("# only a remark"),
        Just(""),
        Just("measure: from 1 to 9"),
        Just("why: >-\n  because of\n  this: that"),
        Just("why: |+\n  kept\n"),
        Just("tags:\n- a\n- b # c"),
        Just("paused: []"),
        Just("paused:\n  - { from: 2026-01-01, to: 2026-01-09 } # first"),
        Just("paused:\n  from: 2026-01-01\n  to: 2026-01-09"),
        Just("moved: [ { on: 2026-01-01, to: 2027-03 }, ]"),
        Just("moved:\n  -   on: 2026-01-01\n      to: 2027-03 # x"),
        Just("evidence: https://x.org/a,b # seen"),
        Just("x-own: { a: [1, 2], b: \"c: d\" }"),
        Just("result: null"),
    ];
    let part = prop_oneof![
        Just("Words with *marks*.\n"),
        Just("\tcode\n"),
        Just("## Steps\n- [ ] One\n  - [x] Under it (done 2026-01-01)\n"),
        Just("## Log\n"),
        Just("## Log\n- 2026-05-01: 3\n- 2026-06-01: 4 — b\n"),
        Just("## Log\n\n* 2026-06-01 4; b\n  more\n\n* 2026-05-01\n"),
        Just("## Notes {.private}\n> a quote\n"),
        Just("```\n## Log\n- 2026-01-01: 1\n```\n"),
        Just("[a]: https://x.org\n"),
        Just("***\n"),
    ];
    let front = prop::option::of(prop::collection::vec(field, 0..7));
    let body = prop::collection::vec(part, 0..5);
    (front, body, 0..4_u8, any::<bool>()).prop_map(|(front, body, form, ended)| {
        let mut text = String::new();
        if let Some(front) = front {
            let mut keys = std::collections::BTreeSet::new();
            let fields: Vec<&str> = front
                .into_iter()
                .filter(|field| {
                    let key = field.split(':').next().unwrap();
                    let key = if key == "deadline" { "due" } else { key };
                    key.is_empty() || key.starts_with('#') || keys.insert(key)
                })
                .collect();
            text = format!("---\n{}\n---\n", fields.join("\n"));
        }
        text.push_str("# A goal\n\n");
        text.push_str(&body.join("\n"));
        if !ended {
            text.truncate(text.trim_end().len());
        }
        match form {
            0 => text,
            1 => text.replace('\n', "\r\n"),
            2 => format!("\u{feff}{text}"),
            _ => text.replacen('\n', "\r\n", 3),
        }
    })
}

/// The front matter as another reader of YAML has it, and the body.
fn halves(text: &str) -> (serde_yaml::Mapping, String) {
    let bare = text.trim_start_matches('\u{feff}');
    let split = goalpost::plan::front_matter::split(text);
    let block = split.block.of(text);
    let body = text[split.body..].to_owned();
    if !bare.starts_with("---") || block.trim().is_empty() {
        return (serde_yaml::Mapping::new(), body);
    }
    let value: serde_yaml::Value =
        serde_yaml::from_str(block).unwrap_or_else(|error| panic!("{error}: {text}"));
    (value.as_mapping().cloned().unwrap_or_default(), body)
}

/// Text that looks like a goal here and there.
fn any_text() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        Just("---"),
        Just("\n"),
        Just("\r\n"),
        Just("\r"),
        Just("due: "),
        Just("allow: "),
        Just("paused:"),
        Just("- "),
        Just("  "),
        Just("\t"),
        Just("## Log"),
        Just("## Steps"),
        Just("- [ ] one"),
        Just("2026-01-01: 5"),
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just("\""),
        Just("'"),
        Just("#"),
        Just(": "),
        Just("x"),
        Just("é"),
        Just("\u{feff}"),
        Just("```"),
        Just("<!--"),
        Just("-->"),
        Just("> "),
        Just("1. "),
        Just("~"),
        Just("|"),
        Just("===")
    ];
    prop::collection::vec(bit, 0..30).prop_map(|bits| bits.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]
    #[test]
    fn no_text_makes_a_change_fall_over(text in any_text(), fenced in any::<bool>()) {
        use goalpost::edit::{self, Entry, Value};
        use goalpost::source::{Edit, PlanPath, SourceFile};
        let text = if fenced { format!("---\n{text}\n---\n{text}") } else { text };
        let file = SourceFile::new(PlanPath::new("goals/a.md").unwrap(), text.as_str());
        let day = chrono::NaiveDate::from_ymd_opt(2026, 5, 15).unwrap();
        let value = Value::Text("a: b".into());
        let item = [("from", value.clone())];
        let entry = Entry { date: day, value: Some((5.0, "5".into())), note: "so".into() };
        let tries: [Result<Vec<Edit>, edit::EditError>; 7] = [
            edit::set(&file, "due", &value),
            edit::set(&file, "status", &value),
            edit::append(&file, "paused", &item),
            edit::set_in(&file, ("paused", 0), ("to", &value)),
            edit::remove_in(&file, "allow", "x"),
            edit::tick(&file, 0, day),
            edit::log(&file, &entry),
        ];
        for (what, edits) in tries.into_iter().enumerate() {
            let Ok(edits) = edits else { continue };
            let changed = edit::apply(&file, &edits);
            let body = |text: &str| text[goalpost::plan::front_matter::split(text).body..].to_owned();
            if what < 5 {
                prop_assert_eq!(body(&text), body(changed.text()));
            }
            prop_assert!(edits.iter().all(|edit| text.is_char_boundary(edit.span.start) && text.is_char_boundary(edit.span.end)));
            prop_assert_eq!(text.starts_with('\u{feff}'), changed.text().starts_with('\u{feff}'));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn every_other_field_keeps_its_value_and_its_bytes(text in any_goal(), what in 0..7_u8) {
        use goalpost::edit::{self, Entry, Value};
        use goalpost::source::{PlanPath, SourceFile};
        let file = SourceFile::new(PlanPath::new("goals/a.md").unwrap(), text.as_str());
        let day = chrono::NaiveDate::from_ymd_opt(2026, 5, 15).unwrap();
        let word = |text: &str| Value::Plain(text.into());
        let item = [("from", word("2026-05-15")), ("why", Value::Text("a: b, #c".into()))];
        let (names, edits): (&[&str], _) = match what {
            0 => (&["due", "deadline"][..], edit::set(&file, "due", &word("2028"))),
            1 => (&["status"], edit::set(&file, "status", &word("done"))),
            2 => (&["result"], edit::set(&file, "result", &Value::Text("Won: 3 of 4 # all".into()))),
            3 => (&["paused"], edit::append(&file, "paused", &item)),
            4 => (&["moved"], edit::append(&file, "moved", &item)),
            5 => (&["evidence"], edit::append(&file, "evidence", &item)),
            _ => {
                let entry = Entry { date: day, value: Some((5.0, "5".into())), note: "so: it went".into() };
                (&[], edit::log(&file, &entry))
            }
        };
        let edits = match edits {
            Ok(edits) => edits,
            // Where it cannot be had safely it may be refused, but not in these files' fields.
            Err(why) => {
                prop_assert!(what == 6, "{}\n{}", why, text);
                return Ok(());
            }
        };
        let now = edit::apply(&file, &edits);
        let now = now.text();
        let (mut before, body_before) = halves(&text);
        let (mut after, body_after) = halves(now);
        let gone: usize = edits.iter().map(|edit| edit.span.of(&text).matches('\n').count()).sum();
        if names.is_empty() {
            prop_assert_eq!(&before, &after);
            // Purely added: what was there is there, in its order.
            prop_assert!(edits.iter().all(|edit| edit.span.is_empty()));
            prop_assert!(gone == 0 && now.contains("2026-05-15: 5"));
        } else {
            prop_assert_eq!(body_before, body_after);
            let own: Vec<_> = names.iter().filter_map(|name| after.remove(name)).collect();
            names.iter().for_each(|name| drop(before.remove(name)));
            prop_assert_eq!(own.len(), 1, "{}", now);
            prop_assert_eq!(before, after, "{}", now);
        }
    }
}
