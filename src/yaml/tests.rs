use super::*;
use proptest::prelude::*;

fn read(text: &str) -> Mapping {
    mapping(text, Span::new(0, text.len()))
}

fn scalar<'a>(mapping: &'a Mapping, key: &str) -> &'a str {
    match &mapping
        .entries
        .iter()
        .find(|entry| entry.key.value == key)
        .unwrap()
        .value
        .value
    {
        Node::Scalar { text, .. } => text,
        other => panic!("{key} is {other:?}"),
    }
}

fn traps(text: &str) -> Vec<(Trap, Option<String>, &str)> {
    let told = |problem: &Problem| match &problem.kind {
        ProblemKind::Yaml {
            trap, corrected, ..
        } => (*trap, corrected.clone(), problem.span.of(text)),
        other => panic!("{other:?}"),
    };
    read(text).problems.iter().map(told).collect()
}

#[test]
fn every_key_and_value_knows_its_bytes() {
    let text = "title: Päss\nskills: { k8s: 4 }\nlist:\n  - a\n  - b\nempty:\n";
    let mapping = read(text);
    let places: Vec<_> = mapping
        .entries
        .iter()
        .map(|entry| (entry.key.span.of(text), entry.value.span.of(text)))
        .collect();
    assert_eq!(
        places,
        [
            ("title", "Päss"),
            ("skills", "{ k8s: 4 }"),
            ("list", "- a\n  - b"),
            ("empty", "")
        ]
        .map(|(key, value)| if key == "list" {
            (key, places[2].1)
        } else {
            (key, value)
        })
    );
    assert!(places[2].1.contains('a') && places[2].1.ends_with('b'));
    assert_eq!(mapping.problems, []);
}

#[test]
fn a_broken_entry_costs_only_itself() {
    let text = "title: Pass: the exam\ndue: 2027-03\nunit: %\nstatus: active\n";
    let mapping = read(text);
    assert_eq!(
        (scalar(&mapping, "due"), scalar(&mapping, "status")),
        ("2027-03", "active")
    );
    assert!(
        matches!(mapping.entries[0].value.value, Node::Broken)
            && mapping.entries[0].key.value == "title"
    );
    assert_eq!(mapping.problems.len(), 2);
}

#[test]
fn the_traps_are_named_and_mended() {
    for (text, trap, mended) in [
        (
            "title: Pass: the exam",
            Trap::ColonInValue,
            "title: \"Pass: the exam\"",
        ),
        ("unit: %", Trap::Percent, "unit: \"%\""),
        ("mentor: @kim", Trap::At, "mentor: \"@kim\""),
        (
            "title: \"Pass\" the CKA",
            Trap::LeadingQuote,
            "title: '\"Pass\" the CKA'",
        ),
        ("tags: #career", Trap::Hash, "tags: \"#career\""),
        (
            "title: Be the #1 choice",
            Trap::Hash,
            "title: \"Be the #1 choice\"",
        ),
        ("tags: [a, b", Trap::Bracket, "tags: [a, b]"),
        ("due 2027-03", Trap::NotAKey, "due: 2027-03"),
        ("target: > 90%", Trap::Greater, "target: \"> 90%\""),
        ("metric:\n\tunit: h", Trap::Tab, "metric:\n  unit: h"),
    ] {
        let found = traps(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(
            (found[0].0, found[0].1.as_deref()),
            (trap, Some(mended)),
            "{text}"
        );
        // What we print as the cure is one.
        assert_eq!(read(mended).problems, [], "{mended}");
    }
    assert_eq!(traps("a: 1 # a remark\nb: # another\n"), []);
}

#[test]
fn anchors_aliases_tags_and_merge_keys_are_not_read() {
    for text in ["a: &x 1", "a: *x", "a: !!str 1", "<<: { a: 1 }"] {
        assert!(
            traps(text)
                .iter()
                .any(|(trap, ..)| matches!(trap, Trap::NotSupported | Trap::Indicator)),
            "{text}"
        );
    }
}

#[test]
fn a_key_given_twice_is_told_once_and_the_first_counts() {
    let mapping = read("due: 2027\ndue: 2028\n");
    assert_eq!(scalar(&mapping, "due"), "2027");
    assert!(matches!(
        &mapping.problems[..],
        [Problem {
            kind: ProblemKind::DuplicateKey { .. },
            ..
        }]
    ));
}

#[test]
fn depth_is_bounded() {
    let deep = format!("a: {}{}", "[".repeat(5000), "]".repeat(5000));
    assert_eq!(read(&deep).problems.len(), 1);
}

#[test]
fn many_keys_are_told_apart_at_once_and_of_each_the_first_counts() {
    let keys: Vec<String> = (0..30_000).map(|at| format!("k{at}: x")).collect();
    let text = keys.join("\n") + "\nk7: second\nlast: y\nk7: third\n";
    let mapping = read(&text);
    assert_eq!((mapping.entries.len(), mapping.problems.len()), (30_001, 2));
    let first = mapping.entries[7].key.span;
    for problem in &mapping.problems {
        let kind = ProblemKind::DuplicateKey {
            key: "k7".into(),
            first,
        };
        assert_eq!(problem.kind, kind);
    }
    assert_eq!(mapping.entries.last().unwrap().key.value, "last");
}

proptest! {
    #[test]
    fn any_text_reads_and_places_lie_inside(text in "[a-c:#\\[\\]{}\"'%>@&*!|\\- \t\n\r\\\\é~?,]{0,60}") {
        let mapping = read(&text);
        for entry in &mapping.entries {
            for span in [entry.key.span, entry.value.span] {
                prop_assert!(text.get(span.start..span.end).is_some());
            }
        }
        for problem in &mapping.problems {
            prop_assert!(text.get(problem.span.start..problem.span.end).is_some(), "{:?}", problem);
        }
    }

    /// What we read of plain documents is what the YAML library reads.
    #[test]
    fn flat_documents_read_as_the_library_reads_them(entries in proptest::collection::btree_map("[a-z]{1,8}", "[a-z0-9][a-z0-9 é.]{0,20}[a-z]", 0..6)) {
        let lines: Vec<String> = entries.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        let text = lines.join("\n");
        let theirs: std::collections::BTreeMap<String, serde_yaml::Value> = if text.is_empty() { std::collections::BTreeMap::default() } else { serde_yaml::from_str(&text).unwrap() };
        for entry in read(&text).entries {
            match (&entry.value.value, theirs.get(&entry.key.value)) {
                (Node::Scalar { text, .. }, Some(serde_yaml::Value::String(theirs))) => prop_assert_eq!(text, theirs),
                // Numbers and booleans are the field's affair.
                (Node::Null, Some(serde_yaml::Value::Null)) | (Node::Scalar { .. }, Some(_)) => {}
                other => prop_assert!(false, "{:?}", other),
            }
        }
    }
}
