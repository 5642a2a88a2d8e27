//! The name of the archive in the language of a page.

use crate::record::Language;
use crate::render::inputs::RenderInputs;

/// The archive's name, or a plain one for a folder that gives none.
pub(crate) fn site_title(inputs: &RenderInputs<'_>, lang: &Language) -> String {
    let title = inputs.config.title.get(lang);
    if title.is_empty() { inputs.strings(lang).get("untitled-archive") } else { title.to_owned() }
}
