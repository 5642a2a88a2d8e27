//! Compression of the blocks of an index. Posting lists are dense already, so mostly only the part of a block before
//! them is worth compressing.

use crate::bytes::compress::{deflate, inflate};

/// Bytes of the number at the beginning of a block.
const LENGTH: usize = 4;

/// Compress the dense part only from this size (bytes): shorter posting lists do not repeat enough to gain.
const LONG: usize = 2048;

/// Compresses bytes. Those from `dense` on are left as they are unless compressing them helps.
pub fn compress(bytes: &[u8], dense: usize) -> Vec<u8> {
    let (head, rest) = bytes.split_at(dense.min(bytes.len()));
    let compressed = deflate(head);
    if rest.len() >= LONG {
        let whole = deflate(bytes);
        if whole.len() < compressed.len() + rest.len() {
            return block(&whole, &[]);
        }
    }
    block(&compressed, rest)
}

fn block(compressed: &[u8], rest: &[u8]) -> Vec<u8> {
    let mut block = Vec::with_capacity(LENGTH + compressed.len() + rest.len());
    // No block is as large as that.
    block.extend_from_slice(&u32::try_from(compressed.len()).unwrap_or(u32::MAX).to_be_bytes());
    block.extend_from_slice(compressed);
    block.extend_from_slice(rest);
    block
}

/// Restores bytes that [`compress`] returned; `None` when they are damaged, or larger than `limit` in bytes.
pub fn decompress(block: &[u8], limit: u64) -> Option<Vec<u8>> {
    let (length, block) = block.split_first_chunk::<LENGTH>()?;
    let (compressed, rest) = block.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    let mut bytes = inflate(compressed, limit)?;
    bytes.extend_from_slice(rest);
    (bytes.len() as u64 <= limit).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_long_and_alike_is_compressed_whatever_it_is() {
        let alike = vec![7; 2 * LONG];
        assert!(compress(&alike, 0).len() < LONG);
        assert_eq!(decompress(&compress(&alike, 0), 1 << 20), Some(alike));
    }

    proptest! {
        #![proptest_config(crate::proptest_config::cases(256))]
        #[test]
        fn what_is_compressed_is_decompressed(bytes: Vec<u8>, dense in 0..200usize) {
            let block = compress(&bytes, dense);
            prop_assert_eq!(decompress(&block, 1 << 20), Some(bytes.clone()));
            prop_assert!(bytes.is_empty() || decompress(&block, bytes.len() as u64 - 1).is_none());
        }

        #[test]
        fn damage_is_noticed_or_harmless(block: Vec<u8>) {
            let _ = decompress(&block, 1 << 20);
        }
    }
}
