//! Draws the search index of a site that is built. The directory contains the positions of all shards and passages in their
//! packs, so it is drawn last. Unchanged parts are known from the last build.

use rayon::prelude::*;

use super::draw_output::{Drawing, WriteStep};
use super::index_tasks::IndexTasks;
use crate::bytes::fingerprint::Fingerprint;
use crate::pipeline::build_cache::IndexCache;
use crate::report::failure::Failure;
use crate::search::{EarlierSegment, WrittenSegment, most_alike, shard_paths, write_index_directory};
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
}

/// The shards of a segment: what the directory says of them, and what became of each of their packs.
type DrawnShards = (Vec<u8>, Vec<(OutputPath, WriteStep)>);

impl Drawing<'_> {
    /// Draws the index, a segment after the other, so that memory holds the shards of one alone.
    pub(super) fn index(&self, tasks: &IndexTasks, before: &IndexCache) -> Result<DrawnIndex, Failure> {
        let mut drawn = DrawnIndex::default();
        let Some(directory) = tasks.directory else { return Ok(drawn) };
        let mut segments = Vec::new();
        for (segment, packs) in tasks.passages.iter().enumerate() {
            // Beside each other, because bringing a segment together takes one thread only.
            let (shards, passages) = rayon::join(
                || self.shards(segment, before),
                || {
                    let all = packs.par_iter().enumerate();
                    all.map(|(pack, at)| self.passages(segment, pack, *at, before)).collect::<Result<Vec<_>, Failure>>()
                },
            );
            let ((table, packs), passages) = (shards?, passages?);
            drawn.packs.extend(packs);
            let mut all = Vec::new();
            for (at, step, lengths) in passages {
                drawn.cache.passages.insert(self.tasks[at].0.path.as_str().to_owned(), lengths.clone());
                drawn.steps.push((at, step));
                all.push(lengths);
            }
            let layout = self.renderer.layout;
            let written = WrittenSegment::new(layout, segment, table.clone());
            drawn.cache.segments.insert(layout.key(segment), written);
            segments.push((table, all));
        }
        let parts: Vec<(&[u8], Vec<&[u32]>)> = segments
            .iter()
            .map(|(table, lengths)| (table.as_slice(), lengths.iter().map(Vec::as_slice).collect()))
            .collect();
        let bytes = write_index_directory(self.renderer.layout, &parts);
        drawn.steps.push((directory, self.one(self.tasks[directory], Some(bytes))?));
        Ok(drawn)
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
        let made = match most_alike(layout, segment, before.segments.values()) {
            Some(written) => self.renderer.search_shards_after(segment, EarlierSegment { written, read: &read }),
            None => self.renderer.search_shards(segment),
        };
        let packs: Vec<(OutputPath, Vec<u8>)> =
            made.packs.into_iter().filter_map(|(path, bytes)| Some((below_search(&path)?, bytes))).collect();
        self.writer.expect(&packs.iter().map(|(path, _)| path).collect::<Vec<_>>())?;
        let put = |(path, bytes)| self.put_pack(&path, bytes).map(|step| (path, step));
        Ok((made.table, packs.into_par_iter().map(put).collect::<Result<_, Failure>>()?))
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
fn below_search(path: &str) -> Option<OutputPath> {
    OutputPath::new(&format!("{}{path}", &SEARCH[1..]))
}
