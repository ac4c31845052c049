//! How the site looks: the theme, its accent, its fonts.

use super::super::ThemeChoice;
use super::{THEME, value, wrong};
use crate::fields::{self, Block};
use crate::problem::Problem;
use crate::source::Spanned;
use crate::yaml::Node;

pub(super) fn theme(node: Option<&Spanned<Node>>, p: &mut Vec<Problem>) -> ThemeChoice {
    let Some(node) = node else {
        return ThemeChoice::default();
    };
    if let Node::Scalar { text, .. } = &node.value {
        let name = Spanned::new(text.clone(), node.span);
        return ThemeChoice {
            name: theme_name(name, "theme", p),
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
            .and_then(|name| theme_name(name, "theme.name", p)),
        accent,
        fonts: value(fields::text(block.get("fonts"), "theme.fonts", p)),
    }
}

/// A theme's name, which is that of a folder in `themes/` and never leads out of it.
pub(super) fn theme_name(
    name: Spanned<String>,
    field: &str,
    p: &mut Vec<Problem>,
) -> Option<String> {
    let outside = |c: char| matches!(c, '/' | '\\' | ':') || c.is_control();
    if name.value.is_empty() || name.value.starts_with('.') || name.value.contains(outside) {
        let expected = "the name of a theme, or of a folder in themes/";
        wrong(p, name.span, (field, &name.value, expected));
        return None;
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
