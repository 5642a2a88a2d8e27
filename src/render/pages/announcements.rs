//! Views of announced meetings and of withdrawal notices.

use crate::record::{AnnouncedIndex, Date, GoneIndex, Language};
use crate::render::context::Renderer;
use crate::render::inputs::RenderInputs;
use crate::render::parts::announced_items::announced_item;
use crate::render::parts::body_links::body_link;
use crate::render::parts::calendar_links::calendar_link;
use crate::render::parts::dates::date_view;
use crate::render::parts::file_links::file_links;
use crate::render::parts::head::{crumb, head};
use crate::site::view::{AnnouncedView, WithdrawnView};
use crate::site::{LocaleIndex, Output};
use crate::theme::Argument::Text;

/// The page of an announced meeting.
pub(crate) fn announced(renderer: &Renderer<'_>, output: &Output, index: AnnouncedIndex) -> AnnouncedView {
    let meeting = &renderer.archive.announced[index];
    let (lang, locale) = place(renderer, &meeting.lang);
    let strings = renderer.strings(&lang);
    let item = announced_item(renderer, meeting, &renderer.plan.addresses.announced[index], &lang);
    let title = format!("{} {}", meeting.date, meeting.title);
    let about = [("title", Text(&meeting.title)), ("date", Text(&item.date.text))];
    let description = match (item.cancelled, item.over) {
        (true, _) => "cancelled-description",
        (false, true) => "awaited-description",
        (false, false) => "announced-description",
    };
    let mut head = head(renderer, output, "announced", &lang, title, strings.format(description, &about));
    head.crumbs.push(crumb(strings.get("meetings"), &renderer.plan.locales[locale].meeting_index));
    AnnouncedView {
        head,
        meeting: item,
        end: meeting.end.as_deref().map(str::to_owned),
        body: meeting.body.as_deref().map(|id| body_link(renderer, id, &lang)),
        reason: meeting.announcement.cancelled.as_ref().map(|cancelled| cancelled.reason.get(&lang).to_owned()),
        calendar: calendar_link(renderer, renderer.plan.announced_calendars[index], &lang),
        papers: file_links(renderer, &renderer.plan.announced_links[index], &meeting.announcement.papers, &lang),
    }
}

/// The page that stays where something has been taken back.
pub(crate) fn withdrawn(renderer: &Renderer<'_>, output: &Output, index: GoneIndex) -> WithdrawnView {
    let gone = &renderer.archive.gone[index];
    let (lang, _) = place(renderer, &gone.lang);
    let strings = renderer.strings(&lang);
    let was_record = gone.date.is_some();
    let title = strings.get(if was_record { "withdrawn-record" } else { "withdrawn-page" });
    let mut head = head(renderer, output, "withdrawn", &lang, title, String::new());
    head.hidden = true;
    let day = |moment: jiff::Timestamp| {
        let day = renderer.config.time_zone.to_datetime(moment).date();
        let day = Date::new(day.year(), u8::try_from(day.month()).ok(), u8::try_from(day.day()).ok())?;
        Some(date_view(renderer, &lang, day))
    };
    WithdrawnView {
        head,
        since: gone.since.and_then(day),
        reason: gone.reason.get(&lang).to_owned(),
        title: gone.title.as_deref().map(str::to_owned),
        date: gone.date.filter(|_| gone.title.is_some()).map(|day| date_view(renderer, &lang, day)),
        record_lang: gone.lang.as_str().to_owned(),
        was_record,
    }
}

/// Language of a page, and the locale of the site to which it belongs.
fn place(inputs: &RenderInputs<'_>, lang: &Language) -> (Language, LocaleIndex) {
    let lang = inputs.interface_language(lang);
    let locale = inputs.plan.locale_for(&lang);
    (lang, locale)
}
