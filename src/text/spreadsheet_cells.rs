//! Texts in the cells of spreadsheets.

use std::borrow::Cow;

/// A text that no spreadsheet takes for a formula and runs: with an apostrophe before it if it begins like one.
pub fn spreadsheet_cell(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}").into() } else { text.into() }
}
