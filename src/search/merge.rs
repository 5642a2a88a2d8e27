//! Merges the runs of a segment: every term once, in order. Only the next terms are in memory.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::io;
use std::ops::Range;

use super::content_defined_cuts::{PieceSize, first_pieces, key};
use super::directory::shared;
use super::posting_buffer::open_postings;
use super::posting_run::PostingRunReader;

/// A merge of runs.
pub(super) struct Merge<'r> {
    heads: BinaryHeap<MergeHead<'r>>,
    /// The last term that was merged.
    last: Vec<u8>,
}

/// The run that has the least term is the greatest, since a heap returns that first.
struct MergeHead<'r>(Box<PostingRunReader<'r>>);

impl Ord for MergeHead<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        (&other.0.term, other.0.run).cmp(&(&self.0.term, self.0.run))
    }
}

impl PartialOrd for MergeHead<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for MergeHead<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for MergeHead<'_> {}

impl<'r> Merge<'r> {
    /// A merge of runs, each at its first term.
    pub(super) fn new(readers: impl Iterator<Item = PostingRunReader<'r>>) -> Self {
        Merge { heads: readers.map(|reader| MergeHead(Box::new(reader))).collect(), last: Vec::new() }
    }

    /// Appends the next terms until there are terms of about `size` bytes, or none is left, which [`Merge::is_done`] tells.
    ///
    /// # Errors
    /// When a run cannot be read.
    pub(super) fn read(&mut self, merged: &mut MergedTerms, size: usize) -> io::Result<()> {
        let mut here = 0;
        while let Some(mut first) = self.heads.peek_mut() {
            let reader = &mut *first.0;
            let is_new = self.last != reader.term || merged.terms.is_empty();
            if is_new {
                // One term at least.
                if here >= size.max(1) {
                    break;
                }
                // Speaker names are long, and occur once each.
                let further = reader.term.len() - shared(&self.last, &reader.term);
                here += merged.begin(&reader.term, 3 + further as u32);
                self.last.clone_from(&reader.term);
            }
            here += merged.add(reader);
            if !reader.advance()? {
                drop(PeekMut::pop(first));
            }
        }
        Ok(())
    }

    /// Reports whether all terms have been merged.
    pub(super) fn is_done(&self) -> bool {
        self.heads.is_empty()
    }
}

/// Consecutive terms of all runs, each once, in order.
#[derive(Default)]
pub(super) struct MergedTerms {
    /// The terms, one behind the other.
    bytes: Vec<u8>,
    terms: Vec<MergedTerm>,
    /// Share of each run in them, in the order of terms.
    parts: Vec<Part>,
    /// The passages of each part.
    data: Vec<u8>,
}

struct MergedTerm {
    /// End of its bytes.
    end: usize,
    /// End of its parts.
    parts: usize,
    /// About how many bytes it takes; a term that stands in one passage more takes two bytes more, wherever that passage is.
    size: u32,
}

/// A term within a run.
struct Part {
    run: u32,
    rank: u32,
    /// End of its passages.
    end: usize,
}

impl MergedTerms {
    /// Appends a term of some size that no run has yet; returns that size.
    fn begin(&mut self, term: &[u8], size: u32) -> usize {
        self.bytes.extend_from_slice(term);
        self.terms.push(MergedTerm { end: self.bytes.len(), parts: self.parts.len(), size });
        size as usize
    }

    /// Adds what a run has of the last term; returns by how much that grows.
    fn add(&mut self, reader: &PostingRunReader<'_>) -> usize {
        let size = 2 * reader.frequency;
        self.data.extend_from_slice(reader.data());
        self.parts.push(Part { run: reader.run, rank: reader.rank, end: self.data.len() });
        if let Some(last) = self.terms.last_mut() {
            last.parts = self.parts.len();
            last.size += size;
        }
        size as usize
    }

    /// Number of terms.
    pub(super) fn len(&self) -> usize {
        self.terms.len()
    }

