//! Tables in Markdown: one may be about the record itself, or about the business of a meeting.

use super::Says;
use super::folding::{first_words, folded};
use super::keys::is_key;
use super::line_parts::pair;
use super::vocabulary::{Sense, means};

/// A table that is being read.
pub(super) struct Table<'t> {
    header: Vec<&'t str>,
    /// True if each of its rows begins with a metadata key.
    has_keys: bool,
    rows: usize,
    /// Findings that count if the table is about the record, with the position of their row.
    said: Vec<(usize, Says)>,
}

impl<'t> Table<'t> {
    /// Adds a row to the open table, or opens one. Only the other rows and columns show whether a row is about the
    /// record.
    pub(super) fn add(table: &mut Option<Self>, line: &'t str, at: usize, says: impl Fn(&str, &str) -> Option<Says>) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let is_divider =
            !cells.is_empty() && cells.iter().all(|cell| cell.bytes().all(|b| matches!(b, b'-' | b':' | b' ')));
        if is_divider {
            return;
        }
        let mut said = Vec::new();
        let mut note = |says: Option<Says>| said.extend(says.map(|says| (at, says)));
        let filled: Vec<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
        // A key and its value, or several such pairs.
        if filled.len().is_multiple_of(2) && filled.chunks(2).all(|two| is_key(two[0])) {
            filled.chunks(2).for_each(|two| note(says(two[0], two[1])));
        } else if let [key, value, ..] = filled[..] {
            note(says(key, value));
        }
        filled.iter().for_each(|cell| note(pair(cell).and_then(|(key, value)| says(key, value))));
        let has_key = filled.first().is_some_and(|first| is_key(pair(first).map_or(first, |(key, _)| key)));
        let below = table.as_ref().filter(|table| table.rows == 0 && table.header.iter().all(|head| is_key(head)));
        if let Some(table) = below {
            // Alone or next to a name, a status may be that of the named thing.
            let is_own = table.header.iter().any(|head| !matches!(&*folded(head), "name" | "status" | "state"));
            let is_said = |value: &str| is_own || !means(&first_words(value), Sense::Business);
            let pairs = table.header.iter().zip(&cells).filter(|(_, value)| is_said(value));
            pairs.for_each(|(key, value)| note(says(key, value)));
        }
        match table {
            Some(table) => {
                table.rows += 1;
                table.has_keys &= has_key;
                table.said.extend(said);
            }
            None => *table = Some(Table { header: cells, has_keys: true, rows: 0, said }),
        }
    }

    /// Findings about the record. A table of several rows that do not all begin with keys belongs to the meeting's
    /// business.
    pub(super) fn said(self) -> Vec<(usize, Says)> {
        if self.rows <= 1 || self.has_keys { self.said } else { Vec::new() }
    }
}
