//! The command line: arguments become options, options become a run, a run becomes an exit code.

mod new;
mod people;
mod publish;
mod register;
mod schedule;
mod search;
mod shell;
mod theme;

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};

use crate::command;
use crate::command::ci_templates::Runner;
use crate::integrity::Signing;
use crate::pipeline::{Now, Options, SchemaOf};
use crate::report::diagnostic::Severity;
use crate::report::failure::{Failure, FailureKind};
use crate::report::formats::Format;
use crate::serve::ServeOptions;

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
    Build(BuildArguments),
    /// Check everything without writing, and list every problem
    Check(CheckArguments),
    /// Build strictly, put the site live where it is read, and tell what changed and why
    Publish(Box<publish::PublishArguments>),
    /// Show the site while you write, and tell what to mend
    Serve(ServeArguments),
    /// Print what a web server is to be told: types, caching, redirects, safety
    Hosting(publish::HostingArguments),
    /// Lay down a starter site
    Init(InitArguments),
    /// Make a record, a page, or an entry in a registry
    New(new::NewArguments),
    /// Find what was said
    Search(search::SearchArguments),
    /// List who speaks, and put names together that are one person's
    People(people::PeopleArguments),
    /// Tell what comes when, what is under review, and when the site next changes by itself
    Schedule(schedule::ScheduleArguments),
    /// List themes, copy their files to change them, and check the one in use
    Theme(theme::ThemeArguments),
    /// Look at the register of what was published, fill it from git, or mend it
    Register(register::RegisterArguments),
    /// Check a copy of a site: every file, the signature, and the register
    Verify(register::VerifyArguments),
    /// Print the JSON Schema of a YAML file, for editors
    Schema(SchemaArguments),
    /// Print completions for a shell
    Completions(shell::CompletionsArguments),
    /// Print the manual page, or write one for each command
    Man(shell::ManArguments),
}

#[derive(Debug, clap::Args)]
struct SiteArguments {
    /// A site (has `content/`), or any folder of transcripts
    #[arg(value_name = "SITE", default_value = ".")]
    site: PathBuf,
    /// Build for this moment: `2026-08-04T18:00:00+08:00`, or without an offset in the site's time zone
    #[arg(long, value_name = "TIME", value_parser = parse_now)]
    now: Option<Now>,
    /// The address the site will have, instead of the one in site.yml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Show drafts, records under review and records still to come
    #[arg(long)]
    drafts: bool,
    /// Let warnings fail the run; a build then writes nothing
    #[arg(long)]
    strict: bool,
    /// How many threads to use (0: one for each processor)
    #[arg(long, value_name = "N", default_value_t = 0)]
    jobs: usize,
    /// Write counts, diagnostics and timings as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Where the register lies (SITE/register; a plain folder has none)
    #[arg(long, value_name = "DIR")]
    register: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
struct BuildArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Where the finished site goes (SITE/output; for a plain folder ./output)
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Draw everything again, and remember nothing
    #[arg(long)]
    no_cache: bool,
    /// Say nothing but errors
    #[arg(long, short)]
    quiet: bool,
    /// Build into a folder that holds other files too; they stay
    #[arg(long)]
    force: bool,
    /// Publish style sheets and scripts without comments and white space
    #[arg(long)]
    minify: bool,
    /// Put a `.gz` and a `.br` beside each file of text, for hosts that send them
    #[arg(long)]
    precompress: bool,
    /// Write the sums of all files beside them, as SHA256SUMS; signed with the key that MINUTEBOOK_SIGN_KEY names
    #[arg(long)]
    sums: bool,
}

#[derive(Debug, clap::Args)]
struct CheckArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// How the problems are listed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Ask whether what is linked on the web is still there; what was found lately is not asked for again
    #[arg(long)]
    external: bool,
    /// Mend what is safe to mend, after showing it: line ends, spaces, composed letters, the colons of labels
    #[arg(long, conflicts_with = "external")]
    fix: bool,
    /// Mend without asking
    #[arg(long, requires = "fix")]
    yes: bool,
}

