//! The beginning of a table that is attached to a record, as its page shows it.

use crate::site::view::{TableColumn, TablePreview};
use crate::text::shorten;

/// Maximum number of rows shown below the heading.
const MOST_ROWS: usize = 20;

/// Maximum number of columns; a wider table is only linked.
const MOST_COLUMNS: usize = 12;

/// Maximum number of characters of a cell.
const LONGEST_CELL: usize = 120;

/// Beginning of a table whose first row names its columns; `None` if it has no rows, one column or too many.
pub(crate) fn table_preview(text: &str) -> Option<TablePreview> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new();
    reader.flexible(true).delimiter(delimiter(text)).trim(csv::Trim::All);
    let mut reader = reader.from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers().ok()?.iter().map(cell).collect();
    if !(2..=MOST_COLUMNS).contains(&names.len()) {
        return None;
    }
    let mut numeric = vec![true; names.len()];
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut more = 0;
    for record in reader.records() {
        let record = record.ok()?;
        for (numeric, written) in numeric.iter_mut().zip(&record) {
            *numeric = *numeric && is_number(written);
        }
        if rows.len() < MOST_ROWS {
            rows.push((0..names.len()).map(|column| cell(record.get(column).unwrap_or_default())).collect());
        } else {
            more += 1;
        }
    }
    let columns = names.into_iter().zip(numeric).map(|(name, numeric)| TableColumn { name, numeric }).collect();
    (!rows.is_empty()).then_some(TablePreview { columns, rows, more })
}

fn cell(written: &str) -> String {
    shorten(written, LONGEST_CELL)
}

/// The sign between cells: the one that is most frequent in the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: &u8| first.bytes().filter(|byte| byte == sign).count();
    *b"\t;,".iter().max_by_key(|sign| count(sign)).unwrap_or(&b',')
}

/// Reports whether a cell is empty or a number, however its digits are grouped, perhaps with a sign or a currency.
fn is_number(written: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic();
    written.is_empty() || (written.contains(|c: char| c.is_ascii_digit()) && !written.contains(is_letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_whatever_stands_between_its_cells() {
        for text in ["\u{feff}a,b\nx,\"1,5\"\n", "a;b\nx;1,5\n", "a\tb\nx\t1,5\n"] {
            let table = table_preview(text).expect("a table");
            assert_eq!(table.rows, [["x", "1,5"]], "{text}");
            assert_eq!(table.columns.iter().map(|column| column.numeric).collect::<Vec<_>>(), [false, true]);
        }
    }

    #[test]
    fn rows_beyond_the_first_are_counted_and_what_is_no_table_is_not_shown() {
        let long = format!("a,b\n{}", "1,2\n".repeat(50));
        let table = table_preview(&long).expect("a table");
        assert_eq!((table.rows.len(), table.more), (20, 30));
        assert_eq!(table_preview("a,b\n1\n").expect("a table").rows, [["1", ""]]);
        for text in ["", "a\n1\n", "a,b\n", &"x,".repeat(40)] {
            assert_eq!(table_preview(text), None, "{text}");
        }
    }
}
