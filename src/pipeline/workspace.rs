//! A site kept in memory while it is being written, so that an edit costs only itself.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::build_options::{Now, Options};
use super::linked_site::Loaded;
use super::load::load;
use super::opened::{cache_place, find_files, register_folder};
use super::parse_cache::ParseCache;
use super::records_at_hand::RecordsAtHand;
use super::settings::settings;
use super::settings_over::SettingsOver;
use super::stage_times::Stages;
use super::watch_answers::answer_watches;
use crate::bytes::fingerprint::Fingerprint;
use crate::fs::discover::{Discovered, FileReading};
use crate::pipeline::build_cache::{self, BuildCache, ParsesToStore};
use crate::render::{RenderContext, Renderer};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::report::failure::Failure;
use crate::search::{Index, IndexProfile, SegmentCache, Store, WatchedMatches};
use crate::site::well_known::SEARCH;
use crate::site::{Artifact, ArtifactContent, Output, OutputKind, OutputPath};

/// Audience for which a previewed site is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Audience {
    /// Editors: they also see drafts, records under review and records to come, and the last readable version of a
    /// record that cannot be read now.
    #[default]
    Editors,
    /// The public, now.
    Public,
    /// The public, at a moment.
    PublicAt(jiff::Timestamp),
}

/// The site as an audience sees it.
pub struct Snapshot {
    /// The site.
    pub loaded: Loaded,
    /// Ordered by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Segments of the search index built so far.
    segments: SegmentCache,
    /// The context that all its pages share.
    context: RenderContext,
    /// Matches of the queries that can be followed, from when they are first shown.
    watched: OnceLock<Vec<WatchedMatches>>,
    /// For each output of the plan that has been drawn, the error that prevented it.
    mistakes: Vec<OnceLock<Option<Box<Diagnostic>>>>,
}

impl Snapshot {
    /// Draws one output, as a build would.
    ///
    /// # Errors
    /// A diagnostic naming the template and the line when the theme cannot draw it.
    pub fn draw(&self, output: &Output) -> Result<Artifact, Diagnostic> {
        let mut renderer = Renderer::new(self.loaded.render_inputs(), &self.context);
        if output.kind.shows_matches() {
            renderer = renderer.with_watched(self.watched());
        }
        let layout = &self.loaded.index.layout;
        let shards = |segment: usize| self.segments.get(layout.key(segment), || renderer.search_shards(segment));
        let made = match output.kind {
            OutputKind::SearchShards(segment) => {
                shards(segment).and_then(|shards| shards.packs.first()).map(|(_, bytes)| bytes.clone())
            }
            OutputKind::SearchDirectory => {
                // Made beside each other, and only then put into their places: a thread that fills one must not be given another's work.
                let make =
                    |segment: usize| (!self.segments.has(layout.key(segment))).then(|| renderer.search_shards(segment));
                let made: Vec<_> = (0..layout.segments()).into_par_iter().map(make).collect();
                let place = |(segment, made): (usize, Option<_>)| {
                    self.segments.get(layout.key(segment), || made.unwrap_or_else(|| renderer.search_shards(segment)))
                };
                let tables: Vec<&[u8]> =
                    made.into_iter().enumerate().filter_map(place).map(|shards| shards.table.as_slice()).collect();
                Some(renderer.search_directory(&tables))
            }
            OutputKind::Rendition(ref path, width) => {
                // A copy that cannot be made is missing, as its file would be.
                let _ = self.loaded.renditions.make(&self.loaded.plan, path, &[width]);
                None
            }
            _ => None,
        };
        let drawn = match made {
            Some(bytes) => Ok(Artifact { path: output.path.clone(), content: ArtifactContent::Bytes(bytes) }),
            None => renderer.draw(renderer.prepare(output)),
        };
        if let Some(known) = self.place_for_mistake(output) {
            known.get_or_init(|| drawn.as_ref().err().cloned().map(Box::new));
        }
        drawn
    }

    /// Matches of the queries that can be followed.
    fn watched(&self) -> &[WatchedMatches] {
        if let Some(known) = self.watched.get() {
            return known;
        }
        // Made before it is put into its place: a thread that fills one must not be given another's work.
        let made = Index::open(self).map(|index| answer_watches(&self.loaded.config, &index).0).unwrap_or_default();
        self.watched.get_or_init(|| made)
    }

