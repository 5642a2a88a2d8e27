//! `minutebook check`

use std::process::ExitCode;

use crate::cli::Telling;
use crate::diagnostic::Severity;
use crate::failure::Failure;
use crate::format::{Format, github, json, sarif};
use crate::pipeline::{Options, check};
use crate::report::{print, print_diagnostics, say};

/// Runs everything but the writing, and lists every diagnostic.
///
/// # Errors
/// As [`check`].
pub fn run(options: &Options, telling: &Telling, format: Format) -> Result<ExitCode, Failure> {
    let report = check(options)?;
    if let Some(place) = &telling.report {
        super::write_report(&report, place)?;
    }
    match format {
        Format::Human => {
            print_diagnostics(&report.diagnostics, Severity::Note, usize::MAX);
            for line in report.by_code() {
                say(&line);
            }
        }
        Format::Json => print(&json(&report)),
        Format::Github => print(github(&report.diagnostics).trim_end()),
        Format::Sarif => print(&sarif(&report.diagnostics)),
    }
    say(&report.summary());
    Ok(if report.fails(options.strict) { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
