//! The sheet a card is drawn on: four bits a pixel, which name one of sixteen colours.

use super::font::{GlyphBitmap, SHADES};
use super::{HEIGHT, WIDTH};

/// Colours of the card's parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// For words that are read first.
    Black,
    /// For words that are read after.
    Grey,
}

/// The one colour besides the ground, which is 0, so that an empty sheet needs no filling.
pub(super) const ACCENT: u8 = 1;
/// Thickness of thin lines, in pixels.
pub(super) const RULE: u8 = 2;
const BLACK: u8 = 3;
const GREY: u8 = BLACK + SHADES;

/// The colours of the default theme in daylight, with another accent if the site has one, and the steps between paper and
/// ink.
pub(super) fn palette(accent: Option<[u8; 3]>) -> [[u8; 3]; 16] {
    let (paper, rule) = ([0xfd, 0xfd, 0xfb], [0xd9, 0xd9, 0xd1]);
    let accent = accent.unwrap_or([0x0f, 0x4c, 0x75]);
    let mut colours = [paper; 16];
    colours[usize::from(ACCENT)] = accent;
    colours[usize::from(RULE)] = rule;
    for (first, ink) in [(BLACK, [0x1b, 0x1d, 0x1f]), (GREY, [0x59, 0x5e, 0x64])] {
        for step in 1..=SHADES {
            let mix = |part: usize| {
                let (step, all) = (u16::from(step), u16::from(SHADES));
                ((paper[part] as u16 * (all - step) + ink[part] * step + all / 2) / all) as u8
            };
            colours[usize::from(first + step - 1)] = [mix(0), mix(1), mix(2)];
        }
    }
    colours
}

/// A card while it is drawn.
pub(super) struct Canvas {
    /// The rows as PNG stores them: the kind of filter, which is none, and two pixels a byte, the left one in the higher half.
    rows: Vec<u8>,
}

/// Bytes of a row.
const ROW: usize = FILTER + WIDTH / 2;
/// Bytes of a row before its pixels.
const FILTER: usize = 1;

impl Canvas {
    /// Nothing but paper.
    pub(super) fn blank() -> Self {
        Canvas { rows: vec![0; ROW * HEIGHT] }
    }

    /// The picture row by row, as PNG packs it.
    pub(super) fn rows(&self) -> &[u8] {
        &self.rows
    }

    /// Fills a box. What of it does not lie on the sheet is not drawn.
    pub(super) fn block(&mut self, left: usize, top: usize, width: usize, height: usize, colour: u8) {
        let (right, bottom) = ((left + width).min(WIDTH), (top + height).min(HEIGHT));
        for row in self.rows.chunks_exact_mut(ROW).take(bottom).skip(top) {
            for x in left..right {
                put(&mut row[FILTER..], x, colour);
            }
        }
    }

    /// Puts a glyph with its origin at a point. What of it does not lie on the sheet is not drawn.
    pub(super) fn stamp(&mut self, stamp: &GlyphBitmap, x: i32, baseline: i32, ink: Tone) {
        if stamp.width == 0 {
            return;
        }
        let first = match ink {
            Tone::Black => BLACK - 1,
            Tone::Grey => GREY - 1,
        };
        let (left, top) = (x + stamp.left, baseline - stamp.top);
        let skipped = usize::try_from(-left).unwrap_or(0);
        let Ok(start) = usize::try_from(left.max(0)) else { return };
        let end = (start + stamp.width.saturating_sub(skipped)).min(WIDTH);
        for (shades, y) in stamp.shades.chunks_exact(stamp.width).zip(top..) {
            let Some(row) = usize::try_from(y).ok().filter(|y| *y < HEIGHT) else { continue };
            let row = &mut self.rows[row * ROW + FILTER..(row + 1) * ROW];
            for (x, shade) in (start..end).zip(shades.get(skipped..).unwrap_or_default()) {
                // The darker of two overlapping glyphs wins.
                if *shade != 0 {
                    put(row, x, colour_at(row, x).max(first + shade));
                }
            }
        }
    }
}

/// Number of bits by which a pixel is shifted within its byte.
fn shift(x: usize) -> u32 {
    if x.is_multiple_of(2) { 4 } else { 0 }
}

fn colour_at(row: &[u8], x: usize) -> u8 {
    row[x / 2] >> shift(x) & 0xF
}

fn put(row: &mut [u8], x: usize, colour: u8) {
    let pair = &mut row[x / 2];
    *pair = *pair & !(0xF << shift(x)) | colour << shift(x);
}