    /// Draws the page of a record on which each passage says which bytes of the file it shows.
    ///
    /// # Errors
    /// As [`Snapshot::draw`].
    pub fn draw_with_places(&self, output: &Output) -> Result<Artifact, Diagnostic> {
        let renderer = Renderer::new(self.loaded.render_inputs(), &self.context).with_source_places();
        renderer.draw(renderer.prepare(output))
    }

    /// Why an output cannot be drawn. Draws it only if [`Snapshot::draw`] has not done so yet.
    pub fn mistake(&self, output: &Output) -> Option<Diagnostic> {
        if let Some(known) = self.place_for_mistake(output).and_then(OnceLock::get) {
            return known.as_deref().cloned();
        }
        self.draw(output).err()
    }

    fn place_for_mistake(&self, output: &Output) -> Option<&OnceLock<Option<Box<Diagnostic>>>> {
        let outputs = &self.loaded.plan.outputs;
        outputs.binary_search_by(|known| known.path.cmp(&output.path)).ok().map(|index| &self.mistakes[index])
    }
}

impl Store for &Snapshot {
    fn get(&self, path: &str) -> Result<Vec<u8>, String> {
        let missing = || format!("{path} is not there");
        let file = OutputPath::new(&format!("{}{path}", &SEARCH[1..])).ok_or_else(missing)?;
        let output = self.loaded.outputs().find(|output| output.path == file).ok_or_else(missing)?;
        match self.draw(output).map_err(|mistake| mistake.message)?.content {
            ArtifactContent::Bytes(bytes) => Ok(bytes),
            ArtifactContent::Pieces(pieces) => Ok(pieces.concat()),
            ArtifactContent::CopyOf(_) => Err(missing()),
        }
    }
}

/// Maximum number of snapshots kept; each holds a plan of the whole site.
pub const EDITIONS: usize = 4;

/// A site that is being written.
pub struct Workspace {
    options: Options,
    output: PathBuf,
    found: Option<Discovered>,
    parse_cache: ParseCache,
    /// The least recently used first.
    snapshots: Vec<(Audience, Arc<Snapshot>)>,
    inputs: Option<Fingerprint>,
    at_hand: RecordsAtHand,
}

impl Workspace {
    /// A workspace that has not read its site yet.
    pub fn new(options: Options) -> Self {
        let output = options.output_folder();
        Workspace {
            options,
            output,
            found: None,
            parse_cache: ParseCache::forgiving(),
            snapshots: Vec::new(),
            inputs: None,
            at_hand: RecordsAtHand::default(),
        }
    }

    /// Reads what has changed since the last time, and returns the editors' snapshot; `None` when nothing has changed.
    ///
    /// # Errors
    /// As [`super::check`]. What was read before stays, and is given until the mistake is mended.
    pub fn read(&mut self) -> Result<Option<Arc<Snapshot>>, Failure> {
        let mut found = find_files(&self.options, FileReading::all(&self.parse_cache.files))?;
        let inputs = inputs(&found);
        let theme = crate::theme::fingerprint(&found.root);
        let register = register_folder(&found, &self.options).map(|folder| crate::ledger::stamp(&folder));
        let over = self.options.over.as_ref().and_then(SettingsOver::stamp);
        let inputs = Fingerprint::of(&(inputs, theme, register, over));
        if self.inputs == Some(inputs) {
            return Ok(None);
        }
        let is_first = self.inputs.replace(inputs).is_none();
        let past = if is_first && self.options.cache { self.load_parses(&found) } else { None };
        let before = self.take(Audience::Editors);
        self.snapshots.clear();
        let read = self.load(&mut found, Audience::Editors, before.as_deref());
        self.parse_cache.files = found.files.iter().map(|file| (Arc::clone(&file.path), file.clone())).collect();
        self.found = Some(found);
        if let Some(path) = past.filter(|_| self.parse_cache.has_news()) {
            let parses = self.parse_cache.serialize();
            // In the background, so that the first page does not wait for it.
            std::thread::spawn(move || {
                let parses = ParsesToStore::Serialized(&parses);
                build_cache::write(&path, &BuildCache::default().with_files(&[], &parses));
            });
        }
        match read {
            Ok(snapshot) => {
                self.retain(Audience::Editors, &snapshot);
                Ok(Some(snapshot))
            }
            Err(failure) => {
                before.iter().for_each(|before| self.retain(Audience::Editors, before));
                Err(failure)
            }
        }
    }

