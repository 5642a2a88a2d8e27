//! Failpoints before each change that a publication makes outside the program: to the register, a folder, a repository or
//! a bucket.
//!
//! Tests end the program at one point after another, as if it had been killed there, and check what it leaves behind.
//! Releases contain no failpoints.

use std::sync::atomic::{AtomicU64, Ordering};

/// Points passed by the process, on all threads.
static PASSED: AtomicU64 = AtomicU64::new(0);

/// The environment variable with the number of the point, from 1, at which the program ends.
pub const ABORT_AT: &str = "MINUTEBOOK_ABORT_AT";

/// Passes a point, or ends the program at once.
#[inline(always)]
pub fn failpoint() {
    if cfg!(debug_assertions) {
        let passed = PASSED.fetch_add(1, Ordering::Relaxed) + 1;
        if std::env::var(ABORT_AT).is_ok_and(|at| at == passed.to_string()) {
            std::process::abort();
        }
    }
}
