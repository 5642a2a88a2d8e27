//! Words that another site generator would replace, and that stand in a record or page as they were typed.

use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::shorten;
use crate::text::source::SourceText;

/// Beginnings of what templates and shortcodes replace, each with its end.
const SIGNS: [(&str, &str); 2] = [("{{", "}}"), ("{%", "%}")];

/// Finds the first such place of a text, and counts the lines that have one.
pub(super) fn lint(source: &SourceText, found: &mut Vec<Diagnostic>) {
    let text = source.text.as_str();
    if memchr::memmem::find(text.as_bytes(), b"{{").is_none() && memchr::memmem::find(text.as_bytes(), b"{%").is_none()
    {
        return;
    }
    let (mut first, mut lines, mut offset) = (None, 0, 0);
    for line in text.split_inclusive('\n') {
        if let Some((at, length)) = SIGNS.into_iter().find_map(|(begin, end)| place(line, begin, end)) {
            first.get_or_insert((offset + at, length));
            lines += 1;
        }
        offset += line.len();
    }
    let Some((at, length)) = first else { return };
    let more = if lines > 1 { format!("; {lines} lines have the like") } else { String::new() };
    let message =
        format!("“{}” is printed as typed: nothing in a text is replaced{more}", shorten(&text[at..at + length], 60));
    found.push(Diagnostic::at(Problem::TemplateSyntax, source.locate(at, length), message).hint(
        "write what it would give, such as a link or a picture in Markdown; a theme's templates may replace values",
    ));
}

/// Place of the first pair of signs in a line: where it begins, and its length.
fn place(line: &str, begin: &str, end: &str) -> Option<(usize, usize)> {
    let at = line.find(begin)?;
    let inside = line[at + begin.len()..].find(end)?;
    Some((at, begin.len() + inside + end.len()))
}
