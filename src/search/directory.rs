//! Directory of an index: for each segment the first term of each shard, the number of passages of each meeting, and
//! the packs that contain shards and passages.

use super::VERSION;
use super::codec::{Bytes, push_number};
use super::compressed_block::compress;
use super::pack::{BlockPlace, BlockTable};

const KIND: u8 = b'd';

/// Shards of a segment, as stored in the directory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ShardTable {
    /// The beginning of each shard, ascending.
    pub(super) beginnings: Vec<Vec<u8>>,
    pub(super) blocks: BlockTable,
}

/// A segment as stored in the directory, in a form for look-ups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SegmentDirectory {
    /// The beginning of each shard, ascending.
    pub(super) beginnings: Vec<Vec<u8>>,
    /// Position of each shard.
    pub(super) shards: Vec<BlockPlace>,
    /// Position of each passage.
    pub(super) passages: Vec<BlockPlace>,
}

impl ShardTable {
    /// Encodes it for the directory.
    pub(super) fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        push_number(&mut out, self.beginnings.len() as u32);
        let mut before: &[u8] = &[];
        for start in &self.beginnings {
            let shared = shared(before, start);
            push_number(&mut out, shared as u32);
            push_number(&mut out, (start.len() - shared) as u32);
            out.extend_from_slice(&start[shared..]);
            before = start;
        }
        self.blocks.write(&mut out);
        out
    }

    pub(super) fn read(bytes: &mut Bytes<'_>) -> Option<Self> {
        let count = bytes.number()?;
        let mut beginnings: Vec<Vec<u8>> = Vec::new();
        // Limit for all beginnings together, so that a damaged file cannot exhaust memory.
        let mut room = 64 * bytes.0.len() + 64;
        for _ in 0..count {
            let shared = bytes.number()? as usize;
            let rest = bytes.number()?;
            let mut start = beginnings.last().map_or(&[][..], |last| last).get(..shared)?.to_vec();
            start.extend_from_slice(bytes.take(rest)?);
            room = room.checked_sub(start.len())?;
            beginnings.push(start);
        }
        let blocks = BlockTable::read(bytes, count)?;
        Some(ShardTable { beginnings, blocks })
    }
}

/// Encodes the meetings of a segment for the directory.
pub(super) fn write_meetings(passages: impl ExactSizeIterator<Item = u32>, blocks: &BlockTable) -> Vec<u8> {
    let mut out = Vec::new();
    push_number(&mut out, passages.len() as u32);
    passages.for_each(|count| push_number(&mut out, count));
    blocks.write(&mut out);
    out
}

/// Encodes the directory from the encoded shards and meetings of each segment.
pub(super) fn write_directory(segments: &[[&[u8]; 2]]) -> Vec<u8> {
    let mut out = vec![KIND, VERSION as u8];
    push_number(&mut out, segments.len() as u32);
    segments.iter().flatten().for_each(|part| out.extend_from_slice(part));
    compress(&out, out.len())
}

/// Decodes the directory into its segments; `None` when it is damaged.
pub(super) fn read_directory(bytes: &[u8]) -> Option<Vec<SegmentDirectory>> {
    let mut bytes = Bytes(bytes);
    if (bytes.byte()?, bytes.byte()?) != (KIND, VERSION as u8) {
        return None;
    }
    let mut segments = Vec::new();
    for _ in 0..bytes.number()? {
        let ShardTable { beginnings, blocks } = ShardTable::read(&mut bytes)?;
        let meetings = bytes.number()?;
        let passages = bytes.numbers(meetings)?;
        let passages = passages.iter().try_fold(0u32, |sum, more| sum.checked_add(*more))?;
        let of_passages = BlockTable::read(&mut bytes, passages)?;
        let (shards, passages) = (blocks.places().collect(), of_passages.places().collect());
        segments.push(SegmentDirectory { beginnings, shards, passages });
    }
    Some(segments)
}

impl SegmentDirectory {
    /// Index of the only shard that may contain a term.
    pub(super) fn shard_of(&self, term: &[u8]) -> usize {
        self.beginnings.partition_point(|start| start.as_slice() <= term).saturating_sub(1)
    }
}

/// Length in bytes of the common beginning of two terms.
pub(super) fn shared(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::super::compressed_block::decompress;
    use super::super::pack::PackName;
    use super::*;
    use crate::bytes::fingerprint::Fingerprint;
    use proptest::prelude::*;

    #[test]
    fn a_directory_reads_back() {
        let name = PackName::of(Fingerprint::of_bytes(b"a"));
        let shards = ShardTable {
            beginnings: vec![Vec::new(), b"ab".to_vec(), b"abc".to_vec(), b"b".to_vec()],
            blocks: BlockTable { packs: vec![(name, 4)], lengths: vec![1, 200, 3, 4] },
        };
        let passages = BlockTable { packs: vec![(name, 1), (name, 1)], lengths: vec![0, 0] };
        let parts = [shards.write(), write_meetings([2].into_iter(), &passages)];
        let parts = [[&*parts[0], &*parts[1]], [&*parts[0], &*parts[1]]];
        let bytes = decompress(&write_directory(&parts), 1 << 20).expect("whole");
        let segments = read_directory(&bytes).expect("a directory");
        assert_eq!((segments.len(), &segments[0].beginnings), (2, &shards.beginnings));
        assert_eq!(segments[1].shards, shards.blocks.places().collect::<Vec<_>>());
        assert_eq!(segments[1].passages, passages.places().collect::<Vec<_>>());
        let shard_of = |term: &str| segments[0].shard_of(term.as_bytes());
        assert_eq!(["", "a", "ab", "abb", "abc", "abz", "b", "唐"].map(shard_of), [0, 0, 1, 1, 2, 2, 3, 3]);
    }

    proptest! {
        #![proptest_config(crate::proptest_config::cases(256))]
        #[test]
        fn damage_is_noticed_or_harmless(mut bytes: Vec<u8>) {
            let _ = read_directory(&bytes);
            bytes.splice(0..0, [KIND, VERSION as u8, 1]);
            let _ = read_directory(&bytes);
        }
    }
}
