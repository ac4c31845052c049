//! One JSON object, versioned. Lines and columns are counted from 1, columns in Unicode scalars.

use super::Lines;
use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::source::{LineColumn, PlanPath, Span};
use crate::today::Today;
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) fn write(
    diagnostics: &[Diagnostic],
    lines: &Lines<'_>,
    today: Today,
    out: &mut dyn Write,
) -> io::Result<()> {
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    };
    let object = json!({
        "version": 1,
        "today": today.date().to_string(),
        "diagnostics": diagnostics.iter().map(|diagnostic| one(diagnostic, lines)).collect::<Vec<_>>(),
        "summary": {
            "errors": count(Severity::Error),
            "warnings": count(Severity::Warning),
            "notes": count(Severity::Note),
        },
    });
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)
}

fn one(diagnostic: &Diagnostic, lines: &Lines<'_>) -> Value {
    let (start, end) = place(&diagnostic.location.path, diagnostic.location.span, lines);
    let fix = diagnostic.fix.as_ref().map(|fix| {
        let edits = fix.edits.iter().map(|edit| {
            let (start, end) = place(&edit.path, edit.span, lines);
            json!({ "path": edit.path.as_str(), "start": start, "end": end, "text": edit.text })
        });
        json!({ "safe": fix.safety == Safety::Safe, "edits": edits.collect::<Vec<_>>() })
    });
    let related = diagnostic.related.iter().map(|related| {
        let (start, end) = place(&related.location.path, related.location.span, lines);
        json!({ "path": related.location.path.as_str(), "start": start, "end": end, "message": related.message })
    });
    json!({
        "code": diagnostic.code.0,
        "name": diagnostic.name,
        "severity": diagnostic.severity.as_str(),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "path": diagnostic.location.path.as_str(),
        "start": start,
        "end": end,
        "related": related.collect::<Vec<_>>(),
        "fix": fix,
    })
}

fn place(path: &PlanPath, span: Span, lines: &Lines<'_>) -> (Value, Value) {
    let (start, end) = lines.ends(path, span);
    let at = |place: LineColumn, byte: usize| json!({ "line": place.line, "column": place.column, "byte": byte });
    (at(start, span.start), at(end, span.end))
}
