//! A front matter as it stands, and the test that a change of it changed nothing else.

use super::{EditError, apply, line_end, line_start, next_line};
use crate::fields::Block;
use crate::plan::front_matter::{self, FIELDS, Split};
use crate::problem::ProblemKind;
use crate::source::{Edit, LineIndex, SourceFile, Span};
use crate::yaml::{self, Entry, Mapping, Node};

/// The front matter of a document.
pub(super) struct Front<'a> {
    pub(super) file: &'a SourceFile,
    pub(super) text: &'a str,
    pub(super) split: Split,
    pub(super) mapping: Mapping,
}

impl<'a> Front<'a> {
    /// Reads it; what is broken is not to be written to.
    pub(super) fn read(file: &'a SourceFile) -> Result<Self, EditError> {
        let text = file.text.as_deref().map_err(|_| EditError::NoText)?;
        let split = front_matter::split(text);
        let broken = |at: usize, what: &str| EditError::Broken {
            line: LineIndex::new(text).line_column(text, at).line,
            what: what.to_owned(),
        };
        if let Some(fence) = split.unclosed {
            return Err(broken(
                fence.start,
                "the front matter that begins here has no closing `---`",
            ));
        }
        let mapping = yaml::mapping(text, split.block);
        for problem in &mapping.problems {
            if let ProblemKind::Yaml { what, .. } = &problem.kind {
                return Err(broken(problem.span.start, what));
            }
        }
        Ok(Self {
            file,
            text,
            split,
            mapping,
        })
    }

    /// Whether there are fences.
    pub(super) fn is_there(&self) -> bool {
        self.split.body > self.split.block.start
    }

    /// The entry of a field, by its name or a synonym.
    pub(super) fn entry(&self, name: &str) -> Option<&Entry> {
        Block::new(&self.mapping, FIELDS, &mut Vec::new()).entry(name)
    }

