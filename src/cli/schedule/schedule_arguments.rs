//! The arguments of `minutebook schedule`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{ScheduleFormat, run};
use crate::cli::site_arguments::NowArgument;
use crate::cli::site_arguments::parse_site;
use crate::cli::threads::in_threads;
use crate::pipeline::Options;
use crate::report::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct ScheduleArguments {
    /// A site (has `content/`), or any folder of transcripts
    #[arg(value_name = "SITE", default_value = ".", value_parser = parse_site)]
    site: PathBuf,
    #[command(flatten)]
    now: NowArgument,
    /// The format: for people, for programs, or for a calendar
    #[arg(long, value_parser = ["text", "json", "ics"], default_value = "text")]
    format: String,
    /// Print only the time of the next change; exit code 1 and no output if there is none
    #[arg(long, conflicts_with_all = ["format", "until"])]
    next: bool,
    /// Print only the number of seconds until the next change
    #[arg(long, conflicts_with = "format")]
    until: bool,
    /// Exit with 1 if anything is late
    #[arg(long)]
    strict: bool,
}

impl ScheduleArguments {
    /// Runs the subcommand.
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        in_threads(0, || run(&self.options(), self.request()))
    }

    fn options(&self) -> Options {
        Options { now: self.now.now(), strict: self.strict, ..Options::for_site(&self.site) }
    }

    fn request(&self) -> ScheduleFormat {
        match self.format.as_str() {
            _ if self.next => ScheduleFormat::Next,
            _ if self.until => ScheduleFormat::Until,
            "json" => ScheduleFormat::Json,
            "ics" => ScheduleFormat::Calendar,
            _ => ScheduleFormat::Text,
        }
    }
}
