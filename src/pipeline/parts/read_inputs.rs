//! Inputs of the parts that read: which records each has, and everything besides.

use super::part_number::BuildPart;
use crate::bytes::fingerprint::Fingerprint;
use crate::pipeline::load::content_fingerprint;
use crate::pipeline::opened::Opened;
use crate::pipeline::parse_cache::reader_fingerprint;
use crate::text::source::{SourceFile, is_markdown};

/// Reports whether a record is in the share of a part. Depends on its path alone, so that no other file need be known.
pub(super) fn is_in_share(part: BuildPart, path: &str) -> bool {
    let bytes = *Fingerprint::of_bytes(path.as_bytes()).bytes();
    part.takes(bytes.iter().take(8).fold(0, |number, byte| (number << 8) | u64::from(*byte)))
}

/// Path and fingerprint of each record of a part.
pub(super) fn records_of(part: BuildPart, files: &[SourceFile]) -> Vec<(String, Fingerprint)> {
    let records = files.iter().filter(|file| is_markdown(&file.path) && is_in_share(part, &file.path));
    records.map(|file| (file.path.to_string(), file.fingerprint)).collect()
}

/// Fingerprint of everything that is the same for all parts before they are linked: all files but records, and the settings with
/// which records are parsed.
pub(super) fn others(opened: &Opened) -> Fingerprint {
    let config = &opened.settings.config;
    Fingerprint::of(&(content_fingerprint(&opened.found, config), reader_fingerprint(config)))
}
