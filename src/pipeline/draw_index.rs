//! Draws the search index of a site that is built. The directory contains the positions of all shards and passages in their
//! packs, so it is drawn last. Unchanged parts are known from the last build.

use std::io;

use rayon::prelude::*;

use super::draw_output::{Drawing, WriteStep};
use super::index_tasks::{IndexTasks, SegmentTasks};
use crate::bytes::fingerprint::Fingerprint;
use crate::pipeline::build_cache::IndexCache;
use crate::report::failure::Failure;
use crate::search::{
    EarlierSegment, RunFile, SegmentOutput, ShardPack, WrittenSegment, most_alike, shard_paths, write_index_directory,
};
use crate::site::well_known::SEARCH;
use crate::site::{Artifact, ArtifactContent, OutputPath};

/// Results of drawing the index.
#[derive(Default)]
pub(super) struct DrawnIndex {
    /// Outcome for each planned output, by its position.
    pub(super) steps: Vec<(usize, WriteStep)>,
    /// The packs of shards, which have their names from what is in them.
    pub(super) packs: Vec<(OutputPath, WriteStep)>,
    /// For the next build.
    pub(super) cache: IndexCache,
    /// For the directory, each segment that was drawn.
    pub(super) segments: Vec<DrawnSegment>,
}

/// A drawn segment, as far as the directory tells of it.
pub(super) struct DrawnSegment {
    /// Table of its shards, if they were drawn.
    pub(super) table: Option<Vec<u8>>,
    /// Lengths of the passages in each pack that was drawn.
    pub(super) lengths: Vec<Vec<u32>>,
}

/// The shards of a segment: what the directory says of them, and what became of each of their packs.
type DrawnShards = (Vec<u8>, Vec<(OutputPath, WriteStep)>);

