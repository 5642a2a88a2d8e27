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

pub mod bytes;
pub mod cli;
pub mod config;
pub mod external_links;
pub mod fs;
pub mod hosting;
pub mod integrity;
pub mod ledger;
pub mod link;
pub mod lint;
pub mod markdown;
pub mod name_matching;
pub mod parse;
pub mod pipeline;
pub mod plan;
pub mod publish;
pub mod record;
pub mod render;
pub mod report;
pub mod schedule;
pub mod search;
pub mod serve;
pub mod site;
pub mod text;
pub mod theme;
pub mod yaml;

/// Random cases that are the same in every run; shared with the tests of the whole program.
#[cfg(test)]
#[path = "../tests/suite/proptest_config.rs"]
pub(crate) mod proptest_config;
