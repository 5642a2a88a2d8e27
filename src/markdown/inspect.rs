//! Finds the parts of a text that will not be published as written, before anything is drawn.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::attributes::{attribute, has_handler};
use super::definition_signs::USED;
use super::dialect::events;
use super::finding::Finding;
use super::hidden::hidden;
use super::html::may_close;
use super::mistaken;
use super::neutral::neutralise;
use super::policy::{LinkKind, TAGS, classify};
use super::tags::{HtmlPiece, pieces};
use crate::record::ReferenceDefinition;

/// Inspects a text and passes each finding with its position to `tell`.
///
/// Positions are bytes of the text as written.
pub fn inspect(text: &str, references: &[ReferenceDefinition], mut tell: impl FnMut(usize, Finding)) {
    mistaken::tables(text, &mut tell);
    let bytes = text.as_bytes();
    let may_link = memchr::memmem::find(bytes, b"](").is_some()
        || memchr::memmem::find(bytes, b"] (").is_some()
        || (memchr::memchr(b'[', bytes).is_some() && (!references.is_empty() || text.contains(USED)));
    if memchr::memchr(b'<', bytes).is_none() && !may_link {
        return;
    }
    for (at, name) in hidden(text).elements {
        tell(at, Finding::DroppedElement(name));
    }
    let neutral = neutralise(text);
    // Positions of the open tags of each element of TAGS.
    let mut open: [Vec<usize>; TAGS.len()] = Default::default();
    // Ranges that the parser read as markup.
    let mut read: Vec<Range<usize>> = Vec::new();
    for (event, range) in events(&neutral, references) {
        if may_link && is_read(&event) {
            read.push(range.clone());
        }
        let range = neutral.original(range.start)..neutral.original(range.end);
        match event {
            Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, .. }) => {
                tell(range.start, Finding::OutsideLink(format!("mailto:{}", dest_url.trim_start_matches("mailto:"))));
            }
            Event::Start(Tag::Link { dest_url, .. }) => link(&dest_url, range.start, &mut tell),
            Event::Start(Tag::Image { dest_url, .. }) => match classify(&dest_url) {
                LinkKind::Relative(target) => tell(range.start, Finding::OwnPicture(target.to_owned())),
                _ => link(&dest_url, range.start, &mut tell),
            },
            Event::Html(html) | Event::InlineHtml(html) => {
                for piece in pieces(&html) {
                    match piece {
                        HtmlPiece::Open { name, attributes } => {
                            let name = name.to_lowercase();
                            if name == "a"
                                && let Some(href) = attribute(attributes, "href")
                            {
                                link(&super::plain::decode_entities(href), range.start, &mut tell);
                            }
                            if let Some(tag) = TAGS.iter().position(|tag| *tag == name) {
                                if has_handler(attributes) {
                                    tell(range.start, Finding::DroppedHandler(name.clone()));
                                }
                                if name != "br" {
                                    open[tag].push(range.start);
                                }
                            } else if name == "iframe" {
                                frame(attributes, range.start, &mut tell);
                            } else {
                                tell(range.start, Finding::DroppedTag(name));
                            }
                        }
                        HtmlPiece::Close { name } => {
                            let name = name.to_lowercase();
                            if let Some(tag) = TAGS.iter().position(|tag| *tag == name) {
                                open[tag].pop();
                            }
                        }
                        HtmlPiece::Text(_) | HtmlPiece::Hidden(_) => {}
                    }
                }
            }
            Event::End(end) if may_close(end) && end != TagEnd::HtmlBlock => {
                tell_unclosed(&mut open, &mut tell);
            }
            _ => {}
        }
    }
    tell_unclosed(&mut open, &mut tell);
    if may_link {
        mistaken::links(&neutral.text, &read, &mut |at, finding| tell(neutral.original(at), finding));
    }
}

fn is_read(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)))
        || matches!(event, Event::Code(_) | Event::Html(_) | Event::InlineHtml(_))
}

fn tell_unclosed(open: &mut [Vec<usize>; TAGS.len()], tell: &mut impl FnMut(usize, Finding)) {
    let mut all: Vec<(usize, &str)> = Vec::new();
    for (name, places) in TAGS.iter().zip(open) {
        all.extend(places.drain(..).map(|at| (at, *name)));
    }
    all.sort_unstable();
    for (at, name) in all {
        tell(at, Finding::UnclosedTag(name.to_owned()));
    }
}

/// Reports a frame, which becomes a link if it has an address.
fn frame(attributes: &str, at: usize, tell: &mut impl FnMut(usize, Finding)) {
    let source = attribute(attributes, "src").map(super::plain::decode_entities).unwrap_or_default();
    match classify(&source) {
        LinkKind::Absolute(_) | LinkKind::SchemeRelative(_) => tell(at, Finding::OutsideLink(source)),
        LinkKind::Relative(_) => tell(at, Finding::DroppedFrame),
        LinkKind::Unsafe => tell(at, Finding::UnsafeLink(source)),
    }
}

fn link(destination: &str, at: usize, tell: &mut impl FnMut(usize, Finding)) {
    match classify(destination) {
        LinkKind::Absolute(_) | LinkKind::SchemeRelative(_) => tell(at, Finding::OutsideLink(destination.to_owned())),
        LinkKind::Relative(target) => tell(at, Finding::RelativeLink(target.to_owned())),
        LinkKind::Unsafe => tell(at, Finding::UnsafeLink(destination.to_owned())),
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
        assert_eq!(check("a <script>x</script>"), [(2, Finding::DroppedElement("script"))]);
        assert_eq!(check("[x](javascript:alert(1))"), [(0, Finding::UnsafeLink("javascript:alert(1)".into()))]);
        assert_eq!(
            check("[x](b.md) ![](c.png)"),
            [(0, Finding::RelativeLink("b.md".into())), (10, Finding::OwnPicture("c.png".into()))]
        );
        assert_eq!(check("<not@tag> <inaudible>"), [(0, Finding::OutsideLink("mailto:not@tag".into()))]);
        assert_eq!(
            check(
                "See [the plan](papers/plan of quay.csv), ![map](a b.png), [x] (x.csv), [so](see below), a[0] (b.csv)."
            ),
            [
                (4, Finding::SpacedLink("papers/plan of quay.csv".into())),
                (42, Finding::SpacedLink("a b.png".into())),
                (58, Finding::SplitLink("x.csv".into())),
            ]
        );
        assert_eq!(check("`[a](b c.csv)` [a](<b c.csv>)"), [(15, Finding::RelativeLink("b c.csv".into()))]);
        assert_eq!(check("a <b>x"), [(2, Finding::UnclosedTag("b".into()))]);
        assert_eq!(check("<a href='data:x'>y</a>"), [(0, Finding::UnsafeLink("data:x".into()))]);
    }
}
