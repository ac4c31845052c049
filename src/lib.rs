//! goalpost reads a folder of Markdown goals, checks them as a linter checks code, and renders a
//! career page and a progress report.
//!
//! # The pipe
//!
//! Each stage is a function from values to a value. The world is touched at the two ends only.
//!
//! ```text
//!  load ─▶ Sources ─▶ plan ─┬─▶ measure ─▶ check ─▶ findings            (always of the whole plan)
//!  (the only reader) (read)  └─▶ cut ─▶ measure ─▶ render ─▶ Site ─▶ write
//!                               (one audience)      (outputs)   (the only writer)
//!                           Today is a value, never a clock
//! ```
//!
//! # The floors
//!
//! A module uses only what lies on a floor below its own; inside a folder, files use each other in
//! one direction. `tests/suite/architecture.rs` reads every `use crate::` and holds this table to be
//! true.
//!
//! | floor | modules | what they are for |
//! |---|---|---|
//! | 15 | `cli` | arguments → calls, one file a command; the only clock, environment and exit code |
//! | 14 | `serve` | the live preview: looks again when files change, answers from memory, alone with its async runtime |
//! | 13 | `write` | bytes onto disk, whole at every instant |
//! | 12 | `render` | a published plan and a theme → a `Site`: path → how its bytes are made |
//! | 11 | `report` | a published plan and a period → where it stands, what changed, what comes next: one value, and its text, Markdown, JSON and CSV |
//! | 10 | `words` | dates, numbers and states in words |
//! | 9 | `publish` | the plan of one audience: cut first, then measured anew |
//! | 8 | `analysis` | the pipe from `Sources` to findings, and the memo that makes it quick the second time |
//! | 7 | `check` | rules: what is told, with a page each |
//! | 6 | `progress`, `discretion`, `edit` | arithmetic on dates and numbers; words that want a second look before they are public; the fewest bytes that change a document |
//! | 5 | `plan` | the model, and how files become it |
//! | 4 | `config` | `plan.yaml`: settings, each with a value |
//! | 3 | `fields` | typed reading of a YAML tree, a field at a time; its tables as JSON Schema |
//! | 2 | `yaml`, `emit` | YAML with places, alone with its crate; findings → text, one line each, JSON |
//! | 1 | `vocabulary`, `prose`, `load`, `problem`, `diagnostic` | the words of the format; numbers, dates and measures in words; a directory → `Sources`; what reading found amiss; what the user is told |
//! | 0 | `source`, `today` | text and places in it; the date we reckon from |
//!
//! # Invariants
//!
//! 1. Only `load`, `write`, `serve` and `cli` touch files, clocks, environment and network.
//! 2. Reading cannot fail: a broken file is still a document, with what could be read and its
//!    problems. Fields are read one by one, each absent, broken or set, so that one fault is one
//!    finding.
//! 3. `today` is an argument, resolved once in `cli`.
//! 4. Incremental equals clean: after any edits a `Session` answers what a fresh run answers.
//! 5. Same input, same bytes: no hash order, no absolute path, no time stamp.
//! 6. All that is told is a rule: reading records a `Problem`, only a rule makes a `Diagnostic` of it.
//! 7. What an audience may not see does not exist after the cut, and only `publish` makes what
//!    `render` takes. The finished bytes are searched all the same.
//! 8. What cannot be understood is private.
//! 9. What a command writes into a plan is the fewest bytes, read again before it is written: it says
//!    what was asked, and all else what it said.
//! 10. One `Site` serves builds and tests, and makes each file only when it is asked for.
//!
//! # Where to start reading
//!
//! `cli/build.rs` reads like the picture above. Then `plan/goal.rs` for what a goal is, one pair of
//! files in `check/rules/` for what a rule is, and one file in `render/outputs/` for what a page is.
//! To add a rule, write its two files and name it in `check/rules/mod.rs`; a page or export, one
//! file in `render/outputs/` and its name there; a front-matter field, a field of the model and a
//! line in `FIELDS`; a theme, a folder in `themes/`.

pub mod analysis;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod discretion;
pub mod edit;
pub mod emit;
pub mod fields;
#[cfg(feature = "cli")]
pub mod load;
pub mod plan;
pub mod problem;
pub mod progress;
pub mod prose;
pub mod publish;
pub mod render;
pub mod report;
#[cfg(feature = "cli")]
pub mod serve;
pub mod source;
pub mod today;
pub mod vocabulary;
mod words;
#[cfg(feature = "cli")]
pub mod write;
pub mod yaml;
