//! Raw HTML within Markdown: allowed tags are built anew, frames become links, and of the rest only the text is kept.

use super::attributes::attribute;
use super::elements::{ElementKind, element};
use super::escaped::{push_anchor, push_escaped};
use super::html_writer::{HtmlWriter, OpenElement};
use super::plain::decode_entities;
use super::policy::{LinkKind, TAGS, classify, video_page};
use super::tags::{HtmlPiece, pieces};

/// Raw tags nested more deeply than this are left out: they are not meant, and would exhaust a browser.
pub(super) const DEEPEST: usize = 60;

impl HtmlWriter<'_, '_> {
    /// Appends a piece of raw HTML.
    pub(super) fn raw(&mut self, html: &str) {
        let mut apart = false;
        for piece in pieces(html) {
            let is_gap = matches!(piece, HtmlPiece::Open { name, .. } | HtmlPiece::Close { name } if element(name) == Some(ElementKind::Block));
            match piece {
                HtmlPiece::Text(text) => {
                    // Words that were separated only by the edge of a dropped block.
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
                    self.raw_title(attributes);
                    self.out.push('>');
                    self.open.push(OpenElement::Raw(tag));
                }
            }
            _ if self.open.len() > DEEPEST => {}
            name => {
                self.out.push('<');
                self.out.push_str(name);
                self.raw_title(attributes);
                self.out.push('>');
                self.open.push(OpenElement::Raw(tag));
            }
        }
    }

    /// Writes the title among the attributes of a tag.
    fn raw_title(&mut self, attributes: &str) {
        if let Some(title) = attribute(attributes, "title") {
            self.title(&decode_entities(title));
        }
    }

    /// Closes a raw tag that was opened within the same Markdown element; otherwise does nothing.
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
}
