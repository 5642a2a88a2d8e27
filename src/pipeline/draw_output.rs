//! Draws one output and writes it, unless it may stay as it is.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::Progress;
use super::precompress::{Companions, precompress};
use super::reuse::Reuse;
use crate::bytes::compress;
use crate::bytes::fingerprint::Fingerprint;
use crate::fs::write::{Outcome, OutputWriter, PutError, WrittenStamp};
use crate::pipeline::build_cache::{CachedOutput, Precompressed};
use crate::render::{InputFingerprints, Renderer};
use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;
use crate::site::{Artifact, ArtifactContent, Output};

/// Outcome of writing one file. There is one for each file of the site until all are written, so what is rare has a place of its own.
pub(super) enum WriteStep {
    Kept(CachedOutput),
    /// Perhaps with what kept its packed files from being written.
    Put(CachedOutput, Outcome, Option<Box<Diagnostic>>),
    Refused(Box<Diagnostic>),
}

/// An output, and where its packed files go.
pub(super) type DrawTask<'a> = (&'a Output, Option<&'a Companions>);

/// A site that is being drawn.
pub(super) struct Drawing<'a> {
    pub(super) renderer: Renderer<'a>,
    pub(super) fingerprints: Option<InputFingerprints<'a>>,
    pub(super) reuse: Reuse<'a>,
    pub(super) writer: &'a OutputWriter,
    pub(super) tasks: &'a [DrawTask<'a>],
    pub(super) progress: &'a dyn Progress,
    pub(super) done: AtomicUsize,
}

impl Drawing<'_> {
    /// Draws one output, or takes the bytes that have been made of it, unless it may stay as it is.
    pub(super) fn one(&self, task: DrawTask<'_>, made: Option<Vec<u8>>) -> Result<WriteStep, Failure> {
        self.one_with(&self.renderer, task, made)
    }

    /// [`Drawing::one`] with another renderer.
    pub(super) fn one_with(
        &self,
        renderer: &Renderer<'_>,
        task: DrawTask<'_>,
        made: Option<Vec<u8>>,
    ) -> Result<WriteStep, Failure> {
        let (output, companions) = task;
        let coarse_key = self.coarse_key(output);
        if let Some(kept) = self.reuse.by_coarse_key(output, companions, coarse_key) {
            return Ok(WriteStep::Kept(kept));
        }
        let prepared = renderer.prepare(output);
        let key = prepared.key;
        if let Some(kept) = self.reuse.by_view_key(output, companions, coarse_key, key) {
            return Ok(WriteStep::Kept(kept));
        }
        let made = made.map(|bytes| Artifact { path: output.path.clone(), content: ArtifactContent::Bytes(bytes) });
        let step = match made.map_or_else(|| renderer.draw(prepared), Ok) {
            Err(diagnostic) => WriteStep::Refused(Box::new(diagnostic)),
            Ok(artifact) => self.put(companions.map(|companions| (output, companions)), artifact, (coarse_key, key))?,
        };
        self.progress.drawn(self.done.fetch_add(1, Ordering::Relaxed) + 1, self.tasks.len());
        Ok(step)
    }

    /// Refuses to write anything when a file has changed after it was found: what was drawn may be made of it.
    ///
    /// # Errors
    /// When it has.
    pub(super) fn hold_if_changed(&self) -> Result<(), Failure> {
        if self.renderer.sources.have_changed() {
            return Err(Failure::environment(
                "a record was changed while the site was being built\n  hint: build again",
            ));
        }
        Ok(())
    }

    /// Writes what was drawn, and the packed files of an output that has some.
    pub(super) fn put(
        &self,
        packed: Option<(&Output, &Companions)>,
        artifact: Artifact,
        (coarse_key, key): (Fingerprint, Option<Fingerprint>),
    ) -> Result<WriteStep, Failure> {
        self.hold_if_changed()?;
        let (outcome, stamp) = match self.writer.put(&artifact) {
            Ok(put) => put,
            Err(PutError::InTheWay(diagnostic)) => return Ok(WriteStep::Refused(Box::new(diagnostic))),
            Err(PutError::Failed(failure)) => return Err(failure),
        };
        let (packed, refused) = match packed {
            None => (Precompressed::No, None),
            Some((output, companions)) => self.pack(output, companions, artifact.content, stamp)?,
        };
        Ok(WriteStep::Put(CachedOutput { coarse_key, key, stamp, packed }, outcome, refused))
    }

    /// Writes the packed files of an output, unless they are there or it is too small.
    pub(super) fn pack(
        &self,
        output: &Output,
        companions: &Companions,
        content: ArtifactContent,
        stamp: WrittenStamp,
    ) -> Result<(Precompressed, Option<Box<Diagnostic>>), Failure> {
        match self.reuse.packed(&output.path, companions, stamp) {
            Some(packed) => Ok((packed, None)),
            None if stamp.size < compress::WORTHWHILE as u64 => Ok((Precompressed::Needless, None)),
            None => precompress(self.writer, output, companions, content),
        }
    }
}
