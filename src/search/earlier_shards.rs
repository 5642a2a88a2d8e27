//! Shards of an earlier build, from which those of an edited segment are made: only changed passages are read for their words.
//!
//! The shards hold every term with its passages. Those of passages that are still there are taken over under their present
//! numbers; what the other passages hold comes from their texts (`segment.rs`). A shard in which nothing has changed stays as it is.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::codec::Bytes;
use super::compressed_block::decompress;
use super::directory::ShardTable;
use super::index_layout::{IndexLayout, index_path};
use super::merge::MergedTerms;
use super::pack::{PackName, UNIT};
use super::posting_buffer::PostingBuffer;
use super::shard::Shard;
use super::term::{LATER_NAME, NAME};
use crate::bytes::fingerprint::Fingerprint;

/// Segment of the index, as a build left it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct WrittenSegment {
    /// Fingerprint of each passage, in order.
    passages: Vec<Fingerprint>,
    /// Shard table, as it stands in the directory.
    pub table: Vec<u8>,
}

impl WrittenSegment {
    /// A segment of a planned index, with the table of its shards.
    pub fn new(layout: &IndexLayout, segment: usize, table: Vec<u8>) -> Self {
        WrittenSegment { passages: layout.passage_fingerprints(segment), table }
    }
}

/// Earlier segment that has the most passages in common with a planned one, and at least half of them.
pub fn most_alike<'a>(
    layout: &IndexLayout,
    segment: usize,
    earlier: impl Iterator<Item = &'a WrittenSegment>,
) -> Option<&'a WrittenSegment> {
    let passages = layout.passage_fingerprints(segment);
    let places = places(&passages);
    let in_common =
        |written: &WrittenSegment| written.passages.iter().filter(|print| places.contains_key(print)).count();
    let all = earlier.map(|written| (in_common(written), &written.table, written));
    let (count, _, best) = all.max_by_key(|(count, table, _)| (*count, *table))?;
    (2 * count >= passages.len()).then_some(best)
}

/// Number of each passage in its segment.
fn places(passages: &[Fingerprint]) -> FxHashMap<Fingerprint, u32> {
    (0..).zip(passages).map(|(at, print)| (*print, at)).collect()
}

/// Postings of an earlier build, of passages that still exist.
#[derive(Default)]
pub(super) struct EarlierShards {
    /// For each passage of the planned segment whether its postings are known.
    pub(super) known: Vec<bool>,
    /// All postings but those of names, under the present numbers of passages.
    pub(super) postings: PostingBuffer,
    /// The packs, as they are on the disk.
    packs: Vec<Vec<u8>>,
    /// The shards, if passages have the numbers that they had.
    shards: Vec<EarlierShard>,
}

/// Shard that may be the same again.
struct EarlierShard {
    first_term: Vec<u8>,
    /// The ranks of its terms in [`EarlierShards::postings`].
    ranks: Range<usize>,
    /// Postings that are made anew: of names, and of passages that no longer exist.
    others: PostingBuffer,
    pack: usize,
    block: Range<usize>,
}

/// Upper bound of a shard's size in bytes, when it is decompressed.
const LIMIT: u64 = 64 << 20;

impl EarlierShards {
    /// Reads the shards of an earlier segment; `read` gives a pack by its path below the folder of the index. `None` when
    /// anything is missing, damaged, or stands in another order now.
    pub(super) fn read(
        layout: &IndexLayout,
        segment: usize,
        written: &WrittenSegment,
        read: &(dyn Fn(&str) -> Option<Vec<u8>> + Sync),
    ) -> Option<Self> {
        let present = layout.passage_fingerprints(segment);
        let places = places(&present);
        let numbers: Vec<Option<u32>> = written.passages.iter().map(|print| places.get(print).copied()).collect();
        // Lists of passages ascend, and must do so under their new numbers.
        if !numbers.iter().flatten().is_sorted_by(|one, next| one < next) {
            return None;
        }
        let mut known = vec![false; present.len()];
        numbers.iter().flatten().for_each(|number| known[*number as usize] = true);
        // How passages are coded depends on how many there are.
        let is_aligned = written.passages.len() == present.len()
            && (0..).zip(&numbers).all(|(at, number)| number.is_none_or(|number| number == at));

        let table = ShardTable::read(&mut Bytes(&written.table))?;
        let pack = |(name, _): &(_, u32)| {
            let bytes = read(&index_path(*name))?;
            (PackName::of_shards(&bytes) == *name).then_some(bytes)
        };
        let packs: Vec<Vec<u8>> = table.blocks.packs.iter().map(pack).collect::<Option<_>>()?;
        let decoded = blocks(&table).into_par_iter().map(|(pack, block)| {
            let bytes = decompress(packs[pack].get(block.clone())?, LIMIT)?;
            let mut parts = PostingParts::default();
            Shard::read(&bytes, u32::try_from(numbers.len()).ok()?)?
                .each(|term, passages, counts| parts.add(term, passages, counts, &numbers))?;
            Some((parts, pack, block))
        });
        let decoded: Vec<(PostingParts, usize, Range<usize>)> = decoded.collect::<Option<_>>()?;
        let mut earlier = EarlierShards { known, packs, ..EarlierShards::default() };
        for (PostingParts { first_term, kept, others }, pack, block) in decoded {
            let start = earlier.postings.len();
            earlier.postings.append(&kept);
            if is_aligned {
                let ranks = start..earlier.postings.len();
                earlier.shards.push(EarlierShard { first_term, ranks, others, pack, block });
            }
        }
        Some(earlier)
    }

