//! Draws the open data of a site that is built. Files are written piece by piece. Those that list the others with their sizes
//! and hashes are drawn after them.

use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::draw_output::{Drawing, WriteStep};
use crate::bytes::fingerprint::Fingerprint;
use crate::fs::write::PutError;
use crate::pipeline::build_cache::{CachedOutput, Precompressed};
use crate::report::failure::Failure;
use crate::site::{ArtifactContent, DataFile, DataFileFacts, Output, OutputKind, WrittenData};

/// Outputs by position: files of open data, and what lists them.
#[derive(Default)]
pub(super) struct DataTasks {
    /// Files with data.
    pub(super) files: Vec<(usize, DataFile)>,
    /// Pages and files that list those.
    pub(super) lists: Vec<usize>,
}

impl DataTasks {
    /// Reports whether an output is one of these, and takes it.
    pub(super) fn take(&mut self, at: usize, output: &Output) -> bool {
        match output.kind {
            OutputKind::Data(file) if !file.lists_others() => self.files.push((at, file)),
            OutputKind::Data(_) | OutputKind::DataPage(_) => self.lists.push(at),
            _ => return false,
        }
        true
    }
}

/// Outcome for each output, by its position, and facts about the files.
type DrawnData = (Vec<(usize, WriteStep)>, WrittenData);

impl Drawing<'_> {
    /// Draws the files, then what lists them. `before` has the facts about the files of the last build.
    pub(super) fn data(&self, tasks: &DataTasks, before: &WrittenData) -> Result<DrawnData, Failure> {
        let draw = |(at, file): &(usize, DataFile)| Ok((*at, *file, self.data_file(*at, *file, before)?));
        let (records, tables): (Vec<_>, Vec<_>) =
            tasks.files.iter().partition(|(_, file)| matches!(file, DataFile::Records(..)));
        // A table is written row by row. A document of a record is in memory as a whole, so they are drawn one after the other.
        let (tables, records) = rayon::join(
            || tables.into_par_iter().with_max_len(1).map(draw).collect::<Result<Vec<_>, Failure>>(),
            || records.into_iter().map(draw).collect::<Result<Vec<_>, Failure>>(),
        );
        let mut steps = Vec::new();
        let mut written = WrittenData::default();
        for (at, file, (step, facts)) in tables?.into_iter().chain(records?) {
            steps.push((at, step));
            written.extend(facts.map(|facts| (file.file_name(), facts)));
        }
        let renderer = self.renderer.with_written_data(&written);
        let lists = tasks.lists.par_iter();
        let lists = lists.map(|at| Ok((*at, self.one_with(&renderer, self.tasks[*at], None)?)));
        steps.extend(lists.collect::<Result<Vec<_>, Failure>>()?);
        Ok((steps, written))
    }

    /// Draws a file, unless it may stay as it is; and gives the facts about it, unless it was refused.
    fn data_file(
        &self,
        at: usize,
        file: DataFile,
        before: &WrittenData,
    ) -> Result<(WriteStep, Option<DataFileFacts>), Failure> {
        let (output, companions) = self.tasks[at];
        let coarse_key = self.coarse_key(output);
        if let Some(facts) = before.get(&file.file_name())
            && let Some(kept) = self.reuse.by_coarse_key(output, companions, coarse_key)
        {
            return Ok((WriteStep::Kept(kept), Some(facts.clone())));
        }
        self.hold_if_changed()?;
        let put = self.writer.put_streamed(&output.path, |out| self.renderer.write_data(file, out));
        self.hold_if_changed()?;
        self.progress.drawn(self.done.fetch_add(1, Ordering::Relaxed) + 1, self.tasks.len());
        match put {
            Ok((outcome, stamp, hash)) => {
                let (packed, refused) = match companions {
                    None => (Precompressed::No, None),
                    Some(companions) => {
                        let content = ArtifactContent::CopyOf(self.writer.place(&output.path));
                        self.pack(output, companions, content, stamp)?
                    }
                };
                let cached = CachedOutput { coarse_key, key: None, stamp, packed };
                let facts = DataFileFacts { bytes: stamp.size, sha256: hash.to_string() };
                Ok((WriteStep::Put(cached, outcome, refused), Some(facts)))
            }
            Err(PutError::InTheWay(diagnostic)) => Ok((WriteStep::Refused(diagnostic), None)),
            Err(PutError::Failed(failure)) => Err(failure),
        }
    }

    /// The coarse key of an output; always the same if nothing is reused.
    pub(super) fn coarse_key(&self, output: &Output) -> Fingerprint {
        self.fingerprints.as_ref().map_or(Fingerprint::of_bytes(b""), |all| all.coarse_key(output))
    }
}
