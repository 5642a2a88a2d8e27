//! The error page for missing addresses, and the page for moved ones.

use crate::render::inputs::RenderInputs;
use crate::render::parts::head::head;
use crate::site::Output;
use crate::site::view::{NotFoundView, RedirectView};

pub(crate) fn not_found(inputs: &RenderInputs<'_>, output: &Output) -> NotFoundView {
    let lang = inputs.plan.default_language();
    let mut head = head(inputs, output, "404", lang, inputs.strings(lang).get("not-found-title"), String::new());
    head.hidden = true;
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
