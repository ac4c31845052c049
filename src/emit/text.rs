//! The line itself, with what is so and what to do, as the best compilers give it.

use super::{Colour, Style};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Location, Sources, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

pub(super) fn render(diagnostic: &Diagnostic, sources: &Sources, style: Style) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let code = diagnostic.code.to_string();
    let mut group: Group<'_> = level
        .primary_title(clean(&diagnostic.message))
        .id(code)
        .element(snippet(
            &diagnostic.location,
            sources,
            (AnnotationKind::Primary, diagnostic.label.as_deref()),
        ));
    for related in &diagnostic.related {
        group = group.element(snippet(
            &related.location,
            sources,
            (AnnotationKind::Context, Some(&related.message)),
        ));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(clean(help)));
    }
    let renderer = match style.colour {
        Colour::Ansi => Renderer::styled(),
        Colour::None => Renderer::plain(),
    };
    renderer.term_width(style.width).render(&[group])
}

fn snippet<'a>(
    location: &'a Location,
    sources: &'a Sources,
    (kind, label): (AnnotationKind, Option<&'a str>),
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = sources.text(&location.path);
    let span = within(location.span, text);
    let annotation = kind.span(span.start..span.end);
    let annotation = match label {
        Some(label) => annotation.label(clean(label)),
        None => annotation,
    };
    Snippet::source(text)
        .path(location.path.as_str())
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

/// Words of a plan that go to a terminal lose what would command it.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
