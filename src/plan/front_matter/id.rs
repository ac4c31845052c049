//! The name of a goal or a role: from its field, else from its file.

use crate::fields::{self, Block};
use crate::plan::goal::GoalId;
use crate::plan::slug::slug;
use crate::problem::{Problem, ProblemKind};
use crate::source::{PlanPath, Span};

/// The bytes of the longest id: the name of a file may have 255, and a page is one.
const MOST_BYTES: usize = 200;

/// The id that a file asks for, and where it says so.
pub(crate) fn id(
    block: &Block<'_>,
    path: &PlanPath,
    problems: &mut Vec<Problem>,
) -> (GoalId, Option<Span>) {
    let from_file = || safe_id(&slug(path.stem()));
    match fields::text(block.get("id"), "id", problems) {
        None => (from_file(), None),
        Some(Err(span)) => (from_file(), Some(span)),
        Some(Ok(id)) => {
            let lower = id.value.to_lowercase();
            let plain = id.value.chars().all(|c| c.is_alphanumeric() || c == '-')
                && id.value.chars().count() <= 80;
            if !plain || lower.len() > MOST_BYTES {
                let expected = if plain {
                    "an id that fits into the name of a page: at most 200 bytes"
                } else {
                    "letters, digits and `-`, at most 80"
                };
                let kind = ProblemKind::WrongValue {
                    field: "id".into(),
                    found: format!("`{}`", id.value),
                    expected: expected.into(),
                    near: Some(slug(&id.value).into_owned()).filter(|near| !near.is_empty()),
                    fails_closed: false,
                };
                problems.push(Problem {
                    span: id.span,
                    kind,
                });
                return (from_file(), Some(id.span));
            }
            (safe_id(&lower), Some(id.span))
        }
    }
}

/// An id that can be a file's name everywhere: names that systems reserve get a `-` at the end.
pub(crate) fn safe_id(id: &str) -> GoalId {
    const RESERVED: &[&str] = &["", "con", "prn", "aux", "nul", "index"];
    let device = id.len() == 4
        && (id.starts_with("com") || id.starts_with("lpt"))
        && id.ends_with(|c: char| c.is_ascii_digit());
    let id = if RESERVED.contains(&id) || device {
        format!("{id}-")
    } else {
        id.to_owned()
    };
    GoalId(id.into())
}
