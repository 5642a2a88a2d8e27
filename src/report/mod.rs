//! What a run says to people and programs: diagnostics, failures, counts, and the forms in which they are written.

pub mod diagnostic;
pub mod failure;
pub mod formats;
mod public;
pub mod run_report;
mod shown;
pub mod steps;
