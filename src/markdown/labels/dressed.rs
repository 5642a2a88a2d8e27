//! Recognises a name at the beginning of a line in any form that people give to labels: `**Ben: **`, `<b>Ben:</b>`, `-
//! **Ben:**`, `1. Ben:`, `**[Ben](…):**`, `**Mr Ben:**`, `**Ben.**`, `**Ben** —`, `<h3>Ben:</h3>`.
//!
//! So many texts have such a form that only a known name counts.

use super::heading::understand;
use super::name::is_invisible;
use crate::markdown::code_fences::prefix;
use crate::text::is_latin_title;

/// A known name at the beginning of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DressedLabel {
    /// Length of the label with everything around it, from the beginning of the line.
    pub length: usize,
    /// The bare name.
    pub name: String,
    /// True if markup confirms that it is a label, so that it may stand on any line of a paragraph.
    pub is_marked: bool,
}

/// Length of the longest name, in bytes.
const LONGEST: usize = 120;
/// Number of characters that could end a name and are tried.
const MOST_ENDS: usize = 8;

/// Markup in front of a name.
#[derive(Default)]
struct Dress {
    /// Emphasis, a tag or a link.
    is_marked: bool,
    /// A list number, or the arrows of captions.
    is_item: bool,
    /// A list bullet.
    is_bullet: bool,
}

