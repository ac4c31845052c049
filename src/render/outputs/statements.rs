//! `statements.html`, for the owner alone: lines for a résumé and answers for an interview.

use super::{Output, only, words_of};
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;
use crate::vocabulary::StatementKind;
use serde::Serialize;
use std::collections::BTreeMap;

pub(super) static OUTPUT: Output = Output {
    entries: |shared| {
        only((!shared.published.plan().statements.is_empty()).then_some("statements.html"))
    },
    make,
};

#[derive(Serialize)]
struct Statement {
    title: String,
    kind: &'static str,
    audience: String,
    words: String,
}

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let plan = shared.published.plan();
    let mut anchors = BTreeMap::new();
    let statements: Vec<Statement> = plan
        .statements
        .iter()
        .map(|statement| Statement {
            title: statement
                .title
                .get()
                .cloned()
                .unwrap_or_else(|| crate::plan::in_words(statement.path.stem())),
            kind: match statement.kind.get() {
                Some(StatementKind::Interview) => "Interview answer",
                Some(StatementKind::Objective) => "Résumé objective",
                None => "Statement",
            },
            audience: statement.audience.text().to_owned(),
            words: words_of(plan, (&statement.path, &statement.body), &mut anchors),
        })
        .collect();
    let head = shared.head(
        "Statements",
        "statements.html",
        "Lines for a résumé and answers for an interview.",
    );
    shared.page("statements.html", &head, &statements, out)
}
