//! Runs all stages in order. The only file that names them all.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::discover::{Discovered, discover};
use crate::failure::Failure;
use crate::fingerprint::Fingerprint;
use crate::link::{AlternateRow, LinkInput, RedirectRow, link};
use crate::memo::{self, Memo, Whole};
use crate::parse::{self, RecordFile, parse_record, parse_registry, parse_site, parse_table};
use crate::plan::{PlanInput, plan};
use crate::record::{Archive, BlockKind, Contribution, Document, HoldReason, Registry};
use crate::render::Renderer;
use crate::report::{Counts, Report, Written};
use crate::site::{OWN_FOLDER, OutputKind, OutputPath, Plan};
use crate::source::{RelativeLinks, SourceFile, SourceId, SourceText, folder_of, stem_of};
use crate::theme::Theme;
use crate::write::{Outcome, Stamp, Writer, is_untouched};

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
}

/// A moment: exact, or as a clock in the site's time zone shows it.
#[derive(Debug, Clone, Copy)]
pub enum Now {
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

/// A site that has been read, linked and planned, but not drawn.
pub struct Loaded {
    /// The linked archive.
    pub archive: Archive,
    /// Every output.
    pub plan: Plan,
    /// The site's settings.
    pub config: Config,
    /// The theme.
    pub theme: Theme,
    /// The texts.
    pub sources: Vec<SourceText>,
}

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
    let mut found = discover(&options.site, &output)?;
    refuse_output_in_content(&found, &output)?;
    stages.mark("discover");

