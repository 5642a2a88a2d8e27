//! Runs all stages in order. The only room that names them all.

mod build_cache;
mod counts;
mod draw;
mod earlier;
mod fix_files;
mod index_plan;
mod load;
mod overlooked;
mod parse_cache;
mod precompress;
mod preview;
mod read;
mod reuse;
mod search_in_memory;
mod segments;
mod settings;
mod sums;
mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use rayon::prelude::*;

use crate::bytes::fingerprint::Fingerprint;
use crate::config::Config;
use crate::fs::discover::{Discovered, KnownFiles, discover};
use crate::integrity::Signing;
use crate::ledger::{self, Revising, Revision};
use crate::render::{RenderContext, Renderer};
use crate::report::diagnostic::{Diagnostic, Problem, Reported, Severity};
use crate::report::failure::Failure;
use crate::report::run_report::{Report, WrittenFiles};
use crate::search::IndexProfile;
use crate::site::{Output, OutputKind, Plan};
use crate::text::source::{SourceId, Sources};
use build_cache::{BuildCache, CachedBuild};

// What the editor’s commands need of reading.
pub use crate::fs::discover::{ThenFile, is_read_by_name};
pub use crate::fs::write::written;
pub use crate::parse::{Addition, List, NewEntry, SchemaOf, Unsure, amend, flow_list, flow_text, is_id, schema};
pub use earlier::{EarlierReader, EarlierState, Reign, Then};
pub use fix_files::{Mend, mends};
pub use index_plan::IndexPlan;
pub use load::Loaded;
pub use preview::preview;
pub use search_in_memory::search_in_memory;
pub use workspace::{Audience, EDITIONS, Snapshot, Workspace};

use counts::counts;
use draw::{DrawnSite, draw};
use load::load;
use parse_cache::ParseCache;
use reuse::{sealed, untouched};
use settings::{Settings, settings};

/// How a site is to be built.
#[derive(Debug, Clone)]
pub struct Options {
    /// A site with `content/`, or a plain folder of transcripts.
    pub site: PathBuf,
    /// Where the finished site goes; `None` for the default.
    pub output: Option<PathBuf>,
    /// The moment for which the site is built.
    pub now: Now,
    /// Instead of the one in `site.yml`.
    pub base_url: Option<String>,
    /// Show drafts, records under review and records still to come.
    pub drafts: bool,
    /// Write nothing when there is a warning.
    pub strict: bool,
    /// Use and keep what earlier builds remember.
    pub cache: bool,
    /// Build into a folder that holds strangers' files.
    pub force: bool,
    /// Publish style sheets and scripts without comments and white space, as `site.yml` may say as well.
    pub minify: bool,
    /// Put packed files beside those of text, as `site.yml` may say as well.
    pub precompress: bool,
    /// Write the sums of all files beside them.
    pub sums: bool,
    /// Sign the sums.
    pub signing: Option<Signing>,
    /// Where the register lies; `None` for `register/` in the site. A plain folder has none unless this says where.
    pub register: Option<PathBuf>,
}

/// A moment: exact, or as a clock in the site's time zone shows it.
#[derive(Debug, Clone, Copy)]
pub enum Now {
    /// Whatever the clock says when the site is read.
    Clock,
    /// An instant.
    Instant(jiff::Timestamp),
    /// A local time.
    Local(jiff::civil::DateTime),
}

/// Told how far the drawing has come.
pub trait Progress: Sync {
    /// `done` of `all` files are written.
    fn drawn(&self, done: usize, all: usize);
}

/// How long each stage takes.
struct Stages(BTreeMap<&'static str, f64>, Instant, Instant);

impl Stages {
    fn new() -> Self {
        Stages(BTreeMap::new(), Instant::now(), Instant::now())
    }

    /// The time since the last mark belongs to `stage`.
    fn mark(&mut self, stage: &'static str) {
        let now = Instant::now();
        *self.0.entry(stage).or_default() += (now - self.2).as_secs_f64() * 1000.0;
        self.2 = now;
    }

    fn finish(mut self) -> BTreeMap<&'static str, f64> {
        self.0.insert("total", self.1.elapsed().as_secs_f64() * 1000.0);
        self.0
    }
}

/// Where a site's output goes unless told otherwise: into the site; never into a plain folder of records.
pub fn default_output(site: &Path) -> PathBuf {
    if site.join("content").is_dir() { site.join("output") } else { PathBuf::from("output") }
}

