//! From Markdown to HTML that may be trusted: every tag is built here, every text escaped, every link looked up.

use std::cell::RefCell;
use std::fmt::Write;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use super::attributes::attribute;
use super::dialect::{events, is_too_deep};
use super::elements::{ElementKind, element};
use super::neutral::neutralise;
use super::notes::{split_mark, without_marks};
use super::plain::{decode_entities, is_plain};
use super::policy::{LinkKind, TAGS, classify, video_page};
use super::tags::{HtmlPiece, pieces};
use crate::record::ReferenceDefinition;
use crate::text::{head, is_cjk};

/// Where relative links lead: pairs of a target as written and its address. A target that is not here loses its link.
pub type LinkTargets<'a> = &'a [(Box<str>, Box<str>)];

/// Numbers the paragraphs of a speech, so that each after the first can be linked to (`{id}.2`), and keeps headings
/// below the one they stand under.
#[derive(Debug, Clone, Copy)]
pub struct Paragraphs<'a> {
    id: &'a str,
    count: u32,
    top: u8,
    marks: Option<&'a Marks>,
}

/// How the marks of a record's notes are shown, and how often each note was marked so far.
#[derive(Debug)]
pub struct Marks {
    /// The address of the record; empty on its own page, where every mark has an anchor to come back to.
    record: Box<str>,
    used: RefCell<Vec<u32>>,
}

impl Marks {
    /// The marks of a record with so many notes, on its own page.
    pub fn here(notes: usize) -> Self {
        Marks { record: "".into(), used: RefCell::new(vec![0; notes]) }
    }

    /// The marks of a record on another page; `record` is its address.
    pub fn away(record: &str) -> Self {
        Marks { record: record.into(), used: RefCell::default() }
    }

    /// How often a note was marked.
    pub fn used(&self, number: u32) -> u32 {
        self.used.borrow().get((number as usize).wrapping_sub(1)).copied().unwrap_or_default()
    }

    /// Appends a mark. Within a link there can be no other, so there it leads nowhere.
    pub fn push(&self, out: &mut String, number: u32, within_link: bool) {
        let mut used = self.used.borrow_mut();
        let count = (number as usize).checked_sub(1).and_then(|index| used.get_mut(index));
        out.push_str("<sup class=\"footnote\"");
        if let Some(count) = count {
            *count += 1;
            // Writing to a String cannot fail.
            let _ = write!(out, " id=\"{}\"", mark_id(number, *count));
        }
        if within_link {
            let _ = write!(out, ">{number}</sup>");
        } else {
            out.push_str("><a href=\"");
            let _ = escape_href(&mut *out, &self.record);
            let _ = write!(out, "#note-{number}\" role=\"doc-noteref\">{number}</a></sup>");
        }
    }
}

/// The anchor of the mark with this count of the marks of a note.
pub fn mark_id(number: u32, count: u32) -> String {
    if count == 1 { format!("mark-{number}") } else { format!("mark-{number}-{count}") }
}

impl<'a> Paragraphs<'a> {
    /// The paragraphs of the speech with this id; an empty id gives none of their own. The highest heading among them
    /// is of level `top`, 2 to 6.
    pub fn of(id: &'a str, top: u8) -> Self {
        Paragraphs { id, count: 0, top, marks: None }
    }

    /// The same in a record that has notes.
    #[must_use]
    pub fn with_marks(self, marks: &'a Marks) -> Self {
        Paragraphs { marks: Some(marks), ..self }
    }

    /// Counts on from where others left off.
    pub fn go_on(&mut self, count: u32) {
        self.count = count;
    }

    /// How many there were so far.
    pub fn count(&self) -> u32 {
        self.count
    }

    fn open(&mut self, out: &mut String) {
        self.count += 1;
        if self.count == 1 || self.id.is_empty() {
            out.push_str("<p>");
        } else {
            out.push_str("<p id=\"");
            out.push_str(self.id);
            out.push('.');
            push_number(out, self.count);
            out.push_str("\">");
        }
    }
}

