//! The arguments of `minutebook people`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{PeopleOptions, Task, run};
use crate::cli::site_arguments::editors_options;
use crate::cli::threads::in_threads;
use crate::report::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct PeopleArguments {
    /// A site (has `content/`), or any folder of transcripts
    #[arg(value_name = "SITE", default_value = ".")]
    site: PathBuf,
    /// List only labels that somewhere mean nobody in the registry
    #[arg(long)]
    unknown: bool,
    /// For people, or for programs
    #[arg(long, value_parser = ["human", "json"], default_value = "human")]
    format: String,
    /// Write labels into the registry: let them mean the person or organisation of `--into`
    #[arg(long, value_name = "LABEL", num_args = 1.., requires = "into")]
    merge: Vec<String>,
    /// Whom the labels mean
    #[arg(long, value_name = "ID", requires = "merge")]
    into: Option<String>,
    /// The id is that of a new person, who is called by the first label
    #[arg(long, requires = "merge")]
    new: bool,
    /// Go through those that may be one person's, and ask about each
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
