//! Each rule's page is its test: a block of plan, then what a user would see.

use super::RULES;
use crate::analysis::analyze;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::emit::{self, Colour, Style};
use crate::source::Sources;
use crate::today::Today;
use std::fmt::Write as _;
use std::path::Path;

/// The day on which the pages are read.
const TODAY: &str = "2026-10-01";

/// The page as it should be: the `text` block after each plan is what the rule tells of it.
fn rewritten(rule: &Rule) -> String {
    let mut out = String::new();
    let mut plan: Vec<(String, String)> = Vec::new();
    let mut lines = rule.page.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(path) = line.strip_prefix("```markdown ") {
            let mut text = String::new();
            writeln!(out, "{line}").unwrap();
            for line in lines.by_ref() {
                writeln!(out, "{line}").unwrap();
                if line == "```" {
                    break;
                }
                writeln!(text, "{line}").unwrap();
            }
            plan.push((path.trim().to_owned(), text));
            // The last block of a plan is followed by what is found in it.
            let goes_on = lines
                .clone()
                .find(|line| !line.trim().is_empty())
                .is_some_and(|next| next.starts_with("```markdown "));
            if !goes_on {
                let found = findings(rule, &plan);
                if !found.is_empty() {
                    write!(out, "\n```text\n{found}```\n").unwrap();
                }
                plan.clear();
            }
            continue;
        }
        if line == "```text" {
            // The old answer, and the blank line before it, make way for the new one.
            for line in lines.by_ref() {
                if line == "```" {
                    break;
                }
            }
            if lines.peek().is_some_and(|line| line.is_empty()) && out.ends_with("\n\n") {
                lines.next();
            }
            continue;
        }
        if line.is_empty() && lines.peek() == Some(&"```text") {
            continue;
        }
        writeln!(out, "{line}").unwrap();
    }
    out
}

fn findings(rule: &Rule, plan: &[(String, String)]) -> String {
    let sources: Sources = plan
        .iter()
        .map(|(path, text)| (path, text.as_str()))
        .collect();
    let analysis = analyze(&sources, Today(TODAY.parse().unwrap()));
    let style = Style {
        colour: Colour::None,
        width: 100,
    };
    let own = analysis
        .diagnostics
        .iter()
        .filter(|finding| finding.code == rule.code);
    own.fold(String::new(), |mut out, finding| {
        writeln!(out, "{}", emit::render(finding, &sources, style)).unwrap();
        out
    })
}

#[test]
fn every_page_says_what_a_user_would_see() {
    let overwrite = std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite");
    let mut stale = Vec::new();
    for rule in RULES {
        let fresh = rewritten(rule);
        if fresh == rule.page {
            continue;
        }
        if overwrite {
            let stem = format!(
                "{}_{}",
                rule.code.0.to_lowercase(),
                rule.name.replace('-', "_")
            );
            let path =
                Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/check/rules/{stem}.md"));
            std::fs::write(path, &fresh).unwrap();
        }
        stale.push(format!("{}:\n{fresh}", rule.code));
    }
    assert!(
        stale.is_empty() || overwrite,
        "pages that do not say what is so (SNAPSHOTS=overwrite writes them):\n{}",
        stale.join("\n")
    );
}

#[test]
fn every_page_shows_a_fault_its_mending_and_a_silent_neighbour() {
    for rule in RULES {
        assert!(
            rule.page
                .starts_with(&format!("# {} {}\n", rule.code, rule.name)),
            "{}",
            rule.code
        );
        if rule.code.0 == "F05" {
            continue;
        }
        let parts = parts(rule.page);
        let [_, found, mended, near] = &parts[..] else {
            panic!("{} has not three parts", rule.code)
        };
        assert!(
            found.starts_with("Found")
                && mended.starts_with("Mended")
                && near.starts_with("Near, and silent"),
            "{}",
            rule.code
        );
        assert!(
            found.contains("```text"),
            "{} finds nothing in its own example",
            rule.code
        );
        assert!(!mended.contains("```text"), "{} is not mended", rule.code);
        assert!(!near.contains("```text"), "{} is not silent", rule.code);
    }
}

/// A page by its headings; those within a plan are the plan's.
fn parts(page: &str) -> Vec<String> {
    let (mut parts, mut fenced) = (vec![String::new()], false);
    for line in page.lines() {
        fenced ^= line.starts_with("```");
        match line.strip_prefix("## ").filter(|_| !fenced) {
            Some(heading) => parts.push(format!("{heading}\n")),
            None => {
                let last = parts.last_mut().unwrap();
                last.push_str(line);
                last.push('\n');
            }
        }
    }
    parts
}

#[test]
fn codes_are_in_order_and_names_read_well() {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code.0).collect();
    assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
    for rule in RULES {
        assert!(
            rule.name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '-'),
            "{}",
            rule.name
        );
        assert!(matches!(
            rule.check,
            Check::File(_) | Check::Goal(_) | Check::Plan(_) | Check::Silencings
        ));
    }
}

/// The plans of a page.
fn plans(page: &str) -> Vec<Vec<(String, String)>> {
    let (mut plans, mut plan) = (Vec::new(), Vec::new());
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(path) = line.strip_prefix("```markdown ") {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            plan.push((path.trim().to_owned(), text.join("\n") + "\n"));
        } else if !line.trim().is_empty() && !plan.is_empty() {
            plans.push(std::mem::take(&mut plan));
        }
    }
    plans.extend((!plan.is_empty()).then_some(plan));
    plans
}

#[test]
fn who_asks_for_errors_gets_each_error_and_nothing_else() {
    let settings = [
        "",
        "rules: strict\n",
        "rules: gentle\n",
        "rules:\n  S02: error\n  no-reason: error\n  S09: note\n",
        "rules:\n  F07: error\n",
        "rules:\n  F03: off\n  P02: error\n  A08: error\n",
    ];
    let mut errors = 0;
    let mut asked = 0;
    for (rule, settings) in RULES
        .iter()
        .flat_map(|rule| settings.map(|settings| (rule, settings)))
    {
        for mut plan in plans(rule.page) {
            match plan.iter_mut().find(|(path, _)| path == "plan.yaml") {
                Some((_, text)) => text.push_str(settings),
                None => plan.push(("plan.yaml".to_owned(), settings.to_owned())),
            }
            let sources: Sources = plan
                .iter()
                .map(|(path, text)| (path, text.as_str()))
                .collect();
            let today = Today(TODAY.parse().unwrap());
            let all = analyze(&sources, today).diagnostics;
            let all = all.iter().filter(|it| it.severity == Severity::Error);
            let few = crate::analysis::errors(&sources, today).diagnostics;
            assert!(
                all.eq(few.iter()),
                "{} with {settings:?} of {plan:?}",
                rule.code
            );
            asked += 1;
            errors += few.len();
        }
    }
    assert!(
        asked > 600 && errors > 150,
        "{asked} plans, {errors} errors"
    );
}
