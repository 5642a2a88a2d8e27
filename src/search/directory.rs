//! Directory of a segment: first terms of its shards, and names of its passages.

use super::VERSION;
use super::codec::{Bytes, push_number};

const KIND: u8 = b'd';

/// Contents of a directory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Directory {
    /// First term of each shard, ascending.
    pub(super) shards: Vec<Vec<u8>>,
    /// For each meeting its number of passages and their name.
    pub(super) meetings: Vec<(u32, [u8; 3])>,
}

impl Directory {
    /// Writes the bytes of the file.
    pub(super) fn write(&self) -> Vec<u8> {
        let mut out = vec![KIND, VERSION as u8];
        push_number(&mut out, self.shards.len() as u32);
        let mut before: &[u8] = &[];
        for start in &self.shards {
            let shared = shared(before, start);
            push_number(&mut out, shared as u32);
            push_number(&mut out, (start.len() - shared) as u32);
            out.extend_from_slice(&start[shared..]);
            before = start;
        }
        push_number(&mut out, self.meetings.len() as u32);
        self.meetings.iter().for_each(|(passages, _)| push_number(&mut out, *passages));
        self.meetings.iter().for_each(|(_, hash)| out.extend_from_slice(hash));
        out
    }

    /// Reads the bytes of a file; `None` when they are damaged.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        if (bytes.byte()?, bytes.byte()?) != (KIND, VERSION as u8) {
            return None;
        }
        let count = bytes.number()?;
        let mut shards: Vec<Vec<u8>> = Vec::new();
        // Limit on the total length of the terms, so that a damaged file cannot exhaust the memory.
        let mut room = 64 * bytes.0.len() + 64;
        for _ in 0..count {
            let shared = bytes.number()? as usize;
            let rest = bytes.number()?;
            let mut start = shards.last().map_or(&[][..], |last| last).get(..shared)?.to_vec();
            start.extend_from_slice(bytes.take(rest)?);
            room = room.checked_sub(start.len())?;
            shards.push(start);
        }
        let count = bytes.number()?;
        let passages = bytes.numbers(count)?;
        let hashes = bytes.take(count.checked_mul(3)?)?;
        passages.iter().try_fold(0u32, |sum, more| sum.checked_add(*more))?;
        let hashes = hashes.chunks_exact(3).map(|hash| [hash[0], hash[1], hash[2]]);
        Some(Directory { shards, meetings: passages.into_iter().zip(hashes).collect() })
    }

    /// The shard in which a term is, if it is anywhere.
    pub(super) fn shard_of(&self, term: &[u8]) -> usize {
        self.shards.partition_point(|start| start.as_slice() <= term).saturating_sub(1)
    }
}

/// Length in bytes of the common beginning of two terms.
pub(super) fn shared(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_directory_reads_back() {
        let directory = Directory {
            shards: vec![Vec::new(), b"ab".to_vec(), b"abc".to_vec(), b"b".to_vec(), vec![0xFF]],
            meetings: vec![(1, [1, 2, 3]), (300, [4, 5, 6])],
        };
        assert_eq!(Directory::read(&directory.write()).as_ref(), Some(&directory));
        let shard_of = |term: &str| directory.shard_of(term.as_bytes());
        assert_eq!(["", "a", "ab", "abb", "abc", "abz", "b", "唐"].map(shard_of), [0, 0, 1, 1, 2, 2, 3, 3]);
    }

    proptest! {
        #![proptest_config(crate::proptest_config::cases(256))]
        #[test]
        fn damage_is_noticed_or_harmless(mut bytes: Vec<u8>) {
            let _ = Directory::read(&bytes);
            bytes.splice(0..0, [KIND, VERSION as u8]);
            let _ = Directory::read(&bytes);
        }
    }
}
