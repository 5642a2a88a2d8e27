//! Recognises a name at the beginning of a line in any form that people give to labels: `**Ben: **`, `<b>Ben:</b>`,
//! `- **Ben:**`, `1. Ben:`, `**[Ben](…):**`, `**Mr Ben:**`, `**Ben.**`, `**Ben** —`, `<h3>Ben:</h3>`, `<v Ben>`, `| Ben: |`,
//! `○Ben　`, `【Ben】`, `[0:15] **Ben**`.
//!
//! Many other texts have such a form too, so only a known name counts.

use super::clock;
use super::heading::understand;
use super::name::looks_like_name;
use super::no_speaker::is_no_speaker;
use crate::markdown::code_fences::prefix;
use crate::text::{is_invisible, is_latin_title};

/// A known name at the beginning of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DressedLabel {
    /// Length of the label with everything around it, from the beginning of the line.
    pub length: usize,
    /// The bare name.
    pub name: String,
    /// Certainty that it is a label.
    pub strength: Strength,
}

/// Certainty that a name at the beginning of a line is a label, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// A colon in a bulleted list, which may be a list of tasks: no more than a question.
    Item,
    /// A form that may as well begin a sentence: a label only at the beginning of a paragraph.
    Beginning,
    /// A sign around the name, as headings within a speech may have too.
    Sign,
    /// A colon, followed by the beginning of a sentence.
    Colon,
    /// Markup, so that it may stand on any line of a paragraph.
    Marked,
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
    /// Bold type.
    is_bold: bool,
    /// A list number, the arrows of captions, a dash, or the edge of a cell.
    is_item: bool,
    /// The edge of a cell.
    is_cell: bool,
    /// A list bullet.
    is_bullet: bool,
    /// A circle or similar sign, as in Japanese and Korean minutes: `○鈴木委員　`.
    is_circled: bool,
    /// Wide brackets: `【鈴木委員】`.
    is_bracketed: bool,
    /// A voice tag of captions: `<v Ben>`.
    is_voice: bool,
    /// A time.
    has_clock: bool,
}

/// Reads the beginning of a line as a label whose name satisfies `is_known`.
pub fn dressed_label(line: &str, is_known: impl Fn(&str) -> bool) -> Option<DressedLabel> {
    let (begin, dress) = undressed(line);
    let rest = &line[begin..];
    let head = crate::text::head(rest, LONGEST);
    // A comma ends a name only before a role, which a colon ends.
    let has_colon = head.contains([':', '：']);
    let is_end = |c: char| (is_end(c) && (c != ',' || has_colon)) || (dress.is_circled && c.is_whitespace());
    let ends = head.char_indices().filter(|(_, c)| is_end(*c)).map(|(at, _)| at);
    let whole = (head.len() == rest.len()).then_some(rest.len());
    for end in ends.take(MOST_ENDS).chain(whole) {
        let candidate = head[..end].trim_matches(is_blank);
        if candidate.contains(['。', '，', '！', '？']) {
            break;
        }
        let Some(name) = known_name(candidate, !dress.is_bullet, &is_known) else { continue };
        let Some(behind) = behind(&rest[end..], &dress) else { continue };
        let words = &rest[end + behind.length..];
        if let Some(strength) = strength(&dress, &behind, &name, words) {
            return Some(DressedLabel { length: begin + end + behind.length, name, strength });
        }
    }
    None
}

/// Certainty that a known name is a label; `None` if it is not. `words` follow it.
fn strength(dress: &Dress, behind: &BehindName, name: &str, words: &str) -> Option<Strength> {
    let is_marked = dress.is_marked || dress.is_voice;
    let has_clock = dress.has_clock || behind.has_clock;
    let begins = begins_sentence(words);
    let is_full = is_full_name(name);
    let ends = words.trim_end_matches(['|', ' ', '\n']).ends_with(['.', '!', '?', '。', '！', '？']);
    // In a bulleted list, only markup or a number distinguishes a speaker from an item.
    if dress.is_bullet && !is_marked {
        return (behind.has_colon && begins && ends && is_full).then_some(Strength::Item);
    }
    // A table of votes or members has names in its cells too.
    if dress.is_cell && !(behind.has_colon && ends) {
        return None;
    }
    if behind.has_colon {
        let is_strong = is_marked || dress.is_item || has_clock;
        return Some(if is_strong {
            Strength::Marked
        } else if begins {
            Strength::Colon
        } else {
            Strength::Beginning
        });
    }
    let is_circled = dress.is_circled && behind.is_apart && words.trim_start().starts_with(|c: char| !c.is_ascii());
    if is_circled || (dress.is_bracketed && behind.has_stop && !words.is_empty()) {
        return Some(Strength::Sign);
    }
    let is_label = (is_marked && (behind.has_stop || behind.is_all)) || (has_clock && (dress.is_bold || behind.is_all));
    if is_label && !dress.is_bracketed {
        return Some(Strength::Marked);
    }
    // `**Ben Ode** I object.`, `Ben Ode — I object.`, `BEN ODE.- I object.`
    let is_apart = behind.is_apart && begins;
    let is_beginning = is_apart && is_full && (dress.is_bold || (behind.has_dash && !is_marked));
    is_beginning.then_some(Strength::Beginning)
}