/// Appends the HTML of a text.
///
/// `paragraphs` goes on counting where the block before left off; `references` are the whole file's.
pub fn push_html(
    out: &mut String,
    markdown: &str,
    references: &[ReferenceDefinition],
    links: LinkTargets<'_>,
    paragraphs: &mut Paragraphs<'_>,
) {
    // Most paragraphs of most records hold no markup at all: they are written straight out. What the slow way would
    // give is the same, which a test holds over every record at hand.
    if is_plain(markdown) {
        return push_plain(out, markdown, paragraphs);
    }
    if is_too_deep(markdown) {
        paragraphs.open(out);
        push_escaped(out, markdown);
        out.push_str("</p>\n");
        return;
    }
    push_parsed(out, markdown, references, links, paragraphs);
}

fn push_plain(out: &mut String, text: &str, paragraphs: &mut Paragraphs<'_>) {
    let mut open = false;
    for line in text.split('\n') {
        if line.is_empty() {
            if open {
                out.push_str("</p>\n");
                open = false;
            }
            continue;
        }
        if open {
            if !(out.ends_with(is_cjk) && line.starts_with(is_cjk)) {
                out.push('\n');
            }
        } else {
            paragraphs.open(out);
            open = true;
        }
        push_text(out, line);
    }
    if open {
        out.push_str("</p>\n");
    }
}

fn push_parsed(
    out: &mut String,
    markdown: &str,
    references: &[ReferenceDefinition],
    links: LinkTargets<'_>,
    paragraphs: &mut Paragraphs<'_>,
) {
    let neutral = neutralise(markdown);
    let mut writer = HtmlWriter {
        out,
        links,
        paragraphs,
        source: &neutral.text,
        open: Vec::new(),
        text: String::new(),
        depth: 0,
        muted: 0,
        html_is_open: true,
        in_head: false,
        heading: 0,
        lists: Vec::new(),
    };
    writer.heading = writer.paragraphs.top - 1;
    for (event, range) in events(&neutral, references) {
        writer.event(event, range);
    }
    writer.flush();
    while let Some(element) = writer.open.pop() {
        writer.out.push_str(element.close());
    }
}

/// An element that is open, and how it came to be.
enum OpenElement {
    Markdown(&'static str),
    Raw(usize),
}

/// Raw tags within more elements than this are left out: no writer means them, and they would exhaust a browser.
const DEEPEST: usize = 60;

/// Closing tags of [`TAGS`], in the same order.
const CLOSING: [&str; 8] = ["", "</a>", "</b>", "</i>", "</em>", "</strong>", "</sup>", "</sub>"];

impl OpenElement {
    fn close(&self) -> &'static str {
        match self {
            OpenElement::Markdown(close) => close,
            OpenElement::Raw(tag) => CLOSING[*tag],
        }
    }
}

struct HtmlWriter<'w, 'p> {
    out: &'w mut String,
    links: LinkTargets<'w>,
    paragraphs: &'w mut Paragraphs<'p>,
    source: &'w str,
    open: Vec<OpenElement>,
    /// Text not yet written: the parser splits it at escapes and entities, and reactions may span the split.
    text: String,
    /// How many lists, quotations or tables surround us; only paragraphs outside all of them are numbered.
    depth: usize,
    /// Within an image, whose text is its description.
    muted: usize,
    /// Whether the paragraph of a block of raw HTML has begun; one that says nothing has none.
    html_is_open: bool,
    in_head: bool,
    /// The level of the heading above.
    heading: u8,
    /// For each open list: the number the next item would have.
    lists: Vec<Option<u64>>,
}

