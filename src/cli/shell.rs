//! Shell completions and manual pages.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use crate::report::failure::Failure;
use crate::report::terminal::hand_over;

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// Write a page for each command into this folder, instead of printing the first one
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Prints the completions for a shell.
pub(super) fn completions(request: &CompletionsArguments) -> ExitCode {
    let mut text = Vec::new();
    clap_complete::generate(request.shell, &mut super::Arguments::command(), "minutebook", &mut text);
    hand_over(String::from_utf8_lossy(&text).trim_end());
    ExitCode::SUCCESS
}

/// Prints the manual page of the program, or writes those of all commands.
///
/// # Errors
/// When the folder cannot be written.
pub(super) fn man(request: &ManArguments) -> Result<ExitCode, Failure> {
    let mut command = super::Arguments::command().disable_help_subcommand(true);
    command.build();
    match &request.folder {
        Some(folder) => {
            let mut pages = Vec::new();
            push_pages(&command, &mut pages);
            super::man::run(folder, &pages)
        }
        None => {
            hand_over(page(&Man::new(command)).trim_end());
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The pages of a command and of those below it, each with its file name.
fn push_pages(command: &clap::Command, pages: &mut Vec<(String, String)>) {
    let man = Man::new(command.clone());
    pages.push((man.get_filename(), page(&man)));
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        push_pages(below, pages);
    }
}

fn page(man: &Man) -> String {
    let mut text = Vec::new();
    // Writing into memory does not fail.
    let _ = man.render(&mut text);
    String::from_utf8_lossy(&text).into_owned()
}
