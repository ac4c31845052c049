//! `build`, from outside: what is written, for whom, and what is not.

use crate::cli::{Plan, tree};
use proptest::prelude::*;
use std::collections::BTreeMap;

type Site = BTreeMap<String, Vec<u8>>;

fn holds(site: &Site, words: &str) -> Vec<String> {
    site.iter()
        .filter(|(path, bytes)| {
            path.contains(words) || String::from_utf8_lossy(bytes).contains(words)
        })
        .map(|(path, _)| path.clone())
        .collect()
}

#[test]
fn building_twice_writes_the_same_bytes_and_touches_nothing() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = tempfile::tempdir().unwrap();
    let cache = tempfile::tempdir().unwrap();
    let build = |extra: &[&str]| {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_goalpost"))
            .current_dir(root)
            .args([
                "build",
                "example-plan",
                "--out",
                out.path().to_str().unwrap(),
            ])
            .args(extra)
            .env("XDG_CACHE_HOME", cache.path())
            .output()
            .unwrap();
        assert!(run.status.success(), "{run:?}");
        let times: Vec<_> = tree(out.path())
            .keys()
            .map(|path| {
                std::fs::metadata(out.path().join(path))
                    .unwrap()
                    .modified()
                    .unwrap()
            })
            .collect();
        (tree(out.path()), times)
    };
    let first = build(&[]);
    // Once by what is remembered, once by making everything anew.
    assert_eq!(build(&[]), first);
    assert_eq!(build(&["--fresh"]), first);
}

#[test]
fn plain_notes_make_a_site_that_one_could_publish() {
    let plan = Plan::new()
        .file("cka.md", "# Pass the CKA exam\n\nPlatform roles ask for it by name.\n\n- [x] Finish the course\n- [ ] Two mock exams\n")
        .file("talk.md", "# Give a talk at the town meetup\n\nTo learn by explaining.\n")
        .file("README.md", "# About these notes\n");
    let site = plan.site("public");
    let index = String::from_utf8(site["index.html"].clone()).unwrap();
    assert!(
        index.contains("Pass the CKA exam")
            && index.contains("1 of 2 steps")
            && index.contains("To learn by explaining."),
        "{index}"
    );
    assert!(!site.contains_key("goals/readme.html"));
    let ran = plan.run(&["build", "."]);
    assert!(
        ran.out
            .contains("Public for the first time:\n  Pass the CKA exam")
            && ran.out.contains("Open ./site/index.html"),
        "{}",
        ran.out
    );
}

#[test]
fn an_empty_plan_and_one_goal_are_whole_sites() {
    let empty = Plan::new().file("plan.yaml", "name: Kim Park");
    assert!(
        String::from_utf8(empty.site("public")["index.html"].clone())
            .unwrap()
            .contains("Kim Park")
    );
    let odd = Plan::new().file("goals/x.md", "# </script><b>\"Ü\" & 🚀 ابحث\n");
    for audience in ["public", "mentor", "me"] {
        let page = String::from_utf8(odd.site(audience)["goals/x.html"].clone()).unwrap();
        assert!(
            !page.contains("</script><b>") && page.contains("&lt;/script"),
            "{page}"
        );
    }
}

#[test]
fn a_foreign_file_in_the_way_refuses_and_the_plan_is_never_an_output() {
    let plan = Plan::new()
        .file("goals/a.md", "# Pass the exam")
        .file("out/index.html", "mine");
    let ran = plan.run(&["build", ".", "--out", "out"]);
    assert!(
        ran.code == 2 && ran.err.contains("index.html is in the way"),
        "{ran:?}"
    );
    assert_eq!(
        std::fs::read_to_string(plan.path("out/index.html")).unwrap(),
        "mine"
    );
    for out in [".", "..", "goals", "goals/site", "static"] {
        assert_eq!(plan.run(&["build", ".", "--out", out]).code, 2, "{out}");
    }
}

#[test]
fn strict_writes_nothing_and_a_plain_build_writes_in_spite_of_errors() {
    let plan = Plan::new().file("goals/a.md", "---\ndue: never\n---\n# Pass the exam");
    let strict = plan.run(&["build", ".", "--strict", "--out", "out"]);
    assert_eq!(
        (strict.code, plan.path("out").exists()),
        (1, false),
        "{strict:?}"
    );
    assert_eq!(plan.run(&["build", ".", "--out", "out"]).code, 1);
    assert!(plan.path("out/goals/a.html").exists());
}

#[test]
fn a_goal_that_goes_takes_its_page_along() {
    let plan = Plan::new()
        .file("goals/a.md", "# Pass the exam")
        .file("goals/b.md", "# Give a talk");
    plan.run(&["build", ".", "--out", "out"]);
    std::fs::remove_file(plan.path("goals/b.md")).unwrap();
    let ran = plan.run(&["build", ".", "--out", "out"]);
    assert!(
        ran.out.contains("1 deleted") && !plan.path("out/goals/b.html").exists(),
        "{ran:?}"
    );
}

#[test]
fn everything_that_cannot_be_understood_is_private() {
    let body = "# Zebrafish quartz\n\nZebrafish words.\n";
    for text in [
        format!("---\nvisibility: privat\n---\n{body}"),
        format!("---\nvisibilty: private\n---\n{body}"),
        format!("---\nvisibility: \"private\n---\n{body}"),
        format!("---\nvisibility private\n---\n{body}"),
        format!("---\ndue: 2027\nvisibility: private\n{body}"),
        format!("---\nvisibility: public\nvisibility: private\n---\n{body}"),
        format!("---\ndraft: perhaps\n---\n{body}"),
        format!("---\ndraft: true\n---\n{body}"),
        format!("---\npublish: false\n---\n{body}"),
        "# Zebrafish quartz {.secret}\n".to_owned(),
        "# Zebrafish quartz {private}\n".to_owned(),
        "# Zebrafish quartz {.private} #\n".to_owned(),
        format!("{body}\n> ## Quoted {{.private}}\n> words\n"),
        format!("{body}\n- a list\n\n  ## Listed {{.private}}\n"),
        format!("{body}\n<div>\n## Raw {{.private}}\n</div>\n"),
        format!("{body}\nA paragraph {{.private}}\n"),
        format!("{body}\n## Words {{.private}} and more\n"),
    ] {
        let plan = Plan::new()
            .file("goals/zebra.md", &text)
            .file("goals/fine.md", "# Fine");
        let site = plan.site("public");
        assert_eq!(holds(&site, "ebrafish"), Vec::<String>::new(), "{text}");
        assert_eq!(
            holds(&plan.site("mentor"), "ebrafish"),
            Vec::<String>::new(),
            "{text}"
        );
        assert!(
            site.contains_key("goals/fine.html")
                && plan.site("me").contains_key("goals/zebra.html"),
            "{text}"
        );
        let silent = text.contains("draft: true") || text.contains("publish: false");
        assert_eq!(plan.run(&["check", "."]).code, i32::from(!silent), "{text}");
    }
    for settings in [
        "default_visibility: privat",
        "default_visibilty: private",
        "name: [",
        "name: a: b",
    ] {
        let plan = Plan::new()
            .file("plan.yaml", settings)
            .file("goals/zebra.md", body);
        assert_eq!(
            holds(&plan.site("public"), "ebrafish"),
            Vec::<String>::new(),
            "{settings}"
        );
    }
}

