//! Makes the shards of a segment: every term of its meetings, and where it occurs.
//!
//! Meetings are taken in chunks, each of which is indexed by itself and then kept as a sorted run. The runs of a large segment lie in a
//! file. They are merged, cut into shards, coded, and packed, all of which goes on at once: memory holds the chunks that are being
//! indexed, then some shards, never the segment.

use std::borrow::Cow;
use std::io;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::chunk_indexer::{Chunk, Spoken};
use super::codec::Bytes;
use super::compressed_block::compress;
use super::corpus::Corpus;
use super::directory::{ShardTable, write_directory, write_meetings};
use super::earlier_shards::{EarlierShards, WrittenSegment};
use super::fold::{Fold, fold};
use super::index_layout::{IndexLayout, index_path, speakers};
use super::merge::{Merge, MergedTerms};
use super::pack::BlockTable;
use super::posting_buffer::PostingBuffer;
use super::posting_run::{PostingRun, PostingRunReader, RunFile, RunStore};
use super::shard::ShardWriter;
use super::shard_packs::{ShardPack, ShardPacks};
use super::term::{LATER_NAME, NAME, SPEAKER, name_starts};
use crate::record::{MeetingIndex, SpeakerIndex};

/// The shards of a segment, as they are published.
#[derive(Debug, Clone, Default)]
pub struct SegmentShards {
    /// Shard table for the directory.
    pub table: Vec<u8>,
    /// Packs that contain the shards.
    pub packs: Vec<ShardPack>,
}

/// Destination of a segment while it is made.
pub struct SegmentOutput<'a> {
    /// Gives an empty file for sorted runs, which is gone when it is closed. Small segments need none.
    pub new_file: &'a (dyn Fn() -> io::Result<Box<dyn RunFile>> + Sync),
    /// Takes packs, some at a time and in order, as soon as they are made.
    pub put: &'a mut dyn FnMut(Vec<ShardPack>) -> io::Result<()>,
}

/// Approximate size of a chunk, in bytes of text.
const CHUNK: usize = 2_000_000;

/// Maximum number of chunks whose runs stay in memory. The runs of more go to a file.
const IN_MEMORY: usize = 4;

/// Number of shards that are coded beside each other.
const AT_ONCE: usize = 128;

/// Segment of an earlier build, and access to its packs.
pub struct EarlierSegment<'a> {
    /// Segment that has the most passages in common.
    pub written: &'a WrittenSegment,
    /// Reads a pack by its path below the folder of the index.
    pub read: &'a (dyn Fn(&str) -> Option<Vec<u8>> + Sync),
}

/// Makes the shards of a segment in memory.
pub fn shards_in_memory(corpus: &Corpus<'_>, layout: &IndexLayout, number: usize) -> SegmentShards {
    let mut packs = Vec::new();
    let mut put = |more: Vec<ShardPack>| {
        packs.extend(more);
        Ok(())
    };
    let new_file = || -> io::Result<Box<dyn RunFile>> { Ok(Box::new(io::Cursor::new(Vec::new()))) };
    let output = SegmentOutput { new_file: &new_file, put: &mut put };
    match write_shards(corpus, layout, number, None, output) {
        Ok(table) => SegmentShards { table, packs },
        // Memory refuses nothing.
        Err(_) => SegmentShards::default(),
    }
}

/// Makes the shards of a segment, and returns their table for the directory. Unchanged passages of an earlier segment are not read
/// again.
///
/// # Errors
/// When the file for sorted runs cannot be made, written or read, and what putting a pack fails with.
pub fn write_shards(
    corpus: &Corpus<'_>,
    layout: &IndexLayout,
    number: usize,
    earlier: Option<EarlierSegment<'_>>,
    output: SegmentOutput<'_>,
) -> io::Result<Vec<u8>> {
    let SegmentOutput { new_file, put } = output;
    let segment = &layout.segments[number];
    let mut earlier = earlier
        .and_then(|earlier| EarlierShards::read(layout, number, earlier.written, earlier.read))
        .unwrap_or_default();
    let known = |passage: u32| earlier.known.get(passage as usize).copied().unwrap_or(false);
    let chunks = chunks(corpus, layout, segment.meetings.clone(), known);
    let file = (chunks.len() > IN_MEMORY).then(new_file).transpose()?;
    let store = file.map(RunStore::new);
    let run = |(range, first): (Range<MeetingIndex>, u32)| -> io::Result<(Vec<Spoken>, PostingRun)> {
        let mut chunk = Chunk::default();
        chunk.read(corpus, layout, range, first, known);
        let (spoken, postings) = chunk.pack();
        let run = match &store {
            Some(store) => store.keep(&postings)?,
            None => PostingRun::Listed(postings),
        };
        Ok((spoken, run))
    };
    let made: Vec<(Vec<Spoken>, PostingRun)> = chunks.into_par_iter().map(run).collect::<io::Result<_>>()?;
    let (spoken, mut runs): (Vec<_>, Vec<PostingRun>) = made.into_iter().unzip();
    let speakers = speakers(corpus, segment.meetings.clone());
    let mut spoken = spoken.concat();
    spoken.extend(spoken_before(corpus, &speakers, &earlier.postings));
    spoken.sort_unstable();
    runs.push(PostingRun::Listed(names(corpus, speakers, &spoken).pack().1));
    drop(spoken);
    let before = runs.len() as u32;
    runs.push(PostingRun::Listed(std::mem::take(&mut earlier.postings)));
    let readers = (0..).zip(&runs).map(|(number, run)| PostingRunReader::open(run, number, store.as_ref()));
    let readers: Vec<Option<PostingRunReader<'_>>> = readers.collect::<io::Result<_>>()?;
    let mut merge = Merge::new(readers.into_iter().flatten());
    let mut merged = MergedTerms::default();
    let mut packs = ShardPacks::new(layout.profile(), segment.key, put);
    while !merge.is_done() {
        merge.read(&mut merged, segment.shard_size * AT_ONCE)?;
        let cut = merged.cut(merge.is_done(), segment.shard_size);
        let block = |range: &Range<usize>| match earlier.block(&merged, range.clone(), before) {
            Some(block) => Cow::Borrowed(block),
            None => Cow::Owned(coded(&merged, range.clone(), segment.passages)),
        };
        let blocks: Vec<Cow<'_, [u8]>> = cut.par_iter().map(block).collect();
        for (range, block) in cut.iter().zip(blocks) {
            packs.add(merged.term(range.start), merged.term(range.end - 1), block);
        }
        packs.pack(false)?;
        merged.forget(cut.last().map_or(0, |last| last.end));
    }
    if packs.is_empty() {
        packs.add(&[], &[], Cow::Owned(coded(&merged, 0..0, segment.passages)));
    }
    packs.finish()
}

/// Codes a shard of some terms.
fn coded(merged: &MergedTerms, terms: Range<usize>, passages: u32) -> Vec<u8> {
    let mut writer = ShardWriter::new(passages);
    let (mut places, mut counts) = (Vec::new(), Vec::new());
    for at in terms {
        merged.open(at, &mut places, &mut counts);
        writer.put(merged.term(at), &places, &counts);
    }
    let (bytes, dense) = writer.finish();
    compress(&bytes, dense)
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
