//! Prints to a terminal: lines, and diagnostics with excerpts.

use std::collections::BTreeMap;
use std::io::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::diagnostic::{Diagnostic, Severity};
use super::shown::{no_command, shown, visible};

/// Half of the longest excerpt, in characters.
const EXCERPT_HALF: usize = 80;

/// Prints diagnostics to standard error, at most `limit` of each code, and the number of further ones.
pub fn print_diagnostics(diagnostics: &[Diagnostic], least: Severity, limit: usize) {
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out = anstream::stderr().lock();
    let in_workflow = in_workflow();
    // Colours are removed first where they are not supported: only then is the beginning of a line known.
    let is_coloured = out.current_choice() != anstream::ColorChoice::Never;
    for diagnostic in diagnostics.iter().filter(|d| d.severity >= least) {
        let count = shown.entry(diagnostic.problem.code()).or_default();
        *count += 1;
        if *count <= limit {
            let text = render(diagnostic);
            let text = if is_coloured { text } else { anstream::adapter::strip_str(&text).to_string() };
            let _ = writeln!(out, "{}", no_command(&text, in_workflow));
        }
    }
    for (code, count) in shown.into_iter().filter(|(_, count)| *count > limit) {
        let _ = writeln!(out, "… and {} more [{code}]; `minutebook check` lists all", count - limit);
    }
}

/// Prints lines for people to standard error.
pub fn print_status(lines: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{}", shown(lines, in_workflow()));
}

/// Prints lines for people to standard output.
pub fn print(lines: &str) {
    let _ = writeln!(anstream::stdout().lock(), "{}", shown(lines, in_workflow()));
}

/// Like [`print()`], for text with our own colours, whose other parts are [`visible`].
pub fn print_coloured(lines: &str) {
    let mut out = anstream::stdout().lock();
    // Colours are removed first where they are not supported: only then is the beginning of a line known.
    let plain = anstream::adapter::strip_str(lines).to_string();
    let lines = if out.current_choice() == anstream::ColorChoice::Never { &plain } else { lines };
    let _ = writeln!(out, "{}", no_command(lines, in_workflow()));
}

/// Prints machine-readable text to standard output, unchanged.
pub fn hand_over(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Reports whether the program runs in a GitHub workflow, where some lines of output are commands.
fn in_workflow() -> bool {
    std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true")
}

/// A diagnostic as shown to people.
pub fn render(diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = visible(&diagnostic.message);
    let title = level.primary_title(&*message).id(diagnostic.problem.code());
    let mut group = Group::with_title(title);
    let origin;
    let (excerpt, shown_path);
    if let Some(at) = &diagnostic.at {
        if at.line == 0 {
            origin = visible(&at.path).into_owned();
            group = group.element(annotate_snippets::Origin::path(&origin));
        } else {
            // A very long line is cut around the place; see `SourceText::locate`.
            let column = (at.column as usize - 1).min(EXCERPT_HALF);
            let line = at.excerpt.replace('\t', " ");
            let byte = |nth: usize| line.char_indices().nth(nth).map_or(line.len(), |(byte, _)| byte);
            let (start, end) = (byte(column), byte(column + at.width as usize));
            let parts = [&line[..start], &line[start..end.max(start)], &line[end.max(start)..]].map(visible);
            let (start, end) = (parts[0].len(), parts[0].len() + parts[1].len());
            excerpt = parts.concat();
            shown_path = visible(&at.path).into_owned();
            let mut snippet = Snippet::source(excerpt.as_str())
                .line_start(at.line as usize)
                .annotation(AnnotationKind::Primary.span(start..end));
            if column + 1 == at.column as usize {
                snippet = snippet.path(shown_path.as_str());
            } else {
                let place = annotate_snippets::Origin::path(&shown_path);
                group = group.element(place.line(at.line as usize).char_column(at.column as usize));
            }
            group = group.element(snippet);
        }
    }
    let hint = diagnostic.hint.as_deref().map(visible);
    if let Some(hint) = &hint {
        group = group.element(Level::HELP.message(&**hint));
    }
    Renderer::styled().render(&[group])
}
