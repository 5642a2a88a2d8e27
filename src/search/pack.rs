//! A pack: a file of consecutive blocks, each of which can be requested alone.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::VERSION;
use super::codec::{Bytes, push_number};
use crate::bytes::fingerprint::Fingerprint;

/// Blocks begin at multiples of this number of bytes, so that their lengths take little space in the directory.
pub(super) const UNIT: usize = 32;

/// Approximate size of a pack, in bytes.
pub(super) const PACK: usize = 80 * 1024;

/// Name of a pack, derived from its content.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct PackName([u8; 8]);

impl PackName {
    pub(super) fn of(fingerprint: Fingerprint) -> Self {
        let mut name = PackName::default();
        name.0.copy_from_slice(&fingerprint.bytes()[..8]);
        name
    }

    /// Name of a pack of shards of a site, by its bytes.
    pub(super) fn of_shards(bytes: &[u8]) -> Self {
        PackName::of(Fingerprint::of(&(VERSION, "shards", bytes)))
    }

    /// Formats the name for paths.
    pub(super) fn hex(self) -> String {
        use std::fmt::Write;
        self.0.iter().fold(String::with_capacity(16), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

/// Joins blocks into a pack; also returns the length of each in units.
pub(super) fn joined<B: AsRef<[u8]>>(blocks: &[B]) -> (Vec<u8>, Vec<u32>) {
    let length = |block: &B| block.as_ref().len().div_ceil(UNIT);
    let lengths: Vec<u32> = blocks.iter().map(|block| length(block) as u32).collect();
    let mut bytes = Vec::with_capacity(blocks.iter().map(length).sum::<usize>() * UNIT);
    for block in blocks {
        bytes.extend_from_slice(block.as_ref());
        bytes.resize(bytes.len().next_multiple_of(UNIT), 0);
    }
    (bytes, lengths)
}

/// Positions of the blocks of a kind, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct BlockTable {
    /// Packs, each with its number of blocks.
    pub(super) packs: Vec<(PackName, u32)>,
    /// The length of each block in units; 0 for one that has a pack for itself.
    pub(super) lengths: Vec<u32>,
}

/// Position of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BlockPlace {
    pub(super) pack: PackName,
    /// Its bytes; `None` for all of the pack.
    pub(super) bytes: Option<Range<u64>>,
}

impl BlockTable {
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        push_number(out, self.packs.len() as u32);
        self.packs.iter().for_each(|(name, _)| out.extend_from_slice(&name.0));
        self.packs.iter().for_each(|(_, blocks)| push_number(out, *blocks));
        self.lengths.iter().for_each(|length| push_number(out, *length));
    }

    /// Reads the positions of `blocks` blocks; `None` when they are damaged.
    pub(super) fn read(bytes: &mut Bytes<'_>, blocks: u32) -> Option<Self> {
        let count = bytes.number()?;
        let names = bytes.take(count.checked_mul(8)?)?;
        let counts = bytes.numbers(count)?;
        if counts.iter().try_fold(0u32, |sum, more| sum.checked_add(*more))? != blocks {
            return None;
        }
        let lengths = bytes.numbers(blocks)?;
        let name = |name: &[u8]| name.try_into().map(PackName).unwrap_or_default();
        Some(BlockTable { packs: names.chunks_exact(8).map(name).zip(counts).collect(), lengths })
    }

    /// Position of each block.
    pub(super) fn places(&self) -> impl Iterator<Item = BlockPlace> {
        let mut lengths = self.lengths.iter();
        self.packs.iter().flat_map(move |(pack, blocks)| {
            let mut end = 0;
            let place = |length: &u32| {
                let start = end;
                end += u64::from(*length) * UNIT as u64;
                BlockPlace { pack: *pack, bytes: (*length > 0).then_some(start..end) }
            };
            lengths.by_ref().take(*blocks as usize).map(place).collect::<Vec<_>>()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_where_the_table_says() {
        let (bytes, lengths) = joined(&[&b"one"[..], &[2; 40], b"three"]);
        assert_eq!((bytes.len(), lengths.as_slice()), (4 * UNIT, &[1, 2, 1][..]));
        let [first, second] = [b"first", b"other"].map(|text| PackName::of(Fingerprint::of_bytes(text)));
        let table = BlockTable { packs: vec![(first, 3), (second, 1)], lengths: [lengths, vec![0]].concat() };
        let mut written = Vec::new();
        table.write(&mut written);
        assert_eq!(BlockTable::read(&mut Bytes(&written), 4).as_ref(), Some(&table));
        assert_eq!(BlockTable::read(&mut Bytes(&written), 5), None);
        let places: Vec<_> = table.places().map(|place| (place.pack, place.bytes)).collect();
        assert_eq!(places, [(first, Some(0..32)), (first, Some(32..96)), (first, Some(96..128)), (second, None)]);
        assert_eq!(&bytes[96..101], b"three");
    }
}
