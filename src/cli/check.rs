//! `minutebook check`

use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::fix;
use super::progress::FileProgress;
use super::report_format::ReportFormat;
use super::site_arguments::{OutputOptions, SiteArguments, write_report};
use super::threads::in_threads;
use crate::external_links::{self, RequestLimits, outside_links};
use crate::pipeline::{Loaded, Options, check, check_and};
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::report::failure::Failure;
use crate::report::formats::{github, json, sarif};
use crate::report::terminal::{hand_over, print_diagnostics, print_status};

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// The format of the diagnostics
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
    /// Check external links too; recent good answers are not requested again
    #[arg(long)]
    external: bool,
    /// Apply safe fixes, after showing them: line ends, spaces, composed letters, the colons of labels
    #[arg(long, conflicts_with = "external")]
    fix: bool,
    /// Apply the fixes without asking
    #[arg(long, requires = "fix")]
    yes: bool,
}

impl CheckArguments {
    /// Runs the subcommand.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        let options = self.site.options(None, false, false);
        in_threads(self.site.jobs, || {
            if self.fix {
                return fix::run(&options, self.yes);
            }
            let output = OutputOptions { quiet: false, report: self.site.report.clone() };
            run(&options, &output, self.format, self.external)
        })
    }
}

/// Runs all stages but the writing, and lists every diagnostic; with `external` also those about external links.
///
/// # Errors
/// As [`check`].
fn run(
    options: &Options,
    output_options: &OutputOptions,
    format: ReportFormat,
    external: bool,
) -> Result<ExitCode, Failure> {
    let report = if external { check_and(options, ask)? } else { check(options)? };
    if let Some(place) = &output_options.report {
        write_report(&report, place)?;
    }
    match format {
        ReportFormat::Human => {
            print_diagnostics(&report.diagnostics, Severity::Note, usize::MAX);
            for line in report.by_code() {
                print_status(&line);
            }
            if let Some(first) = report.diagnostics.first() {
                print_status(&format!("`minutebook explain {}` says more about the first of these", first.problem));
            }
        }
        ReportFormat::Json => hand_over(&json(&report)),
        ReportFormat::Github => hand_over(github(&report.diagnostics).trim_end()),
        ReportFormat::Sarif => hand_over(&sarif(&report.diagnostics)),
    }
    print_status(&report.summary());
    report.held_back().iter().for_each(|line| print_status(line));
    Ok(if report.fails(options.strict) { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Checks the external links of the archive. `cache_path` is the file of the cache.
fn ask(loaded: &Loaded, cache_path: Option<&Path>) -> Vec<Diagnostic> {
    let links = outside_links(&loaded.archive, &loaded.sources);
    let bar = FileProgress::new("links", false);
    let found = external_links::check(&links, &RequestLimits::default(), cache_path, &|done, all| bar.show(done, all));
    bar.clear();
    found
}
