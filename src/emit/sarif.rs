//! SARIF 2.1.0 (OASIS), as code scanning services read it.
//!
//! Columns are counted in Unicode scalars, which the run says. A result's fingerprint rests on the
//! rule, the file and the line's own words, so that a finding that moves stays the same one.

use super::{Lines, Options};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Location;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};
use xxhash_rust::xxh3::xxh3_64;

pub(super) fn write(
    diagnostics: &[Diagnostic],
    lines: &Lines<'_>,
    options: &Options<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rules: BTreeMap<Code, &Diagnostic> = diagnostics
        .iter()
        .map(|found| (found.code, found))
        .collect();
    let places: BTreeMap<Code, usize> = rules
        .keys()
        .enumerate()
        .map(|(at, code)| (*code, at))
        .collect();
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|found| {
            let mut result = result(found, lines, options);
            let print = fingerprint(found, lines);
            // Two of the same on lines that read the same are told apart by their order.
            let again = alike.entry(print.clone()).or_default();
            *again += 1;
            if let Some(result) = result.as_object_mut() {
                result.insert("ruleIndex".into(), json!(places.get(&found.code)));
                result.insert(
                    "partialFingerprints".into(),
                    json!({ "lineText/v1": format!("{print}:{again}") }),
                );
            }
            result
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "goalpost",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.values().map(|rule| about(rule)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

/// A rule, with its page as help.
fn about(rule: &Diagnostic) -> Value {
    let page = rule.page;
    let mut paragraphs = page.split("\n\n").skip(1);
    let first = paragraphs.next().unwrap_or(rule.name).replace('\n', " ");
    json!({
        "id": rule.code.0,
        "name": pascal(rule.name),
        "shortDescription": { "text": words(rule.name) },
        "fullDescription": { "text": first },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(found: &Diagnostic, lines: &Lines<'_>, options: &Options<'_>) -> Value {
    let message = match &found.help {
        Some(help) => format!("{}. {help}", found.message),
        None => found.message.clone(),
    };
    let mut result = json!({
        "ruleId": found.code.0,
        "level": level(found.severity),
        "message": { "text": message },
        "locations": [{ "physicalLocation": place(&found.location, lines, options) }],
    });
    let related: Vec<Value> = found
        .related
        .iter()
        .enumerate()
        .map(|(id, related)| {
            json!({
                "id": id,
                "message": { "text": related.message },
                "physicalLocation": place(&related.location, lines, options),
            })
        })
        .collect();
    if let (false, Some(result)) = (related.is_empty(), result.as_object_mut()) {
        result.insert("relatedLocations".into(), json!(related));
    }
    if let (Some(fix), Some(result)) = (&found.fix, result.as_object_mut()) {
        let changes: Vec<Value> = fix
            .edits
            .iter()
            .map(|edit| {
                let location = Location { path: edit.path.clone(), span: edit.span };
                json!({
                    "artifactLocation": { "uri": uri(&options.path(&edit.path)) },
                    "replacements": [{ "deletedRegion": region(&location, lines), "insertedContent": { "text": edit.text } }],
                })
            })
            .collect();
        result.insert("fixes".into(), json!([{ "description": { "text": found.help.clone().unwrap_or_else(|| "mend it".into()) }, "artifactChanges": changes }]));
    }
    result
}

fn place(location: &Location, lines: &Lines<'_>, options: &Options<'_>) -> Value {
    json!({
        "artifactLocation": { "uri": uri(&options.path(&location.path)) },
        "region": region(location, lines),
    })
}

fn region(location: &Location, lines: &Lines<'_>) -> Value {
    let (start, end) = lines.ends(&location.path, location.span);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn fingerprint(found: &Diagnostic, lines: &Lines<'_>) -> String {
    let path = &found.location.path;
    let text = lines.text(path);
    let index = lines.of(path);
    let line = index
        .line_column(text, found.location.span.start.min(text.len()))
        .line;
    let words = index.line(text, line).of(text).trim();
    format!(
        "{:016x}",
        xxh3_64(format!("{}\0{path}\0{words}", found.code).as_bytes())
    )
}

fn level(severity: Severity) -> &'static str {
    severity.as_str()
}

/// A path as a relative reference (RFC 3986); an absolute one as a file address.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut out = String::with_capacity(path.len());
    if path.starts_with('/') {
        out.push_str("file://");
    } else if path
        .split('/')
        .next()
        .is_some_and(|first| first.contains(':'))
    {
        out.push_str("file:///");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// `missing-deadline` as `MissingDeadline`.
fn pascal(name: &str) -> String {
    name.split('-')
        .flat_map(|part| {
            let mut letters = part.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase())
                .into_iter()
                .chain(letters)
        })
        .collect()
}

/// `missing-deadline` as `Missing deadline.`
fn words(name: &str) -> String {
    let text = name.replace('-', " ");
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(['.']).collect()
}
