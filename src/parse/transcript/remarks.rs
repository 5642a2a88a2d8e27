//! Recognises blocks that describe what happened rather than what was said: `（點頭）`, `*(The Council rose.)*`, an item of
//! the agenda.

use crate::markdown::labels::{is_bracketed, time_beside, without_quote_marks, words_of_remark};
use crate::record::AgendaItem;

/// Reports whether a paragraph begins with a bracket, perhaps after emphasis or an escape: `*(The Council rose.)*`,
/// `**（散會）**`, `\\(Applause\\)`.
pub(super) fn may_be_remark(paragraph: &str) -> bool {
    let first = paragraph.as_bytes().first();
    // Fast path: few paragraphs begin with a byte of a full-width bracket or one of these characters.
    if !matches!(first, Some(b'(' | b'[' | 0xEF | b'*' | b'_' | b'\\' | b'<')) {
        return false;
    }
    // Escaped square brackets are what real records write around an action of the speaker: `\[laughs\]`, `\[non-English
    // speech\]`.
    if paragraph.starts_with("\\[") {
        return false;
    }
    let bare = paragraph.trim_start_matches(['*', '_', '\\']);
    let bare = ["<i>", "<em>", "<b>", "<strong>"].iter().find_map(|tag| bare.strip_prefix(tag)).unwrap_or(bare);
    bare.starts_with(['（', '(', '[', '［'])
}

/// Reports whether a block describes what happened rather than what was said: its whole text is in brackets, outside or
/// inside a single link; or it is a single picture, or has only signs such as emoji.
pub(in crate::parse) fn is_narrative(block: &str) -> bool {
    let text = without_quote_marks(block);
    let text = text.trim();
    if text.is_empty() {
        return false;
    }
    if let Some(rest) = text.strip_prefix("![") {
        return rest.ends_with(')') && rest.matches("](").count() == 1 && !rest.contains("\n\n");
    }
    if !text.contains(char::is_alphanumeric) {
        return true;
    }
    let words = words_of_remark(text);
    let words = words.trim();
    // A time may stand beside the brackets: `[00:41:10] (The bell rings.)`.
    let words = time_beside(words).map_or(words, |(rest, _)| rest);
    is_bracketed(words) || (is_one_link(text) && agenda_item(block).is_some())
}

/// Reports whether a text is a single link: `[Agenda item 2](https://…)`.
fn is_one_link(text: &str) -> bool {
    text.starts_with('[') && text.ends_with(')') && text.matches("](").count() == 1
}

/// The agenda item that a narrative begins, by the text of its link or its whole text.
pub(super) fn agenda_item(block: &str) -> Option<AgendaItem> {
    let words = words_of_remark(&without_quote_marks(block));
    const BRACKETS: [char; 8] = ['（', '）', '(', ')', '[', ']', '【', '】'];
    let words = words.trim();
    let words = time_beside(words).map_or(words, |(rest, _)| rest);
    let title = words.trim_matches(BRACKETS).trim();
    let title = time_beside(title).map_or(title, |(rest, _)| rest);
    let lower = title.to_lowercase();
    const OPENINGS: [&str; 14] = [
        "案由",
        "報告案",
        "報告事項",
        "討論案",
        "討論事項",
        "臨時動議",
        "提案",
        "議程",
        "agenda item",
        "item ",
        "any other business",
        "point ",
        "ordre du jour",
        "議題",
    ];
    let opens = OPENINGS.iter().any(|opening| lower.starts_with(opening)) && title.chars().count() <= 80;
    // `item 3` and `point 3` are items only with their number.
    let numbered =
        !(lower.starts_with("item ") || lower.starts_with("point ")) || lower.contains(|c: char| c.is_ascii_digit());
    (opens && numbered).then(|| AgendaItem { title: title.into() })
}
