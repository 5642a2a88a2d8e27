//! Minutes in plain text: paragraphs that begin with the names of those who speak, `Ann Lee: Good evening.`
//!
//! Empty lines divide paragraphs, and so does a line that begins with a name, a word of attendance or a mark of a list. Lines that are only broken at the end of
//! the page belong together.

use super::document_blocks::{DocumentBlock, DocumentBody};
use super::document_paragraph::DocumentParagraph;
use super::document_speakers::{begins_with_name, speaks_in_lines};
use super::document_styles::ParagraphKind;
use crate::parse::attendance::opens_attendance;
use crate::parse::foreign::inline_markdown::{InlineBuilder, InlineStyle};
use crate::parse::foreign::voices::join;
use crate::text::single_spaced;

/// Maximum length of a heading in characters.
const LONGEST_HEADING: usize = 100;

/// Reports whether people speak in the lines of a text.
pub(in crate::parse::foreign) fn is_plain_document(text: &str) -> bool {
    speaks_in_lines(&body(text).blocks)
}

/// Paragraphs, headings and lists of a text. A line alone at its beginning is the title.
pub(super) fn body(text: &str) -> DocumentBody {
    let mut blocks: Vec<DocumentBlock> = Vec::new();
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).peekable();
    let mut is_open = false;
    // The paragraph that lines are added to.
    let mut written = String::new();
    let mut kind = ParagraphKind::Text;
    while let Some(line) = lines.next() {
        if line.is_empty() {
            is_open = false;
            continue;
        }
        let item = line.strip_prefix(['-', '*', '•']).filter(|rest| rest.starts_with([' ', '\t'])).map(str::trim_start);
        if is_open && item.is_none() && !begins_with_name(line) && !opens_attendance(line) {
            join(&mut written, line);
            continue;
        }
        close(&mut blocks, kind, &mut written);
        let is_alone = !is_open && lines.peek().is_none_or(|next| next.is_empty());
        kind = match item {
            Some(_) => ParagraphKind::Item(None),
            None if is_alone && blocks.is_empty() && is_heading(line) => ParagraphKind::Title,
            None if is_alone && is_heading(line) && is_numbered(line) => ParagraphKind::Heading(2),
            None => ParagraphKind::Text,
        };
        written.push_str(item.unwrap_or(line));
        is_open = true;
    }
    close(&mut blocks, kind, &mut written);
    DocumentBody { blocks, ..DocumentBody::default() }
}

fn close(blocks: &mut Vec<DocumentBlock>, kind: ParagraphKind, written: &mut String) {
    if !written.is_empty() {
        let mut content = InlineBuilder::default();
        content.words(&single_spaced(&std::mem::take(written)), &InlineStyle::default());
        blocks.push(DocumentBlock::Paragraph(kind, DocumentParagraph { content }));
    }
}

/// Reports whether a line may be a title: it is short, names nobody who speaks, and does not end as a sentence.
fn is_heading(line: &str) -> bool {
    line.chars().count() <= LONGEST_HEADING
        && !begins_with_name(line)
        && !line.ends_with(['.', '。', ':', '：', ';', '；', ',', '，', '!', '！', '?', '？'])
}

/// Reports whether a line begins with the number of an item: `3. Ferry fares`, `Item 3: Ferry fares`, `三、渡輪`.
fn is_numbered(line: &str) -> bool {
    let bare = line.strip_prefix("Item ").or_else(|| line.strip_prefix("Agenda item ")).unwrap_or(line);
    let number = bare.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    number.len() < bare.len() && number.starts_with(['.', ')', ':', '、', '：', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::foreign::documents::read_plain;
    use crate::parse::foreign::markdown_record;

    const MINUTES: &str = "Harbour Committee\n\nMinutes of 4 April 2024\n\nPresent: Ann Lee (Chair), Ben Okri\nApologies: Dee Ray\n\n1. Ferry fares\n\n\
        Ann Lee: Good evening. The fares\nfirst, then *the rest*.\nBen Okri: I move that they stay.\n- for adults\n- for children\n\nAgreed by all.\n";

    #[test]
    fn minutes_in_plain_text_are_read_like_a_document() {
        assert!(is_plain_document(MINUTES));
        let record = read_plain(MINUTES).records.remove(0);
        assert_eq!(record.facts.title.as_deref(), Some("Harbour Committee"));
        assert_eq!(record.facts.day_in_words.map(|day| day.to_string()).as_deref(), Some("2024-04-04"));
        assert_eq!(
            markdown_record(&record, "Council", "Speaker"),
            "# Council\n\nMinutes of 4 April 2024\n\n> **Present:** Ann Lee (Chair), Ben Okri\n> **Apologies:** Dee Ray\n\n## 1. Ferry fares\n\n\
             ### Ann Lee:\nGood evening. The fares first, then \\*the rest\\*.\n\n### Ben Okri:\nI move that they stay.\n\n- for adults\n- for children\n\nAgreed by all.\n"
        );
    }

    #[test]
    fn other_texts_are_no_minutes() {
        for text in [
            "",
            "Note: bring chairs.\nNote: and tables.\n",
            "Ann wrote to Ben.\n",
            "https://a.example/\nhttps://b.example/\n",
        ] {
            assert!(!is_plain_document(text), "{text}");
        }
    }
}
