//! A chosen speech in metadata: its anchor, or its address as a reader copies it.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::entries::{Scalar, TextEntry};
use super::shorthand::{Short, Shorthand, shorthand};
use crate::record::Highlight;

/// A chosen speech: its anchor or address alone, or with a title.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct HighlightEntry {
    speech: Scalar,
    title: TextEntry,
}

/// A chosen speech with a title.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Highlight")]
pub(super) struct HighlightFields {
    /// Its address as the page gives it, or the end of that: `s347e4dbe`.
    speech: Scalar,
    /// Title of its page, perhaps by language; by default its first words.
    #[serde(default)]
    title: TextEntry,
}

impl Shorthand for HighlightEntry {
    type Full = HighlightFields;
    const EXPECTED: &'static str = "the address of a speech, or `speech:` and `title:`";

    fn short_schema() -> serde_json::Value {
        json!({ "type": "string" })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        let Short::Text(speech) = short else { return None };
        Some(HighlightEntry { speech: Scalar(speech.to_owned()), title: TextEntry::default() })
    }

    fn from_full(full: HighlightFields) -> Self {
        HighlightEntry { speech: full.speech, title: full.title }
    }
}

shorthand!(HighlightEntry);

impl HighlightEntry {
    pub(super) fn into_highlight(self) -> Highlight {
        Highlight { anchor: anchor_of(&self.speech.0).into(), title: self.title.0 }
    }
}

/// The anchor in an address, without the number of a paragraph and the words that a browser is to mark.
fn anchor_of(written: &str) -> &str {
    let anchor = written.trim().rsplit('#').next().unwrap_or_default();
    let anchor = anchor.split(":~:").next().unwrap_or_default();
    anchor.split('.').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_speech_is_as_good_as_its_anchor() {
        for written in [
            "s347e4dbe",
            " #s347e4dbe ",
            "https://records.example/meetings/2024-03-11-ferry/#s347e4dbe",
            "/meetings/2024-03-11-ferry/#s347e4dbe.3",
            "/meetings/2024-03-11-ferry/#s347e4dbe:~:text=the%20ferry",
        ] {
            assert_eq!(anchor_of(written), "s347e4dbe", "{written}");
        }
    }
}
