//! goalpost: a static site generator for career plans.

pub mod config;
pub mod diagnostic;
pub mod discretion;
pub mod plan;
pub mod problem;
pub mod progress;
pub mod prose;
pub mod publish;
pub mod source;
pub mod today;
pub mod vocabulary;
#[cfg(feature = "cli")]
pub mod write;
