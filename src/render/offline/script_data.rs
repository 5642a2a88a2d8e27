//! Files as scripts that hand over their bytes: a page from the disk may fetch no file, but load scripts.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Path of the script for a file.
pub(super) fn path(path: &str) -> String {
    format!("{path}.js")
}

/// The script for a file.
pub(super) fn script(bytes: &[u8]) -> Vec<u8> {
    format!("minutebook.give(\"{}\");\n", STANDARD.encode(bytes)).into_bytes()
}