/// Nothing of a goal that is written so reaches anyone but its owner, and that is an error.
fn is_private(text: &str) {
    let plan = Plan::new()
        .file("goals/zebra.md", text)
        .file("goals/fine.md", "# Fine");
    let site = plan.site("public");
    assert_eq!(holds(&site, "ebrafish"), Vec::<String>::new(), "{text}");
    assert!(
        site.contains_key("goals/fine.html") && plan.site("me").contains_key("goals/zebra.html"),
        "{text}"
    );
    let checked = plan.run(&["check", "."]);
    assert!(
        checked.code == 1 && checked.out.contains("error[F0"),
        "{text}: {checked:?}"
    );
}

/// A goal that is written so is public, and nothing is wrong with it.
fn is_public(text: &str) {
    let plan = Plan::new().file("goals/zebra.md", text);
    let checked = plan.run(&["check", "."]);
    assert_eq!(checked.code, 0, "{text}: {checked:?}");
    assert!(
        !holds(&plan.site("public"), "ebrafish").is_empty(),
        "{text}"
    );
}

#[test]
fn front_matter_that_is_broken_around_the_audience_is_private() {
    let body = "# Zebrafish quartz\n\nZebrafish words.\n";
    for fields in [
        "due: 2030\n  visibility: private",
        "due: 2030\n\tvisibility: private",
        "tags:\n- a\n  visibility: private",
        "tags:\n- visibility: private",
        "evidence:\n  - title: x\n  visibility: private",
        "metric:\n  target: 3\n  visibility: private",
        "evidence:\n  - title: x\n    private: true",
        "why: >\n    because\n  visibility: private",
        "why: |\n  because\n  visibility: private",
        "why: \"because\nvisibility: private\nmentor: Kim\"",
        "<<: *x",
        "!t visibility: private",
        "[visibility]: private",
        "private: true",
        "hidden: yes",
        "private:",
        "public: false",
        "visibility:",
        "visibility: \"\"",
        "publish:",
        "visibility: # private",
        "visibility_of_this: private",
    ] {
        is_private(&format!("---\n{fields}\n---\n{body}"));
        is_private(&format!(
            "---\r\n{}\r\n---\r\n{body}",
            fields.replace('\n', "\r\n")
        ));
    }
    for fields in [
        "private: false",
        "hidden: no",
        "why: the visibility is private, said Kim",
        "# visibility: private",
        "cover:\n  hidden: true",
        "metric: { name: talks, target: 3 }",
    ] {
        is_public(&format!("---\n{fields}\n---\n{body}"));
    }
}

#[test]
fn front_matter_that_is_not_recognised_is_private() {
    for text in [
        "\n---\nvisibility: private\n---\n# Zebrafish quartz\n",
        " ---\nvisibility: private\n---\n# Zebrafish quartz\n",
        "----\nvisibility: private\n----\n# Zebrafish quartz\n",
        "---yaml\ndue: 2030\n---\n# Zebrafish quartz\n",
        "--- # mine\ndue: 2030\n---\n# Zebrafish quartz\n",
        "---\rdue: 2030\r---\r# Zebrafish quartz\r",
        "\u{200b}---\ndue: 2030\n---\n# Zebrafish quartz\n",
        "+++\ndraft = true\n+++\n# Zebrafish quartz\n",
        "+++\nmenu = \"main\"\n+++\n# Zebrafish quartz\n",
        "{\n  \"draft\": true\n}\n\n# Zebrafish quartz\n",
        "# Zebrafish quartz\n---\nvisibility: private\n---\nwords\n",
        "# Zebrafish quartz\n\nvisibility:: private\n",
    ] {
        is_private(text);
    }
    for text in [
        "\n---\n\n# Zebrafish quartz\n\n---\n\nMore words: these.\n\n---\n",
        "\n---\nA sentence: with a colon.\n\n# Zebrafish quartz\n",
        "# Zebrafish quartz\n\n---\n\nDue: words\n\n---\n",
        "# Zebrafish quartz\n\nThe line `visibility: private` hides it, as does:\n\n```yaml\nvisibility: private\n```\n",
    ] {
        is_public(text);
    }
}

#[test]
fn what_was_meant_as_a_mark_of_an_audience_is_private() {
    let body = "# Zebrafish quartz\n\nZebrafish words.\n";
    for text in [
        "## Plans {.private",
        "## Plans .private}",
        "## Plans .private",
        "## Plans {.privat} ##",
        "## Plans {.privat} <!-- x -->",
        "> ## Plans {.privat}",
        "- ## Plans {.hidden}",
        "## Plans {.private and a very long remark on why it is so, which goes on and on, well beyond} ##",
        "## Plans {.anything} ##",
        "## Plans {\n.private}",
        "Words {.privat} here",
        "Words { .private",
        "Plans {.privat} x\n----",
        "<div>\n\n## Plans {.privat}\n\n</div>",
    ] {
        is_private(&format!("{body}\n{text}\n\nmore\n"));
    }
    for text in [
        "## Plans {#here}\n",
        "## Use {curly} braces and .net",
        "## What `{.private}` does",
        "Words in {braces}, a { alone, {an: object}, }, and fn main() { let private = 1; then there are many more than sixty letters; }",
        "    {.private}",
        "```\n## Plans {.private}\n```",
        "A private matter. Public words, said my mentor.",
        "> ## Quoted\n> words",
    ] {
        is_public(&format!("{body}\n{text}\n\nmore\n"));
    }
}

