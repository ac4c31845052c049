//! What is known while a body is read; each file beside this one reads one part of it.

use super::prepare::Prepared;
use crate::plan::goal::{Body, SectionRole};
use crate::problem::Problem;
use crate::source::{Span, Spanned};
use crate::vocabulary::Visibility;
use std::ops::Range;

/// What reading a body gives beside the body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BodyRead {
    /// The body.
    pub body: Body,
    /// The title, where the first heading is one, with the audience that its heading names.
    pub title: Option<(Spanned<String>, Option<Visibility>)>,
    /// What is amiss.
    pub problems: Vec<Problem>,
    /// Whether something about who may see it could not be understood.
    pub fails_closed: bool,
}

pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) prepared: &'t Prepared,
    pub(super) out: BodyRead,
    /// Where the attributes begin that Markdown read from headings.
    pub(super) groups: Vec<usize>,
    /// The headings whose attributes are told.
    pub(super) marked: Vec<Range<usize>>,
    /// The role of each section, that of the steps or log around it included.
    pub(super) roles: Vec<SectionRole>,
    /// Up to which event the links are taken: a list that is read as steps may be shown, too.
    pub(super) linked: usize,
}

impl Reader<'_> {
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.start)
    }

    /// The role of the section that a place lies in, innermost; headings inside the steps or the log
    /// do not end them.
    pub(super) fn role_at(&self, at: usize) -> SectionRole {
        self.section_at(at)
            .and_then(|index| self.roles.get(index))
            .copied()
            .unwrap_or(SectionRole::Other)
    }

    pub(super) fn section_at(&self, at: usize) -> Option<usize> {
        let at = at + self.start;
        let before = self
            .out
            .body
            .sections
            .partition_point(|section| section.heading.start <= at);
        before.checked_sub(1)
    }
}
