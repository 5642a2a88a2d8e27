//! Reactions within speech (`（笑）`, `[laughs]`), which are marked up to distinguish them from spoken words.

use std::ops::Range;

use super::escaped::push_escaped;
use crate::text::head;

/// Words in brackets that are a reaction rather than speech, in lower case.
const REACTIONS: [&str; 34] = [
    "笑",
    "大笑",
    "苦笑",
    "微笑",
    "笑聲",
    "眾笑",
    "全場笑",
    "鼓掌",
    "掌聲",
    "拍手",
    "點頭",
    "搖頭",
    "舉手",
    "哽咽",
    "嘆氣",
    "沉默",
    "laughs",
    "laughter",
    "laughing",
    "laugh",
    "chuckles",
    "smiles",
    "sighs",
    "applause",
    "clapping",
    "crosstalk",
    "inaudible",
    "silence",
    "pause",
    "rires",
    "rire",
    "applaudissements",
    "risas",
    "gelächter",
];

/// Appends a text with its reactions (`（笑）`, `[laughs]`) marked up.
pub(super) fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(reaction) = next_reaction(rest) {
        push_escaped(out, &rest[..reaction.start]);
        out.push_str("<i class=\"reaction\">");
        push_escaped(out, &rest[reaction.clone()]);
        out.push_str("</i>");
        rest = &rest[reaction.end..];
    }
    push_escaped(out, rest);
}

/// The first reaction in a text, with its brackets.
pub(super) fn next_reaction(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    // Fast path: brackets begin with these bytes, and few other characters of a transcript do.
    while let Some((at, open)) = find_bracket(&text[from..]) {
        let begin = from + at;
        let inside = &text[begin + open.len()..];
        let end = head(inside, 36).find(['）', ')', ']', '］']).filter(|end| is_reaction(&inside[..*end]));
        if let Some(end) = end {
            let close = inside[end..].chars().next().map_or(0, char::len_utf8);
            return Some(begin..begin + open.len() + end + close);
        }
        from = begin + open.len();
    }
    None
}

fn find_bracket(text: &str) -> Option<(usize, &'static str)> {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = memchr::memchr3(b'(', b'[', 0xEF, &bytes[from..]) {
        let at = from + at;
        match bytes[at] {
            b'(' => return Some((at, "(")),
            b'[' => return Some((at, "[")),
            _ if bytes[at..].starts_with("（".as_bytes()) => return Some((at, "（")),
            _ => from = at + 1,
        }
    }
    None
}

fn is_reaction(inside: &str) -> bool {
    let inside = inside.trim();
    REACTIONS.iter().any(|reaction| reaction.eq_ignore_ascii_case(inside))
}
