//! Reads the words of a record from a page that this program drew, and compares them with the register's. The page may
//! be forged, so it is read once from beginning to end.
//!
//! Characters are compared one by one, without white space and square brackets: how a page sets paragraphs and
//! references is not part of what was said.

use super::page_parts::{PagePart, attribute, attributes, has_class, page_parts};
use crate::ledger::LedgerPassage;
use crate::markdown::decode_entities;
use crate::record::PassageKind;

/// Difference between a page and the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wrong {
    /// A passage of the register that is missing or out of its place.
    Missing(String),
    /// A passage with different words or a different speaker.
    Other(String),
    /// Words that are in no passage.
    Added(String),
}

/// Elements that this program draws within a record.
const ELEMENTS: [&str; 44] = [
    "section",
    "div",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "a",
    "i",
    "em",
    "b",
    "strong",
    "sup",
    "sub",
    "span",
    "br",
    "hr",
    "img",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "blockquote",
    "pre",
    "code",
    "del",
    "ins",
    "details",
    "summary",
    "time",
    "wbr",
    "bdi",
    "ruby",
    "rt",
    "figure",
    "svg",
    "rect",
    "text",
];

/// Attributes that this program writes within a record. None of them shows, hides or moves words.
const ATTRIBUTES: [&str; 24] = [
    "class",
    "id",
    "href",
    "src",
    "alt",
    "title",
    "lang",
    "hreflang",
    "dir",
    "role",
    "aria-label",
    "aria-labelledby",
    "aria-hidden",
    "data-cited",
    "data-t",
    "datetime",
    "start",
    "width",
    "height",
    "loading",
    "decoding",
    "viewBox",
    "x",
    "y",
];

/// A page split into tags and texts.
pub(super) struct PageWords<'p> {
    pieces: Vec<PagePart<'p>>,
}

impl<'p> PageWords<'p> {
    pub(super) fn new(page: &'p str) -> Self {
        PageWords { pieces: page_parts(page) }
    }

    /// Compares the record on the page with its passages in the register: everything between the beginning of the
    /// transcript and the end of the element that contains it.
    pub(super) fn compare(&self, passages: &[LedgerPassage]) -> Result<(), Wrong> {
        let begin = self.begin();
        let end = self.end(begin);
        self.check_elements(begin, end)?;
        let notes = self.pieces[begin..end].iter().filter(|piece| is_endnote(piece)).count();
        let mut at = begin;
        let mut speaker = String::new();
        for passage in passages {
            at = self.next(at, end, &mut speaker)?;
            let what = shown(passage);
            let is_it = at < end && is_of(&self.pieces[at], passage);
            if !is_it {
                return Err(Wrong::Missing(what));
            }
            let (said, after) = self.within(at);
            at = after;
            let is_said = said.highest_mark <= notes && passage.words.as_ref().is_none_or(|words| said.are(words));
            let is_theirs = passage.kind != PassageKind::Speech || speaker.starts_with(&signs(&passage.label));
            if !is_said || !is_theirs {
                return Err(Wrong::Other(what));
            }
        }
        speaker.clear();
        at = self.next(at, end, &mut speaker)?;
        let rest = self.pieces.get(at..).unwrap_or_default();
        match !speaker.is_empty() || rest.iter().any(is_passage) {
            true => Err(Wrong::Added("a speech, a remark or a heading after the last".to_owned())),
            false => Ok(()),
        }
    }

    /// Index of the first piece of the transcript: after the tag of the element that contains it, or else the first
    /// passage.
    fn begin(&self) -> usize {
        let first = self.pieces.iter().position(begins_a_record).unwrap_or(self.pieces.len());
        let holds =
            |piece: &PagePart<'_>| matches!(piece, PagePart::Start("div", more) if has_class(more, "transcript"));
        self.pieces[..first].iter().rposition(holds).map_or(first, |at| at + 1)
    }

