//! The front matter of a goal: its fields, and how each is read.
//!
//! [`FIELDS`] is the one list of them: reader, did-you-mean, reference and schema derive from it.

use crate::config;
use crate::fields::{self, Block, FieldDoc, Holds};
use crate::plan::audience;
use crate::plan::field::Field;
use crate::plan::goal::{
    Evidence, EvidenceLink, Goal, GoalId, Metric, Move, Pause, Seen, SkillAim,
};
use crate::plan::slug::slug;
use crate::problem::{BadDate, Problem, ProblemKind};
use crate::prose::date::DateSpan;
use crate::prose::measure;
use crate::prose::number::NumberError;
use crate::prose::{Period, number};
use crate::source::{PlanPath, Span, Spanned};
use crate::vocabulary::Words;
use crate::vocabulary::{
    Action, Ambition, Direction, Horizon, Kind, LogMeaning, MetricType, Status, Visibility,
};
use crate::yaml::{Mapping, Node};

macro_rules! fields {
    ($($name:literal $([$($synonym:literal),*])? => $holds:expr, $doc:literal;)*) => {
        &[$(FieldDoc { name: $name, synonyms: &[$($($synonym),*)?], holds: $holds, doc: $doc }),*]
    };
}

/// The fields of a goal.
pub const FIELDS: &[FieldDoc] = fields! {
    "title" => Holds::Text, "What the goal is, in a few words; else the first heading of the file";
    "id" => Holds::Text, "The name by which others refer to it; else the file's name";
    "kind" => Holds::Word(Kind::WORDS), "What the goal is about; without it the goal is a general one";
    "horizon" => Holds::Word(Horizon::WORDS), "How far ahead it lies; else from its start and due dates. A vision is only ever declared";
    "status" ["state"] => Holds::Word(Status::WORDS), "What you say of it; else planned while its start is ahead, and active after";
    "start" ["started", "begin", "from"] => Holds::Date, "The first day; of a month, quarter or year the first";
    "due" ["deadline", "by", "target_date", "due_date"] => Holds::Date, "The last day that still counts; of a month, quarter or year the last";
    "closed" ["finished", "completed", "ended", "done_on"] => Holds::Date, "The day on which it ended: done, missed, dropped or superseded";
    "result" ["outcome"] => Holds::Text, "What came of it, as a line that a résumé could carry";
    "measure" => Holds::Text, "What is counted, in one line: `12 talks`, `from 48 % to 85 %`, `3 a year`, `at most 40 h a week`";
    "metric" => Holds::Objects, "The long form of measure: name, unit, type, direction, baseline, target, stretch, band, current, log";
    "supports" ["serves", "supports_goal"] => Holds::Texts, "The larger goals or roles that it serves, by id";
    "after" ["depends_on", "requires", "blocked_by"] => Holds::Texts, "What must be finished first, by id";
    "skills" ["skill"] => Holds::Texts, "The skills it is to bring; `{ kubernetes: 4 }` gives the level";
    "values" ["value"] => Holds::Texts, "Which of your values it serves";
    "tags" ["tag"] => Holds::Texts, "Words to group goals by";
    "why" ["reason", "purpose"] => Holds::Text, "The reason, in your own words";
    "effort" ["hours"] => Holds::Hours, "The time it takes: `4h/week`";
    "confidence" => Holds::Small(10), "How sure you are, from 0 to 10";
    "obstacles" ["obstacle", "risks"] => Holds::Text, "What may come between, and what you will do then";
    "mentor" ["coach", "helper"] => Holds::Text, "Who helps";
    "ask" => Holds::Text, "What you want from your mentor";
    "paused" ["pauses"] => Holds::Objects, "When it stood still: a list of from, to, why";
    "moved" ["moves"] => Holds::Objects, "How its deadline moved: a list of on, from, to, why";
    "review" ["reviewed", "last_review"] => Holds::Date, "When you last looked at it as a whole";
    "review_every" => Holds::Period, "How often it wants a review";
    "checkin_every" ["check_in_every"] => Holds::Period, "How often it wants a check-in";
    "evidence" ["proof", "proofs"] => Holds::Objects, "Proofs: a list of title, url or file, date, expires";
    "visibility" ["audience", "visible"] => Holds::Word(Visibility::WORDS), "Who may see it: public, mentor or private (you alone)";
    "draft" => Holds::Switch, "`true` makes it private";
    "publish" ["published"] => Holds::Switch, "`false` makes it private";
    "featured" => Holds::Switch, "Whether it leads its list";
    "lang" ["language"] => Holds::Text, "The language of its words, such as `en` or `de-CH`";
    "ambition" => Holds::Word(Ambition::WORDS), "How you mean it: committed, stretch or learning";
    "action" => Holds::Word(Action::WORDS), "The kind of development action that it is";
    "allow" => Holds::Objects, "Silences a rule, with a reason: `{ M02: \"why, until 2027-03-01\" }`";
};

