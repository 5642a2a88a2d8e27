//! A paragraph of a document: its words in stretches of one style.

use crate::parse::foreign::inline_markdown::{InlineBuilder, InlineMarkdown, InlineSpan, InlineStyle};
use crate::text::single_spaced;

/// Paragraph with its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct DocumentParagraph {
    /// Words, breaks and marks of footnotes.
    pub content: InlineBuilder,
}

impl DocumentParagraph {
    /// The words without their styles.
    pub(super) fn text(&self) -> String {
        let words = self.content.spans.iter().map(|(span, _)| match span {
            InlineSpan::Words(words) => &**words,
            InlineSpan::Break => " ",
            InlineSpan::Note(_) | InlineSpan::Picture(..) => "",
        });
        single_spaced(&words.collect::<String>())
    }

    /// Reports whether there are no words.
    pub(super) fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Reports whether all words are bold.
    pub(super) fn is_bold(&self) -> bool {
        let is_bold = |(span, style): &(InlineSpan, InlineStyle)| match span {
            InlineSpan::Words(words) => style.strong || words.trim().is_empty(),
            InlineSpan::Break | InlineSpan::Note(_) | InlineSpan::Picture(..) => true,
        };
        !self.is_empty() && self.content.spans.iter().all(is_bold)
    }

    /// The bold words at the beginning, and the paragraph without them; none unless both are there.
    pub(super) fn bold_beginning(&self) -> Option<(String, DocumentParagraph)> {
        let is_bold = |(span, style): &(InlineSpan, InlineStyle)| match span {
            InlineSpan::Words(words) => style.strong || words.trim().is_empty(),
            InlineSpan::Break | InlineSpan::Note(_) | InlineSpan::Picture(..) => false,
        };
        let end = self.content.spans.iter().position(|span| !is_bold(span))?;
        let (bold, rest) = self.content.spans.split_at(end);
        let beginning = DocumentParagraph::of(bold).text();
        let rest = DocumentParagraph::of(rest);
        (!beginning.is_empty() && !rest.is_empty()).then_some((beginning, rest))
    }

    /// The paragraph with its number in front of it. Numbers that end in a Han sign have no space behind them.
    pub(super) fn numbered(mut self, number: &str) -> Self {
        let space =
            if number.ends_with(crate::text::is_cjk) || number.ends_with(['、', '）', '．']) { "" } else { " " };
        let words = InlineSpan::Words(format!("{number}{space}"));
        self.content.spans.insert(0, (words, InlineStyle::default()));
        self
    }

    /// The paragraph without some characters at its beginning.
    pub(super) fn without_beginning(mut self, signs: &[char]) -> Self {
        if let Some((InlineSpan::Words(words), _)) = self.content.spans.first_mut() {
            *words = words.trim_start_matches(|c: char| c.is_whitespace() || signs.contains(&c)).to_owned();
        }
        self
    }

    /// The paragraph without the first characters of its [text](Self::text), in which blanks of any length are one space.
    pub(super) fn after(mut self, mut count: usize) -> Self {
        let mut is_blank = true;
        for (span, _) in &mut self.content.spans {
            if count == 0 {
                break;
            }
            let words = match span {
                InlineSpan::Words(words) => words,
                InlineSpan::Break => {
                    count -= usize::from(!is_blank);
                    is_blank = true;
                    continue;
                }
                InlineSpan::Note(_) | InlineSpan::Picture(..) => continue,
            };
            let cut = words.char_indices().find(|(_, c)| {
                let is_end = count == 0;
                if !(is_end || is_blank && c.is_whitespace()) {
                    count -= 1;
                }
                is_blank = c.is_whitespace();
                is_end
            });
            let cut = cut.map_or(words.len(), |(at, _)| at);
            words.drain(..cut);
        }
        self
    }

    /// The Markdown of the words.
    pub(super) fn markdown(&self) -> InlineMarkdown {
        self.content.clone().finish()
    }

    fn of(spans: &[(InlineSpan, InlineStyle)]) -> Self {
        DocumentParagraph { content: InlineBuilder { spans: spans.to_vec() } }
    }
}
