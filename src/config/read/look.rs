//! How the site looks: the theme, its accent, its fonts.

use super::super::ThemeChoice;
use super::{THEME, value, wrong};
use crate::fields::{self, Block};
use crate::problem::{Problem, ProblemKind};
use crate::source::{Sources, Spanned};
use crate::yaml::Node;
use std::collections::BTreeSet;

/// The themes that are built in, by a comma.
const BUILT_IN: &str = env!("GOALPOST_THEMES");

pub(super) fn theme(
    node: Option<&Spanned<Node>>,
    sources: &Sources,
    p: &mut Vec<Problem>,
) -> ThemeChoice {
    let Some(node) = node else {
        return ThemeChoice::default();
    };
    if let Node::Scalar { text, .. } = &node.value {
        let name = Spanned::new(text.clone(), node.span);
        return ThemeChoice {
            name: theme_name(name, "theme", (sources, p)),
            ..ThemeChoice::default()
        };
    }
    let Some(entries) = fields::entries_of(
        node,
        "theme",
        "a theme's name, or `{ name, accent, fonts }`",
        p,
    ) else {
        return ThemeChoice::default();
    };
    let block = Block::inner(entries, THEME, p);
    let accent = fields::text(block.get("accent"), "theme.accent", p)
        .and_then(Result::ok)
        .and_then(|accent| {
            if is_colour(&accent.value) {
                return Some(accent.value);
            }
            wrong(
                p,
                accent.span,
                (
                    "theme.accent",
                    &accent.value,
                    "a colour such as `#1f6f5c` or `teal`",
                ),
            );
            None
        });
    ThemeChoice {
        name: fields::text(block.get("name"), "theme.name", p)
            .and_then(Result::ok)
            .and_then(|name| theme_name(name, "theme.name", (sources, p))),
        accent,
        fonts: value(fields::text(block.get("fonts"), "theme.fonts", p)),
    }
}

/// A theme's name, which is that of a folder in `themes/` and never leads out of it. One that is
/// nowhere is told, and kept: whoever makes pages has to refuse.
pub(super) fn theme_name(
    name: Spanned<String>,
    field: &str,
    (sources, p): (&Sources, &mut Vec<Problem>),
) -> Option<String> {
    let outside = |c: char| matches!(c, '/' | '\\' | ':') || c.is_control();
    if name.value.is_empty() || name.value.starts_with('.') || name.value.contains(outside) {
        let expected = "the name of a theme, or of a folder in themes/";
        wrong(p, name.span, (field, &name.value, expected));
        return None;
    }
    let own = sources.files.keys().chain(sources.assets.keys());
    let own = own.filter_map(|path| path.as_str().strip_prefix("themes/")?.split_once('/'));
    let there: BTreeSet<&str> = own
        .map(|(name, _)| name)
        .chain(BUILT_IN.split(','))
        .collect();
    if !there.contains(name.value.as_str()) {
        let near = fields::nearest(&name.value, there.iter().copied()).map(String::from);
        let there: Vec<&str> = there.into_iter().collect();
        let kind = ProblemKind::WrongValue {
            field: field.into(),
            found: format!("`{}`", name.value),
            expected: format!("one of the themes that there are: {}", there.join(", ")),
            near,
            fails_closed: false,
        };
        let span = name.span;
        p.push(Problem { span, kind });
    }
    Some(name.value)
}

/// A colour that can stand in a style sheet: `#rgb`, `#rrggbb`, or a word.
pub(super) fn is_colour(text: &str) -> bool {
    match text.strip_prefix('#') {
        Some(hex) => matches!(hex.len(), 3 | 6) && hex.bytes().all(|b| b.is_ascii_hexdigit()),
        None => (3..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphabetic()),
    }
}
