//! Arguments that several subcommands share: the site, its address, the moment, the output folder, and reports.

use std::convert::Infallible;
use std::path::{Component, Path, PathBuf};

use crate::pipeline::{Now, Options, SettingsOver};
use crate::report::failure::Failure;

/// A site, and the address for which it is read.
#[derive(Debug, clap::Args)]
pub(super) struct SiteAddress {
    /// A site (has `content/`), or any folder of transcripts
    #[arg(value_name = "SITE", default_value = ".", value_parser = parse_site)]
    pub(super) site: PathBuf,
    /// The address of the site, instead of the one in site.yml
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// The environment, whose settings in content/site.NAME.yml are laid over those of site.yml (else MINUTEBOOK_ENV)
    #[arg(long, value_name = "NAME", conflicts_with = "config")]
    env: Option<String>,
    /// A file of settings to lay over those of site.yml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl SiteAddress {
    pub(super) fn options(&self) -> Options {
        Options { over: self.over(), base_url: self.base_url.clone(), ..Options::for_site(&self.site) }
    }

    /// Settings to lay over those of the site.
    fn over(&self) -> Option<SettingsOver> {
        let file = self.config.clone().map(SettingsOver::File);
        let named =
            || self.env.clone().or_else(|| std::env::var("MINUTEBOOK_ENV").ok()).filter(|name| !name.is_empty());
        file.or_else(|| named().map(SettingsOver::Environment))
    }
}

/// The site that a path means: the one whose content it lies in, if any, or else the path itself. Whoever works in
/// `content/` means the whole site and not another one in that folder.
///
/// # Errors
/// None; clap asks for a result.
pub(super) fn parse_site(text: &str) -> Result<PathBuf, Infallible> {
    let given = PathBuf::from(text);
    Ok(site_around(&given).unwrap_or(given))
}

/// The site in whose content a path lies, by the shortest path that leads there from the same place.
fn site_around(given: &Path) -> Option<PathBuf> {
    let whole = given.canonicalize().ok()?;
    let is_content = |folder: &&Path| folder.ends_with("content") && folder.join("site.yml").is_file();
    let content = whole.ancestors().find(is_content)?;
    let site = content.parent()?;
    let steps = whole.strip_prefix(site).ok()?.components().count();
    let above = (0..steps).fold(given.to_owned(), |mut path, _| {
        match path.components().next_back() {
            Some(Component::Normal(_)) => drop(path.pop()),
            Some(Component::CurDir) => path = PathBuf::from(".."),
            _ => path.push(".."),
        }
        path
    });
    let above = if above.as_os_str().is_empty() { PathBuf::from(".") } else { above };
    // A link may lead elsewhere than its name.
    Some(if above.canonicalize().is_ok_and(|own| own == site) { above } else { site.to_owned() })
}

/// The moment that counts as now.
#[derive(Debug, clap::Args)]
pub(super) struct NowArgument {
    /// The moment that counts as now: `2026-08-04T18:00:00+08:00`, or without an offset in the site's time zone
    #[arg(long, value_name = "TIME", value_parser = parse_now)]
    now: Option<Now>,
}

impl NowArgument {
    pub(super) fn now(&self) -> Now {
        self.now.unwrap_or(Now::Clock)
    }
}

/// The folder into which a site is built.
#[derive(Debug, clap::Args)]
pub(super) struct OutputArgument {
    /// The folder of the finished site (SITE/output; for a plain folder ./output)
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct SiteArguments {
    #[command(flatten)]
    address: SiteAddress,
    #[command(flatten)]
    now: NowArgument,
    /// Show drafts, records under review and records still to come
    #[arg(long)]
    pub(super) drafts: bool,
    /// Fail the run on warnings; a build then writes nothing
    #[arg(long)]
    pub(super) strict: bool,
    /// The number of threads (0: one for each processor)
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) jobs: usize,
    /// Write counts, diagnostics and timings as JSON
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,
    /// The folder of the register (SITE/register; a plain folder has none)
    #[arg(long, value_name = "DIR")]
    pub(super) register: Option<PathBuf>,
}

/// Output of a run for people and programs.
#[derive(Debug, Clone)]
pub(super) struct OutputOptions {
    /// Print nothing but errors.
    pub quiet: bool,
    /// File of the JSON report.
    pub report: Option<PathBuf>,
}

impl SiteArguments {
    pub(super) fn options(&self, output: Option<PathBuf>, cache: bool, force: bool) -> Options {
        Options {
            output,
            now: self.now.now(),
            drafts: self.drafts,
            strict: self.strict,
            cache,
            force,
            register: self.register.clone(),
            ..self.address.options()
        }
    }
}

/// Options for editors' commands, which also read drafts and records to come.
pub(super) fn editors_options(site: &Path) -> Options {
    Options { drafts: true, ..Options::for_site(site) }
}

pub(super) fn parse_now(text: &str) -> Result<Now, String> {
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        return Ok(Now::Instant(instant));
    }
    text.parse::<jiff::civil::DateTime>()
        .map(Now::Local)
        .map_err(|_| "write it as in `2026-08-04T18:00:00+08:00` or `2026-08-04T18:00`".to_owned())
}

/// Writes a report as JSON: the public one, or the one for editors.
pub(super) fn write_report(report: &impl serde::Serialize, place: &Path) -> Result<(), Failure> {
    let json = serde_json::to_vec_pretty(report).expect("texts and numbers can be written as JSON");
    std::fs::write(place, json).map_err(|error| Failure::io("the report cannot be written", place, &error))
}
