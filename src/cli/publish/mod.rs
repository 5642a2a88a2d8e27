//! `minutebook publish`: builds strictly, compares with the live site, publishes, verifies, and reports.

mod publish_arguments;
mod publish_news;
mod publish_output;
mod publish_part_step;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::part_place::PartPlace;
use super::progress::FileProgress;
use crate::config::{TargetKind, Targets as Settings};
use crate::hosting::Occasion;
use crate::integrity::{BESIDE, BESIDE_SIGNATURE};
use crate::pipeline::{
    Loaded, Now, Options, PartPhase, SitePublication, WeighedSite, host_file, is_of_index, mass_kinds, resolved,
    scratch, site_config, site_host, written,
};
use crate::publish::{
    Difference, FileKind, Git, Lock, PLACE, PublishJob, PublishResult, PublishTarget, Published, Reasons,
    ReleaseFolder, S3, Staged, beside, changed_feeds, difference, kinds, known_facts, known_pages, news_of_publication,
    news_of_rollback, stage,
};
use crate::record::Language;
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::report::failure::Failure;
use crate::report::mass::{MassKind, SiteMass};
use crate::report::run_report::{Report, counted_mistakes};
use crate::report::terminal::{print_diagnostics, print_status};
use crate::site::well_known::{HEADERS, REDIRECTS};
use publish_news::{PublishNews, ToldOthers};
use publish_output::{PublishSummary, markdown, text};

pub(super) use publish_arguments::PublishArguments;

/// Hosts that are reserved for examples (RFC 2606); the starter site has one.
const EXAMPLE_HOSTS: [&str; 3] = ["example.org", "example.com", "example.net"];

/// Maximum number of printed diagnostics of one kind; `check` lists all.
const SHOWN: usize = 10;

/// Options of a publication.
#[derive(Debug, Clone, Default)]
pub struct PublishOptions {
    /// The target given on the command line, which overrides `site.yml`.
    pub target: Settings,
    /// Show the changes only.
    pub dry_run: bool,
    /// Publish despite warnings; errors always stop.
    pub allow_warnings: bool,
    /// True if corrections without a note in the record count as slips of the pen.
    pub minor: bool,
    /// Put an earlier release live again: the previous one, or the one named.
    pub roll_back: Option<Option<String>>,
    /// Publish although a person has put an earlier release live again.
    pub resume: bool,
    /// Take over another publication's lock.
    pub take_over: bool,
    /// Files of the reports: Markdown if the name ends in `.md`, else JSON.
    pub reports: Vec<PathBuf>,
    /// True if no hub and no hook is told.
    pub tells_nobody: bool,
    /// Print errors only.
    pub quiet: bool,
    /// Step of a publication in parts, and the place that they share.
    pub step: Option<(PartPhase, PathBuf)>,
}