#[test]
fn a_comment_that_a_page_would_show_is_private() {
    for text in [
        "# Zebrafish quartz\n\na <!-- secret\n\nb -->\n",
        "# Zebrafish <!-- secret\n\nwords\n",
        "# Zebrafish quartz\n\n<!-- never ends\n\nwords\n",
        "# Zebrafish quartz\n\n<div>\n<!-- secret\n\nb -->\n</div>\n",
    ] {
        is_private(text);
    }
    for text in [
        "# Zebrafish quartz <!-- a note -->\n\na <!-- two\nlines --> b\n\n<!-- a block\n\nof them -->\n",
        "# Zebrafish quartz\n\n`<!--` begins a comment, \\<!-- too\n\n    <!-- code\n",
    ] {
        is_public(text);
    }
}

#[test]
fn the_sum_of_a_log_that_a_heading_hides_is_hidden_with_it() {
    let head = "---\nvisibility: public\nmeasure: 12 talks\n---\n# Give talks\n\n";
    let entries = |values: &[u8]| {
        let lines = values
            .iter()
            .map(|value| format!("- 2026-01-0{value}: {value}\n"));
        lines.collect::<Vec<_>>().concat()
    };
    let (three, one) = (entries(&[3, 4]), entries(&[1]));
    for (body, says) in [
        (format!("## Log\n{three}"), Some("7 of 12 talks")),
        (format!("## Log\n### 2026\n{three}"), Some("7 of 12 talks")),
        (format!("## For me {{.private}}\n\n### Log\n{three}"), None),
        (format!("## Feedback\n\n### Log\n{three}"), None),
        (format!("## Log {{.mentor}}\n{three}"), None),
        (
            format!("## Progress\n{one}\n## Log {{.private}}\n{three}"),
            Some("1 of 12 talks"),
        ),
        (
            format!("## Log {{.private}}\n{three}\n## Progress\n{one}"),
            Some("1 of 12 talks"),
        ),
    ] {
        let site = Plan::new()
            .file("goals/talks.md", format!("{head}{body}"))
            .site("public");
        let page = String::from_utf8_lossy(&site["goals/talks.html"]).into_owned();
        match says {
            Some(says) => assert!(page.contains(says), "{body}: {page}"),
            None => assert!(!page.contains("of 12 talks"), "{body}: {page}"),
        }
    }
}

#[test]
fn titles_and_embeds_do_not_name_what_is_hidden() {
    let plan = Plan::new()
        .file("goals/leave-acme.md", "---\nvisibility: private\n---\n# Quit\n")
        .file(
            "goals/a.md",
            "# A [[leave-acme]] b\n\nSee ![[leave-acme]] and ![[leave-acme|that]].\n\n- [ ] First ![[leave-acme]]\n",
        );
    for audience in ["public", "mentor"] {
        let site = plan.site(audience);
        assert_eq!(holds(&site, "leave-acme"), Vec::<String>::new());
        let page = String::from_utf8_lossy(&site["goals/a.html"]).into_owned();
        assert!(
            page.contains("A another goal b") && page.contains("See another goal and that."),
            "{page}"
        );
    }
    assert!(
        !plan
            .run(&["check", ".", "--all"])
            .out
            .contains("nothing is found")
    );
}

/// A plan in which all that is hidden from everyone but its owner speaks of a zebrafish.
fn zebrafish() -> Plan {
    let hidden = "---\nvisibility: private\n---\n# Leave for the zebrafish lab\n";
    Plan::new()
        .file("plan.yaml", "name: Kim\nbase_url: https://kim.example\n")
        .file("goals/zebrafish.md", hidden)
        .file("goals/zebrafish-data.md", b"# \xff")
        .file("roles/zebrafish-lead.md", "---\nvisibility: private\n---\n# Zebrafish lead\n")
        .file("statements/zebrafish-letter.md", "# Zebrafish letter\n")
        .file("reviews/zebrafish-look.md", "---\nvisibility: private\n---\n# Zebrafish look\n")
        .file(
            "goals/other.md",
            "---\nvisibility: public\n---\n# Speak at the meetup\n\n## Why zebrafish {.private}\n\nwords\n\nSet zebrafish {.private}\n---\n\nwords\n",
        )
}

