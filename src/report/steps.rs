//! Counts steps of loops that could grow faster than their input. The growth tests (`tests/growth`) compare the counts
//! at several sizes; a release counts nothing.

use std::sync::atomic::{AtomicU64, Ordering};

/// Steps of the whole process, on all threads.
static STEPS: AtomicU64 = AtomicU64::new(0);

/// Counts a step.
#[inline(always)]
pub fn step() {
    if cfg!(debug_assertions) {
        STEPS.fetch_add(1, Ordering::Relaxed);
    }
}

/// Number of steps counted; always 0 in a release.
pub fn steps() -> u64 {
    STEPS.load(Ordering::Relaxed)
}
