//! How a list of diagnostics is written: `--format`.

use clap::ValueEnum;

/// How a list of diagnostics is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum ReportFormat {
    /// For people, with excerpts.
    #[default]
    Human,
    /// The whole report.
    Json,
    /// Commands that a workflow of GitHub shows beside the lines.
    Github,
    /// SARIF 2.1.0, which code scanners and editors read.
    Sarif,
}