    let memo_place = if options.cache { memo::place(&found.root, &output, found.is_site) } else { None };
    let memo = memo_place.as_deref().map(memo::read).unwrap_or_default();
    let settings = settings(&found, options)?;
    let now = settings.now;
    let inputs = fingerprint_of(&found, &settings, options);
    if let Some(whole) = memo.whole.as_ref().filter(|whole| whole.inputs == inputs && whole.holds_at(now))
        && untouched(&output, &memo.drawn)
        && !(options.strict && has_warning(&whole.diagnostics))
    {
        stages.mark("compare");
        let report = Report {
            counts: whole.counts,
            written: Written { unchanged: memo.drawn.len(), ..Written::default() },
            diagnostics: whole.diagnostics.clone(),
            stages: stages.finish(),
            next_change: whole.next_change(),
        };
        return Ok(report);
    }
    stages.mark("compare");
    let (loaded, mut diagnostics, span) = load(&mut found, settings, options, &mut stages);
    let mut report = Report { counts: counts(&loaded), ..Report::default() };
    report.next_change = (span.1 < i64::MAX).then(|| instant_text(span.1));
    if options.strict && diagnostics.iter().any(|d| d.severity >= Severity::Warning) {
        Diagnostic::sort(&mut diagnostics);
        report.diagnostics = diagnostics;
        report.stages = stages.finish();
        return Ok(report);
    }
    let (drawn, written) = draw(&loaded, &output, options, &memo, progress, &mut diagnostics)?;
    stages.mark("draw");
    Diagnostic::sort(&mut diagnostics);
    report.written = written;
    if let Some(place) = memo_place {
        let whole =
            Whole { inputs, since: span.0, until: span.1, counts: report.counts, diagnostics: diagnostics.clone() };
        let complete = drawn.len() == loaded.plan.outputs.len();
        memo::keep(&place, &Memo { drawn, whole: complete.then_some(whole) });
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
    let mut stages = Stages::new();
    let output = options.output.clone().unwrap_or_else(|| default_output(&options.site));
    let mut found = discover(&options.site, &output)?;
    stages.mark("discover");
    let settings = settings(&found, options)?;
    let (loaded, mut diagnostics, span) = load(&mut found, settings, options, &mut stages);
    let renderer =
        Renderer::new(&loaded.archive, &loaded.plan, &loaded.config, &loaded.theme, &loaded.sources, options.cache);
    let mistakes: Vec<Diagnostic> =
        loaded.plan.outputs.par_iter().filter_map(|output| renderer.draw(renderer.prepare(output)).err()).collect();
    diagnostics.extend(mistakes);
    stages.mark("draw");
    Diagnostic::sort(&mut diagnostics);
    diagnostics.dedup();
    let next_change = (span.1 < i64::MAX).then(|| instant_text(span.1));
    Ok(Report {
        counts: counts(&loaded),
        written: Written::default(),
        diagnostics,
        stages: stages.finish(),
        next_change,
    })
}

/// Reads, links and plans a site without drawing it.
///
/// # Errors
/// As [`check`].
pub fn load_site(options: &Options) -> Result<(Loaded, Vec<Diagnostic>), Failure> {
    let output = options.output.clone().unwrap_or_else(|| default_output(&options.site));
    let mut found = discover(&options.site, &output)?;
    let settings = settings(&found, options)?;
    let (loaded, diagnostics, _) = load(&mut found, settings, options, &mut Stages::new());
    Ok((loaded, diagnostics))
}

/// `site.yml` and what the command line puts over it.
struct Settings {
    config: Config,
    series: Vec<crate::record::Series>,
    topics: Vec<crate::record::Topic>,
    now: jiff::Timestamp,
    theme: Theme,
    diagnostics: Vec<Diagnostic>,
}

/// Reads what must be right before anything else makes sense: a site with wrong settings is not built at all.
fn settings(found: &Discovered, options: &Options) -> Result<Settings, Failure> {
    let mut diagnostics = Vec::new();
    let is_settings = |path: &str| matches!(path, "site.yml" | "site.yaml");
    if found.refused.iter().any(|path| is_settings(path)) {
        let own = |d: &&Diagnostic| {
            d.at.as_ref().is_some_and(|at| at.path.ends_with("site.yml") || at.path.ends_with("site.yaml"))
        };
        diagnostics.extend(found.diagnostics.iter().filter(own).cloned().map(Diagnostic::worsened));
    }
    let file = found.files.iter().find(|file| is_settings(&file.path));
    let source = file.and_then(|file| parse::decode(&mut file.clone()).into_value(&mut diagnostics));
    let (mut config, series, topics) =
        source.map(|source| parse_site(&source).into_value(&mut diagnostics)).unwrap_or_default();
    if let Some(url) = &options.base_url {
        match parse::normalise_base_url(url) {
            Some(url) => config.base_url = url,
            None => diagnostics.push(parse::invalid_base_url(url, None)),
        }
    }
    let theme = Theme::load(&config.theme, &found.root)?.into_value(&mut diagnostics);
    let wrong = |d: &&Diagnostic| {
        let theme_is_missing = d.problem == crate::diagnostic::Problem::UnknownTheme;
        d.severity == Severity::Error && (theme_is_missing || d.problem != crate::diagnostic::Problem::TemplateError)
    };
    if diagnostics.iter().any(|d| wrong(&d)) {
        let told: Vec<String> = diagnostics.iter().filter(wrong).map(crate::report::render).collect();
        return Err(Failure::usage(format!(
            "the site's settings cannot be used, and nothing was built\n\n{}",
            told.join("\n\n")
        )));
    }
    let now = match options.now {
        Now::Instant(instant) => instant,
        Now::Local(local) => {
            config.time_zone.to_timestamp(local).map_err(|error| Failure::usage(format!("--now: {error}")))?
        }
    };
    Ok(Settings { config, series, topics, now, theme, diagnostics })
}

/// The moments between which the same records are public, as seconds since 1970.
type Span = (i64, i64);

fn load(
    found: &mut Discovered,
    settings: Settings,
    options: &Options,
    stages: &mut Stages,
) -> (Loaded, Vec<Diagnostic>, Span) {
    let Settings { config, series, topics, now, theme, mut diagnostics } = settings;
    diagnostics.extend(found.diagnostics.iter().cloned());
    let (sources, decoded) = decode(&mut found.files, &mut diagnostics);
    let (documents, links) = parse_all(found, &sources, &decoded, &config, &mut diagnostics);
    let mut registry = read_registries(&found.files, &sources, &decoded, &mut diagnostics);
    registry.series = series;
    registry.topics = topics;
    let (alternates, redirects) = read_tables(&found.files, &sources, &decoded, &mut diagnostics);
    let span = span_around(&documents, now);
    stages.mark("parse");

    let input =
        LinkInput { registry, alternates, redirects, config: &config, sources: &sources, now, drafts: options.drafts };
    let mut archive = link(documents, input).into_value(&mut diagnostics);
    stages.mark("link");

    let assets = theme
        .assets
        .iter()
        .map(|(name, bytes)| (name.clone(), Fingerprint::of_bytes(bytes).hex()[..12].to_owned()))
        .collect();
    let speaks = |lang: &crate::record::Language| theme.speaks(lang);
    let input =
        PlanInput { config: &config, sources: &sources, links: &links, files: &found.assets, assets, speaks: &speaks };
    let (mut planned, unplaced) = plan(&archive, &input).into_value(&mut diagnostics);
    if !unplaced.is_empty() {
        archive.leave_out(&unplaced);
        let again = plan(&archive, &input);
        diagnostics.extend(again.diagnostics.into_iter().filter(|d| !diagnostics.contains(d)).collect::<Vec<_>>());
        planned = again.value.0;
    }
    stages.mark("plan");
    (Loaded { archive, plan: planned, config, theme, sources }, diagnostics, span)
}

/// Decodes every file; `decoded` tells for each file which source it became.
fn decode(files: &mut [SourceFile], diagnostics: &mut Vec<Diagnostic>) -> (Vec<SourceText>, Vec<Option<SourceId>>) {
    let all: Vec<_> = files.par_iter_mut().map(parse::decode).collect();
    let mut sources = Vec::with_capacity(files.len());
    let mut decoded = Vec::with_capacity(files.len());
    for reported in all {
        decoded.push(reported.into_value(diagnostics).map(|source| {
            sources.push(source);
            SourceId(sources.len() as u32 - 1)
        }));
    }
    (sources, decoded)
}

fn is_markdown(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("md"))
}

