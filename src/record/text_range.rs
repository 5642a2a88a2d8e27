//! A range in the text of a record.

use serde::{Deserialize, Serialize};

/// A range of bytes in the text of a source; on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TextRange {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl TextRange {
    /// The words themselves.
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

impl From<std::ops::Range<usize>> for TextRange {
    /// Sources are refused when they are longer than a `u32` can count.
    fn from(range: std::ops::Range<usize>) -> Self {
        TextRange { start: range.start as u32, end: range.end as u32 }
    }
}
