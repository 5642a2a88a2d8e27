//! A paragraph of a document: its words in stretches of one style.

use crate::parse::foreign::inline_markdown::{InlineBuilder, InlineMarkdown, InlineStyle};
use crate::text::single_spaced;

/// Paragraph with its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct DocumentParagraph {
    /// Words, breaks and marks in order. Neighbours of one style are one stretch.
    pub spans: Vec<(DocumentSpan, InlineStyle)>,
}

/// Stretch of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DocumentSpan {
    /// Words.
    Words(String),
    /// End of a line.
    Break,
    /// Mark of a footnote.
    Note(usize),
}

impl DocumentParagraph {
    /// Adds words.
    pub(super) fn words(&mut self, text: &str, style: &InlineStyle) {
        match self.spans.last_mut() {
            Some((DocumentSpan::Words(words), last)) if last == style => words.push_str(text),
            _ => self.spans.push((DocumentSpan::Words(text.to_owned()), style.clone())),
        }
    }

    /// Adds a break or a mark.
    pub(super) fn push(&mut self, span: DocumentSpan) {
        self.spans.push((span, InlineStyle::default()));
    }

    /// The words without their styles.
    pub(super) fn text(&self) -> String {
        let words = self.spans.iter().map(|(span, _)| match span {
            DocumentSpan::Words(words) => &**words,
            DocumentSpan::Break => " ",
            DocumentSpan::Note(_) => "",
        });
        single_spaced(&words.collect::<String>())
    }

    /// Reports whether there are no words.
    pub(super) fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Reports whether all words are bold.
    pub(super) fn is_bold(&self) -> bool {
        let is_bold = |(span, style): &(DocumentSpan, InlineStyle)| match span {
            DocumentSpan::Words(words) => style.strong || words.trim().is_empty(),
            DocumentSpan::Break | DocumentSpan::Note(_) => true,
        };
        !self.is_empty() && self.spans.iter().all(is_bold)
    }

    /// The bold words at the beginning, and the paragraph without them; none unless both are there.
    pub(super) fn bold_beginning(&self) -> Option<(String, DocumentParagraph)> {
        let is_bold = |(span, style): &(DocumentSpan, InlineStyle)| match span {
            DocumentSpan::Words(words) => style.strong || words.trim().is_empty(),
            DocumentSpan::Break | DocumentSpan::Note(_) => false,
        };
        let end = self.spans.iter().position(|span| !is_bold(span))?;
        let (bold, rest) = self.spans.split_at(end);
        let beginning = DocumentParagraph { spans: bold.to_vec() }.text();
        let rest = DocumentParagraph { spans: rest.to_vec() };
        (!beginning.is_empty() && !rest.is_empty()).then_some((beginning, rest))
    }

    /// The paragraph without some characters at its beginning.
    pub(super) fn without_beginning(mut self, signs: &[char]) -> Self {
        if let Some((DocumentSpan::Words(words), _)) = self.spans.first_mut() {
            *words = words.trim_start_matches(|c: char| c.is_whitespace() || signs.contains(&c)).to_owned();
        }
        self
    }

    /// The paragraph without its first characters.
    pub(super) fn after(mut self, mut count: usize) -> Self {
        for (span, _) in &mut self.spans {
            let DocumentSpan::Words(words) = span else { continue };
            let length = words.chars().count();
            let cut = words.char_indices().nth(count).map_or(words.len(), |(at, _)| at);
            words.drain(..cut);
            count = count.saturating_sub(length);
            if count == 0 {
                break;
            }
        }
        self
    }

    /// The Markdown of the words.
    pub(super) fn markdown(&self) -> InlineMarkdown {
        let mut builder = InlineBuilder::default();
        for (span, style) in &self.spans {
            match span {
                DocumentSpan::Words(words) => builder.words(words, style),
                DocumentSpan::Break => builder.line_break(),
                DocumentSpan::Note(number) => builder.note(*number),
            }
        }
        builder.finish()
    }
}
