//! Cuts a row of things where what they are says so, and not where they stand: content-defined chunking. A change in one
//! piece leaves the cuts elsewhere where they were.
//!
//! Each cut is made before the thing with the lowest key of all before which it could be made, so that the next cut is found
//! again where it was, whatever moved the last one (Bjørner, Blass and Gurevich, “Content-dependent chunking for differential
//! compression, the local maximum approach”, 2010).

use std::ops::Range;

/// Bounds on the size of a piece, in the unit of its items.
#[derive(Debug, Clone, Copy)]
pub(super) struct PieceSize {
    /// Smallest size, except for the last piece.
    pub(super) least: usize,
    /// Largest size, unless a single item is larger.
    pub(super) most: usize,
}

impl PieceSize {
    /// Bounds for pieces of about this size.
    pub(super) const fn about(size: usize) -> Self {
        PieceSize { least: size / 2, most: size + size / 2 }
    }
}

/// Cuts things into pieces, by the size of each and by its key, which must follow from what it is. Takes linear time, since no
/// piece is looked at more often than `most` divided by `least`.
pub(super) fn pieces(
    count: usize,
    size: impl Fn(usize) -> usize,
    key: impl Fn(usize) -> u64,
    limits: PieceSize,
) -> Vec<Range<usize>> {
    first_pieces(count, true, size, key, limits)
}

/// The pieces of the first things of a row whose ends do not depend on what follows. If these `are_all` things, they are all pieces;
/// else the last piece may be missing.
pub(super) fn first_pieces(
    count: usize,
    are_all: bool,
    size: impl Fn(usize) -> usize,
    key: impl Fn(usize) -> u64,
    limits: PieceSize,
) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < count {
        let (mut before, mut end, mut lowest) = (0, None, u64::MAX);
        for at in start..=count {
            if before > limits.most && end.is_some() {
                break;
            }
            if at == count {
                if !are_all {
                    return pieces;
                }
                end = Some(count);
                break;
            }
            if at > start && before >= limits.least {
                let key = key(at);
                if end.is_none() || key < lowest {
                    (end, lowest) = (Some(at), key);
                }
            }
            before += size(at);
        }
        let end = end.unwrap_or(count);
        pieces.push(start..end);
        start = end;
    }
    pieces
}

/// A key that follows from some bytes, the same on every machine: FNV-1a, whose bits are then mixed as SplitMix64 does.
pub(super) fn key(bytes: &[u8]) -> u64 {
    let hash = bytes
        .iter()
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3));
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LIMITS: PieceSize = PieceSize::about(100);

    fn cuts(things: &[(u64, usize)]) -> Vec<Range<usize>> {
        pieces(things.len(), |at| things[at].1, |at| key(&things[at].0.to_be_bytes()), LIMITS)
    }

    proptest! {
        #![proptest_config(crate::proptest_config::cases(256))]
        #[test]
        fn pieces_follow_each_other_and_keep_to_their_size(things in prop::collection::vec((0..9u64, 0..300usize), 0..200)) {
            let pieces = cuts(&things);
            let mut end = 0;
            for piece in &pieces {
                prop_assert_eq!(piece.start, end);
                end = piece.end;
                let size: usize = things[piece.clone()].iter().map(|(_, size)| size).sum();
                let last = things[piece.end - 1].1;
                prop_assert!(size <= LIMITS.most || size - last < LIMITS.least, "as small as it gets");
                prop_assert!(size >= LIMITS.least || piece.end == things.len(), "as large as it must be");
            }
            prop_assert_eq!(end, things.len());
        }
    }

    proptest! {
        #![proptest_config(crate::proptest_config::cases(256))]
        #[test]
        fn a_row_that_comes_bit_by_bit_is_cut_as_a_whole_one(
            things in prop::collection::vec((0..9u64, 0..300usize), 0..200),
            bit in 1..40usize,
        ) {
            let (mut found, mut start) = (Vec::new(), 0);
            for known in (bit..things.len()).step_by(bit).chain([things.len()]) {
                let here = &things[start..known];
                let size = |at: usize| here[at].1;
                let key = |at: usize| key(&here[at].0.to_be_bytes());
                let first = first_pieces(here.len(), known == things.len(), size, key, LIMITS);
                let end = first.last().map_or(0, |last| last.end);
                found.extend(first.into_iter().map(|piece| piece.start + start..piece.end + start));
                start += end;
            }
            prop_assert_eq!(found, cuts(&things));
        }
    }

    #[test]
    fn a_change_moves_the_cuts_around_it_and_no_others() {
        let things: Vec<(u64, usize)> = (0..5000).map(|at| (at, 3 + at as usize % 17)).collect();
        let before = cuts(&things);
        let mut moved = 0;
        for at in (0..things.len()).step_by(50) {
            let mut changed = things.clone();
            changed.insert(at, (10_000, 12));
            let shifted =
                |piece: &Range<usize>| if piece.start > at { piece.start - 1..piece.end - 1 } else { piece.clone() };
            let after: Vec<_> = cuts(&changed).iter().map(shifted).collect();
            moved += before.iter().filter(|piece| !after.contains(piece)).count();
        }
        assert!(moved < 100 * 4, "{moved} pieces of {} for a hundred changes", before.len());
    }
}
