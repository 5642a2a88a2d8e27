//! Output of a run for people and programs: diagnostics, failures, counts, and their formats.

pub mod diagnostic;
pub mod failure;
pub mod formats;
pub mod mass;
pub mod public;
pub mod run_report;
pub mod shown;
pub mod steps;
pub mod terminal;
