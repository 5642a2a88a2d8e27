//! Compact postings of a chunk, kept while the rest of its segment is read: terms in order, each with its passages.

use std::ops::Range;

use super::codec::{Bytes, push_number};
use super::vocabulary::Vocabulary;

/// An occurrence of a term in a passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occurrence {
    pub(super) term: u32,
    pub(super) passage: u32,
    pub(super) count: u32,
}

/// Postings of a chunk, ordered by term.
#[derive(Debug, Default)]
pub(super) struct PostingBuffer {
    terms: Vec<u8>,
    term_ends: Vec<usize>,
    data: Vec<u8>,
    data_ends: Vec<usize>,
    frequencies: Vec<u32>,
}

impl PostingBuffer {
    /// Packs terms and their occurrences, which must be ordered by passage for each term.
    pub(super) fn new(vocabulary: Vocabulary, occurrences: &[Occurrence]) -> Self {
        // A counting sort keeps the passages of a term in order.
        let mut next = vec![0usize; vocabulary.len() + 1];
        occurrences.iter().for_each(|one| next[one.term as usize + 1] += 1);
        (1..next.len()).for_each(|term| next[term] += next[term - 1]);
        let starts = next.clone();
        let mut sorted = vec![(0u32, 0u32); occurrences.len()];
        for one in occurrences {
            let at = &mut next[one.term as usize];
            sorted[*at] = (one.passage, one.count);
            *at += 1;
        }
        let mut packed = PostingBuffer { data: Vec::with_capacity(sorted.len() * 2), ..PostingBuffer::default() };
        vocabulary.in_order(|term, number| {
            let occurrences = &sorted[starts[number as usize]..starts[number as usize + 1]];
            packed.add(term, occurrences.iter().copied());
        });
        packed
    }

    fn add(&mut self, term: &[u8], occurrences: impl ExactSizeIterator<Item = (u32, u32)>) {
        self.terms.extend_from_slice(term);
        self.term_ends.push(self.terms.len());
        self.frequencies.push(occurrences.len() as u32);
        let mut before = 0;
        for (passage, count) in occurrences {
            push_number(&mut self.data, passage - before);
            push_number(&mut self.data, count);
            before = passage;
        }
        self.data_ends.push(self.data.len());
    }

    /// Appends a term, which must be greater than the last one, with its passages, ascending, and its counts.
    pub(super) fn push(&mut self, term: &[u8], passages: &[u32], counts: &[u32]) {
        self.add(term, passages.iter().copied().zip(counts.iter().copied()));
    }

    /// Appends the terms of another buffer, which must all be greater than the last one.
    pub(super) fn append(&mut self, other: &PostingBuffer) {
        let (terms, data) = (self.terms.len(), self.data.len());
        self.terms.extend_from_slice(&other.terms);
        self.term_ends.extend(other.term_ends.iter().map(|end| end + terms));
        self.data.extend_from_slice(&other.data);
        self.data_ends.extend(other.data_ends.iter().map(|end| end + data));
        self.frequencies.extend_from_slice(&other.frequencies);
    }

    /// The ranks of the terms that begin with a byte.
    pub(super) fn beginning_with(&self, byte: u8) -> Range<usize> {
        let before = |least: u8| partition_point(self.len(), |rank| self.term(rank).first() < Some(&least));
        before(byte)..before(byte + 1)
    }

    /// Number of terms.
    pub(super) fn len(&self) -> usize {
        self.term_ends.len()
    }

    /// A term, by its rank.
    pub(super) fn term(&self, rank: usize) -> &[u8] {
        &self.terms[start(&self.term_ends, rank)..self.term_ends[rank]]
    }

    /// Number of passages that contain a term.
    pub(super) fn frequency(&self, rank: usize) -> usize {
        self.frequencies[rank] as usize
    }

    /// The passages that contain a term and its number of occurrences in each, as [`open_postings`] reads them.
    pub(super) fn data(&self, rank: usize) -> &[u8] {
        &self.data[start(&self.data_ends, rank)..self.data_ends[rank]]
    }

    /// Appends the passages that contain a term, and its number of occurrences in each.
    pub(super) fn open(&self, rank: usize, passages: &mut Vec<u32>, counts: &mut Vec<u32>) {
        open_postings(self.data(rank), passages, counts);
    }
}

/// Appends the passages of a term, and its number of occurrences in each, from the bytes that a buffer keeps of them.
pub(super) fn open_postings(data: &[u8], passages: &mut Vec<u32>, counts: &mut Vec<u32>) {
    let mut data = Bytes(data);
    let mut passage = 0;
    while let (Some(more), Some(count)) = (data.number(), data.number()) {
        passage += more;
        passages.push(passage);
        counts.push(count);
    }
}

fn start(ends: &[usize], rank: usize) -> usize {
    if rank == 0 { 0 } else { ends[rank - 1] }
}

/// The first of so many numbers for which `is_before` does not hold; it must hold for all before that one.
fn partition_point(count: usize, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if is_before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}
