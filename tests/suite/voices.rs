//! A hundred good goals and a hundred vague ones in many voices: the first get no warning, the second
//! at least one finding each.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

fn names(set: &str) -> BTreeSet<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/voices")
        .join(set);
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// What is found in each goal of a set, by file: severity and code, of the five letters alone. Each
/// set is one plan, so that a hundred goals take one run.
fn found(set: &str) -> BTreeMap<String, BTreeSet<String>> {
    let plan = tempfile::tempdir().unwrap();
    let from = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/voices")
        .join(set);
    std::fs::create_dir(plan.path().join("goals")).unwrap();
    for name in names(set) {
        std::fs::copy(from.join(&name), plan.path().join("goals").join(&name)).unwrap();
    }
    // That they serve nothing larger is so of each, since here is nothing else.
    std::fs::write(
        plan.path().join("plan.yaml"),
        "rules: { R01: off, T08: off }",
    )
    .unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_goalpost"))
        .current_dir(plan.path())
        .args(["check", ".", "--today", "2026-11-22", "--format", "concise"])
        .args(["--select", "S,M,A,R,T"])
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in out.lines() {
        let (place, rest) = line.split_once(": ").unwrap();
        let name = place
            .trim_start_matches("goals/")
            .split(':')
            .next()
            .unwrap();
        let code = rest.split(']').next().unwrap().to_owned();
        found.entry(name.to_owned()).or_default().insert(code);
    }
    found
}

#[test]
fn good_goals_in_many_voices_get_no_warning() {
    assert_eq!(names("good").len(), 100);
    let warned: Vec<_> = found("good")
        .into_iter()
        .filter(|(_, codes)| codes.iter().any(|code| !code.starts_with("note")))
        .collect();
    assert!(warned.is_empty(), "{warned:#?}");
}

#[test]
fn vague_goals_get_a_finding_each() {
    let found = found("vague");
    let names = names("vague");
    assert_eq!(names.len(), 100);
    let silent: Vec<&String> = names
        .iter()
        .filter(|name| !found.contains_key(*name))
        .collect();
    assert!(silent.is_empty(), "{silent:#?}");
}
