//! Writes the events of the Markdown parser as HTML: every tag is built here, every text escaped, every link looked up.

use std::fmt::Write;

use pulldown_cmark::{Alignment, Event, LinkType, Tag, TagEnd};

use super::escaped::{push_anchor, push_attribute, push_escaped, push_number};
use super::info_line::shown_info;
use super::note_marks::{split_mark, without_marks};
use super::page_headings::is_typed;
use super::paragraphs::Paragraphs;
use super::picture_html::{LINKED_PICTURE, push_picture};
use super::policy::{LinkKind, classify};
use super::reactions::push_text;
use super::tags::{HtmlPiece, pieces};
use crate::text::is_cjk;

/// Targets of relative links: pairs of a target as written and its address. A link whose target is missing is written
/// as text.
pub type LinkTargets<'a> = &'a [(Box<str>, Box<str>)];

/// An open element.
pub(super) enum OpenElement {
    /// Opened by Markdown; holds its closing tag.
    Markdown(&'static str),
    /// Opened by a raw tag; holds its index in [`super::policy::TAGS`].
    Raw(usize),
}

/// Closing tags of [`super::policy::TAGS`], in the same order.
const CLOSING: [&str; 8] = ["", "</a>", "</b>", "</i>", "</em>", "</strong>", "</sup>", "</sub>"];

impl OpenElement {
    /// Its closing tag.
    pub(super) fn close(&self) -> &'static str {
        match self {
            OpenElement::Markdown(close) => close,
            OpenElement::Raw(tag) => CLOSING[*tag],
        }
    }
}

/// Writes the HTML of one text.
pub(super) struct HtmlWriter<'w, 'p> {
    pub(super) out: &'w mut String,
    pub(super) links: LinkTargets<'w>,
    pub(super) paragraphs: &'w mut Paragraphs<'p>,
    pub(super) source: &'w str,
    pub(super) open: Vec<OpenElement>,
    /// Text not written yet: the parser splits text at escapes and entities, and a reaction may span several pieces.
    pub(super) text: String,
    /// Number of enclosing lists, quotations and tables; only paragraphs outside all of them are numbered.
    pub(super) depth: usize,
    /// Number of enclosing images, whose text is their description.
    pub(super) muted: usize,
    /// True if a paragraph was begun for a block of raw HTML; a block without text gets none.
    pub(super) html_is_open: bool,
    pub(super) in_head: bool,
    /// Level of the heading above.
    pub(super) heading: u8,
    /// Number of the next item of each open list.
    pub(super) lists: Vec<Option<u64>>,
    /// Position at which the last picture was written.
    pub(super) picture_at: usize,
    /// Alignments of the columns of the open table, and the number of the next cell in its row.
    pub(super) columns: (Vec<Alignment>, usize),
    /// The caption of the open paragraph, if that is a single picture with a title.
    pub(super) caption: Option<String>,
}