/// Builds a site.
///
/// # Errors
/// When the site cannot be read, is configured wrongly, or the output cannot be written. Mistakes in the content are
/// in the report.
pub fn build(options: &Options, progress: &dyn Progress) -> Result<Report, Failure> {
    let mut stages = Stages::new();
    let output = options.output.clone().unwrap_or_else(|| default_output(&options.site));
    let mut found = discover(&options.site, &output, &KnownFiles::default())?;
    refuse_output_in_content(&found, &output)?;
    stages.mark("discover");

    let memo_place = if options.cache { cache_place(&found, &output, "memo") } else { None };
    let memo = memo_place.as_deref().map(build_cache::read).unwrap_or_default();
    let settings = settings(&found, options)?;
    let now = settings.now;
    let inputs = fingerprint_of(&found, &settings, options);
    if let Some(whole) = memo.whole.as_ref().filter(|whole| whole.inputs == inputs && whole.holds_at(now))
        && untouched(&output, &memo.drawn)
        && sealed(&output, options, &memo.seal)
        && !(options.strict && has_warning(&whole.diagnostics))
    {
        stages.mark("compare");
        let report = Report {
            counts: whole.counts,
            written: WrittenFiles { unchanged: memo.drawn.len(), ..WrittenFiles::default() },
            diagnostics: whole.diagnostics.clone(),
            stages: stages.finish(),
            next_change: whole.next_change(),
            next_change_there: instant_there(whole.until, &settings.config),
            published: whole.published.iter().cloned().collect(),
        };
        return Ok(report);
    }
    stages.mark("compare");
    let mut shelf = ParseCache::default();
    shelf.recall(&memo.readings);
    let (loaded, mut diagnostics, span) =
        load(&mut found, settings, options, &mut shelf, IndexProfile::Site, None, &mut stages)?;
    // An empty site in the place of a full one is the last thing that anybody wants.
    if let Some(nothing) = diagnostics.iter().find(|diagnostic| diagnostic.problem == Problem::NoRecords) {
        let mut all = vec![nothing.clone()];
        all.extend(diagnostics.iter().filter(|d| d.problem == Problem::UnreadFormat).cloned());
        return Err(settings::refusal("there is nothing to publish, and nothing was built", &all));
    }
    loaded.config.severities.apply(&mut diagnostics);
    let mut report = Report {
        counts: counts(&loaded),
        next_change: (span.1 < i64::MAX).then(|| instant_text(span.1)),
        next_change_there: instant_there(span.1, &loaded.config),
        published: published(&loaded),
        ..Report::default()
    };
    if options.strict && diagnostics.iter().any(|d| d.severity >= Severity::Warning) {
        Diagnostic::sort(&mut diagnostics);
        report.diagnostics = diagnostics;
        report.stages = stages.finish();
        return Ok(report);
    }
    let site = draw(&loaded, &output, options, &memo, progress)?;
    let DrawnSite { drawn, written, seal, diagnostics: mistakes, is_complete } = site;
    stages.mark("draw");
    diagnostics.extend(mistakes);
    Diagnostic::merge(&mut diagnostics);
    loaded.config.severities.apply(&mut diagnostics);
    Diagnostic::sort(&mut diagnostics);
    report.written = written;
    if let Some(place) = memo_place {
        let whole = CachedBuild {
            inputs,
            since: span.0,
            until: span.1,
            counts: report.counts,
            diagnostics: diagnostics.clone(),
            published: report.published.iter().cloned().collect(),
        };
        build_cache::keep(
            &place,
            &BuildCache { drawn, seal, whole: is_complete.then_some(whole), readings: shelf.pack() },
        );
    }
    stages.mark("remember");
    report.diagnostics = diagnostics;
    report.stages = stages.finish();
    // Freeing the archive piece by piece takes longer than the operating system needs for all of it.
    std::mem::forget(loaded);
    Ok(report)
}

/// Runs every stage but the writing.
///
/// # Errors
/// As [`build`], but for the output.
pub fn check(options: &Options) -> Result<Report, Failure> {
    check_and(options, |_, _| Vec::new())
}

