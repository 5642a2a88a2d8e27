//! Speeches without words, and remarks whose bracket is not closed.

use crate::record::{BlockKind, Meeting, Speaker};
use crate::report::diagnostic::{Diagnostic, Problem};
use crate::text::shorten;
use crate::text::source::{Locator, SourceText};

/// Longest text behind a bracket that is taken for a remark rather than for words, in characters.
const LONGEST_REMARK: usize = 40;

/// Finds headings of speakers below which nothing stands before the next heading.
pub(super) fn empty(meeting: &Meeting<Speaker>, source: &SourceText, locator: &mut Locator<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !meeting.speeches().any(|speech| speech.blocks.is_empty()) {
        return found;
    }
    let (mut heading, mut offset) = (None::<(usize, &str)>, 0);
    // A last line that is no heading of a speaker ends the one above it.
    for line in source.text.split_inclusive('\n').chain(["#"]) {
        let written = line.trim();
        if !written.is_empty() {
            if let Some((at, above)) = heading.take().filter(|_| written.starts_with('#')) {
                let message = format!("“{}” is followed by no words, and counts as a speech", shorten(above, 60));
                found.push(
                    Diagnostic::at(Problem::EmptySpeech, locator.locate(at, above.len()), message)
                        .hint("write the words below the heading, or remove it"),
                );
            }
            heading = line.starts_with("### ").then_some((offset, written));
        }
        offset += line.len();
    }
    found
}

/// Finds paragraphs of speeches that end within a bracket which looks like that of a remark: `Good evening. (applause`.
pub(super) fn unclosed(meeting: &Meeting<Speaker>, source: &SourceText, locator: &mut Locator<'_>) -> Vec<Diagnostic> {
    let blocks = meeting.speeches().flat_map(|speech| &speech.blocks).filter(|block| block.kind == BlockKind::Prose);
    let mut found = Vec::new();
    for block in blocks {
        let (text, mut offset) = (block.text.of(&source.text), block.text.start as usize);
        for paragraph in text.split_inclusive("\n\n") {
            if let Some(open) = open_remark(paragraph) {
                let remark = paragraph[open..].trim_end();
                let message = format!("“{}” has no closing bracket, and is shown as words", shorten(remark, 60));
                found.push(
                    Diagnostic::at(Problem::UnclosedRemark, locator.locate(offset + open, remark.len()), message)
                        .hint("close the bracket behind the remark"),
                );
            }
            offset += paragraph.len();
        }
    }
    found
}

/// Place of a bracket that opens in a paragraph and closes nowhere in it, if a short text follows that begins with a letter.
fn open_remark(paragraph: &str) -> Option<usize> {
    let open = paragraph.rfind(['(', '（'])?;
    let behind = paragraph[open..].trim_start_matches(['(', '（']).trim_end();
    // Faces such as `:(` are no remarks.
    let is_free =
        paragraph[..open].chars().next_back().is_none_or(|before| before.is_whitespace() || !before.is_ascii());
    let is_short = behind.chars().take(LONGEST_REMARK + 1).count() <= LONGEST_REMARK && !behind.contains('\n');
    let is_remark = behind.starts_with(char::is_alphabetic) && !behind.contains([')', '）']);
    (is_free && is_short && is_remark).then_some(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_short_text_behind_an_open_bracket_is_a_remark() {
        for paragraph in ["(applause", "Good evening. (laughs\n\n", "好（笑", "Yes (no) (pause"] {
            assert!(open_remark(paragraph).is_some(), "{paragraph}");
        }
        for paragraph in [
            "(applause)",
            "Good evening :(",
            "f(x",
            "(1",
            "a) and b)",
            "(and here begins a long sentence that its speaker never came to the end of",
            "no bracket",
        ] {
            assert_eq!(open_remark(paragraph), None, "{paragraph}");
        }
    }
}
