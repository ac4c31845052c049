//! A field of a file: absent, broken, or set.

use crate::source::{Span, Spanned};

/// What a field of a front matter holds.
///
/// A rule that needs a broken field is silent, since reading has told of the fault: one fault is
/// one finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Field<T> {
    /// It is not written, or written without a value.
    #[default]
    Absent,
    /// It is written and could not be understood; here is where.
    Broken(Span),
    /// It is written and understood.
    Set(Spanned<T>),
}

impl<T> Field<T> {
    /// The value, if there is one.
    pub fn get(&self) -> Option<&T> {
        match self {
            Self::Set(set) => Some(&set.value),
            Self::Absent | Self::Broken(_) => None,
        }
    }

    /// The value with its place, if there is one.
    pub fn spanned(&self) -> Option<&Spanned<T>> {
        match self {
            Self::Set(set) => Some(set),
            Self::Absent | Self::Broken(_) => None,
        }
    }

    /// Where it is written, understood or not.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Absent => None,
            Self::Broken(span) => Some(*span),
            Self::Set(set) => Some(set.span),
        }
    }

    /// Whether nothing is written.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether something is written that could not be understood.
    pub fn is_broken(&self) -> bool {
        matches!(self, Self::Broken(_))
    }

    /// Whether it is understood.
    pub fn is_set(&self) -> bool {
        matches!(self, Self::Set(_))
    }
}

impl<T> Field<Vec<T>> {
    /// The items, none where the field is absent or broken.
    pub fn items(&self) -> &[T] {
        self.get().map_or(&[], Vec::as_slice)
    }
}

impl Field<String> {
    /// The text, `""` where there is none.
    pub fn text(&self) -> &str {
        self.get().map_or("", String::as_str)
    }
}

impl<T> From<Option<Result<Spanned<T>, Span>>> for Field<T> {
    fn from(read: Option<Result<Spanned<T>, Span>>) -> Self {
        match read {
            None => Self::Absent,
            Some(Err(span)) => Self::Broken(span),
            Some(Ok(set)) => Self::Set(set),
        }
    }
}

impl<T> Field<T> {
    /// The same field with its value changed.
    #[must_use]
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Broken(span) => Field::Broken(span),
            Self::Set(set) => Field::Set(set.map(f)),
        }
    }
}
