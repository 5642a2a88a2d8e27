//! Loads the cache of the last build, stores that of this one, and detects that nothing has changed in between.

use std::path::PathBuf;

use super::build_options::Options;
use super::draw::DrawnSite;
use super::files_at_rest::{FileAtRest, at_rest};
use super::opened::{Opened, scratch};
use super::parse_cache::ParseCache;
use super::reuse::{sealed, untouched};
use crate::bytes::fingerprint::Fingerprint;
use crate::ledger;
use crate::pipeline::build_cache::{self, BuildCache, BuildCacheRef, CachedBuild, ParsesToStore};
use crate::report::diagnostic::{Diagnostic, Severity};
use crate::search::KnownPassages;
use crate::text::source::SourceFile;

/// The cache of the last build, and the inputs of this one.
pub(super) struct BuildMemory {
    /// Path of the cache; `None` when caching is off.
    place: Option<PathBuf>,
    pub(super) last: BuildCache,
    /// Fingerprint of all inputs but the time.
    inputs: Fingerprint,
    content: Fingerprint,
    register: Option<PathBuf>,
}

impl BuildMemory {
    pub(super) fn open((place, last): LastBuild, opened: &Opened, options: &Options) -> BuildMemory {
        let register = opened.register_folder(options);
        let content = fingerprint_of(opened, options);
        let mut memory = BuildMemory { place, last, inputs: content, content, register };
        memory.look_at_register();
        memory
    }

    /// Looks at the register again, after this run has written into it.
    pub(super) fn look_at_register(&mut self) {
        self.inputs = Fingerprint::of(&(self.content, self.register.as_deref().map(ledger::stamp)));
    }

    /// The records that earlier builds parsed. They are taken out, so that memory does not hold them twice.
    pub(super) fn parse_cache(&mut self) -> ParseCache {
        parse_cache_of(&mut self.last)
    }

    /// The last build, if this one would write the same files, and they are all there as they were left.
    pub(super) fn unchanged(&self, opened: &Opened, options: &Options) -> Option<&CachedBuild> {
        let whole = self.last.whole.as_ref();
        let whole = whole.filter(|whole| whole.inputs == self.inputs && whole.holds_at(opened.settings.now))?;
        let stays = untouched(&opened.output, &self.last.drawn)
            && sealed(&opened.output, options, &self.last.seal)
            && !(options.strict && has_warning(&whole.diagnostics));
        stays.then_some(whole)
    }

    /// Stores that files are at rest by now, if those are many that the last build found just written: the next build need not read
    /// them.
    pub(super) fn store_rest(&self, found: &[SourceFile]) {
        let Some(place) = &self.place else { return };
        let files = at_rest(found);
        if files.len() > self.last.files.len() + found.len() / 10 {
            let parses = ParsesToStore::Serialized(&self.last.parses);
            build_cache::write(place, &self.last.with_files(&files, &parses));
        }
    }

    /// Stores the results of a build. `whole` is the build as a whole, unless the next one must look at it again.
    pub(super) fn store(
        &self,
        site: &DrawnSite,
        whole: Option<&CachedBuild>,
        files: &[FileAtRest],
        parse_cache: &ParseCache,
    ) {
        let Some(place) = &self.place else { return };
        let whole = whole.filter(|_| site.is_complete).cloned();
        let whole = whole.map(|whole| CachedBuild { inputs: self.inputs, ..whole });
        let DrawnSite { drawn, index, seal, data, .. } = site;
        let (parses, passages) = (ParsesToStore::Parsed(parse_cache), parse_cache.passages.serialized());
        let (pictures, whole) = (&parse_cache.pictures, whole.as_ref());
        let (parses, passages) = (&parses, &passages);
        build_cache::write(
            place,
            &BuildCacheRef { drawn, index, data, seal, files, parses, passages, pictures, whole },
        );
    }
}

/// The records that earlier builds parsed, for commands that only read.
pub(super) fn earlier_parse_cache(options: &Options) -> ParseCache {
    parse_cache_of(&mut last_build(options).1)
}

fn parse_cache_of(last: &mut BuildCache) -> ParseCache {
    let mut parse_cache = ParseCache::default();
    parse_cache.load(std::mem::take(&mut last.parses));
    parse_cache.passages = KnownPassages::new(std::mem::take(&mut last.passages));
    parse_cache.pictures = last.pictures.clone();
    parse_cache
}

/// The last build's cache, and its path; `None` when caching is off.
pub(super) type LastBuild = (Option<PathBuf>, BuildCache);

/// The cache of the last build of a site; empty when caching is off.
pub(super) fn last_build(options: &Options) -> LastBuild {
    let place = if options.cache { scratch(options, "memo").ok() } else { None };
    let last = place.as_deref().map(build_cache::read).unwrap_or_default();
    (place, last)
}

pub(super) fn has_warning(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity >= Severity::Warning)
}

/// Fingerprint of all inputs but the time and the register.
fn fingerprint_of(opened: &Opened, options: &Options) -> Fingerprint {
    let Opened { found, settings, .. } = opened;
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
    let data: Vec<_> = found.data.iter().map(|file| (&file.path, file.fingerprint)).collect();
    let unread: Vec<&str> = found.diagnostics.iter().map(|d| d.message.as_str()).collect();
    Fingerprint::of(&(
        env!("CARGO_PKG_VERSION"),
        files,
        (assets, found.statics.stamp(), data),
        unread,
        settings.theme.fingerprint,
        &settings.config.base_url,
        (settings.config.precompress, settings.config.laid_over),
        options.sums,
        options.signing.as_ref().map(|signing| &signing.key),
        options.drafts,
    ))
}
