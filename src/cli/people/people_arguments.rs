//! The arguments of `minutebook people`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{PeopleOptions, Task, run};
use crate::cli::site_arguments::editors_options;
use crate::cli::site_arguments::parse_site;
use crate::cli::threads::in_threads;
use crate::report::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct PeopleArguments {
    /// A site (has `content/`), or any folder of transcripts
    #[arg(value_name = "SITE", default_value = ".", value_parser = parse_site)]
    site: PathBuf,
    /// List only labels that no entry of the registry claims in some record
    #[arg(long)]
    unknown: bool,
    /// The format: for people, or for programs
    #[arg(long, value_parser = ["human", "json"], default_value = "human")]
    format: String,
    /// Add labels to the person or organisation of `--into` in the registry
    #[arg(long, value_name = "LABEL", num_args = 1.., requires = "into")]
    merge: Vec<String>,
    /// The id of a person or organisation
    #[arg(long, value_name = "ID", requires = "merge")]
    into: Option<String>,
    /// Create a person with this id, named by the first label
    #[arg(long, requires = "merge")]
    new: bool,
    /// Go through labels that may name one person, and ask about each
    #[arg(long, conflicts_with = "merge")]
    ask: bool,
}

impl PeopleArguments {
    /// Runs the subcommand.
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        in_threads(0, || run(&editors_options(&self.site), &self.request()))
    }

    fn request(&self) -> PeopleOptions {
        let task = match &self.into {
            Some(into) => Task::Merge { labels: self.merge.clone(), into: into.clone(), new: self.new },
            None if self.ask => Task::Ask,
            None => Task::List,
        };
        PeopleOptions { unknown: self.unknown, json: self.format == "json", task }
    }
}
