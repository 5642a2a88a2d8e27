//! Rules of what stops a publication: errors and, unless they are allowed, warnings.
//!
//! A withdrawal does not wait for them. It goes live although other records have mistakes, since a record that cannot be read is
//! held back by itself; only mistakes that concern the site as a whole stop it.

use super::build_options::Options;
use crate::ledger::Revision;
use crate::report::diagnostic::{Diagnostic, Problem, Severity};
use crate::text::source::ContentFile;

/// Decides which diagnostics stop a publication.
#[derive(Debug, Clone, Copy)]
pub(super) struct PublicationStops {
    /// True if warnings stop it too.
    strict: bool,
    /// True if it withdraws a record.
    withdraws: bool,
}

impl PublicationStops {
    /// Rules for the publication of a revision.
    pub(super) fn new(options: &Options, revision: &Revision) -> Self {
        PublicationStops { strict: options.strict, withdraws: revision.withdrawn().next().is_some() }
    }

    /// Reports whether one of these diagnostics stops the publication.
    pub(super) fn apply_to_any(self, diagnostics: &[Diagnostic]) -> bool {
        diagnostics.iter().any(|diagnostic| self.apply_to(diagnostic))
    }

    fn apply_to(self, diagnostic: &Diagnostic) -> bool {
        self.would_stop(diagnostic) && !self.pass_over(diagnostic)
    }

    /// Reports whether a diagnostic would stop the publication if it withdrew nothing.
    pub(super) fn pass_over(self, diagnostic: &Diagnostic) -> bool {
        let concerns_others = diagnostic.severity != Severity::Error || costs_one_record(diagnostic);
        self.withdraws && concerns_others && self.would_stop(diagnostic)
    }

    fn would_stop(self, diagnostic: &Diagnostic) -> bool {
        match diagnostic.severity {
            Severity::Error => true,
            Severity::Warning => self.strict,
            Severity::Note => false,
        }
    }
}

/// Reports whether an error costs only the record or page in whose file it is, which is held back.
fn costs_one_record(diagnostic: &Diagnostic) -> bool {
    let holds_back = matches!(
        diagnostic.problem,
        Problem::InvalidUtf8
            | Problem::NulByte
            | Problem::UnreadableFile
            | Problem::FileTooLarge
            | Problem::ControlInName
            | Problem::YamlSyntax
            | Problem::YamlType
            | Problem::MetadataSyntax
            | Problem::UnreadMetadata
            | Problem::UnclosedFrontMatter
            | Problem::StrayMetadata
            | Problem::DuplicateKey
            | Problem::DuplicateSlug
    );
    let path = diagnostic.at.as_ref().map(|at| at.path.strip_prefix("content/").unwrap_or(&at.path));
    holds_back && path.is_some_and(|path| ContentFile::of(path).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::diagnostic::Location;

    #[test]
    fn a_withdrawal_waits_for_mistakes_of_the_whole_site_alone() {
        let at = |problem, path: &str| Diagnostic::at(problem, Location::file(&path.into()), "wrong");
        let status = at(Problem::YamlType, "content/2024-01-01-a.md");
        let warning = at(Problem::MissingFile, "content/2024-01-01-a.md");
        let registry = at(Problem::YamlType, "content/people.yml");
        let template = at(Problem::TemplateError, "themes/civic/templates/base.html");
        let stopped = |strict, withdraws| {
            let stops = PublicationStops { strict, withdraws };
            [&status, &warning, &registry, &template].map(|diagnostic| stops.apply_to(diagnostic))
        };
        assert_eq!(stopped(true, false), [true, true, true, true]);
        assert_eq!(stopped(false, false), [true, false, true, true]);
        assert_eq!(stopped(true, true), [false, false, true, true]);
    }
}
