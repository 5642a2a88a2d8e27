//! Failures that end a run: wrong usage, or the environment.

use std::fmt;
use std::io;
use std::path::Path;

use crate::report::diagnostic::Diagnostic;

/// Why a run could not go on. Mistakes in the content are no failures but diagnostics.
#[derive(Debug)]
pub struct Failure {
    /// Kind of failure; determines the exit code.
    pub kind: FailureKind,
    /// One sentence with the path and the remedy.
    pub message: String,
    /// The mistakes in settings or registries, when they are the reason.
    pub diagnostics: Vec<Diagnostic>,
}

/// The kinds of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// Usage or configuration: exit code 2.
    Usage,
    /// The outside world, such as a disk: exit code 3.
    Environment,
}

impl Failure {
    /// A mistake in how the program was started or configured.
    pub fn usage(message: impl Into<String>) -> Self {
        Failure { kind: FailureKind::Usage, message: message.into(), diagnostics: Vec::new() }
    }

    /// Something in the outside world that is in the way.
    pub fn environment(message: impl Into<String>) -> Self {
        Failure { kind: FailureKind::Environment, ..Failure::usage(message) }
    }

    /// Something the operating system refused.
    pub fn io(what: &str, path: &Path, error: &io::Error) -> Self {
        let remedy = match error.kind() {
            io::ErrorKind::NotFound => "check the path",
            io::ErrorKind::PermissionDenied => "check who may read and write there",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "free some space and run again; what was there before is untouched"
            }
            io::ErrorKind::ReadOnlyFilesystem => "choose a place that can be written",
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                "there is a file in place of a folder; move it or choose another place"
            }
            _ => "see the message of the operating system",
        };
        Failure::environment(format!("{what}: {}: {error}\n  hint: {remedy}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        for Diagnostic { problem, message, at, hint, .. } in &self.diagnostics {
            write!(f, "\n  {problem}: {message}")?;
            if let Some(at) = at {
                write!(f, " ({}:{}:{})", at.path, at.line, at.column)?;
            }
            if let Some(hint) = hint {
                write!(f, "\n    hint: {hint}")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
