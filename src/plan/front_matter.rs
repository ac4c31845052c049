//! The front matter of a goal: its fields, and how each is read.
//!
//! [`FIELDS`] is the one list of them: reader, did-you-mean, reference and schema derive from it.

mod fence;
mod id;
mod lists;
mod metric;
mod table;

use crate::config;
use crate::fields::{self, Block};
use crate::plan::audience;
use crate::plan::field::Field;
use crate::plan::goal::{Goal, Seen};
use crate::problem::{BadDate, Problem, ProblemKind};
use crate::source::{Span, Spanned};
use crate::vocabulary::{Action, Ambition, Horizon, Kind, Status, Visibility};
use crate::yaml::{Mapping, Node};
use lists::{evidence, moved, pause, skills};
use metric::{measure_line, metric};

pub use fence::{Split, split};
pub(super) use id::id;
#[cfg(feature = "cli")]
pub(crate) use id::safe_id;
pub use table::{FIELDS, NESTED};

/// Who may see a file, from its `visibility`, `draft` and `publish`. What cannot be understood, or
/// may have been meant to say it, makes the file private.
pub(super) fn seen(
    block: &Block<'_>,
    mapping: &Mapping,
    problems: &mut Vec<Problem>,
) -> (Seen, Option<Span>) {
    let told = problems.len();
    let all: Vec<&str> = Visibility::WORDS.names.to_vec();
    let declared = fields::one_of(
        block.get("visibility"),
        "visibility",
        (&all, Visibility::read),
        problems,
    );
    let draft = fields::switch(block.get("draft"), "draft", problems);
    let publish = fields::switch(block.get("publish"), "publish", problems);
    for problem in problems.iter_mut().skip(told) {
        if let ProblemKind::WrongValue { fails_closed, .. } = &mut problem.kind {
            *fails_closed = true;
        }
    }
    let told_values = problems.len();
    // One of them without a value says that somebody meant to say something.
    for (name, expected, empty) in [
        (
            "visibility",
            "one of public, mentor, private",
            declared.is_none(),
        ),
        ("draft", "`true` or `false`", draft.is_none()),
        ("publish", "`true` or `false`", publish.is_none()),
    ] {
        if let (true, Some(entry)) = (empty, block.entry(name)) {
            problems.push(Problem {
                span: entry.key.span,
                kind: ProblemKind::WrongValue {
                    field: name.into(),
                    found: "empty".into(),
                    expected: expected.into(),
                    near: None,
                    fails_closed: true,
                },
            });
        }
    }
    let empty = problems.len() > told_values;
    let doubtful = problems
        .iter()
        .chain(&mapping.problems)
        .any(|problem| match &problem.kind {
            ProblemKind::UnknownKey { near, .. } => audience::names(near),
            ProblemKind::DuplicateKey { key, .. } => audience::names(key),
            // Only a single value's own fault leaves the rest of the block sure.
            ProblemKind::Yaml { fails_closed, .. } => *fails_closed,
            ProblemKind::StrayAudience { .. } => true,
            _ => false,
        });
    let span = ["visibility", "draft", "publish"]
        .iter()
        .find_map(|name| block.get(name))
        .map(|node| node.span);
    let broken = [
        declared.as_ref().is_some_and(Result::is_err),
        draft.as_ref().is_some_and(Result::is_err),
        publish.as_ref().is_some_and(Result::is_err),
    ];
    if doubtful || empty || broken.contains(&true) {
        return (Seen::FailedClosed, span);
    }
    let hidden = matches!(draft, Some(Ok(Spanned { value: true, .. })))
        || matches!(publish, Some(Ok(Spanned { value: false, .. })));
    match (declared, hidden) {
        (_, true) => (Seen::Declared(Visibility::Private), span),
        (Some(Ok(visibility)), false) => (Seen::Declared(visibility.value), span),
        _ => (Seen::Default, span),
    }
}

