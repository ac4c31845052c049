//! Which words say what: the tables of English in `data/`, read once, and the endings of words.
//!
//! In: a lowercase word. Out: the classes that it belongs to and the form that it stands in. A word
//! that no table names has no class; what that means is decided by the layers above.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The classes of a word, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u64);

impl Class {
    /// Whether it is of any class of `other`.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    const fn is_none(self) -> bool {
        self.0 == 0
    }
}

macro_rules! classes {
    ($($name:ident $word:literal),+ $(,)?) => {
        classes!(@bits 0u64, $($name $word),+);
        /// The class that a heading of a table names.
        fn named(word: &str) -> Class {
            match word {
                $($word => $name,)+
                _ => Class(0),
            }
        }
    };
    (@bits $at:expr, $name:ident $word:literal $(, $rest:ident $more:literal)*) => {
        #[doc = concat!("The words under `[", $word, "]`.")]
        pub(super) const $name: Class = Class(1 << $at);
        classes!(@bits $at + 1, $($rest $more),*);
    };
    (@bits $at:expr,) => {};
}

classes! {
    END "end", ACT "act", GO "go", OPEN "open", CHANGE "change", FACTOR "factor", DIM "vague-verb",
    BECOME "become", WANT "want", OBJECTIVE "objective", WITH_VERB "withverb", BENEFIT "benefit", NEED "need",
    QUALITY "quality", GENERIC "generic", FIELD "field", CREDENTIAL "credential", ROLE "role", EVENT "event",
    PERSON "person", RESOURCE "resource", VAGUE "vague", COMPARATIVE "comparative", PRAISE "praise", AIM "aim",
    DOING "doing", DET "det", POSS "poss", PRON "pron", PREP "prep", CONJ "conj", AUX "aux", NEG "neg",
    ADVERB "adverb", HEDGE "hedge", MONTH "month", WEEKDAY "weekday", TIME_UNIT "timeunit", SMALL_UNIT "smallunit",
    SEASON "season", UNIT "unit", DEGREE "degree",
}

/// Every class of verbs that can be a goal's own.
pub(super) const VERB: Class = END
    .and(ACT)
    .and(GO)
    .and(OPEN)
    .and(CHANGE)
    .and(FACTOR)
    .and(DIM)
    .and(BECOME);
/// All that an inflected verb keeps of its base form.
const VERBAL: Class = VERB
    .and(WANT)
    .and(OBJECTIVE)
    .and(WITH_VERB)
    .and(BENEFIT)
    .and(NEED);
/// Every class of nouns.
pub(super) const NOUN: Class = QUALITY
    .and(GENERIC)
    .and(FIELD)
    .and(CREDENTIAL)
    .and(ROLE)
    .and(EVENT)
    .and(PERSON)
    .and(RESOURCE)
    .and(PRAISE)
    .and(DOING)
    .and(AIM);
/// Words that bind others and name nothing.
pub(super) const FUNCTION: Class = DET.and(POSS).and(PRON).and(PREP).and(CONJ).and(AUX);

/// The form that a word stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// As the table has it.
    #[default]
    Base,
    /// With an s: a plural, or a third person.
    S,
    /// Past or participle.
    Ed,
    /// With -ing.
    Ing,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its classes.
    pub(super) class: Class,
    /// Its form.
    pub(super) form: Form,
}

/// The words of the tables by what is left of them without one letter, or with two of them swapped.
static NEAR: LazyLock<HashMap<String, Option<&'static str>>> = LazyLock::new(|| {
    let tables = &*TABLES;
    let mut near: HashMap<String, Option<&'static str>> = HashMap::with_capacity(1 << 15);
    let months = [
        "january",
        "february",
        "september",
        "october",
        "november",
        "december",
    ];
    let known = tables.words.iter().filter(|(_, class)| {
        class.any(
            VERB.and(QUALITY)
                .and(GENERIC)
                .and(FIELD)
                .and(CREDENTIAL)
                .and(ROLE)
                .and(EVENT)
                .and(VAGUE)
                .and(COMPARATIVE)
                .and(RESOURCE)
                .and(BENEFIT),
        )
    });
    for word in known.map(|(word, _)| *word).chain(months) {
        if word.len() < NEAR_LENGTH || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            continue;
        }
        for at in 1..word.len() {
            let short = without(word, at);
            // What is near to two words is near to none, unless a plural only is meant.
            near.entry(short)
                .and_modify(|known| {
                    if *known != Some(word) {
                        *known = None;
                    }
                })
                .or_insert(Some(word));
        }
    }
    near
});

/// Shorter words are near to too many others.
const NEAR_LENGTH: usize = 7;

fn without(word: &str, at: usize) -> String {
    let mut short = String::with_capacity(word.len());
    for (place, letter) in word.char_indices() {
        if place != at {
            short.push(letter);
        }
    }
    short
}