impl HtmlWriter<'_, '_> {
    fn event(&mut self, event: Event<'_>, range: std::ops::Range<usize>) {
        if self.muted > 0 {
            match event {
                Event::Start(Tag::Image { .. }) => self.muted += 1,
                Event::End(TagEnd::Image) => {
                    self.muted -= 1;
                    if self.muted == 0 {
                        self.close_markdown();
                    }
                }
                Event::Text(text) | Event::Code(text) => self.text.push_str(&text),
                _ => {}
            }
            return;
        }
        match event {
            Event::Text(text) => self.text.push_str(&text),
            Event::SoftBreak => self.soft_break(&range),
            other => {
                self.flush();
                self.structure(other, &range);
            }
        }
    }

    fn structure(&mut self, event: Event<'_>, range: &std::ops::Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end),
            Event::Code(code) => {
                self.out.push_str("<code>");
                push_escaped(self.out, &without_marks(&code));
                self.out.push_str("</code>");
            }
            Event::Html(html) => {
                if !self.html_is_open && !says_nothing(&html) {
                    self.html_is_open = true;
                    self.open_paragraph();
                }
                self.raw(&html);
            }
            Event::InlineHtml(html) => self.raw(&html),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::FootnoteReference(name) => {
                self.out.push_str("<sup class=\"footnote\">[");
                push_escaped(self.out, &name);
                self.out.push_str("]</sup>");
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &std::ops::Range<usize>) {
        match tag {
            Tag::Paragraph => self.open_paragraph(),
            Tag::Heading { level, .. } => {
                // An underline of hyphens below a paragraph is a line somebody typed, not a heading.
                let typed = self.source[range.clone()].trim_start().starts_with('#');
                // No level is left out, however they are typed: that is how a screen reader finds its way.
                let level = (level as u8).clamp(self.paragraphs.top, 6).min(self.heading + 1);
                if !typed {
                    return self.push_element("<p>", "</p>\n");
                }
                self.heading = level;
                match level {
                    0..=2 => self.push_element("<h2>", "</h2>\n"),
                    3 => self.push_element("<h3>", "</h3>\n"),
                    4 => self.push_element("<h4>", "</h4>\n"),
                    5 => self.push_element("<h5>", "</h5>\n"),
                    _ => self.push_element("<h6>", "</h6>\n"),
                }
            }
            Tag::BlockQuote(_) => self.push_container("<blockquote>\n", "</blockquote>\n"),
            Tag::CodeBlock(_) => self.push_container("<pre><code>", "</code></pre>\n"),
            Tag::HtmlBlock => self.html_is_open = false,
            Tag::List(first) => {
                self.lists.push(first);
                match first {
                    None => self.push_container("<ul>\n", "</ul>\n"),
                    Some(1) => self.push_container("<ol>\n", "</ol>\n"),
                    Some(first) => {
                        self.out.push_str("<ol start=\"");
                        push_number(self.out, first as u32);
                        self.push_container("\">\n", "</ol>\n");
                    }
                }
            }
            Tag::Item => self.item(range),
            Tag::FootnoteDefinition(name) => {
                self.out.push_str("<div class=\"footnote\"><span>[");
                push_escaped(self.out, &name);
                self.push_container("]</span> ", "</div>\n");
            }
            Tag::Table(_) => self.push_container("<table>\n", "</tbody></table>\n"),
            Tag::TableHead => {
                self.in_head = true;
                self.push_element("<thead><tr>", "</tr></thead><tbody>\n");
            }
            Tag::TableRow => self.push_element("<tr>", "</tr>\n"),
            Tag::TableCell if self.in_head => self.push_element("<th>", "</th>"),
            Tag::TableCell => self.push_element("<td>", "</td>"),
            Tag::Emphasis => self.push_element("<em>", "</em>"),
            Tag::Strong => self.push_element("<strong>", "</strong>"),
            Tag::Strikethrough => self.push_element("<del>", "</del>"),
            Tag::Link { link_type, dest_url, title, .. } => self.link(link_type, &dest_url, &title),
            Tag::Image { dest_url, .. } => self.image(&dest_url),
            _ => self.push_element("", ""),
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::BlockQuote(_) | TagEnd::CodeBlock | TagEnd::FootnoteDefinition | TagEnd::Table => self.depth -= 1,
            TagEnd::List(_) => {
                self.depth -= 1;
                self.lists.pop();
            }
            TagEnd::TableHead => self.in_head = false,
            TagEnd::HtmlBlock if !self.html_is_open => {
                self.html_is_open = true;
                return;
            }
            _ => {}
        }
        self.close_markdown();
    }

    fn open_paragraph(&mut self) {
        if self.depth == 0 {
            self.paragraphs.open(self.out);
        } else {
            self.out.push_str("<p>");
        }
        self.open.push(OpenElement::Markdown("</p>\n"));
    }

    /// Numbers that do not follow one another are what somebody said, so the list keeps them.
    fn item(&mut self, range: &std::ops::Range<usize>) {
        let Some(Some(expected)) = self.lists.last_mut() else { return self.push_element("<li>", "</li>\n") };
        let marker = self.source[range.clone()].trim_start();
        let digits = marker.bytes().take_while(u8::is_ascii_digit).count();
        let written = marker[..digits].parse::<u64>().unwrap_or(*expected);
        let differs = written != *expected;
        *expected = written + 1;
        if differs {
            self.out.push_str("<li value=\"");
            push_number(self.out, written as u32);
            self.push_element("\">", "</li>\n");
        } else {
            self.push_element("<li>", "</li>\n");
        }
    }

    fn push_element(&mut self, open: &str, close: &'static str) {
        self.out.push_str(open);
        self.open.push(OpenElement::Markdown(close));
    }

    fn push_container(&mut self, open: &str, close: &'static str) {
        self.depth += 1;
        self.push_element(open, close);
    }

    /// Closes the innermost element that Markdown opened, and any raw tag left open within it.
    fn close_markdown(&mut self) {
        self.flush();
        while let Some(element) = self.open.pop() {
            self.out.push_str(element.close());
            if matches!(element, OpenElement::Markdown(_)) {
                break;
            }
        }
    }

    fn link(&mut self, kind: LinkType, destination: &str, title: &str) {
        let mail = matches!(kind, LinkType::Email) && !destination.starts_with("mailto:");
        let destination = if mail { format!("mailto:{destination}") } else { destination.to_owned() };
        match self.address(&destination) {
            // A link within a link (`[a <https://b> c](d)`) cannot be in HTML; the outer one stays.
            Some(address) if !self.open.iter().any(|e| e.close() == "</a>") => {
                push_anchor(self.out, &address);
                if !title.is_empty() {
                    self.out.push_str(" title=\"");
                    push_attribute(self.out, title);
                    self.out.push('"');
                }
                self.push_element(">", "</a>");
            }
            _ => self.push_element("", ""),
        }
    }

    /// A picture of ours is shown; one from elsewhere becomes a link, because no page asks others for anything.
    fn image(&mut self, destination: &str) {
        self.muted = 1;
        let name = destination.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        let address = self.address(destination);
        match (classify(destination), address) {
            (LinkKind::Relative(_), Some(address)) => {
                self.out.push_str("<img loading=\"lazy\" src=\"");
                let _ = escape_href(&mut *self.out, &address);
                self.out.push_str("\" alt=\"");
                self.open.push(OpenElement::Markdown("\">"));
            }
            (_, Some(address)) if !self.open.iter().any(|e| e.close() == "</a>") => {
                push_anchor(self.out, &address);
                self.out.push_str(" class=\"image\">");
                push_escaped(self.out, if name.is_empty() { &address } else { name });
                self.push_element(" ", "</a>");
            }
            _ => self.push_element("", ""),
        }
    }

    fn address(&self, destination: &str) -> Option<String> {
        match classify(destination) {
            LinkKind::Absolute(address) => Some(address.to_owned()),
            LinkKind::SchemeRelative(address) => Some(format!("https:{address}")),
            LinkKind::Relative(target) => {
                let place = self.links.binary_search_by(|(written, _)| (**written).cmp(target)).ok();
                place.map(|place| self.links[place].1.to_string())
            }
            LinkKind::Unsafe => None,
        }
    }

    /// Raw HTML: allowed tags are built anew, frames become links, the rest leaves only its text.
    fn raw(&mut self, html: &str) {
        let mut apart = false;
        for piece in pieces(html) {
            let is_gap = matches!(piece, HtmlPiece::Open { name, .. } | HtmlPiece::Close { name } if element(name) == Some(ElementKind::Block));
            match piece {
                HtmlPiece::Text(text) => {
                    // Words that only the edge of a dropped block kept apart.
                    if apart && self.out.ends_with(char::is_alphanumeric) && text.starts_with(char::is_alphanumeric) {
                        self.out.push(' ');
                    }
                    self.push_marked(&decode_entities(text));
                }
                HtmlPiece::Hidden(_) => {}
                HtmlPiece::Open { name, attributes } if name.eq_ignore_ascii_case("iframe") => self.frame(attributes),
                HtmlPiece::Open { name, attributes } => self.open_raw(name, attributes),
                HtmlPiece::Close { name } => self.close_raw(name),
            }
            apart = is_gap;
        }
    }

    fn open_raw(&mut self, name: &str, attributes: &str) {
        let Some(tag) = TAGS.iter().position(|tag| tag.eq_ignore_ascii_case(name)) else { return };
        match TAGS[tag] {
            "br" => self.out.push_str("<br>"),
            "a" => {
                let address = attribute(attributes, "href").and_then(|href| self.address(&decode_entities(href)));
                if let Some(address) = address.filter(|_| !self.open.iter().any(|e| e.close() == "</a>")) {
                    push_anchor(self.out, &address);
                    self.out.push('>');
                    self.open.push(OpenElement::Raw(tag));
                }
            }
            _ if self.open.len() > DEEPEST => {}
            name => {
                self.out.push('<');
                self.out.push_str(name);
                self.out.push('>');
                self.open.push(OpenElement::Raw(tag));
            }
        }
    }

    /// Closes a raw tag if it was opened within the same Markdown element; else there is nothing to close.
    fn close_raw(&mut self, name: &str) {
        let innermost = self.open.iter().rposition(|e| matches!(e, OpenElement::Markdown(_))).map_or(0, |at| at + 1);
        let opened = self.open[innermost..]
            .iter()
            .rposition(|e| matches!(e, OpenElement::Raw(tag) if TAGS[*tag].eq_ignore_ascii_case(name)));
        if let Some(opened) = opened {
            for element in self.open.drain(innermost + opened..).rev() {
                self.out.push_str(element.close());
            }
        }
    }

    fn frame(&mut self, attributes: &str) {
        let Some(source) = attribute(attributes, "src").map(decode_entities) else { return };
        let Some(address) = self.address(&source).filter(|_| !matches!(classify(&source), LinkKind::Relative(_)))
        else {
            return;
        };
        let video = video_page(&address);
        let title = attribute(attributes, "title").map(decode_entities).filter(|title| !title.is_empty());
        let address = video.as_deref().unwrap_or(&address);
        push_anchor(self.out, address);
        self.out.push_str(if video.is_some() { " class=\"video\">" } else { ">" });
        push_escaped(self.out, title.as_deref().unwrap_or(address));
        self.out.push_str("</a>");
    }

    /// A line break between two characters written without spaces is none.
    fn soft_break(&mut self, range: &std::ops::Range<usize>) {
        self.flush();
        let next = self.source[range.end..].trim_start_matches([' ', '>', '\t']).chars().next();
        let before = self.source[..range.start].chars().next_back();
        if !(before.is_some_and(is_cjk) && next.is_some_and(is_cjk)) {
            self.out.push('\n');
        }
    }

    fn flush(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let mut text = std::mem::take(&mut self.text);
        if self.muted > 0 || matches!(self.open.last(), Some(OpenElement::Markdown("\">"))) {
            push_attribute(self.out, &without_marks(&text));
        } else {
            self.push_marked(&text);
        }
        text.clear();
        self.text = text;
    }

    /// Text with its reactions and marks of notes.
    fn push_marked(&mut self, mut text: &str) {
        while let Some((before, number, after)) = split_mark(text) {
            push_text(self.out, before);
            if number > 0 {
                let within_link = self.open.iter().any(|element| element.close() == "</a>");
                match self.paragraphs.marks {
                    Some(marks) => marks.push(self.out, number, within_link),
                    None => {
                        let _ = write!(self.out, "<sup class=\"footnote\">{number}</sup>");
                    }
                }
            }
            text = after;
        }
        push_text(self.out, text);
    }
}

/// Whether the end of an element also ends raw tags left open within it, at the level of blocks.
pub(super) fn may_close(end: TagEnd) -> bool {
    matches!(end, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell | TagEnd::HtmlBlock)
}

/// Whether there is nothing in raw HTML but comments.
fn says_nothing(html: &str) -> bool {
    pieces(html).all(|piece| match piece {
        HtmlPiece::Hidden(_) => true,
        HtmlPiece::Text(text) => text.trim().is_empty(),
        HtmlPiece::Open { .. } | HtmlPiece::Close { .. } => false,
    })
}

fn push_anchor(out: &mut String, address: &str) {
    out.push_str("<a href=\"");
    // Writing to a String cannot fail.
    let _ = escape_href(&mut *out, address);
    out.push('"');
}

fn push_escaped(out: &mut String, text: &str) {
    let _ = escape_html_body_text(&mut *out, text);
}

fn push_attribute(out: &mut String, text: &str) {
    let _ = escape_html(&mut *out, text);
}

fn push_number(out: &mut String, number: u32) {
    let mut digits = [0; 10];
    let mut at = digits.len();
    let mut rest = number;
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
}

/// Words between brackets that are a reaction rather than speech, in lower case.
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

/// Appends a text with its reactions (`（笑）`, `[laughs]`) marked up, so that they can be told from words.
fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    // The brackets begin with these bytes; hardly any other character of a transcript does, so this runs at memory speed.
    while let Some((at, open)) = find_bracket(rest) {
        let inside = &rest[at + open.len()..];
        let reaction = head(inside, 36).find(['）', ')', ']', '］']).and_then(|end| {
            let close = inside[end..].chars().next()?;
            is_reaction(&inside[..end]).then_some(open.len() + end + close.len_utf8())
        });
        match reaction {
            Some(length) => {
                push_escaped(out, &rest[..at]);
                out.push_str("<i class=\"aside\">");
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

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(markdown: &str) -> String {
        let mut out = String::new();
        let links: [(Box<str>, Box<str>); 1] = [("b.md".into(), "/meetings/b/".into())];
        push_html(&mut out, markdown, &[], &links, &mut Paragraphs::of("s1", 4));
        out
    }

    fn check(markdown: &str, html: &str) {
        assert_eq!(draw(markdown).trim_end(), html, "{markdown:?}");
    }

    #[test]
    fn each_paragraph_after_the_first_has_an_anchor() {
        check("One.\n\nTwo.", "<p>One.</p>\n<p id=\"s1.2\">Two.</p>");
        check("*One.*\n\nTwo.", "<p><em>One.</em></p>\n<p id=\"s1.2\">Two.</p>");
    }

    #[test]
    fn lines_join_without_a_space_between_han() {
        check("會議\n開始\nnow\nthen", "<p>會議開始\nnow\nthen</p>");
        check("**會議**\n開始", "<p><strong>會議</strong>\n開始</p>");
        check("會*議*開\n始", "<p>會<em>議</em>開始</p>");
    }

    #[test]
    fn reactions_are_marked_up_inline() {
        check("好（笑）。", "<p>好<i class=\"aside\">（笑）</i>。</p>");
        check("Yes \\[laughs\\] no", "<p>Yes <i class=\"aside\">[laughs]</i> no</p>");
        check("（一）先說", "<p>（一）先說</p>");
    }

    #[test]
    fn nothing_untrusted_gets_through() {
        check("<script>alert(1)</script>", "");
        check("a <img src=x onerror=alert(1)> b", "<p>a  b</p>");
        check("<b onclick=x>y</b>", "<p><b>y</b></p>");
        check("[x](javascript:alert(1)) <a href='data:x'>y</a>", "<p>x y</p>");
        check("<a href=\"https://a.example/?q=&quot;x\">y", "<p><a href=\"https://a.example/?q=%22x\">y</a></p>");
        check("*<b>x*</b> y", "<p><em><b>x</b></em> y</p>");
    }

    #[test]
    fn a_frame_becomes_a_link() {
        check(
            "<iframe src=\"https://www.youtube-nocookie.com/embed/qsa\" title=\"A & B\"></iframe>",
            "<p><a href=\"https://www.youtube.com/watch?v=qsa\" class=\"video\">A &amp; B</a></p>",
        );
    }

    #[test]
    fn relative_links_lead_where_they_should_or_are_dropped() {
        check("[b](b.md) [c](c.md)", "<p><a href=\"/meetings/b/\">b</a> c</p>");
        check(
            "![x](https://a.example/p.png)",
            "<p><a href=\"https://a.example/p.png\" class=\"image\">p.png x</a></p>",
        );
    }

    #[test]
    fn numbers_of_a_list_stay_as_said() {
        check("1. a\n3. b", "<ol>\n<li>a</li>\n<li value=\"3\">b</li>\n</ol>");
        check("2012. That's correct", "<p>2012. That's correct</p>");
    }

    #[test]
    fn headings_leave_out_no_level() {
        check("# a\n### b\n###### c\n## d", "<h4>a</h4>\n<h4>b</h4>\n<h5>c</h5>\n<h4>d</h4>");
    }

    #[test]
    fn a_line_of_hyphens_makes_no_heading() {
        check("said\n---", "<p>said</p>");
    }

    /// What both ways of drawing make of a text that counts as plain.
    fn both_ways(text: &str) -> (String, String) {
        let (mut quick, mut slow) = (String::new(), String::new());
        push_plain(&mut quick, text, &mut Paragraphs::of("s1", 4));
        push_parsed(&mut slow, text, &[], &[], &mut Paragraphs::of("s1", 4));
        (quick, slow)
    }

    proptest::proptest! {
        #![proptest_config(crate::cases::cases(256))]
        #[test]
        fn plain_text_is_drawn_the_same_both_ways(text in "[a-zA-Z0-9 \n.,:;()（）笑會議。、#>+=\"'/-]{0,60}") {
            // Blocks come without white space around them, and a line of white space alone ends a paragraph.
            let text = text.trim();
            if is_plain(text) {
                let (quick, slow) = both_ways(text);
                proptest::prop_assert_eq!(quick, slow, "{:?}", text);
            }
        }
    }

    #[test]
    fn real_paragraphs_are_drawn_the_same_both_ways() {
        let root = std::env::var_os("MINUTEBOOK_DATA").map(std::path::PathBuf::from);
        let root = root.unwrap_or_else(|| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"));
        let Ok(folder) = std::fs::read_dir(root.join("pilot")) else {
            println!("SKIPPED: there are no real records; set MINUTEBOOK_DATA");
            return;
        };
        let mut compared = 0;
        for file in folder.flatten() {
            let text = std::fs::read_to_string(file.path()).unwrap_or_default();
            for block in text.split("\n### ").filter_map(|part| part.split_once('\n')).map(|(_, block)| block.trim()) {
                if is_plain(block) {
                    let (quick, slow) = both_ways(block);
                    assert_eq!(quick, slow, "{block:?}");
                    compared += 1;
                }
            }
        }
        assert!(compared > 1000, "paragraphs were compared: {compared}");
    }
}
