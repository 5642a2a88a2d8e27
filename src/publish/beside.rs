//! Checksums of files that go live beside a site: those copied as they are, and those of the site before that linger.
//! The site's own checksums are made by its build, which knows neither.

use std::collections::BTreeMap;

use super::{File, FileKind, Published, Staged};
use crate::bytes::sha256::Hash;
use crate::integrity::{BESIDE, BESIDE_SIGNATURE, Signing, sign, written};
use crate::report::failure::Failure;

/// The list of checksums and its signature, as stored beside the list of live files.
///
/// # Errors
/// When a file cannot be read, or the key does not sign.
pub fn beside(staged: &Staged, next: &Published, signing: Option<&Signing>) -> Result<Vec<Own>, Failure> {
    let mut sums: BTreeMap<&str, Hash> = BTreeMap::new();
    for path in next.files.iter().filter(|(_, file)| file.kind == FileKind::Also).map(|(path, _)| path.as_str()) {
        if let Some(file) = staged.get(path) {
            sums.insert(path, Hash::of(&file.bytes()?));
        }
    }
    let sum = |file: &File| file.sum.as_deref().and_then(Hash::parse);
    sums.extend(next.lingering.iter().filter_map(|(path, file)| Some((path.as_str(), sum(file)?))));
    let list = written(sums.iter().map(|(path, hash)| (*path, *hash)));
    let signature = signing.map(|signing| sign(signing, &list, jiff::Timestamp::now())).transpose()?;
    let signature = signature.map(|signature| Own { path: BESIDE_SIGNATURE, bytes: signature.into_bytes() });
    Ok([Own { path: BESIDE, bytes: list.into_bytes() }].into_iter().chain(signature).collect())
}

/// A file that a publication writes for itself and for those who verify the site.
#[derive(Debug, Clone)]
pub struct Own {
    /// Its path in the site.
    pub path: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}
