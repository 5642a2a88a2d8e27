//! `minutebook explain`: the documents, and what each problem means, for who has the program and not its source.

use std::process::ExitCode;

use clap::Args;

use crate::report::diagnostic::Problem;
use crate::report::failure::Failure;
use crate::report::terminal::{hand_over, print};
use crate::yaml::did_you_mean;

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// The code of a problem, such as `unknown-key`, or the name of a document, such as `format`; without one, all documents are listed
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

/// The documents of the program, by their names without the ending.
macro_rules! documents {
    ($($name:literal),* $(,)?) => {
        const DOCUMENTS: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../docs/", $name, ".md")))),*];
    };
}

documents![
    "benchmarks",
    "clerk",
    "coming-from",
    "commands",
    "diagnostics",
    "editors",
    "format",
    "hosting",
    "import",
    "install",
    "limits",
    "open-data",
    "preview",
    "publishing",
    "quality",
    "register",
    "scale",
    "search",
    "search-format",
    "settings",
    "site",
    "themes",
    "tutorial",
    "upgrading",
    "views",
];

impl ExplainArguments {
    /// Prints a document, the section about a problem, or the list of documents.
    ///
    /// # Errors
    /// When there is no document or problem with the name.
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        let Some(name) = &self.name else {
            for (name, text) in DOCUMENTS {
                print(&format!("{name:<14} {}", text.lines().next().unwrap_or_default().trim_start_matches("# ")));
            }
            return Ok(ExitCode::SUCCESS);
        };
        let text = explanation(name).ok_or_else(|| unknown(name))?;
        hand_over(text.trim_end());
        Ok(ExitCode::SUCCESS)
    }
}

/// Text of a document, of which also the path may be given, or the section about a problem.
fn explanation(name: &str) -> Option<&'static str> {
    let bare = name.rsplit('/').next().unwrap_or_default().trim_end_matches(".md").to_ascii_lowercase();
    document(&bare).or_else(|| section(document("diagnostics")?, Problem::from_code(&bare)?.code()))
}

fn document(name: &str) -> Option<&'static str> {
    DOCUMENTS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The section of a page of diagnostics about a code, with its heading.
fn section(page: &'static str, code: &str) -> Option<&'static str> {
    let heading = format!("\n## `{code}`\n");
    let start = page.find(&heading)? + 1;
    let rest = &page[start..];
    Some(rest[3..].find("\n## ").map_or(rest, |end| &rest[..end + 4]))
}

fn unknown(name: &str) -> Failure {
    let codes = Problem::ALL.iter().map(|problem| problem.code());
    let near = did_you_mean(name, DOCUMENTS.iter().map(|(name, _)| *name).chain(codes));
    let hint = near.map_or_else(
        || {
            "`minutebook explain` lists the documents; the code of a problem stands in brackets in its message"
                .to_owned()
        },
        |near| format!("did you mean “{near}”?"),
    );
    Failure::usage(format!("there is no problem and no document called “{name}”\n  hint: {hint}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_and_every_problem_is_explained() {
        let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).expect("the documents");
        let mut names: Vec<String> = folder
            .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".md").map(str::to_owned))
            .collect();
        names.sort();
        let mut known: Vec<&str> = DOCUMENTS.iter().map(|(name, _)| *name).collect();
        known.sort_unstable();
        assert_eq!(known, names);
        for problem in Problem::ALL {
            let text = explanation(problem.code()).unwrap_or_else(|| panic!("{problem}"));
            assert!(text.starts_with(&format!("## `{problem}`\n")) && text.matches("\n## ").count() == 0, "{text}");
        }
        assert!(explanation("docs/format.md").is_some_and(|text| text.starts_with("# ")));
        assert_eq!(explanation("nothing"), None);
    }
}
