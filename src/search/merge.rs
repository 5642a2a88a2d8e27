//! Merges the chunks of a segment: every term once, in order, cut into shards.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::iter;
use std::ops::Range;

use super::content_defined_cuts::{PieceSize, key, pieces};
use super::directory::shared;
use super::posting_buffer::PostingBuffer;

/// A term, and the chunks in which it occurs.
pub(super) struct Merged<'p> {
    pub(super) term: &'p [u8],
    parts: Vec<Part>,
    /// About how many bytes it takes; a term that stands in one passage more takes two bytes more, wherever that passage is.
    pub(super) size: usize,
}

/// A term within a chunk.
#[derive(Debug, Clone, Copy)]
struct Part {
    chunk: u32,
    rank: u32,
}

impl Merged<'_> {
    /// Appends the passages in which a term occurs, and how often in each.
    pub(super) fn open(&self, chunks: &[PostingBuffer], passages: &mut Vec<u32>, counts: &mut Vec<u32>) {
        self.parts.iter().for_each(|part| chunks[part.chunk as usize].open(part.rank as usize, passages, counts));
    }
}

/// All terms of all chunks, each once, in order.
pub(super) fn merge(chunks: &[PostingBuffer]) -> Vec<Merged<'_>> {
    let mut heads: BinaryHeap<Reverse<(&[u8], u32, u32)>> = BinaryHeap::new();
    let head = |chunk: u32, rank: u32| {
        let packed = &chunks[chunk as usize];
        ((rank as usize) < packed.len()).then(|| Reverse((packed.term(rank as usize), chunk, rank)))
    };
    heads.extend((0..chunks.len() as u32).filter_map(|chunk| head(chunk, 0)));
    let mut merged: Vec<Merged<'_>> = Vec::new();
    while let Some(mut first) = heads.peek_mut() {
        let Reverse((term, chunk, rank)) = *first;
        match head(chunk, rank + 1) {
            Some(next) => *first = next,
            None => drop(PeekMut::pop(first)),
        }
        let size = 2 * chunks[chunk as usize].frequency(rank as usize);
        match merged.last_mut().filter(|last| last.term == term) {
            Some(last) => {
                last.parts.push(Part { chunk, rank });
                last.size += size;
            }
            None => {
                // Speaker names are long, and occur once each.
                let further = term.len() - merged.last().map_or(0, |last| shared(last.term, term));
                merged.push(Merged { term, parts: vec![Part { chunk, rank }], size: size + 3 + further });
            }
        }
    }
    merged
}

/// Cuts terms into shards of about a size; there is one at least.
pub(super) fn cut(merged: &[Merged<'_>], size: usize) -> Vec<Range<usize>> {
    let cut = pieces(merged.len(), |at| merged[at].size, |at| key(merged[at].term), PieceSize::about(size));
    if cut.is_empty() { iter::once(0..0).collect() } else { cut }
}

/// The shortest text that separates each shard from the one before.
pub(super) fn beginnings(merged: &[Merged<'_>], cut: &[Range<usize>]) -> Vec<Vec<u8>> {
    let beginning = |range: &Range<usize>| match (range.start.checked_sub(1), merged.get(range.start)) {
        (None, _) => Vec::new(),
        (Some(last), Some(first)) => first.term[..=shared(merged[last].term, first.term)].to_vec(),
        (Some(_), None) => Vec::new(),
    };
    cut.iter().map(beginning).collect()
}
