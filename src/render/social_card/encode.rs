//! From the sheet to a PNG of sixteen colours: four bits a pixel, and rows of paper that cost next to nothing.

use super::canvas::{Canvas, palette};
use super::{HEIGHT, WIDTH};
use crate::bytes::compress::zlib;

/// The bytes of the file.
pub(super) fn png(canvas: &Canvas, accent: Option<[u8; 3]>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(32 * 1024);
    let mut encoder = png::Encoder::new(&mut bytes, WIDTH as u32, HEIGHT as u32);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Four);
    encoder.set_palette(palette(accent).concat());
    // The crate would copy the whole picture to put the filters into it, and begin every one with a new compressor.
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_chunk(png::chunk::IDAT, &zlib(canvas.rows()))?;
        writer.finish()
    });
    debug_assert!(written.is_ok(), "writing to memory cannot fail, and the sizes are right");
    bytes
}
