//! `minutebook init`: a starter site that builds without a warning.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use include_dir::{Dir, include_dir};
use jiff::tz::TimeZone;

use super::ci_templates::{self, Runner};
use super::prompt;
use crate::pipeline::flow_text;
use crate::record::Language;
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
    #[command(flatten)]
    answers: StarterAnswers,
}

/// Settings of the new site that nobody can guess. At a terminal, those that are not given are asked for.
#[derive(Debug, Clone, Default, Args)]
struct StarterAnswers {
    /// The name of the archive
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The language of the site, such as en or zh-Hant
    #[arg(long, value_name = "TAG", value_parser = language)]
    language: Option<Language>,
    /// The time zone of the meetings, such as Europe/London; by default that of this computer
    #[arg(long, value_name = "ZONE", value_parser = time_zone)]
    time_zone: Option<String>,
}

fn language(tag: &str) -> Result<Language, String> {
    Language::parse(tag).ok_or_else(|| "write a tag such as `en`, `fr` or `zh-Hant`".to_owned())
}

fn time_zone(name: &str) -> Result<String, String> {
    match TimeZone::get(name) {
        Ok(_) => Ok(name.to_owned()),
        Err(_) => Err("write a name such as `Europe/London` or `Asia/Taipei`".to_owned()),
    }
}

impl StarterAnswers {
    /// Asks at a terminal for what is not given.
    fn complete(self) -> Result<StarterAnswers, Failure> {
        let here = TimeZone::system().iana_name().map(str::to_owned);
        if !prompt::is_possible() {
            return Ok(StarterAnswers { time_zone: self.time_zone.or(here), ..self });
        }
        let title = match self.title {
            Some(title) => title,
            None => prompt::text("What is the archive called?", TITLE, |answer| Ok(answer.to_owned()))?,
        };
        let language = match self.language {
            Some(language) => language,
            None => {
                prompt::text("In which language is the site?", LANGUAGE, |tag| language(tag).map_err(Failure::usage))?
            }
        };
        let zone = match self.time_zone {
            Some(zone) => zone,
            None => prompt::text("In which time zone are the meetings?", here.as_deref().unwrap_or(ZONE), |name| {
                time_zone(name).map_err(Failure::usage)
            })?,
        };
        Ok(StarterAnswers { title: Some(title), language: Some(language), time_zone: Some(zone) })
    }

    /// The settings of the starter site, with the answers in place of the examples.
    fn settings(&self, text: &str) -> String {
        let title = self.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        let answers = [
            (format!("title: {TITLE}\n"), title.map(|title| format!("title: {}\n", flow_text(title)))),
            (format!("languages: [{LANGUAGE}]\n"), self.language.as_ref().map(|tag| format!("languages: [{tag}]\n"))),
            (format!("time_zone: {ZONE}\n"), self.time_zone.as_ref().map(|zone| format!("time_zone: {zone}\n"))),
        ];
        answers.into_iter().fold(text.to_owned(), |text, (example, answer)| match answer {
            Some(answer) => text.replacen(&example, &answer, 1),
            None => text,
        })
    }
}

impl InitArguments {
    /// Runs the subcommand.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        run(&self.folder, self.with, &self.answers)
    }
}

fn runner_parser() -> impl TypedValueParser<Value = Runner> {
    PossibleValuesParser::new(Runner::ALL.map(|(name, _)| name)).map(|name| {
        let found = Runner::ALL.into_iter().find(|(own, _)| *own == name);
        found.map_or(Runner::Cron, |(_, runner)| runner)
    })
}

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter");

/// Settings of the starter site, as its `site.yml` has them.
const TITLE: &str = "Our council’s record";
const LANGUAGE: &str = "en";
const ZONE: &str = "UTC";

/// Writes the starter site, or only the CI files where a site exists. Existing files are left alone.
///
/// # Errors
/// When the folder holds a site already and no runner is named, or cannot be written.
fn run(folder: &Path, runner: Option<Runner>, answers: &StarterAnswers) -> Result<ExitCode, Failure> {
    let content = folder.join("content");
    if let Some(runner) = runner {
        // Also for a site that is there already.
        if !content.exists() {
            lay_down(&STARTER, folder, &answers.clone().complete()?)?;
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
    lay_down(&STARTER, folder, &answers.clone().complete()?)?;
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

fn lay_down(dir: &Dir<'_>, folder: &Path, answers: &StarterAnswers) -> Result<(), Failure> {
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
        let settings =
            file.contents_utf8().filter(|_| place.ends_with("content/site.yml")).map(|text| answers.settings(text));
        let bytes = settings.as_deref().map_or(file.contents(), str::as_bytes);
        fs::write(&place, bytes).map_err(|error| Failure::io("a file cannot be written", &place, &error))?;
    }
    for dir in dir.dirs() {
        lay_down(dir, folder, answers)?;
    }
    Ok(())
}
