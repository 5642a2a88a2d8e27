//! `--format`: formats of a list of diagnostics.

use clap::ValueEnum;

/// Format of a list of diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum ReportFormat {
    /// For people, with excerpts.
    #[default]
    Human,
    /// The whole report.
    Json,
    /// Workflow commands, which GitHub shows beside the lines.
    Github,
    /// SARIF 2.1.0, which code scanners and editors read.
    Sarif,
}
