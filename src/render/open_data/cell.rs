//! Cells, columns and rows of tables, before they are written in a format.

use std::borrow::Cow;
use std::io;

use crate::text::shorten;

/// Most characters of a text that many rows repeat: a title, heading or name. No real one has as many.
pub(super) const LONGEST_NAME: usize = 500;

/// Value of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    /// Text.
    Text(Cow<'a, str>),
    /// Whole number.
    Number(i32),
    /// True or false.
    Flag(bool),
    /// No value.
    Missing,
}

/// Kind of the values of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnKind {
    /// Short text, often repeated.
    Text,
    /// Short text, different in each row.
    Unique,
    /// Long text, different in each row.
    Words,
    /// Whole number, from 0 to 2³¹ − 1, in every row.
    Number,
    /// Whole number that some rows lack.
    PerhapsNumber,
    /// True or false.
    Flag,
}

/// Column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    /// Its name; that of ParlaMint's metadata tables where they have the same column.
    pub(super) name: &'static str,
    /// Kind of its values.
    pub(super) kind: ColumnKind,
    /// Description of its values, in one English sentence.
    pub(super) about: &'static str,
}

/// Column of short text.
pub(super) const fn text(name: &'static str, about: &'static str) -> Column {
    Column { name, kind: ColumnKind::Text, about }
}

/// Column of short text that is different in each row.
pub(super) const fn unique(name: &'static str, about: &'static str) -> Column {
    Column { name, kind: ColumnKind::Unique, about }
}

/// Column of long text.
pub(super) const fn words(name: &'static str, about: &'static str) -> Column {
    Column { name, kind: ColumnKind::Words, about }
}

/// Column of whole numbers.
pub(super) const fn number(name: &'static str, about: &'static str) -> Column {
    Column { name, kind: ColumnKind::Number, about }
}

/// Column of whole numbers that some rows lack.
pub(super) const fn perhaps_number(name: &'static str, about: &'static str) -> Column {
    Column { name, kind: ColumnKind::PerhapsNumber, about }
}

/// Column of true or false.
pub(super) const fn flag(name: &'static str, about: &'static str) -> Column {
    Column { name, kind: ColumnKind::Flag, about }
}

/// Takes the rows of a table, one after the other.
pub(super) trait RowSink {
    /// Takes a row, with a cell for each column in their order.
    ///
    /// # Errors
    /// As the writer behind it.
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()>;
}

impl<'a> Cell<'a> {
    /// The same value, lent.
    pub(super) fn borrowed(&self) -> Cell<'_> {
        match self {
            Cell::Text(text) => Cell::Text(Cow::Borrowed(text)),
            Cell::Number(number) => Cell::Number(*number),
            Cell::Flag(flag) => Cell::Flag(*flag),
            Cell::Missing => Cell::Missing,
        }
    }

    /// Cell with a text; empty text is no value.
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Cell::Missing } else { Cell::Text(text) }
    }

    /// Cell with a text that many rows repeat, and that a record may make as long as it likes: the beginning is enough to know it by.
    pub(super) fn name(text: &str) -> Cell<'static> {
        Cell::text(shorten(text, LONGEST_NAME))
    }

    /// Cell with several texts.
    pub(super) fn list<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        let texts: Vec<T> = texts.into_iter().collect();
        Cell::text(texts.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join("; "))
    }

    /// Cell with a text that may not be there.
    pub(super) fn perhaps<T: Into<Cow<'a, str>>>(text: Option<T>) -> Self {
        text.map_or(Cell::Missing, Cell::text)
    }

    /// Cell with a number.
    pub(super) fn number(number: impl TryInto<i32>) -> Self {
        Cell::Number(number.try_into().unwrap_or(i32::MAX))
    }

    /// Cell with a number that may not be there.
    pub(super) fn perhaps_number(number: Option<impl TryInto<i32>>) -> Self {
        number.map_or(Cell::Missing, Cell::number)
    }
}
