//! The model of a plan, and how files become it.
//!
//! In: [`Sources`](crate::source::Sources) and the [`Config`](crate::config::Config). Out: a
//! [`Plan`], which knows every goal, role, skill, review and statement, and how they refer to each
//! other. Reading cannot fail: what is amiss is kept as a [`Problem`](crate::problem::Problem) of
//! its [`Document`], and everything else of the file is read all the same. Nothing here knows a
//! rule, an audience's page or a clock.

mod as_of;
mod assemble;
mod audience;
pub mod body;
pub mod field;
pub mod front_matter;
pub mod goal;
pub mod hidden;
pub mod links;
mod log_line;
mod marks;
pub mod markup;
pub mod model;
pub mod others;
mod read;
mod slug;
pub mod texts;

pub use assemble::{Edited, again, assemble};
pub use body::MAX_NESTING;
pub use field::Field;
pub use goal::Goal;
pub use model::{
    Document, DocumentKind, GoalEntry, GoalIx, Plan, Reference, Relations, RoleIx, Target,
};
pub use read::{FileKind, Layout, in_words, kind_of, looks_like_a_goal, read};
#[cfg(feature = "cli")]
pub(crate) use slug::slug;
