//! `minutebook register`: what was published, and what publishing would add.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::git_history::{Commit, GitHistory};
use super::label_settings::LabelSettings;
use super::site_arguments::parse_now;
use super::threads::in_threads;
use super::versions::FoundVersions;
use crate::cli::site_arguments::parse_site;
use crate::ledger;
use crate::pipeline::{Now, Options, PublishPlan, publishing};
use crate::report::diagnostic::Severity;
use crate::report::failure::Failure;
use crate::report::run_report::counted;
use crate::report::terminal::{print_diagnostics, print_status};

#[derive(Debug, Args)]
pub(super) struct RegisterArguments {
    #[command(subcommand)]
    task: RegisterTask,
    /// The folder of the register (SITE/register; a plain folder has none)
    #[arg(long, value_name = "DIR", global = true)]
    register: Option<PathBuf>,
    /// The moment that counts as now: `2026-08-04T18:00:00+08:00`, or without an offset in the site's time zone
    #[arg(long, value_name = "TIME", value_parser = parse_now, global = true)]
    now: Option<Now>,
}

#[derive(Debug, Subcommand)]
enum RegisterTask {
    /// Show what publishing the site would add, and which addresses would vanish
    Status(SiteArgument),
    /// Check the register for damage
    Check(SiteArgument),
    /// Give up damaged and lost parts; copies of damaged files are kept
    Mend(SiteArgument),
    /// Import earlier versions of records that the register does not know yet, from git
    Import(ImportArguments),
}

#[derive(Debug, Args)]
struct ImportArguments {
    #[command(flatten)]
    site: SiteArgument,
    /// A branch whose commits were published; repeat for further ones, oldest first (the remote's first branch, or the
    /// one that is checked out)
    #[arg(long, value_name = "NAME")]
    branch: Vec<String>,
}

#[derive(Debug, Args)]
struct SiteArgument {
    /// A site (has `content/`), or any folder of transcripts
    #[arg(value_name = "SITE", default_value = ".", value_parser = parse_site)]
    site: PathBuf,
}

impl RegisterArguments {
    /// Runs the subcommand.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        in_threads(0, || match &self.task {
            RegisterTask::Status(site) => status(&self.options(&site.site)),
            RegisterTask::Check(site) => check(&self.options(&site.site)),
            RegisterTask::Mend(site) => repair(&self.options(&site.site)),
            RegisterTask::Import(own) => import(&self.options(&own.site.site), &own.branch),
        })
    }

    fn options(&self, site: &Path) -> Options {
        Options { register: self.register.clone(), now: self.now.unwrap_or(Now::Clock), ..Options::for_site(site) }
    }
}

/// Maximum number of printed lines of each kind.
const SHOWN: usize = 100;

/// Shows what publishing would add.
///
/// # Errors
/// As [`publishing`].
fn status(options: &Options) -> Result<ExitCode, Failure> {
    let PublishPlan { loaded, revision, .. } = publishing(options, false)?;
    print_diagnostics(&revision.diagnostics, Severity::Note, SHOWN);
    let value = &revision.value;
    for record in &value.records {
        let version = &record.version;
        let speeches = counted(record.speeches, "speech");
        let what = match (version.number, &record.moved_from) {
            (1, _) => "new".to_owned(),
            (_, Some(before)) => format!("version {}, moved from {before}, {speeches} changed", version.number),
            (_, None) => format!("version {}, {speeches} changed", version.number),
        };
        let minor = if version.minor { ", a slip of the pen" } else { "" };
        print_status(&format!("{} ({what}{minor})", version.address));
    }
    print_status(&format!(
        "{} in the register; publishing would add {} and {}",
        counted(loaded.register.histories.len(), "record"),
        counted(value.records.len(), "version"),
        counted(value.addresses.len(), "address")
    ));
    Ok(if revision.diagnostics.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Folder of a site's register.
fn folder(options: &Options) -> Result<PathBuf, Failure> {
    let is_site = options.site.join("content").is_dir();
    ledger::folder_of(&options.site, is_site, options.register.as_deref())
        .ok_or_else(|| Failure::usage("a plain folder has no register\n  hint: give its folder with `--register DIR`"))
}

/// Checks the register for damage.
///
/// # Errors
/// When it cannot be read.
fn check(options: &Options) -> Result<ExitCode, Failure> {
    let read = ledger::read(&folder(options)?)?;
    print_diagnostics(&read.diagnostics, Severity::Note, SHOWN);
    if !read.diagnostics.is_empty() {
        return Ok(ExitCode::from(1));
    }
    let versions: usize = read.value.histories.iter().map(|history| history.versions.len()).sum();
    print_status(&format!(
        "{} of {}, {}",
        counted(versions, "version"),
        counted(read.value.histories.len(), "record"),
        counted(read.value.known_addresses.len(), "address")
    ));
    match read.value.log.publications.last() {
        Some(last) => print_status(&format!("last written at {}; its hash is {}", last.at, last.hash)),
        None => print_status("nothing has been published yet"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Gives up damaged parts.
///
/// # Errors
/// When the disk refuses.
fn repair(options: &Options) -> Result<ExitCode, Failure> {
    let folder = folder(options)?;
    let now = crate::pipeline::moment(options)?;
    let given_up = ledger::repair(&folder, now)?;
    for what in &given_up {
        print_status(&format!("given up: {what}"));
    }
    match given_up.is_empty() {
        true => print_status("the register is whole; nothing was changed"),
        false => print_status(&format!("copies of the damaged files are in {}", folder.join("damaged").display())),
    }
    check(options)
}

/// Imports earlier versions from git: from the commits of the named branches, or of the published one.
///
/// # Errors
/// When there is no git program or no repository, nothing says which branch was published, or the register cannot be written.
fn import(options: &Options, branches: &[String]) -> Result<ExitCode, Failure> {
    let PublishPlan { loaded, folder, .. } = publishing(options, false)?;
    let content = options.site.join("content");
    let content = if content.is_dir() { content } else { options.site.clone() };
    let mut past = GitHistory::new(&content)?;
    let branches = if branches.is_empty() { vec![past.published_branch()?] } else { branches.to_vec() };
    let unknown = (0..loaded.archive.meetings.len()).filter(|index| loaded.archive.histories[*index].is_none());
    let unknown: Vec<String> = unknown.map(|index| loaded.archive.meetings[index].details.path.to_string()).collect();
    let labels = LabelSettings::of(&content, &unknown);
    let mut found = FoundVersions::new(unknown, labels);
    let mut seen = BTreeSet::new();
    for branch in &branches {
        let commits: Vec<Commit> =
            past.commits(branch)?.into_iter().filter(|commit| seen.insert(commit.hash.clone())).collect();
        found.follow(&commits);
        found.read(&mut past, &commits, loaded.now)?;
    }
    let records = found.records();
    let revision = ledger::import(&loaded.register, &records, loaded.now);
    ledger::append(&folder, &revision)?;
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    for record in &revision.records {
        *versions.entry(&record.name).or_default() += 1;
    }
    let corrected = versions.values().filter(|versions| **versions > 1).count();
    found.print(SHOWN);
    print_status(&format!(
        "{} of {} imported from git; {} corrected or moved",
        counted(revision.records.len(), "version"),
        counted(versions.len(), "record"),
        counted(corrected, "record")
    ));
    print_status(&format!("read: the commits of {} and no other", branches.join(", ")));
    Ok(ExitCode::SUCCESS)
}