/// What a log line's number means.
const LOG: Words = Words {
    names: &["each", "total"],
    synonyms: &[],
};

/// The fields that hold fields of their own.
pub const NESTED: &[(&str, &[FieldDoc])] = &[
    ("metric", METRIC),
    ("paused", PAUSE),
    ("moved", MOVE),
    ("evidence", EVIDENCE),
];

const METRIC: &[FieldDoc] = fields! {
    "name" => Holds::Text, "What is measured";
    "unit" => Holds::Text, "Its unit, as written after a number";
    "type" ["kind"] => Holds::Word(MetricType::WORDS), "How values add up";
    "direction" => Holds::Word(Direction::WORDS), "Which way is better";
    "baseline" ["start", "from"] => Holds::Number, "Where you start";
    "target" ["goal", "to"] => Holds::Number, "Where you want to be";
    "stretch" => Holds::Number, "More than was asked";
    "band" ["range"] => Holds::Objects, "The range to stay in: `[35, 40]`";
    "current" ["now"] => Holds::Number, "The value now, where no log says it";
    "log" => Holds::Word(LOG), "What a log line's number means for a count";
    "period" ["per", "every"] => Holds::Period, "The period of a habit or a limit";
};

const PAUSE: &[FieldDoc] = fields! {
    "from" ["start"] => Holds::Date, "The first day";
    "to" ["until", "end"] => Holds::Date, "The last day; none while it lasts";
    "why" ["reason"] => Holds::Text, "The reason";
};

const MOVE: &[FieldDoc] = fields! {
    "on" => Holds::Date, "When it was decided";
    "from" => Holds::Date, "The deadline before";
    "to" => Holds::Date, "The deadline after";
    "why" ["reason"] => Holds::Text, "The reason";
};

const EVIDENCE: &[FieldDoc] = fields! {
    "title" ["name"] => Holds::Text, "What it is";
    "url" ["link", "href"] => Holds::Text, "Where it can be seen";
    "file" ["path"] => Holds::Text, "A file of the plan that shows it";
    "date" ["on"] => Holds::Date, "When it was given";
    "expires" ["expiry", "valid_until"] => Holds::Date, "When it ceases to hold";
};

/// Where the front matter of a text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// The YAML between the fences; empty at the first byte where there are none.
    pub block: Span,
    /// Where the body begins.
    pub body: usize,
    /// The opening fence, where the closing one is missing.
    pub unclosed: Option<Span>,
    /// A first line that was likely meant as an opening fence, and is none.
    pub unread: Option<Span>,
}

/// Finds the front matter of a text: between a first line `---` and the next `---` or `...`.
pub fn split(text: &str) -> Split {
    let begin = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let mut lines = text.get(begin..).unwrap_or("").split_inclusive('\n');
    let first = lines.next().unwrap_or("");
    if first.trim_end() != "---" {
        return Split {
            block: Span::at(begin),
            body: begin,
            unclosed: None,
            unread: unread(text, begin),
        };
    }
    let start = begin + first.len();
    let mut at = start;
    let mut end_of_fields = None;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Split {
                block: Span::new(start, at),
                body: at + line.len(),
                unclosed: None,
                unread: None,
            };
        }
        // Where the fence is missing, the fields end at the first blank line or heading.
        if end_of_fields.is_none()
            && (line.trim().is_empty() || line.starts_with("# ") || line.starts_with("## "))
        {
            end_of_fields = Some(at);
        }
        at += line.len();
    }
    let end = end_of_fields.unwrap_or(text.len());
    Split {
        block: Span::new(start, end),
        body: end,
        unclosed: Some(Span::new(begin, begin + 3)),
        unread: None,
    }
}

