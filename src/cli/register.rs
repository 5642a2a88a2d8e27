//! The arguments of `minutebook register` and `minutebook verify`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::{editors_options, parse_now};
use crate::command;
use crate::integrity::VerifyOptions;
use crate::pipeline::{Now, Options};
use crate::report::failure::Failure;

#[derive(Debug, Args)]
pub(super) struct RegisterArguments {
    #[command(subcommand)]
    task: RegisterTask,
    /// Where the register lies (SITE/register; a plain folder has none)
    #[arg(long, value_name = "DIR", global = true)]
    register: Option<PathBuf>,
    /// The moment that counts: `2026-08-04T18:00:00+08:00`, or without an offset in the site's time zone
    #[arg(long, value_name = "TIME", value_parser = parse_now, global = true)]
    now: Option<Now>,
}

#[derive(Debug, Subcommand)]
enum RegisterTask {
    /// Tell what publishing the site would add, and what must not vanish
    Status(SiteArgument),
    /// Check that the register is whole
    Check(SiteArgument),
    /// Give up what is damaged or lost; what is damaged is kept aside
    Mend(SiteArgument),
    /// Take over earlier versions of records that the register does not know yet, from git
    Import(ImportArguments),
}

#[derive(Debug, Args)]
struct ImportArguments {
    #[command(flatten)]
    site: SiteArgument,
    /// The branch whose commits were published; again for each further one, the oldest first (the remote's first branch, or
    /// the one that is checked out)
    #[arg(long, value_name = "NAME")]
    branch: Vec<String>,
}

#[derive(Debug, Args)]
struct SiteArgument {
    /// A site (has `content/`), or any folder of transcripts
    #[arg(value_name = "SITE", default_value = ".")]
    site: PathBuf,
}

impl RegisterArguments {
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        match &self.task {
            RegisterTask::Status(site) => command::register::status(&self.options(&site.site)),
            RegisterTask::Check(site) => command::register::check(&self.options(&site.site)),
            RegisterTask::Mend(site) => command::register::mend(&self.options(&site.site)),
            RegisterTask::Import(import) => command::register::import(&self.options(&import.site.site), &import.branch),
        }
    }

    fn options(&self, site: &Path) -> Options {
        Options {
            drafts: false,
            register: self.register.clone(),
            now: self.now.unwrap_or(Now::Clock),
            ..editors_options(site)
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct VerifyArguments {
    /// The copy of the site
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The public key of whoever publishes it, or the file that holds it
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// The register, to check the records against
    #[arg(long, value_name = "DIR")]
    register: Option<PathBuf>,
    /// Refuse a copy that was signed before: a day as in `2026-08-04`, which begins in UTC, or a moment
    #[arg(long, value_name = "DATE", value_parser = parse_least, requires = "key")]
    at_least: Option<jiff::Timestamp>,
}

fn parse_least(text: &str) -> Result<jiff::Timestamp, String> {
    let day = || jiff::tz::TimeZone::UTC.to_timestamp(text.parse::<jiff::civil::Date>().ok()?.at(0, 0, 0, 0)).ok();
    let moment = text.parse::<jiff::Timestamp>().ok();
    moment.or_else(day).ok_or_else(|| "write it as in `2026-08-04` or `2026-08-04T18:00:00+08:00`".to_owned())
}

impl VerifyArguments {
    pub(super) fn wanted(&self) -> Result<VerifyOptions, Failure> {
        let key = self.key.as_deref().map(command::verify::key).transpose()?;
        let Self { folder, register, at_least, .. } = self;
        Ok(VerifyOptions { folder: folder.clone(), key, register: register.clone(), at_least: *at_least })
    }
}
