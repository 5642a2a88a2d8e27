//! Number of columns of a table. Cells beyond them would be dropped, so their words are moved into the last cell.

use super::code_fences::prefix;

/// Reads the lines of a paragraph that may be a table.
#[derive(Default)]
pub(super) struct TableWidth {
    /// Number of cells of the line above.
    above: usize,
    /// Number of columns of the table to which the line belongs.
    width: Option<usize>,
}

impl TableWidth {
    /// Reads the next line. Returns the positions of the `|` that separate cells without a column.
    pub(super) fn row(&mut self, line: &str) -> Option<Vec<usize>> {
        let start = prefix(line);
        let row = line[start..].trim_end();
        // A line without one has a single cell.
        let bars = if row.contains('|') { bars(row) } else { Vec::new() };
        let cells = bars.len() + 1;
        let above = std::mem::replace(&mut self.above, cells);
        let is_delimiter = row.contains('-')
            && row.contains(['|', ':'])
            && row.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'));
        match self.width {
            None if is_delimiter && cells == above => self.width = Some(cells),
            Some(width) if cells > width => return Some(bars[width - 1..].iter().map(|bar| start + bar).collect()),
            _ => {}
        }
        None
    }
}

/// Positions of the `|` that separate the cells of a row.
fn bars(row: &str) -> Vec<usize> {
    let bytes = row.as_bytes();
    let mut found = Vec::new();
    let mut is_escaped = false;
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'|' && !is_escaped && at > 0 && at + 1 < bytes.len() {
            found.push(at);
        }
        is_escaped = *byte == b'\\' && !is_escaped;
    }
    found
}
