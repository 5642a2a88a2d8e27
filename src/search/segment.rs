//! Makes the files of a segment: every term of its meetings, and where it occurs.
//!
//! Meetings are taken in chunks, each of which is indexed by itself and then kept as packed lists in the order of
//! terms; the chunks are merged, cut into shards, and coded. Memory holds the packed lists of one segment, never more.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::chunk_indexer::{Chunk, Spoken};
use super::compressed_file::pack;
use super::corpus::Corpus;
use super::directory::Directory;
use super::fold::{Fold, fold};
use super::index_layout::{IndexLayout, speakers};
use super::merge::{beginnings, cut, merge};
use super::posting_buffer::PostingBuffer;
use super::shard::ShardWriter;
use super::term::{LATER_NAME, NAME, name_starts};
use crate::record::{MeetingIndex, SpeakerIndex};

/// The files of a segment, as they are published.
#[derive(Debug, Clone)]
pub struct SegmentFiles {
    /// `d.bin`
    pub directory: Vec<u8>,
    /// `0.bin` and so on.
    pub shards: Vec<Vec<u8>>,
}

impl SegmentFiles {
    /// The bytes of a shard; empty if there is no such shard.
    pub fn shard(&self, number: u32) -> &[u8] {
        self.shards.get(number as usize).map_or(&[], Vec::as_slice)
    }
}

/// Approximate size of a chunk, in bytes of text.
const CHUNK: usize = 3_000_000;

/// Makes the files of a segment.
pub fn write_segment(corpus: &Corpus<'_>, layout: &IndexLayout, number: usize) -> SegmentFiles {
    let segment = &layout.segments[number];
    let mut first = 0;
    let mut chunks: Vec<(Range<MeetingIndex>, u32)> = Vec::new();
    let mut size = CHUNK;
    for index in segment.meetings.clone() {
        if size >= CHUNK {
            chunks.push((index..index, first));
            size = 0;
        }
        if let Some((range, _)) = chunks.last_mut() {
            range.end = index + 1;
        }
        size += corpus.sources.get(corpus.archive.meetings[index].details.source).text.len();
        first += layout.meetings[index].cuts.len() as u32;
    }
    let chunk = |(range, first)| {
        let mut chunk = Chunk::default();
        chunk.read(corpus, layout, range, first);
        chunk.pack()
    };
    let (spoken, mut packed): (Vec<_>, Vec<PostingBuffer>) = chunks.into_par_iter().map(chunk).unzip();
    packed.push(names(corpus, speakers(corpus, segment.meetings.clone()), &spoken.concat()).pack().1);
    let merged = merge(&packed);
    let cut = cut(&merged, segment.shards as usize);
    let shards = cut.par_iter().map(|range| {
        let mut writer = ShardWriter::new(segment.passages);
        let (mut passages, mut counts) = (Vec::new(), Vec::new());
        for merged in &merged[range.clone()] {
            passages.clear();
            counts.clear();
            merged.open(&packed, &mut passages, &mut counts);
            writer.put(merged.term, &passages, &counts);
        }
        let (bytes, dense) = writer.finish();
        pack(&bytes, dense)
    });
    let shards = shards.collect();
    let meetings = layout.meetings[segment.meetings.clone()].iter();
    let directory = Directory {
        shards: beginnings(&merged, &cut),
        meetings: meetings.map(|placed| (placed.cuts.len() as u32, placed.hash)).collect(),
    };
    let directory = directory.write();
    SegmentFiles { directory: pack(&directory, directory.len()), shards }
}

/// The names of speakers, as a separate chunk.
fn names(corpus: &Corpus<'_>, speakers: Vec<SpeakerIndex>, spoken: &[Spoken]) -> Chunk {
    let mut places: FxHashMap<SpeakerIndex, Vec<(u32, u32)>> = FxHashMap::default();
    for (who, passage, speeches) in spoken {
        places.entry(*who).or_default().push((*passage, *speeches));
    }
    let mut chunk = Chunk::default();
    for who in speakers {
        let Some(places) = places.get(&who) else { continue };
        let entry = &corpus.archive.speakers[who];
        let written = entry.names.iter().map(|(_, name)| name).chain(entry.labels.iter().map(|label| &**label));
        let mut terms: Vec<Vec<u8>> = Vec::new();
        for name in written.filter(|name| !name.is_empty()) {
            let folded = fold(name.trim(), Fold::Loose);
            let further = entry.id.len() + name.len() + 3;
            for (number, start) in name_starts(&folded, further).into_iter().enumerate() {
                let mut term = vec![if number == 0 { NAME } else { LATER_NAME }];
                term.extend_from_slice(start.as_bytes());
                for part in [&*entry.id, name] {
                    term.push(0);
                    term.extend_from_slice(part.as_bytes());
                }
                terms.push(term);
            }
        }
        terms.sort();
        terms.dedup();
        for term in &terms {
            places.iter().for_each(|(passage, speeches)| chunk.hit(term, *passage, *speeches));
        }
    }
    chunk
}
