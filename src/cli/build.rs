//! `minutebook build`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::part_arguments::PartArguments;
use super::part_place::PartPlace;
use super::progress::FileProgress;
use super::site_arguments::{OutputArgument, OutputOptions, SiteArguments, write_report};
use super::threads::in_threads;
use crate::integrity::Signing;
use crate::pipeline::{Options, PartPhase, Progress, SettingsOver, build, build_offline, build_part};
use crate::report::diagnostic::Severity;
use crate::report::failure::Failure;
use crate::report::run_report::{Report, WrittenFiles};
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
    #[arg(long, conflicts_with_all = ["precompress", "phase"])]
    relative: bool,
    /// Write checksums of all files, as SHA256SUMS; signed with the key that MINUTEBOOK_SIGN_KEY names
    #[arg(long)]
    sums: bool,
    /// The memory to keep to, such as `800M` or `2G` (half of the machine's): with less, records are read again more often
    #[arg(long, value_name = "SIZE", value_parser = parse_size)]
    memory: Option<u64>,
    #[command(flatten)]
    parts: PartArguments,
}

impl BuildArguments {
    /// Runs the subcommand.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        let options = Options {
            minify: self.minify,
            precompress: self.precompress,
            sums: self.sums,
            memory: self.memory,
            ends_process: true,
            signing: self.sums.then(Signing::from_environment).flatten(),
            ..self.site.options(self.output.output.clone(), !self.no_cache, self.force)
        };
        let output = OutputOptions { quiet: self.quiet, report: self.site.report.clone() };
        let how = match self.parts.step()? {
            Some((phase, work)) => BuildMode::Part(phase, work),
            None if self.relative => BuildMode::Offline,
            None => BuildMode::Whole,
        };
        in_threads(self.site.jobs, || run(&options, &how, &output))
    }
}

/// Ways of building a site.
enum BuildMode {
    Whole,
    /// A site that opens from a folder.
    Offline,
    /// One step of a build in parts, with the place that they share.
    Part(PartPhase, PathBuf),
}

/// Sentence about a step of a build in parts, unless it is the last, which is reported as a whole build is.
fn step_done(phase: PartPhase) -> Option<String> {
    match phase {
        PartPhase::Read(part) => Some(format!("Part {part} has read its records; when all have, run `--phase link`")),
        PartPhase::Link { parts } => Some(format!("The {parts} parts are linked; run `--phase draw` of each")),
        PartPhase::Draw(part) => Some(format!("Part {part} has drawn its files; when all have, run `--phase join`")),
        PartPhase::Join { .. } => None,
    }
}

/// Runs a step of a build in parts, with what the others have shared.
fn build_step(options: &Options, phase: PartPhase, work: &Path, progress: &dyn Progress) -> Result<Report, Failure> {
    let place = PartPlace::open(options, phase, work)?;
    let report = build_part(options, phase, place.folder(), progress)?;
    place.share()?;
    Ok(report)
}

/// Reads a number of bytes, perhaps with the unit K, M, G or T, which are powers of 1024.
fn parse_size(text: &str) -> Result<u64, String> {
    let wrong = || "write it as in `800M` or `2G`".to_owned();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let power = match text[digits.len()..].to_ascii_uppercase().trim_end_matches('B').trim_end_matches('I') {
        "" => 0,
        "K" => 1,
        "M" => 2,
        "G" => 3,
        "T" => 4,
        _ => return Err(wrong()),
    };
    let number: u64 = digits.parse().map_err(|_| wrong())?;
    number.checked_mul(1 << (10 * power)).ok_or_else(wrong)
}

/// Maximum number of printed diagnostics of one kind; `check` lists all.
const SHOWN: usize = 10;

/// Builds and prints the report.
///
/// # Errors
/// As [`build`].
fn run(options: &Options, how: &BuildMode, output_options: &OutputOptions) -> Result<ExitCode, Failure> {
    let bar = FileProgress::new("files", output_options.quiet);
    let report = match how {
        BuildMode::Whole => build(options, &bar),
        BuildMode::Offline => build_offline(options, &bar),
        BuildMode::Part(phase, work) => build_step(options, *phase, work, &bar),
    };
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
    let step = match how {
        BuildMode::Part(phase, _) => step_done(*phase),
        BuildMode::Whole | BuildMode::Offline => None,
    };
    if !output_options.quiet && step.is_none() {
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
    if let Some(step) = step {
        if !output_options.quiet {
            print_status(&step);
        }
        return Ok(ExitCode::SUCCESS);
    }
    if !output_options.quiet && matches!(how, BuildMode::Offline) {
        print_status(&format!("The site opens from {}", options.output_folder().join("index.html").display()));
    } else if !output_options.quiet {
        // A page that is opened from the disk has no styles, since its links begin at the root of the site.
        let site = match options.site.to_string_lossy() {
            here if here == "." => String::new(),
            there => format!(" {there}"),
        };
        let over = match &options.over {
            Some(SettingsOver::Environment(name)) => format!(" --env {name}"),
            Some(SettingsOver::File(path)) => format!(" --config {}", path.display()),
            None => String::new(),
        };
        print_status(&format!(
            "The site is in {}; `minutebook serve{site}{over}` shows it",
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
