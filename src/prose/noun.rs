//! Where a noun phrase ends.
//!
//! In: tokens and the place where a phrase begins. Out: the place behind it. It knows nothing of the
//! parts of a goal; what a goal's own verb acts on is for `object`.

use crate::prose::lexicon::{AUX, CONJ, PREP, PRON};
use crate::prose::token::Text;

/// Behind the words of a noun phrase, a handful at most.
pub(super) fn end(text: &Text, at: usize) -> usize {
    (at..at + 6)
        .find(|&at| {
            !(text.is_word(at) || text.is_number(at))
                || text.has(at, PREP.and(CONJ).and(AUX))
                || text.has(at, PRON) && !text.one_of(at, &["this", "that", "one"])
        })
        .unwrap_or(at + 6)
}
