//! Merges the chunks of a segment: every term once, in order, cut into shards.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::iter;
use std::ops::Range;

use super::content_defined_cuts::{PieceSize, key, pieces};
use super::directory::shared;
use super::posting_buffer::PostingBuffer;

/// All terms of all chunks, each once, in order.
#[derive(Default)]
pub(super) struct Merged<'p> {
    terms: Vec<MergedTerm<'p>>,
    /// Parts of all terms, in one list, because hundreds of thousands of terms would else allocate memory each.
    parts: Vec<Part>,
}

struct MergedTerm<'p> {
    term: &'p [u8],
    /// Position of its first part; the parts of the next term follow its last.
    parts: u32,
    /// About how many bytes it takes; a term that stands in one passage more takes two bytes more, wherever that passage is.
    size: u32,
}

/// A term within a chunk.
#[derive(Debug, Clone, Copy)]
struct Part {
    chunk: u32,
    rank: u32,
}

impl<'p> Merged<'p> {
    /// Merges the terms of all chunks.
    pub(super) fn new(chunks: &'p [PostingBuffer]) -> Self {
        let mut heads: BinaryHeap<Reverse<(&[u8], u32, u32)>> = BinaryHeap::new();
        let head = |chunk: u32, rank: u32| {
            let packed = &chunks[chunk as usize];
            ((rank as usize) < packed.len()).then(|| Reverse((packed.term(rank as usize), chunk, rank)))
        };
        heads.extend((0..chunks.len() as u32).filter_map(|chunk| head(chunk, 0)));
        let mut merged = Merged::default();
        while let Some(mut first) = heads.peek_mut() {
            let Reverse((term, chunk, rank)) = *first;
            match head(chunk, rank + 1) {
                Some(next) => *first = next,
                None => drop(PeekMut::pop(first)),
            }
            let size = 2 * chunks[chunk as usize].frequency(rank as usize) as u32;
            match merged.terms.last_mut().filter(|last| last.term == term) {
                Some(last) => last.size += size,
                None => {
                    // Speaker names are long, and occur once each.
                    let further = term.len() - merged.terms.last().map_or(0, |last| shared(last.term, term));
                    let (parts, size) = (merged.parts.len() as u32, size + 3 + further as u32);
                    merged.terms.push(MergedTerm { term, parts, size });
                }
            }
            merged.parts.push(Part { chunk, rank });
        }
        merged
    }

    /// Number of terms.
    pub(super) fn len(&self) -> usize {
        self.terms.len()
    }

    /// A term, by its position.
    pub(super) fn term(&self, at: usize) -> &'p [u8] {
        self.terms[at].term
    }

    fn parts(&self, at: usize) -> &[Part] {
        let end = self.terms.get(at + 1).map_or(self.parts.len(), |next| next.parts as usize);
        &self.parts[self.terms[at].parts as usize..end]
    }

    /// The passages in which a term occurs, and how often in each.
    pub(super) fn open(&self, at: usize, chunks: &[PostingBuffer], passages: &mut Vec<u32>, counts: &mut Vec<u32>) {
        self.open_parts(at, |_| true, chunks, passages, counts);
    }

    /// The same without what one of the chunks has.
    pub(super) fn open_but(
        &self,
        at: usize,
        one: u32,
        chunks: &[PostingBuffer],
        passages: &mut Vec<u32>,
        counts: &mut Vec<u32>,
    ) {
        self.open_parts(at, |chunk| chunk != one, chunks, passages, counts);
    }

    fn open_parts(
        &self,
        at: usize,
        wanted: impl Fn(u32) -> bool,
        chunks: &[PostingBuffer],
        passages: &mut Vec<u32>,
        counts: &mut Vec<u32>,
    ) {
        passages.clear();
        counts.clear();
        for part in self.parts(at).iter().filter(|part| wanted(part.chunk)) {
            chunks[part.chunk as usize].open(part.rank as usize, passages, counts);
        }
        // Passages of one chunk may lie between those of another.
        if !passages.is_sorted() {
            let mut both: Vec<(u32, u32)> = passages.iter().copied().zip(counts.iter().copied()).collect();
            both.sort_unstable();
            (*passages, *counts) = both.into_iter().unzip();
        }
    }

    /// The rank of a term in a chunk, if it is there.
    pub(super) fn rank_in(&self, at: usize, chunk: u32) -> Option<usize> {
        self.parts(at).iter().find(|part| part.chunk == chunk).map(|part| part.rank as usize)
    }
}

