//! How many statements a second are judged, on one core, in one long run.
//!
//! `cargo bench --bench assess`. The statements are those of `tests/smart`.

#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a bench stops at its first fault"
)]

use goalpost::prose::assess::assess;
use goalpost::today::Today;

fn main() {
    divan::main();
}

fn statements() -> Vec<String> {
    [
        include_str!("../tests/smart/a.jsonl"),
        include_str!("../tests/smart/b.jsonl"),
        include_str!("../tests/smart/c.jsonl"),
    ]
    .iter()
    .flat_map(|set| set.lines())
    .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
    .filter_map(|item| Some(item.get("text")?.as_str()?.to_owned()))
    .collect()
}

#[divan::bench]
fn judge_600_statements(bencher: divan::Bencher<'_, '_>) {
    let statements = statements();
    let today = Today("2027-03-01".parse().expect("a date"));
    bencher
        .counter(divan::counter::ItemsCount::new(statements.len()))
        .bench_local(|| {
            statements
                .iter()
                .filter(|text| assess(text, today).specific.met)
                .count()
        });
}

#[divan::bench]
fn judge_a_line_of_a_megabyte(bencher: divan::Bencher<'_, '_>) {
    let line = "by doing 3 things, then join ".repeat(36_000);
    let today = Today("2027-03-01".parse().expect("a date"));
    bencher.bench_local(|| assess(&line, today));
}