#[test]
fn links_to_what_is_hidden_tell_nothing_of_it() {
    let hidden = "\n## Why I leave: zebrafish & more {.private}\n\nwords\n\n### Below zebrafish\n\nwords\n\n## The end\n\nwords\n";
    for body in [
        "lead [[#Why I leave: zebrafish & more]] and [[#Below zebrafish]]",
        "lead [[#The end#Why I leave: zebrafish & more]] and [[#^zebrafish]]",
        "[x](#why-i-leave-zebrafish-more) [x](<#Why I leave: zebrafish & more>)",
        "[x](#why-i-leave--zebrafish--more) [x](#why%20i-leave-zebrafish-more)",
        "[x][r] [r][] [r]\n\n[r]: #why-i-leave-zebrafish-more \"zebrafish\"",
        "![[#Below zebrafish]] ![x](#below-zebrafish) ![[#Below zebrafish|x]]",
        "[![x](#below-zebrafish)](#below-zebrafish) [![x](#below-zebrafish)](zebrafish.md)",
        "[![x](zebrafish.md)](other.md#why-zebrafish)",
        "[`[`](zebrafish.md) [a \\] b](zebrafish.md) [`]`](other.md#why-zebrafish)",
        "[[other#Why zebrafish]] [[other#Set zebrafish|x]] [y](other.md#why-zebrafish \"t\")",
        "[[other#A zebrafish that was never there]] [y](other.md#no-zebrafish) [y](#no-zebrafish)",
        "[y][r]\n\n[r]: other.md#set-zebrafish",
        "- [ ] step [[#Below zebrafish]] [[zebrafish]] [x](zebrafish.md)\n- [x] that [[other#Why zebrafish]] (done 2026-05-01)",
        "| a | b |\n|---|---|\n| [[zebrafish]] | [[zebrafish\\|x]] [x](zebrafish.md#y) [[#Below zebrafish]] |",
        "> quote [[zebrafish]]\n> > [[#Below zebrafish]]",
        "text[^1]\n\n[^1]: note [[zebrafish]] [x](zebrafish.md#y) [[#Below zebrafish]]",
        "[[goals/zebrafish]] [[Zebrafish.md]] [[zebrafish#Top|x]] [[zebrafish#Top]]",
        "[x](../goals/zebrafish.md) [x](/goals/zebrafish.md) [x](./zebrafish.md?zebrafish#zebrafish)",
        "<b>[[zebrafish]]</b> <!-- [[zebrafish]] --> <i title=\"x\">[x](zebrafish.md)</i>",
        "**[[zebrafish]]** ~~[x](zebrafish.md 'zebrafish')~~ *[*x*](zebrafish.md)*",
        "## About [[zebrafish]], [[#Below zebrafish]] and [x](zebrafish.md)\n\nwords",
        "About [[zebrafish]] and [[#Below zebrafish]]\n----\n\n[[#About zebrafish and Below zebrafish]]",
        "[[zebrafish-letter]] [[statements/zebrafish-letter]] [x](../statements/zebrafish-letter.md)",
        "[[zebrafish-look]] [[zebrafish-lead]] [[roles/zebrafish-lead#x]] [[zebrafish-data]]",
        "[x](https://kim.example/goals/zebrafish.html) <https://kim.example/goals/zebrafish.html#x>",
        "[x](https://kim.example/goals/other.html#why-zebrafish)",
        "[[zebrafish]]\n\n    code\n\n1. [[zebrafish]]\n   - [[zebrafish]]",
        "[[zebrafish]][[zebrafish]]![[zebrafish]][x](zebrafish.md)[x](zebrafish.md)",
        "[a [[zebrafish]] b](other.md) [a ![[zebrafish]] b](zebrafish.md)",
        "[a ![[zebrafish]] b](zebrafish.md) [[zebrafish|a [[other]] b]] [[zebrafish",
        "[[zebrafish\n|x]] `[[zebrafish]]` [[\nzebrafish]] \\[[zebrafish]] <p [[zebrafish]]>\n\n    [[zebrafish]]\n",
        "![a [x](zebrafish.md) b](zebrafish.md) ![[zebrafish.png]]x",
    ] {
        let body = body.replace("![[zebrafish.png]]", "");
        let plan = zebrafish().file(
            "goals/shown.md",
            format!("---\nvisibility: public\n---\n# Pass the exam\n\n{body}\n{hidden}"),
        );
        for audience in ["public", "mentor"] {
            let site = plan.site(audience);
            assert_eq!(
                holds(&site, "ebrafish"),
                Vec::<String>::new(),
                "{audience}: {body}"
            );
        }
        assert!(!holds(&plan.site("me"), "ebrafish").is_empty());
        let told = plan.run(&["check", ".", "--all"]).out;
        assert!(
            told.contains("[P08]") || told.contains("no heading is found"),
            "{body}: {told}"
        );
    }
}

#[test]
fn fields_name_nothing_that_is_hidden_and_no_id_in_brackets() {
    let see = "So [[zebrafish]], ![[Zebrafish.md#x]], [[zebrafish|that]], [this](zebrafish.md#zebrafish), [it](../statements/zebrafish-letter.md), [[zebrafish-letter]], `[[zebrafish-lead]]`, [[#Zebrafish]], [[other#Why zebrafish]] and [[other|there]]";
    let see = &format!("{see} [[zebrafish|a [[other]]]]");
    let says = "So another goal, another goal, that, this, it, another goal, `another goal`, another part, Speak at the meetup and there";
    let front = |fields: String| format!("---\nvisibility: public\n{fields}\n---\n");
    let ended = "status: done\nclosed: 2026-05-01\n";
    for (fields, limit) in [
        (format!("title: \"{see}\""), 0),
        (format!("title: Exam\nwhy: \"{see}\""), 0),
        (format!("title: Exam\n{ended}result: \"{see}\""), 0),
        (
            format!("title: Exam\n{ended}evidence:\n  - title: \"{see}\""),
            0,
        ),
        (format!("title: Exam\nvalues:\n  - \"{see}\""), 0),
        (format!("title: Exam\ntags:\n  - \"{see}\""), 0),
        (format!("title: Exam\nobstacles: \"{see}\""), 1),
        (format!("title: Exam\nask: \"{see}\""), 1),
        (format!("title: Exam\nmentor: \"{see}\""), 1),
        (
            format!(
                "title: Exam\npaused:\n  - {{ from: 2026-02-01, to: 2026-03-01, why: \"{see}\" }}"
            ),
            1,
        ),
        (
            format!(
                "title: Exam\ndue: 2027-01-01\nmoved:\n  - {{ on: 2026-02-01, from: 2026-03-01, to: 2027-01-01, why: \"{see}\" }}"
            ),
            1,
        ),
    ] {
        let plan = zebrafish().file("goals/shown.md", front(fields.clone()));
        for (at, audience) in ["public", "mentor"].into_iter().enumerate() {
            let site = plan.site(audience);
            assert_eq!(
                holds(&site, "ebrafish"),
                Vec::<String>::new(),
                "{audience}: {fields}"
            );
            assert_eq!(
                holds(&site, "[["),
                Vec::<String>::new(),
                "{audience}: {fields}"
            );
            let shown = !fields.contains("mentor:") && at >= limit;
            assert!(
                !shown || !holds(&site, says).is_empty(),
                "{audience}: {fields}"
            );
        }
        // Their owner reads titles, too.
        let site = plan.site("me");
        assert_eq!(holds(&site, "[[other"), Vec::<String>::new(), "{fields}");
        let told = plan.run(&["check", ".", "--all"]).out;
        assert_eq!(told.contains("[P08]"), limit == 0, "{fields}: {told}");
    }
    let index = "---\naim: Beyond [[zebrafish]]\nvision: With [[zebrafish|them]]\nvalues: [\"[[zebrafish]]\"]\ninterests: [\"[[zebrafish]]\"]\n---\nSee [[zebrafish]] and [[other#Why zebrafish]].\n";
    let plan = zebrafish()
        .file("index.md", index)
        .file("skills.yaml", "labwork: { level: 4, evidence: \"[[zebrafish]]\" }\n")
        .file("reviews/2026-07-01.md", "---\ntitle: After [[zebrafish]]\n---\nSee [[#A zebrafish]].\n")
        .file("roles/lead.md", "---\ntitle: Lead, see [[zebrafish]]\norganisation: \"[[zebrafish|There]]\"\nskills: { labwork: { level: 4, source: \"[[zebrafish]]\" } }\n---\n")
        .file("resume.json", "{\"basics\":{\"name\":\"Kim\",\"summary\":\"From [[zebrafish]]\"},\"work\":[{\"name\":\"A\",\"position\":\"B\",\"summary\":\"x [y](goals/zebrafish.md)\"}]}");
    for audience in ["public", "mentor"] {
        assert_eq!(
            holds(&plan.site(audience), "ebrafish"),
            Vec::<String>::new(),
            "{audience}"
        );
    }
    assert!(
        plan.run(&["check", ".", "--all"])
            .out
            .contains("index.md:2")
    );
}

