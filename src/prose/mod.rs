//! What words say: numbers, measures, dates, periods, and whole goals.
//!
//! In: a text, never a file. Out: values. Nothing here knows a plan, a rule or a clock. For fields,
//! each layer uses those before it: [`number`] → [`period`] → [`date`] → [`measure`]. For sentences:
//! `lexicon`, `sign` (tables of English) → `token` → `noun`, `quantity` → `moment`, `deadline`, `rhythm` →
//! `clause` (what is the goal, how, why) → `object`, `deed`, `aim` → `reading` → [`mod@assess`],
//! [`remark`]. Beside them: `phrases` → [`blank`]; [`language`].

mod aim;
pub mod assess;
pub mod blank;
mod clause;
pub mod date;
mod deadline;
mod deed;
pub mod language;
mod lexicon;
pub mod measure;
mod moment;
mod noun;
pub mod number;
mod object;
pub mod period;
mod phrases;
mod quantity;
mod reading;
pub mod remark;
mod rhythm;
mod sign;
mod token;

pub use period::{Period, PeriodUnit};
