//! Any text is judged, with its evidence inside it; so are the remarks on it, and what a field reads.
//!
//! How to run it: `tests/fuzz/README.md`.

#![no_main]

use goalpost::prose::assess::assess;
use goalpost::prose::{Period, blank, date, language, measure, number, remark};
use goalpost::today::Today;
use libfuzzer_sys::fuzz_target;
use std::ops::Range;

fuzz_target!(|text: &str| {
    let today = Today("2028-02-29".parse().expect("a date"));
    let inside = |range: Range<usize>| {
        assert!(text.get(range.clone()).is_some_and(|words| !words.is_empty()));
    };
    let judged = assess(text, today);
    for letter in [
        &judged.specific,
        &judged.measurable,
        &judged.achievable,
        &judged.relevant,
        &judged.time_bound,
    ] {
        assert_eq!(letter.met, !letter.evidence.is_empty());
        for evidence in &letter.evidence {
            inside(evidence.bytes.clone());
        }
    }
    for target in &judged.targets {
        assert!(target.value.is_finite());
        inside(target.bytes.clone());
    }
    judged.deed.into_iter().chain(judged.open_verb).for_each(inside);
    [
        remark::hedge(text),
        remark::vague_time(text, today),
        remark::vague_amount(text, today),
        remark::negative(text, today),
        remark::made(text, today),
        remark::put_in(text, today),
        blank::placeholder(text),
    ]
    .into_iter()
    .flatten()
    .chain(remark::goals_in_one(text, today))
    .for_each(inside);
    remark::is_bare(text, today);
    remark::is_put_in(text);
    remark::which(text, today);
    remark::is_change(text, today);
    blank::is_answer(text);
    language::is_foreign(text);
    if let Some((_, bytes)) = date::find(text) {
        inside(bytes);
    }
    if let Ok((number, _)) = number::leading(text) {
        assert!(number.value.is_finite());
        number::show(number.value);
    }
    let _ = (number::read(text), date::read(text), measure::read(text), Period::read(text));
});
