//! Reads the heading of a speech: the name, and what else people write on its line.
//!
//! The name does not include a time beside it, an anchor of a word processor, a footnote's mark or bold type; and words
//! after the colon are part of the speech.

use std::borrow::Cow;
use std::ops::Range;

use super::clock;
use super::name::{BOLD, is_numbered_voice, looks_like_name};
use super::name_particles::PARTICLES;
use crate::markdown::without_marks;
use crate::record::{Label, Language, Moment};

/// Content of a heading that names a speaker.
#[derive(Debug)]
pub struct Heading<'t> {
    /// The name, in Markdown, without a final colon.
    pub name: Cow<'t, str>,
    /// True if anything except a language was removed from around it.
    pub is_dressed: bool,
    /// Time at which the speech began.
    pub time: Option<Moment>,
    /// Language of the speech.
    pub lang: Option<Language>,
    /// Delivery of the words as written: the value of `{delivered=written}`.
    pub delivered: Option<Box<str>>,
    /// True if a colon marks it as a label.
    pub has_colon: bool,
}

/// Reports whether a heading's text ends like a label, in a colon, perhaps followed by parts that do not belong to the
/// name.
pub fn is_label(text: &str) -> bool {
    if text.ends_with([':', '：']) {
        return true;
    }
    if let Cow::Owned(bare) = without_marks(text) {
        return is_label(&bare);
    }
    let may = text.ends_with(|c: char| {
        matches!(c, '}' | '*' | '_' | ']' | ')' | '）' | '］' | '】' | '>' | '\\' | '#' | '^') || c.is_numeric()
    });
    may && text.contains([':', '：']) && understand(text).has_colon
}

/// Splits a heading's text into its parts.
pub fn understand(text: &str) -> Heading<'_> {
    let bare = match without_marks(text) {
        Cow::Borrowed(_) => without_anchors(text).map_or(Cow::Borrowed(text), Cow::Owned),
        Cow::Owned(bare) => Cow::Owned(without_anchors(&bare).unwrap_or(bare)),
    };
    match bare {
        Cow::Borrowed(_) => taken_apart(text),
        Cow::Owned(bare) => {
            let heading = taken_apart(&bare);
            Heading { name: Cow::Owned(heading.name.into_owned()), is_dressed: true, ..heading }
        }
    }
}

/// As [`understand`], for the name of a speaker: also removes a list number in front and a sign at the end: `1. Ann:`, `Ann –`.
pub fn understand_speaker(text: &str) -> Heading<'_> {
    let heading = understand(text);
    let numbered = without_number(&heading.name).filter(|rest| heading.has_colon && looks_like_name(rest));
    let bare = numbered.unwrap_or(&heading.name);
    let ended = bare.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '–' | '—' | '-'));
    let bare = if looks_like_name(ended) { ended } else { bare };
    if bare.len() == heading.name.len() {
        return heading;
    }
    Heading { name: Cow::Owned(bare.to_owned()), is_dressed: true, ..heading }
}

/// Removes a list number in front: `1. Ann`, `(2) Ann`, `3) Ann`.
fn without_number(name: &str) -> Option<&str> {
    let rest = name.strip_prefix('(').unwrap_or(name);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let rest = rest[digits..].strip_prefix(['.', ')']).filter(|_| (1..=3).contains(&digits))?;
    rest.starts_with(' ').then(|| rest.trim_start())
}

/// Removes the anchors that pandoc makes of bookmarks, `[]{#_Toc123 .anchor}Ann`; `None` if there are none.
fn without_anchors(text: &str) -> Option<String> {
    let mut found: Option<String> = None;
    let mut rest = text;
    while let Some(at) = memchr::memmem::find(rest.as_bytes(), b"[]{") {
        let Some(close) = rest[at..].find('}').filter(|_| rest[at + 3..].starts_with(['#', '.'])) else { break };
        found.get_or_insert_with(String::new).push_str(&rest[..at]);
        rest = &rest[at + close + 1..];
    }
    found.map(|found| found + rest)
}

