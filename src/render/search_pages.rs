//! The words of pages that are no records, for the search.

use super::inputs::RenderInputs;
use crate::markdown::{page_sections, plain_text};
use crate::record::Page;
use crate::search::{PageSection, write_page_words};
use crate::text::iri;

/// The words of all pages, by section.
pub(super) fn page_words(inputs: &RenderInputs<'_>) -> Vec<u8> {
    let (_, blocks) = inputs.layout.page_words().expect("an index without pages has no file for their words");
    let pages = inputs.archive.pages.iter().zip(&inputs.plan.addresses.pages);
    let sections: Vec<PageSection> = pages.flat_map(|(page, href)| sections_of(inputs, page, href)).collect();
    write_page_words(&sections, blocks)
}

/// The text before the first heading of a page, and that below each heading.
fn sections_of(inputs: &RenderInputs<'_>, page: &Page, href: &str) -> Vec<PageSection> {
    let text = inputs.sources.get(page.source).text;
    let title = plain_text(&page.title);
    let link = iri(href).into_owned();
    let lang = page.lang.to_string();
    let mut words = page_sections(page.text.of(&text)).into_iter();
    let notes: String = page.notes.iter().map(|note| format!(" {}", plain_text(&note.text))).collect();
    let first = format!("{title} {}{notes}", words.next().unwrap_or_default());
    let mut all = vec![PageSection { title: title.clone(), link: link.clone(), lang: lang.clone(), words: first }];
    for (heading, words) in page.headings.iter().zip(words) {
        let anchor = if heading.anchor.is_empty() { String::new() } else { format!("#{}", heading.anchor) };
        all.push(PageSection {
            title: format!("{} · {title}", heading.words),
            link: format!("{link}{anchor}"),
            lang: lang.clone(),
            words: format!("{} {words}", heading.words),
        });
    }
    all
}
