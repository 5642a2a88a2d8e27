//! Reads and links a site, with the help of the parse cache.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::build_memory::earlier_parse_cache;
use super::build_options::Options;
use super::foreign_folders;
use super::linked_site::{LinkedSite, Loaded};
use super::loose_holds::loose_holds;
use super::opened::Opened;
use super::overlooked;
use super::parse_cache::ParseCache;
use super::read::{self, Span};
use super::refusal::refusal;
use super::settings::Settings;
use super::stage_times::Stages;
use super::stray_metadata::{StrayMetadata, report_strays};
use super::watch_answers::inspect_watches;
use crate::bytes::fingerprint::Fingerprint;
use crate::config::Config;
use crate::fs::discover::Discovered;
use crate::link::{LinkInput, link};
use crate::parse::parse_data_folder;
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::report::failure::Failure;
use crate::search::IndexProfile;
use crate::text::source::{ContentFile, is_markdown};
use crate::theme::Theme;

/// Reads everything that is not in the parse cache, and links all. Adds to `diagnostics`.
///
/// # Errors
/// When a registry cannot be read.
pub(super) fn link_site(
    found: &mut Discovered,
    settings: Settings,
    options: &Options,
    parse_cache: &mut ParseCache,
    stages: &mut Stages,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(LinkedSite, Span), Failure> {
    let Settings { config, series, taxonomies, now, theme, diagnostics: of_settings } = settings;
    diagnostics.extend(of_settings);
    diagnostics.extend(found.diagnostics.iter().cloned());
    let mut sources = read::decode(&mut found.files, diagnostics);
    let stray_metadata = StrayMetadata::find(found, &sources);
    let (documents, links) =
        read::documents(found, &mut sources, &stray_metadata, &config, parse_cache, now, diagnostics);
    let mut registry = read::registries(found, &sources, diagnostics)?;
    report_strays(found, &sources, diagnostics);
    overlooked::report_formats(found, &documents, &links, &registry, &config, diagnostics);
    overlooked::report_nothing(found, &documents, diagnostics);
    foreign_folders::report(found, &config, diagnostics);
    registry.series = series;
    registry.taxonomies = taxonomies;
    let (alternates, redirects) = read::tables(&found.files, &sources, diagnostics);
    let loose = loose_holds(found, &sources, &stray_metadata, &config, now, options.drafts);
    let span = read::span_around(&documents, &loose, &config.time_zone, now);
    let data = Arc::new(parse_data_folder(&found.data).into_value(diagnostics));
    stages.mark("parse");

    let input =
        LinkInput { registry, alternates, redirects, config: &config, sources: &sources, now, drafts: options.drafts };
    let archive = link(documents, input).into_value(diagnostics);
    let content_fingerprint = content_fingerprint(found, &config);
    let non_record_fingerprint =
        Fingerprint::of(&(env!("CARGO_PKG_VERSION"), content_fingerprint, theme.fingerprint, options.drafts));
    let causes = causes(found, &config, &theme);
    stages.mark("link");
    let site = LinkedSite {
        archive,
        config,
        theme,
        data,
        sources,
        now,
        links,
        loose,
        content_fingerprint,
        non_record_fingerprint,
        causes,
    };
    Ok((site, span))
}

/// Reads everything that is not in the parse cache, links all, and plans again unless the plan would equal that of
/// `before`.
///
/// # Errors
/// When a registry cannot be read, or the register cannot be trusted.
pub(super) fn load(
    found: &mut Discovered,
    settings: Settings,
    options: &Options,
    parse_cache: &mut ParseCache,
    grain: IndexProfile,
    before: Option<&Loaded>,
    stages: &mut Stages,
) -> Result<(Loaded, Vec<Diagnostic>, Span), Failure> {
    let mut diagnostics = Vec::new();
    let register = parse_cache.register(found, options, &mut diagnostics)?;
    let (linked, span) = link_site(found, settings, options, parse_cache, stages, &mut diagnostics)?;
    let loaded =
        linked.with_history(register, found, grain, before, options, parse_cache)?.into_value(&mut diagnostics);
    diagnostics.extend(inspect_watches(&loaded.config));
    parse_cache.passages = loaded.index.layout.passages();
    stages.mark("plan");
    Ok((loaded, diagnostics, span))
}

/// Reads, links and plans a site without drawing it.
///
/// # Errors
/// As [`super::check`].
pub fn load_site(options: &Options) -> Result<(Loaded, Vec<Diagnostic>), Failure> {
    let opened = Opened::new(options)?;
    let mut parse_cache = earlier_parse_cache(options);
    let Opened { mut found, settings, .. } = opened;
    let (loaded, diagnostics, _) =
        load(&mut found, settings, options, &mut parse_cache, IndexProfile::Site, None, &mut Stages::new())?;
    Ok((loaded, diagnostics))
}

/// Refuses a site without records, so that an empty site never replaces a full one.
pub(super) fn refuse_nothing(diagnostics: &[Diagnostic]) -> Result<(), Failure> {
    let Some(nothing) = diagnostics.iter().find(|diagnostic| diagnostic.problem == Problem::NoRecords) else {
        return Ok(());
    };
    let mut all = vec![nothing.clone()];
    all.extend(diagnostics.iter().filter(|d| d.problem == Problem::UnreadFormat).cloned());
    Err(refusal("there is nothing to publish, and nothing was built", &all))
}

fn causes(found: &Discovered, config: &Config, theme: &Theme) -> BTreeMap<String, Fingerprint> {
    // Settings of other environments concern nobody.
    let is_common = |kind: ContentFile| kind != ContentFile::Environment;
    let common = found.files.iter().filter(|file| ContentFile::of(&file.path).is_some_and(is_common));
    let settings = config.laid_over.map(|over| ("settings of the environment".to_owned(), over));
    let files = common.map(|file| (file.path.to_string(), file.fingerprint));
    let files = files.chain(found.data.iter().map(|file| (file.shown.to_string(), file.fingerprint)));
    let program = ("another version of Minutebook".to_owned(), Fingerprint::of(env!("CARGO_PKG_VERSION")));
    files.chain(settings).chain([program, ("theme".to_owned(), theme.fingerprint)]).collect()
}

/// Fingerprint of everything in the content but the text of records and pages.
pub(super) fn content_fingerprint(found: &Discovered, config: &Config) -> Fingerprint {
    let others = found.files.iter().filter(|file| !is_markdown(&file.path));
    let files: Vec<_> = others.map(|file| (&file.path, file.fingerprint)).collect();
    let assets = found.assets.iter().map(|(path, file)| (path, file.bytes, &file.head));
    let mut assets: Vec<_> = assets.collect();
    assets.sort();
    Fingerprint::of(&(files, assets, &config.base_url, config.laid_over))
}
