//! The words of `data/signs.txt`: they decide how what stands around them is read.
//!
//! In: a word in the very form that it stands in. Out: the signs that it shows.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A set of signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs(u128);

impl Signs {
    /// Whether it holds any of `other`.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

macro_rules! signs {
    ($($name:ident),+ $(,)?) => {
        signs!(@bits 0, $($name),+);
        const NAMES: &[(&str, Signs)] = &[$((stringify!($name), $name)),+];
    };
    (@bits $at:expr, $name:ident $(, $rest:ident)*) => {
        #[doc = concat!("The words under `[", stringify!($name), "]`.")]
        pub(super) const $name: Signs = Signs(1 << $at);
        signs!(@bits $at + 1, $($rest),*);
    };
    (@bits $at:expr,) => {};
}

signs! {
    KIND_OF_YEAR, LENGTH_FILLER, ABOUT, PART_OF_SPAN, TURNING_POINT, CLAUSE_BREAK, COMES_ABOUT,
    LIFE_TURN, NO_EVENT, EACH_CASE, ANSWERS, ROUTINE, WHICH_YEAR, YEAR_UNIT, BARE_TIME,
    RUNNING_TERM, PART_WORD, NEARLY, SHORT_MONTH, HOURS, PER_THING, PERIOD_LEAD, PERIODICAL,
    SETS_ASIDE, WORTH, WISHES, BINDS_WISH, WISH_OBJECT, WISH_FORM, TELLS_OF_SELF, AUXILIARY,
    FINITE, TELLS_NEED, HOW_LABEL, GOAL_LABEL, STEP_VERB, NEED_OF_SELF, HELPS, HELP_DONE,
    NO_HELP, LEAD_IN, BEGINS_WISH, SEEKS, POST, OFFERS, OFFER_VERB, GUIDED, ASIDE_REASON,
    ENDS_SUBJECT, STEP_TAIL, BY_AMOUNT, BY_MEANS, WAY_VERB, WITH_COMPLEMENT, WITH_CARRIER,
    HELP_NOUN, FEATURE, SPARE_TIME, AROUND_WORK, FUNDS, PLAIN_INFINITIVE, NOUN_PLACE, CLIMBS,
    SKILLS, ASKS_VERB, FOR_TAKER, ROLE_WORD, NEED_VERB, COMMA_LINK, COMMA_MEANS, NO_MADE,
    TELLING_SUBJECT, IS_OR_HAS, NO_SUBJECT, LABEL, ONE_ARTICLE, ONE_POINTED, EXAM_SCORE,
    LABELLED_WORD, RAISES_MONEY, GROUP, BOUND_LEAD, OWN_CHILDREN, COUNTED_DOING, ACTED_THROUGH,
    BEFORE_ROLE, NO_ROLE_NOUN, AWAY_PARTICLE, BETTER_AT, BROUGHT_ABOUT, RISES, MIXED_HEAD,
    DEFINITE, DIM_DOES, HABIT, ENDS_ALONE, LASTING, SINGLE_DOES, EVENT_WORD, MAKES_TEXT, MADE_SO,
    ELECTED_TO, ROLE_OF_A_KIND, OF_A_DOING, KIN, OF_THE_BODY, DONE_BEHIND, HOLY_DAY, ONLY_PRAISES, GATHERED, GIVES_HELP,
}

static WORDS: LazyLock<HashMap<&'static str, Signs>> = LazyLock::new(|| {
    let mut words: HashMap<&str, Signs> = HashMap::with_capacity(1024);
    let mut sign = Signs::default();
    for line in include_str!("data/signs.txt").lines() {
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            let found = NAMES.iter().find(|(known, _)| *known == name);
            sign = found.map_or(Signs::default(), |(_, sign)| *sign);
        } else if !line.starts_with('#') {
            for word in line.split_ascii_whitespace() {
                let known = words.entry(word).or_default();
                *known = Signs(known.0 | sign.0);
            }
        }
    }
    words
});

/// The signs that a word shows.
pub(super) fn of(word: &str) -> Signs {
    WORDS.get(word).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_is_a_sign_and_every_sign_has_words() {
        let headings: Vec<&str> = include_str!("data/signs.txt")
            .lines()
            .filter(|line| line.starts_with('['))
            .map(|line| line.trim_matches(['[', ']']))
            .collect();
        let names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
        assert_eq!(headings, names);
        assert!(of("curriculum") == Signs::default());
    }
}
