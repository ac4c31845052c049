//! A published plan and a theme become a [`Site`]: path → how its bytes are made.
//!
//! In: a [`Published`](crate::publish::Published), the only way for plan and progress to get here,
//! and a [`Theme`]. Out: a [`Site`] that keeps nothing and makes each file when asked. Nothing here
//! decides who may see a thing; the forms in which an audience is shown it are chosen here.

mod card;
mod chart;
mod figures;
mod letters;
pub mod markdown;
mod outputs;
mod own_words;
mod person;
mod site;
mod standing;
mod theme;
mod view;

use crate::words;

pub use own_words::says;
pub use person::{Person, visitor};
pub use site::{Entry, RenderError, Site, SitePath, mailed, site};
pub use theme::{Theme, ThemeError};
