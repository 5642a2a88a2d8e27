//! Addresses in `site.yml`: that of the site, and the patterns of its pages.

use super::entries::Scalar;
use super::site_file::UrlsEntry;
use crate::config::UrlPatterns;
use crate::report::diagnostic::{Diagnostic, Location, Problem};

/// Normalises an absolute http or https address to one without a final `/`; `None` for any other text.
pub fn normalise_base_url(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or_default();
    let plain = !rest.contains(['?', '#', '"', '<', '>', '\\', ' ', '@']) && !rest.chars().any(char::is_control);
    (plain && !host.is_empty()).then(|| url.trim_end_matches('/').to_owned())
}

/// Diagnostic for an invalid base URL. One from the command line has no place.
pub fn invalid_base_url(url: &str, at: Option<Location>) -> Diagnostic {
    let message = format!("“{url}” is not the address of a site");
    let diagnostic = match at {
        Some(at) => Diagnostic::at(Problem::InvalidBaseUrl, at, message),
        None => Diagnostic::anywhere(Problem::InvalidBaseUrl, message),
    };
    diagnostic.hint("write it with its scheme, as in `https://records.example.org/`, without `?` and `#`")
}

/// A pattern that begins and ends with `/`.
fn with_slashes(pattern: &str) -> String {
    format!("/{}/", pattern.trim_matches('/')).replace("//", "/")
}

/// Reports whether a pattern is no address within the site.
fn climbs(pattern: &str) -> bool {
    pattern.split('/').any(|part| part == ".." || part == ".") || pattern.contains(['?', '#'])
}

/// Reads the pattern of the addresses of things with an id.
///
/// # Errors
/// The message of a diagnostic if it is none.
pub(super) fn with_id_pattern(written: &str) -> Result<Box<str>, String> {
    let pattern = with_slashes(written);
    match climbs(&pattern) || !pattern.contains("{id}") {
        true => Err(format!("the pattern “{pattern}” cannot be the address of a term")),
        false => Ok(pattern.into()),
    }
}

/// Reads the patterns of addresses.
pub(super) fn url_patterns(
    entry: UrlsEntry,
    diagnostics: &mut Vec<Diagnostic>,
    place: &dyn Fn(&str) -> Location,
) -> UrlPatterns {
    let mut preset = |name: &str| match name {
        "archive-tw" => UrlPatterns::archive_tw(),
        "default" => UrlPatterns::default(),
        _ => {
            diagnostics.push(
                Diagnostic::at(
                    Problem::YamlType,
                    place("urls"),
                    format!("there is no preset of addresses called “{name}”"),
                )
                .hint("use `default`, `archive-tw`, or patterns of your own"),
            );
            UrlPatterns::default()
        }
    };
    let entry = match entry {
        UrlsEntry::Default => return UrlPatterns::default(),
        UrlsEntry::Preset(name) => return preset(&name),
        UrlsEntry::Patterns(entry) => entry,
    };
    let mut patterns = entry.preset.as_ref().map_or_else(UrlPatterns::default, |name| preset(&name.0));
    let mut set = |key: &str, given: Option<Scalar>, needs: Option<&str>, target: &mut Box<str>| {
        let Some(Scalar(pattern)) = given else { return };
        let pattern = with_slashes(&pattern);
        if climbs(&pattern) || needs.is_some_and(|needs| !pattern.contains(needs)) {
            let needs = needs
                .map_or_else(|| "no `..`, `?` or `#`".to_owned(), |needs| format!("`{needs}` and no `..`, `?` or `#`"));
            diagnostics.push(
                Diagnostic::at(
                    Problem::YamlType,
                    place("urls"),
                    format!("the pattern “{pattern}” cannot be the address of a {key}"),
                )
                .hint(format!("it needs {needs}")),
            );
            return;
        }
        *target = pattern.into();
    };
    set("meeting", entry.meeting, Some("{slug}"), &mut patterns.meeting);
    set("meetings", entry.meetings, None, &mut patterns.meetings);
    set("year", entry.year, Some("{year}"), &mut patterns.year);
    set("speaker", entry.speaker, Some("{id}"), &mut patterns.speaker);
    set("speakers", entry.speakers, None, &mut patterns.speakers);
    set("series", entry.series, Some("{id}"), &mut patterns.series);
    set("topic", entry.topic, Some("{id}"), &mut patterns.terms[0]);
    set("page", entry.page, Some("{slug}"), &mut patterns.page);
    patterns
}
