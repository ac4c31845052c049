//! One line a finding, for editors and for `grep`.

use super::Options;
use crate::diagnostic::Diagnostic;
use crate::source::{LineIndex, Sources};

pub(super) fn line(diagnostic: &Diagnostic, sources: &Sources, options: &Options<'_>) -> String {
    let text = sources.text(&diagnostic.location.path);
    let at = LineIndex::new(text).line_column(text, diagnostic.location.span.start);
    let message: String = diagnostic
        .message
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    format!(
        "{}:{}:{}: {}[{}] {message}",
        options.path(&diagnostic.location.path),
        at.line,
        at.column,
        diagnostic.severity.as_str(),
        diagnostic.code
    )
}
