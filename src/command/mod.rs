//! One file a subcommand.

mod ask;
mod bar;
pub mod build;
pub mod check;
pub mod fix;
pub mod hosting;
pub mod init;
pub mod man;
pub mod new;
mod past;
pub mod people;
mod place;
pub mod publish;
pub mod register;
pub mod schedule;
pub mod schema;
pub mod search;
pub mod serve;
mod taken;
pub mod theme;
pub mod timers;
pub mod verify;
mod versions;

use std::path::Path;

use crate::failure::Failure;

/// Writes a report as JSON for programs: one for everybody, or one for editors.
fn write_report(report: &impl serde::Serialize, place: &Path) -> Result<(), Failure> {
    let json = serde_json::to_vec_pretty(report).unwrap_or_default();
    std::fs::write(place, json).map_err(|error| Failure::io("the report cannot be written", place, &error))
}
