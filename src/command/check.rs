//! `minutebook check`

use std::process::ExitCode;

use crate::cli::Telling;
use crate::diagnostic::Severity;
use crate::failure::Failure;
use crate::pipeline::{Options, check};
use crate::report::{print_diagnostics, say};

/// Runs everything but the writing, and lists every diagnostic.
///
/// # Errors
/// As [`check`].
pub fn run(options: &Options, telling: &Telling) -> Result<ExitCode, Failure> {
    let report = check(options)?;
    if let Some(place) = &telling.report {
        super::write_report(&report, place)?;
    }
    print_diagnostics(&report.diagnostics, Severity::Note, usize::MAX);
    say(&report.summary());
    Ok(if report.fails(options.strict) { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