/// The first line that says something, where it looks like the fence of a front matter: after blank
/// lines or invisible characters, with more than `---` on it, with old line ends, or `+++`.
///
/// A rule above plain words is none: what follows must read like fields.
fn unread(text: &str, begin: usize) -> Option<Span> {
    let rest = text.get(begin..)?;
    let bare = rest.trim_start_matches(|c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(
                c,
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
            )
    });
    let fence = ["---", "+++"]
        .into_iter()
        .find(|fence| bare.starts_with(fence))?;
    let start = begin + (rest.len() - bare.len());
    let mut lines = bare.split(['\n', '\r']);
    let first = lines.next()?.trim_end();
    let mut fields = 0_usize;
    let mut ours = false;
    for line in lines {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if line.starts_with(fence) || line == "..." {
            ours |= fields > 0;
            break;
        }
        let Some((key, _)) = line.split_once([':', '=']) else {
            // A list or a longer value belongs to the field above it; a sentence does not.
            if fields == 0 || line.starts_with("# ") {
                break;
            }
            continue;
        };
        let key = key.trim().trim_matches(['"', '\'']);
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        if key.is_empty() || !key.chars().all(plain) {
            break;
        }
        fields += 1;
        ours |= FIELDS.iter().any(|field| {
            std::iter::once(&field.name)
                .chain(field.synonyms)
                .any(|name| name.eq_ignore_ascii_case(key))
        });
        if ours {
            break;
        }
    }
    ours.then(|| Span::new(start, start + first.len()))
}

