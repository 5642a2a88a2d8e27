//! Compresses files for hosts that send them so, and the files of the search index. Deterministic: no time and no file
//! name goes into the result.

use std::cell::RefCell;
use std::io::{BufWriter, Read, Write};

use flate2::{Compress, Compression, FlushCompress, Status};

/// Suffixes of the compressed copies that hosts send in place of a file.
pub const GZIP: &str = ".gz";
/// As [`GZIP`], for Brotli.
pub const BROTLI: &str = ".br";

/// The original of a compressed copy; `None` for any other path.
pub fn packed_from(path: &str) -> Option<&str> {
    path.strip_suffix(GZIP).or_else(|| path.strip_suffix(BROTLI))
}

/// Smaller files, in bytes, are not worth it: they fit into one packet as they are.
pub const WORTHWHILE: usize = 1024;

/// Reports whether a file holds text, by its name; pictures are compressed already.
pub fn is_text(path: &str) -> bool {
    let extension =
        path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, extension)| extension);
    let known =
        ["html", "css", "js", "mjs", "json", "jsonld", "xml", "svg", "txt", "ics", "csv", "tsv", "md", "vtt", "srt"];
    known.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// Compresses to gzip (RFC 1952), at the highest level.
pub fn gzip(pieces: &[Vec<u8>]) -> Vec<u8> {
    let mut encoder = flate2::GzBuilder::new().write(Vec::new(), Compression::best());
    for piece in pieces {
        encoder.write_all(piece).expect("memory takes whatever is written");
    }
    encoder.finish().expect("memory takes whatever is written")
}

/// Level for large files that are made with every build: it takes a tenth of the time of the highest.
const LARGE_FILES: Compression = Compression::new(1);

/// Compresses what is written to gzip (RFC 1952), for large files that are made with every build.
pub struct GzipWriter<W: Write>(BufWriter<flate2::write::GzEncoder<W>>);

impl<W: Write> GzipWriter<W> {
    /// Compresses into `out`.
    pub fn new(out: W) -> Self {
        // Many small pieces would cost more than packing them.
        GzipWriter(BufWriter::with_capacity(1 << 16, flate2::GzBuilder::new().write(out, LARGE_FILES)))
    }

    /// Writes the end of the file, and returns what it was written to.
    ///
    /// # Errors
    /// As the writer below.
    pub fn finish(self) -> std::io::Result<W> {
        self.0.into_inner().map_err(std::io::IntoInnerError::into_error)?.finish()
    }
}

impl<W: Write> Write for GzipWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

/// Compression level. The highest takes ten times as long as the one for pages and saves some six percent: worth it for
/// the few files that every reader loads and caches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// For pages, of which there are thousands.
    Good,
    /// For files of the theme.
    Best,
}

const WINDOW: u32 = 22;

/// Compresses to Brotli (RFC 7932).
pub fn brotli(pieces: &[Vec<u8>], effort: Effort) -> Vec<u8> {
    let quality = match effort {
        Effort::Good => 9,
        Effort::Best => 11,
    };
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), 64 * 1024, quality, WINDOW);
    for piece in pieces {
        encoder.write_all(piece).expect("memory takes whatever is written");
    }
    let packed = encoder.into_inner();
    // Even empty input has a compressed byte, and the encoder does not report errors at its end.
    assert!(!packed.is_empty(), "memory takes whatever is written");
    packed
}

thread_local! {
    /// To be used again and again: the index has thousands of small files, and making one ready costs more than packing
    /// some of them. Level 6 would save 0.4 % of their size, and costs a tenth of the time of the whole index.
    static DEFLATE: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(4), false));
    /// Likewise, for pictures with few colours, where every level above costs more time than it saves room.
    static ZLIB: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(2), true));
}

/// Compresses to raw DEFLATE (RFC 1951), which browsers can decompress in scripts.
pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    DEFLATE.with_borrow_mut(|deflate| packed(deflate, bytes, bytes.len() / 2 + 64))
}

/// Compresses to zlib (RFC 1950), as pictures contain it.
pub fn zlib(bytes: &[u8]) -> Vec<u8> {
    ZLIB.with_borrow_mut(|zlib| packed(zlib, bytes, bytes.len() / 16 + 64))
}

/// Compresses bytes, which will come to about `room` or less.
fn packed(compress: &mut Compress, bytes: &[u8], room: usize) -> Vec<u8> {
    compress.reset();
    let mut packed = Vec::with_capacity(room);
    loop {
        let rest = bytes.get(compress.total_in() as usize..).unwrap_or_default();
        let status = compress.compress_vec(rest, &mut packed, FlushCompress::Finish);
        match status.expect("the machine was set back before it began") {
            Status::StreamEnd => return packed,
            Status::Ok | Status::BufError => packed.reserve(room),
        }
    }
}

/// Reverses [`deflate`]; `None` when the bytes are damaged, or larger than `limit` bytes.
pub fn inflate(packed: &[u8], limit: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut decoder = flate2::bufread::DeflateDecoder::new(packed).take(limit + 1);
    decoder.read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= limit).then_some(bytes)
}
