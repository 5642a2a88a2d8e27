//! `minutebook build`

use std::process::ExitCode;

use clap::Args;

use super::progress::FileProgress;
use super::site_arguments::{OutputArgument, OutputOptions, SiteArguments, write_report};
use super::threads::in_threads;
use crate::integrity::Signing;
use crate::pipeline::{Options, Progress, build, build_offline};
use crate::report::diagnostic::Severity;
use crate::report::failure::Failure;
use crate::report::run_report::WrittenFiles;
use crate::report::terminal::{print_diagnostics, print_status};

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    site: SiteArguments,
    #[command(flatten)]
    output: OutputArgument,
    /// Draw everything again, without reading or writing caches
    #[arg(long)]
    no_cache: bool,
    /// Print errors only
    #[arg(long, short)]
    quiet: bool,
    /// Build into a folder that contains other files too; they stay
    #[arg(long)]
    force: bool,
    /// Minify style sheets and scripts
    #[arg(long)]
    minify: bool,
    /// Write a `.gz` and a `.br` beside each text file, for hosts that send them
    #[arg(long)]
    precompress: bool,
    /// Write a site that opens from a folder or an unpacked ZIP file, without a server
    #[arg(long, conflicts_with = "precompress")]
    relative: bool,
    /// Write checksums of all files, as SHA256SUMS; signed with the key that MINUTEBOOK_SIGN_KEY names
    #[arg(long)]
    sums: bool,
}

impl BuildArguments {
    /// Runs the subcommand.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        let options = Options {
            minify: self.minify,
            precompress: self.precompress,
            sums: self.sums,
            ends_process: true,
            signing: self.sums.then(Signing::from_environment).flatten(),
            ..self.site.options(self.output.output.clone(), !self.no_cache, self.force)
        };
        let output = OutputOptions { quiet: self.quiet, report: self.site.report.clone() };
        in_threads(self.site.jobs, || run(&options, self.relative, &output))
    }
}

/// Maximum number of printed diagnostics of one kind; `check` lists all.
const SHOWN: usize = 10;

/// Builds, for a host or relative for a folder, and prints the report.
///
/// # Errors
/// As [`build`].
fn run(options: &Options, is_relative: bool, output_options: &OutputOptions) -> Result<ExitCode, Failure> {
    let bar = FileProgress::new("files", output_options.quiet);
    let report = if is_relative { build_offline(options, &bar) } else { build(options, &bar) };
    bar.clear();
    let report = report?;
    if let Some(place) = &output_options.report {
        write_report(&report.public(), place)?;
    }
    print_diagnostics(
        &report.diagnostics,
        if output_options.quiet { Severity::Error } else { Severity::Warning },
        SHOWN,
    );
    if !output_options.quiet {
        print_status(&report.summary());
        report.held_back().iter().for_each(|line| print_status(line));
    }
    if report.fails(options.strict) {
        // What is known only of a finished site is reported when it is there.
        if options.strict && report.written == WrittenFiles::default() {
            print_status("nothing was written, because --strict lets no warning pass");
        }
        return Ok(ExitCode::from(1));
    }
    if !output_options.quiet && is_relative {
        print_status(&format!("The site opens from {}", options.output_folder().join("index.html").display()));
    } else if !output_options.quiet {
        // A page that is opened from the disk has no styles, since its links begin at the root of the site.
        let site = match options.site.to_string_lossy() {
            here if here == "." => String::new(),
            there => format!(" {there}"),
        };
        print_status(&format!(
            "The site is in {}; `minutebook serve{site}` shows it",
            options.output_folder().display()
        ));
    }
    Ok(ExitCode::SUCCESS)
}

impl Progress for FileProgress {
    fn drawn(&self, done: usize, all: usize) {
        // Often enough to be seen moving; each update costs a lock.
        if done.is_multiple_of(64) || done == all {
            self.show(done, all);
        }
    }
}
