//! `minutebook theme`: lists themes and their options, copies files to be changed, and checks a theme.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::json;

use super::report_format::ReportFormat;
use super::site_arguments::editors_options;
use super::theme_add;
use super::threads::in_threads;
use crate::cli::site_arguments::parse_site;
use crate::pipeline::{Loaded, Options, check, load_site, site_config};
use crate::report::diagnostic::{Diagnostic, Problem, Severity};
use crate::report::failure::Failure;
use crate::report::formats::{github, json as report_json, sarif};
use crate::report::run_report::Report;
use crate::report::terminal::{hand_over, print, print_diagnostics, print_status};
use crate::theme::{PAGES, Summary, originals, remember, review, survey};
use crate::yaml::did_you_mean;

#[derive(Debug, Args)]
pub(super) struct ThemeArguments {
    #[command(subcommand)]
    task: ThemeTask,
    /// A site (has `content/`), or any folder of transcripts
    #[arg(long, value_name = "SITE", default_value = ".", value_parser = parse_site, global = true)]
    site: PathBuf,
}

#[derive(Debug, Subcommand)]
enum ThemeTask {
    /// List the themes and their options
    List(ListArguments),
    /// Eject files of a theme into the site, to change them there
    Eject(EjectArguments),
    /// Draw every page, and list the problems of the site's theme
    Check(ThemeCheckArguments),
    /// Begin a theme of your own
    New(NewThemeArguments),
    /// Copy a theme from a folder or a git repository into the site
    Add(AddArguments),
    /// Fetch a theme again from where it was copied
    Update(UpdateArguments),
}

#[derive(Debug, Args)]
struct NewThemeArguments {
    /// The theme's name
    name: String,
    /// The theme that it extends
    #[arg(long, value_name = "NAME", default_value = "civic")]
    from: String,
}

#[derive(Debug, Args)]
struct AddArguments {
    /// A folder, or the address of a git repository
    #[arg(value_name = "PATH|GIT-ADDRESS")]
    source: String,
    /// The theme's name in the site; by default the end of the path or address
    name: Option<String>,
    /// A branch or tag of the repository; by default its first branch
    #[arg(long)]
    branch: Option<String>,
}

#[derive(Debug, Args)]
struct UpdateArguments {
    /// The theme's name
    name: String,
    /// Overwrite files that were changed in the site
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Args)]
struct ListArguments {
    /// The format: for people, or for programs
    #[arg(long, value_parser = ["human", "json"], default_value = "human")]
    format: String,
}

#[derive(Debug, Args)]
struct EjectArguments {
    /// The theme (by default the one in use), and files such as `templates/page.html`; without files, lists the
    /// existing ones
    #[arg(value_name = "NAME|FILE")]
    what: Vec<String>,
    /// Eject every file
    #[arg(long)]
    all: bool,
    /// Overwrite existing files
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Args)]
struct ThemeCheckArguments {
    /// The format of the diagnostics
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
    /// Fail the run on warnings
    #[arg(long)]
    strict: bool,
}

impl ThemeArguments {
    /// Runs the subcommand.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        let mut options = editors_options(&self.site);
        in_threads(0, move || match &self.task {
            ThemeTask::List(own) => list(&options, own.format == "json"),
            ThemeTask::Eject(own) => eject(&options, &Eject { what: own.what.clone(), all: own.all, force: own.force }),
            ThemeTask::New(own) => theme_add::new(&options.site, &own.name, &own.from).map(|()| ExitCode::SUCCESS),
            ThemeTask::Add(own) => {
                let (name, branch) = (own.name.as_deref(), own.branch.as_deref());
                theme_add::add(&options.site, &own.source, name, branch).map(|()| ExitCode::SUCCESS)
            }
            ThemeTask::Update(own) => {
                theme_add::update(&options.site, &own.name, own.force).map(|()| ExitCode::SUCCESS)
            }
            ThemeTask::Check(own) => {
                options.strict = own.strict;
                examine(&options, own.format)
            }
        })
    }
}