/// The id that a file asks for, and where it says so.
pub(super) fn id(
    block: &Block<'_>,
    path: &PlanPath,
    problems: &mut Vec<Problem>,
) -> (GoalId, Option<Span>) {
    let from_file = || safe_id(&slug(path.stem()));
    match fields::text(block.get("id"), "id", problems) {
        None => (from_file(), None),
        Some(Err(span)) => (from_file(), Some(span)),
        Some(Ok(id)) => {
            let plain = id.value.chars().all(|c| c.is_alphanumeric() || c == '-')
                && id.value.chars().count() <= 80;
            if !plain {
                let kind = ProblemKind::WrongValue {
                    field: "id".into(),
                    found: format!("`{}`", id.value),
                    expected: "letters, digits and `-`, at most 80".into(),
                    near: Some(slug(&id.value).into_owned()).filter(|near| !near.is_empty()),
                    fails_closed: false,
                };
                problems.push(Problem {
                    span: id.span,
                    kind,
                });
                return (from_file(), Some(id.span));
            }
            (safe_id(&id.value.to_lowercase()), Some(id.span))
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

fn skills(node: Option<&Spanned<Node>>, problems: &mut Vec<Problem>) -> Field<Vec<SkillAim>> {
    let Some(node) = node else {
        return Field::Absent;
    };
    let Node::Map(entries) = &node.value else {
        let plain: Field<Vec<Spanned<String>>> =
            fields::texts(Some(node), "skills", problems).into();
        return plain.map(|names| {
            names
                .into_iter()
                .map(|name| SkillAim { name, level: None })
                .collect()
        });
    };
    let aims = entries.iter().map(|entry| {
        let level = fields::small(
            Some(&entry.value),
            &format!("skills.{}", entry.key.value),
            5,
            problems,
        );
        SkillAim {
            name: entry.key.clone(),
            level: level.and_then(Result::ok).map(|level| level.value),
        }
    });
    Field::Set(Spanned::new(aims.collect(), node.span))
}

fn pause(node: &Spanned<Node>, problems: &mut Vec<Problem>) -> Option<Pause> {
    let entries = fields::entries_of(node, "paused", "`{ from, to, why }`", problems)?;
    let block = Block::inner(entries, PAUSE, problems);
    let from: Field<DateSpan> = fields::date(block.get("from"), "paused.from", problems).into();
    let to: Field<DateSpan> = fields::date(block.get("to"), "paused.to", problems).into();
    let why: Field<String> = fields::text(block.get("why"), "paused.why", problems).into();
    Some(Pause {
        from: from.get()?.first,
        to: to.get().map(|to| to.last),
        why: why.get().cloned(),
    })
}

fn moved(node: &Spanned<Node>, problems: &mut Vec<Problem>) -> Option<Move> {
    let entries = fields::entries_of(node, "moved", "`{ on, from, to, why }`", problems)?;
    let block = Block::inner(entries, MOVE, problems);
    let mut date = |name: &str| -> Option<DateSpan> {
        let field: Field<DateSpan> =
            fields::date(block.get(name), &format!("moved.{name}"), problems).into();
        field.get().copied()
    };
    let (on, from, to) = (date("on"), date("from"), date("to"));
    let why: Field<String> = fields::text(block.get("why"), "moved.why", problems).into();
    Some(Move {
        on: on.map(|on| on.last),
        from,
        to,
        why: why.get().cloned(),
    })
}

fn evidence(node: &Spanned<Node>, problems: &mut Vec<Problem>) -> Option<Evidence> {
    if let Node::Scalar { text, .. } = &node.value {
        // A bare address or a bare title is what people write first.
        let link = text
            .contains("://")
            .then(|| Spanned::new(EvidenceLink::Url(text.trim().to_owned()), node.span));
        let title = if link.is_some() {
            text.split("://")
                .nth(1)
                .unwrap_or(text)
                .trim_end_matches('/')
                .to_owned()
        } else {
            text.clone()
        };
        return Some(Evidence {
            title,
            link,
            date: None,
            expires: None,
        });
    }
    let entries = fields::entries_of(node, "evidence", "`{ title, url, date }`", problems)?;
    let block = Block::inner(entries, EVIDENCE, problems);
    let title: Field<String> = fields::text(block.get("title"), "evidence.title", problems).into();
    let url: Field<String> = fields::text(block.get("url"), "evidence.url", problems).into();
    let file: Field<String> = fields::text(block.get("file"), "evidence.file", problems).into();
    let date: Field<DateSpan> = fields::date(block.get("date"), "evidence.date", problems).into();
    let expires: Field<DateSpan> =
        fields::date(block.get("expires"), "evidence.expires", problems).into();
    let url = url.spanned().cloned();
    if let Some(url) = &url
        && !["https://", "http://", "mailto:"]
            .iter()
            .any(|scheme| url.value.to_lowercase().starts_with(scheme))
    {
        let kind = ProblemKind::WrongValue {
            field: "evidence.url".into(),
            found: format!("`{}`", url.value),
            expected: "an address that begins with https://".into(),
            near: None,
            fails_closed: false,
        };
        problems.push(Problem {
            span: url.span,
            kind,
        });
        return Some(Evidence {
            title: title.get()?.clone(),
            link: None,
            date: date.get().copied(),
            expires: expires.get().copied(),
        });
    }
    let link = url.map(|url| url.map(EvidenceLink::Url)).or_else(|| {
        file.spanned()
            .cloned()
            .map(|file| file.map(EvidenceLink::File))
    });
    let title = title
        .get()
        .cloned()
        .or_else(|| match &link.as_ref()?.value {
            EvidenceLink::Url(url) | EvidenceLink::File(url) => Some(url.clone()),
        })?;
    Some(Evidence {
        title,
        link,
        date: date.get().copied(),
        expires: expires.get().copied(),
    })
}

fn measure_line(node: &Spanned<Node>, problems: &mut Vec<Problem>) -> Field<Metric> {
    let text = match fields::text(Some(node), "measure", problems) {
        None => return Field::Absent,
        Some(Err(span)) => return Field::Broken(span),
        Some(Ok(text)) => text,
    };
    let span = text.span;
    let measure = match measure::read(&text.value) {
        Ok(measure) => measure,
        Err(error) => {
            let readings = match error {
                NumberError::Ambiguous(readings) => readings,
                NumberError::NotANumber => Vec::new(),
            };
            problems.push(Problem {
                span,
                kind: ProblemKind::Number {
                    field: "measure".into(),
                    text: text.value,
                    readings,
                },
            });
            return Field::Broken(span);
        }
    };
    let yes_no = measure.target.is_none()
        && matches!(
            text.value.to_lowercase().as_str(),
            "yes" | "yes/no" | "yes-no" | "done" | "done or not"
        );
    let percent = measure
        .unit
        .as_deref()
        .is_some_and(|unit| unit.starts_with('%'));
    let kind = if yes_no {
        MetricType::YesNo
    } else if measure.period.is_some() && measure.baseline.is_none() {
        MetricType::Habit
    } else if measure.baseline.is_some() || percent || measure.band.is_some() {
        MetricType::Level
    } else {
        MetricType::Count
    };
    let set = |value: Option<f64>| {
        value.map_or(Field::Absent, |value| Field::Set(Spanned::new(value, span)))
    };
    let down = measure.limit
        || matches!((measure.baseline, measure.target), (Some(baseline), Some(target)) if target < baseline);
    Field::Set(Spanned::new(
        Metric {
            name: measure.name,
            unit: measure.unit,
            currency: measure.currency,
            kind,
            direction: if down { Direction::Down } else { Direction::Up },
            baseline: set(measure.baseline),
            target: if yes_no {
                set(Some(1.0))
            } else {
                set(measure.target)
            },
            stretch: Field::Absent,
            band: measure
                .band
                .map_or(Field::Absent, |band| Field::Set(Spanned::new(band, span))),
            current: Field::Absent,
            period: measure.period,
            log: LogMeaning::Each,
            limit: measure.limit,
        },
        span,
    ))
}

fn metric(node: &Spanned<Node>, problems: &mut Vec<Problem>) -> Field<Metric> {
    let Node::Map(entries) = &node.value else {
        return Field::Absent;
    };
    let block = Block::inner(entries, METRIC, problems);
    let name: Field<String> = fields::text(block.get("name"), "metric.name", problems).into();
    let unit: Field<String> = fields::text(block.get("unit"), "metric.unit", problems).into();
    let kind: Field<MetricType> = fields::one_of(
        block.get("type"),
        "metric.type",
        (MetricType::WORDS.names, MetricType::read),
        problems,
    )
    .into();
    let direction: Field<Direction> = fields::one_of(
        block.get("direction"),
        "metric.direction",
        (&["up", "down"], Direction::read),
        problems,
    )
    .into();
    let log: Field<LogMeaning> = fields::one_of(
        block.get("log"),
        "metric.log",
        (&["each", "total"], LogMeaning::read),
        problems,
    )
    .into();
    let period: Field<Period> =
        fields::period(block.get("period"), "metric.period", problems).into();
    let mut numbers = Vec::new();
    let mut currency = None;
    let mut inline_unit = None;
    for name in ["baseline", "target", "stretch", "current"] {
        let read: Field<number::Number> =
            fields::number(block.get(name), &format!("metric.{name}"), problems).into();
        if let Some(number) = read.get() {
            currency = currency.or(number.currency.clone());
            inline_unit = inline_unit.or(number.unit.clone());
        }
        numbers.push(read.map(|number| number.value));
    }
    let mut next = numbers.into_iter();
    let mut take = || next.next().unwrap_or_default();
    let (baseline, target, stretch, current) = (take(), take(), take(), take());
    let band = band(block.get("band"), problems);
    let percent = |unit: &Option<String>| unit.as_deref().is_some_and(|unit| unit.starts_with('%'));
    let unit = unit.get().cloned().or(inline_unit);
    let inferred = if period.is_set() {
        MetricType::Habit
    } else if !baseline.is_absent()
        || !band.is_absent()
        || percent(&unit)
        || log.get() == Some(&LogMeaning::Total)
    {
        MetricType::Level
    } else {
        MetricType::Count
    };
    let kind = kind.get().copied().unwrap_or(inferred);
    let falls = matches!((baseline.get(), target.get()), (Some(baseline), Some(target)) if target < baseline);
    let direction = direction.get().copied().unwrap_or(if falls {
        Direction::Down
    } else {
        Direction::Up
    });
    Field::Set(Spanned::new(
        Metric {
            name: name.get().cloned(),
            unit,
            currency,
            kind,
            direction,
            limit: direction == Direction::Down
                && kind != MetricType::Level
                && baseline.is_absent(),
            baseline,
            target,
            stretch,
            band,
            current,
            period: period.get().copied(),
            log: log.get().copied().unwrap_or(LogMeaning::Each),
        },
        node.span,
    ))
}

fn band(node: Option<&Spanned<Node>>, problems: &mut Vec<Problem>) -> Field<(f64, f64)> {
    let (items, span) = match fields::list(node) {
        None => return Field::Absent,
        Some(Err(span)) => return Field::Broken(span),
        Some(Ok(list)) => list,
    };
    let told = problems.len();
    let numbers: Vec<f64> = items
        .iter()
        .filter_map(|item| {
            Some(
                fields::number(Some(item), "metric.band", problems)?
                    .ok()?
                    .value
                    .value,
            )
        })
        .collect();
    match numbers.as_slice() {
        [low, high] if items.len() == 2 => {
            Field::Set(Spanned::new((low.min(*high), low.max(*high)), span))
        }
        _ => {
            if problems.len() == told {
                let kind = ProblemKind::WrongValue {
                    field: "metric.band".into(),
                    found: "something else".into(),
                    expected: "two numbers, `[35, 40]`".into(),
                    near: None,
                    fails_closed: false,
                };
                problems.push(Problem { span, kind });
            }
            Field::Broken(span)
        }
    }
}
