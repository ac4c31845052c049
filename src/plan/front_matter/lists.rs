//! Fields that hold lists of fields: skills, pauses, moves, evidence.

use super::table::{EVIDENCE, MOVE, PAUSE};
use crate::fields::{self, Block};
use crate::plan::field::Field;
use crate::plan::goal::{Evidence, EvidenceLink, Move, Pause, SkillAim};
use crate::problem::{Problem, ProblemKind};
use crate::prose::date::DateSpan;
use crate::source::Spanned;
use crate::yaml::Node;

pub(super) fn skills(
    node: Option<&Spanned<Node>>,
    problems: &mut Vec<Problem>,
) -> Field<Vec<SkillAim>> {
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

pub(super) fn pause(node: &Spanned<Node>, problems: &mut Vec<Problem>) -> Option<Pause> {
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

pub(super) fn moved(node: &Spanned<Node>, problems: &mut Vec<Problem>) -> Option<Move> {
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

pub(super) fn evidence(node: &Spanned<Node>, problems: &mut Vec<Problem>) -> Option<Evidence> {
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