/// The word of the tables that a word with one letter too many, too few, or two swapped stands for.
/// A word that is known, short, or near to several is left alone.
pub(super) fn corrected(word: &str) -> Option<&'static str> {
    if word.len() + 1 < NEAR_LENGTH
        || word.len() > 16
        || !word.bytes().all(|byte| byte.is_ascii_lowercase())
    {
        return None;
    }
    // One letter too few.
    if let Some(Some(known)) = NEAR.get(word) {
        return Some(known)
            .filter(|known| !known.ends_with('s') || word.ends_with('s'))
            .copied();
    }
    for at in 1..word.len() {
        let short = without(word, at);
        // One letter too many.
        if short.len() + 1 >= NEAR_LENGTH
            && at + 1 < word.len()
            && let Some((known, class)) = TABLES.words.get_key_value(short.as_str())
            && class.any(VERB.and(QUALITY).and(GENERIC).and(CREDENTIAL).and(VAGUE))
        {
            return Some(known);
        }
        // Two swapped: what is left of both without one of the two is the same.
        if let Some(Some(known)) = NEAR.get(short.as_str())
            && known.len() == word.len()
            && swapped(word, known)
        {
            return Some(known);
        }
    }
    None
}

fn swapped(word: &str, other: &str) -> bool {
    let mut apart = word
        .bytes()
        .zip(other.bytes())
        .enumerate()
        .filter(|(_, (one, two))| one != two);
    match (apart.next(), apart.next(), apart.next()) {
        (Some((at, (a, b))), Some((next, (c, d))), None) => next == at + 1 && a == d && b == c,
        _ => false,
    }
}

struct Tables {
    words: HashMap<&'static str, Class>,
    forms: HashMap<&'static str, (&'static str, Form)>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut words = HashMap::with_capacity(4096);
    for table in [
        include_str!("data/verbs.txt"),
        include_str!("data/nouns.txt"),
        include_str!("data/words.txt"),
    ] {
        let mut class = Class::default();
        let verbs = table.contains("\n[end]");
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line
                .strip_prefix('[')
                .and_then(|line| line.strip_suffix(']'))
            {
                // Verbs and adjectives that tell nothing share a name for people.
                class = named(if verbs && name == "vague" {
                    "vague-verb"
                } else {
                    name
                });
                continue;
            }
            for word in line.split_ascii_whitespace() {
                let known = words.entry(word).or_insert(Class::default());
                *known = known.and(class);
                // What is common in the plural is common alone.
                let one = word
                    .strip_suffix('s')
                    .filter(|one| one.len() > 4 && !one.ends_with(['s', 'u', 'i', 'e']));
                if let Some(one) = one.filter(|_| class == GENERIC) {
                    let known = words.entry(one).or_insert(Class::default());
                    *known = known.and(class);
                }
            }
        }
    }
    let mut forms = HashMap::with_capacity(256);
    for line in include_str!("data/forms.txt").lines() {
        let mut parts = line.split_ascii_whitespace();
        if let (Some(form), Some(base), Some(kind)) = (parts.next(), parts.next(), parts.next()) {
            let kind = match kind {
                "ed" => Form::Ed,
                "ing" => Form::Ing,
                "s" => Form::S,
                _ => continue,
            };
            forms.insert(form, (base, kind));
        }
    }
    Tables { words, forms }
});

