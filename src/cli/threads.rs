//! The threads in which a subcommand runs.

use crate::report::failure::Failure;

/// Runs with `jobs` threads (0: one for each processor), whose stacks are deep enough for the Markdown parser.
pub(super) fn in_threads<T: Send>(jobs: usize, run: impl FnOnce() -> Result<T, Failure> + Send) -> Result<T, Failure> {
    // Records may nest what they like: the parser's stack is deep enough for all of it.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).stack_size(16 * 1024 * 1024).build();
    pool.map_err(|error| Failure::usage(format!("--jobs {jobs}: {error}")))?.install(run)
}