/// Reads the beginning of a line as a label whose name satisfies `is_known`.
pub fn dressed_label(line: &str, is_known: impl Fn(&str) -> bool) -> Option<DressedLabel> {
    let (begin, dress) = undressed(line);
    let rest = &line[begin..];
    let head = crate::text::head(rest, LONGEST);
    let ends = head.char_indices().filter(|(_, c)| is_end(*c)).map(|(at, _)| at);
    let whole = (head.len() == rest.len()).then_some(rest.len());
    for end in ends.take(MOST_ENDS).chain(whole) {
        let candidate = head[..end].trim_matches(is_blank);
        let Some(name) = known_name(candidate, !dress.is_bullet, &is_known) else { continue };
        let Some(behind) = behind(&rest[end..]) else { continue };
        let is_label = behind.has_colon || (dress.is_marked && (behind.has_stop || behind.is_all));
        // In a bulleted list, only markup or a number distinguishes a speaker from an item.
        if is_label && (dress.is_marked || !dress.is_bullet) {
            let length = begin + end + behind.length;
            return Some(DressedLabel { length, name, is_marked: dress.is_marked || dress.is_item });
        }
    }
    None
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

fn is_end(c: char) -> bool {
    matches!(c, ':' | '：' | '*' | '_' | '<' | ']' | '.' | '—' | '–' | '-' | '\\')
}

/// Position of a line's words, and the markup in front of them.
fn undressed(line: &str) -> (usize, Dress) {
    let mut dress = Dress::default();
    let start = line.trim_start_matches(is_blank);
    let mut at = line.len() - start.len();
    let marks = prefix(start);
    dress.is_item = start[..marks].contains(|c: char| c.is_ascii_digit()) || start.starts_with(">>");
    dress.is_bullet = start[..marks].contains(['-', '+', '*']);
    at += marks;
    loop {
        let rest = &line[at..];
        let next = rest.chars().next().unwrap_or(' ');
        at += match next {
            '*' | '_' | '[' => {
                dress.is_marked = true;
                1
            }
            '•' | '·' | '‣' | '◦' | '▪' => {
                dress.is_bullet = true;
                next.len_utf8()
            }
            '<' => match tag(rest) {
                Some(length) => {
                    dress.is_marked = true;
                    length
                }
                None => return (at, dress),
            },
            c if is_blank(c) && !rest.is_empty() => c.len_utf8(),
            _ => return (at, dress),
        };
    }
}

/// Length of a tag that may surround a name: `<b>`, `</h3>`.
fn tag(text: &str) -> Option<usize> {
    const AROUND: [&str; 16] =
        ["b", "strong", "i", "em", "u", "span", "p", "div", "font", "big", "h1", "h2", "h3", "h4", "h5", "h6"];
    let body = text.strip_prefix('<')?;
    let body = body.strip_prefix('/').unwrap_or(body);
    let name = &body[..body.find(|c: char| !c.is_ascii_alphanumeric())?];
    let end = crate::text::head(text, LONGEST).find('>')?;
    AROUND.iter().any(|around| around.eq_ignore_ascii_case(name)).then_some(end + 1)
}

/// Text between a name and the words after it.
struct BehindName {
    length: usize,
    has_colon: bool,
    has_stop: bool,
    /// True if nothing else stands on the line.
    is_all: bool,
}

fn behind(text: &str) -> Option<BehindName> {
    let (mut at, mut has_colon, mut has_stop) = (0, false, false);
    loop {
        let rest = &text[at..];
        let Some(next) = rest.chars().next() else { break };
        let length = match next {
            ':' | '：' => {
                has_colon = true;
                next.len_utf8()
            }
            '.' | '—' | '–' | '-' if !has_colon => {
                // `Ben-Smith`, `Ben.example`
                if rest[next.len_utf8()..].starts_with(char::is_alphanumeric) && next != '—' {
                    return None;
                }
                has_stop = true;
                next.len_utf8()
            }
            '*' | '_' | '\\' => 1,
            ']' => match rest.strip_prefix("](").and_then(|link| link.find(')')) {
                Some(end) => end + 3,
                None => 1,
            },
            '(' | '（' if !has_colon => {
                let close = rest.char_indices().take(60).find(|(_, c)| matches!(c, ')' | '）'));
                match close {
                    Some((end, c)) => end + c.len_utf8(),
                    None => break,
                }
            }
            '<' => match tag(rest) {
                Some(length) => length,
                None => break,
            },
            c if is_blank(c) => c.len_utf8(),
            _ => break,
        };
        at += length;
    }
    Some(BehindName {
        length: text[..at].trim_end_matches(is_blank).len(),
        has_colon,
        has_stop,
        is_all: at == text.len(),
    })
}

/// Finds a known name: as written, or without a title before it and, if `has_role`, brackets after it. (A list of terms
/// has brackets too: `* **翻譯（Translate）**：`.)
fn known_name(written: &str, has_role: bool, is_known: impl Fn(&str) -> bool) -> Option<String> {
    let understood = understand(written);
    let name = understood.name.trim_matches(is_blank);
    if name.is_empty() {
        return None;
    }
    let without_brackets = if has_role { name.split(['(', '（', '[']).next().unwrap_or(name).trim() } else { name };
    let without_title = |name: &'_ str| -> Option<String> {
        let (title, rest) = name.split_once(char::is_whitespace)?;
        is_latin_title(&title.to_lowercase()).then(|| rest.trim().to_owned())
    };
    let candidates = [
        Some(name.to_owned()),
        Some(without_brackets.to_owned()),
        without_title(name),
        without_title(without_brackets),
    ];
    candidates.into_iter().flatten().find(|name| !name.is_empty() && is_known(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_name_is_found_in_any_dress() {
        let read = |line: &str| dressed_label(line, |name| name.eq_ignore_ascii_case("ben"));
        for (line, length) in [
            ("**Ben: **w", 9),
            ("** Ben:** w", 9),
            ("***Ben:*** w", 10),
            ("<b>Ben:</b> w", 11),
            ("- **Ben:** w", 10),
            ("• **Ben:** w", 12),
            ("1. Ben: w", 7),
            (">> BEN: w", 7),
            ("**Ben (chair):** w", 16),
            ("**Mr Ben:** w", 11),
            ("**Mr. Ben:** w", 12),
            ("**[Ben](https://a.example/):** w", 30),
            ("[Ben](https://a.example/): w", 26),
            ("**Ben.** w", 8),
            ("**Ben** — w", 11),
            ("<h3>Ben:</h3>", 13),
            ("\u{200b}Ben: w", 7),
        ] {
            assert_eq!(read(line).map(|label| label.length), Some(length), "{line}");
        }
        for line in [
            "- Ben: w",
            "* **Ben（chair）**：w",
            "* Ben: w",
            "**Ben** said",
            "**Ben-Lee:** w",
            "Ben. w",
            "Ben — w",
            "**Bens:** w",
            "",
            "**",
            "[Ben] said",
            "Ben",
            "<b>Ben</b> w",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
