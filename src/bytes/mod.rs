//! Computations on bytes: fingerprints, SHA-256, compression, and pictures.

pub mod compress;
pub mod fingerprint;
pub mod hmac_sha256;
pub mod pictures;
pub mod sha256;
