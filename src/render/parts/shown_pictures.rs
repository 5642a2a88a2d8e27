//! Pictures as pages show them.

use crate::bytes::pictures::Picture;
use crate::render::inputs::RenderInputs;

/// Pictures among the links of a text, by their links, ordered by them.
pub(crate) fn shown_pictures(inputs: &RenderInputs<'_>, links: &[(Box<str>, Box<str>)]) -> Vec<(Box<str>, Picture)> {
    if inputs.plan.pictures.is_empty() {
        return Vec::new();
    }
    let picture = |(_, href): &(Box<str>, Box<str>)| Some((href.clone(), inputs.plan.pictures.get(href)?.clone()));
    let mut pictures: Vec<_> = links.iter().filter_map(picture).collect();
    pictures.sort_by(|(one, _), (other, _)| one.cmp(other));
    pictures.dedup_by(|(one, _), (other, _)| one == other);
    pictures
}
