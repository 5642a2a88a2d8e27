//! A short name for some bytes: equal fingerprints mean equal input, across runs and machines.

use std::hash::{Hash, Hasher};
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

/// A hash of 128 bits (BLAKE3), long enough that two different inputs never collide.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// The fingerprint of some bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self::from_hash(&blake3::hash(bytes))
    }

    /// The fingerprint of a value through its `Hash`, which must not depend on addresses or on the order of a hash map.
    pub fn of<T: Hash + ?Sized>(value: &T) -> Self {
        let mut fingerprinter = Fingerprinter { hasher: blake3::Hasher::new(), waiting: Vec::with_capacity(CHUNK) };
        value.hash(&mut fingerprinter);
        fingerprinter.hasher.update(&fingerprinter.waiting);
        Self::from_hash(&fingerprinter.hasher.finalize())
    }

    /// The 32 hexadecimal digits.
    pub fn hex(&self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| char::from(DIGITS[digit as usize])).collect()
    }

    /// The 16 bytes.
    pub fn bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Reads what [`Fingerprint::hex`] wrote.
    pub fn from_hex(hex: &str) -> Option<Self> {
        if hex.len() != 32 || !hex.is_ascii() {
            return None;
        }
        let mut bytes = [0; 16];
        for (byte, digits) in bytes.iter_mut().zip(hex.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        }
        Some(Fingerprint(bytes))
    }

    fn from_hash(hash: &blake3::Hash) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.as_bytes()[..16]);
        Fingerprint(bytes)
    }
}

/// Takes the fingerprint of bytes on their way to a writer. Each piece should have some thousand bytes.
#[derive(Debug)]
pub struct FingerprintingWriter<W> {
    inner: W,
    hasher: blake3::Hasher,
}

impl<W: Write> FingerprintingWriter<W> {
    /// A writer through which nothing has passed.
    pub fn new(inner: W) -> Self {
        FingerprintingWriter { inner, hasher: blake3::Hasher::new() }
    }

    /// The writer, and the fingerprint of all bytes that were written.
    pub fn finish(self) -> (W, Fingerprint) {
        let fingerprint = Fingerprint::from_hash(&self.hasher.finalize());
        (self.inner, fingerprint)
    }
}

impl<W: Write> Write for FingerprintingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Lets a derived `Hash` feed BLAKE3. Integers are written little-endian so that machines agree.
struct Fingerprinter {
    hasher: blake3::Hasher,
    /// A derived `Hash` writes a few bytes at a time, and BLAKE3 is several times faster on many at once.
    waiting: Vec<u8>,
}

const CHUNK: usize = 16 * 1024;

impl Hasher for Fingerprinter {
    fn write(&mut self, bytes: &[u8]) {
        if self.waiting.len() + bytes.len() > CHUNK {
            self.hasher.update(&self.waiting);
            self.waiting.clear();
        }
        if bytes.len() >= CHUNK {
            self.hasher.update(bytes);
        } else {
            self.waiting.extend_from_slice(bytes);
        }
    }

    fn write_u16(&mut self, i: u16) {
        self.write(&i.to_le_bytes());
    }

    fn write_u32(&mut self, i: u32) {
        self.write(&i.to_le_bytes());
    }

    fn write_u64(&mut self, i: u64) {
        self.write(&i.to_le_bytes());
    }

    fn write_usize(&mut self, i: usize) {
        self.write(&(i as u64).to_le_bytes());
    }

    fn write_isize(&mut self, i: isize) {
        self.write(&(i as i64).to_le_bytes());
    }

    fn finish(&self) -> u64 {
        // `Hash` implementations only write; the 128-bit result is taken from the BLAKE3 state itself.
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_reads_back() {
        let fingerprint = Fingerprint::of_bytes(b"Aye.");
        assert_eq!(Fingerprint::from_hex(&fingerprint.hex()), Some(fingerprint));
        assert_eq!(Fingerprint::from_hex("zz"), None);
    }

    #[test]
    fn bytes_have_the_same_fingerprint_on_their_way() {
        let mut writer = FingerprintingWriter::new(Vec::new());
        [&b"Aye"[..], b"", b"."].iter().for_each(|piece| writer.write_all(piece).expect("memory"));
        assert_eq!(writer.finish(), (b"Aye.".to_vec(), Fingerprint::of_bytes(b"Aye.")));
    }

    #[test]
    fn neighbouring_strings_do_not_run_together() {
        assert_ne!(Fingerprint::of(&("ab", "c")), Fingerprint::of(&("a", "bc")));
    }
}
