//! Makes the shards of a segment: every term of its meetings, and where it occurs.
//!
//! Meetings are taken in chunks, each of which is indexed by itself and then kept as packed lists in the order of
//! terms. Where there are many chunks, some are brought together as soon as they are indexed, because each repeats the terms of the
//! others. What remains is merged, cut into shards, coded, and packed. Memory holds the packed lists of one segment, never more.

use std::borrow::Cow;
use std::iter;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::chunk_indexer::{Chunk, Spoken};
use super::codec::Bytes;
use super::compressed_block::compress;
use super::content_defined_cuts::{PieceSize, key, pieces};
use super::corpus::Corpus;
use super::directory::{ShardTable, write_directory, write_meetings};
use super::earlier_shards::{EarlierShards, WrittenSegment};
use super::fold::{Fold, fold};
use super::index_layout::{IndexLayout, IndexProfile, index_path, speakers};
use super::merge::{Merged, beginnings, brought_together, cut};
use super::pack::{BlockTable, PACK, PackName, UNIT, joined};
use super::posting_buffer::PostingBuffer;
use super::shard::ShardWriter;
use super::term::{LATER_NAME, NAME, SPEAKER, name_starts};
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
const CHUNK: usize = 2_000_000;

/// Maximum number of packed lists that are kept of a segment, however many chunks it has.
const RUNS: usize = 8;

/// Segment of an earlier build, and access to its packs.
pub struct EarlierSegment<'a> {
    /// Segment that has the most passages in common.
    pub written: &'a WrittenSegment,
    /// Reads a pack by its path below the folder of the index.
    pub read: &'a (dyn Fn(&str) -> Option<Vec<u8>> + Sync),
}

/// Makes the shards of a segment. Unchanged passages of an earlier segment are not read again.
pub fn write_shards(
    corpus: &Corpus<'_>,
    layout: &IndexLayout,
    number: usize,
    earlier: Option<EarlierSegment<'_>>,
) -> SegmentShards {
    let segment = &layout.segments[number];
    let mut earlier = earlier
        .and_then(|earlier| EarlierShards::read(layout, number, earlier.written, earlier.read))
        .unwrap_or_default();
    let known = |passage: u32| earlier.known.get(passage as usize).copied().unwrap_or(false);
    let chunk = |(range, first)| {
        let mut chunk = Chunk::default();
        chunk.read(corpus, layout, range, first, known);
        chunk.pack()
    };
    let chunks = chunks(corpus, layout, segment.meetings.clone(), known);
    let run = |chunks: &[(Range<MeetingIndex>, u32)]| {
        let (spoken, packed): (Vec<_>, Vec<PostingBuffer>) = chunks.iter().cloned().map(chunk).unzip();
        (spoken.concat(), brought_together(packed))
    };
    let of_run = chunks.len().div_ceil(RUNS).max(1);
    let (spoken, mut packed): (Vec<_>, Vec<PostingBuffer>) = chunks.par_chunks(of_run).map(run).unzip();
    let speakers = speakers(corpus, segment.meetings.clone());
    let mut spoken = spoken.concat();
    spoken.extend(spoken_before(corpus, &speakers, &earlier.postings));
    spoken.sort_unstable();
    packed.push(names(corpus, speakers, &spoken).pack().1);
    let before = packed.len() as u32;
    packed.push(std::mem::take(&mut earlier.postings));
    let merged = Merged::new(&packed);
    let cut = cut(&merged, segment.shard_size);
    let blocks = cut.par_iter().map(|range| {
        if let Some(block) = earlier.block(&merged, range.clone(), &packed, before) {
            return Cow::Borrowed(block);
        }
        let mut writer = ShardWriter::new(segment.passages);
        let (mut passages, mut counts) = (Vec::new(), Vec::new());
        for at in range.clone() {
            merged.open(at, &packed, &mut passages, &mut counts);
            writer.put(merged.term(at), &passages, &counts);
        }
        let (bytes, dense) = writer.finish();
        Cow::Owned(compress(&bytes, dense))
    });
    let mut blocks: Vec<Cow<'_, [u8]>> = blocks.collect();
    let first_term = |shard: usize| if cut[shard].is_empty() { &[][..] } else { merged.term(cut[shard].start) };
    // The length with padding, because only that is known for blocks of an earlier build.
    let length = |shard: usize| blocks[shard].len().next_multiple_of(UNIT);
    let of_packs = match layout.profile() {
        // In a preview a pack gets its name before its content is made.
        IndexProfile::Preview => iter::once(0..blocks.len()).collect(),
        IndexProfile::Site => pieces(blocks.len(), length, |shard| key(first_term(shard)), PieceSize::about(PACK)),
    };
    let beginnings = beginnings(&merged, &cut);
    // The largest things in memory go one after the other: the postings before packs are made, and each block with its pack.
    drop(merged);
    drop(packed);
    let (mut table, mut packs) = (BlockTable::default(), Vec::new());
    for shards in of_packs {
        let (bytes, lengths) = joined(&blocks[shards.clone()]);
        blocks[shards].fill(Cow::Borrowed(&[]));
        let name = match layout.profile() {
            IndexProfile::Preview => PackName::of(segment.key),
            IndexProfile::Site => PackName::of_shards(&bytes),
        };
        table.packs.push((name, lengths.len() as u32));
        table.lengths.extend(lengths);
        packs.push((index_path(name), bytes));
    }
    let table = ShardTable { beginnings, blocks: table };
    SegmentShards { table: table.write(), packs }
}

/// Splits the meetings with unknown passages into runs of about the same size, each with the number of its first passage.
fn chunks(
    corpus: &Corpus<'_>,
    layout: &IndexLayout,
    meetings: Range<MeetingIndex>,
    known: impl Fn(u32) -> bool,
) -> Vec<(Range<MeetingIndex>, u32)> {
    let mut first = 0;
    let mut chunks: Vec<(Range<MeetingIndex>, u32)> = Vec::new();
    let mut size = CHUNK;
    for index in meetings {
        let end = first + layout.meetings[index].passages.len() as u32;
        if !(first..end).all(&known) {
            if size >= CHUNK {
                chunks.push((index..index, first));
                size = 0;
            }
            if let Some((range, _)) = chunks.last_mut() {
                range.end = index + 1;
            }
            size += corpus.sources.length(corpus.archive.meetings[index].details.source);
        }
        first = end;
    }
    chunks
}

/// Speakers' passages that are known from an earlier build.
fn spoken_before(corpus: &Corpus<'_>, speakers: &[SpeakerIndex], postings: &PostingBuffer) -> Vec<Spoken> {
    let ids: FxHashMap<&[u8], SpeakerIndex> =
        speakers.iter().map(|who| (corpus.archive.speakers[*who].id.as_bytes(), *who)).collect();
    let (mut passages, mut counts) = (Vec::new(), Vec::new());
    let mut spoken = Vec::new();
    for rank in postings.beginning_with(SPEAKER) {
        let Some(who) = ids.get(&postings.term(rank)[1..]) else { continue };
        passages.clear();
        counts.clear();
        postings.open(rank, &mut passages, &mut counts);
        spoken.extend(passages.iter().zip(&counts).map(|(passage, count)| (*who, *passage, *count)));
    }
    spoken
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
