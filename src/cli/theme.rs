//! The arguments of `minutebook theme`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::command::theme::Eject;
use crate::report::formats::Format;

#[derive(Debug, Args)]
pub(super) struct ThemeArguments {
    #[command(subcommand)]
    pub(super) task: ThemeTask,
    /// A site (has `content/`), or any folder of transcripts
    #[arg(long, value_name = "SITE", default_value = ".", global = true)]
    pub(super) site: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(super) enum ThemeTask {
    /// List the themes there are, and their options
    List(ListArguments),
    /// Copy files of a theme into the site, to change them there
    Eject(EjectArguments),
    /// Draw every page, and list what is wrong with the theme of the site
    Check(ThemeCheckArguments),
}

#[derive(Debug, Args)]
pub(super) struct ListArguments {
    /// For people, or for programs
    #[arg(long, value_parser = ["human", "json"], default_value = "human")]
    format: String,
}

impl ListArguments {
    pub(super) fn as_json(&self) -> bool {
        self.format == "json"
    }
}

#[derive(Debug, Args)]
pub(super) struct EjectArguments {
    /// The theme (else the one in use), and files such as `templates/page.html`; without files, those there are are listed
    #[arg(value_name = "NAME|FILE")]
    what: Vec<String>,
    /// Every file
    #[arg(long)]
    all: bool,
    /// Also over files that are there already
    #[arg(long)]
    force: bool,
}

impl EjectArguments {
    pub(super) fn wanted(&self) -> Eject {
        Eject { what: self.what.clone(), all: self.all, force: self.force }
    }
}

#[derive(Debug, Args)]
pub(super) struct ThemeCheckArguments {
    /// How the problems are listed
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// Let warnings fail the run
    #[arg(long)]
    pub(super) strict: bool,
}
