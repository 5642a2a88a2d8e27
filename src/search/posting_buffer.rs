//! Compact postings of a chunk, kept while the rest of its segment is read: terms in order, each with its passages.

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
            packed.terms.extend_from_slice(term);
            packed.term_ends.push(packed.terms.len());
            let mut before = 0;
            for (passage, count) in &sorted[starts[number as usize]..starts[number as usize + 1]] {
                push_number(&mut packed.data, passage - before);
                push_number(&mut packed.data, *count);
                before = *passage;
            }
            packed.data_ends.push(packed.data.len());
            packed.frequencies.push((starts[number as usize + 1] - starts[number as usize]) as u32);
        });
        packed
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

    /// Appends the passages that contain a term, and its number of occurrences in each.
    pub(super) fn open(&self, rank: usize, passages: &mut Vec<u32>, counts: &mut Vec<u32>) {
        let mut data = Bytes(&self.data[start(&self.data_ends, rank)..self.data_ends[rank]]);
        let mut passage = 0;
        while let (Some(more), Some(count)) = (data.number(), data.number()) {
            passage += more;
            passages.push(passage);
            counts.push(count);
        }
    }
}

fn start(ends: &[usize], rank: usize) -> usize {
    if rank == 0 { 0 } else { ends[rank - 1] }
}
