//! Compression of the index files. Postings are dense already, so mostly only the part before them is compressed.

use crate::bytes::compress::{deflate, inflate};

/// Bytes of the number at the beginning of a file.
const LENGTH: usize = 4;

/// Compress the dense part only from this size (bytes): shorter posting lists do not repeat enough to gain.
const LONG: usize = 2048;

/// Compresses a file. The bytes from `dense` on stay as they are, unless compressing them helps after all.
pub fn pack(bytes: &[u8], dense: usize) -> Vec<u8> {
    let (head, rest) = bytes.split_at(dense.min(bytes.len()));
    let packed = deflate(head);
    if rest.len() >= LONG {
        let whole = deflate(bytes);
        if whole.len() < packed.len() + rest.len() {
            return file(&whole, &[]);
        }
    }
    file(&packed, rest)
}

fn file(packed: &[u8], rest: &[u8]) -> Vec<u8> {
    let mut file = Vec::with_capacity(LENGTH + packed.len() + rest.len());
    // No file is as large as that.
    file.extend_from_slice(&u32::try_from(packed.len()).unwrap_or(u32::MAX).to_be_bytes());
    file.extend_from_slice(packed);
    file.extend_from_slice(rest);
    file
}

/// Reverses [`pack`]; `None` when the file is damaged, or larger than `limit` bytes.
pub fn unpack(file: &[u8], limit: u64) -> Option<Vec<u8>> {
    let (length, file) = file.split_first_chunk::<LENGTH>()?;
    let (packed, rest) = file.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    let mut bytes = inflate(packed, limit)?;
    bytes.extend_from_slice(rest);
    (bytes.len() as u64 <= limit).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_long_and_alike_is_packed_whatever_it_is() {
        let alike = vec![7; 2 * LONG];
        assert!(pack(&alike, 0).len() < LONG);
        assert_eq!(unpack(&pack(&alike, 0), 1 << 20), Some(alike));
    }

    proptest! {
        #![proptest_config(crate::proptest_config::cases(256))]
        #[test]
        fn what_is_packed_is_unpacked(bytes: Vec<u8>, dense in 0..200usize) {
            let file = pack(&bytes, dense);
            prop_assert_eq!(unpack(&file, 1 << 20), Some(bytes.clone()));
            prop_assert!(bytes.is_empty() || unpack(&file, bytes.len() as u64 - 1).is_none());
        }

        #[test]
        fn damage_is_noticed_or_harmless(file: Vec<u8>) {
            let _ = unpack(&file, 1 << 20);
        }
    }
}