/// Brings the postings of some chunks together, so that a term which stands in many of them takes its place once.
pub(super) fn brought_together(mut chunks: Vec<PostingBuffer>) -> PostingBuffer {
    if chunks.len() < 2 {
        return chunks.pop().unwrap_or_default();
    }
    let merged = Merged::new(&chunks);
    let mut run = PostingBuffer::default();
    let (mut passages, mut counts) = (Vec::new(), Vec::new());
    for at in 0..merged.len() {
        merged.open(at, &chunks, &mut passages, &mut counts);
        run.push(merged.term(at), &passages, &counts);
    }
    run.shrink();
    run
}

/// Cuts terms into shards of about a size; there is one at least.
pub(super) fn cut(merged: &Merged<'_>, size: usize) -> Vec<Range<usize>> {
    let size_of = |at: usize| merged.terms[at].size as usize;
    let cut = pieces(merged.len(), size_of, |at| key(merged.term(at)), PieceSize::about(size));
    if cut.is_empty() { iter::once(0..0).collect() } else { cut }
}

/// The shortest text that separates each shard from the one before.
pub(super) fn beginnings(merged: &Merged<'_>, cut: &[Range<usize>]) -> Vec<Vec<u8>> {
    let beginning = |range: &Range<usize>| match range.start.checked_sub(1) {
        Some(last) if range.start < merged.len() => {
            let (last, first) = (merged.term(last), merged.term(range.start));
            first[..=shared(last, first)].to_vec()
        }
        _ => Vec::new(),
    };
    cut.iter().map(beginning).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(terms: &[(&str, &[u32])]) -> PostingBuffer {
        let mut chunk = PostingBuffer::default();
        let counts = |passages: &[u32]| passages.iter().map(|passage| passage % 3 + 1).collect::<Vec<_>>();
        terms.iter().for_each(|(term, passages)| chunk.push(term.as_bytes(), passages, &counts(passages)));
        chunk
    }

    /// A term with its passages and counts, and the size that is expected of it.
    type ListedTerm = (Vec<u8>, Vec<u32>, Vec<u32>, u32);

    fn listed(chunks: &[PostingBuffer]) -> Vec<ListedTerm> {
        let merged = Merged::new(chunks);
        let listed = |at: usize| {
            let (mut passages, mut counts) = (Vec::new(), Vec::new());
            merged.open(at, chunks, &mut passages, &mut counts);
            (merged.term(at).to_vec(), passages, counts, merged.terms[at].size)
        };
        (0..merged.len()).map(listed).collect()
    }

    #[test]
    fn chunks_that_are_brought_together_hold_what_each_of_them_held() {
        let chunks = || {
            vec![
                chunk(&[("bridge", &[0, 2]), ("ferry", &[1]), ("quay", &[2])]),
                chunk(&[("ferry", &[3, 4, 300]), ("harbour", &[4])]),
                chunk(&[("bridge", &[301]), ("ferry", &[301]), ("zone", &[70_000])]),
                chunk(&[("ferry", &[70_001])]),
            ]
        };
        let apart = listed(&chunks());
        assert_eq!(apart.len(), 5);
        for cut in 0..=4 {
            let mut first = chunks();
            let second = first.split_off(cut);
            assert_eq!(listed(&[brought_together(first), brought_together(second)]), apart, "cut at {cut}");
        }
    }
}
