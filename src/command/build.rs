//! `minutebook build`

use std::process::ExitCode;

use super::progress::FileProgress;
use crate::cli::OutputOptions;
use crate::pipeline::{Options, Progress, build, default_output};
use crate::report::diagnostic::Severity;
use crate::report::failure::Failure;
use crate::report::run_report::{print_diagnostics, say};

/// Diagnostics of one kind that a build prints; `check` lists all.
const SHOWN: usize = 10;

/// Builds, and tells what was built and what is wrong.
///
/// # Errors
/// As [`build`].
pub fn run(options: &Options, telling: &OutputOptions) -> Result<ExitCode, Failure> {
    let bar = FileProgress::new("files", telling.quiet);
    let report = build(options, &bar);
    bar.clear();
    let report = report?;
    if let Some(place) = &telling.report {
        super::write_report(&report.public(), place)?;
    }
    print_diagnostics(&report.diagnostics, if telling.quiet { Severity::Error } else { Severity::Warning }, SHOWN);
    if !telling.quiet {
        say(&report.summary());
        report.held_back().iter().for_each(|line| say(line));
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

impl Progress for FileProgress {
    fn drawn(&self, done: usize, all: usize) {
        // Often enough to be seen moving; each update costs a lock.
        if done.is_multiple_of(64) || done == all {
            self.show(done, all);
        }
    }
}