    /// The site as it was last read, for another audience.
    ///
    /// # Errors
    /// As [`Workspace::read`].
    pub fn snapshot(&mut self, audience: Audience) -> Result<Arc<Snapshot>, Failure> {
        // The public's view may have changed within the last minute.
        if let Some(known) = self.take(audience).filter(|_| audience != Audience::Public) {
            self.retain(audience, &known);
            return Ok(known);
        }
        let Some(mut found) = self.found.take() else {
            return Err(Failure::usage("the site has not been read yet"));
        };
        let snapshot = self.load(&mut found, audience, None);
        self.found = Some(found);
        let snapshot = snapshot?;
        self.retain(audience, &snapshot);
        Ok(snapshot)
    }

    /// Takes an edition out.
    fn take(&mut self, audience: Audience) -> Option<Arc<Snapshot>> {
        let at = self.snapshots.iter().position(|(known, _)| *known == audience)?;
        Some(self.snapshots.remove(at).1)
    }

    /// Keeps a snapshot as the one used last. Drops the one that has not been used for longest, but never the editors'.
    fn retain(&mut self, audience: Audience, snapshot: &Arc<Snapshot>) {
        self.snapshots.retain(|(known, _)| *known != audience);
        let mut others = self.snapshots.iter().enumerate().filter(|(_, (known, _))| *known != Audience::Editors);
        if let Some((oldest, _)) = others.next().filter(|_| self.snapshots.len() >= EDITIONS) {
            self.snapshots.remove(oldest);
        }
        self.snapshots.push((audience, Arc::clone(snapshot)));
    }

    /// Loads what earlier previews or builds parsed. Returns the path for this preview's own cache.
    fn load_parses(&mut self, found: &Discovered) -> Option<PathBuf> {
        // A build's own cache describes its output folder, so a preview must not write to it.
        let built = cache_place(found, &self.output, "memo")?;
        let own = cache_place(found, &self.output, "preview")?;
        let newest = if own.exists() { &own } else { &built };
        self.parse_cache.load(build_cache::read(newest).parses);
        Some(own)
    }

    fn load(
        &mut self,
        found: &mut Discovered,
        audience: Audience,
        before: Option<&Snapshot>,
    ) -> Result<Arc<Snapshot>, Failure> {
        let mut options = self.options.clone();
        options.drafts = audience == Audience::Editors;
        if let Audience::PublicAt(moment) = audience {
            options.now = Now::Instant(moment);
        }
        // The files are read once for all audiences; what an audience sees depends on its settings.
        let mut settings = settings(found, &options)?;
        let made = before.map(|before| &before.segments);
        let before = before.map(|before| &before.loaded);
        // A template that cannot be read is shown as it last could be, not as the embedded one.
        if settings.diagnostics.iter().any(|d| d.problem == Problem::TemplateError)
            && let Some(before) = before
        {
            settings.theme = Arc::clone(&before.theme);
        }
        // Only editors see the last readable version of a broken record.
        let last_good = if options.drafts { None } else { self.parse_cache.last_good.take() };
        let read =
            load(found, settings, &options, &mut self.parse_cache, IndexProfile::Preview, before, &mut Stages::new());
        if last_good.is_some() {
            self.parse_cache.last_good = last_good;
        }
        let (loaded, mut diagnostics, _) = read?;
        if options.drafts {
            diagnostics.extend(self.at_hand.lint(&loaded));
        }
        loaded.config.severities.apply(&mut diagnostics);
        Diagnostic::sort(&mut diagnostics);
        let segments = SegmentCache::new(&loaded.index.layout, made);
        let context = RenderContext::new(&loaded.render_inputs());
        let mistakes = vec![OnceLock::new(); loaded.plan.outputs.len()];
        Ok(Arc::new(Snapshot { loaded, diagnostics, segments, context, watched: OnceLock::new(), mistakes }))
    }
}

/// Fingerprint of everything found in the content.
fn inputs(found: &Discovered) -> Fingerprint {
    let files: Vec<_> = found.files.iter().map(|file| (&file.path, file.fingerprint)).collect();
    let data: Vec<_> = found.data.iter().map(|file| (&file.path, file.fingerprint)).collect();
    let mut assets: Vec<_> = found.assets.iter().map(|(path, file)| (path, &file.head)).collect();
    assets.sort();
    let refused: Vec<_> = found.diagnostics.iter().map(|d| (&d.message, d.at.as_ref().map(|at| &at.path))).collect();
    Fingerprint::of(&(files, assets, refused, found.statics.stamp(), data))
}
