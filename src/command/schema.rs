//! `minutebook schema`: what editors need to know of the YAML files.

use std::process::ExitCode;

use crate::pipeline::{SchemaOf, schema};
use crate::report::run_report::hand_over;

/// Prints the JSON Schema of a kind of file.
pub fn run(of: SchemaOf) -> ExitCode {
    hand_over(&format!("{:#}", schema(of)));
    ExitCode::SUCCESS
}
