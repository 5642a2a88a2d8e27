//! The arguments of `minutebook publish`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{PublishOptions, run};
use crate::cli::part_arguments::PartArguments;
use crate::cli::site_arguments::{NowArgument, OutputArgument, SiteAddress};
use crate::cli::threads::in_threads;
use crate::config::{FolderTarget, GitTarget, S3Target, TargetKind, Targets};
use crate::integrity::Signing;
use crate::pipeline::Options;
use crate::report::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct PublishArguments {
    #[command(flatten)]
    site: SiteAddress,
    /// Show what would change and why, and publish nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// The kind of target: `folder`, `s3` or `git`
    #[arg(long, value_name = "KIND", value_parser = ["folder", "s3", "git"])]
    target: Option<String>,
    /// The folder of the releases, with the link `current` to the live one
    #[arg(long, value_name = "DIR")]
    path: Option<String>,
    /// The number of releases kept in the folder
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    keep: Option<u16>,
    /// Put an earlier release of the folder live again: the previous one, or the one named
    #[arg(long, value_name = "RELEASE", num_args = 0..=1, conflicts_with_all = ["dry_run", "phase"])]
    rollback: Option<Option<String>>,
    /// Tell no hub and no web hook of it
    #[arg(long)]
    tell_nobody: bool,
    /// Publish again after a rollback
    #[arg(long)]
    resume: bool,
    /// The bucket
    #[arg(long, value_name = "NAME")]
    bucket: Option<String>,
    /// A folder in the bucket
    #[arg(long, value_name = "PREFIX")]
    prefix: Option<String>,
    /// The address of the object storage, if it is not Amazon's
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// The region of the bucket
    #[arg(long, value_name = "NAME")]
    region: Option<String>,
    /// Take over the lock of a publication into the bucket that was killed elsewhere
    #[arg(long)]
    take_over: bool,
    /// The git remote, or the address of the repository
    #[arg(long, value_name = "NAME")]
    remote: Option<String>,
    /// The branch
    #[arg(long, value_name = "NAME")]
    branch: Option<String>,
    /// Publish despite warnings; errors always stop
    #[arg(long)]
    allow_warnings: bool,
    /// Treat corrections without a note in the record as slips of the pen
    #[arg(long)]
    minor: bool,
    /// The folder of the register (SITE/register; required for a plain folder)
    #[arg(long, value_name = "DIR")]
    register: Option<PathBuf>,
    #[command(flatten)]
    now: NowArgument,
    #[command(flatten)]
    output: OutputArgument,
    /// The number of threads (0: one for each processor)
    #[arg(long, value_name = "N", default_value_t = 0)]
    jobs: usize,
    /// Write what changed and why, as Markdown if the name ends in `.md`, else as JSON; may be given twice
    #[arg(long, value_name = "FILE")]
    report: Vec<PathBuf>,
    /// Print errors only
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    parts: PartArguments,
}

impl PublishArguments {
    /// Runs the subcommand.
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let step = self.parts.step()?;
        in_threads(self.jobs, || run(&self.options(), &PublishOptions { step, ..self.request() }))
    }

    fn options(&self) -> Options {
        Options {
            output: self.output.output.clone(),
            now: self.now.now(),
            cache: true,
            register: self.register.clone(),
            sums: true,
            signing: Signing::from_environment(),
            ..self.site.options()
        }
    }

    fn request(&self) -> PublishOptions {
        let text = |given: &Option<String>| given.as_deref().map(Into::into);
        PublishOptions {
            target: Targets {
                target: self.target.as_deref().and_then(TargetKind::from_name),
                also: None,
                folder: FolderTarget { path: self.folder_path(), keep: self.keep.map(usize::from) },
                s3: S3Target {
                    bucket: text(&self.bucket),
                    prefix: text(&self.prefix),
                    endpoint: text(&self.endpoint),
                    region: text(&self.region),
                    parallel: None,
                },
                git: GitTarget { remote: text(&self.remote), branch: text(&self.branch) },
            },
            dry_run: self.dry_run,
            allow_warnings: self.allow_warnings,
            minor: self.minor,
            roll_back: self.rollback.clone(),
            resume: self.resume,
            tells_nobody: self.tell_nobody,
            take_over: self.take_over,
            reports: self.report.clone(),
            quiet: self.quiet,
            step: None,
        }
    }

    /// The path from the command line, relative to the working directory; in settings paths are relative to the site.
    fn folder_path(&self) -> Option<Box<str>> {
        let path = std::path::absolute(self.path.as_ref()?).ok()?;
        path.to_str().map(Into::into)
    }
}
