//! Splits raw HTML into tags and text. Nothing is ever written out as it stands: callers build new tags from a list of
//! names and escaped values, so a mistake here can lose markup but cannot let any through.

use super::attributes::{are_attributes, tag_end};
use super::elements::element;
use super::hidden::masked_length;

/// A piece of raw HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HtmlPiece<'a> {
    /// Text between tags, with its entities.
    Text(&'a str),
    /// An opening or void tag: name as written, and the text after it.
    Open { name: &'a str, attributes: &'a str },
    /// A closing tag.
    Close { name: &'a str },
    /// Content that is not text for readers: comments, and the doctype of a page.
    Hidden(&'a str),
}

/// Splits raw HTML into its pieces, in order.
pub(super) fn pieces(html: &str) -> Pieces<'_> {
    Pieces { rest: html, comments_end: true }
}

/// Length of `<!DOCTYPE html>`, if a text begins with it. All other declarations are words.
pub(super) fn doctype_length(text: &str) -> Option<usize> {
    const DOCTYPE: &str = "<!DOCTYPE html>";
    text.get(..DOCTYPE.len()).filter(|head| head.eq_ignore_ascii_case(DOCTYPE)).map(str::len)
}

pub(super) struct Pieces<'a> {
    rest: &'a str,
    /// True while a `-->` may follow, so that a vain search is not repeated.
    comments_end: bool,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = HtmlPiece<'a>;

    fn next(&mut self) -> Option<HtmlPiece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let Some(open) = self.rest.find('<') else { return Some(HtmlPiece::Text(self.take(self.rest.len()))) };
        if open > 0 {
            return Some(HtmlPiece::Text(self.take(open)));
        }
        if let Some(after) = self.rest.strip_prefix("<!--") {
            let end = self.comments_end.then(|| after.find("-->")).flatten();
            if let Some(end) = end {
                return Some(HtmlPiece::Hidden(self.take(4 + end + 3)));
            }
            self.comments_end = false;
        } else if let Some(length) = masked_length(self.rest).or_else(|| doctype_length(self.rest)) {
            return Some(HtmlPiece::Hidden(self.take(length)));
        } else if let Some(end) = tag_end(self.rest) {
            let inside = &self.rest[1..end];
            let closing = inside.starts_with('/');
            let body = inside.trim_start_matches('/');
            let length = body.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(body.len());
            let (name, attributes) = body.split_at(length);
            // Words in angle brackets that are not an element are text: `<inaudible>`, `<name withheld>`.
            if element(name).is_some() && are_attributes(attributes) {
                self.take(end + 1);
                return Some(if closing { HtmlPiece::Close { name } } else { HtmlPiece::Open { name, attributes } });
            }
        }
        // A `<` that does not begin a tag is text, and so is everything up to the next one.
        let end = self.rest[1..].find('<').map_or(self.rest.len(), |at| at + 1);
        Some(HtmlPiece::Text(self.take(end)))
    }
}

impl<'a> Pieces<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_falls_into_pieces() {
        let found: Vec<HtmlPiece<'_>> =
            pieces("a<b class='x>y'>c</b><script async src=\"z\">d</SCRIPT><!-- f -->1 < 2<inaudible>").collect();
        assert_eq!(
            found,
            [
                HtmlPiece::Text("a"),
                HtmlPiece::Open { name: "b", attributes: " class='x>y'" },
                HtmlPiece::Text("c"),
                HtmlPiece::Close { name: "b" },
                HtmlPiece::Open { name: "script", attributes: " async src=\"z\"" },
                HtmlPiece::Text("d"),
                HtmlPiece::Close { name: "SCRIPT" },
                HtmlPiece::Hidden("<!-- f -->"),
                HtmlPiece::Text("1 "),
                HtmlPiece::Text("< 2"),
                HtmlPiece::Text("<inaudible>"),
            ]
        );
    }

    #[test]
    fn what_is_never_closed_stays_text() {
        assert_eq!(pieces("<script>words").last(), Some(HtmlPiece::Text("words")));
        assert_eq!(pieces("<!-- words").collect::<Vec<_>>(), [HtmlPiece::Text("<!-- words")]);
        assert_eq!(pieces("<b \"").collect::<Vec<_>>(), [HtmlPiece::Text("<b \"")]);
    }
}
