//! Determines which diagnostics a public report may contain.
//!
//! A diagnostic may contain anything that led to it, such as a row that leads to a draft, or a person whom only a draft
//! names. So diagnostics are for editors only, except for the kinds listed here, which depend on public content alone.

use std::collections::BTreeMap;

use serde::Serialize;

use super::mass::SiteMass;
use super::run_report::{Counts, Report, WrittenFiles};
use crate::report::diagnostic::{Diagnostic, Location, Problem, Severity};

/// Audience of a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportAudience {
    /// Everyone: it is about the theme, site-wide settings, or the output folder.
    Everybody,
    /// Readers of its record or page, because it is computed from that file alone.
    ItsReaders,
    /// Editors: it may name another record, a person or a file that is not public.
    Editors,
}

impl Problem {
    /// Audience of a kind of problem. Unlisted kinds are for editors.
    pub fn audience(self) -> ReportAudience {
        match self {
            Problem::MissingBaseUrl
            | Problem::UnknownTheme
            | Problem::TemplateError
            | Problem::ThemeFile
            | Problem::UnknownOption
            | Problem::WrongOption
            | Problem::ThemeString
            | Problem::OverHostLimit
            | Problem::ForeignFile => ReportAudience::Everybody,
            Problem::ByteOrderMark
            | Problem::ControlCharacter
            | Problem::ReplacementCharacter
            | Problem::UnknownKey
            | Problem::DuplicateKey
            | Problem::InvalidLanguage
            | Problem::DoubtfulHour
            | Problem::MissingTitle
            | Problem::ImpossibleDate
            | Problem::DateMismatch
            | Problem::SlugTooLong
            | Problem::DroppedHtml
            | Problem::UnsafeLink
            | Problem::UnclosedHtml
            | Problem::NestingTooDeep
            | Problem::MissingScheme => ReportAudience::ItsReaders,
            _ => ReportAudience::Editors,
        }
    }
}

/// A report for everyone, as `build --report` and `publish --report` write it. Only [`Report::public`] makes it.
#[derive(Debug, Clone, Serialize)]
pub struct PublicReport {
    counts: Counts,
    written: WrittenFiles,
    mass: SiteMass,
    diagnostics: Vec<PublicDiagnostic>,
    stages: BTreeMap<&'static str, f64>,
    next_change: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct PublicDiagnostic {
    code: Problem,
    severity: Severity,
    message: String,
    at: Option<Location>,
    hint: Option<String>,
}

impl Report {
    /// The part of the report that is for everyone.
    pub fn public(&self) -> PublicReport {
        let Report { counts, written, mass, diagnostics, stages, next_change, .. } = self;
        PublicReport {
            counts: *counts,
            written: *written,
            mass: mass.clone(),
            diagnostics: diagnostics.iter().map(|diagnostic| self.public_diagnostic(diagnostic)).collect(),
            stages: stages.clone(),
            next_change: next_change.clone(),
        }
    }

    fn public_diagnostic(&self, diagnostic: &Diagnostic) -> PublicDiagnostic {
        let Diagnostic { problem, severity, message, at, hint } = diagnostic;
        let is_published = |at: &Location| {
            let stem = at.path.rsplit_once('.').map_or(&*at.path, |(stem, _)| stem);
            self.published.contains(stem)
        };
        let may = match problem.audience() {
            ReportAudience::Everybody => true,
            ReportAudience::ItsReaders => at.as_ref().is_some_and(is_published),
            ReportAudience::Editors => false,
        };
        if may {
            // The line may link to held-back content, although the diagnostic is about something else.
            let at = at.clone().map(|at| Location { excerpt: "".into(), ..at });
            let (message, hint) = (message.clone(), hint.clone());
            return PublicDiagnostic { code: *problem, severity: *severity, message, at, hint };
        }
        PublicDiagnostic {
            code: *problem,
            severity: *severity,
            message: problem.explanation().to_owned(),
            at: None,
            hint: Some("`minutebook check` shows editors the details".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn whatever_is_not_made_from_a_published_file_alone_is_for_editors() {
        let report = Report { published: ["content/out".to_owned()].into(), ..Report::default() };
        for problem in Problem::ALL {
            for path in ["content/out.md", "content/held.md", "content/.redirects"] {
                let at = Location { excerpt: "polonaise".into(), ..Location::file(&Arc::from(path)) };
                let diagnostic = Diagnostic::at(*problem, at, "about tarantella").hint("see tarantella");
                let public_diagnostic = serde_json::to_string(&report.public_diagnostic(&diagnostic)).expect("JSON");
                let may = match problem.audience() {
                    ReportAudience::Everybody => true,
                    ReportAudience::ItsReaders => path == "content/out.md",
                    ReportAudience::Editors => false,
                };
                assert_eq!(
                    (public_diagnostic.contains("tarantella"), public_diagnostic.contains(path)),
                    (may, may),
                    "{problem} {path}"
                );
                assert!(public_diagnostic.contains(problem.code()) && !public_diagnostic.contains("polonaise"));
            }
        }
    }
}
