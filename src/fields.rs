//! Typed reading of a YAML tree: each field on its own, absent, broken or set.
//!
//! In: the entries of a mapping and the table of the fields that may be in it. Out: values, and a
//! [`Problem`] for each field that is not what it should be. A field's fault never hides another's.

mod schema;
mod values;

pub use schema::schema;
pub use values::{
    Items, Read, date, day, entries_of, fits, hours, list, number, object_list, one_of, period,
    small, switch, text, texts,
};

use crate::problem::{Problem, ProblemKind};
use crate::source::Spanned;
use crate::vocabulary::Words;
use crate::yaml::{Entry, Mapping, Node};

/// What a field holds, for the reference and the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words.
    Text,
    /// A number.
    Number,
    /// A whole number from 0 to this.
    Small(u8),
    /// Hours a week: `4h/week`, `4`.
    Hours,
    /// `true` or `false`.
    Switch,
    /// A day, month, quarter or year.
    Date,
    /// A calendar period.
    Period,
    /// One of these words.
    Word(Words),
    /// Words, one or several.
    Texts,
    /// A mapping, or a list of them.
    Objects,
}

/// A field of a document.
#[derive(Clone, Copy, Debug)]
pub struct FieldDoc {
    /// Its name.
    pub name: &'static str,
    /// Other names that are read.
    pub synonyms: &'static [&'static str],
    /// What it holds.
    pub holds: Holds,
    /// What it is for, in one sentence.
    pub doc: &'static str,
}

/// Keys of other programs that are nobody's mistake.
const FOREIGN: &[&str] = &[
    "aliases",
    "alias",
    "cssclasses",
    "cssclass",
    "publish",
    "permalink",
    "description",
    "image",
    "cover",
    "layout",
    "date",
    "lastmod",
    "slug",
    "url",
    "weight",
    "author",
    "authors",
    "categories",
    "category",
    "series",
    "type",
    "created",
    "updated",
    "modified",
    "parent",
    "nav_order",
    "toc",
    "pubDate",
    "updatedDate",
    "heroImage",
    "summary",
    "keywords",
    "position",
    "banner",
    "icon",
    "sticker",
    "cards-deck",
    "kanban-plugin",
    "up",
    "related",
    "source",
    "language",
    "template",
    "comments",
    "sidebar_position",
    "sidebar_label",
    "subtitle",
    "note",
    "notes",
    "priority",
    "area",
    "project",
    "topic",
    "topics",
    "uid",
    "uuid",
];

/// The entries of one mapping, looked up by the names of its table.
pub struct Block<'a> {
    /// The first entry of each field that is written, by the field's name.
    written: Vec<(&'static str, &'a Entry)>,
}

impl<'a> Block<'a> {
    /// Puts entries and table together; notes keys that are near one of the table's.
    pub fn new(
        mapping: &'a Mapping,
        table: &'static [FieldDoc],
        problems: &mut Vec<Problem>,
    ) -> Self {
        Self::inner(&mapping.entries, table, problems)
    }

    /// The same for a mapping inside another.
    pub fn inner(
        entries: &'a [Entry],
        table: &'static [FieldDoc],
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut block = Self {
            written: Vec::with_capacity(entries.len()),
        };
        for entry in entries {
            let key = entry.key.value.as_str();
            let field = table.iter().find(|field| is_named(field, key));
            let kind = match field.map(|field| (field.name, block.entry(field.name))) {
                Some((name, None)) => {
                    block.written.push((name, entry));
                    continue;
                }
                Some((_, Some(first))) => Some(ProblemKind::DuplicateKey {
                    key: key.to_owned(),
                    first: first.key.span,
                }),
                None => unknown(key, table),
            };
            let span = entry.key.span;
            problems.extend(kind.map(|kind| Problem { span, kind }));
        }
        block
    }

    /// The entry of a field, by its name; the first that is written with it or a synonym.
    pub fn entry(&self, name: &str) -> Option<&'a Entry> {
        let mut written = self.written.iter();
        let found = written.find(|(field, _)| *field == name);
        found.map(|(_, entry)| *entry)
    }

    /// The value of a field; `None` where it is not written.
    pub fn get(&self, name: &str) -> Option<&'a Spanned<Node>> {
        self.entry(name).map(|entry| &entry.value)
    }
}

/// What there is to say of a key that names no field of the table.
fn unknown(key: &str, table: &'static [FieldDoc]) -> Option<ProblemKind> {
    let is_foreign = |foreign: &&str| foreign.eq_ignore_ascii_case(key);
    if FOREIGN.iter().any(is_foreign) {
        return None;
    }
    let names =
        |field: &FieldDoc| std::iter::once(field.name).chain(field.synonyms.iter().copied());
    let near = nearest(key, table.iter().flat_map(names))?;
    Some(ProblemKind::UnknownKey {
        key: key.to_owned(),
        near: near.to_owned(),
    })
}

fn is_named(field: &FieldDoc, key: &str) -> bool {
    field.name.eq_ignore_ascii_case(key)
        || field
            .synonyms
            .iter()
            .any(|synonym| synonym.eq_ignore_ascii_case(key))
}

/// Of `names` the one that `word` was most likely meant to be: one slip in a short word, two in one
/// of six letters or more.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = match word.chars().count() {
        0..=2 => return None,
        3..=5 => 1,
        _ => 2,
    };
    let word = word.to_lowercase();
    // To compare two words costs the product of their lengths, so those that cannot be near are left
    // out first: a slip changes the length by one at most, and the set of letters by two.
    let (length, letters) = outline(&word);
    names
        .into_iter()
        .filter(|name| {
            let (other, others) = outline(name);
            let differ = (letters ^ others).count_ones();
            other.abs_diff(length) <= most && differ as usize <= 2 * most
        })
        .map(|name| {
            (
                strsim::damerau_levenshtein(&word, &name.to_lowercase()),
                name,
            )
        })
        .filter(|(slips, _)| (1..=most).contains(slips))
        .min_by_key(|(slips, name)| (*slips, *name))
        .map(|(_, name)| name)
}

/// How many characters a word has, and which, as bits that several may share; in any case.
fn outline(word: &str) -> (usize, u64) {
    word.chars()
        .flat_map(char::to_lowercase)
        .fold((0, 0), |(length, letters), c| {
            (length + 1, letters | 1 << (u32::from(c) % 64))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_misses_are_told() {
        let names = ["supports", "due", "measure", "visibility"];
        assert_eq!(nearest("supprots", names), Some("supports"));
        assert_eq!(nearest("duee", names), Some("due"));
        assert_eq!(nearest("dew", names), None);
        assert_eq!(nearest("colour", names), None);
        assert_eq!(nearest("visibilty", names), Some("visibility"));
        assert_eq!(nearest("visibölitü", names), Some("visibility"));
        assert_eq!(nearest(&"visibility".repeat(100_000), names), None);
    }
}
