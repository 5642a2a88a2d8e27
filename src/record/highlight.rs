//! Speeches that the editor of a record has chosen.

use serde::{Deserialize, Serialize};

use crate::record::LocalText;

/// A speech of a record that the editor has chosen, as the metadata name it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Highlight {
    /// Anchor of the speech.
    pub anchor: Box<str>,
    /// Title by language; empty if the words themselves are the title.
    pub title: LocalText,
}
