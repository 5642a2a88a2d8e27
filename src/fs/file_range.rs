//! Reads some of the bytes of a file.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

/// Reads some of the bytes of a file, as far as there are so many.
///
/// # Errors
/// When the file cannot be read.
pub fn read_range(place: &Path, bytes: Range<u64>) -> io::Result<Vec<u8>> {
    let mut file = File::open(place)?;
    file.seek(SeekFrom::Start(bytes.start))?;
    let mut part = Vec::new();
    file.take(bytes.end.saturating_sub(bytes.start)).read_to_end(&mut part)?;
    Ok(part)
}
