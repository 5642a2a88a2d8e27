//! `minutebook build`

use std::io::IsTerminal;
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::Telling;
use crate::diagnostic::Severity;
use crate::failure::Failure;
use crate::pipeline::{Options, Progress, build, default_output};
use crate::report::{print_diagnostics, say};

/// Diagnostics of one kind that a build prints; `check` lists all.
const SHOWN: usize = 10;

/// Builds, and tells what was built and what is wrong.
///
/// # Errors
/// As [`build`].
pub fn run(options: &Options, telling: &Telling) -> Result<ExitCode, Failure> {
    let bar = Bar::new(telling.quiet);
    let report = build(options, &bar);
    bar.0.finish_and_clear();
    let report = report?;
    if let Some(place) = &telling.report {
        super::write_report(&report, place)?;
    }
    print_diagnostics(&report.diagnostics, if telling.quiet { Severity::Error } else { Severity::Warning }, SHOWN);
    if !telling.quiet {
        say(&report.summary());
    }
    if report.fails(options.strict) {
        if options.strict {
            say("nothing was written, because --strict lets no warning pass");
        }
        return Ok(ExitCode::from(1));
    }
    if !telling.quiet {
        let output = options.output.clone().unwrap_or_else(|| default_output(&options.site));
        say(&format!("The site is in {}; its front page is {}", output.display(), output.join("index.html").display()));
    }
    Ok(ExitCode::SUCCESS)
}

/// A bar on a terminal, and nothing anywhere else.
struct Bar(ProgressBar);

impl Bar {
    fn new(quiet: bool) -> Self {
        let bar = ProgressBar::new(0);
        if quiet || !std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} files") {
            bar.set_style(style);
        }
        Bar(bar)
    }
}

impl Progress for Bar {
    fn drawn(&self, done: usize, all: usize) {
        // Often enough to be seen moving; each update costs a lock.
        if done.is_multiple_of(64) || done == all {
            self.0.set_length(all as u64);
            self.0.set_position(done as u64);
        }
    }
}