#[test]
fn a_link_to_a_place_leads_there_or_to_the_page() {
    let plan = Plan::new()
        .file(
            "goals/a.md",
            "---\nvisibility: public\n---\n# Pass the exam\n\n[[b#How R&D works]], [[b#Same]], [two](b.md#same-2), [three](b.md#same-3), [[#Below]], [gone](b.md#nothing)\n\n## Below\n\nwords\n",
        )
        .file(
            "goals/b.md",
            "---\nvisibility: public\n---\n# Give a talk\n\n## How R&D works\n\nx\n\n## Same {.private}\n\nx\n\n## Same\n\nx\n\n## Same\n\nx\n",
        );
    let page =
        |audience: &str| String::from_utf8(plan.site(audience)["goals/a.html"].clone()).unwrap();
    let (public, me) = (page("public"), page("me"));
    for page in [&public, &me] {
        for link in [
            "<a href=\"../goals/b.html#how-r-d-works\">Give a talk</a>",
            "<a href=\"../goals/b.html#same\">Give a talk</a>",
            "<a href=\"../goals/b.html#same-2\">two</a>",
            "<a href=\"#below\">Below</a>",
            "<a href=\"../goals/b.html\">gone</a>",
        ] {
            assert!(page.contains(link), "{link}: {page}");
        }
    }
    assert!(
        public.contains("<a href=\"../goals/b.html\">three</a>"),
        "{public}"
    );
    assert!(
        me.contains("<a href=\"../goals/b.html#same-3\">three</a>"),
        "{me}"
    );
}

/// What a page has of its own is linked by its name; no other list of these names is kept.
#[test]
fn every_place_of_a_theme_is_one_that_links_may_name() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
    for path in tree(&root).keys().filter(|path| {
        ["layout.html", "goal.html", "career.html"]
            .iter()
            .any(|name| path.ends_with(name))
    }) {
        let text = std::fs::read_to_string(root.join(path)).unwrap();
        for id in text
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
        {
            let known =
                id.contains('{') || id == "log" || goalpost::plan::links::PLACES.contains(&id);
            assert!(known, "{path}: {id}");
        }
    }
}

#[test]
fn each_audience_has_a_folder_of_its_own() {
    let plan = Plan::new()
        .file(
            "goals/a.md",
            "---\nvisibility: private\n---\n# Leave quietly\n",
        )
        .file("goals/b.md", "# Pass the exam\n");
    for (audience, folder) in [
        ("me", "site-me"),
        ("mentor", "site-mentor"),
        ("public", "site"),
    ] {
        let ran = plan.run(&["build", ".", "--for", audience]);
        assert!(
            ran.out.contains(&format!("Open ./{folder}/index.html")),
            "{ran:?}"
        );
        assert!(plan.path(folder).join("index.html").exists());
    }
    assert_eq!(
        holds(&tree(&plan.path("site")), "quietly"),
        Vec::<String>::new()
    );
    // They are no part of the plan.
    plan.put("site-me/goals/note.md", "# A note in a site\n");
    assert!(
        !plan
            .run(&["build", ".", "--fresh"])
            .out
            .contains("A note in a site")
    );
    assert!(
        plan.run(&["build", ".", "--for", "me", "--out", "site"])
            .out
            .contains("site/index.html")
    );
}

#[test]
fn settings_that_are_gone_stop_a_build() {
    let plan = Plan::new()
        .file("plan.yaml", "default_visibility: private\n")
        .file("goals/a.md", "# Leave zebrafish quietly\n");
    let build = |audience: &str| plan.run(&["build", ".", "--for", audience]);
    for audience in ["public", "mentor", "me"] {
        assert_eq!(build(audience).code, 0);
    }
    let before = tree(&plan.path("site"));
    std::fs::remove_file(plan.path("plan.yaml")).unwrap();
    for audience in ["public", "mentor"] {
        let ran = build(audience);
        assert!(
            ran.code == 2
                && ran.err.contains("plan.yaml is gone")
                && ran.err.contains("put plan.yaml back"),
            "{ran:?}"
        );
    }
    let watched = plan.run(&["build", ".", "--out", "elsewhere"]);
    assert_eq!(watched.code, 0, "a folder without a site remembers nothing");
    assert_eq!(build("me").code, 0, "to their owner all is shown anyway");
    assert_eq!(tree(&plan.path("site")), before);
    plan.put("plan.yaml", "default_visibility: private\n");
    assert_eq!(build("public").code, 0);
    std::fs::remove_file(plan.path("plan.yaml")).unwrap();
    std::fs::remove_dir_all(plan.path("site")).unwrap();
    assert_eq!(build("public").code, 0, "to begin anew is possible");
}

