//! Links to podcasts.

use crate::record::{Language, MeetingIndex};
use crate::render::context::Renderer;
use crate::render::inputs::RenderInputs;
use crate::render::parts::site_title::site_title;
use crate::site::PodcastScope;
use crate::site::view::Link;
use crate::theme::Argument::Text;

/// Link to a podcast, if there is one, for a page in `lang`.
pub(crate) fn podcast_link(inputs: &RenderInputs<'_>, scope: PodcastScope, lang: &Language) -> Option<Link> {
    let href = inputs.plan.addresses.podcasts.get(&scope)?;
    let name = match scope {
        PodcastScope::Site => site_title(inputs, lang),
        PodcastScope::Series(index) => inputs.plan.series[index].title.get(lang).to_owned(),
    };
    let title = inputs.strings(lang).format("podcast-of", &[("name", Text(&name))]);
    Some(Link { title, href: href.to_string(), lang: None })
}

/// Link to the podcast with the recordings of a meeting: that of its series, else that of the site.
pub(crate) fn podcast_of_meeting(renderer: &Renderer<'_>, index: MeetingIndex, lang: &Language) -> Option<Link> {
    renderer.plan.recorded.binary_search(&index).ok()?;
    let series = renderer.archive.meetings[index].details.series.as_deref();
    let series = series.and_then(|id| renderer.context.ids.series(id)).map(PodcastScope::Series);
    series.into_iter().chain([PodcastScope::Site]).find_map(|scope| podcast_link(renderer, scope, lang))
}
