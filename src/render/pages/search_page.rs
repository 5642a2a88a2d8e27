//! The page on which readers search.

use crate::render::inputs::RenderInputs;
use crate::render::parts::head::{add_locale_links, head};
use crate::render::search_files::search_root;
use crate::site::view::SearchView;
use crate::site::well_known::SEARCH_ROOT;
use crate::site::{Address, LocaleIndex, Output};

/// The search page. The reader's browser searches.
pub(crate) fn view(inputs: &RenderInputs<'_>, output: &Output, locale: LocaleIndex) -> SearchView {
    let lang = &inputs.plan.locales[locale].lang;
    let title = inputs.strings(lang).get("search");
    let mut head = head(inputs, output, "search", lang, title, String::new());
    add_locale_links(inputs, &mut head, |locale| locale.search.as_deref().unwrap_or_default());
    head.hidden = true;
    let index = inputs.plan.base.href(&Address::new(SEARCH_ROOT));
    SearchView { head, index, root: search_root(inputs) }
}
