//! Packs of the shards of a segment. A pack is made as soon as it is certain which shards are in it, and then given away.

use std::borrow::Cow;
use std::io;

use super::content_defined_cuts::{PieceSize, first_pieces, key};
use super::directory::{ShardTable, shared};
use super::index_layout::{IndexProfile, SegmentKey, index_path};
use super::pack::{PACK, PackName, UNIT, joined};

/// A pack of shards: its path below the folder of the index, and its bytes.
pub type ShardPack = (String, Vec<u8>);

/// Number of packs that are given away together.
const TOGETHER: usize = 64;

/// The shards of a segment while they are packed. Blocks of an earlier build are borrowed for `'b`.
pub(super) struct ShardPacks<'b, 'p> {
    profile: IndexProfile,
    segment: SegmentKey,
    /// Shards that are in no pack yet: the key of the first term, and the block.
    waiting: Vec<(u64, Cow<'b, [u8]>)>,
    table: ShardTable,
    /// The last term of the last shard.
    last: Vec<u8>,
    ready: Vec<ShardPack>,
    put: &'p mut dyn FnMut(Vec<ShardPack>) -> io::Result<()>,
}

impl<'b, 'p> ShardPacks<'b, 'p> {
    pub(super) fn new(
        profile: IndexProfile,
        segment: SegmentKey,
        put: &'p mut dyn FnMut(Vec<ShardPack>) -> io::Result<()>,
    ) -> Self {
        let (waiting, table, last, ready) = (Vec::new(), ShardTable::default(), Vec::new(), Vec::new());
        ShardPacks { profile, segment, waiting, table, last, ready, put }
    }

    /// Reports whether there is no shard yet.
    pub(super) fn is_empty(&self) -> bool {
        self.table.beginnings.is_empty()
    }

    /// Appends a shard, with its first and its last term.
    pub(super) fn add(&mut self, first: &[u8], last: &[u8], block: Cow<'b, [u8]>) {
        // The shortest text that separates it from the one before.
        let beginning = if self.is_empty() { &[][..] } else { &first[..=shared(&self.last, first)] };
        self.table.beginnings.push(beginning.to_vec());
        self.last = last.to_vec();
        self.waiting.push((key(first), block));
    }

    /// Packs the shards of which it is certain in which pack they are; all of them if they `are_all`.
    ///
    /// # Errors
    /// What putting a pack fails with.
    pub(super) fn pack(&mut self, are_all: bool) -> io::Result<()> {
        let waiting = &self.waiting;
        // The length with padding, because only that is known for blocks of an earlier build.
        let length = |shard: usize| waiting[shard].1.len().next_multiple_of(UNIT);
        let cut = match self.profile {
            // In a preview a pack gets its name before its content is made.
            IndexProfile::Preview => are_all.then_some(0..waiting.len()).into_iter().collect(),
            IndexProfile::Site => {
                first_pieces(waiting.len(), are_all, length, |shard| waiting[shard].0, PieceSize::about(PACK))
            }
        };
        for shards in cut.iter().cloned() {
            let blocks: Vec<&[u8]> = self.waiting[shards].iter().map(|(_, block)| &**block).collect();
            let (bytes, lengths) = joined(&blocks);
            let name = match self.profile {
                IndexProfile::Preview => PackName::of(self.segment),
                IndexProfile::Site => PackName::of_shards(&bytes),
            };
            self.table.blocks.packs.push((name, lengths.len() as u32));
            self.table.blocks.lengths.extend(lengths);
            self.ready.push((index_path(name), bytes));
        }
        self.waiting.drain(..cut.last().map_or(0, |last| last.end));
        if self.ready.len() >= TOGETHER || are_all { (self.put)(std::mem::take(&mut self.ready)) } else { Ok(()) }
    }

    /// Packs the last shards, and returns the table of all.
    ///
    /// # Errors
    /// What putting a pack fails with.
    pub(super) fn finish(mut self) -> io::Result<Vec<u8>> {
        self.pack(true)?;
        Ok(self.table.write())
    }
}

#[cfg(test)]
mod tests {
    use super::super::codec::Bytes;
    use super::*;

    /// The packs of a row of shards, which are packed after every so many of them; and the table.
    fn packs(shards: &[(Vec<u8>, Vec<u8>)], after: usize, profile: IndexProfile) -> (Vec<ShardPack>, ShardTable) {
        let mut all = Vec::new();
        let mut put = |more: Vec<ShardPack>| {
            all.extend(more);
            Ok(())
        };
        let mut packs = ShardPacks::new(profile, SegmentKey::default(), &mut put);
        for some in shards.chunks(after) {
            some.iter().for_each(|(term, block)| packs.add(term, term, Cow::Borrowed(block)));
            packs.pack(false).expect("nothing refuses");
        }
        let table = packs.finish().expect("nothing refuses");
        (all, ShardTable::read(&mut Bytes(&table)).expect("a table"))
    }

    #[test]
    fn packs_do_not_depend_on_when_shards_come() {
        let shard = |at: usize| (format!("term {at:04}").into_bytes(), vec![at as u8; 900 + at * 37 % 800]);
        let shards: Vec<_> = (0..900).map(shard).collect();
        let (whole, table) = packs(&shards, shards.len(), IndexProfile::Site);
        assert!(whole.len() > 8 && whole.iter().all(|(_, bytes)| bytes.len() < 2 * PACK), "{}", whole.len());
        assert_eq!((table.beginnings.len(), table.blocks.lengths.len()), (900, 900));
        assert_eq!((table.beginnings[0].as_slice(), table.beginnings[10].as_slice()), (&b""[..], &b"term 001"[..]));
        for after in [1, 7, 250] {
            assert_eq!(packs(&shards, after, IndexProfile::Site), (whole.clone(), table.clone()), "after {after}");
            assert_eq!(packs(&shards, after, IndexProfile::Preview).0.len(), 1);
        }
    }
}
