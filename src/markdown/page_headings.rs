//! Headings of a page, and the anchors by which links lead to them: `about.md#how-we-write`, as on code hosts.

use pulldown_cmark::{Event, Tag, TagEnd};
use rustc_hash::FxHashMap;

use super::dialect::{events, is_too_deep};
use super::neutral::neutralise;
use crate::record::PageHeading;

/// Ids that every page of a theme may have for its own parts.
const OWN_IDS: [&str; 3] = ["main", "keys", "keys-title"];

/// The headings of a page's text, in the order in which they are drawn.
pub fn page_headings(markdown: &str) -> Vec<PageHeading> {
    let mut found = Vec::new();
    if is_too_deep(markdown) {
        return found;
    }
    let neutral = neutralise(markdown);
    let mut taken: FxHashMap<String, u32> = FxHashMap::default();
    let mut open: Option<String> = None;
    for (event, range) in events(&neutral, &[]) {
        match event {
            Event::Start(Tag::Heading { .. }) if is_typed(&neutral.text[range.clone()]) => open = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let Some(words) = open.take() else { continue };
                found.push(PageHeading { anchor: anchor(&words, &mut taken).into(), words: words.trim().into() });
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(words) = &mut open {
                    words.push_str(&super::note_marks::without_marks(&text));
                }
            }
            Event::SoftBreak | Event::HardBreak => open.iter_mut().for_each(|words| words.push(' ')),
            _ => {}
        }
    }
    found
}

/// The words of a page's text before its first heading, and below each heading, without the headings themselves.
pub fn page_sections(markdown: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    if is_too_deep(markdown) {
        return sections;
    }
    let neutral = neutralise(markdown);
    let mut is_heading = false;
    for (event, range) in events(&neutral, &[]) {
        match event {
            Event::Start(Tag::Heading { .. }) if is_typed(&neutral.text[range.clone()]) => {
                is_heading = true;
                sections.push(String::new());
            }
            Event::End(TagEnd::Heading(_)) => is_heading = false,
            Event::Text(text) | Event::Code(text) if !is_heading => {
                let words = super::note_marks::without_marks(&text);
                sections.iter_mut().next_back().into_iter().for_each(|section| section.push_str(&words));
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => {}
            Event::SoftBreak | Event::HardBreak | Event::End(_) if !is_heading => {
                sections.iter_mut().next_back().into_iter().for_each(|section| {
                    if !section.ends_with(' ') {
                        section.push(' ');
                    }
                });
            }
            _ => {}
        }
    }
    sections
}

/// Reports whether a heading was typed with `#`: a line of hyphens below a paragraph was typed as a line.
pub(super) fn is_typed(source: &str) -> bool {
    source.trim_start().starts_with('#')
}

/// The anchor of a heading: its letters and digits in lower case, with hyphens for spaces, and a number if it is not the first.
fn anchor(words: &str, taken: &mut FxHashMap<String, u32>) -> String {
    let mut slug = String::new();
    for sign in words.trim().chars().flat_map(char::to_lowercase) {
        match sign {
            ' ' => slug.push('-'),
            sign if sign.is_alphanumeric() || matches!(sign, '-' | '_') => slug.push(sign),
            _ => {}
        }
    }
    if slug.is_empty() {
        return slug;
    }
    if let Some(count) = taken.get_mut(&slug) {
        *count += 1;
        let numbered = format!("{slug}-{count}");
        taken.entry(numbered.clone()).or_default();
        return numbered;
    }
    taken.insert(slug.clone(), 0);
    // A link to it leads to the beginning of the page.
    let is_own = OWN_IDS.contains(&&*slug) || is_note(&slug);
    if is_own { String::new() } else { slug }
}

/// Reports whether an id is that of a footnote or of a mark.
fn is_note(id: &str) -> bool {
    let number = id.strip_prefix("note-").or_else(|| id.strip_prefix("mark-"));
    number.is_some_and(|number| number.starts_with(|sign: char| sign.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchors(markdown: &str) -> Vec<String> {
        page_headings(markdown).into_iter().map(|heading| heading.anchor.into()).collect()
    }

    #[test]
    fn anchors_are_those_of_code_hosts() {
        assert_eq!(
            anchors("## Where to?\n\n### `site.yml`, & *more*\n\n## 羽田の夜"),
            ["where-to", "siteyml--more", "羽田の夜"]
        );
        assert_eq!(anchors("## A\n\n## A\n\n## A-1\n\n## A"), ["a", "a-1", "a-1-1", "a-2"]);
    }

    #[test]
    fn a_line_of_hyphens_is_no_heading_and_own_ids_are_not_given_twice() {
        assert_eq!(anchors("Words\n---\n\n## Main\n\n## Note 1\n\n## !"), ["", "", ""]);
    }
}
