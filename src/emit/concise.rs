//! One line a finding, for editors and for `grep`.

use super::{Lines, Options, tame};
use crate::diagnostic::Diagnostic;

pub(super) fn line(diagnostic: &Diagnostic, lines: &Lines<'_>, options: &Options<'_>) -> String {
    let (at, _) = lines.ends(&diagnostic.location.path, diagnostic.location.span);
    let message = tame(&diagnostic.message);
    format!(
        "{}:{}:{}: {}[{}] {message}",
        tame(&options.path(&diagnostic.location.path)),
        at.line,
        at.column,
        diagnostic.severity.as_str(),
        diagnostic.code
    )
}
