//! Finds what in a text will not be published as written, before anything is drawn.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::dialect::{neutralise, parser};
use super::html::may_close;
use super::policy::{TAGS, Target, classify};
use super::tags::{Piece, attribute, has_handler, pieces};
use crate::record::ReferenceDefinition;

/// Something in a text that an editor should know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A tag that is dropped.
    DroppedTag(String),
    /// A tag that passes without what it would run.
    DroppedHandler(String),
    /// A tag that is never closed.
    UnclosedTag(String),
    /// A link by a scheme that is not allowed.
    UnsafeLink(String),
    /// A link within the content.
    RelativeLink(String),
    /// A link out of the archive.
    OutsideLink(String),
}

/// Goes through a text and tells each finding with its byte offset.
///
/// Offsets are those of the text as written, but for a few bytes where the dialect had to escape something before.
pub fn inspect(text: &str, references: &[ReferenceDefinition], mut tell: impl FnMut(usize, Finding)) {
    let bytes = text.as_bytes();
    let may_link = memchr::memmem::find(bytes, b"](").is_some()
        || (memchr::memchr(b'[', bytes).is_some() && !references.is_empty());
    if memchr::memchr(b'<', bytes).is_none() && !may_link {
        return;
    }
    let neutral = neutralise(text);
    let mut open: Vec<(usize, String)> = Vec::new();
    for (event, range) in parser(&neutral, references).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                link(&dest_url, range.start, &mut tell);
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                for piece in pieces(&html) {
                    match piece {
                        Piece::Open { name, attributes } => {
                            let name = name.to_lowercase();
                            if name == "a"
                                && let Some(href) = attribute(attributes, "href")
                            {
                                link(&super::plain::decode_entities(href), range.start, &mut tell);
                            }
                            if TAGS.contains(&name.as_str()) {
                                if has_handler(attributes) {
                                    tell(range.start, Finding::DroppedHandler(name.clone()));
                                }
                                if name != "br" {
                                    open.push((range.start, name));
                                }
                            } else if name == "iframe" {
                                frame(attributes, range.start, &mut tell);
                            } else {
                                tell(range.start, Finding::DroppedTag(name));
                            }
                        }
                        Piece::Close { name } => {
                            let name = name.to_lowercase();
                            if let Some(at) = open.iter().rposition(|(_, opened)| *opened == name) {
                                open.remove(at);
                            }
                        }
                        Piece::Text(_) | Piece::Hidden(_) => {}
                    }
                }
            }
            Event::End(end) if may_close(end) && end != TagEnd::HtmlBlock => {
                for (at, name) in open.drain(..) {
                    tell(at, Finding::UnclosedTag(name));
                }
            }
            _ => {}
        }
    }
    for (at, name) in open {
        tell(at, Finding::UnclosedTag(name));
    }
}

/// A frame becomes a link, if it leads anywhere.
fn frame(attributes: &str, at: usize, tell: &mut impl FnMut(usize, Finding)) {
    let source = attribute(attributes, "src").map(super::plain::decode_entities).unwrap_or_default();
    match classify(&source) {
        Target::Absolute(_) | Target::SchemeRelative(_) => tell(at, Finding::OutsideLink(source)),
        Target::Relative(_) => tell(at, Finding::DroppedTag("iframe".to_owned())),
        Target::Unsafe => tell(at, Finding::UnsafeLink(source)),
    }
}

fn link(destination: &str, at: usize, tell: &mut impl FnMut(usize, Finding)) {
    match classify(destination) {
        Target::Absolute(_) | Target::SchemeRelative(_) => tell(at, Finding::OutsideLink(destination.to_owned())),
        Target::Relative(target) => tell(at, Finding::RelativeLink(target.to_owned())),
        Target::Unsafe => tell(at, Finding::UnsafeLink(destination.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Vec<(usize, Finding)> {
        let mut found = Vec::new();
        inspect(text, &[], |at, finding| found.push((at, finding)));
        found
    }

    #[test]
    fn what_will_be_dropped_is_found() {
        assert_eq!(check("plain <b>x</b><br>"), []);
        assert_eq!(check("[a](https://a.example)"), [(0, Finding::OutsideLink("https://a.example".into()))]);
        assert_eq!(check("a <script>x</script>"), [(2, Finding::DroppedTag("script".into()))]);
        assert_eq!(check("[x](javascript:alert(1))"), [(0, Finding::UnsafeLink("javascript:alert(1)".into()))]);
        assert_eq!(
            check("[x](b.md) ![](c.png)"),
            [(0, Finding::RelativeLink("b.md".into())), (10, Finding::RelativeLink("c.png".into()))]
        );
        assert_eq!(check("a <b>x"), [(2, Finding::UnclosedTag("b".into()))]);
        assert_eq!(check("<a href='data:x'>y</a>"), [(0, Finding::UnsafeLink("data:x".into()))]);
    }
}