#[test]
fn what_was_not_done_is_no_part_of_a_result_that_everyone_reads() {
    let steps = "\n## Steps\n- [x] Find a hall\n- [ ] Rehearse thrice (due 2026-12-05)\n  - [x] Rehearse once\n- [/] Slides in colour\n- [-] Print a poster\n";
    let plan = Plan::new()
        .file("goals/done.md", format!("---\nvisibility: public\nstatus: done\nclosed: 2026-09-01\n---\n# Give a talk\n{steps}"))
        .file("goals/open.md", format!("---\nvisibility: public\n---\n# Give another talk\n{steps}"));
    let page = |audience: &str, id: &str| {
        String::from_utf8(plan.site(audience)[&format!("goals/{id}.html")].clone()).unwrap()
    };
    let public = page("public", "done");
    assert!(
        public.contains("Find a hall") && public.contains("Rehearse once"),
        "{public}"
    );
    for words in [
        "thrice",
        "in colour",
        "poster",
        "To do",
        "inner",
        "December",
    ] {
        assert!(!public.contains(words), "{words}: {public}");
    }
    let mentor = page("mentor", "done");
    assert!(
        mentor.contains("thrice") && mentor.contains("Not done"),
        "{mentor}"
    );
    assert!(
        !mentor.contains("To do") && !mentor.contains("5 Dec"),
        "{mentor}"
    );
    let open = page("public", "open");
    assert!(
        open.contains("To do</span> by") && open.contains("poster"),
        "{open}"
    );
}

#[test]
fn a_skill_whose_audience_is_in_doubt_is_private() {
    for text in [
        "zebrafish-lab: { level: 4 }\nvisibility: private\n",
        "zebrafish-lab: { level: 4, visibility: public, visibility: private }\n",
        "zebrafish-lab: { level: 4 }\nzebrafish-lab: { level: 4, visibility: private }\n",
        "zebrafish-lab:\n  level: 4\n  on: 2026\n    visibility: private\n",
        "zebrafish-lab: { level: 4, private: true }\n",
        "zebrafish-lab: { level: 4, visibility: }\n",
    ] {
        let plan = Plan::new()
            .file("skills.yaml", text)
            .file("goals/fine.md", "# Fine");
        assert_eq!(
            holds(&plan.site("public"), "ebrafish"),
            Vec::<String>::new(),
            "{text}"
        );
        assert_eq!(plan.run(&["check", "."]).code, 1, "{text}");
    }
    let plan = Plan::new()
        .file("skills.yaml", "zebrafish-lab: { level: 4 }\ndraft: 3\n")
        .file("goals/fine.md", "# Fine");
    assert!(!holds(&plan.site("public"), "ebrafish").is_empty());
    assert_eq!(plan.run(&["check", "."]).code, 0);
}

#[test]
fn the_brake_holds_back_what_is_public_by_default_alone() {
    let plan = Plan::new()
        .file(
            "goals/move.md",
            "---\nkind: transition\n---\n# Move to the lab in Basel",
        )
        .file(
            "goals/pay.md",
            "# Raise my salary to the level of the market",
        )
        .file("goals/fine.md", "# Give a talk at the town meetup");
    let ran = plan.run(&["build", ".", "--out", "out"]);
    assert!(
        ran.out.contains("Held back")
            && ran.out.contains("goals/move.md")
            && ran.out.contains("goals/pay.md"),
        "{}",
        ran.out
    );
    let site = plan.site("public");
    assert!(
        site.contains_key("goals/fine.html")
            && !site.contains_key("goals/move.html")
            && !site.contains_key("goals/pay.html")
    );
    plan.put(
        "goals/move.md",
        "---\nkind: transition\nvisibility: public\n---\n# Move to the lab in Basel",
    );
    assert!(plan.site("public").contains_key("goals/move.html"));
}

#[test]
fn what_each_audience_is_shown() {
    let plan = Plan::new()
        .file("plan.yaml", "name: Kim\nbase_url: https://kim.example\n")
        .file(
            "goals/talks.md",
            "---\nvisibility: public\ndue: 2027-03-14\nmeasure: 4 talks\neffort: 3h/week\nconfidence: 6\nmentor: Quillon Abernathy\nask: Which topic first, Quillon?\nobstacles: If voices fail, then slides alone\nmoved:\n  - { on: 2026-05-01, from: 2026-12, to: 2027-03-14, why: hall was closed }\n---\n# Give four talks\n\nTo learn by explaining.\n\n## Steps\n- [x] Find a hall (done 2026-06-09)\n- [ ] Slides (due 2026-12-05)\n\n## Log\n- 2026-06-20: 1 — nervous opening night\n- 2026-08-20: 2 — double evening\n\n## For Quillon {.mentor}\nmentoronly paragraph words\n\n## For me {.private}\nprivateonly paragraph words\n",
        )
        .file("goals/score.md", "---\nvisibility: public\nmeasure: from 48 % to 85 %\ndue: 2027-06\n---\n# Raise the mock score\n\n## Log\n- 2026-09-01: 61 % — midway\n")
        .file("goals/money.md", "---\nvisibility: mentor\nmeasure: savings from €2k to €9k\ndue: 2027-06\n---\n# Save for the course\n\n## Log\n- 2026-09-01: 4321\n")
        .file("goals/gone.md", "---\nvisibility: public\nstatus: dropped\n---\n# Dropped harbour idea\n")
        .file("statements/line.md", "---\nkind: objective\n---\n# Statement harbour\n\nstatementonly words\n")
        .file("reviews/2026-07-01.md", "# Review harbour\n\nreviewonly words\n");
    let (public, mentor, me) = (plan.site("public"), plan.site("mentor"), plan.site("me"));
    let page = |site: &Site, path: &str| String::from_utf8(site[path].clone()).unwrap();
    assert!(
        page(&public, "goals/talks.html").contains("3 of 4 talks"),
        "a count is a fact for everyone"
    );
    assert!(
        page(&public, "goals/talks.html").contains("by March 2027")
            && page(&mentor, "goals/talks.html").contains("14 Mar 2027")
    );
    for (words, sees_mentor) in [
        ("nervous opening night", true),
        ("Quillon", true),
        ("voices fail", true),
        ("hall was closed", true),
        ("mentoronly", true),
        ("privateonly", false),
        ("14 March", true),
        ("9 June 2026", true),
        ("61 %", true),
        ("4321", false),
        ("€", false),
        ("Dropped harbour", true),
        ("reviewonly", true),
        ("statementonly", false),
    ] {
        assert_eq!(
            holds(&public, words),
            Vec::<String>::new(),
            "everyone sees {words}"
        );
        assert_eq!(
            !holds(&mentor, words).is_empty(),
            sees_mentor,
            "mentor: {words}"
        );
        assert!(!holds(&me, words).is_empty(), "me: {words}");
    }
    assert!(
        page(&mentor, "index.html").contains("noindex")
            && !page(&public, "index.html").contains("noindex")
    );
    assert!(public.contains_key("sitemap.xml") && !mentor.contains_key("sitemap.xml"));
}

