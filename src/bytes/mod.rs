//! What is computed from bytes: fingerprints, SHA-256, and compressed forms.

pub mod compress;
pub mod fingerprint;
pub mod sha256;
