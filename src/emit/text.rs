//! The line itself, with what is so and what to do, as the best compilers give it.

use super::{Colour, Lines, Style, tame};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Location, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

pub(super) fn render(diagnostic: &Diagnostic, lines: &Lines<'_>, style: Style) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let code = diagnostic.code.to_string();
    let mut group: Group<'_> = level
        .primary_title(tame(&diagnostic.message))
        .id(code)
        .element(snippet(
            &diagnostic.location,
            lines,
            (AnnotationKind::Primary, diagnostic.label.as_deref()),
        ));
    for related in &diagnostic.related {
        group = group.element(snippet(
            &related.location,
            lines,
            (AnnotationKind::Context, Some(&related.message)),
        ));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(tame(help)));
    }
    let renderer = match style.colour {
        Colour::Ansi => Renderer::styled(),
        Colour::None => Renderer::plain(),
    };
    renderer.term_width(style.width).render(&[group])
}

fn snippet<'a>(
    location: &'a Location,
    lines: &Lines<'a>,
    (kind, label): (AnnotationKind, Option<&'a str>),
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = lines.text(&location.path);
    let span = within(location.span, text);
    // Only the line itself is given away: a large file with many findings is not read again for each.
    let index = lines.of(&location.path);
    let line = index.line_column(text, span.start).line;
    let whole = index.line(text, line);
    let text = whole.of(text);
    let within = |at: usize| at.saturating_sub(whole.start).min(text.len());
    let span = Span::new(within(span.start), within(span.end));
    let annotation = kind.span(span.start..span.end);
    let annotation = match label {
        Some(label) => annotation.label(tame(label)),
        None => annotation,
    };
    Snippet::source(text)
        .line_start(line)
        .path(tame(location.path.as_str()))
        .annotation(annotation)
}

/// The first line of a span, on character boundaries of `text`.
fn within(span: Span, text: &str) -> Span {
    let floor = |at: usize| {
        (0..=at.min(text.len()))
            .rev()
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(0)
    };
    let (start, end) = (floor(span.start), floor(span.end));
    let line = text
        .get(start..end)
        .and_then(|inside| inside.find('\n'))
        .map_or(end, |length| start + length);
    Span::new(start, line)
}