#[test]
fn what_is_shown_all_the_same_refuses_no_build() {
    let shown = "---\nvisibility: public\nmeasure: 12 talks\ntags: [Machine Learning]\nvalues: [craft work, plain words]\n---\n# Speak where\nit counts\n\nTo learn what it takes to speak &amp; be heard there,\nand to   say it well.\n\n## What my job search taught me\n\nA *very* plain word on it.\n\n## Steps\n- [x] Ask Kim for a date (due 2026-05) in the hall\n- [ ] Try the projector 📅 2026-06-01 with Sam\n- [ ] Go\n";
    let roles = "---\ntitle: Senior analyst\nskills: { clinical-chemistry: { level: 4, source: Job advertisement of the county } }\n---\n";
    for hidden in [
        "job-search",
        "machine-learning",
        "Under way",
        "Where it leads",
        "Carried by",
        "In my own words",
        "Next steps",
        "Last entry",
        "Due in 30 days",
        "March 2027",
        "12 talks",
        "1 of 12 talks",
        "Craft work, plain words",
        "counts",
        "Art work",
        "Job advertisement of the county",
        "To learn what it takes to speak & be heard there, and to say it well.",
        "Ask Kim for a date in the hall",
        "Try the projector with Sam",
        "A very plain word on it",
    ] {
        let plan = Plan::new()
            .file("plan.yaml", "name: Kim\nbase_url: https://kim.example\n")
            .file("goals/shown.md", shown)
            .file(
                "goals/smart-workshops.md",
                "---\nvisibility: public\n---\n# Smart workshops\n",
            )
            .file("roles/analyst.md", roles)
            .file(
                "skills.yaml",
                "clinical-chemistry: { level: 2, visibility: private }\n",
            )
            .file(
                &format!(
                    "goals/{}.md",
                    hidden.to_lowercase().replace([' ', ',', '&'], "-")
                ),
                format!(
                    "---\nvisibility: private\n---\n# {hidden}\n\n{hidden}. {hidden} zebrafish.\n"
                ),
            );
        for audience in ["public", "mentor"] {
            let ran = plan.run(&[
                "build", ".", "--for", audience, "--out", audience, "--fresh",
            ]);
            assert_eq!(ran.code, 0, "{hidden}, {audience}: {ran:?}");
            assert_eq!(
                holds(&plan.site(audience), "zebrafish"),
                Vec::<String>::new()
            );
        }
    }
}

#[test]
fn what_is_withheld_stops_a_build_that_would_tell_it() {
    // A theme of the user's own is not ours to cut: what it says of a plan is found in its pages.
    for (title, says) in [
        ("Leave Acme in May", "{{ \"Leave Ac\" ~ \"me in May\" }}"),
        (
            "Leave Acme in May",
            "<a href=\"#{{ \"leave-ac\" ~ \"me-in-may\" }}\">x</a>",
        ),
        ("Sell “Q&A” & leave", "{{ \"Sell “Q&A” & l\" ~ \"eave\" }}"),
    ] {
        let plan = Plan::new()
            .file("plan.yaml", "theme: own\n")
            .file("themes/own/templates/404.html", format!("<p>{says}</p>"))
            .file("goals/a.md", "# Speak\n\nLeave the hall by Acme in May.\n")
            .file(
                "goals/b.md",
                format!("---\nvisibility: private\n---\n# {title}\n"),
            );
        let ran = plan.run(&["build", ".", "--out", "out"]);
        assert!(
            ran.code == 2 && ran.err.contains("404.html"),
            "{says}: {ran:?}"
        );
        assert!(!plan.path("out/404.html").exists());
        assert_eq!(
            plan.run(&["build", ".", "--out", "out", "--for", "me"])
                .code,
            0
        );
    }
}

/// One goal of a random plan: which of its parts are hidden from whom.
#[derive(Clone, Debug)]
struct Random {
    file: u8,
    section: u8,
    link: usize,
    serves: usize,
    status: u8,
    done: u8,
    tag: u8,
    /// A goal, this one too, of which a hidden part is linked.
    part: usize,
    /// Whether the heading of the hidden part is underlined.
    underlined: bool,
}

fn random() -> impl Strategy<Value = Vec<Random>> {
    let goal = (
        0..3_u8,
        0..4_u8,
        0..6_usize,
        0..6_usize,
        0..4_u8,
        0..4_u8,
        0..3_u8,
        0..6_usize,
        any::<bool>(),
    );
    let goal = goal.prop_map(
        |(file, section, link, serves, status, done, tag, part, underlined)| Random {
            file,
            section,
            link,
            serves,
            status,
            done,
            tag,
            part,
            underlined,
        },
    );
    proptest::collection::vec(goal, 1..6)
}

const AUDIENCES: [&str; 3] = ["public", "mentor", "private"];
const STATUSES: [&str; 4] = ["active", "done", "dropped", "planned"];

/// Whether the reader of `limit` (0 everyone, 1 mentor, 2 owner) sees a goal.
fn sees(goal: &Random, limit: u8) -> bool {
    goal.file <= limit && (limit > 0 || goal.status != 2)
}

/// Links from a goal to a hidden part of another or of itself, as the reader of `limit` is left them.
fn parts(goals: &[Random], at: usize, limit: u8) -> String {
    let to = goals[at].part;
    let Some(goal) = goals.get(to).filter(|goal| goal.section < 3) else {
        return String::new();
    };
    let (page, file) = if to == at {
        (String::new(), String::new())
    } else {
        (format!("g{to}"), format!("g{to}.md"))
    };
    let words = format!("{page}#Quiet hush{to}head & more");
    let anchor = format!("{file}#quiet-hush{to}head-more");
    match (sees(goal, limit), goal.section <= limit, to == at) {
        (false, ..) => "Parts another goal, x, y, another goal, z, u.\n\n".into(),
        (true, true, _) => format!("Parts [[{words}]], [[{words}|x]], [y]({anchor} \"t\"), ![[{words}]], [z][r{to}], [r{to}].\n\n[r{to}]: {anchor}\n\n").replace(&format!("[r{to}]."), &format!("[u](<{anchor}>).")),
        (true, false, true) => "Parts another part, x, y, another part, z, u.\n\n".into(),
        (true, false, false) => format!("Parts [[{page}]], [[{page}|x]], [y]({file}), [[{page}]], [z]({file}), [u]({file}).\n\n"),
    }
}