/// Publishes a site.
///
/// # Errors
/// When nothing says where to, the site cannot be built, or the target refuses. Mistakes in the content give exit code 1,
/// and nothing goes live.
pub fn run(options: &Options, request: &PublishOptions) -> Result<ExitCode, Failure> {
    let options = &Options { strict: !request.allow_warnings, ..options.clone() };
    reject_future_now(options, request)?;
    let scratch = scratch(options, "publish")?;
    let joined = match &request.step {
        Some((PartPhase::Join { parts }, work)) => Some((*parts, work)),
        Some((phase, work)) => return publish_part_step::run(options, request, (*phase, work), &scratch),
        None => None,
    };
    let _lock = Lock::take(&scratch.join("lock"), &options.site.display().to_string())?;
    if let Some(release) = &request.roll_back {
        return roll_back(options, request, release.as_deref());
    }
    let mut site = match joined {
        None => SitePublication::read(options, request.minor)?,
        Some((parts, work)) => {
            let place = PartPlace::open(options, PartPhase::Join { parts }, work)?;
            SitePublication::of_parts(options, request.minor, place.folder(), parts)?
        }
    };
    reject_placeholder_address(&site.loaded.config.base_url, request)?;
    let revised = &site.revision;
    let vanishes = revised.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    if site.is_stopped_by(&site.diagnostics) {
        return Ok(stopped_by(&site.diagnostics));
    }
    if vanishes {
        print_diagnostics(&site.diagnostics, least(request), SHOWN);
        print_diagnostics(&revised.diagnostics, least(request), SHOWN);
        print_status("nothing was published, because links to the site would break");
        if let Some(name) = revised.value.withdrawn().next() {
            print_status(&format!("the withdrawal of {name} waits for this"));
        }
        return Ok(ExitCode::from(1));
    }
    let mut target = open(options, request, &site.loaded.config.targets, &scratch)?;
    if let Some(release) = target.held()?.filter(|_| !request.resume) {
        if !request.quiet {
            print_status(&format!(
                "Nothing was published: {} shows the release {release}, to which it was rolled back. `minutebook publish --resume` publishes again.",
                target.name()
            ));
        }
        return Ok(ExitCode::SUCCESS);
    }
    let report = drawn(&mut site, request)?;
    if site.is_stopped_by(&report.diagnostics) {
        return Ok(stopped_by(&report.diagnostics));
    }
    print_diagnostics(&report.diagnostics, least(request), SHOWN);
    let result = passed_over(&site, &report);
    let live = target.live()?;
    let settings = &site.loaded.config.notifications;
    let news =
        (!request.dry_run && !request.tells_nobody).then(|| PublishNews::open(settings, &scratch, target.name()));
    let mut news = news.flatten();
    if let Some(news) = &mut news {
        news.settle(live.published.as_ref());
    }
    let staged = staged(options, &site.loaded)?;
    let mut next = Published::after(live.published.as_ref(), staged.files(), jiff::Timestamp::now().to_string());
    next.causes = site.loaded.causes.iter().map(|(name, fingerprint)| (name.clone(), fingerprint.hex())).collect();
    let over = over_limits(options, request, &site.loaded, &next);
    print_diagnostics(&over, least(request), SHOWN);
    if over
        .iter()
        .any(|found| found.severity == Severity::Error || (options.strict && found.severity == Severity::Warning))
    {
        print_status("nothing was published, because the host would not take it");
        return Ok(ExitCode::from(1));
    }
    if !request.dry_run {
        // If the rest is cut off, the next publishing does it.
        site.write_down()?;
    }
    print_diagnostics(&site.comes_with_it(), least(request), SHOWN);
    let loaded = &site.loaded;
    let is_done =
        live.published.as_ref().is_some_and(|published| published.shows_the_same(&next.files)) && !live.interrupted;
    let reasons = Reasons::new(&loaded.archive, &loaded.plan, live.published.as_ref(), &next);
    let difference = if is_done { Difference::default() } else { difference(live.published.as_ref(), &next, &reasons) };
    let mut summary = PublishSummary::new(target.name(), &live, &difference, &report);
    if !request.dry_run && !is_done {
        let message = markdown(&summary);
        if let Some(news) = &mut news {
            let title = loaded.config.title.get(loaded.plan.default_language());
            let lists = (live.published.as_ref(), &next);
            let told = news_of_publication(&loaded.archive, &loaded.plan, lists, &reasons, title);
            news.prepare(told, changed_feeds(lists.0, &next, loaded.plan.base.url()), &next);
        }
        let own = beside(&staged, &next, options.signing.as_ref())?;
        let work = PublishJob { staged: &staged, next: &next, live: &live, own: &own, message: &message };
        let bar = FileProgress::new("files put live", request.quiet);
        let placed = target.put(&work, &|done, all| bar.show(done, all));
        bar.clear();
        summary.placed = Some(placed?);
    }
    let shown = if summary.placed.is_some() { Some(&next) } else { live.published.as_ref() };
    let told = news.map(|news| news.send(shown, &known_facts(&loaded.archive, &loaded.plan))).unwrap_or_default();
    print_diagnostics(&told.diagnostics(), least(request), SHOWN);
    summary.others = told;
    if !request.quiet {
        print_status(&text(&summary, request.dry_run));
    }
    write_reports(&summary, &request.reports)?;
    Ok(result)
}

