//! The time of a remark: in its brackets, `> (The bell rings. 00:41:10)`, or beside them.

use super::event_time::time_beside;
use crate::markdown::{is_plain, plain_text};
use crate::record::Moment;

/// The time in the brackets of a narrative, or beside them.
pub fn time_of_remark(block: &str) -> Option<Moment> {
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

/// The text of a blockquote without its marks.
pub fn without_quote_marks(block: &str) -> String {
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
pub fn words_of_remark(text: &str) -> String {
    if is_plain(text) { text.replace('\n', "") } else { plain_text(text) }
}

/// Reports whether one pair of brackets encloses the whole text: `(a) and (b)` does not count.
pub fn is_bracketed(text: &str) -> bool {
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
