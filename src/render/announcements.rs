//! Makes the views of meetings whose records are to come, and of records that are no more.

use super::view::{body_link, crumb, date, head};
use super::{Renderer, files};
use crate::record::{Announced, AnnouncedIndex, Date, GoneIndex, Language};
use crate::site::view::{AnnouncedItem, AnnouncedView, WithdrawnView};
use crate::site::{LocaleIndex, Output};
use crate::theme::Argument::Text;

/// Every meeting that is announced and has a page, for a page in `lang`.
pub(super) fn items(renderer: &Renderer<'_>, lang: &Language) -> Vec<AnnouncedItem> {
    let all = renderer.archive.announced.iter().zip(&renderer.plan.addresses.announced);
    all.filter(|(_, href)| !href.is_empty()).map(|(meeting, href)| item(renderer, meeting, href, lang)).collect()
}

fn item(renderer: &Renderer<'_>, meeting: &Announced, href: &str, lang: &Language) -> AnnouncedItem {
    AnnouncedItem {
        title: meeting.title.to_string(),
        lang: meeting.lang.as_str().to_owned(),
        href: href.to_owned(),
        date: date(renderer, lang, meeting.date),
        start: meeting.start.as_deref().map(str::to_owned),
        place: meeting.place.as_deref().map(str::to_owned),
    }
}

/// The page of a meeting that is announced.
pub(super) fn announced(renderer: &Renderer<'_>, output: &Output, index: AnnouncedIndex) -> AnnouncedView {
    let meeting = &renderer.archive.announced[index];
    let (lang, locale) = place(renderer, &meeting.lang);
    let strings = renderer.strings(&lang);
    let item = item(renderer, meeting, &renderer.plan.addresses.announced[index], &lang);
    let title = format!("{} {}", meeting.date, meeting.title);
    let about = [("title", Text(&meeting.title)), ("date", Text(&item.date.text))];
    let mut head = head(renderer, output, "announced", &lang, title, strings.say("announced-description", &about));
    head.crumbs.push(crumb(strings.get("meetings"), &renderer.plan.locales[locale].meeting_index));
    AnnouncedView {
        head,
        meeting: item,
        end: meeting.end.as_deref().map(str::to_owned),
        body: body_link(renderer, meeting.body.as_deref(), &lang),
        papers: files::links(renderer, &renderer.plan.announced_links[index], &meeting.papers, &lang),
    }
}

/// The page that stays where something has been taken back.
pub(super) fn withdrawn(renderer: &Renderer<'_>, output: &Output, index: GoneIndex) -> WithdrawnView {
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
        Some(date(renderer, &lang, day))
    };
    WithdrawnView {
        head,
        since: gone.since.and_then(day),
        reason: gone.reason.get(&lang).to_owned(),
        title: gone.title.as_deref().map(str::to_owned),
        date: gone.date.filter(|_| gone.title.is_some()).map(|day| date(renderer, &lang, day)),
        record_lang: gone.lang.as_str().to_owned(),
        was_record,
    }
}

/// The language of a page about something in a language, and the part of the site to which it belongs.
fn place(renderer: &Renderer<'_>, lang: &Language) -> (Language, LocaleIndex) {
    let lang = renderer.interface_language(lang);
    let locale = renderer.plan.locale_for(&lang);
    (lang, locale)
}
