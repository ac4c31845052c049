//! The plain texts of a plan: every field in which a person writes freely.
//!
//! One list for whoever must look at all of them, so that a new field is not forgotten by one of them;
//! and what a person writes in them as a link, for no field is Markdown.

use crate::plan::field::Field;
use crate::plan::goal::{Goal, LinkStyle};
use crate::plan::others::{Index, Review, Role, Skill, Statement};
use crate::source::Span;
use crate::vocabulary::Visibility;
use std::ops::Range;

/// Lists the texts of a document: by reference, and with `mut` to change them.
macro_rules! texts {
    ($document:ident, $each:ident $(, $mutable:tt)?) => {
        #[doc = concat!("Calls `f` with every text of the document: for whom it is at most, where it stands, and the text.")]
        pub fn $each(&$($mutable)? self, f: &mut dyn FnMut(Visibility, Span, &$($mutable)? String)) {
            texts!(@$document self, f $(, $mutable)?);
        }
    };
    (@field $seen:ident $field:expr, $f:ident $(, $mutable:tt)?) => {
        if let Field::Set(set) = &$($mutable)? $field {
            $f(Visibility::$seen, set.span, &$($mutable)? set.value);
        }
    };
    (@words $field:expr, $f:ident $(, $mutable:tt)?) => {
        if let Field::Set(list) = &$($mutable)? $field {
            for word in &$($mutable)? list.value {
                $f(Visibility::Public, word.span, &$($mutable)? word.value);
            }
        }
    };
    (@whys $field:expr, $f:ident $(, $mutable:tt)?) => {
        if let Field::Set(list) = &$($mutable)? $field {
            for item in &$($mutable)? list.value {
                if let Some(why) = &$($mutable)? item.value.why {
                    $f(Visibility::Mentor, item.span, why);
                }
            }
        }
    };
    (@Goal $goal:ident, $f:ident $(, $mutable:tt)?) => {
        texts!(@field Public $goal.title, $f $(, $mutable)?);
        texts!(@field Public $goal.why, $f $(, $mutable)?);
        texts!(@field Public $goal.result, $f $(, $mutable)?);
        texts!(@words $goal.values, $f $(, $mutable)?);
        texts!(@words $goal.tags, $f $(, $mutable)?);
        if let Field::Set(skills) = &$($mutable)? $goal.skills {
            for skill in &$($mutable)? skills.value {
                $f(Visibility::Public, skill.name.span, &$($mutable)? skill.name.value);
            }
        }
        if let Field::Set(list) = &$($mutable)? $goal.evidence {
            for item in &$($mutable)? list.value {
                $f(Visibility::Public, item.span, &$($mutable)? item.value.title);
            }
        }
        if let Field::Set(metric) = &$($mutable)? $goal.metric {
            let span = metric.span;
            let metric = &$($mutable)? metric.value;
            for text in [&$($mutable)? metric.name, &$($mutable)? metric.unit, &$($mutable)? metric.currency] {
                if let Some(text) = text {
                    $f(Visibility::Public, span, text);
                }
            }
        }
        texts!(@field Mentor $goal.obstacles, $f $(, $mutable)?);
        texts!(@field Mentor $goal.mentor, $f $(, $mutable)?);
        texts!(@field Mentor $goal.ask, $f $(, $mutable)?);
        texts!(@whys $goal.paused, $f $(, $mutable)?);
        texts!(@whys $goal.moved, $f $(, $mutable)?);
    };
    (@Role $role:ident, $f:ident $(, $mutable:tt)?) => {
        texts!(@field Mentor $role.title, $f $(, $mutable)?);
        texts!(@field Mentor $role.organisation, $f $(, $mutable)?);
        if let Field::Set(skills) = &$($mutable)? $role.skills {
            for skill in &$($mutable)? skills.value {
                let span = skill.name.span;
                $f(Visibility::Mentor, span, &$($mutable)? skill.name.value);
                if let Some(source) = &$($mutable)? skill.source {
                    $f(Visibility::Mentor, span, source);
                }
            }
        }
    };
    (@Index $index:ident, $f:ident $(, $mutable:tt)?) => {
        texts!(@field Public $index.aim, $f $(, $mutable)?);
        texts!(@field Public $index.vision, $f $(, $mutable)?);
        texts!(@words $index.values, $f $(, $mutable)?);
        texts!(@words $index.interests, $f $(, $mutable)?);
        texts!(@field Private $index.constraints, $f $(, $mutable)?);
    };
    (@Review $review:ident, $f:ident $(, $mutable:tt)?) => {
        texts!(@field Mentor $review.title, $f $(, $mutable)?);
    };
    (@Statement $statement:ident, $f:ident $(, $mutable:tt)?) => {
        texts!(@field Private $statement.title, $f $(, $mutable)?);
        texts!(@field Private $statement.audience, $f $(, $mutable)?);
        texts!(@words $statement.skills, $f $(, $mutable)?);
    };
    (@Skill $skill:ident, $f:ident $(, $mutable:tt)?) => {
        let span = $skill.key.span;
        $f(Visibility::Public, span, &$($mutable)? $skill.key.value);
        $f(Visibility::Public, span, &$($mutable)? $skill.name);
        for text in [&$($mutable)? $skill.evidence, &$($mutable)? $skill.uri] {
            if let Some(text) = text {
                $f(Visibility::Public, span, text);
            }
        }
    };
}