#[derive(Debug, clap::Args)]
struct ServeArguments {
    /// A site (has `content/`), or any folder of transcripts
    #[arg(value_name = "SITE", default_value = ".")]
    site: PathBuf,
    /// The address on which to listen; `0.0.0.0` shares the site with the network
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: IpAddr,
    /// The port on which to listen; the next free one if it is taken
    #[arg(long, short, value_name = "PORT", default_value_t = 8000)]
    port: u16,
    /// A name under which others may ask for the site, with `--host`
    #[arg(long, value_name = "NAME")]
    name: Vec<String>,
    /// Open the site in a browser
    #[arg(long)]
    open: bool,
    /// Look for changes again and again, for network and container file systems that tell of none
    #[arg(long)]
    poll: bool,
    /// Show what is public and what is to come at this moment
    #[arg(long, value_name = "TIME", value_parser = parse_now)]
    now: Option<Now>,
    /// The address the site will have, instead of the one in site.yml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Where builds write to, which is not watched (SITE/output; for a plain folder ./output)
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
}

impl ServeArguments {
    fn serving(&self) -> ServeOptions {
        ServeOptions {
            options: Options {
                site: self.site.clone(),
                output: self.output.clone(),
                now: self.now.unwrap_or(Now::Clock),
                base_url: self.base_url.clone(),
                drafts: true,
                strict: false,
                cache: true,
                force: false,
                minify: false,
                precompress: false,
                register: None,
                sums: false,
                signing: None,
            },
            host: self.host,
            port: self.port,
            names: self.name.clone(),
            poll: self.poll,
        }
    }
}

#[derive(Debug, clap::Args)]
struct InitArguments {
    /// Where the new site goes
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// Also write the files with which this program checks and publishes the site; a site may be there already
    #[arg(long, value_name = "RUNNER", value_parser = runner_parser())]
    with: Option<Runner>,
}

#[derive(Debug, clap::Args)]
struct SchemaArguments {
    /// Of which file; `record` is front matter, sidecars and `_defaults.yml`
    #[arg(value_name = "NAME", value_parser = schema_parser())]
    name: SchemaOf,
}

/// How a run is told to people and programs.
#[derive(Debug, Clone)]
pub struct OutputOptions {
    /// Say nothing but errors.
    pub quiet: bool,
    /// Where the JSON report goes.
    pub report: Option<PathBuf>,
}

impl SiteArguments {
    fn options(&self, output: Option<PathBuf>, cache: bool, force: bool) -> Options {
        Options {
            site: self.site.clone(),
            output,
            now: self.now.unwrap_or(Now::Clock),
            base_url: self.base_url.clone(),
            drafts: self.drafts,
            strict: self.strict,
            cache,
            force,
            minify: false,
            precompress: false,
            register: self.register.clone(),
            sums: false,
            signing: None,
        }
    }
}

/// How a site is read for those who work on it: drafts and records to come count as well.
fn editors_options(site: &Path) -> Options {
    Options {
        site: site.to_owned(),
        output: None,
        now: Now::Clock,
        base_url: None,
        drafts: true,
        strict: false,
        cache: false,
        force: false,
        minify: false,
        precompress: false,
        register: None,
        sums: false,
        signing: None,
    }
}

