//! Result of checking a copy of a site.

use std::sync::Arc;

use jiff::Timestamp;

use crate::bytes::sha256::Hash;
use crate::report::diagnostic::{Diagnostic, Location, Problem};

/// Message about a published file that a copy lacks.
pub const MISSING: &str = "it was published, but is missing";

/// Result of checking a copy of a site.
#[derive(Debug, Default)]
pub struct Verification {
    /// Differences from what was published.
    pub diagnostics: Vec<Diagnostic>,
    /// Number of files that are unchanged.
    pub files: usize,
    /// Published files that this copy lacks because nobody saved them from the host. What hosts hand out to no reader is not
    /// among them.
    pub not_saved: Vec<String>,
    /// Number of unchanged files that were added beside the site.
    pub beside: usize,
    /// Files covered only by an unsigned list, which anybody may have written: no key was given.
    pub unvouched: Vec<String>,
    /// Files that Minutebook keeps for itself, which have no checksum. None of them is a page.
    pub own: Vec<String>,
    /// True if there is a signature.
    pub is_signed: bool,
    /// Time of signing, if the signature is that of the key.
    pub signed_at: Option<Timestamp>,
    /// True if the signature is that of the key.
    pub is_of_key: bool,
    /// Number of records whose pages show what the register has.
    pub records: usize,
    /// Number of records of the register that have no page here.
    pub elsewhere: usize,
    /// Time at which the register was last written, and the hash of its last entry.
    pub head: Option<(Timestamp, Hash)>,
}

impl Verification {
    pub(super) fn report(&mut self, problem: Problem, path: &str, what: impl Into<String>) {
        self.diagnostics.push(Diagnostic::at(problem, Location::file(&Arc::from(path)), what));
    }
}