/// A plan as files: whole, or with all that the reader of `cut` may not see deleted by hand.
fn files(goals: &[Random], cut: Option<u8>) -> Vec<(String, String)> {
    let limit = cut.unwrap_or(2);
    let mut out = vec![(
        "plan.yaml".to_owned(),
        "name: Kim\nbase_url: https://kim.example\n".to_owned(),
    )];
    for (at, goal) in goals.iter().enumerate() {
        if !sees(goal, limit) {
            continue;
        }
        let other = |to: usize| {
            goals
                .get(to)
                .filter(|_| to != at)
                .map(|goal| sees(goal, limit))
        };
        let mut text = format!(
            "---\nvisibility: {}\nstatus: {}\ntags: [t{}]\n",
            AUDIENCES[usize::from(goal.file)],
            STATUSES[usize::from(goal.status)],
            goal.tag
        );
        if goal.status == 1 {
            text.push_str("closed: 2026-08-01\nresult: Result of it\n");
        }
        if other(goal.serves) == Some(true) {
            text.push_str(&format!("supports: g{}\n", goal.serves));
        }
        let field = match other(goal.link) {
            Some(true) => format!(
                "For [[g{0}]], [[G{0}.md#x|that]] and [this](g{0}.md)",
                goal.link
            ),
            Some(false) => "For another goal, that and this".to_owned(),
            None => "For all".to_owned(),
        };
        text.push_str(&format!(
            "why: \"{field}\"\nevidence:\n  - title: \"{field}\"\n"
        ));
        if limit >= 1 {
            text.push_str(&format!(
                "obstacles: \"hush{at}obstacle lies there. {field}\"\nconfidence: 5\n"
            ));
        }
        text.push_str(&format!("---\n# Goal number {at} uniq{at}title\n\nSee "));
        match other(goal.link) {
            Some(true) => text.push_str(&format!(
                "[that one](g{0}.md), [`[`](g{0}.md) and [[g{0}]].\n\n| [[g{0}]] |\n|---|\n| [[g{0}\\|it]] ![[g{0}]] |\n\n",
                goal.link
            )),
            Some(false) => text.push_str("that one, `[` and another goal.\n\n| another goal |\n|---|\n| it another goal |\n\n"),
            None => text.push_str("nothing.\n\n"),
        }
        text.push_str(&parts(goals, at, limit));
        let footnote = "Claim[^1] here.\n\n[^1]: Source of it.\n\n";
        text.push_str("## Same words\n\n");
        text.push_str(footnote);
        if goal.section < 3 && goal.section <= limit {
            let class = AUDIENCES[usize::from(goal.section)];
            let heading = if goal.underlined {
                format!("Same words {{.{class}}}\n---")
            } else {
                format!("## Same words {{.{class}}}")
            };
            text.push_str(&format!("{heading}\n\nhush{at}section paragraph, with a [reference].\n\n[reference]: https://example.org/hush{at}\n\n### Quiet hush{at}head & more\n\n- deeper hush{at}below words\n\n"));
        }
        text.push_str("## Same words\n\nThe end, with a [reference].\n\n## Steps\n");
        for step in 0..4_u8 {
            let mark = if step < goal.done { 'x' } else { ' ' };
            text.push_str(&format!("- [{mark}] Step {step} of it\n"));
        }
        if limit >= 1 {
            text.push_str(&format!(
                "\n## Log\n- 2026-07-01: a hush{at}log entry of words\n"
            ));
        }
        out.push((format!("goals/g{at}.md"), text));
    }
    out
}

/// `None` in `cut` stands for the whole plan, in which references to hidden things are still there.
fn whole(goals: &[Random]) -> Vec<(String, String)> {
    files(goals, None)
}

fn built(files: Vec<(String, String)>, audience: &str) -> Site {
    let plan = files
        .into_iter()
        .fold(Plan::new(), |plan, (path, text)| plan.file(&path, text));
    plan.site(audience)
}

/// The first lines that differ.
fn difference(bytes: &[u8], other: Option<&Vec<u8>>) -> String {
    let Some(other) = other else {
        return "not in the cut plan's site".into();
    };
    let (left, right) = (
        String::from_utf8_lossy(bytes),
        String::from_utf8_lossy(other),
    );
    let pair = left
        .lines()
        .zip(right.lines())
        .find(|(left, right)| left != right);
    format!("{pair:?}, {} and {} bytes", bytes.len(), other.len())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// The oracle: the site for an audience is the site of the plan with the hidden things deleted.
    #[test]
    fn a_site_is_that_of_the_plan_with_the_hidden_things_deleted(goals in random()) {
        for (limit, audience) in [(0_u8, "public"), (1, "mentor")] {
            let cut = built(files(&goals, Some(limit)), audience);
            let site = built(whole(&goals), audience);
            for (path, bytes) in &site {
                prop_assert!(cut.get(path) == Some(bytes), "{audience} {path}: {}", difference(bytes, cut.get(path)));
            }
            prop_assert_eq!(site.len(), cut.len());
            for (at, goal) in goals.iter().enumerate() {
                if limit == 0 {
                    prop_assert_eq!(holds(&site, &format!("hush{at}obstacle")), Vec::<String>::new());
                    prop_assert_eq!(holds(&site, &format!("hush{at}log")), Vec::<String>::new());
                }
                if goal.section > limit || !sees(goal, limit) {
                    prop_assert_eq!(holds(&site, &format!("hush{at}section")), Vec::<String>::new());
                    prop_assert_eq!(holds(&site, &format!("hush{at}below")), Vec::<String>::new());
                    prop_assert_eq!(holds(&site, &format!("hush{at}head")), Vec::<String>::new());
                }
                if !sees(goal, limit) {
                    prop_assert_eq!(holds(&site, &format!("uniq{at}title")), Vec::<String>::new());
                }
            }
        }
    }
}
