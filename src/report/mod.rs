//! What a run says to people and programs: diagnostics, failures, counts, and the forms in which they are written.

pub mod diagnostic;
pub mod failure;
pub mod formats;
pub mod public;
pub mod run_report;
pub mod shown;
pub mod steps;
pub mod terminal;
