//! Keeps drawn glyphs for later cards: all cards of an archive use the same few thousand.
//!
//! The cache has a fixed number of places, each filled once, so no thread waits for another and memory is bounded. Glyphs
//! without a place are drawn again: the cache affects the time, never the result.

use std::sync::OnceLock;

use super::font::{Font, GlyphBitmap, PHASES};

/// A power of two. Some 30 megabytes when all are taken, a few in most archives.
const PLACES: usize = 1 << 14;
/// Number of possible places for a glyph.
const TRIES: usize = 4;

type GlyphSlot = OnceLock<(u32, Box<GlyphBitmap>)>;

/// Glyphs by size and place within a pixel.
#[derive(Debug, Default)]
pub(super) struct GlyphCache(OnceLock<Box<[GlyphSlot]>>);

impl GlyphCache {
    /// Hands an inked glyph to `use_it`.
    pub(super) fn with<T>(
        &self,
        font: &Font<'_>,
        (glyph, size, phase): (u16, u8, u32),
        use_it: impl FnOnce(&GlyphBitmap) -> T,
    ) -> T {
        let places = self.0.get_or_init(|| (0..PLACES).map(|_| OnceLock::new()).collect());
        let phase = phase % PHASES;
        let key = (u32::from(glyph) << 10) | (u32::from(size) << 2) | phase;
        // Spreads neighbouring keys (Knuth, 6.4).
        let first = (key.wrapping_mul(2_654_435_769) >> 18) as usize;
        for place in (0..TRIES).map(|step| &places[(first + step) % PLACES]) {
            let (owner, stamp) = place.get_or_init(|| (key, Box::new(font.ink(glyph, size, phase))));
            if *owner == key {
                return use_it(stamp);
            }
        }
        use_it(&font.ink(glyph, size, phase))
    }
}
