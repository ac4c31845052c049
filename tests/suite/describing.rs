//! What goalpost tells other programs of itself: schemas, completions, manual pages, findings for
//! code scanning and for GitHub.

use crate::cli::{Plan, run};
use serde_json::{Value, json};
use std::path::Path;

fn schema(of: &str) -> jsonschema::Validator {
    let ran = run(Path::new("."), &["schema", of]);
    assert_eq!(ran.code, 0, "{ran:?}");
    jsonschema::draft202012::new(&serde_json::from_str(&ran.out).unwrap()).unwrap()
}

/// The front matter of a file as a YAML library reads it, which is what an editor's checker sees.
fn front_matter(path: &Path) -> Option<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    let block = text.strip_prefix("---\n")?.split_once("\n---\n")?.0;
    Some(serde_yaml::from_str(block).unwrap())
}

#[test]
fn the_schemas_accept_the_example_plan() {
    let goal = schema("goal");
    let mut seen = 0;
    for entry in std::fs::read_dir("example-plan/goals").unwrap() {
        let path = entry.unwrap().path();
        let Some(fields) = front_matter(&path) else {
            continue;
        };
        let told: Vec<String> = goal
            .iter_errors(&fields)
            .map(|error| error.to_string())
            .collect();
        assert!(told.is_empty(), "{}: {told:?}", path.display());
        seen += 1;
    }
    assert!(seen >= 14, "{seen}");
    let settings = std::fs::read_to_string("example-plan/plan.yaml").unwrap();
    let settings: Value = serde_yaml::from_str(&settings).unwrap();
    assert!(schema("plan").is_valid(&settings), "{settings}");
}

#[test]
fn what_is_broken_by_type_is_broken_for_the_schema_and_for_check() {
    let goal = schema("goal");
    for (field, broken, mended) in [
        ("title", json!(["a"]), json!("Pass the exam")),
        ("kind", json!("skil"), json!("skill")),
        ("horizon", json!("far"), json!("Short")),
        ("status", json!("activ"), json!("in progress")),
        ("start", json!("soon"), json!("2026-Q1")),
        ("due", json!(true), json!("2027-03")),
        ("deadline", json!("next month"), json!(2027)),
        ("closed", json!({ "on": 1 }), json!("31 March 2026")),
        ("measure", json!(["12 talks"]), json!("12 talks")),
        ("confidence", json!(11), json!(7)),
        ("confidence", json!("high"), json!("7")),
        ("effort", json!("much"), json!("4h/week")),
        ("review_every", json!("often"), json!("3 months")),
        ("checkin_every", json!(3), json!("P2W")),
        ("featured", json!("perhaps"), json!("yes")),
        ("ambition", json!("big"), json!("stretch")),
        ("action", json!("swim"), json!("course")),
        ("visibility", json!("privat"), json!("private")),
        (
            "metric",
            json!({ "target": "many" }),
            json!({ "target": "1,000", "unit": "talks" }),
        ),
        (
            "metric",
            json!({ "type": "some" }),
            json!({ "type": "count", "target": 4, "unit": "talks" }),
        ),
        (
            "paused",
            json!([{ "from": "once" }]),
            json!([{ "from": "2026-02-01", "to": "2026-03-01" }]),
        ),
        (
            "moved",
            json!([{ "on": "2026-02-01", "from": ["x"], "to": "2027" }]),
            json!([{ "on": "2026-02-01", "from": "2026", "to": "2027", "why": "x" }]),
        ),
    ] {
        let of = |value: &Value| json!({ field: value });
        assert!(!goal.is_valid(&of(&broken)), "accepted {}", of(&broken));
        assert!(goal.is_valid(&of(&mended)), "refused {}", of(&mended));
        // What the schema says is what the reader says.
        let errors = |value: &Value| {
            let yaml = serde_yaml::to_string(&of(value)).unwrap();
            let plan = Plan::new().file("goals/a.md", format!("---\n{yaml}---\n# Pass the exam\n"));
            plan.run(&["check", "--format", "concise", "--all", "."])
                .code
        };
        assert_eq!(errors(&broken), 1, "{}", of(&broken));
        assert_eq!(errors(&mended), 0, "{}", of(&mended));
    }
    let plan = schema("plan");
    for (broken, mended) in [
        (json!({ "capacity": "lots" }), json!({ "capacity": "12 h" })),
        (
            json!({ "default_visibility": "all" }),
            json!({ "default_visibility": "mentor" }),
        ),
        (
            json!({ "week_start": "noon" }),
            json!({ "week_start": "sunday" }),
        ),
        (json!({ "fiscal_year": 13 }), json!({ "fiscal_year": 4 })),
        (
            json!({ "calendar": "maybe" }),
            json!({ "calendar": "public" }),
        ),
        (
            json!({ "away": [{ "from": "then" }] }),
            json!({ "away": [{ "from": "2026-02-01", "to": "2026-02-10" }] }),
        ),
        (
            json!({ "horizons": { "short": "some" } }),
            json!({ "horizons": { "short": 2 } }),
        ),
    ] {
        assert!(!plan.is_valid(&broken), "accepted {broken}");
        assert!(plan.is_valid(&mended), "refused {mended}");
        let errors = |settings: &Value| {
            let yaml = serde_yaml::to_string(settings).unwrap();
            let plan = Plan::new()
                .file("plan.yaml", yaml)
                .file("goals/a.md", "# Pass the exam\n");
            plan.run(&["check", "."]).code
        };
        assert_eq!((errors(&broken), errors(&mended)), (1, 0), "{broken}");
    }
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let help = run(Path::new("."), &["--help"]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = run(Path::new("."), &["completions", shell]);
        assert!(
            ran.code == 0 && ran.out.contains("explain"),
            "{shell}: {ran:?}"
        );
    }
    let plan = Plan::new();
    let ran = plan.run(&["man", "--out", "pages"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for command in ["check", "build", "serve", "explain", "schema"] {
        assert!(help.out.contains(command), "{help:?}");
        let page = std::fs::read_to_string(plan.path(&format!("pages/goalpost-{command}.1")));
        assert!(page.unwrap().contains(".SH NAME"), "{command}");
    }
    assert!(run(Path::new("."), &["man"]).out.contains(".TH goalpost 1"));
}

#[test]
fn findings_are_told_to_code_scanning_and_to_github() {
    let plan = Plan::new().file("goals/a.md", "---\ndue: 2027-02-30\n---\n# Pass the exam\n");
    let ran = plan.run(&["check", "--format", "sarif", "."]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let sarif: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let result = sarif["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .find(|result| result["ruleId"] == "T02")
        .unwrap();
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "goals/a.md");
    assert_eq!(place["region"]["startLine"], 2);
    assert_eq!(place["region"]["startColumn"], 6);
    let ran = plan.run(&["check", "--format", "github", "."]);
    assert!(
        ran.out
            .contains("::error file=goals/a.md,line=2,endLine=2,col=6,"),
        "{ran:?}"
    );
}
