//! Draws the open data of a site that is built. Files are written piece by piece. Those that list the others with their sizes
//! and hashes are drawn after them.

use std::io::Write;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::draw_output::{Drawing, WriteStep};
use crate::bytes::fingerprint::Fingerprint;
use crate::fs::write::{PutError, StreamedFile};
use crate::pipeline::build_cache::{CachedOutput, Precompressed};
use crate::report::failure::Failure;
use crate::site::{ArtifactContent, DataFile, DataFileFacts, Output, OutputKind, TableFormat, WrittenData};

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

/// A file by the position of its output, what became of it, and facts about it.
type DrawnFile = (usize, DataFile, WriteStep, Option<DataFileFacts>);

/// Outcome for each output, by its position, and facts about the files.
type DrawnData = (Vec<(usize, WriteStep)>, WrittenData);

impl Drawing<'_> {
    /// Draws the files, then what lists them. `before` has the facts about the files of the last build.
    pub(super) fn data(&self, tasks: &DataTasks, before: &WrittenData) -> Result<DrawnData, Failure> {
        let (mut tables, records): (Vec<_>, Vec<_>) =
            tasks.files.iter().copied().partition(|(_, file)| file.table().is_some());
        tables.sort_by_key(|(at, file)| (file.table(), *at));
        let tables: Vec<_> = tables.chunk_by(|(_, one), (_, other)| one.table() == other.table()).collect();
        // A table is written row by row. A document of a record is in memory as a whole, so they are drawn one after the other.
        let (tables, records) = rayon::join(
            || tables.into_par_iter().with_max_len(1).map(|files| self.data_files(files, before)).collect(),
            || records.chunks(1).map(|files| self.data_files(files, before)).collect(),
        );
        let (tables, records): (Result<Vec<_>, Failure>, Result<Vec<_>, Failure>) = (tables, records);
        let mut steps = Vec::new();
        let mut written = WrittenData::default();
        for (at, file, step, facts) in tables?.into_iter().chain(records?).flatten() {
            steps.push((at, step));
            written.extend(facts.map(|facts| (file.file_name(), facts)));
        }
        steps.extend(self.data_lists(&tasks.lists, &written)?);
        Ok((steps, written))
    }

    /// Draws what lists the files of open data.
    pub(super) fn data_lists(
        &self,
        lists: &[usize],
        written: &WrittenData,
    ) -> Result<Vec<(usize, WriteStep)>, Failure> {
        let renderer = self.renderer.with_written_data(written);
        let lists = lists.par_iter();
        lists.map(|at| Ok((*at, self.one_with(&renderer, self.tasks[*at], None)?))).collect()
    }

    /// Draws files, unless they may stay as they are; and gives the facts about each, unless it was refused. Several files are the
    /// formats of one table, whose rows are made once for all.
    fn data_files(&self, files: &[(usize, DataFile)], before: &WrittenData) -> Result<Vec<DrawnFile>, Failure> {
        let (mut drawn, mut open) = (Vec::new(), Vec::new());
        for &(at, file) in files {
            let (output, companions) = self.tasks[at];
            let coarse_key = self.coarse_key(output);
            if let Some(facts) = before.get(&file.file_name())
                && let Some(kept) = self.reuse.by_coarse_key(output, companions, coarse_key)
            {
                drawn.push((at, file, WriteStep::Kept(kept), Some(facts.clone())));
                continue;
            }
            self.hold_if_changed()?;
            match self.writer.open_file(&output.path) {
                Ok(streamed) => open.push((at, file, coarse_key, streamed)),
                Err(PutError::InTheWay(diagnostic)) => {
                    drawn.push((at, file, WriteStep::Refused(Box::new(diagnostic)), None));
                }
                Err(PutError::Failed(failure)) => return Err(failure),
            }
        }
        self.write_open(&mut open)?;
        self.hold_if_changed()?;
        for (at, file, coarse_key, streamed) in open {
            let (output, companions) = self.tasks[at];
            let (outcome, stamp, hash) = self.writer.close_file(streamed)?;
            self.progress.drawn(self.done.fetch_add(1, Ordering::Relaxed) + 1, self.tasks.len());
            let (packed, refused) = match companions {
                None => (Precompressed::No, None),
                Some(companions) => {
                    let content = ArtifactContent::CopyOf(self.writer.place(&output.path));
                    self.pack(output, companions, content, stamp)?
                }
            };
            let cached = CachedOutput { coarse_key, key: None, stamp, packed };
            let facts = DataFileFacts { bytes: stamp.size, sha256: hash.to_string() };
            drawn.push((at, file, WriteStep::Put(cached, outcome, refused), Some(facts)));
        }
        Ok(drawn)
    }

    /// Writes files of data that have been opened.
    fn write_open(&self, open: &mut [(usize, DataFile, Fingerprint, StreamedFile)]) -> Result<(), Failure> {
        let Some(&(_, first, ..)) = open.first() else { return Ok(()) };
        let written = match first {
            DataFile::Table(table, _, year) => {
                let mut outs: Vec<(TableFormat, &mut (dyn Write + Send))> = Vec::new();
                for (_, file, _, streamed) in open.iter_mut() {
                    if let DataFile::Table(_, format, _) = file {
                        outs.push((*format, streamed));
                    }
                }
                self.renderer.write_table(table, year, outs)
            }
            file => self.renderer.write_data(file, &mut open[0].3),
        };
        written.map_err(|error| open[0].3.failed(&error))
    }

    /// The coarse key of an output; always the same if nothing is reused.
    pub(super) fn coarse_key(&self, output: &Output) -> Fingerprint {
        self.fingerprints.as_ref().map_or(Fingerprint::of_bytes(b""), |all| all.coarse_key(output))
    }
}
