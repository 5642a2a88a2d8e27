//! A page such as “About”.

use crate::markdown::{Marks, Paragraphs, plain_text, push_html};
use crate::record::PageIndex;
use crate::render::endnotes::push_notes;
use crate::render::inputs::RenderInputs;
use crate::render::parts::head::{add_language_links, extra_values, head};
use crate::render::parts::page_translations::translations;
use crate::render::parts::report_link::edit_address;
use crate::render::parts::shown_pictures::shown_pictures;
use crate::site::Output;
use crate::site::view::PageView;
use crate::text::shorten;

pub(crate) fn view(inputs: &RenderInputs<'_>, output: &Output, index: PageIndex) -> PageView {
    let page = &inputs.archive.pages[index];
    let lang = inputs.interface_language(&page.lang);
    let source = inputs.sources.get(page.source);
    let links = &inputs.plan.page_links[index];
    let mut body = String::new();
    let marks = Marks::here(page.notes.len());
    let pictures = shown_pictures(inputs, links);
    let paragraphs = Paragraphs::of("", 2).with_pictures(&pictures).with_headings(&page.headings);
    if page.notes.is_empty() {
        push_html(&mut body, page.text.of(&source.text), &[], links, &mut { paragraphs });
    } else {
        push_html(&mut body, page.text.of(&source.text), &[], links, &mut paragraphs.with_marks(&marks));
        push_notes(&mut body, &page.notes, &page.references, links, &pictures, &marks, inputs.strings(&lang));
    }
    let description = shorten(&plain_text(page.text.of(&source.text)), 160);
    let mut head = head(inputs, output, "page", &lang, page.title.to_string(), description);
    head.extra = extra_values(page.extra.as_deref());
    let others = translations(inputs, index);
    if !others.is_empty() {
        let all = std::iter::once(index).chain(others);
        let versions = all.map(|page| (&inputs.archive.pages[page].lang, &*inputs.plan.addresses.pages[page]));
        add_language_links(inputs, &mut head, versions);
    }
    PageView { edit: edit_address(inputs, &page.path, inputs.archive.pending_pages[index]), head, body }
}
