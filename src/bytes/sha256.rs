//! Public hashes: plain SHA-256, as `sha256sum` prints it.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Hash([u8; 32]);

impl Hash {
    /// Hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Hash(Sha256::digest(bytes).into())
    }

    /// Hash of a stream, read piece by piece.
    ///
    /// # Errors
    /// As reading it.
    pub fn of_stream(mut stream: impl std::io::Read) -> std::io::Result<Self> {
        let (mut hasher, mut piece) = (Sha256::new(), vec![0; 1 << 16]);
        loop {
            match stream.read(&mut piece)? {
                0 => return Ok(Hash(hasher.finalize().into())),
                count => hasher.update(&piece[..count]),
            }
        }
    }

    /// Hash of some words, with a line feed after each line.
    pub fn of_words(words: &str) -> Self {
        let mut hasher = Sha256::new();
        for line in words.lines() {
            hasher.update(line);
            hasher.update("\n");
        }
        Hash(hasher.finalize().into())
    }

    /// Reads what `Display` writes.
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() != 64 || !text.bytes().all(is_digit) {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        }
        Some(Hash(bytes))
    }
}

/// Writes to another writer, and computes the hash of what is written.
#[derive(Debug)]
pub struct HashingWriter<W> {
    out: W,
    hasher: Sha256,
}

impl<W: std::io::Write> HashingWriter<W> {
    /// A writer to `out`.
    pub fn new(out: W) -> Self {
        HashingWriter { out, hasher: Sha256::new() }
    }

    /// The writer below, and the hash of all that was written.
    pub fn finish(self) -> (W, Hash) {
        (self.out, Hash(self.hasher.finalize().into()))
    }
}

impl<W: std::io::Write> std::io::Write for HashingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.hasher.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_what_sha256sum_says() {
        let hash = Hash::of(b"Aye.\n");
        assert_eq!(hash, Hash::of_words("Aye."));
        assert_eq!(Hash::parse(&hash.to_string()), Some(hash));
        assert_eq!(Hash::of(b"").to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(Hash::parse("E3"), None);
    }
}