    /// A term, by its position.
    pub(super) fn term(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).map_or(0, |before| self.terms[before].end);
        &self.bytes[start..self.terms[at].end]
    }

    fn parts(&self, at: usize) -> Range<usize> {
        let start = at.checked_sub(1).map_or(0, |before| self.terms[before].parts);
        start..self.terms[at].parts
    }

    /// The passages in which a term occurs, and how often in each.
    pub(super) fn open(&self, at: usize, passages: &mut Vec<u32>, counts: &mut Vec<u32>) {
        self.open_parts(at, |_| true, passages, counts);
    }

    /// The same without what one of the runs has.
    pub(super) fn open_but(&self, at: usize, one: u32, passages: &mut Vec<u32>, counts: &mut Vec<u32>) {
        self.open_parts(at, |run| run != one, passages, counts);
    }

    fn open_parts(&self, at: usize, wanted: impl Fn(u32) -> bool, passages: &mut Vec<u32>, counts: &mut Vec<u32>) {
        passages.clear();
        counts.clear();
        for part in self.parts(at).filter(|part| wanted(self.parts[*part].run)) {
            let start = part.checked_sub(1).map_or(0, |before| self.parts[before].end);
            open_postings(&self.data[start..self.parts[part].end], passages, counts);
        }
        // Passages of one run may lie between those of another.
        if !passages.is_sorted() {
            let mut both: Vec<(u32, u32)> = passages.iter().copied().zip(counts.iter().copied()).collect();
            both.sort_unstable();
            (*passages, *counts) = both.into_iter().unzip();
        }
    }

    /// The rank of a term in a run, if it is there.
    pub(super) fn rank_in(&self, at: usize, run: u32) -> Option<usize> {
        self.parts[self.parts(at)].iter().find(|part| part.run == run).map(|part| part.rank as usize)
    }

    /// Cuts the terms into shards of about a size. If these are not all terms, the last shard may be missing.
    pub(super) fn cut(&self, are_all: bool, size: usize) -> Vec<Range<usize>> {
        let size_of = |at: usize| self.terms[at].size as usize;
        first_pieces(self.len(), are_all, size_of, |at| key(self.term(at)), PieceSize::about(size))
    }

    /// Removes the first terms.
    pub(super) fn forget(&mut self, count: usize) {
        let Some(last) = count.checked_sub(1).map(|last| &self.terms[last]) else { return };
        let (bytes, parts) = (last.end, last.parts);
        let data = parts.checked_sub(1).map_or(0, |last| self.parts[last].end);
        self.bytes.drain(..bytes);
        self.terms.drain(..count);
        self.parts.drain(..parts);
        self.data.drain(..data);
        self.terms.iter_mut().for_each(|term| (term.end, term.parts) = (term.end - bytes, term.parts - parts));
        self.parts.iter_mut().for_each(|part| part.end -= data);
    }
}

#[cfg(test)]
mod tests {
    use super::super::posting_buffer::PostingBuffer;
    use super::super::posting_run::{PostingRun, RunStore};
    use super::*;

    fn postings(terms: &[(&str, &[u32])]) -> PostingBuffer {
        let mut postings = PostingBuffer::default();
        let counts = |passages: &[u32]| passages.iter().map(|passage| passage % 3 + 1).collect::<Vec<_>>();
        terms.iter().for_each(|(term, passages)| postings.push(term.as_bytes(), passages, &counts(passages)));
        postings
    }

    /// A term with its passages and counts, the size that is expected of it, and its rank in the last run.
    type ListedTerm = (Vec<u8>, Vec<u32>, Vec<u32>, u32, Option<usize>);

    /// All terms, merged in steps of a size, of which each is forgotten before the next.
    fn listed(runs: &[PostingRun], store: &RunStore, size: usize) -> Vec<ListedTerm> {
        let reader = |(number, run)| PostingRunReader::open(run, number, Some(store)).expect("a file");
        let mut merge = Merge::new((0..).zip(runs).filter_map(reader));
        let mut merged = MergedTerms::default();
        let mut all = Vec::new();
        while !merge.is_done() {
            merge.read(&mut merged, size).expect("a file");
            // All but the last term, as when the end of a shard is not known.
            let known = if merge.is_done() { merged.len() } else { merged.len() - 1 };
            for at in 0..known {
                let (mut passages, mut counts) = (Vec::new(), Vec::new());
                merged.open(at, &mut passages, &mut counts);
                let rank = merged.rank_in(at, runs.len() as u32 - 1);
                all.push((merged.term(at).to_vec(), passages, counts, merged.terms[at].size, rank));
            }
            merged.forget(known);
        }
        all
    }

    #[test]
    fn runs_are_merged_to_the_same_from_memory_and_from_a_file_and_in_steps_of_any_size() {
        let all = || {
            [
                postings(&[("bridge", &[0, 2]), ("ferry", &[1]), ("quay", &[2])]),
                postings(&[("ferry", &[3, 4, 300]), ("harbour", &[4])]),
                postings(&[]),
                postings(&[("bridge", &[1]), ("ferry", &[301]), ("zone", &[70_000])]),
            ]
        };
        let store = RunStore::new(Box::new(io::Cursor::new(Vec::new())));
        let in_memory: Vec<PostingRun> = all().into_iter().map(PostingRun::Listed).collect();
        let filed: Vec<PostingRun> = all().iter().map(|run| store.keep(run).expect("a file")).collect();
        let whole = listed(&in_memory, &store, usize::MAX);
        let term = |term: &str, passages: &[u32], counts: &[u32], size: u32, rank: Option<usize>| {
            (term.as_bytes().to_vec(), passages.to_vec(), counts.to_vec(), size, rank)
        };
        assert_eq!(whole[0], term("bridge", &[0, 1, 2], &[1, 2, 3], 3 + 6 + 6, Some(0)));
        assert_eq!(whole[1], term("ferry", &[1, 3, 4, 300, 301], &[2, 1, 2, 1, 2], 3 + 5 + 10, Some(1)));
        assert_eq!(whole.len(), 5);
        for size in [0, 1, 20, usize::MAX] {
            assert_eq!(listed(&in_memory, &store, size), whole, "from memory, {size}");
            assert_eq!(listed(&filed, &store, size), whole, "from a file, {size}");
        }
    }
}
