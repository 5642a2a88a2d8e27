//! What checking a copy of a site found.

use std::sync::Arc;

use jiff::Timestamp;

use crate::bytes::sha256::Hash;
use crate::report::diagnostic::{Diagnostic, Location, Problem};

/// What was found.
#[derive(Debug, Default)]
pub struct Verification {
    /// What is not as it was published.
    pub diagnostics: Vec<Diagnostic>,
    /// Files that are as they were published.
    pub files: usize,
    /// Files that were added beside the site, and hold what was put there.
    pub beside: usize,
    /// The names of those for which nothing vouches but a list that anybody may have written: no key was given.
    pub unvouched: Vec<String>,
    /// Files that Minutebook keeps for itself, which no sum covers. None of them is a page.
    pub own: Vec<String>,
    /// There is a signature.
    pub is_signed: bool,
    /// When the copy was signed, if the signature is that of the key.
    pub signed_at: Option<Timestamp>,
    /// The signature is that of the key.
    pub is_of_key: bool,
    /// Records whose pages hold what the register has.
    pub records: usize,
    /// Records of the register without a page of their own here.
    pub elsewhere: usize,
    /// When the register was last written, and its head.
    pub head: Option<(Timestamp, Hash)>,
}

impl Verification {
    pub(super) fn report(&mut self, problem: Problem, path: &str, what: impl Into<String>) {
        self.diagnostics.push(Diagnostic::at(problem, Location::file(&Arc::from(path)), what));
    }
}
