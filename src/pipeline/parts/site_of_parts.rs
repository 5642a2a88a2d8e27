//! A site linked with what its parts have parsed.

use std::path::PathBuf;

use super::part_files::{PartRead, PartsLinked, WorkFolder, run_again};
use super::part_number::BuildPart;
use super::read_inputs::{others, records_of};
use crate::bytes::fingerprint::Fingerprint;
use crate::pipeline::build_options::{Now, Options};
use crate::pipeline::files_at_rest::{FileAtRest, known};
use crate::pipeline::history_to_come::{Future, PublicationTerms};
use crate::pipeline::linked_site::Loaded;
use crate::pipeline::load::{load, refuse_nothing};
use crate::pipeline::memory_limit::MemoryLimit;
use crate::pipeline::opened::{Opened, refuse_work_in_content};
use crate::pipeline::parse_cache::ParseCache;
use crate::pipeline::read::Span;
use crate::pipeline::stage_times::Stages;
use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;
use crate::search::{IndexProfile, KnownPassages};
use crate::text::source::Sources;

/// A site that has been linked from its parts, and is not drawn.
pub(in crate::pipeline) struct SiteOfParts {
    pub(in crate::pipeline) loaded: Loaded,
    /// Diagnostics about the content, as severe as the settings say.
    pub(in crate::pipeline) diagnostics: Vec<Diagnostic>,
    pub(in crate::pipeline) span: Span,
    pub(in crate::pipeline) output: PathBuf,
    /// Fingerprint of all inputs.
    pub(super) inputs: Fingerprint,
    /// Changes that the publication brings, and the folder of the register; `None` if the site is only built.
    pub(in crate::pipeline) future: Option<(Future, PathBuf)>,
}

/// Purpose for which parts are linked and drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Purpose {
    /// A build, with the history that the register has.
    Build,
    /// A publication, with the history that the register will have. `minor` applies to corrections without a note in the record.
    Publication { minor: bool },
}

impl SiteOfParts {
    /// Links the site, with the moment and the passages that have been fixed if it was linked before.
    ///
    /// # Errors
    /// When parts are missing, or belong to other records or settings; all of them are named.
    pub(super) fn link(
        options: &Options,
        purpose: Purpose,
        work: &WorkFolder,
        before: Option<PartsLinked>,
        stages: &mut Stages,
    ) -> Result<SiteOfParts, Failure> {
        let parts = work.all_read()?;
        let now = before.as_ref().map(|before| before.now);
        let now = now.and_then(|now| jiff::Timestamp::from_nanosecond(now).ok()).map_or(options.now, Now::Instant);
        let options = &Options { now, ..options.clone() };
        let limit = MemoryLimit::of(options);
        let at_rest: Vec<FileAtRest> = parts.iter().flat_map(|part| part.at_rest.iter().cloned()).collect();
        let opened = Opened::for_writing(options, &known(&at_rest, &limit.texts), &limit)?;
        refuse_work_in_content(&opened.found, &work.root)?;
        stages.mark("discover");
        refuse_others(work, &parts, &opened)?;
        let mut parse_cache = ParseCache::default();
        parse_cache.load(parts.into_iter().flat_map(|part| part.parses));
        let expected = before.as_ref().map(|before| before.inputs);
        parse_cache.passages = KnownPassages::new(before.map(|before| before.passages).unwrap_or_default());
        let inputs = inputs_of(&opened, options, purpose, work.parts);
        let terms = match purpose {
            Purpose::Build => None,
            Purpose::Publication { minor } => Some(PublicationTerms::new(&opened, options, minor)?),
        };
        let Opened { mut found, output, settings } = opened;
        let (loaded, diagnostics, span, future) = match terms {
            None => {
                let (loaded, mut diagnostics, span) =
                    load(&mut found, settings, options, &mut parse_cache, IndexProfile::Site, None, stages)?;
                loaded.config.severities.apply(&mut diagnostics);
                (loaded, diagnostics, span, None)
            }
            Some(terms) => {
                let site = terms.link(&mut found, settings, &mut parse_cache, stages)?;
                (site.loaded, site.diagnostics, site.span, Some((site.future, terms.register)))
            }
        };
        if loaded.sources.have_changed() {
            return Err(Failure::environment(
                "a record was changed while the site was being linked\n  hint: run all parts again",
            ));
        }
        refuse_nothing(&diagnostics)?;
        let inputs = Fingerprint::of(&(inputs, loaded.register.fingerprint, loaded.now.as_nanosecond()));
        if expected.is_some_and(|expected| expected != inputs) {
            return Err(Failure::environment(
                "the records, the settings, the theme or the options are others than when the parts were linked\n  \
                 hint: run all phases again, from `read` on, with the same files and options",
            ));
        }
        Ok(SiteOfParts { loaded, diagnostics, span, output, inputs, future })
    }
}

/// Refuses parts that read other records, or the same with other settings.
fn refuse_others(work: &WorkFolder, parts: &[PartRead], opened: &Opened) -> Result<(), Failure> {
    let others = others(opened);
    let wrong = |(part, read): (BuildPart, &PartRead)| {
        let why = match (read.others == others, read.records == records_of(part, &opened.found.files)) {
            (true, true) => return None,
            (false, _) => "was run with other settings, registries or metadata",
            (true, false) => "was run with other records",
        };
        Some(format!("part {part} {why}"))
    };
    let wrong: Vec<String> = work.all().zip(parts).filter_map(wrong).collect();
    if wrong.is_empty() { Ok(()) } else { Err(run_again("read", &wrong)) }
}

/// Fingerprint of all inputs but the register and the moment. Unlike that of a build on one machine it does not depend on the times
/// of files, which differ from machine to machine.
fn inputs_of(opened: &Opened, options: &Options, purpose: Purpose, parts: u32) -> Fingerprint {
    let Opened { found, settings, .. } = opened;
    let files: Vec<_> = found.files.iter().map(|file| (&file.path, file.fingerprint)).collect();
    let unread: Vec<&str> = found.diagnostics.iter().map(|d| d.message.as_str()).collect();
    Fingerprint::of(&(
        (env!("CARGO_PKG_VERSION"), parts, files, unread, others(opened)),
        (settings.theme.fingerprint, settings.config.precompress, options.drafts, purpose),
    ))
}
