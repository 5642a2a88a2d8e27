//! Keys of an item of the agenda.

use serde::{Deserialize, Serialize};

use crate::record::RecordSummary;

/// Keys of an item of the agenda, besides its title.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ItemKeys {
    /// Permanent end of its anchor.
    pub id: Option<Box<str>>,
    /// Matters that it deals with, which other meetings deal with too.
    pub matters: Vec<Box<str>>,
    /// Subjects of the item, which are those of the meeting too.
    pub topics: Vec<Box<str>>,
    /// Short account of the item.
    pub summary: Option<RecordSummary>,
}

impl ItemKeys {
    /// Reports whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == ItemKeys::default()
    }
}