fn parse_all(
    found: &Discovered,
    sources: &[SourceText],
    decoded: &[Option<SourceId>],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Document>, FxHashMap<Arc<str>, RelativeLinks>) {
    let files = &found.files;
    let by_path: FxHashMap<&str, SourceId> =
        files.iter().zip(decoded).filter_map(|(file, id)| Some((&*file.path, (*id)?))).collect();
    // A sidecar or defaults that could not be read may have held a record back: then nobody may see it.
    let undecoded = files.iter().zip(decoded).filter(|(_, id)| id.is_none()).map(|(file, _)| &*file.path);
    let broken: FxHashSet<&str> = undecoded.chain(found.refused.iter().map(String::as_str)).collect();
    let source = |id: SourceId| &sources[id.0 as usize];
    let parsed: Vec<_> = files
        .par_iter()
        .zip(decoded)
        .filter_map(|(file, id)| Some((file, (*id)?)))
        .filter(|(file, _)| is_markdown(&file.path))
        .filter_map(|(file, id)| {
            let beside = file.path.len() - file.name().len();
            let stem = format!("{}{}", &file.path[..beside], stem_of(&file.path));
            let sidecar_names = [format!("{stem}.yml"), format!("{stem}.yaml")];
            let default_names = defaults_above(&file.path);
            let depends = || sidecar_names.iter().chain(&default_names);
            if depends().any(|name| broken.contains(name.as_str())) {
                return None;
            }
            let sidecar = sidecar_names.iter().find_map(|name| by_path.get(name.as_str())).map(|id| source(*id));
            let defaults: Vec<&SourceText> =
                default_names.iter().filter_map(|name| by_path.get(name.as_str())).map(|id| source(*id)).collect();
            let record = RecordFile { id, path: &file.path, source: source(id), sidecar, defaults: &defaults };
            Some((Arc::clone(&file.path), parse_record(record, config)))
        })
        .collect();
    let mut documents = Vec::with_capacity(parsed.len());
    let mut links = FxHashMap::default();
    for (path, reported) in parsed {
        let parsed = reported.into_value(diagnostics);
        if !parsed.links.is_empty() {
            links.insert(path, parsed.links);
        }
        documents.push(parsed.document);
    }
    (documents, links)
}

