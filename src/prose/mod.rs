//! What words say: numbers, measures, dates, periods.
//!
//! In: a text, never a file. Out: values. Nothing here knows a plan, a rule or a clock. Layers, each
//! using those before it: [`number`] → [`period`] → [`date`] → [`measure`].

pub mod date;
pub mod measure;
pub mod number;
pub mod period;

pub use period::{Period, PeriodUnit};