fn taken_apart(text: &str) -> Heading<'_> {
    let (mut lang, mut time, mut delivered, mut has_colon, mut is_dressed) = (None, None, None, false, false);
    let mut rest = text.trim();
    // Each round removes something, so there are few.
    loop {
        let before = rest.len();
        if let Some((label, attributes)) = attributes(rest) {
            let found = attributes.split_whitespace().find_map(|part| part.strip_prefix("lang="));
            if let Some(tag) = found.and_then(|tag| Language::parse(tag.trim_matches(['"', '\'']))) {
                lang = Some(tag);
            }
            if let Some(way) = attributes.split_whitespace().find_map(|part| part.strip_prefix("delivered=")) {
                (delivered, is_dressed) = (Some(way.trim_matches(['"', '\'']).into()), true);
            }
            is_dressed |= attributes.starts_with(['#', '.', '-']);
            // `[Ann]{.underline}`
            let span = label.strip_prefix('[').and_then(|label| label.strip_suffix(']'));
            rest = span.filter(|span| !span.contains(['[', ']'])).map_or(label, str::trim);
        } else if let Some(label) = footnote(rest) {
            (rest, is_dressed) = (label, true);
        } else if let Some(label) = rest.strip_suffix([':', '：']).filter(|_| !has_colon) {
            (rest, has_colon) = (label.trim_end(), true);
        } else if let Some((label, moment)) = clock::trailing(rest).filter(|_| time.is_none()) {
            (rest, time, is_dressed) = (label, Some(moment), true);
        } else if let Some((label, moment)) = clock::leading(rest).filter(|_| time.is_none()) {
            (rest, time, is_dressed) = (label, Some(moment), true);
        } else if let Some(label) = raised(rest) {
            (rest, is_dressed) = (label, true);
        } else if let Some(label) = without_signs(rest) {
            (rest, is_dressed) = (label, true);
        } else if let Some(label) = unmarked(rest) {
            (rest, is_dressed) = (label, true);
        }
        if rest.len() == before {
            break;
        }
    }
    // Recorders put names in brackets too: `[Mary Smith] 00:00:15`.
    let inner = rest.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
    let is_name = |inner: &&str| (time.is_some() && !inner.contains(['[', ']'])) || is_numbered_voice(inner);
    if let Some(inner) = inner.filter(is_name) {
        (rest, is_dressed) = (inner.trim(), true);
    }
    // A day beside a time belongs to it.
    if let Some(time) = &mut time
        && let Some((label, day)) = without_day(rest)
    {
        time.written = format!("{day} {}", time.written).into();
        rest = label;
    }
    if is_dressed {
        rest = rest.trim_end_matches([':', '：', ' ']);
    }
    let mut name = Cow::Borrowed(rest);
    if let Some((open, close, tag)) = inner_language(&name) {
        lang = Some(tag);
        name = without_middle(&name, open, close).into();
    }
    if name.contains("[^") {
        let bare = without_footnotes(&name);
        if bare != *name {
            (name, is_dressed) = (bare.into(), true);
        }
    }
    if let Some(bare) = without_breaks(&name) {
        (name, is_dressed) = (bare.into(), true);
    }
    Heading { name, is_dressed, time, lang, delivered, has_colon }
}

/// Removes the attributes in braces that word processors put at the end of a heading.
pub fn without_attributes(text: &str) -> &str {
    attributes(text).filter(|(_, inner)| !inner.starts_with("lang=")).map_or(text, |(heading, _)| heading)
}

/// Label for a speech without a named speaker. It has no key, so it is linked to nobody. `written` is the text in place
/// of a name.
pub fn nobody(written: &str) -> Label {
    let written = crate::record::strip_colon(written);
    Label { text: if written.is_empty() { "?" } else { written }.into(), key: "".into() }
}

/// Reports whether a name consists of words in angle brackets: `<Unknown>`, `<name withheld>`.
pub fn is_withheld(name: &str) -> bool {
    let inner = name.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    inner.is_some_and(|inner| !inner.contains(['<', '>', '/', '=']) && !inner.trim().is_empty())
}

/// Role of the text after the colon of a heading.
#[derive(Debug, PartialEq, Eq)]
pub enum Behind {
    /// No text, or a part of the name: `環保署代表：羅振誠`.
    Name,
    /// Spoken words, and the label in front of them.
    Words {
        /// Range of the label, with its colon.
        label: Range<usize>,
        /// Range of the words, up to the end of the heading.
        words: Range<usize>,
    },
    /// More than a name, and not certainly words.
    Doubt,
}

