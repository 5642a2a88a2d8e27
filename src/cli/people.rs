//! The arguments of `minutebook people`.

use std::path::PathBuf;

use clap::Args;

use crate::command::people::{PeopleOptions, Task};

#[derive(Debug, Args)]
pub(super) struct PeopleArguments {
    /// A site (has `content/`), or any folder of transcripts
    #[arg(value_name = "SITE", default_value = ".")]
    pub(super) site: PathBuf,
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
    pub(super) fn wanted(&self) -> PeopleOptions {
        let task = match &self.into {
            Some(into) => Task::Merge { labels: self.merge.clone(), into: into.clone(), new: self.new },
            None if self.ask => Task::Ask,
            None => Task::List,
        };
        PeopleOptions { unknown: self.unknown, json: self.format == "json", task }
    }
}
