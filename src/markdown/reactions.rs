//! Reactions within speech (`（笑）`, `[laughs]`), which are marked up to distinguish them from spoken words.

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
    // Fast path: brackets begin with these bytes, and few other characters of a transcript do.
    while let Some((at, open)) = find_bracket(rest) {
        let inside = &rest[at + open.len()..];
        let reaction = head(inside, 36).find(['）', ')', ']', '］']).and_then(|end| {
            let close = inside[end..].chars().next()?;
            is_reaction(&inside[..end]).then_some(open.len() + end + close.len_utf8())
        });
        match reaction {
            Some(length) => {
                push_escaped(out, &rest[..at]);
                out.push_str("<i class=\"reaction\">");
                push_escaped(out, &rest[at..at + length]);
                out.push_str("</i>");
                rest = &rest[at + length..];
            }
            None => {
                push_escaped(out, &rest[..at + open.len()]);
                rest = inside;
            }
        }
    }
    push_escaped(out, rest);
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