/// Distinguishes spoken words after the colon of a heading from a name that contains a colon.
pub fn behind_colon(text: &str) -> Behind {
    let doubtful = |text: &str| {
        let words = text.split_whitespace().count();
        (words > 8 && text.len() <= 300)
            || (words >= 5 && ends_sentence(text) && !is_abbreviated(text))
            || (text.contains(['。', '！', '？']) && !text.is_ascii())
            || ends_in_slip(text)
    };
    let colon = inner_colon(text);
    let Some((at, length)) = colon else {
        return if doubtful(text.trim_end_matches([':', '：'])) { Behind::Doubt } else { Behind::Name };
    };
    let words = text[at + length..].trim_start();
    let label = &text[..at + length];
    let name = understand(label).name;
    let is_name = !name.is_empty() && name.chars().count() <= 60 && name.split_whitespace().count() <= 6;
    if is_name && !ends_sentence(&name) && (is_said(words) || is_short_answer(words)) {
        return Behind::Words { label: 0..at + length, words: text.len() - words.len()..text.len() };
    }
    let is_said = |word: &&str| word.starts_with(char::is_lowercase) && !PARTICLES.contains(word);
    let lower = words.split_whitespace().filter(is_said).count();
    let count = words.split_whitespace().count();
    let is_long = lower >= 2 && count >= 4;
    // A part of a name is never in lower case throughout, and has no comma between clauses.
    let is_sentence = lower == count || words.contains(['，', '「']) || (lower > 0 && !words.contains([',', '(']));
    if is_long || is_sentence || words.chars().filter(|c| crate::text::is_cjk(*c)).count() > 12 || doubtful(text) {
        return Behind::Doubt;
    }
    Behind::Name
}

/// Reports whether a name ends in a sign that stands where a colon was meant: `Jane Smith;`, `Ben -`, `Cormac.`
pub(super) fn ends_in_slip(name: &str) -> bool {
    // A time or attributes may stand behind a sign that divides them from the name.
    let name = understand(name).name;
    let name = name.trim_end();
    // `&gt;` ends in no sign of its own.
    let is_entity = name.ends_with(';') && name.rfind('&').is_some_and(|at| !name[at..].contains(' '));
    !is_entity
        && (name.ends_with([';', '；', ',', '，', '、', '-', '–', '—'])
            || (name.ends_with('.') && !is_abbreviated(name)))
}

/// Position and length of a colon with text after it, outside times and links.
pub(super) fn inner_colon(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(at) = text[from..].find([':', '：', ']']).map(|at| from + at) {
        let rest = &text[at..];
        let length = rest.chars().next().map_or(1, char::len_utf8);
        from = at + length;
        if rest.starts_with(']') {
            if rest.starts_with("](") {
                from = rest.find(')').map_or(text.len(), |end| at + end + 1);
            }
            continue;
        }
        let behind = &text[at + length..];
        let digits = text[..at].ends_with(char::is_numeric) && behind.starts_with(char::is_numeric);
        // After the colon there is only `{lang=fr}:`, a time or a mark.
        if digits || behind.trim().is_empty() {
            continue;
        }
        let tail = understand(behind);
        if tail.name.trim_matches(['*', '_', ' ']).is_empty() {
            continue;
        }
        return Some((at, length));
    }
    None
}

/// Reports whether words are certainly speech rather than a name: they end like a sentence, and are more than names
/// have.
fn is_said(words: &str) -> bool {
    let bare = words.trim_end_matches(['"', '”', '’', '\'', '」', '』', ')', '）', '*', '_']);
    if bare.ends_with(['!', '?', '！', '？', '。', '…']) {
        return true;
    }
    if !bare.ends_with('.') {
        return false;
    }
    let lower = words.split_whitespace().filter(|word| word.starts_with(char::is_lowercase));
    !is_abbreviated(bare) && words.split_whitespace().count() >= 3 && lower.count() > 0
}

/// Answers and calls that are spoken alone, in lower case.
const SHORT_ANSWERS: [&str; 46] = [
    "yes",
    "no",
    "aye",
    "nay",
    "yea",
    "agreed",
    "agree",
    "seconded",
    "second",
    "i second",
    "so moved",
    "moved",
    "i move",
    "i so move",
    "present",
    "here",
    "thanks",
    "thank you",
    "abstain",
    "abstained",
    "abstention",
    "correct",
    "okay",
    "ok",
    "oui",
    "non",
    "ja",
    "nein",
    "enthaltung",
    "sí",
    "si",
    "sim",
    "não",
    "présent",
    "présente",
    "presente",
    "anwesend",
    "是",
    "好",
    "對",
    "有",
    "同意",
    "贊成",
    "反對",
    "附議",
    "はい",
];

