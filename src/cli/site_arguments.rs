//! What most subcommands are told: the site, the moment, and how the run is reported.

use std::path::{Path, PathBuf};

use crate::pipeline::{Now, Options};
use crate::report::failure::Failure;

#[derive(Debug, clap::Args)]
pub(super) struct SiteArguments {
    /// A site (has `content/`), or any folder of transcripts
    #[arg(value_name = "SITE", default_value = ".")]
    pub(super) site: PathBuf,
    /// Build for this moment: `2026-08-04T18:00:00+08:00`, or without an offset in the site's time zone
    #[arg(long, value_name = "TIME", value_parser = parse_now)]
    pub(super) now: Option<Now>,
    /// The address the site will have, instead of the one in site.yml
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Show drafts, records under review and records still to come
    #[arg(long)]
    pub(super) drafts: bool,
    /// Let warnings fail the run; a build then writes nothing
    #[arg(long)]
    pub(super) strict: bool,
    /// How many threads to use (0: one for each processor)
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) jobs: usize,
    /// Write counts, diagnostics and timings as JSON
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,
    /// Where the register lies (SITE/register; a plain folder has none)
    #[arg(long, value_name = "DIR")]
    pub(super) register: Option<PathBuf>,
}

/// How a run is told to people and programs.
#[derive(Debug, Clone)]
pub(super) struct OutputOptions {
    /// Say nothing but errors.
    pub quiet: bool,
    /// Where the JSON report goes.
    pub report: Option<PathBuf>,
}

impl SiteArguments {
    pub(super) fn options(&self, output: Option<PathBuf>, cache: bool, force: bool) -> Options {
        Options {
            output,
            now: self.now.unwrap_or(Now::Clock),
            base_url: self.base_url.clone(),
            drafts: self.drafts,
            strict: self.strict,
            cache,
            force,
            register: self.register.clone(),
            ..Options::for_site(&self.site)
        }
    }
}

/// Reads a site for those who work on it: drafts and records to come count as well.
pub(super) fn editors_options(site: &Path) -> Options {
    Options { drafts: true, ..Options::for_site(site) }
}

pub(super) fn parse_now(text: &str) -> Result<Now, String> {
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        return Ok(Now::Instant(instant));
    }
    text.parse::<jiff::civil::DateTime>()
        .map(Now::Local)
        .map_err(|_| "write it as in `2026-08-04T18:00:00+08:00` or `2026-08-04T18:00`".to_owned())
}

/// Writes a report as JSON for programs: one for everybody, or one for editors.
pub(super) fn write_report(report: &impl serde::Serialize, place: &Path) -> Result<(), Failure> {
    let json = serde_json::to_vec_pretty(report).expect("texts and numbers can be written as JSON");
    std::fs::write(place, json).map_err(|error| Failure::io("the report cannot be written", place, &error))
}
