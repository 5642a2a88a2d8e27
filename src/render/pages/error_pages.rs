//! The error page for missing addresses, and the page for moved ones.

use crate::render::inputs::RenderInputs;
use crate::render::parts::head::{add_locale_links, head};
use crate::site::Output;
use crate::site::view::{NotFoundView, RedirectView};

/// The page for an address that is not there; its language links lead to the front pages.
pub(crate) fn not_found(inputs: &RenderInputs<'_>, output: &Output) -> NotFoundView {
    let lang = inputs.plan.default_language();
    let mut head = head(inputs, output, "404", lang, inputs.strings(lang).get("not-found-title"), String::new());
    head.hidden = true;
    add_locale_links(inputs, &mut head, |locale| &locale.home);
    // Whatever is missing, it is no front page.
    head.alternates.clear();
    NotFoundView { head }
}

pub(crate) fn redirect(inputs: &RenderInputs<'_>, output: &Output, target: &str) -> RedirectView {
    let lang = inputs.plan.default_language();
    let mut head = head(inputs, output, "redirect", lang, inputs.strings(lang).get("redirect-title"), String::new());
    head.hidden = true;
    let absolute = inputs.plan.base.in_full(target);
    head.canonical.clone_from(&absolute);
    RedirectView { head, target: target.to_owned(), absolute }
}
