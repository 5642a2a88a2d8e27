//! Splits raw HTML into tags and text. Nothing of it is ever passed on as it stands: whoever uses this builds new tags
//! from names in a list and escaped values, so a mistake here can lose markup but cannot let any through.

use super::elements::{are_attributes, element};

/// A piece of raw HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text between tags, with its entities.
    Text(&'a str),
    /// An opening or void tag: name as written and what follows it.
    Open { name: &'a str, attributes: &'a str },
    /// A closing tag.
    Close { name: &'a str },
    /// Content that is no text for readers: comments and declarations.
    Hidden(&'a str),
}

/// The pieces of a stretch of raw HTML, in order.
pub(super) fn pieces(html: &str) -> Pieces<'_> {
    Pieces { rest: html, comments_end: true, declarations_end: true }
}

pub(super) struct Pieces<'a> {
    rest: &'a str,
    /// Whether a `-->` may follow; searched for in vain only once.
    comments_end: bool,
    /// Whether a `>` may follow.
    declarations_end: bool,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let Some(open) = self.rest.find('<') else { return Some(Piece::Text(self.take(self.rest.len()))) };
        if open > 0 {
            return Some(Piece::Text(self.take(open)));
        }
        if let Some(after) = self.rest.strip_prefix("<!--") {
            let end = self.comments_end.then(|| after.find("-->")).flatten();
            if let Some(end) = end {
                return Some(Piece::Hidden(self.take(4 + end + 3)));
            }
            self.comments_end = false;
        } else if self.rest.starts_with("<!") || self.rest.starts_with("<?") {
            let end = self.declarations_end.then(|| self.rest.find('>')).flatten();
            if let Some(end) = end {
                return Some(Piece::Hidden(self.take(end + 1)));
            }
            self.declarations_end = false;
        } else if let Some(end) = tag_end(self.rest) {
            let inside = &self.rest[1..end];
            let closing = inside.starts_with('/');
            let body = inside.trim_start_matches('/');
            let length = body.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(body.len());
            let (name, attributes) = body.split_at(length);
            // What HTML has no element for is what somebody wrote: `<inaudible>`, `<name withheld>`.
            if element(name).is_some() && are_attributes(attributes) {
                self.take(end + 1);
                return Some(if closing { Piece::Close { name } } else { Piece::Open { name, attributes } });
            }
        }
        // A `<` that begins no tag is text, and so is everything to the next one.
        let end = self.rest[1..].find('<').map_or(self.rest.len(), |at| at + 1);
        Some(Piece::Text(self.take(end)))
    }
}

impl<'a> Pieces<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }
}

/// The position of the `>` that ends the tag at the beginning of `html`, minding quoted values.
pub(super) fn tag_end(html: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None, b'>') => return Some(at),
            (None, b'<') => return None,
            _ => {}
        }
    }
    None
}

/// The value of an attribute, with its entities; `None` when it is not there.
pub(super) fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<&'a str> {
    each_attribute(attributes).find(|(name, _)| name.eq_ignore_ascii_case(wanted))?.1
}

/// Whether a tag would run a program when something happens to it: `onclick="…"`.
pub(super) fn has_handler(attributes: &str) -> bool {
    let begins_with_on = |name: &str| name.get(..2).is_some_and(|on| on.eq_ignore_ascii_case("on"));
    each_attribute(attributes).any(|(name, _)| begins_with_on(name))
}

/// Names and values of attributes, in order; a value that is never closed ends the list.
pub(super) fn each_attribute(attributes: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = attributes;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        if rest.is_empty() {
            return None;
        }
        let (name, after) = rest.split_at(end.max(1).min(rest.len()));
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=') else {
            rest = after;
            return Some((name, None));
        };
        let value = value.trim_start();
        let (value, after) = match value.as_bytes().first() {
            Some(quote @ (b'"' | b'\'')) => {
                let quote = char::from(*quote);
                let end = value[1..].find(quote)?;
                (&value[1..=end], &value[end + 2..])
            }
            _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        rest = after;
        Some((name, Some(value)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_falls_into_pieces() {
        let found: Vec<Piece<'_>> =
            pieces("a<b class='x>y'>c</b><script async src=\"z\">d</SCRIPT><!-- f -->1 < 2<inaudible>").collect();
        assert_eq!(
            found,
            [
                Piece::Text("a"),
                Piece::Open { name: "b", attributes: " class='x>y'" },
                Piece::Text("c"),
                Piece::Close { name: "b" },
                Piece::Open { name: "script", attributes: " async src=\"z\"" },
                Piece::Text("d"),
                Piece::Close { name: "SCRIPT" },
                Piece::Hidden("<!-- f -->"),
                Piece::Text("1 "),
                Piece::Text("< 2"),
                Piece::Text("<inaudible>"),
            ]
        );
    }

    #[test]
    fn what_is_never_closed_stays_text() {
        assert_eq!(pieces("<script>words").last(), Some(Piece::Text("words")));
        assert_eq!(pieces("<!-- words").collect::<Vec<_>>(), [Piece::Text("<!-- words")]);
        assert_eq!(pieces("<b \"").collect::<Vec<_>>(), [Piece::Text("<b \"")]);
    }

    #[test]
    fn attributes_are_found_however_they_are_quoted() {
        let attributes = " async title='a b' HREF = \"c\" src=d/e";
        assert_eq!(attribute(attributes, "href"), Some("c"));
        assert_eq!(attribute(attributes, "title"), Some("a b"));
        assert_eq!(attribute(attributes, "src"), Some("d/e"));
        assert_eq!(attribute(attributes, "onclick"), None);
        assert!(has_handler(" class=a OnClick=x") && !has_handler(attributes) && !has_handler(" o"));
    }
}
