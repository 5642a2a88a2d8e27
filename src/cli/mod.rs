//! The command line: one file or folder for each subcommand, with its arguments, its run and its output.

mod build;
mod check;
mod ci_templates;
mod conflicts;
mod content_files;
mod explain;
mod fix;
mod git_history;
mod hosting;
mod import;
mod init;
mod label_settings;
mod man;
mod new;
mod other_generators;
mod part_arguments;
mod part_place;
mod people;
mod problem_lines;
mod progress;
mod prompt;
pub mod publish;
mod register;
mod report_format;
mod schedule;
mod schema;
mod search;
mod serve;
mod shell;
mod site_arguments;
mod theme;
mod theme_add;
mod theme_origin;
mod theme_source;
mod threads;
mod verify;
mod versions;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::report::diagnostic::Severity;
use crate::report::failure::FailureKind;
use crate::report::terminal::{print_diagnostics, print_status};

/// Turns a folder of meeting transcripts into a complete public archive.
#[derive(Debug, Parser)]
#[command(name = "minutebook", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site
    Build(build::BuildArguments),
    /// Check everything without writing, and list every problem
    Check(check::CheckArguments),
    /// Build strictly, put the site live, and report what changed and why
    Publish(Box<publish::PublishArguments>),
    /// Preview the site while you write, and show its problems
    Serve(serve::ServeArguments),
    /// Print the configuration of a web server for the site: types, caching, redirects, security headers
    Hosting(hosting::HostingArguments),
    /// Create a starter site
    Init(init::InitArguments),
    /// Create a record, a page, or an entry in a registry
    New(new::NewArguments),
    /// Make records of documents, captions, and the files of other archives
    Import(import::ImportCommandArguments),
    /// Search the records
    Search(search::SearchArguments),
    /// List the speakers, and merge labels that name one person
    People(people::PeopleArguments),
    /// Show the schedule: coming changes, reviews, and the next change of the site
    Schedule(schedule::ScheduleArguments),
    /// List themes, eject their files to change them, and check the theme in use
    Theme(theme::ThemeArguments),
    /// Show the register of published versions, fill it from git, or mend it
    Register(register::RegisterArguments),
    /// Check a copy of a site: every file, the signature, and the register
    Verify(verify::VerifyArguments),
    /// Explain a problem by its code, or print one of the documents
    Explain(explain::ExplainArguments),
    /// Print the JSON Schema of a YAML file, for editors
    Schema(schema::SchemaArguments),
    /// Print completions for a shell
    Completions(shell::CompletionsArguments),
    /// Print the manual page, or write one for each command
    Man(shell::ManArguments),
}

/// Runs the program.
///
/// Exit codes: 0 done, 1 the content has errors, 2 usage or configuration, 3 the outside world.
pub fn run() -> ExitCode {
    let arguments = Arguments::try_parse().unwrap_or_else(|error| other_generators::with_remedy(error).exit());
    let result = match &arguments.command {
        Command::Build(build) => build.run(),
        Command::Check(check) => check.run(),
        Command::Publish(publish) => publish.run(),
        Command::Serve(serve) => serve.run(),
        Command::Hosting(hosting) => hosting.run(),
        Command::Init(init) => init.run(),
        Command::New(new) => new.run(),
        Command::Import(import) => import.run(),
        Command::Search(search) => search.run(),
        Command::People(people) => people.run(),
        Command::Schedule(schedule) => schedule.run(),
        Command::Theme(theme) => theme.run(),
        Command::Register(register) => register.run(),
        Command::Verify(verify) => verify.run(),
        Command::Explain(explain) => explain.run(),
        Command::Completions(request) => Ok(shell::completions(request)),
        Command::Man(request) => shell::man(request),
        Command::Schema(schema) => schema.run(),
    };
    match result {
        Ok(code) => code,
        Err(failure) => {
            print_status(&format!("error: {}", failure.message));
            print_diagnostics(&failure.diagnostics, Severity::Note, usize::MAX);
            ExitCode::from(match failure.kind {
                FailureKind::Usage => 2,
                FailureKind::Environment => 3,
            })
        }
    }
}
