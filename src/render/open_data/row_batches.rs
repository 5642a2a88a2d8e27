//! Hands the rows of a table to several formats at once, so that each row is made once.

use std::borrow::Cow;
use std::io;
use std::ops::Range;

use rayon::prelude::*;

use super::cell::{Cell, RowSink};

/// Rows that are collected before the formats take them, each on a thread of its own.
const BATCH: usize = 500;

/// Rows of a table on their way to the formats in which it is written.
pub(super) struct RowBatches<S> {
    sinks: Vec<S>,
    /// Texts of all collected cells, one after the other.
    texts: String,
    cells: Vec<CollectedCell>,
    /// Number of collected rows.
    rows: usize,
}

/// Cell of a collected row; a text is a range of all texts.
enum CollectedCell {
    Text(Range<usize>),
    Other(Cell<'static>),
}

impl<S: RowSink + Send> RowBatches<S> {
    /// Rows for these formats.
    pub(super) fn new(sinks: Vec<S>) -> Self {
        RowBatches { sinks, texts: String::new(), cells: Vec::new(), rows: 0 }
    }

    /// Hands over the last rows, and returns the formats.
    ///
    /// # Errors
    /// As the formats.
    pub(super) fn finish(mut self) -> io::Result<Vec<S>> {
        self.hand_over()?;
        Ok(self.sinks)
    }

    fn hand_over(&mut self) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let (texts, cells, width) = (&self.texts, &self.cells, self.cells.len() / self.rows);
        self.sinks.par_iter_mut().with_max_len(1).try_for_each(|sink| {
            let mut row = Vec::with_capacity(width);
            for collected in cells.chunks(width) {
                row.clear();
                row.extend(collected.iter().map(|cell| match cell {
                    CollectedCell::Text(range) => Cell::Text(Cow::Borrowed(&texts[range.clone()])),
                    CollectedCell::Other(cell) => cell.clone(),
                }));
                sink.row(&row)?;
            }
            Ok::<(), io::Error>(())
        })?;
        self.texts.clear();
        self.cells.clear();
        self.rows = 0;
        Ok(())
    }
}

impl<S: RowSink + Send> RowSink for RowBatches<S> {
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        // A single format can have each row at once.
        if let [sink] = self.sinks.as_mut_slice() {
            return sink.row(cells);
        }
        for cell in cells {
            self.cells.push(match cell {
                Cell::Text(text) => {
                    let start = self.texts.len();
                    self.texts.push_str(text);
                    CollectedCell::Text(start..self.texts.len())
                }
                Cell::Number(number) => CollectedCell::Other(Cell::Number(*number)),
                Cell::Flag(flag) => CollectedCell::Other(Cell::Flag(*flag)),
                Cell::Missing => CollectedCell::Other(Cell::Missing),
            });
        }
        self.rows += 1;
        if self.rows == BATCH { self.hand_over() } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Rows(Vec<String>);

    impl RowSink for Rows {
        fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
            self.0.push(format!("{cells:?}"));
            Ok(())
        }
    }

    #[test]
    fn each_format_gets_every_row_in_order() {
        let row = |number: usize| [Cell::text(format!("speech {number}")), Cell::number(number), Cell::Missing];
        let count = 2 * BATCH + 1;
        let expected: Vec<String> = (0..count).map(|number| format!("{:?}", row(number))).collect();
        for formats in 1..=3 {
            let mut rows = RowBatches::new((0..formats).map(|_| Rows(Vec::new())).collect());
            (0..count).for_each(|number| rows.row(&row(number)).expect("memory"));
            let sinks = rows.finish().expect("memory");
            assert_eq!(sinks.len(), formats);
            assert!(sinks.iter().all(|sink| sink.0 == expected));
        }
    }
}
