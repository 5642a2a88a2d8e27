//! Minutebook turns a folder of meeting transcripts into a complete public archive of plain files.
//!
//! ```text
//! content/ ─discover─▶ SourceFile ─parse─▶ Document ─link─▶ Archive ─plan─▶ Plan ─render─▶ Artifact ─write─▶ output/
//!    I/O                 ∥ per file, pure    whole, pure    whole, pure   ∥ per output, pure  I/O, atomic, streaming
//! themes/ ─theme─▶ Theme ────────────────────────────────────────────────────────┘
//! every stage ──▶ Diagnostic ─report─▶ stderr, exit code, JSON
//! ```
//!
//! Data flows one way. No stage imports another; [`pipeline`] alone names them all. [`record`] speaks of public bodies,
//! [`site`] of publishing, and [`plan`] turns the one into the other. Bad content is reported and never lost:
//! pure stages give a value *and* diagnostics, and only the I/O edges return `Result`.
//!
//! `ARCHITECTURE.md` says why it is built like this.

pub mod cache;
pub mod card;
pub mod cli;
pub mod command;
pub mod compress;
pub mod config;
pub mod diagnostic;
pub mod digest;
pub mod discover;
pub mod failure;
pub mod fingerprint;
pub mod format;
pub mod forms;
pub mod hosting;
pub mod ical;
pub mod labels;
pub mod likeness;
pub mod link;
pub mod lint;
pub mod markdown;
pub mod memo;
pub mod mend;
pub mod outside;
pub mod parse;
pub mod pipeline;
pub mod plan;
pub mod publish;
pub mod record;
pub mod register;
pub mod render;
pub mod report;
pub mod schedule;
pub mod seal;
pub mod search;
pub mod serve;
pub mod site;
pub mod slug;
pub mod source;
pub mod text;
pub mod theme;
pub mod work;
pub mod write;
pub mod yaml;

/// Random cases that are the same in every run; shared with the tests of the whole program.
#[cfg(test)]
#[path = "../tests/suite/cases.rs"]
pub(crate) mod cases;