/// As [`check`], and whatever `ask` finds out besides; it may keep what it learns for the next time at the place it is
/// given.
///
/// # Errors
/// As [`check`].
pub fn check_and(
    options: &Options,
    ask: impl FnOnce(&Loaded, Option<&Path>) -> Vec<Diagnostic>,
) -> Result<Report, Failure> {
    let mut stages = Stages::new();
    let output = options.output.clone().unwrap_or_else(|| default_output(&options.site));
    let mut found = discover(&options.site, &output, &KnownFiles::default())?;
    stages.mark("discover");
    let settings = settings(&found, options)?;
    let (loaded, mut diagnostics, span) =
        load(&mut found, settings, options, &mut ParseCache::for_looking(), IndexProfile::Site, None, &mut stages)?;
    let context = RenderContext::new(&loaded.render_inputs());
    let renderer = Renderer::new(loaded.render_inputs(), &context);
    // A card can always be drawn.
    let outputs = loaded.plan.outputs.par_iter().filter(|output| !matches!(output.kind, OutputKind::Card(_)));
    let mistakes: Vec<Diagnostic> =
        outputs.filter_map(|output| renderer.draw(renderer.prepare(output)).err()).collect();
    diagnostics.extend(mistakes);
    stages.mark("draw");
    diagnostics.extend(crate::lint::lint(&loaded.archive, &loaded.plan, &loaded.sources, &sizes(&found, &loaded.plan)));
    diagnostics.extend(crate::lint::lint_names(&names(&found), &loaded.plan.outputs));
    diagnostics.extend(crate::lint::lint_hours(&loaded.archive, loaded.now, &loaded.config, &loaded.sources));
    stages.mark("lint");
    diagnostics.extend(ask(&loaded, cache_place(&found, &output, "links.json").as_deref()));
    stages.mark("ask");
    loaded.config.severities.apply(&mut diagnostics);
    Diagnostic::merge(&mut diagnostics);
    let next_change = (span.1 < i64::MAX).then(|| instant_text(span.1));
    Ok(Report {
        counts: counts(&loaded),
        written: WrittenFiles::default(),
        diagnostics,
        stages: stages.finish(),
        next_change,
        next_change_there: instant_there(span.1, &loaded.config),
        published: published(&loaded),
    })
}

/// Where what saves time the next time is kept for a site and its output folder.
fn cache_place(found: &Discovered, output: &Path, kind: &str) -> Option<PathBuf> {
    crate::fs::cache_dir::place(&resolved(&found.root), &resolved(output), found.is_site, kind)
}

/// Of all files of the content, as they are shown to people, in order.
fn names(found: &Discovered) -> Vec<Arc<str>> {
    let prefix = if found.is_site { "content/" } else { "" };
    let others = found.assets.keys().map(|path| format!("{prefix}{path}").into());
    let mut names: Vec<Arc<str>> = found.files.iter().map(|file| Arc::clone(&file.shown)).chain(others).collect();
    names.sort();
    names
}

/// Of the files that are published as they are, in bytes.
fn sizes(found: &Discovered, plan: &Plan) -> Vec<(Arc<str>, u64)> {
    let prefix = if found.is_site { "content/" } else { "" };
    let size = |output: &Output| {
        let OutputKind::Attachment(path) = &output.kind else { return None };
        Some((format!("{prefix}{path}").into(), plan.attachments.get(path)?.bytes))
    };
    plan.outputs.iter().filter_map(size).collect()
}

/// Reads, links and plans a site without drawing it.
///
/// # Errors
/// As [`check`].
pub fn load_site(options: &Options) -> Result<(Loaded, Vec<Diagnostic>), Failure> {
    read_site(options).map(|(_, loaded, diagnostics)| (loaded, diagnostics))
}

/// With what the last build remembers, where there was one.
fn read_site(options: &Options) -> Result<(Discovered, Loaded, Vec<Diagnostic>), Failure> {
    let output = options.output.clone().unwrap_or_else(|| default_output(&options.site));
    let mut found = discover(&options.site, &output, &KnownFiles::default())?;
    let settings = settings(&found, options)?;
    let mut shelf = ParseCache::default();
    if options.cache {
        let memo = cache_place(&found, &output, "memo").as_deref().map(build_cache::read).unwrap_or_default();
        shelf.recall(&memo.readings);
    }
    let (loaded, diagnostics, _) =
        load(&mut found, settings, options, &mut shelf, IndexProfile::Site, None, &mut Stages::new())?;
    Ok((found, loaded, diagnostics))
}

/// What publishing a site would add to its register.
pub struct PublishPlan {
    /// The site as it is read.
    pub loaded: Loaded,
    /// What is wrong with the content.
    pub diagnostics: Vec<Diagnostic>,
    /// What would be added, and what would vanish.
    pub revision: Reported<Revision>,
    /// Where the register lies.
    pub folder: PathBuf,
}

/// Tells what publishing a site would add to its register; nothing is written. `minor` is for corrections of which the
/// records say nothing.
///
/// # Errors
/// As [`check`], and when a plain folder is given no place for its register.
pub fn publishing(options: &Options, minor: bool) -> Result<PublishPlan, Failure> {
    let (found, loaded, diagnostics) = read_site(options)?;
    let Some(folder) = register_folder(&found, options) else {
        return Err(Failure::usage(
            "a plain folder has no register, because nothing is ever written into it\n  \
             hint: give a place for it with `--register DIR`, or put the records into `content/` of a site",
        ));
    };
    let Loaded { archive, plan, sources, register, now, .. } = &loaded;
    let revision = ledger::revise(register, &Revising { archive, plan, sources, now: *now, minor });
    Ok(PublishPlan { loaded, diagnostics, revision, folder })
}

