//! Recognises blocks that describe what happened rather than what was said: `（點頭）`, `*(The Council rose.)*`, an item of
//! the agenda.

use crate::markdown::labels::time_beside;
use crate::markdown::{is_plain, plain_text};
use crate::record::{AgendaItem, Moment};

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
pub(super) fn is_narrative(block: &str) -> bool {
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

/// The time in the brackets of a narrative, or beside them.
pub(super) fn time_of_remark(block: &str) -> Option<Moment> {
    // Fast path: few narratives have a time.
    if !block.contains([':', '：']) {
        return None;
    }
    let words = words_of_remark(&without_quote_marks(block));
    let words = words.trim();
    let inside = || {
        let open = words.chars().next().filter(|_| is_bracketed(words))?;
        time_beside(&words[open.len_utf8()..words.len() - words.chars().next_back().map_or(0, char::len_utf8)])
    };
    let (_, moment) = time_beside(words).or_else(inside)?;
    Some(moment)
}

/// Reports whether a text is a single link: `[Agenda item 2](https://…)`.
fn is_one_link(text: &str) -> bool {
    text.starts_with('[') && text.ends_with(')') && text.matches("](").count() == 1
}

fn without_quote_marks(block: &str) -> String {
    let mut text = String::with_capacity(block.len());
    for line in block.lines() {
        let line = line.trim_start();
        let line = line.strip_prefix('>').map_or(line, |rest| rest.strip_prefix(' ').unwrap_or(rest));
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// Plain text of a remark; a backslash before a bracket is an escape.
fn words_of_remark(text: &str) -> String {
    if is_plain(text) { text.replace('\n', "") } else { plain_text(text) }
}

/// Reports whether one pair of brackets encloses the whole text: `(a) and (b)` does not count.
fn is_bracketed(text: &str) -> bool {
    let pair = |c| match c {
        '（' => Some('）'),
        '(' => Some(')'),
        '[' => Some(']'),
        '［' => Some('］'),
        '【' => Some('】'),
        _ => None,
    };
    let Some(open) = text.chars().next() else { return false };
    let Some(close) = pair(open) else { return false };
    // The two brackets may have different widths: `（播放影片)`.
    let same = |c: char, a: char| c == a || matches!((c, a), ('(', '（') | ('（', '(') | (')', '）') | ('）', ')'));
    let mut depth = 0i32;
    for (at, c) in text.char_indices() {
        depth += i32::from(same(c, open)) - i32::from(same(c, close));
        if depth == 0 {
            return at + c.len_utf8() == text.len();
        }
    }
    false
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