impl HtmlWriter<'_, '_> {
    /// Writes an event.
    pub(super) fn event(&mut self, event: Event<'_>, range: std::ops::Range<usize>) {
        if self.muted > 0 {
            match event {
                Event::Start(Tag::Image { .. }) => self.muted += 1,
                Event::End(TagEnd::Image) => {
                    self.muted -= 1;
                    if self.muted == 0 {
                        self.end_picture();
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
            Tag::Paragraph => {
                if is_titled_picture(&self.source[range.clone()]) {
                    self.out.push_str("<figure>\n");
                    self.caption = Some(String::new());
                }
                self.open_paragraph();
            }
            Tag::Heading { level, .. } => {
                // A line of hyphens below a paragraph was typed as a line, not as a heading.
                let typed = is_typed(&self.source[range.clone()]);
                // Headings never skip a level, however they were typed, because screen readers navigate by them.
                let level = (level as u8).clamp(self.paragraphs.top, 6).min(self.heading + 1);
                if !typed {
                    return self.push_element("<p>", "</p>\n");
                }
                self.heading = level;
                let (open, close) = match level {
                    0..=2 => ("<h2", "</h2>\n"),
                    3 => ("<h3", "</h3>\n"),
                    4 => ("<h4", "</h4>\n"),
                    5 => ("<h5", "</h5>\n"),
                    _ => ("<h6", "</h6>\n"),
                };
                self.out.push_str(open);
                self.paragraphs.push_heading_id(self.out);
                self.push_element(">", close);
            }
            Tag::BlockQuote(_) => self.push_container("<blockquote>\n", "</blockquote>\n"),
            Tag::CodeBlock(_) => {
                self.push_container("<pre><code>", "</code></pre>\n");
                if let Some(info) = shown_info(&tag) {
                    push_escaped(self.out, &without_marks(info));
                    self.out.push('\n');
                }
            }
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
            Tag::Table(alignments) => {
                self.columns = (alignments, 0);
                self.push_container("<table>\n", "</tbody></table>\n");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.push_element("<thead><tr>", "</tr></thead><tbody>\n");
            }
            Tag::TableRow => {
                self.columns.1 = 0;
                self.push_element("<tr>", "</tr>\n");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.push_element("<em>", "</em>"),
            Tag::Strong => self.push_element("<strong>", "</strong>"),
            Tag::Strikethrough => self.push_element("<del>", "</del>"),
            Tag::Link { link_type, dest_url, title, .. } => self.link(link_type, &dest_url, &title),
            Tag::Image { dest_url, title, .. } => self.image(&dest_url, &title),
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
            TagEnd::Paragraph if self.caption.is_some() => {
                self.close_markdown();
                return self.close_figure();
            }
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

    /// Writes the start of a list item. Numbers out of sequence were spoken, so the list keeps them.
    fn item(&mut self, range: &std::ops::Range<usize>) {
        let Some(Some(expected)) = self.lists.last_mut() else { return self.push_element("<li>", "</li>\n") };
        let written = number_of_item(&self.source[range.clone()], *expected);
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

    /// Writes the start of a cell, aligned as its column is.
    fn cell(&mut self) {
        let alignment = self.columns.0.get(self.columns.1).copied().unwrap_or(Alignment::None);
        self.columns.1 += 1;
        let (name, close) = if self.in_head { ("<th", "</th>") } else { ("<td", "</td>") };
        self.out.push_str(name);
        self.push_element(
            match alignment {
                Alignment::Right => " class=\"align-end\">",
                Alignment::Center => " class=\"align-center\">",
                Alignment::Left | Alignment::None => ">",
            },
            close,
        );
    }

    /// Writes the caption of a picture that is a paragraph of its own.
    fn close_figure(&mut self) {
        let caption = self.caption.take().unwrap_or_default();
        if !caption.is_empty() {
            self.out.push_str("<figcaption>");
            push_escaped(self.out, &caption);
            self.out.push_str("</figcaption>\n");
        }
        self.out.push_str("</figure>\n");
    }

    fn push_element(&mut self, open: &str, close: &'static str) {
        self.out.push_str(open);
        self.open.push(OpenElement::Markdown(close));
    }

    fn push_container(&mut self, open: &str, close: &'static str) {
        self.depth += 1;
        self.push_element(open, close);
    }

    /// Closes the innermost element opened by Markdown, and any raw tag left open within it.
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
            // HTML allows no link within a link (`[a <https://b> c](d)`); the outer one stays.
            Some(address) if !self.open.iter().any(|e| e.close() == "</a>") => {
                push_anchor(self.out, &address);
                self.title(title);
                self.push_element(">", "</a>");
            }
            _ => self.push_element("", ""),
        }
    }

    /// Writes the title of a link or picture; titles often hold citations.
    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            push_attribute(self.out, title);
            self.out.push('"');
        }
    }

    /// Writes a picture. One from another site becomes a link, because pages load nothing from other sites.
    fn image(&mut self, destination: &str, title: &str) {
        self.muted = 1;
        let title = match &mut self.caption {
            Some(caption) => {
                title.clone_into(caption);
                ""
            }
            None => title,
        };
        let name = destination.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        let address = self.address(destination);
        match (classify(destination), address) {
            (LinkKind::Relative(_), Some(address)) => {
                let within_link = self.open.iter().any(|e| e.close() == "</a>");
                let place = self.paragraphs.pictures.binary_search_by(|(href, _)| (**href).cmp(&address));
                let picture = place.ok().map(|place| &self.paragraphs.pictures[place].1);
                self.picture_at = self.out.len();
                let is_link = push_picture(self.out, &address, picture, within_link);
                self.title(title);
                self.out.push_str(" alt=\"");
                self.open.push(OpenElement::Markdown(if is_link { LINKED_PICTURE } else { "\">" }));
            }
            (_, Some(address)) if !self.open.iter().any(|e| e.close() == "</a>") => {
                push_anchor(self.out, &address);
                self.title(title);
                self.out.push_str(" class=\"image\">");
                push_escaped(self.out, if name.is_empty() { &address } else { name });
                self.push_element(" ", "</a>");
            }
            _ => self.push_element("", ""),
        }
    }

    /// Ends a picture. One without a description is in no link, which would have no name.
    fn end_picture(&mut self) {
        if self.text.trim().is_empty()
            && let Some(last @ OpenElement::Markdown(LINKED_PICTURE)) = self.open.last_mut()
        {
            *last = OpenElement::Markdown("\">");
            let link = self.out[self.picture_at..].find("<img").unwrap_or_default();
            self.out.drain(self.picture_at..self.picture_at + link);
        }
        self.close_markdown();
    }

    /// Address of a link's target; `None` when linking to it is not allowed.
    pub(super) fn address(&self, destination: &str) -> Option<String> {
        address_of(destination, self.links)
    }

    /// Writes a line break within a paragraph; between two characters of a script without spaces it is not even a
    /// space.
    fn soft_break(&mut self, range: &std::ops::Range<usize>) {
        self.flush();
        if has_space_between_lines(self.source, range) {
            self.out.push('\n');
        }
    }

    /// Writes the pending text.
    pub(super) fn flush(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let mut text = std::mem::take(&mut self.text);
        if self.muted > 0 || matches!(self.open.last(), Some(OpenElement::Markdown("\">" | LINKED_PICTURE))) {
            push_attribute(self.out, &without_marks(&text));
        } else {
            self.push_marked(&text);
        }
        text.clear();
        self.text = text;
    }

    /// Writes text with its reactions and marks of notes.
    pub(super) fn push_marked(&mut self, mut text: &str) {
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

/// Address of a link's target; `None` when linking to it is not allowed.
pub(super) fn address_of(destination: &str, links: LinkTargets<'_>) -> Option<String> {
    match classify(destination) {
        LinkKind::Absolute(address) => Some(address.to_owned()),
        LinkKind::SchemeRelative(address) => Some(format!("https:{address}")),
        LinkKind::Relative(target) => {
            let place = links.binary_search_by(|(written, _)| (**written).cmp(target)).ok();
            place.map(|place| links[place].1.to_string())
        }
        LinkKind::Unsafe => None,
    }
}

/// Reports whether the end of a line at `range` is a space; between two characters of a script without spaces it is nothing.
pub(super) fn has_space_between_lines(source: &str, range: &std::ops::Range<usize>) -> bool {
    let next = source[range.end..].trim_start_matches([' ', '>', '\t']).chars().next();
    let before = source[..range.start].chars().next_back();
    !(before.is_some_and(is_cjk) && next.is_some_and(is_cjk))
}

/// The number in front of an item of a list, or the expected one if it has too many digits.
pub(super) fn number_of_item(item: &str, expected: u64) -> u64 {
    let marker = item.trim_start();
    let digits = marker.bytes().take_while(u8::is_ascii_digit).count();
    marker[..digits].parse().unwrap_or(expected)
}

/// Reports whether raw HTML consists of comments only.
pub(super) fn says_nothing(html: &str) -> bool {
    pieces(html).all(|piece| match piece {
        HtmlPiece::Hidden(_) => true,
        HtmlPiece::Text(text) => text.trim().is_empty(),
        HtmlPiece::Open { .. } | HtmlPiece::Close { .. } => false,
    })
}

/// Reports whether a paragraph is a single picture with a title: `![The quay](quay.jpg "The quay in 1968")`.
fn is_titled_picture(paragraph: &str) -> bool {
    let paragraph = paragraph.trim();
    paragraph.starts_with("![")
        && (paragraph.ends_with("\")") || paragraph.ends_with("')"))
        && paragraph.matches("](").count() == 1
        && !paragraph.contains("\n\n")
}