/// Reports whether words are an answer that is spoken alone: `Yes`, `So moved.`
fn is_short_answer(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    SHORT_ANSWERS.contains(&&*bare)
}

/// Reports whether the full stop at the end belongs to an abbreviation rather than ending a sentence: `John Smith Jr.`
fn is_abbreviated(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default().trim_end_matches('.');
    const ABBREVIATIONS: [&str; 12] =
        ["Jr", "Sr", "Inc", "Co", "Ltd", "Corp", "Esq", "Ph.D", "M.D", "LL.M", "GmbH", "Hon"];
    (last.chars().count() < 2 && last != "I") || ABBREVIATIONS.contains(&last)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '。', '！', '？'])
}

/// Splits off attributes in braces at the end, as word processors write them: `{#h.abc}`, `{.unnumbered}`, `{#a
/// lang=fr}`.
fn attributes(text: &str) -> Option<(&str, &str)> {
    let (label, inner) = text.strip_suffix('}')?.rsplit_once('{')?;
    let inner = inner.trim();
    let is_language =
        inner.strip_prefix("lang=").is_some_and(|tag| Language::parse(tag.trim_matches(['"', '\'', ' '])).is_some());
    let is_attribute = |part: &str| part.starts_with(['#', '.']) || part == "-" || part.contains('=');
    let is_of_speech = |part: &str| part.starts_with("delivered=") || part.starts_with("lang=");
    let is_delivery = inner.contains("delivered=") && inner.split_whitespace().all(is_of_speech);
    let is_one = is_language
        || is_delivery
        || (inner.starts_with(['#', '.', '-']) && inner.split_whitespace().all(is_attribute));
    is_one.then(|| (label.trim_end(), inner))
}

/// Removes the middle of a name and keeps the words apart.
pub fn without_middle(text: &str, open: usize, close: usize) -> String {
    let (before, after) = (text[..open].trim_end(), text[close..].trim());
    let is_word = |c: char| c.is_alphanumeric() && !crate::text::is_cjk(c);
    let is_apart = before.ends_with(is_word) && (after.starts_with(is_word) || after.starts_with(['(', '[']));
    let space = if is_apart { " " } else { "" };
    format!("{before}{space}{after}")
}

/// Removes characters at the end that belong to Markdown rather than to a name: the `\\` of a line break, and `###`
/// after a colon.
fn without_signs(text: &str) -> Option<&str> {
    if let Some(bare) = text.strip_suffix('\\') {
        return Some(bare.trim_end());
    }
    let bare = text.trim_end_matches('#');
    (bare.len() < text.len() && bare.ends_with([':', '：', '*', '_'])).then_some(bare)
}

/// Finds `{lang=fr}` in the middle of a label: its start, its end, and the language.
fn inner_language(text: &str) -> Option<(usize, usize, Language)> {
    let open = text.find("{lang=")?;
    let close = open + text[open..].find('}')?;
    let tag = Language::parse(text[open + 6..close].trim_matches(['"', '\'', ' ']))?;
    Some((open, close + 1, tag))
}

/// Removes the mark of a footnote at the end.
fn footnote(text: &str) -> Option<&str> {
    let (label, mark) = text.strip_suffix(']')?.rsplit_once("[^")?;
    let is_mark = !mark.is_empty() && !mark.contains([' ', ']', '[']);
    is_mark.then(|| label.trim_end())
}

/// Removes a raised sign or number at the end, as word processors write the marks of notes: `Ann<sup>1</sup>`,
/// `Ann ^1^`, `Ann¹`, `Ann[1]`.
fn raised(text: &str) -> Option<&str> {
    let is_mark = |mark: &str| {
        (1..=3).contains(&mark.chars().count())
            && mark.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '*' | '†' | '‡' | '§'))
    };
    let is_name =
        |label: &&str| label.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '.' | ':' | '：' | '*'));
    if let Some((label, mark)) = text.strip_suffix("</sup>").and_then(|rest| rest.rsplit_once("<sup>")) {
        return is_mark(mark.trim()).then(|| label.trim_end());
    }
    if let Some((label, mark)) = text.strip_suffix('^').and_then(|rest| rest.rsplit_once('^')) {
        return is_mark(mark).then(|| label.trim_end());
    }
    let bare = text.trim_end_matches(['¹', '²', '³', '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
    if bare.len() < text.len() {
        return Some(bare.trim_end()).filter(is_name);
    }
    // The number is part of the name in `Speaker [1]`, and may be after any single word.
    let (label, mark) = text.strip_suffix(']').and_then(|rest| rest.rsplit_once('['))?;
    let is_several = label.contains(' ') || label.chars().any(crate::text::is_cjk);
    (is_several && mark.bytes().all(|byte| byte.is_ascii_digit()) && is_mark(mark)).then_some(label).filter(is_name)
}

/// Splits a day, `2024-01-05`, off the end; returns the rest and the day.
fn without_day(text: &str) -> Option<(&str, &str)> {
    let is_day = |part: &str| {
        part.len() == 10
            && part.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => matches!(byte, b'-' | b'/' | b'.'),
                _ => byte.is_ascii_digit(),
            })
    };
    let (before, last) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    let last = last.trim_matches(['(', ')', '[', ']', ',']);
    is_day(last).then(|| (before.trim_end_matches([' ', ',', '-', '–', '(', '[']), last))
}

