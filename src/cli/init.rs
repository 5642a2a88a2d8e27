//! `minutebook init`: a starter site that builds without a warning.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use include_dir::{Dir, include_dir};

use super::ci_templates::{self, Runner};
use crate::report::failure::Failure;
use crate::report::terminal::{print, print_status};
use crate::text::source::is_markdown;

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// The folder of the new site
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// Also write the files with which this CI service checks and publishes the site; also for an existing site
    #[arg(long, value_name = "RUNNER", value_parser = runner_parser())]
    with: Option<Runner>,
}

impl InitArguments {
    /// Runs the subcommand.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        run(&self.folder, self.with)
    }
}

fn runner_parser() -> impl TypedValueParser<Value = Runner> {
    PossibleValuesParser::new(Runner::ALL.map(|(name, _)| name)).map(|name| {
        let found = Runner::ALL.into_iter().find(|(own, _)| *own == name);
        found.map_or(Runner::Cron, |(_, runner)| runner)
    })
}

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter");

/// Writes the starter site, or only the CI files where a site exists. Existing files are left alone.
///
/// # Errors
/// When the folder holds a site already and no runner is named, or cannot be written.
fn run(folder: &Path, runner: Option<Runner>) -> Result<ExitCode, Failure> {
    let content = folder.join("content");
    if let Some(runner) = runner {
        // Also for a site that is there already.
        if !content.exists() {
            lay_down(&STARTER, folder)?;
            print_status(&format!("A new site is in {}.", folder.display()));
        }
        for path in ci_templates::lay_down(runner, folder)? {
            print(&folder.join(path).display().to_string());
        }
        print_status(&format!(
            "Its first lines say into which folder it belongs. The target of publication is set in content/site.yml, under `publish:`. {}",
            runner.to_do()
        ));
        return Ok(ExitCode::SUCCESS);
    }
    if content.exists() {
        return Err(Failure::usage(format!(
            "{} is there already\n  hint: choose another folder for the new site",
            content.display()
        )));
    }
    lay_down(&STARTER, folder)?;
    print_status(&format!("A new site is in {}.", folder.display()));
    match records_in(folder) {
        0 => {}
        1 => print_status("1 record lies beside the folder content and will not be read: move it into content."),
        several => print_status(&format!(
            "{several} records lie beside the folder content and will not be read: move them into content."
        )),
    }
    print(&format!("minutebook serve {}", folder.display()));
    Ok(ExitCode::SUCCESS)
}

/// Number of Markdown files in a folder whose names begin with a year, as those of records do.
fn records_in(folder: &Path) -> usize {
    let names =
        fs::read_dir(folder).into_iter().flatten().flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let begins_with_year = |name: &str| name.len() > 4 && name.bytes().take(4).all(|byte| byte.is_ascii_digit());
    names.filter(|name| begins_with_year(name) && is_markdown(name)).count()
}

fn lay_down(dir: &Dir<'_>, folder: &Path) -> Result<(), Failure> {
    for file in dir.files() {
        // Cargo would take a file called `.gitignore` for its own.
        let name = file.path().to_string_lossy().replace("gitignore.txt", ".gitignore");
        let place = folder.join(name);
        if place.exists() {
            continue;
        }
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent).map_err(|error| Failure::io("a folder cannot be made", parent, &error))?;
        }
        fs::write(&place, file.contents()).map_err(|error| Failure::io("a file cannot be written", &place, &error))?;
    }
    for dir in dir.dirs() {
        lay_down(dir, folder)?;
    }
    Ok(())
}
