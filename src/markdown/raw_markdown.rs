//! Raw HTML written as Markdown: emphasis and links of its tags, and the words of all others.

use super::attributes::attribute;
use super::elements::{ElementKind, element};
use super::markdown_writer::MarkdownWriter;
use super::plain::decode_entities;
use super::policy::{LinkKind, classify, video_page};
use super::tags::{HtmlPiece, pieces};

/// Tags that are emphasis, with its marks.
const MARKS: [(&str, &str); 4] = [("b", "**"), ("strong", "**"), ("i", "*"), ("em", "*")];

/// Raw tags nested more deeply than this are left out.
const DEEPEST: usize = 60;

impl MarkdownWriter<'_> {
    /// Appends raw HTML.
    pub(super) fn raw(&mut self, html: &str) {
        for piece in pieces(html) {
            match piece {
                HtmlPiece::Text(text) => self.words(&decode_entities(text).replace('\n', " ")),
                HtmlPiece::Hidden(_) => {}
                HtmlPiece::Open { name, .. } if name.eq_ignore_ascii_case("br") => self.line_break("\\"),
                HtmlPiece::Open { name, .. } | HtmlPiece::Close { name }
                    if element(name) == Some(ElementKind::Block) =>
                {
                    self.end_raw_paragraph();
                }
                HtmlPiece::Open { name, attributes } => self.open_raw(name, attributes),
                HtmlPiece::Close { name } => self.close_raw(name),
            }
        }
    }

    fn open_raw(&mut self, name: &str, attributes: &str) {
        let value = |wanted: &str| attribute(attributes, wanted).map(decode_entities);
        if self.spans.len() > DEEPEST {
            return;
        }
        if let Some((tag, mark)) = MARKS.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(name)) {
            self.open_raw_mark(mark, tag);
        } else if name.eq_ignore_ascii_case("a") {
            self.open_raw_link(&value("href").unwrap_or_else(|| ":".to_owned()));
        } else if name.eq_ignore_ascii_case("iframe")
            && let Some(source) = value("src")
            && matches!(classify(&source), LinkKind::Absolute(_) | LinkKind::SchemeRelative(_))
        {
            // A video is no words of the record, just as a picture is none.
            let depth = self.spans.len();
            self.open_raw_picture(&video_page(&source).unwrap_or(source));
            self.words(&value("title").unwrap_or_default());
            self.close_spans(depth);
        }
    }

    /// Closes a raw tag that was opened within the same Markdown element; otherwise does nothing.
    fn close_raw(&mut self, name: &str) {
        let innermost = self.spans.iter().rposition(|span| span.raw.is_none()).map_or(0, |at| at + 1);
        let is_its = |raw: Option<&str>| raw.is_some_and(|raw| raw.eq_ignore_ascii_case(name));
        if let Some(opened) = self.spans[innermost..].iter().rposition(|span| is_its(span.raw)) {
            self.close_spans(innermost + opened);
        }
    }
}
