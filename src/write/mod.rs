//! Bytes onto disk: the only writer.
//!
//! In: [`Files`] (a site), what was withheld from it, and a folder. Out: the folder holds exactly
//! that site, and [`Changes`] says what that took. Every file is whole at every instant; nothing is
//! replaced before all of the new site has been made and searched; only files that our own list of
//! an earlier build names are ever replaced or deleted.

mod audit;
mod list;
mod own;
mod stage;
mod sync;
mod turn;

pub use audit::Audit;
pub use own::{UpdateError, create, replace, update};
pub use stage::sweep;
pub use sync::{Changes, Files, Made, WriteError, listed, remembers, sync};
