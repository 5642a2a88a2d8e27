//! Packs files for hosts that send them packed. Same in, same out: no time and no file name goes into the result.

use std::io::Write;

/// Smaller files, in bytes, are not worth it: they fit into one packet as they are.
pub const WORTHWHILE: usize = 1024;

/// Whether a file holds text, by its name; pictures are packed already.
pub fn is_text(path: &str) -> bool {
    let extension =
        path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, extension)| extension);
    let known = ["html", "css", "js", "mjs", "json", "xml", "svg", "txt", "ics", "csv", "tsv", "md", "vtt", "srt"];
    known.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// As gzip (RFC 1952), as small as it gets.
pub fn gzip(pieces: &[Vec<u8>]) -> Vec<u8> {
    let mut encoder = flate2::GzBuilder::new().write(Vec::new(), flate2::Compression::best());
    for piece in pieces {
        // Writing to memory does not fail.
        let _ = encoder.write_all(piece);
    }
    encoder.finish().unwrap_or_default()
}

/// Of 11. From here to the top it takes ten times as long, for a few percent of the size.
const QUALITY: u32 = 9;
const WINDOW: u32 = 22;

/// As Brotli (RFC 7932).
pub fn brotli(pieces: &[Vec<u8>]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut packed, 64 * 1024, QUALITY, WINDOW);
    for piece in pieces {
        let _ = encoder.write_all(piece);
    }
    drop(encoder);
    packed
}