/// The moment for which a site is read.
///
/// # Errors
/// As [`check`], for its settings.
pub fn moment(options: &Options) -> Result<jiff::Timestamp, Failure> {
    let output = options.output.clone().unwrap_or_else(|| default_output(&options.site));
    let found = discover(&options.site, &output, &KnownFiles::default())?;
    Ok(settings(&found, options)?.now)
}

/// Where what is kept only to save time, or to know a work that was cut off, lies for a site: never in a plain folder.
pub fn scratch(options: &Options, kind: &str) -> Result<PathBuf, Failure> {
    let output = options.output.clone().unwrap_or_else(|| default_output(&options.site));
    let site = resolved(&options.site);
    let is_site = site.join("content").is_dir();
    crate::fs::cache_dir::place(&site, &resolved(&output), is_site, kind)
        .ok_or_else(|| Failure::usage("nothing says where a user's cache is\n  hint: set HOME or XDG_CACHE_HOME"))
}

fn instant_text(second: i64) -> String {
    jiff::Timestamp::from_second(second).map(|instant| instant.to_string()).unwrap_or_default()
}

/// As clocks show it where the site is at home; `None` for never.
fn instant_there(second: i64, config: &Config) -> Option<String> {
    let instant = jiff::Timestamp::from_second(second).ok().filter(|_| second < i64::MAX)?;
    Some(instant.to_zoned_datetime(config.time_zone.clone()).strftime("%Y-%m-%d %H:%M %Z").to_string())
}

/// Files of records and pages that are public, relative to the site and without their endings.
fn published(loaded: &Loaded) -> BTreeSet<String> {
    let Loaded { archive, sources, .. } = loaded;
    let stem = |source: SourceId| {
        let shown = sources.get(source).shown;
        shown.rsplit_once('.').map_or(&*shown, |(stem, _)| stem).to_owned()
    };
    let meetings = archive.meetings.iter().zip(&archive.pending).filter(|(_, pending)| pending.is_none());
    let pages = archive.pages.iter().filter(|page| page.visibility.hold_reason(loaded.now).is_none());
    meetings.map(|(meeting, _)| stem(meeting.details.source)).chain(pages.map(|page| stem(page.source))).collect()
}

impl CachedBuild {
    fn holds_at(&self, now: jiff::Timestamp) -> bool {
        (self.since..self.until).contains(&now.as_second())
    }

    fn next_change(&self) -> Option<String> {
        (self.until < i64::MAX).then(|| instant_text(self.until))
    }
}

fn has_warning(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity >= Severity::Warning)
}

/// Of everything that decides what is built, but the time.
fn fingerprint_of(found: &Discovered, settings: &Settings, options: &Options) -> Fingerprint {
    let files: Vec<(&str, Fingerprint)> = found.files.iter().map(|file| (&*file.path, file.fingerprint)).collect();
    let mut assets: Vec<(&str, u64, Option<std::time::SystemTime>)> = found
        .assets
        .iter()
        .map(|(path, file)| {
            let metadata = std::fs::metadata(&file.place).ok();
            (&**path, file.bytes, metadata.and_then(|m| m.modified().ok()))
        })
        .collect();
    assets.sort();
    let unread: Vec<&str> = found.diagnostics.iter().map(|d| d.message.as_str()).collect();
    Fingerprint::of(&(
        env!("CARGO_PKG_VERSION"),
        files,
        assets,
        unread,
        settings.theme.fingerprint,
        &settings.config.base_url,
        settings.config.precompress,
        options.sums,
        options.signing.as_ref().map(|signing| &signing.key),
        options.drafts,
        register_folder(found, options).map(|folder| ledger::stamp(&folder)),
    ))
}

/// Where the register of what is built lies, if it can have one.
fn register_folder(found: &Discovered, options: &Options) -> Option<PathBuf> {
    ledger::folder_of(&found.root, found.is_site, options.register.as_deref())
}

/// The output must not be written among the records.
fn refuse_output_in_content(found: &Discovered, output: &Path) -> Result<(), Failure> {
    let (content, output) = (resolved(&found.content), resolved(output));
    let inside = output.starts_with(&content) && (found.is_site || output == content);
    let above = content.starts_with(&output);
    if inside || above {
        return Err(Failure::usage(format!(
            "the output {} would mix with the records in {}\n  hint: choose another folder with `--output`",
            output.display(),
            content.display()
        )));
    }
    Ok(())
}

/// A path without links and detours, also when its end is not there yet.
pub fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut whole = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                whole.pop();
            }
            Component::CurDir => {}
            part => whole.push(part),
        }
        if let Ok(there) = std::fs::canonicalize(&whole) {
            whole = there;
        }
    }
    whole
}
