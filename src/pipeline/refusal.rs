//! Refusal of a site that cannot be built.

use crate::report::diagnostic::Diagnostic;
use crate::report::failure::Failure;

/// Why nothing was built, with every mistake.
pub(super) fn refusal(why: &str, mistakes: &[Diagnostic]) -> Failure {
    Failure { diagnostics: mistakes.to_vec(), ..Failure::usage(why) }
}
