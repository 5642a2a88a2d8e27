//! Offices as the pages of people and bodies show them.

use super::body_links::body_link;
use super::dates::date_view;
use crate::record::{Language, Role};
use crate::render::context::Renderer;
use crate::site::view::{Link, RoleView};

/// An office in the words of a language.
pub(crate) fn role_view(renderer: &Renderer<'_>, lang: &Language, role: &Role) -> RoleView {
    let body = role.body.as_deref().map(|id| body_link(renderer, id, lang));
    let (body, body_href) = body.map_or((None, String::new()), |Link { title, href, .. }| (Some(title), href));
    RoleView {
        title: role.title.get(lang).to_owned(),
        body,
        body_href,
        chair: role.chair,
        from: role.from.map(|day| date_view(renderer, lang, day)),
        to: role.to.map(|day| date_view(renderer, lang, day)),
    }
}
