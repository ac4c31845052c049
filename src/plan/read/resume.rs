//! `resume.json`: a JSON Resume as it is written. In: the file. Out: its JSON, none where it is no
//! object, and what is amiss at its place.

use crate::plan::others::Resume;
use crate::problem::{Problem, ProblemKind};
use crate::source::{SourceFile, Span};

/// The résumé of a file.
pub(super) fn resume(file: &SourceFile, problems: &mut Vec<Problem>) -> Resume {
    let text = file.text();
    // Some editors put a mark of the byte order first, which JSON does not know.
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let json = match serde_json::from_str(bare) {
        Ok(json @ serde_json::Value::Object(_)) => json,
        Ok(_) => {
            problems.push(Problem {
                span: Span::new(0, text.len().min(1)),
                kind: ProblemKind::Json {
                    what: "a JSON Resume is an object in braces".into(),
                },
            });
            serde_json::Value::Null
        }
        Err(_) if file.text.is_err() => serde_json::Value::Null,
        Err(error) => {
            let lines = crate::source::LineIndex::new(bare);
            let line = lines.line(bare, error.line().max(1));
            let at = (line.start + error.column().saturating_sub(1)).min(bare.len());
            let at = (0..=at)
                .rev()
                .find(|&at| bare.is_char_boundary(at))
                .unwrap_or(0)
                + (text.len() - bare.len());
            let what = error.to_string();
            let what = what.split(" at line").next().unwrap_or(&what).to_owned();
            problems.push(Problem {
                span: Span::at(at),
                kind: ProblemKind::Json { what },
            });
            serde_json::Value::Null
        }
    };
    Resume {
        path: file.path.clone(),
        json,
    }
}
