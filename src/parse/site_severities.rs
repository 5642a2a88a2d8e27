//! `check:` in `site.yml`: the severity of each kind of problem.

use super::entries::Scalar;
use super::site_file::{CheckEntry, LevelsEntry};
use crate::config::{Severities, SeverityRule};
use crate::report::diagnostic::{Diagnostic, Problem, Severity};
use crate::yaml::{PathStep, Yaml};

/// Number of unknown codes that are reported one by one.
const MOST_UNKNOWN: usize = 100;

/// Reads the severity of each kind of problem, everywhere and below folders.
pub(super) fn severities(entry: CheckEntry, yaml: &Yaml<'_>, diagnostics: &mut Vec<Diagnostic>) -> Severities {
    let everywhere = LevelsEntry { allow: entry.allow, warn: entry.warn, deny: entry.deny };
    let mut rules = Vec::new();
    let mut unknown = 0;
    for (path, levels) in [(String::new(), everywhere)].into_iter().chain(entry.paths.0) {
        let lists =
            [(levels.allow, None), (levels.warn, Some(Severity::Warning)), (levels.deny, Some(Severity::Error))];
        for (Scalar(code), severity) in lists.into_iter().flat_map(|(list, s)| list.0.into_iter().map(move |c| (c, s)))
        {
            let path = path.trim_matches('/').into();
            match Problem::from_code(&code) {
                Some(problem) => rules.push(SeverityRule { path, problem, severity }),
                // Each report searches the text for the place of its code.
                None if unknown == MOST_UNKNOWN => {
                    unknown += 1;
                    let message = format!("there are more than {MOST_UNKNOWN} unknown codes; these are the first");
                    let at = yaml.place(&[PathStep::Key("check".to_owned())]);
                    diagnostics.push(
                        Diagnostic::at(Problem::UnknownKey, at, message).hint("docs/diagnostics.md lists them all"),
                    );
                }
                None if unknown > MOST_UNKNOWN => {}
                None => {
                    unknown += 1;
                    let at = yaml.place_after(&yaml.place(&[PathStep::Key("check".to_owned())]), &code);
                    let near = crate::yaml::did_you_mean(&code, Problem::ALL.iter().map(|problem| problem.code()));
                    let hint = near.map_or_else(
                        || "docs/diagnostics.md lists them all".to_owned(),
                        |near| format!("did you mean “{near}”?"),
                    );
                    let message = format!("no problem has the code “{code}”");
                    diagnostics.push(Diagnostic::at(Problem::UnknownKey, at, message).hint(hint));
                }
            }
        }
    }
    Severities::new(rules)
}
