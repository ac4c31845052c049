//! Plans that someone else wrote, and folders in an odd state: nothing outside is read or written,
//! nothing waits for ever, and nothing is lost without a word.

use crate::cli::{Plan, tree};

#[cfg(unix)]
use std::os::unix::fs::symlink;

#[cfg(unix)]
#[test]
fn a_build_writes_through_no_link_of_the_plan() {
    let plan = Plan::new()
        .file("plan/goals/a.md", "# Pass the exam")
        .file("elsewhere/index.html", "theirs");
    symlink(plan.path("elsewhere"), plan.path("plan/site")).unwrap();
    let ran = plan.run(&["build", "plan"]);
    assert!(
        ran.code == 2 && ran.err.contains("plan/site is a link"),
        "{ran:?}"
    );
    std::fs::remove_file(plan.path("plan/site")).unwrap();
    std::fs::create_dir(plan.path("plan/site")).unwrap();
    symlink(plan.path("elsewhere"), plan.path("plan/site/.goalpost.tmp")).unwrap();
    let ran = plan.run(&["build", "plan"]);
    assert!(
        ran.code == 2 && ran.err.contains(".goalpost.tmp is in the way"),
        "{ran:?}"
    );
    assert_eq!(
        tree(&plan.path("elsewhere"))
            .into_keys()
            .collect::<Vec<_>>(),
        ["index.html"]
    );
}

