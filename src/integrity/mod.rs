//! Integrity of a finished site: the SHA-256 of every file, and a signature on that list, in the formats that
//! `sha256sum -c` and `minisign -V` check; and a check that needs neither program.

mod copy_origin;
mod disk;
mod host_copy;
mod key;
mod page_parts;
mod pages;
mod sign;
mod verification;
mod verify_copy;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::bytes::sha256::Hash;

pub use copy_origin::CopyOrigin;
pub use host_copy::{HostCopy, fetch, is_address};
pub use sign::{Password, Signing, sign, signed_by};
pub use verification::{MISSING, Verification};
pub use verify_copy::{VerifyOptions, verify};

pub use crate::site::well_known::{BESIDE, BESIDE_SIGNATURE, SIGNATURE, SUMS};

/// Formats the list: one line for each file, sorted by path. Paths contain no line ends and no backslashes.
pub fn written<'a>(sums: impl IntoIterator<Item = (&'a str, Hash)>) -> String {
    let mut out = String::new();
    for (path, hash) in sums {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{hash}  {path}");
    }
    out
}

/// Reads a list. The error is the number of the first line that Minutebook would not have written so.
fn read(text: &str) -> Result<BTreeMap<&str, Hash>, usize> {
    let mut sums = BTreeMap::new();
    for (index, line) in text.lines().enumerate() {
        let (hash, path) = line.split_once("  ").ok_or(index + 1)?;
        sums.insert(path, Hash::parse(hash).ok_or(index + 1)?);
    }
    if written(sums.iter().map(|(path, hash)| (*path, *hash))) != text {
        let sorted = written(sums.iter().map(|(path, hash)| (*path, *hash)));
        let same = text.lines().zip(sorted.lines()).take_while(|(one, other)| one == other).count();
        return Err(same + 1);
    }
    Ok(sums)
}
