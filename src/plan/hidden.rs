//! Which sections of a body an audience does not see.

use crate::plan::body;
use crate::plan::goal::{Body, Section, SectionRole};
use crate::source::Span;
use crate::vocabulary::Visibility;
use std::borrow::Cow;

impl Section {
    /// Who may see the section at most, its parents aside: what its heading says, else what its role
    /// says (a log and feedback are for a mentor).
    pub fn least(&self) -> Visibility {
        match self.role {
            // The title's attribute is the whole file's.
            SectionRole::Title => Visibility::Public,
            SectionRole::Log | SectionRole::Feedback => self.seen.unwrap_or(Visibility::Mentor),
            _ => self.seen.unwrap_or(Visibility::Public),
        }
    }
}

impl Body {
    /// The sections that someone who sees things up to `limit` does not see: the outermost ones, in
    /// order, as byte ranges of the file.
    ///
    /// A child narrows and never widens, so what lies in a hidden section is hidden with it.
    pub fn hidden_beyond(&self, limit: Visibility) -> Vec<Span> {
        let mut hidden: Vec<Span> = Vec::new();
        for section in &self.sections {
            let inside = hidden.last().is_some_and(|outer| outer.holds(section.span));
            if !inside && section.least() > limit {
                hidden.push(section.span);
            }
        }
        hidden
    }

    /// The body as if what someone who sees things up to `limit` does not see had never been written.
    pub fn shown_up_to(&self, limit: Visibility) -> Cow<'_, Self> {
        let hidden = self.hidden_beyond(limit);
        if hidden.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut text = String::with_capacity(self.text().len());
        let mut at = self.start;
        let end = self.start + self.text().len();
        for section in hidden.into_iter().chain([Span::at(end)]) {
            text.push_str(Span::new(at, section.start).of_from(self.text(), self.start));
            at = section.end;
        }
        Cow::Owned(body::read(&text.into(), 0, self.start, &self.context).body)
    }
}
