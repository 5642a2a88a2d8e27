//! The arguments of `minutebook import`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{ImportRequest, run};
use crate::cli::site_arguments::editors_options;
use crate::cli::site_arguments::parse_site;
use crate::cli::threads::in_threads;
use crate::pipeline::ImportFormat;
use crate::record::Date;
use crate::report::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct ImportCommandArguments {
    /// Files of other programs; a folder is searched for them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A site (has `content/`), or a folder of transcripts
    #[arg(long = "to", value_name = "SITE", default_value = ".", value_parser = parse_site)]
    site: PathBuf,
    /// The format, if it is not to be found by the content
    #[arg(long = "from", value_name = "FORMAT", value_parser = ImportFormat::ALL.map(ImportFormat::name))]
    format: Option<String>,
    /// The day, month or year of the meeting (else from the file, or from its name)
    #[arg(long, value_parser = parse_date)]
    date: Option<Date>,
    /// The title, without the date (else from the file, or from its name)
    #[arg(long)]
    title: Option<String>,
    /// The folder within the content
    #[arg(long, value_name = "DIR")]
    folder: Option<String>,
    /// The label of speakers whom the file does not name
    #[arg(long, value_name = "LABEL", default_value = "Speaker")]
    unnamed: String,
    /// Write people and organisations that the registry does not have into it
    #[arg(long)]
    people: bool,
    /// Begin new records as drafts, which only editors see
    #[arg(long)]
    draft: bool,
    /// Show which records would be written, and write nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Write the words of records anew that exist already; their metadata stays
    #[arg(long)]
    force: bool,
}

impl ImportCommandArguments {
    /// Runs the subcommand.
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let request = ImportRequest {
            files: self.files.clone(),
            format: self.format.as_deref().and_then(ImportFormat::of_name),
            date: self.date,
            title: self.title.clone(),
            folder: self.folder.clone(),
            unnamed: self.unnamed.clone(),
            people: self.people,
            draft: self.draft,
            dry_run: self.dry_run,
            force: self.force,
        };
        in_threads(0, || run(&editors_options(&self.site), &request))
    }
}

fn parse_date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write it as in 2023-07-20, 2023-07 or 2023".to_owned())
}
