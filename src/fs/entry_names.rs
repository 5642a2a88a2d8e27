//! Names of entries of a folder: which of them can be used, and where links lead.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::report::diagnostic::{Diagnostic, Location, Problem};

/// Reports whether a character in a name would break the line of a list.
pub(super) fn breaks_a_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Diagnostic about a name with a character that would break a line.
pub(super) fn broken_name(shown: &str, is_folder: bool) -> Diagnostic {
    let escape = |c: char| if breaks_a_line(c) { c.escape_unicode().to_string() } else { c.to_string() };
    let shown: Arc<str> = shown.chars().map(escape).collect::<String>().into();
    let what = if is_folder { "this folder's name holds" } else { "this file's name holds" };
    let rest = if is_folder { "nothing in it is published" } else { "it is not published" };
    let message = format!("{what} a control character, such as the end of a line; {rest}");
    Diagnostic::at(Problem::ControlInName, Location::file(&shown), message).hint("rename it")
}

/// Path relative to a folder, in NFC, with `/` between folders.
pub(super) fn relative(path: &Path, base: &Path) -> String {
    let relative = path.strip_prefix(base).unwrap_or(path).to_string_lossy().replace('\\', "/");
    relative.nfc().collect()
}

/// Reports whether a link leads to a file below a folder, whose canonical path is given.
pub(super) fn leads_inside(link: &Path, folder: Option<&Path>) -> bool {
    match (fs::canonicalize(link), folder) {
        (Ok(target), Some(folder)) => target.starts_with(folder) && target.is_file(),
        _ => false,
    }
}
