//! Any text is judged, with its evidence inside it.
//!
//! `cargo fuzz run --fuzz-dir tests/fuzz assess`

#![no_main]

use goalpost::prose::assess::assess;
use goalpost::today::Today;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let today = Today("2028-02-29".parse().expect("a date"));
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
            assert!(text.get(evidence.bytes.clone()).is_some());
        }
    }
    for target in &judged.targets {
        assert!(target.value.is_finite());
    }
});