/// Looks a lowercase word up, in itself and as a form of another.
pub(super) fn look_up(word: &str) -> Entry {
    let tables = &*TABLES;
    let word = word.strip_suffix("'s").unwrap_or(word);
    let own = tables.words.get(word).copied().unwrap_or_default();
    if let Some((base, form)) = tables.forms.get(word) {
        let base = tables.words.get(base).copied().unwrap_or_default();
        let class = match form {
            Form::S => base.and(own),
            _ => base.only(VERBAL).and(own),
        };
        return Entry { class, form: *form };
    }
    let stem = |ending: &str, put: &str| -> Class {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 1) else {
            return Class::default();
        };
        if put.is_empty() {
            return tables.words.get(stem).copied().unwrap_or_default();
        }
        let mut made = [0_u8; 40];
        let length = stem.len() + put.len();
        let Some(place) = made.get_mut(..length) else {
            return Class::default();
        };
        let (head, tail) = place.split_at_mut(stem.len());
        head.copy_from_slice(stem.as_bytes());
        tail.copy_from_slice(put.as_bytes());
        std::str::from_utf8(place)
            .ok()
            .and_then(|made| tables.words.get(made))
            .copied()
            .unwrap_or_default()
    };
    // `planning` is of `plan`, not of `plann`.
    let undoubled = |ending: &str| -> Class {
        let Some(stem) = word.strip_suffix(ending) else {
            return Class::default();
        };
        let mut ends = stem.bytes().rev();
        match (ends.next(), ends.next()) {
            (Some(last), Some(before)) if last == before && last.is_ascii_alphabetic() => stem
                .get(..stem.len() - 1)
                .and_then(|stem| tables.words.get(stem))
                .copied()
                .unwrap_or_default(),
            _ => Class::default(),
        }
    };
    if word.len() > 4 && word.ends_with("ing") {
        let class = stem("ing", "e")
            .and(stem("ing", ""))
            .and(undoubled("ing"))
            .only(VERBAL);
        if !class.is_none() {
            return Entry {
                class: class.and(own),
                form: Form::Ing,
            };
        }
        let form = if own.is_none() { Form::Ing } else { Form::Base };
        return Entry { class: own, form };
    }
    if word.len() > 3 && word.ends_with("ed") {
        let class = stem("ed", "e")
            .and(stem("ed", ""))
            .and(stem("ied", "y"))
            .and(undoubled("ed"))
            .only(VERBAL);
        if !class.is_none() {
            return Entry {
                class: class.and(own),
                form: Form::Ed,
            };
        }
        let form = if own.is_none() && !word.ends_with("eed") {
            Form::Ed
        } else {
            Form::Base
        };
        return Entry { class: own, form };
    }
    // `maths`, `sales` name a field; they are no plurals.
    if own.any(FIELD) {
        return Entry {
            class: own,
            form: Form::Base,
        };
    }
    if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") {
        let class = stem("s", "").and(stem("es", "")).and(stem("ies", "y"));
        if !class.is_none() {
            return Entry {
                class: class.and(own),
                form: Form::S,
            };
        }
        // An unknown word with an s is a plural more often than not.
        let form = if own.is_none() && !["us", "is", "ics"].iter().any(|end| word.ends_with(end)) {
            Form::S
        } else {
            Form::Base
        };
        return Entry { class: own, form };
    }
    // `readjust`, `co-write`, `cross-train`: a verb with something before it.
    if own.is_none() {
        let inner = match word.rsplit_once('-') {
            Some((_, inner)) => Some(inner),
            None => ["re", "over", "up", "out", "pre", "co", "de"]
                .iter()
                .find_map(|before| word.strip_prefix(before))
                .filter(|inner| inner.len() > 3),
        };
        if let Some(class) = inner.and_then(|inner| tables.words.get(inner)) {
            let class = class.only(VERB);
            if !class.is_none() {
                return Entry {
                    class,
                    form: Form::Base,
                };
            }
        }
    }
    Entry {
        class: own,
        form: Form::Base,
    }
}

/// What a phrase of `data/phrases.txt` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    /// A reason follows.
    Reason,
    /// A means follows.
    Means,
    /// It sounds like a time and is none.
    Never,
}

/// The words behind the first of a phrase, and what it does.
type Phrase = (Vec<&'static str>, Opens);

/// The phrases by their first word, the longest first.
static PHRASES: LazyLock<HashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<&str, Vec<Phrase>> = HashMap::new();
    let mut opens = Opens::Never;
    for line in include_str!("data/phrases.txt").lines() {
        match line {
            "[reason]" => opens = Opens::Reason,
            "[means]" => opens = Opens::Means,
            "[never]" => opens = Opens::Never,
            _ if line.starts_with('#') => {}
            _ => {
                let mut words = line.split_ascii_whitespace();
                if let Some(first) = words.next() {
                    let rest: Vec<&str> = words.collect();
                    let list = phrases.entry(first).or_default();
                    let place =
                        list.partition_point(|(known, _): &Phrase| known.len() >= rest.len());
                    list.insert(place, (rest, opens));
                }
            }
        }
    }
    phrases
});

/// The longest phrase that begins with `first` and goes on as `next(1)`, `next(2)` …; how many words
/// it has, and what it does.
pub(super) fn phrase<'a>(first: &str, next: impl Fn(usize) -> &'a str) -> Option<(usize, Opens)> {
    PHRASES
        .get(first)?
        .iter()
        .find(|(rest, _)| {
            rest.iter()
                .enumerate()
                .all(|(at, word)| next(at + 1) == *word)
        })
        .map(|(rest, opens)| (rest.len() + 1, *opens))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_all_their_forms() {
        for (word, class, form) in [
            ("publishing", END, Form::Ing),
            ("planned", ACT, Form::Ed),
            ("studies", GO, Form::S),
            ("led", GO, Form::Ed),
            ("running", ACT, Form::Ing),
            ("nurses", ROLE, Form::S),
            ("applied", END, Form::Ed),
            ("mentor's", PERSON, Form::Base),
        ] {
            let entry = look_up(word);
            assert!(entry.class.any(class), "{word}");
            assert_eq!(entry.form, form, "{word}");
        }
        assert!(look_up("perovskite").class.is_none());
    }

    #[test]
    fn every_heading_of_a_table_is_a_class() {
        for table in [
            include_str!("data/verbs.txt"),
            include_str!("data/nouns.txt"),
            include_str!("data/words.txt"),
        ] {
            for line in table.lines().filter(|line| line.starts_with('[')) {
                let name = line.trim_matches(['[', ']']);
                assert!(!named(name).is_none(), "{line}");
            }
        }
    }

    #[test]
    fn the_longest_phrase_counts() {
        let words = ["in", "order", "to", "win"];
        assert_eq!(
            phrase("in", |at| words.get(at).copied().unwrap_or("")),
            Some((3, Opens::Reason))
        );
        assert_eq!(phrase("purple", |_| ""), None);
    }
}