#[test]
fn an_output_never_hides_a_source() {
    let plan = Plan::new()
        .file("plan.yaml", "name: Kim Park")
        .file("career/a.md", "# Pass the exam")
        .file("career/deep/b.md", "# Give a talk")
        .file("docs/CNAME", "kim.example");
    let before = tree(&plan.path(""));
    for out in ["career", "career/deep", "./career/../career", "x/../career"] {
        let ran = plan.run(&["build", ".", "--out", out]);
        assert!(
            ran.code == 2 && ran.err.contains("is part of the plan"),
            "{out}: {ran:?}"
        );
    }
    for out in ["x/../goals", "x/y/../../static/site"] {
        let ran = plan.run(&["build", ".", "--out", out]);
        assert!(
            ran.code == 2 && ran.err.contains("that is part of the plan"),
            "{out}: {ran:?}"
        );
    }
    for out in ["site/..", "x/../..", "x/.."] {
        let ran = plan.run(&["build", ".", "--out", out]);
        assert!(
            ran.code == 2 && ran.err.contains("the plan is in it"),
            "{out}: {ran:?}"
        );
    }
    assert_eq!(tree(&plan.path("")), before);
    // A folder that only holds what a site may stand beside is a fine place, again and again.
    for _ in 0..2 {
        let ran = plan.run(&["build", ".", "--out", "docs"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(plan.path("docs/goals/a.html").exists() && plan.path("docs/CNAME").exists());
    }
}

#[test]
fn a_theme_lies_in_the_plan() {
    let plan = Plan::new()
        .file("plan/goals/a.md", "# Pass the exam")
        .file("away/css/tokens.css", "hushcolour { color: red }");
    let away = plan.path("away");
    let away = away.to_str().unwrap();
    for name in [
        "/",
        "/etc",
        away,
        "..",
        "../..",
        "../../away",
        "x/../../../away",
        ".",
    ] {
        plan.put("plan/plan.yaml", format!("theme: {name}\n"));
        let ran = plan.run(&["build", "plan"]);
        assert!(ran.code == 1 && ran.err.contains("F04"), "{name}: {ran:?}");
        let site = tree(&plan.path("plan/site"));
        let all = site.values().map(|bytes| String::from_utf8_lossy(bytes));
        assert_eq!(all.filter(|text| text.contains("hushcolour")).count(), 0);
        plan.put("plan/plan.yaml", format!("theme: {{ name: {name} }}\n"));
        assert_eq!(plan.run(&["build", "plan"]).code, 1, "{name}");
    }
}

#[test]
fn what_lies_in_static_is_copied_whatever_its_name() {
    let mut plan = Plan::new()
        .file("plan.yaml", "name: Kim")
        .file("goals/a.md", "# Pass the exam");
    let copied = [
        "notes.md",
        "target/a.txt",
        "node_modules/b.js",
        "deep/venv/c.md",
        "CNAME",
        ".nojekyll",
        ".well-known/security.txt",
        "deep/.htaccess",
    ];
    let left = [
        ".DS_Store",
        ".git/config",
        "deep/.env",
        ".notes.md.swp",
        ".well-known/.env",
    ];
    for name in copied.iter().chain(&left) {
        plan = plan.file(&format!("static/{name}"), "no goal: [");
    }
    let ran = plan.run(&["build", "."]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let site = tree(&plan.path("site"));
    for name in copied {
        assert!(site.contains_key(name), "{name} is not there");
    }
    for name in left {
        assert!(!site.contains_key(name), "{name} is there");
    }
    assert!(plan.run(&["check", "."]).out.contains("1 goal"));
}

#[test]
fn a_file_in_static_never_takes_the_place_of_a_page() {
    for (file, page) in [
        ("static/index.html", "index.html"),
        ("static/goals/A.html", "goals/a.html"),
        ("static/files/goals/x.png", "files/goals/x.png"),
    ] {
        let plan = Plan::new()
            .file("plan.yaml", "name: Kim")
            .file("goals/a.md", "# Pass the exam\n\nSee [it](x.png).")
            .file("goals/x.png", "picture")
            .file(file, "mine");
        let ran = plan.run(&["build", "."]);
        assert_eq!(ran.code, 2, "{file}: {ran:?}");
        assert!(
            ran.err.contains(&format!("could not make {page}")) && ran.err.contains(file),
            "{ran:?}"
        );
        std::fs::remove_file(plan.path(file)).unwrap();
        assert_eq!(plan.run(&["build", "."]).code, 0);
    }
}

#[test]
fn an_id_fits_into_the_name_of_a_file() {
    let plan = Plan::new()
        .file("plan.yaml", "name: Kim")
        .file(
            "goals/a.md",
            format!("---\nid: {}\n---\n# Pass the exam", "\u{20000}".repeat(80)),
        )
        .file(
            "goals/b.md",
            format!("---\nid: {}\n---\n# Give a talk", "b".repeat(80)),
        )
        .file(
            &format!("goals/{}.md", "\u{20000}".repeat(60)),
            "# Run a course",
        );
    let ran = plan.run(&["build", "."]);
    assert!(
        ran.code == 1
            && ran.err.contains("goals/a.md:2:5")
            && ran.err.contains("at most 200 bytes"),
        "{ran:?}"
    );
    let site = tree(&plan.path("site"));
    assert!(site.contains_key("goals/a.html"));
    assert!(site.contains_key(&format!("goals/{}.html", "b".repeat(80))));
    assert!(site.contains_key(&format!("goals/{}.html", "\u{20000}".repeat(50))));
}

#[test]
fn characters_that_xml_and_yaml_do_not_know_do_no_harm() {
    let plan = Plan::new()
        .file("plan.yaml", "base_url: https://kim.example")
        .file(
            "goals/a.md",
            "---\nstatus: done\nclosed: 2026-09-01\nvisibility: public\n---\n# P\u{fffe}ass the exam\u{ffff}\u{b}",
        )
        .file("goals/b.md", "---\nwhy: so\u{fffe} there\n---\n# Give a talk")
        .file("resume.json", "\u{feff}{\"basics\": {\"name\": \"Kim Park\"}}");
    let site = plan.site("public");
    for path in ["feed.xml", "sitemap.xml"] {
        let text = String::from_utf8_lossy(&site[path]);
        assert!(!text.contains(['\u{fffe}', '\u{ffff}', '\u{b}']), "{path}");
    }
    assert!(String::from_utf8_lossy(&site["feed.xml"]).contains("Pass the exam"));
    assert!(String::from_utf8_lossy(&site["index.html"]).contains("Kim Park"));
    let ran = plan.run(&["check", ".", "--all", "--select", "F"]);
    assert!(
        ran.code == 1
            && ran
                .out
                .contains("an invisible character stands in this value")
            && ran.out.contains("write `why: \"so there\"`")
            && !ran.out.contains("resume.json"),
        "{ran:?}"
    );
}

#[test]
fn a_loop_is_told_once_however_often_it_is_written() {
    let list = "  - b\n".repeat(30_000);
    let plan = Plan::new()
        .file("goals/a.md", "---\nafter: b\n---\n# Pass the exam")
        .file(
            "goals/b.md",
            format!("---\nafter:\n  - a\n{list}---\n# Give a talk"),
        );
    let ran = plan.run(&["check", ".", "--select", "P05", "--format", "concise"]);
    assert_eq!(ran.out.matches("P05").count(), 2, "{ran:?}");
    assert!(ran.out.contains("a → b → a") && ran.out.contains("b → b"));
}

#[test]
fn a_theme_that_is_nowhere_is_told_by_a_check_with_those_that_there_are() {
    let plan = Plan::new()
        .file("plan.yaml", "name: Kim\ntheme: { name: ows }")
        .file("goals/a.md", "# Pass the exam")
        .file("themes/own/css/own.css", "h1 { color: teal }");
    let ran = plan.run(&["check", ".", "--format", "concise"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let told = "plan.yaml:2:16: error[F04] `theme.name` is `ows`, which is not one of the themes";
    assert!(ran.out.contains(told), "{ran:?}");
    assert!(
        ran.out.contains("base, ") && ran.out.contains("own"),
        "{ran:?}"
    );
    for theme in goalpost::render::Theme::names().into_iter().chain(["own"]) {
        plan.put("plan.yaml", format!("theme: {theme}"));
        assert_eq!(plan.run(&["check", "."]).code, 0, "{theme}");
    }
}

#[cfg(unix)]
#[test]
fn a_linked_theme_is_said() {
    let plan = Plan::new()
        .file("plan/plan.yaml", "theme: own")
        .file("plan/goals/a.md", "# Pass the exam")
        .file("plan/themes/README.md", "mine")
        .file("away/css/tokens.css", "hushcolour { color: red }");
    symlink(plan.path("away"), plan.path("plan/themes/own")).unwrap();
    let ran = plan.run(&["build", "plan"]);
    assert!(
        ran.code == 2 && ran.err.contains("plan/themes/own is a link"),
        "{ran:?}"
    );
}

#[test]
fn what_a_killed_build_left_goes_even_when_nothing_changed() {
    let plan = Plan::new().file("goals/a.md", "# Pass the exam");
    plan.run(&["build", "."]);
    plan.put("site/.goalpost.tmp/3", "hushwords for me alone");
    let ran = plan.run(&["build", "."]);
    assert!(ran.out.contains("Nothing changed"), "{ran:?}");
    assert!(!plan.path("site/.goalpost.tmp").exists());
    plan.put("site/.goalpost.tmp/3", "hushwords for me alone");
    plan.put("goals/a.md", "---\ndue: never\n---\n# Pass the exam");
    assert_eq!(plan.run(&["build", ".", "--strict"]).code, 1);
    assert!(!plan.path("site/.goalpost.tmp").exists());
}

const HUSH: &str = "# Leave hushtitle behind";

/// Whether anything of [`HUSH`] is in the public site, and what `check` says.
fn shown(plan: &Plan) -> (bool, String) {
    let site = plan.site("public");
    let shows = site.iter().any(|(path, bytes)| {
        path.contains("hush") || String::from_utf8_lossy(bytes).contains("hush")
    });
    let ran = plan.run(&["check", ".", "--all"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    (shows, ran.out)
}

#[test]
fn settings_that_are_not_found_make_everything_private() {
    let plan = || Plan::new().file("goals/a.md", HUSH);
    for (name, told) in [
        ("plan.yml", "F05"),
        ("Plan.yaml", "F05"),
        ("plan.yaml/x.txt", "F05"),
    ] {
        let (shows, out) = shown(&plan().file(name, "default_visibility: private\n"));
        assert!(!shows && out.contains(told), "{name}: {out}");
    }
    for text in ["visibility: private\n", "private: true\n"] {
        let (shows, out) = shown(&plan().file("plan.yaml", text));
        assert!(!shows && out.contains("F03"), "{text}: {out}");
    }
    // One that is there is read, whatever else is.
    let both = plan()
        .file("plan.yaml", "name: Kim Park\n")
        .file("plan.yml", "name: Other\n");
    assert!(both.site("public").contains_key("goals/a.html"));
}

#[cfg(unix)]
#[test]
fn linked_settings_and_goals_are_said_and_not_read() {
    for target in ["away/plan.yaml", "nowhere"] {
        let plan = Plan::new()
            .file("goals/a.md", HUSH)
            .file("away/plan.yaml", "name: Kim Park\n");
        symlink(plan.path(target), plan.path("plan.yaml")).unwrap();
        let (shows, out) = shown(&plan);
        assert!(!shows && out.contains("this is a link"), "{target}: {out}");
    }
    let away = Plan::new().file("x/b.md", HUSH);
    let plan = Plan::new().file("goals/a.md", "# Pass the exam");
    symlink(away.path("x/b.md"), plan.path("goals/b.md")).unwrap();
    symlink(away.path("x"), plan.path("goals/more")).unwrap();
    let (shows, out) = shown(&plan);
    assert!(
        !shows && out.contains("goals/b.md") && out.contains("goals/more/*.md"),
        "{out}"
    );
}

#[cfg(unix)]
#[test]
fn what_never_ends_is_not_opened() {
    let pipe = |plan: &Plan, path: &str| {
        std::fs::create_dir_all(plan.path(path).parent().unwrap()).unwrap();
        let made = std::process::Command::new("mkfifo")
            .arg(plan.path(path))
            .status()
            .unwrap();
        assert!(made.success());
    };
    for path in [
        "goals/f.md",
        "plan.yaml",
        "skills.yaml",
        "resume.json",
        "index.md",
        "static/f.png",
        "themes/own/f.css",
    ] {
        let plan = Plan::new().file("goals/a.md", "# Pass the exam");
        pipe(&plan, path);
        let ran = plan.run(&["check", "."]);
        let text = !path.contains("/f.") || path == "goals/f.md";
        assert_eq!(ran.code, i32::from(text), "{path}: {ran:?}");
        assert_eq!(ran.out.contains("F05"), text, "{path}: {ran:?}");
        assert_eq!(plan.run(&["build", "."]).code, i32::from(text), "{path}");
    }
    let plan = Plan::new().file("goals/a.md", "# Pass the exam");
    pipe(&plan, "site/.goalpost");
    let ran = plan.run(&["build", "."]);
    assert!(
        ran.code == 2 || plan.path("site/index.html").exists(),
        "{ran:?}"
    );
}

#[test]
fn what_nests_too_deep_is_told_and_private_and_the_rest_is_there() {
    let deep = "- ".repeat(150_000);
    let plan = Plan::new()
        .file(
            "goals/a.md",
            format!("# Pass the exam\n\n{deep}x\n\n## Steps\n\n- [ ] Book it\n"),
        )
        .file("goals/b.md", "# Give a talk");
    let ran = plan.run(&["check", ".", "--select", "F"]);
    assert!(
        ran.code == 1
            && ran.out.contains("error[F05]")
            && ran.out.contains("more than 100 deep")
            && ran.out.contains("goals/a.md:3:"),
        "{ran:?}"
    );
    let ran = plan.run(&["build", "."]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let site = tree(&plan.path("site"));
    assert!(site.contains_key("goals/b.html") && !site.contains_key("goals/a.html"));
    let ran = plan.run(&["build", ".", "--for", "me"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        std::fs::read_to_string(plan.path("site/goals/a.html"))
            .unwrap()
            .contains("Book it")
    );
}

#[test]
fn a_goal_that_cannot_be_read_is_told() {
    let deep = format!("goals/{}x.md", "d/".repeat(12));
    let plan = Plan::new()
        .file("goals/a.md", "# Pass the exam")
        .file(&deep, "# Too deep");
    let ran = plan.run(&["check", "."]);
    assert!(ran.code == 1 && ran.out.contains("F05"), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn names_that_cannot_stand_in_a_path_are_told_apart() {
    use std::os::unix::ffi::OsStrExt as _;
    let plan = Plan::new().file("goals/a.md", "# Pass the exam");
    let names: [&[u8]; 5] = [
        b"b\xff.md",
        b"b\xfe.md",
        b"u\\p.md",
        b"c\nd.md",
        b"..\\up.md",
    ];
    std::fs::create_dir_all(plan.path("static/a")).unwrap();
    std::fs::write(plan.path("static/a/b.txt"), "one").unwrap();
    std::fs::write(plan.path("static").join("a\\b.txt"), "other").unwrap();
    for name in names {
        let name = std::ffi::OsStr::from_bytes(name);
        std::fs::write(plan.path("goals").join(name), HUSH).unwrap();
    }
    let (shows, out) = shown(&plan);
    for name in [
        "b<FF>.md",
        "b<FE>.md",
        "u<5C>p.md",
        "c<0A>d.md",
        "..<5C>up.md",
        "static/a<5C>b.txt",
    ] {
        assert!(!shows && out.contains(name), "{name}: {out}");
    }
}

#[test]
fn a_goal_on_standard_input_is_checked_under_any_name() {
    let plan = Plan::new();
    let bad = b"---\ndue: never\n---\n# Pass the exam\n";
    for (name, shown) in [
        ("goal.md", "goal.md:2"),
        ("goals/a.md", "goals/a.md:2"),
        ("my/a.md", "my/a.md:2"),
        ("/home/kim/plan/goals/a.md", "/home/kim/plan/goals/a.md:2"),
        ("C:\\plan\\goals\\a.md", "C:/plan/goals/a.md:2"),
        ("../plan/goals/a.md", "../plan/goals/a.md:2"),
    ] {
        let ran = plan.fed(
            &[
                "check",
                "-",
                "--format",
                "concise",
                "--stdin-filename",
                name,
            ],
            bad,
        );
        assert!(
            ran.code == 1 && ran.out.starts_with(shown),
            "{name}: {ran:?}"
        );
    }
    for name in ["a.txt", "README.md", "", "static/a.md"] {
        let ran = plan.fed(&["check", "-", "--stdin-filename", name], bad);
        assert!(
            ran.code == 2 && ran.err.contains("--stdin-filename"),
            "{name}: {ran:?}"
        );
    }
}

#[test]
fn standard_input_is_bounded_and_may_be_no_text() {
    let plan = Plan::new();
    let large = plan.fed(&["check", "-"], "# x\n".repeat(1_100_000).as_bytes());
    assert!(
        large.code == 1 && large.out.contains("F05") && large.out.contains("4 MB"),
        "{large:?}"
    );
    let odd = plan.fed(&["check", "-"], b"# \xff");
    assert!(odd.code == 1 && odd.out.contains("UTF-8"), "{odd:?}");
}

#[test]
fn the_work_is_done_though_nobody_listens() {
    let plan = Plan::new().file("goals/a.md", "---\ndue: never\n---\n# Pass the exam");
    assert_eq!(plan.unheard(&["build", ".", "--fresh"]), 1);
    assert!(plan.path("site/goals/a.html").exists());
    assert_eq!(plan.unheard(&["check", "."]), 1);
    assert_eq!(plan.unheard(&["schema"]), 0);
    assert_eq!(plan.unheard(&["check", "nowhere"]), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_with_what_was_written() {
    let plan = Plan::new().file("goals/a.md", "# Pass the exam");
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_goalpost"))
        .args(["check", "--format", "json"])
        .arg(plan.path(""))
        .stdout(full)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(
        told.contains("could not write to standard output"),
        "{told}"
    );
}

#[test]
fn every_build_tells_the_errors() {
    let plan = Plan::new().file("goals/a.md", "---\ndue: never\n---\n# Pass the exam");
    for _ in 0..2 {
        let ran = plan.run(&["build", ".", "--quiet"]);
        assert!(ran.code == 1 && ran.err.contains("T02"), "{ran:?}");
    }
}

#[test]
fn several_plans_are_each_looked_at_and_make_one_document_at_most() {
    let plan = Plan::new()
        .file("one/goals/a.md", "# Pass the exam")
        .file("two/goals/a.md", "---\ndue: never\n---\n# Give a talk");
    let ran = plan.run(&["check", "one", "nowhere", "two"]);
    assert!(
        ran.code == 2
            && ran.out.contains("T02")
            && ran.err.contains("there is no folder nowhere")
            && ran.err.contains("1 of 3 plans could not be checked"),
        "{ran:?}"
    );
    let ran = plan.run(&["check", "one", "two", "--format", "json"]);
    assert!(
        ran.code == 2 && ran.out.is_empty() && ran.err.contains("--format json makes one document"),
        "{ran:?}"
    );
}

#[test]
fn odd_names_in_static_are_copied_each_time() {
    let plan = Plan::new()
        .file("goals/a.md", "# Pass the exam")
        .file("static/#1.png", "one");
    #[cfg(unix)]
    plan.put("static/12:30.png", "time");
    for _ in 0..2 {
        assert_eq!(plan.run(&["build", ".", "--fresh"]).code, 0);
        assert!(plan.path("site/#1.png").exists());
        #[cfg(unix)]
        assert!(plan.path("site/12:30.png").exists());
    }
    std::fs::remove_file(plan.path("static/#1.png")).unwrap();
    plan.run(&["build", "."]);
    assert!(!plan.path("site/#1.png").exists());
}

#[cfg(unix)]
#[test]
fn a_name_of_two_lines_never_names_a_file_of_others() {
    let plan = Plan::new()
        .file("goals/a.md", "# Pass the exam")
        .file("static/x\nforeign.txt", "mine");
    plan.run(&["build", "."]);
    plan.put("site/foreign.txt", "theirs");
    std::fs::remove_file(plan.path("static/x\nforeign.txt")).unwrap();
    assert_eq!(plan.run(&["build", "."]).code, 0);
    assert!(plan.path("site/foreign.txt").exists());
}
