//! Bodies as pages name them and link to them.

use crate::record::{Language, MeetingIndex, Organisation};
use crate::render::context::Renderer;
use crate::render::inputs::RenderInputs;
use crate::site::view::Link;
use crate::site::{Address, BodyIndex, LocaleIndex};

/// The organisation that a body is.
pub(crate) fn organisation_of<'r>(inputs: &RenderInputs<'r>, body: BodyIndex) -> &'r Organisation {
    &inputs.archive.registry.organisations[inputs.plan.bodies[body].organisation]
}

/// Address of the page of a body in a locale.
pub(crate) fn body_href(inputs: &RenderInputs<'_>, locale: LocaleIndex, body: BodyIndex) -> String {
    let index = inputs.plan.locales[locale].bodies.as_deref().unwrap_or_default();
    format!("{index}{}", path_of(inputs, body))
}

/// Path of the page of a body below the index.
pub(crate) fn path_of(inputs: &RenderInputs<'_>, body: BodyIndex) -> String {
    format!("{}/", Address::encode(&organisation_of(inputs, body).id))
}

/// The link to a body in a locale.
pub(crate) fn link_to_body(inputs: &RenderInputs<'_>, locale: LocaleIndex, body: BodyIndex) -> Link {
    let title = organisation_of(inputs, body).names.get(&inputs.plan.locales[locale].lang).to_owned();
    Link { title, href: body_href(inputs, locale, body), lang: None }
}

/// The link to a body of which a record or the registry gives the id or the name; without an address if it has no page.
pub(crate) fn body_link(renderer: &Renderer<'_>, id: &str, lang: &Language) -> Link {
    match renderer.context.ids.body(id) {
        Some(body) => {
            let locale = renderer.plan.locale_for(lang);
            let title = organisation_of(renderer, body).names.get(lang).to_owned();
            Link { title, href: body_href(renderer, locale, body), lang: None }
        }
        None => {
            let names = renderer.context.ids.organisation(&renderer.archive.registry, id);
            Link { title: names.map_or(id, |names| names.get(lang)).to_owned(), href: String::new(), lang: None }
        }
    }
}

/// The link to the body that held a meeting: the one that the record names, else that of its series or of the site.
pub(crate) fn body_of_meeting(renderer: &Renderer<'_>, meeting: MeetingIndex, lang: &Language) -> Option<Link> {
    body_id_of_meeting(renderer, meeting).map(|id| body_link(renderer, id, lang))
}

/// The id or name of that body.
pub(crate) fn body_id_of_meeting<'r>(renderer: &Renderer<'r>, meeting: MeetingIndex) -> Option<&'r str> {
    renderer.context.ids.of_meetings.of(&renderer.archive.meetings[meeting].details)
}
