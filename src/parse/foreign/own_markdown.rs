//! Markdown of another archive of this program, made safe again: a file may be from anywhere.

use super::inline_markdown::InlineMarkdown;
use crate::markdown::portable_again;

/// Markdown of one or several paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnMarkdown(String);

impl OwnMarkdown {
    /// Markdown of a document of a record with `notes` footnotes.
    pub(super) fn new(text: &str, notes: usize) -> Self {
        OwnMarkdown(portable_again(text, notes))
    }

    /// The Markdown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its lines, each as a paragraph.
    pub(super) fn lines(&self) -> Vec<InlineMarkdown> {
        self.0.lines().map(InlineMarkdown::own).collect()
    }

    /// All of it on one line, with breaks between its paragraphs.
    pub(super) fn line(&self) -> InlineMarkdown {
        let paragraphs: Vec<String> = self.0.split("\n\n").map(|paragraph| paragraph.replace('\n', " ")).collect();
        InlineMarkdown::own(&paragraphs.join("<br>"))
    }
}
