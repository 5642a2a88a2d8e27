//! Parses `.alternates` and `.redirects`: two fields a row, separated by a tab; `#` begins a comment.

use crate::report::diagnostic::{Diagnostic, Location, Problem, Reported};
use crate::text::source::SourceText;

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TsvRow {
    /// The first field, trimmed.
    pub left: String,
    /// The second field, trimmed.
    pub right: String,
    /// Location of the row.
    pub at: Location,
}

/// Reads all rows; a row without two fields is reported and left out.
pub fn parse_table(source: &SourceText) -> Reported<Vec<TsvRow>> {
    let mut rows = Reported::clean(Vec::new());
    let mut offset = 0;
    for line in source.text.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let line = line.trim_end();
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let at = source.locate(start, line.len());
        match line.split_once('\t').map(|(left, right)| (left.trim(), right.trim())) {
            Some((left, right)) if !left.is_empty() && !right.is_empty() && !right.contains('\t') => {
                rows.value.push(TsvRow { left: left.to_owned(), right: right.to_owned(), at });
            }
            _ => rows.diagnostics.push(
                Diagnostic::at(Problem::MalformedRow, at, "this row is not two names with a tab between them")
                    .hint("put exactly one tab (not spaces) between the two"),
            ),
        }
    }
    rows
}