/// Lists the themes in the program and in the site, with their options.
///
/// # Errors
/// When themes cannot be read; and after the list, when the site's settings cannot be used.
fn list(options: &Options, as_json: bool) -> Result<ExitCode, Failure> {
    let loaded = load_site(options).map(|(loaded, _)| loaded);
    let used = loaded.as_ref().ok();
    let themes = survey(&options.site)?;
    let in_use = |theme: &Summary| used.is_some_and(|loaded| *loaded.config.theme == *theme.name);
    if as_json {
        let themes: Vec<serde_json::Value> =
            themes.iter().map(|theme| as_value(theme, used.filter(|_| in_use(theme)))).collect();
        hand_over(&format!("{:#}", json!({ "themes": themes })));
    } else {
        for (index, theme) in themes.iter().enumerate() {
            if index > 0 {
                print("");
            }
            print(&described(theme, used.filter(|_| in_use(theme))));
        }
    }
    loaded.map(|_| ExitCode::SUCCESS)
}

/// An option's value in the site, if the theme is the one in use.
fn value_of(used: Option<&Loaded>, name: &str) -> Option<String> {
    let (_, setting) = used?.theme.options.iter().find(|(own, _)| *own.name == *name)?;
    setting.as_ref().map(ToString::to_string)
}

fn as_value(theme: &Summary, used: Option<&Loaded>) -> serde_json::Value {
    let options: Vec<serde_json::Value> = theme
        .options
        .iter()
        .map(|own| {
            json!({
                "name": &*own.name,
                "type": own.kind.name(),
                "description": &*own.description,
                "default": own.default.as_ref().map(ToString::to_string),
                "value": value_of(used, &own.name),
            })
        })
        .collect();
    json!({
        "name": theme.name,
        "in_use": used.is_some(),
        "in_program": theme.embedded,
        "in_site": theme.in_site,
        "description": theme.description,
        "extends": theme.extends,
        "options": options,
    })
}

fn described(theme: &Summary, used: Option<&Loaded>) -> String {
    let place = match (theme.embedded, theme.in_site) {
        (true, true) => "in the program, changed in the site",
        (true, false) => "in the program",
        _ => "in the site",
    };
    let mut text = format!("{} ({place}{})", theme.name, if used.is_some() { "; in use" } else { "" });
    if let Some(parent) = &theme.extends {
        text.push_str(&format!(", extends {parent}"));
    }
    if !theme.description.is_empty() {
        text.push_str(&format!("\n  {}", theme.description));
    }
    let width = theme.options.iter().map(|own| own.name.len()).max().unwrap_or(0);
    for own in &theme.options {
        text.push_str(&format!("\n    {:width$}  {}: {}", own.name, own.kind.name(), own.description));
        let default = own.default.as_ref().map(ToString::to_string);
        let value = value_of(used, &own.name).filter(|value| default.as_ref() != Some(value));
        if let Some(value) = value {
            text.push_str(&format!("\n    {:width$}  here {value}", ""));
        }
        if let Some(default) = default {
            text.push_str(&format!("\n    {:width$}  else {default}", ""));
        }
    }
    text
}

/// Files to eject.
#[derive(Debug, Clone)]
struct Eject {
    /// A theme's name and paths within it, or paths alone for the theme in use.
    what: Vec<String>,
    /// Eject every file.
    all: bool,
    /// Overwrite existing files.
    force: bool,
}

/// Ejects files of the program into the site's folder for a theme, or lists them.
///
/// # Errors
/// When there is no such theme or file, when a file is there already, or when the site cannot be written.
fn eject(options: &Options, request: &Eject) -> Result<ExitCode, Failure> {
    let themes = survey(&options.site)?;
    let named = request.what.first().filter(|first| themes.iter().any(|theme| theme.name == **first));
    let looks_like_a_name = request.what.first().is_some_and(|first| !first.contains(['/', '.']));
    let (theme, files) = match named {
        Some(name) => (name.clone(), &request.what[1..]),
        None if looks_like_a_name => (request.what[0].clone(), &request.what[1..]),
        None => (site_config(options)?.theme.to_string(), &request.what[..]),
    };
    let there = originals(&theme, &options.site)?;
    let chosen: Vec<&String> = if request.all { there.keys().collect() } else { choose(files, &there, &theme)? };
    if chosen.is_empty() {
        for path in there.keys() {
            print(path);
        }
        print_status(&format!(
            "{} files can be copied: `minutebook theme eject {theme} FILE…`, or `--all`",
            there.len()
        ));
        return Ok(ExitCode::SUCCESS);
    }
    let folder = options.site.join("themes").join(&theme);
    let places: Vec<PathBuf> = chosen.iter().map(|path| folder.join(path)).collect();
    if let Some(taken) = places.iter().find(|place| !request.force && fs::symlink_metadata(place).is_ok()) {
        return Err(Failure::usage(format!(
            "{} exists already and was left unchanged; nothing was copied\n  hint: leave it out, or overwrite your changes with `--force`",
            taken.display()
        )));
    }
    let mut copied = Vec::new();
    for (path, place) in chosen.iter().zip(&places) {
        let bytes = there[*path].as_slice();
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent).map_err(|error| Failure::io("a folder cannot be made", parent, &error))?;
        }
        fs::write(place, bytes).map_err(|error| Failure::io("a file cannot be written", place, &error))?;
        print(&place.display().to_string());
        copied.push((path.as_str(), bytes));
    }
    remember(&theme, &options.site, &copied)?;
    Ok(ExitCode::SUCCESS)
}

