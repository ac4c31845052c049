//! Each change on a file as people keep it: what is written shows, whole.

use super::*;
use crate::source::PlanPath;
use crate::yaml;
use chrono::NaiveDate;

fn file(text: &str) -> SourceFile {
    SourceFile::new(PlanPath::new("goals/a.md").unwrap(), text)
}

fn plain(text: &str) -> Value {
    Value::Plain(text.into())
}

fn words(text: &str) -> Value {
    Value::Text(text.into())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn after(text: &str, edits: Result<Vec<Edit>, EditError>) -> String {
    apply(&file(text), &edits.unwrap()).text().to_owned()
}

fn set_to(text: &str, name: &str, value: &Value) -> String {
    after(text, set(&file(text), name, value))
}

#[test]
fn a_field_is_replaced_where_it_stands() {
    for (before, now) in [
        ("due: 2027-03", "due: 2027-06"),
        (
            "due:   2027-03   # after the course",
            "due:   2027-06   # after the course",
        ),
        ("due: \"2027-03\"", "due: \"2027-06\""),
        ("due: '2027-03' # x", "due: '2027-06' # x"),
        ("deadline: 2027-03", "deadline: 2027-06"),
        ("due:", "due: 2027-06"),
        ("due: # when?", "due: 2027-06 # when?"),
        ("due: ~ # when?", "due: 2027-06 # when?"),
        ("due: null", "due: 2027-06"),
        (
            "kind: skill\ndue: 2027-03\n# a remark\nwhy: x # y",
            "kind: skill\ndue: 2027-06\n# a remark\nwhy: x # y",
        ),
        ("due: >-\n  2027-03\nwhy: x", "due: >-\n  2027-06\nwhy: x"),
        ("due:\n  2027-03\nwhy: x", "due:\n  2027-06\nwhy: x"),
        ("  due: 2027-03\n  why: x", "  due: 2027-06\n  why: x"),
    ] {
        for eol in ["\n", "\r\n"] {
            for head in ["", "\u{feff}"] {
                let whole = |front: &str| {
                    format!("{head}---\n{front}\n---\n# Pass\n\n\tcode\n  ").replace('\n', eol)
                };
                assert_eq!(set_to(&whole(before), "due", &plain("2027-06")), whole(now));
            }
        }
    }
}

#[test]
fn a_new_field_stands_where_the_format_has_it() {
    for (before, now) in [
        ("---\n---\nx", "---\nstatus: done\n---\nx"),
        (
            "---\ndue: 2027\n---\nx",
            "---\ndue: 2027\nstatus: done\n---\nx",
        ),
        (
            "---\n# facts\nkind: skill # one\n\n# dates\ndue: 2027\n---\n",
            "---\n# facts\nkind: skill # one\nstatus: done\n\n# dates\ndue: 2027\n---\n",
        ),
        (
            "---\n  kind: skill\n---\n",
            "---\n  kind: skill\n  status: done\n---\n",
        ),
        (
            "---\r\nkind: skill\r\n---\r\n# A\n",
            "---\r\nkind: skill\r\nstatus: done\r\n---\r\n# A\n",
        ),
        (
            "---\ntitle: |+\n  Pass\n\n---\n",
            "---\ntitle: |+\n  Pass\n\nstatus: done\n---\n",
        ),
        ("# Pass", "---\nstatus: done\n---\n# Pass"),
        ("", "---\nstatus: done\n---\n"),
        (
            "\u{feff}# Pass\r\n",
            "\u{feff}---\r\nstatus: done\r\n---\r\n# Pass\r\n",
        ),
        ("\n---\nx\n", "---\nstatus: done\n---\n\n---\nx\n"),
    ] {
        assert_eq!(set_to(before, "status", &plain("done")), now);
    }
}

#[test]
fn what_is_broken_is_not_written_to() {
    for (text, line) in [
        ("---\ndue: 2027\n# Pass\n", 1),
        ("---\ntitle: Pass: the exam\n---\n", 2),
        ("---\ndue: 2027\ntags: [a\n---\n", 3),
        ("---\ntags: #career\n---\n", 2),
    ] {
        match set(&file(text), "status", &plain("done")) {
            Err(EditError::Broken { line: at, .. }) => assert_eq!(at, line, "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }
    let flow = file("---\n{ due: 2027 }\n---\n# Pass\n");
    assert!(matches!(
        set(&flow, "status", &plain("done")),
        Err(EditError::Field(_))
    ));
    // A value inside braces can be changed all the same.
    assert_eq!(
        set_to(flow.text(), "due", &plain("2028")),
        "---\n{ due: 2028 }\n---\n# Pass\n"
    );
}

#[test]
fn values_are_quoted_only_where_yaml_asks() {
    for (text, written) in [
        ("Passed with 88 %", "Passed with 88 %"),
        ("Passed: 88 %", "\"Passed: 88 %\""),
        ("rank #3", "\"rank #3\""),
        ("C#", "C#"),
        ("% better", "\"% better\""),
        ("12", "\"12\""),
        ("12 talks", "12 talks"),
        ("no", "\"no\""),
        ("2027-01-01", "\"2027-01-01\""),
        ("the \"best\" one", "the \"best\" one"),
        ("\"best\" of all", "'\"best\" of all'"),
        ("\"best\" of Kim's", "\"\\\"best\\\" of Kim's\""),
        ("a\tb", "\"a\\tb\""),
        ("- 3 days", "\"- 3 days\""),
        ("-3 days", "-3 days"),
        ("ends:", "\"ends:\""),
        ("see https://x.org/a,b", "see https://x.org/a,b"),
        ("[a] b", "\"[a] b\""),
        ("Größe ✓", "Größe ✓"),
    ] {
        assert_eq!(
            scalar::write(&words(text), scalar::Place::Block, scalar::Quotes::None),
            written
        );
    }
    let flow = |text| scalar::write(&words(text), scalar::Place::Flow, scalar::Quotes::None);
    assert_eq!(flow("a, b"), "\"a, b\"");
    assert_eq!(flow("a {b}"), "\"a {b}\"");
}

proptest::proptest! {
    #[test]
    fn every_value_reads_back_here_and_elsewhere(text in "\\PC{0,12}|[-?:,\\[\\]{}#&*!|>'\"%@` \\\\a0.~]{0,8}|[a-z0-9:#\\u{85}\\u{2028}\\u{feff}\\t\\n ]{1,8}") {
        for place in [scalar::Place::Block, scalar::Place::Flow] {
            for quotes in [scalar::Quotes::None, scalar::Quotes::Single, scalar::Quotes::Double] {
                let written = scalar::write(&words(&text), place, quotes);
                let document = match place {
                    scalar::Place::Block => format!("a: {written}\nb: 1\n"),
                    scalar::Place::Flow => format!("a: {{ x: {written}, y: 1 }}\nb: 1\n"),
                };
                let theirs: serde_yaml::Value = serde_yaml::from_str(&document).unwrap();
                let theirs = match place {
                    scalar::Place::Block => theirs["a"].clone(),
                    scalar::Place::Flow => theirs["a"]["x"].clone(),
                };
                proptest::prop_assert_eq!(theirs.as_str(), Some(text.as_str()), "{}", document);
                let ours = yaml::mapping(&document, crate::source::Span::new(0, document.len()));
                let value = &ours.entries[0].value.value;
                let value = match (value, place) {
                    (yaml::Node::Map(entries), scalar::Place::Flow) => &entries[0].value.value,
                    (value, _) => value,
                };
                let read = matches!(value, yaml::Node::Scalar { text: read, .. } if *read == text);
                proptest::prop_assert!(read && ours.problems.is_empty(), "{} {:?}", document, ours);
            }
        }
    }
}

#[test]
fn a_list_goes_on_as_it_was_written() {
    let item = [
        ("from", plain("2027-01-04")),
        ("why", words("exam, finals")),
    ];
    for (before, now) in [
        (
            "due: 2027",
            "due: 2027\npaused:\n  - { from: 2027-01-04, why: \"exam, finals\" }",
        ),
        (
            "paused:",
            "paused:\n  - { from: 2027-01-04, why: \"exam, finals\" }",
        ),
        (
            "paused: # when",
            "paused: # when\n  - { from: 2027-01-04, why: \"exam, finals\" }",
        ),
        (
            "paused: []",
            "paused: [{ from: 2027-01-04, why: \"exam, finals\" }]",
        ),
        (
            "paused: [{ from: 2026-01-01, to: 2026-01-02 }] # x",
            "paused: [{ from: 2026-01-01, to: 2026-01-02 }, { from: 2027-01-04, why: \"exam, finals\" }] # x",
        ),
        (
            "paused: [\n  { from: 2026-01-01 },\n]",
            "paused: [\n  { from: 2026-01-01 },\n  { from: 2027-01-04, why: \"exam, finals\" },\n]",
        ),
        (
            "paused: { from: 2026-01-01, to: 2026-01-02 } # x",
            "paused: [{ from: 2026-01-01, to: 2026-01-02 }, { from: 2027-01-04, why: \"exam, finals\" }] # x",
        ),
        (
            "paused:\n- from: 2026-01-01 # x\n  to: 2026-01-02\n# z\nwhy: y",
            "paused:\n- from: 2026-01-01 # x\n  to: 2026-01-02\n- from: 2027-01-04\n  why: exam, finals\n# z\nwhy: y",
        ),
        (
            "paused:\n    -   { from: 2026-01-01 } # x\nwhy: y",
            "paused:\n    -   { from: 2026-01-01 } # x\n    -   { from: 2027-01-04, why: \"exam, finals\" }\nwhy: y",
        ),
        (
            "paused:\n  from: 2026-01-01\n  to: 2026-01-02 # x\nwhy: y",
            "paused:\n  - from: 2026-01-01\n    to: 2026-01-02 # x\n  - from: 2027-01-04\n    why: exam, finals\nwhy: y",
        ),
    ] {
        for eol in ["\n", "\r\n"] {
            let whole = |front: &str| format!("---\n{front}\n---\n# Pass\n").replace('\n', eol);
            let text = whole(before);
            assert_eq!(
                after(&text, append(&file(&text), "paused", &item)),
                whole(now)
            );
        }
    }
    let text = "---\nevidence: https://x.org/a,b # seen\n---\n";
    assert_eq!(
        after(
            text,
            append(&file(text), "evidence", &[("url", plain("https://y.org"))])
        ),
        "---\nevidence:\n  - https://x.org/a,b # seen\n  - { url: https://y.org }\n---\n"
    );
}

#[test]
fn one_of_a_list_is_changed_in_its_place() {
    for (before, now) in [
        (
            "paused: [{ from: 2026-01-01, why: x }]",
            "paused: [{ from: 2026-01-01, to: 2026-02-01, why: x }]",
        ),
        (
            "paused:\n  - { from: 2026-01-01 } # c",
            "paused:\n  - { from: 2026-01-01, to: 2026-02-01 } # c",
        ),
        (
            "paused:\n  - from: 2026-01-01 # c\n    why: x",
            "paused:\n  - from: 2026-01-01 # c\n    to: 2026-02-01\n    why: x",
        ),
        (
            "paused:\n  - from: 2026-01-01\n    to: # open\n    why: x",
            "paused:\n  - from: 2026-01-01\n    to: 2026-02-01 # open\n    why: x",
        ),
        (
            "paused: { from: 2026-01-01, to: '2027-01-01' }",
            "paused: { from: 2026-01-01, to: '2026-02-01' }",
        ),
    ] {
        let whole = |front: &str| format!("---\n{front}\n---\n# Pass\n");
        let text = whole(before);
        let edits = set_in(&file(&text), ("paused", 0), ("to", &plain("2026-02-01")));
        assert_eq!(after(&text, edits), whole(now));
    }
}

fn noted(text: &str, date: &str, value: Option<f64>, note: &str) -> String {
    let entry = Entry {
        date: day(date),
        value: value.map(|value| (value, format!("{value}"))),
        note: note.into(),
    };
    after(text, log(&file(text), &entry))
}

#[test]
fn a_line_of_the_log_goes_where_that_log_has_it() {
    for (before, now) in [
        // Newest last, and newest first.
        (
            "## Log\n- 2026-10-01: 5\n",
            "## Log\n- 2026-10-01: 5\n- 2026-11-01: 7\n",
        ),
        (
            "## Log\n- 2026-12-01: 5\n- 2026-10-01: 4\n",
            "## Log\n- 2026-12-01: 5\n- 2026-11-01: 7\n- 2026-10-01: 4\n",
        ),
        (
            "## Log\n- 2026-10-09: 5\n- 2026-10-01: 4\n\n## Notes\nx",
            "## Log\n- 2026-11-01: 7\n- 2026-10-09: 5\n- 2026-10-01: 4\n\n## Notes\nx",
        ),
        (
            "## Log\n- 2026-12-01: 5\n- 2026-12-09: 6\n",
            "## Log\n- 2026-11-01: 7\n- 2026-12-01: 5\n- 2026-12-09: 6\n",
        ),
        // Other bullets, blank lines between, more below an entry, no line end at the end.
        (
            "## Log\n\n* 2026-10-01: 5",
            "## Log\n\n* 2026-10-01: 5\n* 2026-11-01: 7",
        ),
        (
            "## Log\n\n- 2026-10-01: 5\n\n- 2026-10-02: 5\n\n## More\n",
            "## Log\n\n- 2026-10-01: 5\n\n- 2026-10-02: 5\n\n- 2026-11-01: 7\n\n## More\n",
        ),
        (
            "## Log\n-  2026-10-01: 5\n   more of it\n\n   and more\n   - below\n\nEnd\n",
            "## Log\n-  2026-10-01: 5\n   more of it\n\n   and more\n   - below\n-  2026-11-01: 7\n\nEnd\n",
        ),
        (
            "## Log\n1. 2026-10-01: 5\n",
            "## Log\n1. 2026-10-01: 5\n2. 2026-11-01: 7\n",
        ),
        (
            "## Check-ins\n- 2026-10-01: 5\nruns on\n",
            "## Check-ins\n- 2026-10-01: 5\nruns on\n- 2026-11-01: 7\n",
        ),
        // A section without an entry.
        ("## Log\n", "## Log\n- 2026-11-01: 7\n"),
        ("## Log", "## Log\n- 2026-11-01: 7"),
        (
            "## Log\n\n## More\n",
            "## Log\n- 2026-11-01: 7\n\n## More\n",
        ),
        ("## Log\n## More\n", "## Log\n- 2026-11-01: 7\n\n## More\n"),
        (
            "## Log\nOnce a week.\n\n## More\n",
            "## Log\nOnce a week.\n\n- 2026-11-01: 7\n\n## More\n",
        ),
        (
            "## Log\n<!-- once a week -->\n",
            "## Log\n<!-- once a week -->\n- 2026-11-01: 7\n",
        ),
        // No section at all.
        ("", "\n## Log\n- 2026-11-01: 7\n"),
        ("Words.", "Words.\n\n## Log\n- 2026-11-01: 7"),
        ("Words.\n\n\n", "Words.\n\n## Log\n- 2026-11-01: 7\n\n\n"),
        (
            "## Steps\n\n- [ ] One\n",
            "## Steps\n\n- [ ] One\n\n## Log\n\n- 2026-11-01: 7\n",
        ),
        (
            "# Steps\n- [ ] One\n",
            "# Steps\n- [ ] One\n\n# Log\n- 2026-11-01: 7\n",
        ),
        (
            "Words [a].\n\n[a]: https://x.org\n",
            "Words [a].\n\n## Log\n- 2026-11-01: 7\n\n[a]: https://x.org\n",
        ),
    ] {
        for eol in ["\n", "\r\n"] {
            let whole =
                |body: &str| format!("---\ndue: 2027\n---\n# Pass\n{body}").replace('\n', eol);
            assert_eq!(
                noted(&whole(before), "2026-11-01", Some(7.0), ""),
                whole(now),
                "{before:?}"
            );
        }
    }
}

#[test]
fn a_note_stays_a_note_and_a_value_a_value() {
    let text = "# Pass\n\n## Log\n- 2026-10-01: 5 - first\n";
    assert!(noted(text, "2026-11-01", Some(7.0), "better").ends_with("- 2026-11-01: 7 - better\n"));
    assert!(
        noted(text, "2026-11-01", None, "3 people came").ends_with("- 2026-11-01: 3 people came\n")
    );
    // It would be read as the value 5 with a note.
    assert!(
        noted(text, "2026-11-01", None, "5; and more").ends_with("- 2026-11-01 — 5; and more\n")
    );
    for note in ["<!-- oops", "see {.private}", "```"] {
        let entry = Entry {
            date: day("2026-11-01"),
            value: None,
            note: note.into(),
        };
        let text = "# Pass\n\n## Log\n- 2026-10-01: 5\n\n## More\nwords {x}\n";
        match log(&file(text), &entry) {
            Err(EditError::Line(_)) => {}
            // What does no harm may be written.
            Ok(edits) => assert!(goal_reads_on(&apply(&file(text), &edits)), "{note}"),
            other => panic!("{other:?}"),
        }
    }
}

fn goal_reads_on(file: &SourceFile) -> bool {
    super::log::goal_of(file).unwrap().body.sections.len() == 3
}

#[test]
fn a_step_is_ticked_in_the_words_of_its_line() {
    let text = "# Pass\n\n## Steps\n- [ ] One (due 2027-01)  \n  * [/] Two 📅 2027-01-01\r\n- [x] Three\n- [-] Four [due:: 2027-01-01]\n";
    for (at, line) in [
        (0, "- [x] One (due 2027-01) (done 2026-11-01)  \n"),
        (1, "  * [x] Two 📅 2027-01-01 ✅ 2026-11-01\r\n"),
        (2, "- [x] Three\n"),
        (
            3,
            "- [x] Four [due:: 2027-01-01] [completion:: 2026-11-01]\n",
        ),
    ] {
        let now = after(text, tick(&file(text), at, day("2026-11-01")));
        assert!(now.contains(line), "{now}");
        let same = text
            .lines()
            .zip(now.lines())
            .filter(|(one, other)| one == other)
            .count();
        assert!(same >= text.lines().count() - 1);
    }
    assert_eq!(
        tick(&file(text), 9, day("2026-11-01")),
        Err(EditError::NoStep)
    );
}

#[test]
fn one_of_a_mapping_is_taken_out_and_the_last_with_its_field() {
    for (before, now) in [
        (
            "allow: { M02: \"x, y\", T05: z }",
            "allow: { M02: \"x, y\" }",
        ),
        (
            "allow: { T05: z, M02: \"x, y\" } # c",
            "allow: { M02: \"x, y\" } # c",
        ),
        (
            "kind: skill\nallow: { T05: z } # c\nwhy: x",
            "kind: skill\nwhy: x",
        ),
        (
            "allow:\n  M02: a\n  T05: z # c\n# d\nwhy: x",
            "allow:\n  M02: a\n# d\nwhy: x",
        ),
        ("allow:\n  T05: >-\n    z\n  M02: a", "allow:\n  M02: a"),
        ("why: x\nallow:\n  T05: z", "why: x"),
    ] {
        for eol in ["\n", "\r\n"] {
            let whole = |front: &str| format!("---\n{front}\n---\n# Pass\n").replace('\n', eol);
            let text = whole(before);
            assert_eq!(
                after(&text, remove_in(&file(&text), "allow", "T05")),
                whole(now)
            );
        }
    }
}
