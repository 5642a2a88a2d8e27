//! A shard: a run of terms, and the passages in which each occurs.

use super::VERSION;
use super::codec::{BitReader, BitWriter, Bytes, push_number};
use super::directory::shared;

const KIND: u8 = b's';

/// A shard that is being written.
#[derive(Debug)]
pub(super) struct ShardWriter {
    passages: u32,
    shared: Vec<u8>,
    further: Vec<u8>,
    bytes: Vec<u8>,
    frequencies: Vec<u8>,
    bits: BitWriter,
    terms: u32,
    last: Vec<u8>,
}

impl ShardWriter {
    /// An empty shard of a segment with this number of passages.
    pub(super) fn new(passages: u32) -> Self {
        ShardWriter {
            passages,
            shared: Vec::new(),
            further: Vec::new(),
            bytes: Vec::new(),
            frequencies: Vec::new(),
            bits: BitWriter::default(),
            terms: 0,
            last: Vec::new(),
        }
    }

    /// Appends a term, which must be greater than the last one.
    pub(super) fn put(&mut self, term: &[u8], passages: &[u32], counts: &[u32]) {
        let shared = shared(&self.last, term);
        push_number(&mut self.shared, shared as u32);
        push_number(&mut self.further, (term.len() - shared) as u32);
        self.bytes.extend_from_slice(&term[shared..]);
        push_number(&mut self.frequencies, passages.len() as u32);
        self.bits.put_ascending(passages, self.passages);
        self.bits.put_counts(counts);
        self.terms += 1;
        self.last.clear();
        self.last.extend_from_slice(term);
    }

    /// The bytes of the file, and the position at which its bits begin.
    pub(super) fn finish(self) -> (Vec<u8>, usize) {
        let mut out = vec![KIND, VERSION as u8];
        push_number(&mut out, self.passages);
        push_number(&mut out, self.terms);
        for part in [self.shared, self.further, self.bytes, self.frequencies] {
            out.extend_from_slice(&part);
        }
        let dense = out.len();
        out.extend_from_slice(&self.bits.finish());
        (out, dense)
    }
}

/// A shard to be read.
#[derive(Debug, Clone)]
pub(super) struct Shard<'b> {
    passages: u32,
    shared: Vec<u32>,
    further: Vec<u32>,
    bytes: &'b [u8],
    frequencies: Vec<u32>,
    bits: &'b [u8],
}

/// A term and where it occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Postings {
    pub(super) term: Vec<u8>,
    /// Ascending.
    pub(super) passages: Vec<u32>,
    /// Number of occurrences in each passage.
    pub(super) counts: Vec<u32>,
}

impl<'b> Shard<'b> {
    /// Reads the bytes of a file; `None` when they are damaged, or belong to a segment with another number of passages.
    pub(super) fn read(bytes: &'b [u8], passages: u32) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        if (bytes.byte()?, bytes.byte()?, bytes.number()?) != (KIND, VERSION as u8, passages) {
            return None;
        }
        let count = bytes.number()?;
        let shared = bytes.numbers(count)?;
        let further = bytes.numbers(count)?;
        let length = further.iter().try_fold(0u32, |sum, more| sum.checked_add(*more))?;
        let terms = bytes.take(length)?;
        let frequencies = bytes.numbers(count)?;
        Some(Shard { passages, shared, further, bytes: terms, frequencies, bits: bytes.0 })
    }

    /// Calls `emit` with the postings of every term that `wanted` accepts; `None` when the shard turns out to be
    /// damaged.
    pub(super) fn find(&self, wanted: impl FnMut(&[u8]) -> bool, mut emit: impl FnMut(Postings)) -> Option<()> {
        self.walk(wanted, |term, passages, counts| {
            emit(Postings { term: term.to_vec(), passages: passages.to_vec(), counts: counts.to_vec() });
        })
    }

    /// Calls `emit` with every term, its passages and its counts; `None` when the shard turns out to be damaged.
    pub(super) fn each(&self, emit: impl FnMut(&[u8], &[u32], &[u32])) -> Option<()> {
        self.walk(|_| true, emit)
    }

    fn walk(&self, mut wanted: impl FnMut(&[u8]) -> bool, mut emit: impl FnMut(&[u8], &[u32], &[u32])) -> Option<()> {
        let mut term: Vec<u8> = Vec::new();
        let mut bytes = Bytes(self.bytes);
        let mut bits = BitReader::new(self.bits);
        let (mut passages, mut counts) = (Vec::new(), Vec::new());
        for ((shared, further), frequency) in self.shared.iter().zip(&self.further).zip(&self.frequencies) {
            if *shared as usize > term.len() {
                return None;
            }
            term.truncate(*shared as usize);
            term.extend_from_slice(bytes.take(*further)?);
            if !wanted(&term) {
                bits.ascending(*frequency, self.passages, None)?;
                bits.counts(*frequency, None)?;
                continue;
            }
            passages.clear();
            counts.clear();
            bits.ascending(*frequency, self.passages, Some(&mut passages))?;
            bits.counts(*frequency, Some(&mut counts))?;
            emit(&term, &passages, &counts);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(bytes: &[u8], passages: u32) -> Option<Vec<Postings>> {
        let mut all = Vec::new();
        Shard::read(bytes, passages)?.find(|_| true, |postings| all.push(postings))?;
        Some(all)
    }

    #[test]
    fn the_example_in_the_docs_is_what_is_written() {
        let mut writer = ShardWriter::new(10);
        writer.put(b"aye", &[1, 4], &[1, 3]);
        writer.put(b"ayes", &[0, 2, 3, 5, 9], &[2, 1, 1, 4, 1]);
        let (bytes, _) = writer.finish();
        let page = include_str!("../../docs/search-format.md");
        let example = page.split("The shard is\n\n```\n").nth(1).and_then(|rest| rest.split("```").next());
        let digits = example.expect("the example").lines().flat_map(|line| {
            line.split_whitespace()
                .map_while(|word| (word.len() == 2).then(|| u8::from_str_radix(word, 16).ok()).flatten())
        });
        assert_eq!(bytes, digits.collect::<Vec<u8>>());
        let read = all(&bytes, 10).expect("whole");
        assert_eq!(
            (read[1].passages.as_slice(), read[1].counts.as_slice()),
            (&[0, 2, 3, 5, 9][..], &[2, 1, 1, 4, 1][..])
        );
        assert_eq!(all(&bytes, 11), None, "a shard of another segment");
    }

    proptest! {
        #![proptest_config(crate::proptest_config::cases(256))]
        #[test]
        fn damage_is_noticed_or_harmless(mut bytes: Vec<u8>, passages in 0..100u32) {
            let _ = all(&bytes, passages);
            bytes.splice(0..0, [KIND, VERSION as u8, passages as u8]);
            let _ = all(&bytes, passages);
        }

        #[test]
        fn a_changed_byte_does_no_harm(at in 0..1000usize, value: u8) {
            let mut writer = ShardWriter::new(100);
            for term in 0..60u32 {
                let passages: Vec<u32> = (0..100).filter(|passage| (passage * 7 + term) % (term + 1) == 0).collect();
                writer.put(format!("term {term:03}").as_bytes(), &passages, &vec![term + 1; passages.len()]);
            }
            let (mut bytes, _) = writer.finish();
            let length = bytes.len();
            bytes[at % length] = value;
            let _ = all(&bytes, 100);
        }
    }
}
