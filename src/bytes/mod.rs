//! Computations on bytes: fingerprints, SHA-256, and compression.

pub mod compress;
pub mod fingerprint;
pub mod sha256;
