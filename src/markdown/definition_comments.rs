//! Comments in the form of link definitions that lead nowhere, as writers of Markdown hide a line: `[//]: # (check this)`.

use super::code_fences::{fenced, line_end};
use crate::record::TextRange;

/// Number of lines that the words of a comment may have; of a longer one the first line is a comment.
const MOST_LINES: usize = 60;

/// Lines of such comments, in order, outside code.
pub(super) fn definition_comments(text: &str) -> Vec<TextRange> {
    let mut found: Vec<TextRange> = Vec::new();
    let mut code: Option<std::iter::Peekable<std::vec::IntoIter<TextRange>>> = None;
    let mut from = 0;
    while let Some(step) = memchr::memmem::find(&text.as_bytes()[from..], b"]:") {
        let close = from + step;
        let line = text[..close].rfind('\n').map_or(0, |end| end + 1);
        // A label has no bracket in it, so a line can have one only in front of its first `]:`.
        from = line_end(text, close);
        let Some(end) = comment_end(text, line, close) else { continue };
        let code = code.get_or_insert_with(|| fenced(text, 0).into_iter().peekable());
        while code.next_if(|range| range.end as usize <= line).is_some() {}
        if code.peek().is_none_or(|range| line < range.start as usize) {
            found.push((line..end).into());
            from = end;
        }
    }
    found
}

/// End of the comment whose line begins at `line` and whose label ends at `close`.
fn comment_end(text: &str, line: usize, close: usize) -> Option<usize> {
    let label = text[line..close].trim_start_matches([' ', '>']).strip_prefix('[')?;
    let indent = text[line..close].len() - text[line..close].trim_start_matches(' ').len();
    let is_comment = !label.contains(['[', ']']) && (!label.contains(char::is_alphanumeric) || is_word(label));
    let end = line_end(text, close);
    let target = text[close + 2..end].trim();
    let title = target.strip_prefix('#').or_else(|| target.strip_prefix("<>"))?;
    if indent > 3 || !is_comment || title.starts_with(char::is_alphanumeric) {
        return None;
    }
    let sign = match title.trim_start().chars().next() {
        Some('(') => ')',
        Some(quote @ ('"' | '\'')) => quote,
        _ => return Some(end),
    };
    // A title may go on until an empty line.
    let mut end = end;
    let mut last = title.trim_start().get(1..).unwrap_or_default().trim_end();
    for _ in 0..MOST_LINES {
        if last.ends_with(sign) {
            return Some(end);
        }
        let next = line_end(text, end);
        last = text[end..next].trim();
        if last.is_empty() {
            return Some(line_end(text, close));
        }
        end = next;
    }
    Some(line_end(text, close))
}

fn is_word(label: &str) -> bool {
    ["comment", "comments", "hidden"].iter().any(|word| label.trim().eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_that_lead_nowhere_are_comments() {
        for (text, expected) in [
            ("a\n\n[//]: # (b)\nc", &["[//]: # (b)\n"][..]),
            ("[//]: # \"b\"", &["[//]: # \"b\""]),
            ("[comment]: <> (b\nc)\nd", &["[comment]: <> (b\nc)\n"]),
            ("[comment]: # b\n", &["[comment]: # b\n"]),
            ("[#]: # (b)\n[_]: # 'c'\n", &["[#]: # (b)\n", "[_]: # 'c'\n"]),
            ("> [//]: # (b)\n", &["> [//]: # (b)\n"]),
            ("[//]: # (b\n\nc)", &["[//]: # (b\n"]),
            ("[Ben]: Aye.\n", &[]),
            ("[top]: # (Back)\n", &[]),
            ("[//]: https://a.example/\n", &[]),
            ("```\n[//]: # (b)\n```\n", &[]),
            ("    [//]: # (b)\n", &[]),
            ("[//]: #anchor\n", &[]),
        ] {
            let found: Vec<&str> = definition_comments(text).iter().map(|range| range.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