/// The chosen files; the end of a path is enough if it fits one file only.
fn choose<'t>(
    files: &[String],
    there: &'t std::collections::BTreeMap<String, Vec<u8>>,
    theme: &str,
) -> Result<Vec<&'t String>, Failure> {
    let mut chosen = Vec::new();
    for file in files {
        let ends: Vec<&String> = there.keys().filter(|path| path.ends_with(&format!("/{file}"))).collect();
        let found = there.get_key_value(file).map(|(path, _)| path);
        match (found, ends.as_slice()) {
            (Some(path), _) => chosen.push(path),
            (None, [path]) => chosen.push(*path),
            _ => {
                let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
                let names: Vec<String> = there.keys().map(|path| last(path)).collect();
                let near = did_you_mean(file, there.keys().map(String::as_str)).map(str::to_owned).or_else(|| {
                    let name = did_you_mean(&last(file), names.iter().map(String::as_str))?.to_owned();
                    there.keys().find(|path| last(path) == name).cloned()
                });
                let hint = match near {
                    Some(near) => format!("did you mean “{near}”?"),
                    None => format!("`minutebook theme eject {theme}` lists them"),
                };
                return Err(Failure::usage(format!(
                    "the theme “{theme}” has no file “{file}” in the program\n  hint: {hint}"
                )));
            }
        }
    }
    Ok(chosen)
}

/// Draws every page of the site with its theme, reviews the theme's files, and lists the problems.
///
/// # Errors
/// When the site or its theme cannot be read.
fn examine(options: &Options, format: ReportFormat) -> Result<ExitCode, Failure> {
    let (loaded, _) = load_site(options)?;
    let about_themes = |d: &Diagnostic| {
        matches!(
            d.problem,
            Problem::UnknownTheme
                | Problem::UnknownTemplate
                | Problem::TemplateError
                | Problem::ThemeFile
                | Problem::UnknownOption
                | Problem::WrongOption
                | Problem::ThemeString
        )
    };
    let mut found: Vec<Diagnostic> = check(options)?.diagnostics.into_iter().filter(about_themes).collect();
    let meetings = loaded.archive.meetings.iter().filter_map(|meeting| meeting.details.template.as_deref());
    let chosen = meetings.chain(loaded.archive.pages.iter().filter_map(|page| page.template.as_deref())).collect();
    found.extend(review(&loaded.config.theme, &options.site, &chosen)?);
    loaded.config.severities.apply(&mut found);
    Diagnostic::merge(&mut found);
    let report = Report { diagnostics: found, ..Report::default() };
    match format {
        ReportFormat::Human => {
            print_diagnostics(&report.diagnostics, Severity::Note, usize::MAX);
            for line in report.by_code() {
                print_status(&line);
            }
        }
        ReportFormat::Json => hand_over(&report_json(&report)),
        ReportFormat::Github => hand_over(github(&report.diagnostics).trim_end()),
        ReportFormat::Sarif => hand_over(&sarif(&report.diagnostics)),
    }
    let drawn = |page: &&&str| loaded.plan.outputs.iter().any(|output| output.kind.template() == Some(**page));
    let (seen, unseen): (Vec<&&str>, Vec<&&str>) = PAGES.iter().filter(|page| **page != "base.html").partition(drawn);
    let mut summary = format!(
        "The theme “{}” drew the pages of {} of {} templates",
        loaded.config.theme,
        seen.len(),
        PAGES.len() - 1
    );
    if !unseen.is_empty() {
        let names: Vec<&str> = unseen.into_iter().copied().collect();
        summary.push_str(&format!("; the site has none for {}, so these were only read", names.join(", ")));
    }
    print_status(&format!("{summary}."));
    Ok(if report.fails(options.strict) { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
