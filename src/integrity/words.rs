//! Reads the words of a record from its page, as this program draws them, and compares them with the register's. The page may
//! come from anybody, so it is gone through once, from the beginning to the end.
//!
//! Signs are compared one by one, and white space and square brackets are passed over: how a page sets its paragraphs and
//! references is no part of what was said.

use crate::ledger::{LedgerPassage, PassageKind};

/// In what a page differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wrong {
    /// A passage that is not where it should be.
    Missing(String),
    /// A passage with other words, or another speaker.
    Other(String),
    /// Words that no passage has.
    Added(String),
}

/// A page in pieces.
pub(super) struct PageWords<'p> {
    pieces: Vec<PagePart<'p>>,
}

#[derive(Debug, Clone, Copy)]
enum PagePart<'p> {
    Text(&'p str),
    /// Its name and what else stands in it.
    Start(&'p str, &'p str),
    End,
}

impl<'p> PageWords<'p> {
    pub(super) fn new(page: &'p str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = page;
        while !rest.is_empty() {
            let Some(at) = rest.find('<') else {
                pieces.push(PagePart::Text(rest));
                break;
            };
            if at > 0 {
                pieces.push(PagePart::Text(&rest[..at]));
            }
            rest = &rest[at + 1..];
            if let Some(comment) = rest.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let end = end_of_tag(rest);
            let tag = &rest[..end];
            rest = rest.get(end + 1..).unwrap_or_default();
            if tag.starts_with('/') {
                pieces.push(PagePart::End);
            } else if !tag.starts_with(['!', '?']) {
                let (name, more) = tag.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((tag, ""));
                let name = name.trim_end_matches('/');
                pieces.push(PagePart::Start(name, more));
                // What stands in these is no markup, and nobody reads it.
                let raw = ["script", "style", "textarea", "title", "noscript"]
                    .into_iter()
                    .find(|raw| name.eq_ignore_ascii_case(raw));
                if let Some(raw) = raw {
                    rest = after_raw(rest, raw);
                    pieces.push(PagePart::End);
                }
            }
        }
        PageWords { pieces }
    }

    /// Compares the record on the page with what was published of it.
    pub(super) fn compare(&self, passages: &[LedgerPassage]) -> Result<(), Wrong> {
        let mut at = self.pieces.iter().position(begins_a_record).unwrap_or(self.pieces.len());
        let mut speaker = String::new();
        for passage in passages {
            at = self.next(at, &mut speaker)?;
            let what = shown(passage);
            let is_it = self.pieces.get(at).is_some_and(|piece| is_of(piece, passage));
            if !is_it {
                return Err(Wrong::Missing(what));
            }
            let (said, after) = self.within(at);
            at = after;
            let is_said = passage.words.as_ref().is_none_or(|words| said.are(words));
            let is_theirs = passage.kind != PassageKind::Speech || speaker.starts_with(&signs(&passage.label));
            if !is_said || !is_theirs {
                return Err(Wrong::Other(what));
            }
        }
        match self.pieces[at.min(self.pieces.len())..].iter().any(is_passage) {
            true => Err(Wrong::Added("a speech, a remark or a heading after the last".to_owned())),
            false => Ok(()),
        }
    }

    /// Where the next passage begins. What stands between two is who speaks, and what was said there before.
    fn next(&self, mut at: usize, speaker: &mut String) -> Result<usize, Wrong> {
        while let Some(piece) = self.pieces.get(at) {
            match piece {
                piece if is_passage(piece) => break,
                PagePart::Start("h3", more) if has_class(more, "speaker") => {
                    let (said, after) = self.within(at);
                    (*speaker, at) = (said.whole, after);
                    continue;
                }
                PagePart::Start("h2", more) if attribute(more, "id") == Some("footnotes") => {
                    at = self.within(at).1;
                    continue;
                }
                PagePart::Start("details", more) if has_class(more, "correction") => {
                    at = self.within(at).1;
                    continue;
                }
                PagePart::Text(text) if !signs(text).is_empty() => {
                    return Err(Wrong::Added(text.trim().chars().take(80).collect()));
                }
                _ => {}
            }
            at += 1;
        }
        Ok(at)
    }

    /// Whether the paragraph that begins before a piece holds only a link whose words are its own address on a line of its own, as
    /// frames are drawn. An address that somebody typed ends without that line.
    fn is_frame(&self, at: usize) -> bool {
        let pieces = self.pieces.get(at..at + 5);
        matches!(pieces, Some([PagePart::Start("a", more), PagePart::Text(shown), PagePart::End, PagePart::Text("\n"), PagePart::End])
            if attribute(more, "href").is_some_and(|href| decoded(href) == decoded(shown)))
    }

    /// What an element says, and where it ends.
    fn within(&self, start: usize) -> (ElementWords, usize) {
        let mut said = ElementWords::default();
        let (mut depth, mut at) = (0_usize, start);
        // How deep it was where something began that is no word of it, or a mark of a note.
        let (mut aside, mut mark): (Option<usize>, Option<usize>) = (None, None);
        while let Some(piece) = self.pieces.get(at) {
            at += 1;
            match piece {
                // A frame is shown as a paragraph that holds the way to it and nothing else, which is none of the words.
                PagePart::Start("p", _) if aside.is_none() && self.is_frame(at) => {
                    aside = Some(depth);
                    depth += 1;
                }
                PagePart::Start(name, more) => {
                    if matches!(*name, "br" | "hr" | "img" | "input" | "wbr" | "col") {
                        continue;
                    }
                    if depth > 0 && aside.is_none() && is_aside(name, more) {
                        aside = Some(depth);
                    }
                    // The number of a note, in the text and before the note.
                    if mark.is_none() && (*name == "sup" || (*name == "span" && more.is_empty())) {
                        mark = Some(depth);
                    }
                    depth += 1;
                }
                PagePart::End => {
                    depth = depth.saturating_sub(1);
                    aside = aside.filter(|began| *began < depth);
                    mark = mark.filter(|began| *began < depth);
                    if depth == 0 {
                        break;
                    }
                }
                PagePart::Text(text) if aside.is_none() => said.put(text, mark.is_some()),
                PagePart::Text(_) => {}
            }
        }
        (said, at)
    }
}

