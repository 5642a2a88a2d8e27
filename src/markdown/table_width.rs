//! How wide a table is, so that cells beyond its head are not dropped: their words go into the last cell.

use super::hidden::prefix;

/// Goes through the lines of a paragraph, which may be rows of a table.
#[derive(Default)]
pub(super) struct TableWidth {
    /// How many cells the line above has.
    above: usize,
    /// How many columns the table has in which the line stands.
    width: Option<usize>,
}

impl TableWidth {
    /// Takes the next line. Gives where the `|` stand in it that divide cells for which the table has no column.
    pub(super) fn row(&mut self, line: &str) -> Option<Vec<usize>> {
        let start = prefix(line);
        let row = line[start..].trim_end();
        // Where a line has none, there is no more than one cell.
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

/// Where the `|` stand that divide the cells of a row.
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