/// Says that a withdrawal did not wait for mistakes in other records, also if only errors are to be printed. Errors give exit code 1, so
/// that a timer tells of them.
fn passed_over(site: &SitePublication<'_>, report: &Report) -> ExitCode {
    let all: Vec<&Diagnostic> = site.passed_over(&report.diagnostics).collect();
    let Some(name) = site.revision.value.withdrawn().next().filter(|_| !all.is_empty()) else {
        return ExitCode::SUCCESS;
    };
    let errors = all.iter().filter(|found| found.severity == Severity::Error).count();
    print_status(&format!(
        "The withdrawal of {name} does not wait for {} in other records; the next publication does.",
        counted_mistakes(errors, all.len() - errors)
    ));
    if errors > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// Prints what stops a publication, also if only errors are to be printed, and how to go on.
fn stopped_by(diagnostics: &[Diagnostic]) -> ExitCode {
    print_diagnostics(diagnostics, Severity::Warning, SHOWN);
    let count = |severity: Severity| diagnostics.iter().filter(|found| found.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let remedy = match errors {
        0 => {
            "fix them, say under `check:` in site.yml which may stay (`allow:` everywhere, `paths:` below a folder), or publish with \
             `--allow-warnings`"
        }
        _ => "fix them; `minutebook check` lists all",
    };
    let counts = counted_mistakes(errors, warnings);
    let verb = if errors + warnings == 1 { "stops" } else { "stop" };
    print_status(&format!("error: nothing was published: {counts} {verb} it\n  hint: {remedy}"));
    ExitCode::from(1)
}

/// Draws the site.
fn drawn(site: &mut SitePublication<'_>, request: &PublishOptions) -> Result<Report, Failure> {
    let bar = FileProgress::new("files", request.quiet);
    let report = site.draw(&bar);
    bar.clear();
    report
}

fn least(request: &PublishOptions) -> Severity {
    if request.quiet { Severity::Error } else { Severity::Warning }
}

/// Puts an earlier release live again.
fn roll_back(options: &Options, request: &PublishOptions, release: Option<&str>) -> Result<ExitCode, Failure> {
    let config = site_config(options)?;
    let settings = settings(&config.targets, &request.target);
    let kind = kind(&settings)?;
    if kind != TargetKind::Folder {
        return Err(Failure::usage(format!(
            "only a folder has releases to go back to; this is {}\n  hint: publish an earlier state of the records{}",
            kind.name(),
            if kind == TargetKind::Git { ", or revert the commit on the branch" } else { "" }
        )));
    }
    let mut folder = folder(options, &settings)?;
    let shown = folder.earlier_release(release)?;
    let (before, list) = (folder.live()?.published, folder.list_of(&shown)?);
    let news = (!request.tells_nobody)
        .then(|| PublishNews::open(&config.notifications, &scratch(options, "publish").ok()?, folder.name()));
    let mut news = news.flatten();
    if let (Some(news), Some(before), Some(list)) = (&mut news, &before, &list) {
        news.settle(Some(before));
        let lang = config.languages.first().cloned().or_else(|| Language::parse("en"));
        let title = lang.map(|lang| config.title.get(&lang).to_owned()).unwrap_or_default();
        let told = news_of_rollback(before, list, (&config.base_url, &title), &jiff::Timestamp::now().to_string());
        news.prepare(told, changed_feeds(Some(before), list, &config.base_url), list);
    }
    folder.roll_back(&shown)?;
    let pages = list.as_ref().map(|list| known_pages(list, &config.base_url)).unwrap_or_default();
    let told = news.map(|news| news.send(list.as_ref(), &pages)).unwrap_or_default();
    print_diagnostics(&told.diagnostics(), least(request), SHOWN);
    if !request.quiet {
        let until = match folder.held()? {
            Some(_) => "It stays until `minutebook publish --resume` shows the records as they are then.",
            None => "It is the newest; the next publication shows the records as they are then.",
        };
        print_status(&format!("The release {shown} is live again. {until}"));
    }
    Ok(ExitCode::SUCCESS)
}

/// Refuses a site without an address of its own: it would stand in every link, feed and sitemap, and readers of feeds know entries by it.
fn reject_placeholder_address(base_url: &str, request: &PublishOptions) -> Result<(), Failure> {
    let url = url::Url::parse(base_url).ok();
    let host = url.as_ref().and_then(|url| url.host());
    let why = match host {
        None => Some("the site has no address".to_owned()),
        Some(url::Host::Domain(name)) if is_within(name, &EXAMPLE_HOSTS) => {
            Some(format!("{name} is an address for examples"))
        }
        Some(own) if is_own_machine(&own) => Some(format!("{own} is each reader's own machine")),
        Some(_) => None,
    };
    let Some(why) = why.filter(|_| !request.dry_run) else { return Ok(()) };
    Err(Failure::usage(format!(
        "nothing was published: {why}, and links, feeds and the sitemap would name it\n  hint: write `base_url: https://…` with the address that \
         readers will open into site.yml, or give `--base-url`"
    )))
}

/// Reports whether a host is one of these or below one.
fn is_within(host: &str, known: &[&str]) -> bool {
    let host = host.trim_end_matches('.');
    known.iter().any(|known| host.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

/// Reports whether an address leads back to the machine of whoever opens it: `localhost`, `127.0.0.1`, `[::1]`, `0.0.0.0`.
fn is_own_machine(host: &url::Host<&str>) -> bool {
    match host {
        url::Host::Domain(name) => is_within(name, &["localhost"]),
        url::Host::Ipv4(address) => address.is_loopback() || address.is_unspecified(),
        url::Host::Ipv6(address) => address.is_loopback() || address.is_unspecified(),
    }
}

/// Refuses a moment in the future: a trial must not publish what is not public yet.
fn reject_future_now(options: &Options, request: &PublishOptions) -> Result<(), Failure> {
    let ahead = match options.now {
        Now::Clock => false,
        Now::Instant(instant) => instant > jiff::Timestamp::now(),
        // The zone is not known yet; a day is more than any zone makes.
        Now::Local(local) => jiff::tz::TimeZone::UTC
            .to_timestamp(local)
            .is_ok_and(|then| then.as_second() > jiff::Timestamp::now().as_second() + 24 * 60 * 60),
    };
    if ahead && !request.dry_run {
        return Err(Failure::usage(
            "`--now` is in the future, and publishing would show what is not public yet\n  hint: look at it with `--dry-run`, or build it",
        ));
    }
    Ok(())
}

/// The built files that go to the target.
fn staged(options: &Options, loaded: &Loaded) -> Result<Staged, Failure> {
    let output = options.output_folder();
    let known = kinds(&loaded.plan);
    let kind_of = |path: &str| match known.get(path) {
        Some(kind) => *kind,
        None if is_packed(path, |stem| known.contains_key(stem)) => FileKind::Packed,
        None => FileKind::Other,
    };
    let also = loaded.config.targets.also.as_deref().map(|also| options.site.join(also));
    stage(&output, &written(&output)?, &kind_of, also.as_deref())
}

/// Limits of the host that the files to be live exceed.
fn over_limits(options: &Options, request: &PublishOptions, loaded: &Loaded, next: &Published) -> Vec<Diagnostic> {
    let config = &loaded.config;
    let targets = settings(&config.targets, &request.target);
    let Some(host) = site_host(&options.site, config, &targets) else { return Vec::new() };
    let kinds = mass_kinds(loaded);
    let mut mass = SiteMass::default();
    let mut files = Vec::new();
    for (path, file) in next.all() {
        let kind = match file.kind {
            FileKind::Packed => MassKind::Packed,
            FileKind::Also => MassKind::Beside,
            FileKind::Asset => MassKind::Assets,
            _ if is_of_index(path) => MassKind::Search,
            _ => kinds.get(path.as_str()).copied().unwrap_or(MassKind::Programs),
        };
        mass.add(kind, 1, file.size);
        files.push((path.clone(), file.size));
    }
    // The list of what is live, and the sums of what goes live beside the site; the latter are small.
    for (path, bytes) in [(PLACE, next.to_bytes().len() as u64), (BESIDE, 0)] {
        mass.add(MassKind::Programs, 1, bytes);
        files.push((path.to_owned(), bytes));
    }
    if options.signing.is_some() {
        mass.add(MassKind::Programs, 1, 0);
        files.push((BESIDE_SIGNATURE.to_owned(), 0));
    }
    let output = &options.output_folder();
    let (redirects, headers) = (host_file(output, REDIRECTS), host_file(output, HEADERS));
    let site = &options.site;
    WeighedSite { site, config, host, mass, files, redirects, headers }.over_limits(Occasion::Published)
}

fn is_packed(path: &str, is_there: impl Fn(&str) -> bool) -> bool {
    path.strip_suffix(".gz").or_else(|| path.strip_suffix(".br")).is_some_and(is_there)
}

/// The target that the settings and the command line name.
fn open(
    options: &Options,
    request: &PublishOptions,
    config: &Settings,
    scratch: &Path,
) -> Result<Box<dyn PublishTarget>, Failure> {
    let settings = settings(config, &request.target);
    Ok(match kind(&settings)? {
        TargetKind::Folder => Box::new(folder(options, &settings)?),
        TargetKind::S3 => Box::new(S3::new(&settings.s3, scratch, request.take_over)?),
        TargetKind::Git => {
            let remote = settings.git.remote.as_deref().unwrap_or("origin");
            let branch = settings.git.branch.as_deref().unwrap_or("gh-pages");
            Box::new(Git::new(&options.site, remote, branch, scratch)?)
        }
    })
}

fn folder(options: &Options, settings: &Settings) -> Result<ReleaseFolder, Failure> {
    let path = settings.folder.path.as_deref().ok_or_else(|| {
        Failure::usage(
            "no folder is named\n  hint: write `publish: {folder: {path: …}}` into site.yml, or give `--path`",
        )
    })?;
    let place = resolved(&options.site.join(path));
    let output = resolved(&options.output_folder());
    let mixes = place.starts_with(&output)
        || output.starts_with(&place)
        || place.starts_with(resolved(&options.site.join("content")));
    if mixes {
        return Err(Failure::usage(format!(
            "publishing into {} would mix releases with the output folder or with the records\n  hint: choose another folder",
            place.display()
        )));
    }
    Ok(ReleaseFolder::new(place, settings.folder.keep))
}

/// The settings of the target, overridden by the command line.
fn settings(config: &Settings, given: &Settings) -> Settings {
    let mut settings = config.clone();
    settings.target = given.target.or(config.target);
    settings.folder.path = given.folder.path.clone().or(settings.folder.path);
    settings.folder.keep = given.folder.keep.or(settings.folder.keep);
    settings.s3.bucket = given.s3.bucket.clone().or(settings.s3.bucket);
    settings.s3.prefix = given.s3.prefix.clone().or(settings.s3.prefix);
    settings.s3.endpoint = given.s3.endpoint.clone().or(settings.s3.endpoint);
    settings.s3.region = given.s3.region.clone().or(settings.s3.region);
    settings.s3.parallel = given.s3.parallel.or(settings.s3.parallel);
    settings.git.remote = given.git.remote.clone().or(settings.git.remote);
    settings.git.branch = given.git.branch.clone().or(settings.git.branch);
    // A target described on the command line is the one that is used.
    let mut described = given.described();
    if let (None, Some(kind), None) = (given.target, described.next(), described.next()) {
        settings.target = Some(kind);
    }
    settings
}

fn kind(settings: &Settings) -> Result<TargetKind, Failure> {
    if let Some(kind) = settings.target {
        return Ok(kind);
    }
    let described: Vec<TargetKind> = settings.described().collect();
    match described[..] {
        [kind] => Ok(kind),
        [] => Err(Failure::usage(
            "no target of publication is configured\n  hint: write `publish:` into site.yml, as docs/publishing.md describes, or give \
             `--path DIR`, `--bucket NAME` or `--target git`",
        )),
        _ => {
            let names: Vec<&str> = described.iter().map(|kind| kind.name()).collect();
            Err(Failure::usage(format!(
                "site.yml describes several places to publish to: {}\n  hint: choose one with `publish: {{target: …}}` or `--target`",
                names.join(", ")
            )))
        }
    }
}

fn write_reports(summary: &PublishSummary<'_>, places: &[PathBuf]) -> Result<(), Failure> {
    for place in places {
        let is_markdown = place.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
        let bytes = match is_markdown {
            true => markdown(summary).into_bytes(),
            false => serde_json::to_vec_pretty(summary).expect("texts and numbers can be written as JSON"),
        };
        std::fs::write(place, bytes).map_err(|error| Failure::io("the report cannot be written", place, &error))?;
    }
    Ok(())
}