/// What an element says.
#[derive(Debug, Default)]
struct ElementWords {
    whole: String,
    without_marks: String,
}

impl ElementWords {
    fn put(&mut self, text: &str, is_mark: bool) {
        let text = signs(text);
        self.whole.push_str(&text);
        if !is_mark {
            self.without_marks.push_str(&text);
        }
    }

    /// Whether these are the words. A mark of a note, and the name of a reference, stand in the register as they were typed.
    fn are(&self, words: &str) -> bool {
        let typed = plain_signs(words);
        typed == self.whole || typed == self.without_marks || {
            let shown = plain_signs(&without_references(words));
            shown == self.whole || shown == self.without_marks
        }
    }
}

/// What comes after an element whose content is no markup.
fn after_raw<'t>(text: &'t str, name: &str) -> &'t str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return rest.split_once('>').map_or("", |(_, after)| after);
        }
    }
    ""
}

/// Where a tag ends that began before `text`: at the first `>` outside quotes.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn attribute<'t>(more: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = more;
    while let Some((key, after)) = rest.split_once('=') {
        let after = after.strip_prefix('"')?;
        let (value, next) = after.split_once('"')?;
        // Before it may stand one that has no value.
        if key.split_ascii_whitespace().next_back() == Some(name) {
            return Some(value);
        }
        rest = next;
    }
    None
}

fn has_class(more: &str, class: &str) -> bool {
    attribute(more, "class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
}

fn begins_a_record(piece: &PagePart<'_>) -> bool {
    is_passage(piece) || matches!(piece, PagePart::Start("div", more) if has_class(more, "turn"))
}

fn is_passage(piece: &PagePart<'_>) -> bool {
    match piece {
        PagePart::Start("div", more) => {
            let has_id = attribute(more, "id").is_some();
            attribute(more, "class") == Some("note")
                || (has_id && (has_class(more, "speech") || has_class(more, "narrative")))
        }
        PagePart::Start("li", more) => is_footnote(more),
        PagePart::Start("h2", more) => has_class(more, "section") && attribute(more, "id").is_some(),
        _ => false,
    }
}

fn is_footnote(more: &str) -> bool {
    attribute(more, "id").is_some_and(|id| id.starts_with("note-"))
}

fn is_of(piece: &PagePart<'_>, passage: &LedgerPassage) -> bool {
    let PagePart::Start(_, more) = piece else { return false };
    let class = match passage.kind {
        PassageKind::Speech => "speech",
        PassageKind::Remark => "narrative",
        PassageKind::Section => "section",
        PassageKind::Note => return has_class(more, "note") || is_footnote(more),
    };
    has_class(more, class) && attribute(more, "id").is_some_and(|id| decoded(id) == *passage.id)
}

/// What stands in a passage and is none of its words: the sign that links to it, the way to its twin, pictures and films with
/// what is told of them, and what was said before.
fn is_aside(name: &str, more: &str) -> bool {
    match name {
        "a" => ["permalink", "twin", "image", "video", "audio"].into_iter().any(|class| has_class(more, class)),
        "details" => has_class(more, "correction"),
        "p" => has_class(more, "footnote-back"),
        _ => false,
    }
}

fn shown(passage: &LedgerPassage) -> String {
    match passage.kind {
        PassageKind::Speech => format!("the speech {} of {}", passage.id, passage.label),
        PassageKind::Remark => format!("the remark {}", passage.id),
        PassageKind::Section => format!("the heading {}", passage.id),
        PassageKind::Note => "a note".to_owned(),
    }
}

/// What is compared of a text of the page.
fn signs(text: &str) -> String {
    plain_signs(&decoded(text))
}

fn plain_signs(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '[' | ']')).collect()
}

/// The words without the names of references: `[plan][p]` is “plan”, and `[^a]` is a mark.
fn without_references(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    let mut after_text = false;
    while let Some(at) = rest.find('[') {
        let is_reference = rest[at..].starts_with("[^") || (at == 0 && after_text);
        let end = rest[at..].find(']').map(|end| at + end + 1);
        out.push_str(&rest[..at]);
        let Some(end) = end else { break };
        if !is_reference {
            out.push_str(&rest[at + 1..end - 1]);
        }
        (rest, after_text) = (&rest[end..], !is_reference);
        if rest.is_empty() {
            return out;
        }
    }
    out.push_str(rest);
    out
}

/// A text with its character references, as our pages have them, resolved.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        // No name of a character is longer.
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        let c = end.and_then(|end| match &rest[..end] {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some('\u{A0}'),
            code => {
                let digits = code.strip_prefix('#')?;
                let number = match digits.strip_prefix(['x', 'X']) {
                    Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                    None => digits.parse().ok()?,
                };
                char::from_u32(number)
            }
        });
        match (c, end) {
            (Some(c), Some(end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            _ => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}
