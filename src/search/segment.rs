//! Makes the shards of a segment: every term of its meetings, and where it occurs.
//!
//! Meetings are taken in chunks, each of which is indexed by itself and then kept as packed lists in the order of
//! terms; the chunks are merged, cut into shards, coded, and packed. Memory holds the packed lists of one segment, never more.

use std::iter;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::VERSION;
use super::chunk_indexer::{Chunk, Spoken};
use super::codec::Bytes;
use super::compressed_block::compress;
use super::content_defined_cuts::{PieceSize, key, pieces};
use super::corpus::Corpus;
use super::directory::{ShardTable, write_directory, write_meetings};
use super::fold::{Fold, fold};
use super::index_layout::{IndexLayout, IndexProfile, index_path, speakers};
use super::merge::{beginnings, cut, merge};
use super::pack::{BlockTable, PACK, PackName, joined};
use super::posting_buffer::PostingBuffer;
use super::shard::ShardWriter;
use super::term::{LATER_NAME, NAME, name_starts};
use crate::bytes::fingerprint::Fingerprint;
use crate::record::{MeetingIndex, SpeakerIndex};

/// The shards of a segment, as they are published.
#[derive(Debug, Clone, Default)]
pub struct SegmentShards {
    /// Shard table for the directory.
    pub table: Vec<u8>,
    /// Packs that contain the shards: path below the folder of the index, and bytes.
    pub packs: Vec<(String, Vec<u8>)>,
}

/// Approximate size of a chunk, in bytes of text.
const CHUNK: usize = 3_000_000;

/// Makes the shards of a segment.
pub fn write_shards(corpus: &Corpus<'_>, layout: &IndexLayout, number: usize) -> SegmentShards {
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
        first += layout.meetings[index].passages.len() as u32;
    }
    let chunk = |(range, first)| {
        let mut chunk = Chunk::default();
        chunk.read(corpus, layout, range, first);
        chunk.pack()
    };
    let (spoken, mut packed): (Vec<_>, Vec<PostingBuffer>) = chunks.into_par_iter().map(chunk).unzip();
    packed.push(names(corpus, speakers(corpus, segment.meetings.clone()), &spoken.concat()).pack().1);
    let merged = merge(&packed);
    let cut = cut(&merged, segment.shard_size);
    let blocks = cut.par_iter().map(|range| {
        let mut writer = ShardWriter::new(segment.passages);
        let (mut passages, mut counts) = (Vec::new(), Vec::new());
        for merged in &merged[range.clone()] {
            passages.clear();
            counts.clear();
            merged.open(&packed, &mut passages, &mut counts);
            writer.put(merged.term, &passages, &counts);
        }
        let (bytes, dense) = writer.finish();
        compress(&bytes, dense)
    });
    let blocks: Vec<Vec<u8>> = blocks.collect();
    let first_term = |shard: usize| merged.get(cut[shard].start).map_or(&[][..], |merged| merged.term);
    let of_packs = match layout.profile() {
        // In a preview a pack gets its name before its content is made.
        IndexProfile::Preview => iter::once(0..blocks.len()).collect(),
        IndexProfile::Site => {
            pieces(blocks.len(), |shard| blocks[shard].len(), |shard| key(first_term(shard)), PieceSize::about(PACK))
        }
    };
    let (mut table, mut packs) = (BlockTable::default(), Vec::new());
    for shards in of_packs {
        let (bytes, lengths) = joined(&blocks[shards]);
        let name = PackName::of(match layout.profile() {
            IndexProfile::Preview => segment.key,
            IndexProfile::Site => Fingerprint::of(&(VERSION, "shards", &bytes)),
        });
        table.packs.push((name, lengths.len() as u32));
        table.lengths.extend(lengths);
        packs.push((index_path(name), bytes));
    }
    let table = ShardTable { beginnings: beginnings(&merged, &cut), blocks: table };
    SegmentShards { table: table.write(), packs }
}

/// Paths of the packs named in a shard table, below the folder of the index; `None` when the table is damaged.
pub fn shard_paths(table: &[u8]) -> Option<Vec<String>> {
    let table = ShardTable::read(&mut Bytes(table))?;
    Some(table.blocks.packs.iter().map(|(name, _)| index_path(*name)).collect())
}

/// Encodes the directory of an index from the shard table of each segment and the passage lengths that
/// [`super::write_passages`] returned for each pack; in a preview there are no lengths.
pub fn write_index_directory(layout: &IndexLayout, segments: &[(&[u8], Vec<&[u32]>)]) -> Vec<u8> {
    let meetings = layout.segments.iter().zip(segments).map(|(segment, (_, lengths))| {
        let counts = layout.meetings[segment.meetings.clone()].iter().map(|meeting| meeting.passages.len() as u32);
        let mut blocks = BlockTable::default();
        for (at, pack) in segment.packs.iter().enumerate() {
            let alone = [0];
            let lengths = lengths.get(at).copied().unwrap_or(&alone);
            blocks.packs.push((pack.name, lengths.len() as u32));
            blocks.lengths.extend_from_slice(lengths);
        }
        write_meetings(counts, &blocks)
    });
    let meetings: Vec<Vec<u8>> = meetings.collect();
    let parts: Vec<[&[u8]; 2]> =
        segments.iter().zip(&meetings).map(|((table, _), meetings)| [*table, meetings]).collect();
    write_directory(&parts)
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