fn without_footnotes(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("[^") {
        let Some(close) = rest[open..].find(']').map(|close| open + close) else { break };
        bare.push_str(&rest[..open]);
        rest = &rest[close + 1..];
    }
    bare.push_str(rest);
    bare
}

/// Removes bold type around the whole text.
fn unmarked(text: &str) -> Option<&str> {
    BOLD.iter().find_map(|(open, close)| {
        let head = text.get(..open.len()).filter(|head| head.eq_ignore_ascii_case(open))?;
        let end = text.len().checked_sub(close.len()).filter(|end| *end > head.len())?;
        text.get(end..).filter(|tail| tail.eq_ignore_ascii_case(close))?;
        let inner = &text[head.len()..end];
        (!inner.trim().is_empty() && !inner.contains(open) && !inner.contains(close)).then(|| inner.trim())
    })
}

/// Replaces each `<br>` with a space; `None` when there is none.
fn without_breaks(text: &str) -> Option<String> {
    let mut spaced: Option<String> = None;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let tag = rest.get(at + 1..at + 3).filter(|tag| tag.eq_ignore_ascii_case("br"));
        // The longest such tag is `<br />`; the limit keeps the search short in texts with many open brackets.
        let end = tag.and_then(|_| crate::text::head(&rest[at..], 16).find('>')).map(|end| at + end + 1);
        let spaced = spaced.get_or_insert_with(String::new);
        match (tag, end) {
            (Some(_), Some(end)) if rest[at + 3..end - 1].trim_end_matches('/').trim().is_empty() => {
                spaced.push_str(&rest[..at]);
                spaced.push(' ');
                rest = &rest[end..];
            }
            _ => {
                spaced.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
            }
        }
    }
    let spaced = spaced? + rest;
    let words: Vec<&str> = spaced.split_whitespace().collect();
    (spaced != text).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_the_name_whatever_stands_around_it() {
        for (text, name) in [
            ("Eve [00:12:30]:", "Eve"),
            ("Eve: [00:12:30]", "Eve"),
            ("10:15 Eve:", "Eve"),
            ("Gus, 10:18:", "Gus"),
            ("Eve (10:18):", "Eve"),
            ("Eve（10：18）：", "Eve"),
            ("１０：１５　Eve：", "Eve"),
            ("[00:12:30] 林月湄：", "林月湄"),
            ("Ben[^1]:", "Ben"),
            ("Ben:[^note]", "Ben"),
            ("Ben[^1] (Chair):", "Ben (Chair)"),
            ("Cid<br>Chair:", "Cid Chair"),
            ("[]{#_Toc123 .anchor}Ann Lee:", "Ann Lee"),
            ("[Ben Ode]{.underline}:", "Ben Ode"),
            ("[Ben Ode:]{.underline}", "Ben Ode"),
            ("Ben Ode<sup>1</sup>:", "Ben Ode"),
            ("Ben Ode:<sup>1</sup>", "Ben Ode"),
            ("Ben Ode ^1^:", "Ben Ode"),
            ("Ben Ode: ^1^", "Ben Ode"),
            ("Ben Ode[1]:", "Ben Ode"),
            ("Ben Ode¹:", "Ben Ode"),
            ("Ann Lee 2m 3s:", "Ann Lee"),
            ("Ann Lee (9.03 a.m.):", "Ann Lee"),
            ("上午9時03分 王委員：", "王委員"),
            ("Ann Lee 2024-01-05 10:03:", "Ann Lee"),
            ("[SPEAKER_01]:", "SPEAKER_01"),
            ("Cid<br />Chair:", "Cid Chair"),
            ("Eve: {#eve}", "Eve"),
            ("Eve {#h.1abc .x}:", "Eve"),
            ("**Eve:**", "Eve"),
            ("**Eve::** 0:15", "Eve"),
            ("**Eve**:", "Eve"),
            ("__Eve:__ {#eve}", "Eve"),
            ("***Eve:***", "Eve"),
            ("<b>Eve:</b>", "Eve"),
            ("Eve:\\", "Eve"),
            ("Eve:###", "Eve"),
            ("**Eve: {#eve}**", "Eve"),
            ("**Eve** [1:19](https://video.example/?t=79):", "Eve"),
        ] {
            let heading = understand(text);
            assert_eq!((&*heading.name, heading.has_colon, heading.is_dressed), (name, true, true), "{text}");
            assert!(is_label(text), "{text}");
        }
        for text in [
            "Eve:",
            "環保署代表：羅振誠：",
            "Ann (Chair):",
            "Speaker 1:",
            "A_B:",
            "Ann [Chair]:",
            "Speaker[1]:",
            "Speaker [1]:",
        ] {
            let heading = understand(text);
            assert_eq!(&*heading.name, &text[..text.len() - if text.ends_with(':') { 1 } else { 3 }]);
            assert!(heading.has_colon && !heading.is_dressed, "{text}");
        }
        for text in ["Eve", "Budget 2024", "**Bold**", "Agenda {#agenda}", "10:15"] {
            assert!(!is_label(text), "{text}");
        }
    }

    #[test]
    fn a_number_in_front_and_a_sign_behind_are_no_part_of_a_speakers_name() {
        for text in
            ["1. Ann Lee:", "(2) Ann Lee:", "3) Ann Lee:", "Ann Lee,", "Ann Lee –", "Ann Lee -:", "12. Ann Lee –:"]
        {
            assert_eq!(understand_speaker(text).name, "Ann Lee", "{text}");
        }
        for text in ["1. the rest", "1. Ann Lee", "2024. Ann Lee:", "Ann-Lee"] {
            assert_eq!(understand_speaker(text).name, understand(text).name, "{text}");
        }
    }

    #[test]
    fn a_language_is_no_part_of_the_name() {
        for text in ["Élodie {lang=fr}:", "Élodie: {lang=fr}", "Élodie {#e lang=fr}:", "Élodie {lang=\"fr\"}:"] {
            let heading = understand(text);
            assert_eq!((&*heading.name, heading.lang.as_ref().map(Language::as_str)), ("Élodie", Some("fr")), "{text}");
        }
    }

    #[test]
    fn words_behind_the_colon_are_told_from_names() {
        let words = |text: &str| match behind_colon(text) {
            Behind::Words { label, words } => Some((text[label].to_owned(), text[words].to_owned())),
            _ => None,
        };
        let pair = |label: &str, words: &str| Some((label.to_owned(), words.to_owned()));
        assert_eq!(words("Gus:I said this on the line."), pair("Gus:", "I said this on the line."));
        assert_eq!(words("Hal: And so did I."), pair("Hal:", "And so did I."));
        assert_eq!(words("Hal [0:15]: Why not?"), pair("Hal [0:15]:", "Why not?"));
        assert_eq!(words("主席：大家好。"), pair("主席：", "大家好。"));
        for name in [
            "環保署代表：羅振誠",
            "Works Office: L. Marsh:",
            "Chair: John van der Berg Jr.",
            "Eve: [00:12:30]",
            "Eve",
            "Eve: {#eve}",
            "Ministry of Finance: Ann Lee",
        ] {
            assert_eq!(behind_colon(name), Behind::Name, "{name}");
        }
        for doubt in [
            "Gus: I have read all of the paper",
            "He said that we all should leave it at that now",
            "主席：大家好，今天的議程有三項，我們先從第一項",
        ] {
            assert_eq!(behind_colon(doubt), Behind::Doubt, "{doubt}");
        }
    }

    #[test]
    fn nobody_in_particular_is_nobody() {
        assert!(is_withheld("<Unknown>") && is_withheld("<name withheld>"));
        assert!(!is_withheld("<b>Ann</b>") && !is_withheld("Ann") && !is_withheld("<>"));
        assert_eq!((&*nobody(":").text, &*nobody("10:15:").text), ("?", "10:15"));
    }
}