/// Reports whether words begin as a sentence does: with a capital letter or a letter without case, perhaps quoted.
fn begins_sentence(words: &str) -> bool {
    let words = words.trim_start_matches(|c: char| {
        is_blank(c) || matches!(c, '"' | '“' | '「' | '\'' | '‘' | '(' | '¿' | '¡' | '*' | '_')
    });
    words.is_empty() || words.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase())
}

/// Reports whether a name has several words, or is in a script without spaces.
pub fn is_full_name(name: &str) -> bool {
    name.split_whitespace().count() > 1 || (name.chars().any(crate::text::is_cjk) && name.chars().count() > 1)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

fn is_end(c: char) -> bool {
    matches!(
        c,
        ':' | '：'
            | '*'
            | '_'
            | '<'
            | '>'
            | ']'
            | '】'
            | '〕'
            | '］'
            | '.'
            | ','
            | '—'
            | '–'
            | '-'
            | '\\'
            | '|'
            | '\u{3000}'
    )
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
        if !dress.has_clock
            && let Some((length, _)) = clock::at_start(rest)
        {
            dress.has_clock = true;
            at += length;
            continue;
        }
        at += match next {
            '*' | '_' | '[' => {
                dress.is_bold |= rest.starts_with("**") || rest.starts_with("__");
                dress.is_marked = true;
                1
            }
            '【' | '〔' | '［' => {
                dress.is_bracketed = true;
                next.len_utf8()
            }
            '|' | '—' | '–' | '―' => {
                dress.is_item = true;
                dress.is_cell |= next == '|';
                next.len_utf8()
            }
            '\\' if rest[1..].starts_with(['>', '-']) => {
                dress.is_item |= rest[1..].starts_with('>');
                dress.is_bullet |= rest[1..].starts_with('-');
                2
            }
            '○' | '◯' | '◎' | '●' | '〇' | '△' | '▲' | '■' | '□' | '◆' | '◇' => {
                dress.is_circled = true;
                next.len_utf8()
            }
            '<' if rest.starts_with("<v ") => {
                dress.is_voice = true;
                3
            }
            '•' | '·' | '‣' | '◦' | '▪' => {
                dress.is_bullet = true;
                next.len_utf8()
            }
            '<' => match tag(rest) {
                Some(length) => {
                    dress.is_bold |= ["<b>", "<strong>"].iter().any(|bold| rest.starts_with(bold));
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
#[derive(Default)]
struct BehindName {
    length: usize,
    has_colon: bool,
    has_stop: bool,
    /// A dash, with a space after or a full stop before it.
    has_dash: bool,
    has_clock: bool,
    /// True if a space stands between it and the words.
    is_apart: bool,
    /// True if nothing else stands on the line.
    is_all: bool,
}

fn behind(text: &str, dress: &Dress) -> Option<BehindName> {
    let mut found = BehindName::default();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let Some(next) = rest.chars().next() else { break };
        if !found.has_clock
            && !dress.has_clock
            && let Some((length, _)) = clock::at_start(rest).filter(|_| !found.has_colon)
        {
            found.has_clock = true;
            at += length;
            continue;
        }
        let length = match next {
            ':' | '：' => {
                found.has_colon = true;
                next.len_utf8()
            }
            '.' | '—' | '–' | '-' if !found.has_colon => {
                // `Ben-Smith`, `Ben.example`
                if rest[next.len_utf8()..].starts_with(char::is_alphanumeric) && next != '—' {
                    return None;
                }
                found.has_dash |= next != '.' && (found.has_stop || rest[next.len_utf8()..].starts_with(is_blank));
                found.has_stop = true;
                next.len_utf8()
            }
            '】' | '〕' | '］' if dress.is_bracketed => {
                found.has_stop = true;
                next.len_utf8()
            }
            '>' if dress.is_voice => {
                found.has_colon = true;
                1
            }
            ',' if !found.has_colon => match role(rest) {
                Some(length) => length,
                None => break,
            },
            '*' | '_' | '\\' => 1,
            ']' => match rest.strip_prefix("](").and_then(|link| link.find(')')) {
                Some(end) => end + 3,
                // `[Ben]{.smallcaps}`
                None => rest.strip_prefix("]{").and_then(|span| span.find('}')).map_or(1, |end| end + 3),
            },
            '(' | '（' if !found.has_colon => {
                let close = rest.char_indices().take(60).find(|(_, c)| matches!(c, ')' | '）'));
                match close {
                    Some((end, c)) => end + c.len_utf8(),
                    None => break,
                }
            }
            '<' => match around(rest) {
                Around::Tag(length) => length,
                Around::Break => {
                    found.is_all = true;
                    break;
                }
                Around::Words => break,
            },
            c if is_blank(c) => c.len_utf8(),
            _ => break,
        };
        at += length;
    }
    found.length = text[..at].trim_end_matches(is_blank).len();
    found.is_apart = found.length < at;
    found.is_all |= at == text.len();
    Some(found)
}

/// Kinds of tags after a name.
enum Around {
    /// A tag around the name, or around the raised mark of a note, with its length.
    Tag(usize),
    /// A tag that ends the line.
    Break,
    /// A part of the words.
    Words,
}

fn around(text: &str) -> Around {
    if let Some(length) = tag(text) {
        return Around::Tag(length);
    }
    let head = crate::text::head(text, 24);
    if let Some(end) = head.strip_prefix("<sup>").and_then(|mark| mark.find("</sup>")) {
        return Around::Tag("<sup></sup>".len() + end);
    }
    let is_break = head.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br"));
    if is_break { Around::Break } else { Around::Words }
}

/// Length of a role between a name and its colon: `, Clerk:`.
fn role(text: &str) -> Option<usize> {
    let head = crate::text::head(text, LONGEST);
    let end = head.find([':', '：', '*', '_', '<'])?;
    let role = head[1..end].trim();
    let fits = role.split_whitespace().count() <= 6 && looks_like_name(role) && role != "I" && !is_no_speaker(role);
    (fits && head[end..].contains([':', '：'])).then_some(end)
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
    let known = |name: &str| (!name.is_empty() && is_known(name)).then(|| name.to_owned());
    let bare = || if without_brackets.len() < name.len() { known(without_brackets) } else { None };
    let untitled = || known(&without_title(name)?);
    known(name).or_else(bare).or_else(untitled).or_else(|| known(&without_title(without_brackets)?))
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
            ("**Ben**, Chair: w", 15),
            ("Ben, Chair: w", 11),
            ("[0:15] **Ben** w", 14),
            ("**Ben** 0:15\\", 13),
            ("**Ben:**<br>w", 8),
            ("<b>Ben</b><br>w", 10),
            ("<v Ben>w</v>", 7),
            ("[Ben]{.smallcaps}: w", 18),
            ("| Ben: | W. |", 6),
            ("【Ben】w", 9),
            ("— Ben: w", 8),
            ("\\>\\> Ben: w", 9),
            ("Ben<sup>1</sup>: w", 16),
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
            "Ben, I ask: w",
            "| Ben | W. |",
            "| Ben: | yes |",
            "**Ben** Said",
            "Ben — Said",
            "○Ben",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
    #[test]
    fn what_says_that_a_name_is_a_label_is_told_apart() {
        let read =
            |line: &str| dressed_label(line, |name| matches!(name, "Ben Ode" | "鈴木委員")).map(|label| label.strength);
        for (line, strength) in [
            ("Ben Ode: So it is.", Strength::Colon),
            ("Ben Ode: so it is.", Strength::Beginning),
            ("**Ben Ode** So it is.", Strength::Beginning),
            ("Ben Ode — So it is.", Strength::Beginning),
            ("Ben Ode.- So it is.", Strength::Beginning),
            ("**鈴木委員**　反対です。", Strength::Beginning),
            ("○鈴木委員　反対です。", Strength::Sign),
            ("【鈴木委員】反対です。", Strength::Sign),
            ("- Ben Ode: So it is.", Strength::Item),
            ("• Ben Ode: So it is.", Strength::Item),
            ("- **Ben Ode:** So it is.", Strength::Marked),
        ] {
            assert_eq!(read(line), Some(strength), "{line}");
        }
        for line in [
            "**Ben Ode** rose.",
            "Ben Ode — the clerk",
            "- Ben Ode: to write",
            "**鈴木委員**是",
            "【鈴木委員】",
            "Ben Ode. So it is.",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
