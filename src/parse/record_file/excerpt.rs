//! Excerpt of a record.

use crate::markdown::push_plain_text;
use crate::record::{BlockKind, Contribution};
use crate::text::head;

/// Length of an excerpt, in characters.
pub(super) const EXCERPT: usize = 160;

/// First spoken words, for lists, feeds and search engines.
pub(super) fn excerpt(
    sections: &[crate::record::Section],
    text: &str,
    references: &[crate::record::ReferenceDefinition],
) -> String {
    let mut words = String::new();
    for contribution in sections.iter().flat_map(|section| &section.contributions) {
        let Contribution::Speech(speech) = contribution else { continue };
        for block in speech.blocks.iter().filter(|block| block.kind == BlockKind::Prose) {
            push_plain_text(&mut words, head(block.text.of(text), EXCERPT * 8), references, EXCERPT * 4);
            if words.chars().count() > EXCERPT {
                return crate::text::shorten(&words, EXCERPT);
            }
        }
    }
    words
}