    /// The block of a shard of some terms, if the earlier build wrote the same. `own` is the number of this value's postings among the
    /// runs that were merged.
    pub(super) fn block(&self, merged: &MergedTerms, terms: Range<usize>, own: u32) -> Option<&[u8]> {
        let first = if terms.is_empty() { return None } else { merged.term(terms.start) };
        let at = self.shards.binary_search_by_key(&first, |shard| &shard.first_term).ok()?;
        let EarlierShard { ranks, others, pack, block, .. } = &self.shards[at];
        let mut rank = ranks.start;
        let mut other = 0;
        let [mut now, mut then] = [const { (Vec::new(), Vec::new()) }; 2];
        for term in terms {
            if let Some(here) = merged.rank_in(term, own) {
                if here != rank {
                    return None;
                }
                rank += 1;
            }
            merged.open_but(term, own, &mut now.0, &mut now.1);
            if now.0.is_empty() {
                continue;
            }
            if other == others.len() || others.term(other) != merged.term(term) {
                return None;
            }
            then.0.clear();
            then.1.clear();
            others.open(other, &mut then.0, &mut then.1);
            if now != then {
                return None;
            }
            other += 1;
        }
        (rank == ranks.end && other == others.len()).then(|| &self.packs[*pack][block.clone()])
    }
}

/// The pack and the bytes of each block of a table.
fn blocks(table: &ShardTable) -> Vec<(usize, Range<usize>)> {
    let mut blocks = Vec::with_capacity(table.blocks.lengths.len());
    let mut lengths = table.blocks.lengths.iter();
    for (pack, (_, count)) in table.blocks.packs.iter().enumerate() {
        let mut end = 0;
        for length in lengths.by_ref().take(*count as usize) {
            let start = end;
            end += *length as usize * UNIT;
            blocks.push((pack, start..end));
        }
    }
    blocks
}

/// The postings of an earlier shard.
#[derive(Default)]
struct PostingParts {
    first_term: Vec<u8>,
    /// Postings of passages that still exist, with their new numbers.
    kept: PostingBuffer,
    /// Postings of other passages, with their old numbers, and of names, which depend on the registry.
    others: PostingBuffer,
}

impl PostingParts {
    fn add(&mut self, term: &[u8], passages: &[u32], counts: &[u32], numbers: &[Option<u32>]) {
        if self.kept.len() + self.others.len() == 0 {
            self.first_term = term.to_vec();
        }
        if matches!(term.first(), Some(&(NAME | LATER_NAME))) {
            self.others.push(term, passages, counts);
            return;
        }
        let number = |passage: &u32| numbers.get(*passage as usize).copied().flatten();
        if passages.iter().all(|passage| number(passage) == Some(*passage)) {
            self.kept.push(term, passages, counts);
            return;
        }
        let (gone, still): (Vec<_>, Vec<_>) =
            passages.iter().zip(counts).partition(|(passage, _)| number(passage).is_none());
        if !still.is_empty() {
            let (passages, counts): (Vec<u32>, Vec<u32>) =
                still.iter().filter_map(|(passage, count)| Some((number(passage)?, **count))).unzip();
            self.kept.push(term, &passages, &counts);
        }
        if !gone.is_empty() {
            let (passages, counts): (Vec<u32>, Vec<u32>) = gone.into_iter().unzip();
            self.others.push(term, &passages, &counts);
        }
    }
}