impl Drawing<'_> {
    /// Draws the index, a segment after the other, so that the words of few records are wanted at once. Its directory is drawn last.
    pub(super) fn index(&self, tasks: &IndexTasks, before: &IndexCache) -> Result<DrawnIndex, Failure> {
        let mut drawn = DrawnIndex::default();
        for (segment, tasks) in tasks.segments.iter().enumerate() {
            self.segment(segment, tasks, before, &mut drawn)?;
        }
        if let Some(directory) = tasks.directory {
            drawn.steps.push((directory, self.directory(directory, &drawn.segments)?));
        }
        Ok(drawn)
    }

    fn segment(
        &self,
        segment: usize,
        tasks: &SegmentTasks,
        before: &IndexCache,
        drawn: &mut DrawnIndex,
    ) -> Result<(), Failure> {
        // Beside each other, because bringing a segment together takes one thread only.
        let (shards, passages) = rayon::join(
            || tasks.has_shards.then(|| self.shards(segment, before)).transpose(),
            || {
                let all = tasks.passages.par_iter();
                all.map(|(pack, at)| self.passages(segment, *pack, *at, before)).collect::<Result<Vec<_>, Failure>>()
            },
        );
        let (shards, passages) = (shards?, passages?);
        let table = shards.map(|(table, packs)| {
            drawn.packs.extend(packs);
            let layout = self.renderer.layout;
            drawn.cache.segments.insert(layout.key(segment), WrittenSegment::new(layout, segment, table.clone()));
            table
        });
        let mut lengths = Vec::new();
        for (at, step, of_pack) in passages {
            drawn.cache.passages.insert(self.tasks[at].0.path.as_str().to_owned(), of_pack.clone());
            drawn.steps.push((at, step));
            lengths.push(of_pack);
        }
        drawn.segments.push(DrawnSegment { table, lengths });
        Ok(())
    }

    /// Draws the directory of all segments, in their order.
    pub(super) fn directory(&self, at: usize, segments: &[DrawnSegment]) -> Result<WriteStep, Failure> {
        fn part(segment: &DrawnSegment) -> (&[u8], Vec<&[u32]>) {
            let lengths = segment.lengths.iter().map(Vec::as_slice).collect();
            (segment.table.as_deref().unwrap_or_default(), lengths)
        }
        let parts: Vec<(&[u8], Vec<&[u32]>)> = segments.iter().map(part).collect();
        let bytes = write_index_directory(self.renderer.layout, &parts);
        self.one(self.tasks[at], Some(bytes))
    }

    /// Draws a pack of passages, unless it may stay as it is. Gives also how long they are.
    fn passages(
        &self,
        segment: usize,
        pack: usize,
        at: usize,
        before: &IndexCache,
    ) -> Result<(usize, WriteStep, Vec<u32>), Failure> {
        let path = &self.tasks[at].0.path;
        if let Some(lengths) = before.passages.get(path.as_str())
            && let Some(kept) = self.reuse.by_name(path)
        {
            return Ok((at, WriteStep::Kept(kept), lengths.clone()));
        }
        let (bytes, lengths) = self.renderer.search_passages(segment, pack);
        Ok((at, self.one(self.tasks[at], Some(bytes))?, lengths))
    }

    /// Draws the shards of a segment, unless they may stay as they are.
    fn shards(&self, segment: usize, before: &IndexCache) -> Result<DrawnShards, Failure> {
        let layout = self.renderer.layout;
        let known = before.segments.get(&layout.key(segment)).map(|written| &written.table);
        if let Some((table, packs)) = known.and_then(|table| Some((table, self.kept_packs(table)?))) {
            return Ok((table.clone(), packs));
        }
        let read = |path: &str| self.reuse.read_by_name(&below_search(path)?);
        let written = most_alike(layout, segment, before.segments.values());
        let earlier = written.map(|written| EarlierSegment { written, read: &read });
        let (mut packs, mut refused) = (Vec::new(), None);
        let mut put = |made: Vec<ShardPack>| match self.put_packs(made) {
            Ok(steps) => {
                packs.extend(steps);
                Ok(())
            }
            Err(failure) => {
                refused = Some(failure);
                Err(io::ErrorKind::Other.into())
            }
        };
        let new_file = || self.writer.passing_file().map(|file| Box::new(file) as Box<dyn RunFile>);
        let output = SegmentOutput { new_file: &new_file, put: &mut put };
        match (self.renderer.write_search_shards(segment, earlier, output), refused) {
            (_, Some(failure)) => Err(failure),
            (Ok(table), None) => Ok((table, packs)),
            (Err(error), None) => Err(self.writer.failed("the search index cannot be sorted", &error)),
        }
    }

    /// Puts packs of shards into place.
    fn put_packs(&self, packs: Vec<ShardPack>) -> Result<Vec<(OutputPath, WriteStep)>, Failure> {
        let packs: Vec<(OutputPath, Vec<u8>)> =
            packs.into_iter().filter_map(|(path, bytes)| Some((below_search(&path)?, bytes))).collect();
        self.writer.expect(&packs.iter().map(|(path, _)| path).collect::<Vec<_>>())?;
        let put = |(path, bytes)| self.put_pack(&path, bytes).map(|step| (path, step));
        packs.into_par_iter().map(put).collect()
    }

    /// The packs that a table names, if all of them are as the last build left them.
    fn kept_packs(&self, table: &[u8]) -> Option<Vec<(OutputPath, WriteStep)>> {
        let kept = |path: &String| {
            let path = below_search(path)?;
            let kept = self.reuse.by_name(&path)?;
            Some((path, WriteStep::Kept(kept)))
        };
        shard_paths(table)?.iter().map(kept).collect()
    }

    fn put_pack(&self, path: &OutputPath, bytes: Vec<u8>) -> Result<WriteStep, Failure> {
        if let Some(kept) = self.reuse.by_name(path) {
            return Ok(WriteStep::Kept(kept));
        }
        let artifact = Artifact { path: path.clone(), content: ArtifactContent::Bytes(bytes) };
        self.put(None, artifact, (Fingerprint::of(path.as_str()), None))
    }
}

/// The path of a file of the index in the output folder.
pub(super) fn below_search(path: &str) -> Option<OutputPath> {
    OutputPath::new(&format!("{}{path}", &SEARCH[1..]))
}
