//! Links to the calendars of series and bodies.

use crate::record::Language;
use crate::render::inputs::RenderInputs;
use crate::site::CalendarScope;
use crate::site::view::Link;
use crate::theme::Argument::Text;

/// Link to a calendar, if there is one, for a page in `lang`.
pub(crate) fn calendar_link(inputs: &RenderInputs<'_>, scope: CalendarScope, lang: &Language) -> Option<Link> {
    let href = inputs.plan.addresses.calendars.get(&scope)?;
    let strings = inputs.strings(lang);
    let plan = inputs.plan;
    let name = match scope {
        CalendarScope::Site => None,
        CalendarScope::Series(index) => Some(plan.series[index].title.get(lang)),
        CalendarScope::Body(index) => {
            Some(inputs.archive.registry.organisations[plan.bodies[index].organisation].names.get(lang))
        }
    };
    let title = match name {
        Some(name) => strings.format("calendar-of", &[("name", Text(name))]),
        None => strings.get("calendar-file"),
    };
    Some(Link { title, href: href.to_string(), lang: None })
}
