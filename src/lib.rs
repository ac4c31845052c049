//! goalpost: a static site generator for career plans.

pub mod today;
