//! Translations of pages that are no records.

use crate::record::PageIndex;
use crate::render::inputs::RenderInputs;

/// Pages that are translations of a page, whichever of the two says so.
pub(crate) fn translations(inputs: &RenderInputs<'_>, index: PageIndex) -> Vec<PageIndex> {
    let pages = &inputs.archive.pages;
    let page = &pages[index];
    let names = |one: &crate::record::Page, other: &crate::record::Page| {
        one.translations.iter().any(|path| **path == *other.path)
    };
    (0..pages.len()).filter(|other| names(page, &pages[*other]) || names(&pages[*other], page)).collect()
}