    /// The blanks before each key.
    pub(super) fn indent(&self) -> &'a str {
        let first = self.mapping.entries.first();
        let blanks = first.and_then(|entry| {
            let start = line_start(self.text, entry.key.span.start);
            self.text.get(start..entry.key.span.start)
        });
        blanks
            .filter(|blanks| blanks.chars().all(|c| c == ' '))
            .unwrap_or("")
    }

    pub(super) fn edit(&self, span: Span, text: impl Into<String>) -> Edit {
        Edit {
            path: self.file.path.clone(),
            span,
            text: text.into(),
        }
    }

    /// The line end to write at a place.
    pub(super) fn eol(&self, at: usize) -> &'static str {
        line_end(self.text, at)
    }

    /// The byte after the last line of a value.
    pub(super) fn after(&self, entry: &Entry) -> usize {
        let value = entry.value.span;
        let kept = value.of(self.text).trim_end().len();
        let last = (value.start + kept).max(entry.key.span.end);
        next_line(self.text, last).min(self.split.block.end)
    }

    /// The byte after the colon of an entry.
    pub(super) fn colon(&self, entry: &Entry) -> Option<usize> {
        let after = entry.key.span.end;
        let rest = self.text.get(after..self.split.block.end)?;
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        rest.get(blanks..)?
            .starts_with(':')
            .then_some(after + blanks + 1)
    }

    /// Where a new field may stand, best first: behind the last field that the format names before
    /// it, else at the end.
    pub(super) fn places(&self, name: &str) -> Vec<usize> {
        let rank = |key: &str| {
            FIELDS.iter().position(|field| {
                field.name.eq_ignore_ascii_case(key)
                    || field
                        .synonyms
                        .iter()
                        .any(|synonym| synonym.eq_ignore_ascii_case(key))
            })
        };
        let own = rank(name);
        let before = self
            .mapping
            .entries
            .iter()
            .filter(|entry| rank(&entry.key.value).is_some_and(|rank| Some(rank) < own))
            .max_by_key(|entry| rank(&entry.key.value));
        before
            .map(|entry| self.after(entry))
            .into_iter()
            .chain([self.split.block.end])
            .collect()
    }

    /// The edits that add these lines (without their end) where there is no such field yet: the
    /// first place at which the result `holds`.
    pub(super) fn add(
        &self,
        name: &str,
        lines: &[String],
        wanted: &dyn Fn(&Node) -> bool,
    ) -> Result<Vec<Edit>, EditError> {
        if !self.is_there() {
            let at = self.split.body;
            let eol = self.eol(at);
            let mut block = format!("---{eol}");
            for line in lines {
                block.push_str(&format!("{line}{eol}"));
            }
            block.push_str(&format!("---{eol}"));
            return self.settle(name, [vec![self.edit(Span::at(at), block)]], wanted);
        }
        if self.split.block.of(self.text).trim_start().starts_with('{') {
            return Err(EditError::Field(name.to_owned()));
        }
        let indent = self.indent();
        let tries = self.places(name).into_iter().map(|at| {
            let eol = self.eol(at);
            let mut block = String::new();
            for line in lines {
                block.push_str(&format!("{indent}{line}{eol}"));
            }
            vec![self.edit(Span::at(at), block)]
        });
        self.settle(name, tries, wanted)
    }

    /// The first of the `tries` that says what is `wanted` of the field, and changes nothing else.
    pub(super) fn settle(
        &self,
        name: &str,
        tries: impl IntoIterator<Item = Vec<Edit>>,
        wanted: &dyn Fn(&Node) -> bool,
    ) -> Result<Vec<Edit>, EditError> {
        let set = |node: Option<&Node>| node.is_some_and(wanted);
        self.settle_or_gone(name, tries, &set)
    }

    /// The same, where the field may be gone afterwards.
    pub(super) fn settle_or_gone(
        &self,
        name: &str,
        tries: impl IntoIterator<Item = Vec<Edit>>,
        wanted: &dyn Fn(Option<&Node>) -> bool,
    ) -> Result<Vec<Edit>, EditError> {
        tries
            .into_iter()
            .find(|edits| self.holds(name, edits, wanted))
            .ok_or_else(|| EditError::Field(name.to_owned()))
    }

    fn holds(&self, name: &str, edits: &[Edit], wanted: &dyn Fn(Option<&Node>) -> bool) -> bool {
        let changed = apply(self.file, edits);
        let Ok(after) = Front::read(&changed) else {
            return false;
        };
        let body = |front: &Front<'_>| front.text.get(front.split.body..).map(str::to_owned);
        let own = self.entry(name).map(|entry| entry.key.value.clone());
        let rest = |front: &Front<'_>, key: Option<&str>| -> Vec<(String, String, Node)> {
            front
                .mapping
                .entries
                .iter()
                .filter(|entry| Some(entry.key.value.as_str()) != key)
                .map(|entry| {
                    // What stands behind the last word of a value may be the next entry's comment.
                    let written = entry.value.span.of(front.text).trim_end().to_owned();
                    (
                        entry.key.value.clone(),
                        written,
                        placeless(&entry.value.value),
                    )
                })
                .collect()
        };
        let entry = after.entry(name);
        let key = entry.map(|entry| entry.key.value.as_str());
        let value = entry.map(|entry| placeless(&entry.value.value));
        body(self) == body(&after)
            && (own.is_none() || key.is_none() || own.as_deref() == key)
            && self.mapping.problems.len() == after.mapping.problems.len()
            && rest(self, own.as_deref()) == rest(&after, key)
            && wanted(value.as_ref())
    }
}

/// A value with every place in it set to the first byte, so that values can be compared.
pub(super) fn placeless(node: &Node) -> Node {
    let at = Span::default();
    match node {
        Node::Seq(items) => Node::Seq(
            items
                .iter()
                .map(|item| crate::source::Spanned::new(placeless(&item.value), at))
                .collect(),
        ),
        Node::Map(entries) => Node::Map(
            entries
                .iter()
                .map(|entry| Entry {
                    key: crate::source::Spanned::new(entry.key.value.clone(), at),
                    value: crate::source::Spanned::new(placeless(&entry.value.value), at),
                })
                .collect(),
        ),
        // Whether it is quoted says nothing of its value.
        Node::Scalar { text, .. } => Node::Scalar {
            text: text.clone(),
            quoted: false,
        },
        other => other.clone(),
    }
}
