//! Holds every `use crate::` of the library to the floors, and other laws of the house.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The floors. A module may use what lies below its own floor, never its own floor or above.
const FLOORS: &[(u32, &[&str])] = &[
    (0, &["source", "today"]),
    (1, &["vocabulary", "problem", "diagnostic", "prose", "load"]),
    (2, &["yaml", "emit"]),
    (3, &["fields"]),
    (4, &["config"]),
    (5, &["plan"]),
    (6, &["progress", "discretion", "edit"]),
    (7, &["check"]),
    (8, &["analysis"]),
    (9, &["publish"]),
    (10, &["words"]),
    (11, &["report"]),
    (12, &["render"]),
    (13, &["write"]),
    (14, &["serve"]),
    (15, &["cli"]),
];

/// Modules that may touch disk, clock, environment or network.
const ENDS: &[&str] = &["load", "write", "serve", "cli"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter(|path| path.file_name().is_some_and(|name| name != "tests.rs"))
        .collect();
    files.sort();
    files
}

/// The top module that a file belongs to: `plan` for `src/plan/goal.rs`.
fn module(file: &Path) -> String {
    let inside = file.strip_prefix(root().join("src")).unwrap();
    let first = inside
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_str()
        .unwrap();
    first.trim_end_matches(".rs").to_owned()
}

fn floor(module: &str) -> Option<u32> {
    FLOORS
        .iter()
        .find(|(_, modules)| modules.contains(&module))
        .map(|(floor, _)| *floor)
}

/// The code of a file with comments, strings and its test modules left out.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or(text);
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Every module that a text names after `crate::`, in `use` groups too.
fn used(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let group = rest
            .strip_prefix('{')
            .map(|inside| inside.split('}').next().unwrap_or(inside));
        let paths: Vec<&str> = group.map_or_else(|| vec![rest], |group| group.split(',').collect());
        for path in paths {
            let name: String = path
                .trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            names.insert(name);
        }
    }
    names
}

/// What is wrong with one use, if anything.
fn fault(from: &str, to: &str) -> Option<String> {
    if from == to || from == "lib" || from == "main" {
        return None;
    }
    let (Some(upper), Some(lower)) = (floor(from), floor(to)) else {
        // Macros and re-exports at the top of the crate are lowercase too; only modules count.
        return root()
            .join("src")
            .join(to)
            .exists()
            .then(|| format!("{from} uses {to}, which has no floor"));
    };
    (lower >= upper).then(|| format!("{from} (floor {upper}) uses {to} (floor {lower})"))
}

#[test]
fn every_use_goes_down() {
    let mut faults = Vec::new();
    for file in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        let from = module(&file);
        for to in used(&code(&text)) {
            faults.extend(fault(&from, &to).map(|fault| format!("{}: {fault}", file.display())));
        }
    }
    assert!(
        faults.is_empty(),
        "uses that do not go down:\n{}",
        faults.join("\n")
    );
}

#[test]
fn an_upward_use_is_seen() {
    let text = "use crate::source::Span;\nuse crate::{today::Today, render::Site};\n// crate::cli is fine in a comment\n";
    let faults: Vec<String> = used(&code(text))
        .iter()
        .filter_map(|to| fault("plan", to))
        .collect();
    assert_eq!(faults, ["plan (floor 5) uses render (floor 12)"]);
    assert!(
        fault("yaml", "emit").is_some(),
        "a floor does not use itself"
    );
}

#[test]
fn every_module_has_a_floor() {
    let named: BTreeSet<&str> = FLOORS
        .iter()
        .flat_map(|(_, modules)| modules.iter().copied())
        .collect();
    let there: BTreeSet<String> = rust_files(&root().join("src"))
        .iter()
        .map(|file| module(file))
        .collect();
    let missing: Vec<_> = there
        .iter()
        .filter(|name| !named.contains(name.as_str()) && *name != "lib" && *name != "main")
        .collect();
    assert!(missing.is_empty(), "modules without a floor: {missing:?}");
}

#[test]
fn every_module_says_what_it_is() {
    let silent: Vec<_> = rust_files(&root().join("src"))
        .into_iter()
        .filter(|file| !fs::read_to_string(file).unwrap().starts_with("//!"))
        .collect();
    assert!(
        silent.is_empty(),
        "files that do not begin with //!: {silent:?}"
    );
}

#[test]
fn only_the_ends_touch_the_world() {
    const WORLD: &[&str] = &[
        "std::fs",
        "std::env",
        "std::net",
        "SystemTime",
        "Local::now",
        "Utc::now",
        "Instant::now",
        "tokio::",
        "println!",
        "eprintln!",
    ];
    let mut faults = Vec::new();
    for file in rust_files(&root().join("src")) {
        let from = module(&file);
        if ENDS.contains(&from.as_str()) || from == "main" {
            continue;
        }
        let text = code(&fs::read_to_string(&file).unwrap());
        let named = WORLD.iter().filter(|world| text.contains(*world));
        faults.extend(named.map(|world| format!("{}: {world}", file.display())));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_test_file_is_declared() {
    let main = fs::read_to_string(root().join("tests/suite/main.rs")).unwrap();
    let missing: Vec<_> = fs::read_dir(root().join("tests/suite"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .filter(|name| name != "main" && !main.contains(&format!("mod {name};")))
        .collect();
    assert!(
        missing.is_empty(),
        "not declared in tests/suite/main.rs: {missing:?}"
    );
}

#[test]
fn the_crate_docs_name_every_floor() {
    let docs = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let rows: BTreeMap<u32, &str> = docs
        .lines()
        .filter_map(|line| line.strip_prefix("//! | "))
        .filter_map(|row| Some((row.split('|').next()?.trim().parse().ok()?, row)))
        .collect();
    for (floor, modules) in FLOORS {
        let row = rows
            .get(floor)
            .unwrap_or_else(|| panic!("the table in lib.rs has no floor {floor}"));
        for module in *modules {
            assert!(
                row.contains(&format!("`{module}`")),
                "the row of floor {floor} in lib.rs does not name `{module}`"
            );
        }
    }
}