/// Reads every field of a goal but its title, id, audience and body.
pub(super) fn read(goal: &mut Goal, block: &Block<'_>, problems: &mut Vec<Problem>) {
    let p = problems;
    goal.kind = fields::one_of(
        block.get("kind"),
        "kind",
        (Kind::WORDS.names, Kind::read),
        p,
    )
    .into();
    goal.horizon = fields::one_of(
        block.get("horizon"),
        "horizon",
        (Horizon::WORDS.names, Horizon::read),
        p,
    )
    .into();
    goal.status = fields::one_of(
        block.get("status"),
        "status",
        (Status::WORDS.names, Status::read),
        p,
    )
    .into();
    goal.start = fields::date(block.get("start"), "start", p).into();
    goal.due = fields::date(block.get("due"), "due", p).into();
    goal.closed = fields::date(block.get("closed"), "closed", p).into();
    goal.result = fields::text(block.get("result"), "result", p).into();
    goal.supports = references(fields::texts(block.get("supports"), "supports", p).into());
    goal.after = references(fields::texts(block.get("after"), "after", p).into());
    goal.skills = skills(block.get("skills"), p);
    goal.values = fields::texts(block.get("values"), "values", p).into();
    goal.tags = fields::texts(block.get("tags"), "tags", p).into();
    goal.why = fields::text(block.get("why"), "why", p).into();
    goal.effort = fields::hours(block.get("effort"), "effort", p).into();
    goal.confidence = fields::small(block.get("confidence"), "confidence", 10, p).into();
    goal.obstacles = fields::texts(block.get("obstacles"), "obstacles", p)
        .map(joined)
        .into();
    goal.mentor = fields::text(block.get("mentor"), "mentor", p).into();
    goal.ask = fields::text(block.get("ask"), "ask", p).into();
    goal.paused = fields::object_list(
        block.get("paused"),
        ("paused", "a list of `{ from, to, why }`"),
        p,
        pause,
    )
    .into();
    goal.moved = fields::object_list(
        block.get("moved"),
        ("moved", "a list of `{ on, from, to, why }`"),
        p,
        moved,
    )
    .into();
    goal.review = fields::date(block.get("review"), "review", p).into();
    goal.review_every = fields::period(block.get("review_every"), "review_every", p).into();
    goal.checkin_every = fields::period(block.get("checkin_every"), "checkin_every", p).into();
    goal.evidence = fields::object_list(
        block.get("evidence"),
        ("evidence", "a list of `{ title, url, date }`"),
        p,
        evidence,
    )
    .into();
    goal.featured = fields::switch(block.get("featured"), "featured", p).into();
    goal.lang = fields::text(block.get("lang"), "lang", p).into();
    goal.ambition = fields::one_of(
        block.get("ambition"),
        "ambition",
        (Ambition::WORDS.names, Ambition::read),
        p,
    )
    .into();
    goal.action = fields::one_of(
        block.get("action"),
        "action",
        (Action::WORDS.names, Action::read),
        p,
    )
    .into();
    goal.allow = config::allow(block.get("allow"), p);
    goal.metric = match (block.get("measure"), block.get("metric")) {
        // A mapping under `measure` is the long form, a text under `metric` the short one.
        (None, Some(node)) | (Some(node), None) if matches!(node.value, Node::Map(_)) => {
            metric(node, p)
        }
        (Some(node), _) | (None, Some(node)) => measure_line(node, p),
        (None, None) => Field::Absent,
    };
    if let (Some(start), Some(due)) = (goal.start.spanned(), goal.due.spanned())
        && due.value.last < start.value.first
    {
        let why = BadDate::BeforeStart {
            start: start.value.first.to_string(),
        };
        let span = due.span;
        p.push(Problem {
            span,
            kind: ProblemKind::Date {
                field: "due".into(),
                text: due.value.last.to_string(),
                why,
            },
        });
        goal.due = Field::Broken(span);
    }
}

fn joined(read: Result<Spanned<Vec<Spanned<String>>>, Span>) -> Result<Spanned<String>, Span> {
    read.map(|list| {
        list.map(|items| {
            items
                .into_iter()
                .map(|item| item.value)
                .collect::<Vec<_>>()
                .join("; ")
        })
    })
}

/// `[[Note]]`, `[[folder/Note|label]]`, `Note.md` are the ids that they mean.
fn references(field: Field<Vec<Spanned<String>>>) -> Field<Vec<Spanned<String>>> {
    field.map(|items| {
        let bare = |written: &str| {
            let inner = written
                .trim()
                .trim_start_matches("[[")
                .trim_end_matches("]]");
            inner.split('|').next().unwrap_or(inner).trim().to_owned()
        };
        items
            .into_iter()
            .map(|item| item.map(|written| bare(&written)))
            .collect()
    })
}