    /// Index of the end tag of the element that contains the piece at `begin`.
    fn end(&self, begin: usize) -> usize {
        let mut depth = 0;
        let ends = |piece: &PagePart<'_>| {
            depth += piece.depth();
            depth < 0
        };
        self.pieces[begin..].iter().position(ends).map_or(self.pieces.len(), |at| begin + at)
    }

    /// Checks that there are only elements and attributes that this program draws.
    fn check_elements(&self, begin: usize, end: usize) -> Result<(), Wrong> {
        for piece in &self.pieces[begin..end] {
            let PagePart::Start(name, more) = piece else { continue };
            if !ELEMENTS.contains(name) {
                return Err(Wrong::Added(format!("<{}>", name.chars().take(80).collect::<String>())));
            }
            if let Some((other, _)) = attributes(more).find(|(key, _)| !ATTRIBUTES.contains(key)) {
                return Err(Wrong::Added(format!("<{name} {}>", other.chars().take(80).collect::<String>())));
            }
        }
        Ok(())
    }

    /// Index at which the next passage begins, or `end` if there is none. Between two passages there may be the
    /// speaker's name, which is put into `speaker`, earlier wordings, recordings, and the marks of notes to the title.
    fn next(&self, mut at: usize, end: usize, speaker: &mut String) -> Result<usize, Wrong> {
        while at < end {
            match &self.pieces[at] {
                piece if is_passage(piece) => return Ok(at),
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
                PagePart::Start("p", more) if has_class(more, "title-notes") || has_class(more, "recording") => {
                    let (said, after) = self.within(at);
                    if !said.without_marks.is_empty() {
                        return Err(Wrong::Added(said.without_marks.chars().take(80).collect()));
                    }
                    at = after;
                    continue;
                }
                PagePart::Text(text) if !signs(text).is_empty() => {
                    return Err(Wrong::Added(text.trim().chars().take(80).collect()));
                }
                _ => {}
            }
            at += 1;
        }
        Ok(end)
    }

    /// Reports whether the paragraph whose content begins at `at` stands for an embedded frame: it holds only a link
    /// whose text is its own address followed by a line end. An address that an editor typed has no such line end.
    fn is_frame(&self, at: usize) -> bool {
        let pieces = self.pieces.get(at..at + 5);
        matches!(pieces, Some([PagePart::Start("a", more), PagePart::Text(shown), PagePart::End, PagePart::Text("\n"), PagePart::End])
            if attribute(more, "href").is_some_and(|href| decode_entities(href) == decode_entities(shown)))
    }

    /// Words of the element at `start`, and the index after it.
    fn within(&self, start: usize) -> (ElementWords, usize) {
        let mut said = ElementWords::default();
        let (mut depth, mut at) = (0_usize, start);
        // Depth at which an element began that holds no words of the record, or the mark of a note.
        let (mut aside, mut mark): (Option<usize>, Option<usize>) = (None, None);
        let mut is_figure = false;
        while let Some(piece) = self.pieces.get(at) {
            at += 1;
            match piece {
                // An embedded frame is drawn as a paragraph with only a link to it, which is not part of the words.
                PagePart::Start("p", _) if aside.is_none() && self.is_frame(at) => {
                    aside = Some(depth);
                    depth += 1;
                }
                PagePart::Start(name, more) => {
                    if piece.depth() == 0 {
                        continue;
                    }
                    if depth > 0 && aside.is_none() && is_aside(name, more) {
                        (aside, is_figure) = (Some(depth), matches!(*name, "figure" | "span"));
                    }
                    // The number of a note, in the text or in front of the note itself.
                    let begins = || match self.pieces.get(at.wrapping_sub(2)) {
                        Some(PagePart::Start("div", before)) => *name == "span" && has_class(before, "footnote"),
                        _ => false,
                    };
                    if mark.is_none() && ((*name == "sup" && has_class(more, "footnote")) || begins()) {
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
                // In the picture of a vote and in a time that leads nowhere there are numbers only.
                PagePart::Text(text) if aside.is_none() || (is_figure && text.contains(char::is_alphabetic)) => {
                    said.put(text, mark.is_some());
                }
                PagePart::Text(_) => {}
            }
        }
        (said, at)
    }
}

/// Words of an element.
#[derive(Debug, Default)]
struct ElementWords {
    whole: String,
    without_marks: String,
    /// Highest number among the marks of notes.
    highest_mark: usize,
}

impl ElementWords {
    fn put(&mut self, text: &str, is_mark: bool) {
        let text = signs(text);
        self.whole.push_str(&text);
        // The number of a note is not a word; any other text in its place is.
        let number = if is_mark && !text.is_empty() { text.parse().ok() } else { None };
        if let Some(number) = number {
            self.highest_mark = self.highest_mark.max(number);
        } else {
            self.without_marks.push_str(&text);
        }
    }

    /// Reports whether the element has these words. The register keeps the names of references as they were typed.
    fn are(&self, words: &str) -> bool {
        let typed = plain_signs(words);
        typed == self.whole || typed == self.without_marks || {
            let shown = plain_signs(&without_references(words));
            shown == self.whole || shown == self.without_marks
        }
    }
}

fn begins_a_record(piece: &PagePart<'_>) -> bool {
    is_passage(piece) || matches!(piece, PagePart::Start("section" | "div", more) if has_class(more, "turn"))
}

fn is_passage(piece: &PagePart<'_>) -> bool {
    match piece {
        PagePart::Start("section" | "div", more) => {
            let has_id = attribute(more, "id").is_some();
            attribute(more, "class") == Some("note")
                || (has_id && ["speech", "narrative", "decision"].iter().any(|class| has_class(more, class)))
        }
        PagePart::Start("li", _) => is_endnote(piece),
        PagePart::Start("h2", more) => has_class(more, "section") && attribute(more, "id").is_some(),
        _ => false,
    }
}

fn is_endnote(piece: &PagePart<'_>) -> bool {
    matches!(piece, PagePart::Start("li", more) if is_footnote(more))
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
        PassageKind::Decision => "decision",
        PassageKind::Note => return has_class(more, "note") || is_footnote(more),
    };
    has_class(more, class) && attribute(more, "id").is_some_and(|id| decode_entities(id) == *passage.id)
}

/// Reports whether an element within a passage holds none of its words: the link to the passage, to its moment or to its
/// translation, papers, pictures and films with their descriptions, authors of summaries, and earlier wordings.
fn is_aside(name: &str, more: &str) -> bool {
    match name {
        "a" => ["permalink", "moment", "twin", "image", "video", "audio", "paper"]
            .into_iter()
            .any(|class| has_class(more, class)),
        "details" => has_class(more, "correction"),
        "p" => has_class(more, "footnote-back") || has_class(more, "summary-by"),
        "figure" => has_class(more, "tally"),
        "span" => has_class(more, "moment"),
        _ => false,
    }
}

fn shown(passage: &LedgerPassage) -> String {
    match passage.kind {
        PassageKind::Speech => format!("the speech {} of {}", passage.id, passage.label),
        PassageKind::Remark => format!("the remark {}", passage.id),
        PassageKind::Section => format!("the heading {}", passage.id),
        PassageKind::Decision => format!("the decision {}", passage.id),
        PassageKind::Note => "a note".to_owned(),
    }
}

/// Characters of a text of the page that are compared.
fn signs(text: &str) -> String {
    plain_signs(&decode_entities(text))
}

fn plain_signs(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '[' | ']')).collect()
}

/// Removes the names of references: `[plan][p]` becomes “plan”, and `[^a]`, which is only a mark, nothing.
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
