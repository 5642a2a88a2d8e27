//! One file a subcommand.

pub mod build;
pub mod check;
pub mod ci_templates;
mod conflicts;
mod content_files;
pub mod fix;
mod git_history;
pub mod hosting;
pub mod init;
pub mod man;
pub mod new;
pub mod people;
mod progress;
mod prompt;
pub mod publish;
pub mod register;
pub mod schedule;
pub mod schema;
pub mod search;
pub mod serve;
pub mod theme;
pub mod verify;
mod versions;

use std::path::Path;

use crate::report::failure::Failure;

/// Writes a report as JSON for programs: one for everybody, or one for editors.
fn write_report(report: &impl serde::Serialize, place: &Path) -> Result<(), Failure> {
    let json = serde_json::to_vec_pretty(report).unwrap_or_default();
    std::fs::write(place, json).map_err(|error| Failure::io("the report cannot be written", place, &error))
}