/// `_defaults.yml` in the folders of a path, the outermost first.
fn defaults_above(path: &str) -> Vec<String> {
    let mut folders = vec![""];
    let folder = folder_of(path);
    folders.extend(folder.match_indices('/').map(|(at, _)| &folder[..at]));
    if !folder.is_empty() {
        folders.push(folder);
    }
    let join = |folder: &str, name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    folders.into_iter().flat_map(|folder| [join(folder, "_defaults.yml"), join(folder, "_defaults.yaml")]).collect()
}

fn read_registries(
    files: &[SourceFile],
    sources: &[SourceText],
    decoded: &[Option<SourceId>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Registry {
    let mut all = Registry::default();
    for (file, id) in files.iter().zip(decoded) {
        let is_registry = matches!(
            &*file.path,
            "people.yml" | "people.yaml" | "organisations.yml" | "organisations.yaml" | "organizations.yml"
        );
        let Some(id) = id.filter(|_| is_registry) else { continue };
        let registry = parse_registry(&sources[id.0 as usize]).into_value(diagnostics);
        all.people.extend(registry.people);
        all.organisations.extend(registry.organisations);
        all.combined.extend(registry.combined);
    }
    all
}

fn read_tables(
    files: &[SourceFile],
    sources: &[SourceText],
    decoded: &[Option<SourceId>],
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<AlternateRow>, Vec<RedirectRow>) {
    let (mut alternates, mut redirects) = (Vec::new(), Vec::new());
    for (file, id) in files.iter().zip(decoded) {
        let Some(id) = *id else { continue };
        let source = &sources[id.0 as usize];
        match &*file.path {
            ".alternates" => {
                let rows = parse_table(source).into_value(diagnostics).into_iter();
                alternates.extend(rows.map(|row| AlternateRow { left: row.left, right: row.right, at: row.at }));
            }
            ".redirects" => {
                let rows = parse_table(source).into_value(diagnostics).into_iter();
                redirects.extend(rows.map(|row| RedirectRow { from: row.left, to: row.right, at: row.at }));
            }
            _ => {}
        }
    }
    (alternates, redirects)
}

/// The nearest moments before and after `now` at which some record appears or goes.
fn span_around(documents: &[Document], now: jiff::Timestamp) -> Span {
    let mut span = (i64::MIN, i64::MAX);
    for document in documents {
        let visibility = match document {
            Document::Meeting(meeting) => &meeting.details.visibility,
            Document::Page(page) => &page.visibility,
            Document::Nothing => continue,
        };
        let withdrawn = visibility.withdrawn.as_ref().and_then(|w| w.at);
        for moment in [visibility.publish_at, withdrawn].into_iter().flatten() {
            // A moment within a second counts as the end of that second.
            let second = moment.as_second() + i64::from(moment.subsec_nanosecond() > 0);
            if moment <= now {
                span.0 = span.0.max(second);
            } else {
                span.1 = span.1.min(second);
            }
        }
    }
    span
}

fn instant_text(second: i64) -> String {
    jiff::Timestamp::from_second(second).map(|instant| instant.to_string()).unwrap_or_default()
}

impl Whole {
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
        .map(|(path, place)| {
            let metadata = std::fs::metadata(place).ok();
            (&**path, metadata.as_ref().map_or(0, std::fs::Metadata::len), metadata.and_then(|m| m.modified().ok()))
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
        options.drafts,
    ))
}

/// Whether every file of the output looks as the last build left it.
fn untouched(output: &Path, drawn: &FxHashMap<String, (Fingerprint, Stamp)>) -> bool {
    !drawn.is_empty()
        && output.join(OWN_FOLDER).join("manifest").is_file()
        && drawn.par_iter().all(|(path, (_, stamp))| is_untouched(output, path, *stamp))
}

/// Keys and looks of the files of an output, by path.
type Drawn = FxHashMap<String, (Fingerprint, Stamp)>;

/// Draws what has changed and writes it, each file as soon as it is drawn.
fn draw(
    loaded: &Loaded,
    output: &Path,
    options: &Options,
    memo: &Memo,
    progress: &dyn Progress,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(Drawn, Written), Failure> {
    let outputs = &loaded.plan.outputs;
    let planned: Vec<&OutputPath> = outputs.iter().map(|output| &output.path).collect();
    let writer = Writer::open(output, &planned, options.force)?;
    let renderer =
        Renderer::new(&loaded.archive, &loaded.plan, &loaded.config, &loaded.theme, &loaded.sources, options.cache);
    let done = AtomicUsize::new(0);
    enum Step {
        Kept(Fingerprint, Stamp),
        Put(Fingerprint, Stamp, Outcome),
        Refused(Diagnostic),
    }
    let steps: Vec<Step> = outputs
        .par_iter()
        .map(|output| {
            let prepared = renderer.prepare(output);
            let key = prepared.key;
            let remembered = memo.drawn.get(output.path.as_str()).filter(|(old, _)| *old == key);
            let is_copy = matches!(output.kind, OutputKind::Attachment(_));
            if let Some((_, stamp)) =
                remembered.filter(|(_, stamp)| !is_copy && writer.is_untouched(&output.path, *stamp))
            {
                return Ok(Step::Kept(key, *stamp));
            }
            let step = match renderer.draw(prepared) {
                Err(diagnostic) => Step::Refused(diagnostic),
                Ok(artifact) => match writer.put(&artifact) {
                    Ok((outcome, stamp)) => Step::Put(key, stamp, outcome),
                    Err(Ok(diagnostic)) => Step::Refused(diagnostic),
                    Err(Err(failure)) => return Err(failure),
                },
            };
            progress.drawn(done.fetch_add(1, Ordering::Relaxed) + 1, outputs.len());
            Ok(step)
        })
        .collect::<Result<_, Failure>>()?;
    let (mut drawn, mut written) = (Drawn::default(), Written::default());
    let mut manifest: BTreeMap<&str, Option<Fingerprint>> = BTreeMap::new();
    for (output, step) in outputs.iter().zip(steps) {
        let path = output.path.as_str();
        let (key, stamp) = match step {
            Step::Refused(diagnostic) => {
                // A page that cannot be drawn keeps its last good version, if it is ours.
                if writer.owns(path) {
                    manifest.insert(path, None);
                }
                diagnostics.push(diagnostic);
                continue;
            }
            Step::Kept(key, stamp) => {
                written.unchanged += 1;
                (key, stamp)
            }
            Step::Put(key, stamp, outcome) => {
                match outcome {
                    Outcome::New => written.new += 1,
                    Outcome::Changed => written.changed += 1,
                    Outcome::Same => written.unchanged += 1,
                }
                (key, stamp)
            }
        };
        manifest.insert(path, Some(stamp.content));
        drawn.insert(path.to_owned(), (key, stamp));
    }
    written.removed = writer.finish(&manifest)?.len();
    diagnostics.sort_by(|a, b| a.message.cmp(&b.message));
    diagnostics.dedup();
    Ok((drawn, written))
}

fn counts(loaded: &Loaded) -> Counts {
    let (archive, plan) = (&loaded.archive, &loaded.plan);
    let narratives =
        archive.meetings.iter().flat_map(crate::record::Meeting::contributions).map(
            |contribution| match contribution {
                Contribution::Speech(speech) => {
                    speech.blocks.iter().filter(|block| block.kind == BlockKind::Narrative).count()
                }
                Contribution::Narrative(_) => 1,
                Contribution::Note(_) => 0,
            },
        );
    let count = |is: fn(&OutputKind) -> bool| plan.outputs.iter().filter(|output| is(&output.kind)).count();
    let redirects = count(|kind| matches!(kind, OutputKind::Redirect(_)));
    Counts {
        meetings: archive.meetings.len(),
        speeches: archive.meetings.iter().map(|m| m.speeches().count()).sum(),
        speakers: archive.speakers.len(),
        narratives: narratives.sum(),
        pages: plan
            .outputs
            .iter()
            .filter(|o| o.path.as_str().ends_with(".html") && !matches!(o.kind, OutputKind::Attachment(_)))
            .count()
            - redirects,
        feeds: count(|kind| matches!(kind, OutputKind::Feed(..))),
        redirects,
        files: plan.outputs.len(),
        held: archive.held.iter().filter(|held| held.reason != HoldReason::Withdrawn).count(),
    }
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
fn resolved(path: &Path) -> PathBuf {
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
