//! Diagnostics for other programs: a report as JSON, commands for GitHub's runners, and SARIF 2.1.0 for code scanners.

use serde_json::{Value, json};

use crate::report::diagnostic::{Diagnostic, Problem, Severity};
use crate::report::run_report::Report;

/// The whole report.
pub fn json(report: &Report) -> String {
    serde_json::to_string_pretty(report).expect("texts and numbers can be written as JSON")
}

/// One workflow command a diagnostic
/// (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>).
pub fn github(diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = Vec::new();
        if let Some(at) = &diagnostic.at {
            properties.push(format!("file={}", property(&at.path)));
            if at.line > 0 {
                properties.push(format!("line={},col={}", at.line, at.column));
            }
        }
        properties.push(format!("title={}", property(diagnostic.problem.code())));
        let hint = diagnostic.hint.as_ref().map(|hint| format!("\n{hint}")).unwrap_or_default();
        let message = data(&format!("{}{hint}", diagnostic.message));
        out.push_str(&format!("::{command} {}::{message}\n", properties.join(",")));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A SARIF log with one run (OASIS SARIF 2.1.0).
pub fn sarif(diagnostics: &[Diagnostic]) -> String {
    let level = |severity| match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let rules: Vec<Value> = Problem::ALL
        .iter()
        .map(|problem| {
            json!({
                "id": problem.code(),
                "shortDescription": { "text": problem.explanation() },
                "defaultConfiguration": { "level": level(problem.severity()) },
            })
        })
        .collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let hint = diagnostic.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
            let mut result = json!({
                "ruleId": diagnostic.problem.code(),
                "ruleIndex": Problem::ALL.iter().position(|problem| *problem == diagnostic.problem),
                "level": level(diagnostic.severity),
                "message": { "text": format!("{}{hint}", diagnostic.message) },
            });
            if let Some(at) = &diagnostic.at {
                let path = percent_encoding::utf8_percent_encode(&at.path, URI).to_string();
                let mut place = json!({ "artifactLocation": { "uri": path, "uriBaseId": "SITE" } });
                if at.line > 0 {
                    place["region"] = json!({
                        "startLine": at.line,
                        "startColumn": at.column,
                        "endColumn": at.column + at.width,
                        "snippet": { "text": at.excerpt },
                    });
                }
                result["locations"] = json!([{ "physicalLocation": place }]);
            }
            result
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "Minutebook", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).expect("a value is JSON")
}

/// Characters to encode in a relative reference (RFC 3986).
const URI: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::diagnostic::Location;

    fn sample() -> Vec<Diagnostic> {
        let at =
            Location { path: "content/會, a:1.md".into(), line: 3, column: 2, excerpt: "a 100% b".into(), width: 4 };
        vec![
            Diagnostic::at(Problem::DroppedHtml, at, "100% of\nit").hint("mend it"),
            Diagnostic::anywhere(Problem::MissingBaseUrl, "nowhere"),
        ]
    }

    #[test]
    fn commands_for_github_are_escaped() {
        let expected = "::warning file=content/會%2C a%3A1.md,line=3,col=2,title=dropped-html::100%25 of%0Ait%0Amend it\n::notice title=missing-base-url::nowhere\n";
        assert_eq!(github(&sample()), expected);
    }

    #[test]
    fn sarif_names_rules_places_and_levels() {
        let log: Value = serde_json::from_str(&sarif(&sample())).expect("JSON");
        let run = &log["runs"][0];
        let result = &run["results"][0];
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("a number") as usize];
        assert_eq!(rule["id"], "dropped-html");
        assert_eq!((result["level"].as_str(), log["version"].as_str()), (Some("warning"), Some("2.1.0")));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "content/%E6%9C%83%2C%20a%3A1.md");
        assert_eq!((&place["region"]["startLine"], &place["region"]["endColumn"]), (&json!(3), &json!(6)));
        assert!(run["results"][1].get("locations").is_none());
    }
}
