//! The tests that look at goalpost from outside: one binary, one module a subject.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests may fail loudly and look at the disk"
)]

mod architecture;
mod beginning;
mod browser;
mod calendar;
mod charts;
mod checking;
mod cli;
mod describing;
mod editing;
mod hostile;
mod live;
mod measuring;
mod measuring_laws;
mod publishing;
mod readme;
mod reporting;
mod session;
mod smart;
mod voices;
