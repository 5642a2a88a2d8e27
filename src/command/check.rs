//! `minutebook check`

use std::path::Path;
use std::process::ExitCode;

use super::progress::FileProgress;
use crate::cli::OutputOptions;
use crate::external_links::{self, RequestLimits, outside_links};
use crate::pipeline::{Loaded, Options, check, check_and};
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::report::failure::Failure;
use crate::report::formats::{Format, github, json, sarif};
use crate::report::run_report::{hand_over, print_diagnostics, say};

/// Runs everything but the writing, and lists every diagnostic; with `external` also those of links out of the archive.
///
/// # Errors
/// As [`check`].
pub fn run(options: &Options, telling: &OutputOptions, format: Format, external: bool) -> Result<ExitCode, Failure> {
    let report = if external { check_and(options, ask)? } else { check(options)? };
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
        Format::Json => hand_over(&json(&report)),
        Format::Github => hand_over(github(&report.diagnostics).trim_end()),
        Format::Sarif => hand_over(&sarif(&report.diagnostics)),
    }
    say(&report.summary());
    report.held_back().iter().for_each(|line| say(line));
    Ok(if report.fails(options.strict) { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Asks whether what the archive links to is still there. `past` is where the answers are kept.
fn ask(loaded: &Loaded, past: Option<&Path>) -> Vec<Diagnostic> {
    let links = outside_links(&loaded.archive, &loaded.sources);
    let bar = FileProgress::new("links", false);
    let found = external_links::check(&links, &RequestLimits::default(), past, &|done, all| bar.show(done, all));
    bar.clear();
    found
}