macro_rules! all {
    ($($document:ident),*) => {
        $(impl $document {
            texts!($document, each_text);
            texts!($document, each_text_mut, mut);
        })*
    };
}

all!(Goal, Role, Index, Review, Statement, Skill);

/// A link in a plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<'t> {
    /// All of it, in the text.
    pub range: Range<usize>,
    /// What it points at.
    pub target: &'t str,
    /// How it is written: never as a picture.
    pub style: LinkStyle,
    /// Its label; `None` where the target stands for it.
    pub label: Option<&'t str>,
    /// Whether it ends as a link does. `[[id` that does not is told only as far as its id goes.
    pub closed: bool,
}

/// The links of a plain text: `[[id]]`, `[[id|label]]`, `[label](target)`, each with or without `!`, and
/// what begins like one of the first two.
pub fn written(text: &str) -> Vec<Written<'_>> {
    each(text, |rest| wiki(rest).or_else(|| labelled(rest)))
}

/// The links of a text that are written in double brackets, whatever they stand in.
pub fn bracketed(text: &str) -> Vec<Written<'_>> {
    each(text, wiki)
}

fn each<'t>(text: &'t str, whole: impl Fn(&'t str) -> Option<Parts<'t>>) -> Vec<Written<'t>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('[')) {
        let start = at + found;
        let rest = text.get(start..).unwrap_or("");
        let whole = whole(rest);
        let closed = whole.is_some();
        match whole.or_else(|| begun(rest)) {
            Some((length, target, style, label)) => {
                let embed = text.get(at..start).is_some_and(|text| text.ends_with('!'));
                at = start + length;
                out.push(Written {
                    range: start - usize::from(embed)..at,
                    target,
                    style,
                    label,
                    closed,
                });
            }
            None => at = start + 1,
        }
    }
    out
}

/// `[[id` up to what cannot be of an id.
fn begun(text: &str) -> Option<Parts<'_>> {
    let rest = text.strip_prefix("[[")?;
    let end = rest.find(['[', ']', '|', '#', '\n']).unwrap_or(rest.len());
    let name = rest.get(..end).filter(|name| !name.trim().is_empty())?;
    Some((name.len() + 2, name, LinkStyle::WikiBare, None))
}

type Parts<'t> = (usize, &'t str, LinkStyle, Option<&'t str>);

fn wiki(text: &str) -> Option<Parts<'_>> {
    let (inner, _) = text.strip_prefix("[[")?.split_once("]]")?;
    if inner.contains('[') || inner.trim().is_empty() {
        return None;
    }
    let length = inner.len() + "[[]]".len();
    Some(match inner.split_once('|') {
        Some((target, label)) if !label.trim().is_empty() => {
            let target = target.trim_end_matches('\\');
            (length, target, LinkStyle::WikiLabelled, Some(label))
        }
        Some((target, _)) => (length, target, LinkStyle::WikiBare, None),
        None => (length, inner, LinkStyle::WikiBare, None),
    })
}

fn labelled(text: &str) -> Option<Parts<'_>> {
    let label = closed(text, ('[', ']'))?;
    let target = closed(text.get(label.len() + 2..)?, ('(', ')'))?;
    let length = label.len() + target.len() + "[]()".len();
    let address = target.trim();
    let address = match address.strip_prefix('<') {
        Some(inner) => inner.split('>').next().unwrap_or(inner),
        None => address.split_whitespace().next().unwrap_or(""),
    };
    Some((length, address, LinkStyle::Markdown, Some(label)))
}

/// What stands between a bracket that `text` begins with and the one that closes it.
fn closed(text: &str, (open, close): (char, char)) -> Option<&str> {
    let inner = text.strip_prefix(open)?;
    let mut depth = 0_usize;
    for (at, c) in inner.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            if depth == 0 {
                return inner.get(..at);
            }
            depth -= 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_in_plain_words() {
        let found = |text: &str| -> Vec<(String, String, String)> {
            let links = written(text).into_iter().filter(|link| link.closed);
            links
                .map(|link| {
                    (
                        text.get(link.range).unwrap().to_owned(),
                        link.target.to_owned(),
                        link.label.unwrap_or("-").to_owned(),
                    )
                })
                .collect()
        };
        let one = |all: &str, target: &str, label: &str| {
            vec![(all.to_owned(), target.to_owned(), label.to_owned())]
        };
        assert_eq!(found("a [[x]] b"), one("[[x]]", "x", "-"));
        assert_eq!(found("![[x|y]]"), one("![[x|y]]", "x", "y"));
        assert_eq!(found("[[[x#y]]]"), one("[[x#y]]", "x#y", "-"));
        assert_eq!(
            found("`[a [b]](<x y.md> \"t\")`"),
            one("[a [b]](<x y.md> \"t\")", "x y.md", "a [b]")
        );
        assert_eq!(found("[[x|]]"), one("[[x|]]", "x", "-"));
        assert_eq!(
            found("[a](b.md \"t\")"),
            one("[a](b.md \"t\")", "b.md", "a")
        );
        let begun = written("[[x|a [[y]] b]] [[z");
        let begun: Vec<_> = begun
            .iter()
            .map(|link| (link.target, link.closed))
            .collect();
        assert_eq!(begun, [("x", false), ("y", true), ("z", false)]);
        for text in ["[x]", "[[", "[[]]", "[ ] [x", "a [1] (b)", "]] [["] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