/// Runs the program.
///
/// Exit codes: 0 done, 1 the content has errors, 2 usage or configuration, 3 the outside world.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match &arguments.command {
        Command::Build(build) => {
            let options = Options {
                minify: build.minify,
                precompress: build.precompress,
                sums: build.sums,
                signing: build.sums.then(Signing::from_environment).flatten(),
                ..build.site.options(build.output.clone(), !build.no_cache, build.force)
            };
            in_threads(build.site.jobs, || {
                command::build::run(&options, &OutputOptions { quiet: build.quiet, report: build.site.report.clone() })
            })
        }
        Command::Check(check) => {
            let options = check.site.options(None, false, false);
            in_threads(check.site.jobs, || {
                if check.fix {
                    return command::fix::run(&options, check.yes);
                }
                let telling = OutputOptions { quiet: false, report: check.site.report.clone() };
                command::check::run(&options, &telling, check.format, check.external)
            })
        }
        Command::Publish(publish) => {
            in_threads(publish.jobs, || command::publish::run(&publish.options(), &publish.wanted()))
        }
        Command::Serve(serve) => command::serve::run(&serve.serving(), serve.open),
        Command::Init(init) => command::init::run(&init.folder, init.with),
        Command::Hosting(hosting) => in_threads(0, || {
            let (root, listen) = (hosting.root.as_deref(), hosting.listen.as_deref());
            command::hosting::run(&hosting.options(), hosting.server(), root, listen)
        }),
        Command::New(new) => in_threads(0, || command::new::run(&editors_options(&new.site), &new.wanted(), new.edit)),
        Command::Search(search) => in_threads(0, || command::search::run(&search.options(), &search.wanted())),
        Command::People(people) => {
            in_threads(0, || command::people::run(&editors_options(&people.site), &people.wanted()))
        }
        Command::Schedule(schedule) => in_threads(0, || command::schedule::run(&schedule.options(), schedule.wanted())),
        Command::Theme(theme) => {
            let mut options = editors_options(&theme.site);
            in_threads(0, move || match &theme.task {
                theme::ThemeTask::List(list) => command::theme::list(&options, list.as_json()),
                theme::ThemeTask::Eject(eject) => command::theme::eject(&options, &eject.wanted()),
                theme::ThemeTask::Check(check) => {
                    options.strict = check.strict;
                    command::theme::examine(&options, check.format)
                }
            })
        }
        Command::Register(register) => in_threads(0, || register.run()),
        Command::Verify(verify) => in_threads(0, || command::verify::run(&verify.wanted()?)),
        Command::Completions(wanted) => Ok(shell::completions(wanted)),
        Command::Man(wanted) => shell::man(wanted),
        Command::Schema(wanted) => Ok(command::schema::run(wanted.name)),
    };
    match result {
        Ok(code) => code,
        Err(failure) => {
            crate::report::run_report::say(&format!("error: {}", failure.message));
            crate::report::run_report::print_diagnostics(&failure.diagnostics, Severity::Note, usize::MAX);
            ExitCode::from(match failure.kind {
                FailureKind::Usage => 2,
                FailureKind::World => 3,
            })
        }
    }
}

fn in_threads<T: Send>(jobs: usize, run: impl FnOnce() -> Result<T, Failure> + Send) -> Result<T, Failure> {
    // Records may nest what they like: the parser's stack is deep enough for all of it.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).stack_size(16 * 1024 * 1024).build();
    pool.map_err(|error| Failure::usage(format!("--jobs {jobs}: {error}")))?.install(run)
}

fn schema_parser() -> impl TypedValueParser<Value = SchemaOf> {
    PossibleValuesParser::new(SchemaOf::ALL.map(SchemaOf::name))
        .map(|name| SchemaOf::ALL.into_iter().find(|of| of.name() == name).unwrap_or(SchemaOf::Record))
}

fn runner_parser() -> impl TypedValueParser<Value = Runner> {
    PossibleValuesParser::new(Runner::ALL.map(|(name, _)| name)).map(|name| {
        let found = Runner::ALL.into_iter().find(|(own, _)| *own == name);
        found.map_or(Runner::Cron, |(_, runner)| runner)
    })
}

fn parse_now(text: &str) -> Result<Now, String> {
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        return Ok(Now::Instant(instant));
    }
    text.parse::<jiff::civil::DateTime>()
        .map(Now::Local)
        .map_err(|_| "write it as in `2026-08-04T18:00:00+08:00` or `2026-08-04T18:00`".to_owned())
}
