//! Makes the views of pages about the site and its meetings.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::listings::{self, Listings};
use super::{Renderer, announcements, corrections, files, search, transcript};
use crate::markdown::{Paragraphs, push_html};
use crate::record::{Contribution, Language, Meeting, MeetingIndex, NameIndex, PageIndex, Speaker, SpeakerIndex};
use crate::site::view::{
    ContentsItem, DateView, DayItem, FeedLink, Figures, FrontView, Head, LanguageLink, Licence, Link, MeetingIndexView,
    MeetingItem, MeetingView, MonthItem, MonthView, NotFoundView, PageView, RedirectView, RegisterView, SearchView,
    SiteView, SpokeView, TwinView, YearItem, YearView,
};
use crate::site::{Address, Counterpart, FeedFormat, Locale, LocaleIndex, Output};
use crate::text::shorten;
use crate::theme::Argument::{Number, Text};

/// What every page in a language knows of the site.
pub(super) fn site(renderer: &Renderer<'_>, lang: &Language) -> SiteView {
    let (config, plan, strings) = (renderer.config, renderer.plan, renderer.strings(lang));
    let locale = &plan.locales[plan.locale_for(lang)];
    let menu_link = |title: String, href: &str| Link { title, href: href.to_owned(), lang: None };
    let mut menu = vec![
        menu_link(strings.get("meetings"), &locale.meeting_index),
        menu_link(strings.get("speakers"), &locale.speaker_index),
    ];
    menu.extend(locale.series_index.iter().map(|href| menu_link(strings.get("series"), href)));
    menu.extend(locale.topic_index.iter().map(|href| menu_link(strings.get("topics"), href)));
    for (title, url) in &config.menu {
        let href = if url.starts_with('/') { own_page(renderer, &Address::new(url), lang) } else { url.to_string() };
        menu.push(menu_link(title.get(lang).to_owned(), &href));
    }
    SiteView {
        title: site_title(renderer, lang),
        description: config.description.get(lang).to_owned(),
        home: locale.home.to_string(),
        menu,
        search: locale.search.as_deref().map(str::to_owned),
        url: plan.base.url().to_owned(),
        assets: plan.addresses.assets.iter().map(|(name, href)| (name.to_string(), href.to_string())).collect(),
        integrity: renderer.theme.integrity.clone(),
        feeds: site_feeds(renderer, lang),
        licence: config.licence.as_deref().map(licence),
        attribution: config.attribution.get(lang).to_owned(),
        contact: config.contact.as_deref().map(str::to_owned),
        corrections: locale.corrections.as_deref().unwrap_or_default().to_owned(),
        generator: format!("Minutebook {}", env!("CARGO_PKG_VERSION")),
    }
}

/// A page of the site as a menu in `lang` leads to it: its translation, if there is one.
fn own_page(renderer: &Renderer<'_>, address: &Address, lang: &Language) -> String {
    let (pages, addresses) = (&renderer.archive.pages, &renderer.plan.addresses.pages);
    let href = renderer.plan.base.href(address);
    let page = addresses.iter().position(|known| **known == *href);
    let spoken = |page: &PageIndex| pages[*page].lang == *lang;
    let translated = page.and_then(|page| std::iter::once(page).chain(translations(renderer, page)).find(spoken));
    translated.map_or(href, |page| addresses[page].to_string())
}

/// The feeds of the site: for its other languages, of the records in them, if there are any.
fn site_feeds(renderer: &Renderer<'_>, lang: &Language) -> Vec<FeedLink> {
    let (plan, strings) = (renderer.plan, renderer.strings(lang));
    let title = site_title(renderer, lang);
    let locale = plan.locale_for(lang);
    let here = &plan.locales[locale];
    if locale > 0 && plan.feed_languages.contains(&here.lang) {
        let language = strings.get("language-name");
        let title = strings.say("feed-language", &[("title", Text(&title)), ("language", Text(&language))]);
        return feed_links(&here.home, &title);
    }
    feed_links(&plan.locales[0].home, &strings.say("feed-site", &[("title", Text(&title))]))
}

/// The archive's name, or a plain one for a folder that gives none.
pub(super) fn site_title(renderer: &Renderer<'_>, lang: &Language) -> String {
    let title = renderer.config.title.get(lang);
    if title.is_empty() { renderer.strings(lang).get("untitled-archive") } else { title.to_owned() }
}

/// The three feeds below a page.
pub(super) fn feed_links(page: &str, title: &str) -> Vec<FeedLink> {
    FeedFormat::ALL
        .iter()
        .map(|format| FeedLink {
            media_type: format.media_type(),
            title: title.to_owned(),
            href: format!("{page}{}", format.file_name()),
        })
        .collect()
}

/// What every page has.
pub(super) fn head(
    renderer: &Renderer<'_>,
    output: &Output,
    kind: &'static str,
    lang: &Language,
    title: String,
    description: String,
) -> Head {
    Head {
        kind,
        lang: lang.as_str().to_owned(),
        dir: direction(lang),
        title,
        description,
        canonical: renderer.plan.base.absolute(&output.address),
        ..Head::default()
    }
}

/// Says in which languages the page is to be had, itself among them: to readers, and to search engines.
fn told_in<'a>(renderer: &Renderer<'_>, head: &mut Head, versions: impl Iterator<Item = (&'a Language, &'a str)>) {
    for (lang, href) in versions {
        let absolute = renderer.plan.base.in_full(href);
        head.languages.push(LanguageLink {
            lang: lang.as_str().to_owned(),
            name: own_name(renderer, lang),
            current: absolute == head.canonical,
            href: href.to_owned(),
        });
        head.alternates.push(Link { title: String::new(), href: absolute, lang: Some(lang.as_str().to_owned()) });
    }
}

/// The same for a page that the site has in each of its languages.
pub(super) fn told_in_all(renderer: &Renderer<'_>, head: &mut Head, of: impl Fn(&Locale) -> &str) {
    let locales = &renderer.plan.locales;
    if locales.len() > 1 {
        told_in(renderer, head, locales.iter().map(|locale| (&locale.lang, of(locale))));
        let default = renderer.plan.base.in_full(of(&locales[0]));
        head.alternates.push(Link { title: String::new(), href: default, lang: Some("x-default".to_owned()) });
    }
}

/// A language's own name for itself, if the theme knows it; else its tag.
pub(super) fn own_name(renderer: &Renderer<'_>, lang: &Language) -> String {
    if renderer.theme.speaks(lang) { renderer.strings(lang).get("language-name") } else { lang.as_str().to_owned() }
}

pub(super) fn direction(lang: &Language) -> &'static str {
    if lang.is_right_to_left() { "rtl" } else { "ltr" }
}

/// A link of the way from the front page.
pub(super) fn crumb(title: impl Into<String>, href: &str) -> Link {
    Link { title: title.into(), href: href.to_owned(), lang: None }
}

pub(super) fn date(renderer: &Renderer<'_>, lang: &Language, date: crate::record::Date) -> DateView {
    DateView { iso: date.to_string(), text: renderer.strings(lang).date(date) }
}

/// A meeting in a list on a page in `lang`, that leads to pages of a locale.
pub(super) fn item(renderer: &Renderer<'_>, locale: LocaleIndex, lang: &Language, index: MeetingIndex) -> MeetingItem {
    let meeting = &renderer.archive.meetings[index];
    let details = &meeting.details;
    MeetingItem {
        title: details.title.to_string(),
        lang: details.lang.as_str().to_owned(),
        href: renderer.plan.addresses.meetings[index].to_string(),
        date: date(renderer, lang, details.date),
        series: series_of(renderer, locale, lang, meeting),
        speeches: meeting.total().speeches as usize,
        speakers: meeting.tallies.len(),
        draft: renderer.archive.pending[index].is_some(),
    }
}

fn series_of<S>(renderer: &Renderer<'_>, locale: LocaleIndex, lang: &Language, meeting: &Meeting<S>) -> Option<Link> {
    let id = meeting.details.series.as_deref()?;
    let index = renderer.ids.series(id)?;
    Some(Link {
        title: renderer.plan.series[index].title.get(lang).to_owned(),
        href: renderer.plan.locales[locale].series[index].to_string(),
        lang: None,
    })
}

pub(super) fn front(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex) -> FrontView {
    let archive = renderer.archive;
    let here = &renderer.plan.locales[locale];
    let lang = &here.lang;
    let intro_text = renderer.config.home_text.get(lang);
    let mut intro = String::new();
    push_html(&mut intro, intro_text, &[], &renderer.plan.home_links, &mut Paragraphs::of("", 2));
    let newest = (0..archive.meetings.len()).rev().take(renderer.config.home_newest);
    let figures = figures(renderer);
    let mut description = renderer.config.description.get(lang).to_owned();
    if description.is_empty() {
        let count = |key: &str, n: usize| renderer.strings(lang).say(key, &[("n", Number(n as i64))]);
        let counts = [
            ("meeting-count", figures.meetings),
            ("speech-count", figures.speeches),
            ("speaker-count", figures.speakers),
        ];
        description = counts.map(|(key, n)| count(key, n)).join(" · ");
    }
    let mut head = head(renderer, output, "front", lang, site_title(renderer, lang), description);
    told_in_all(renderer, &mut head, |locale| &locale.home);
    FrontView {
        head,
        intro,
        announced: announcements::items(renderer, lang),
        newest: newest.map(|index| renderer.item(locale, index)).collect(),
        series: listings::items(renderer, locale, Listings::Series),
        topics: listings::items(renderer, locale, Listings::Topics),
        years: year_items(renderer, locale),
        figures,
    }
}

/// The archive in figures.
fn figures(renderer: &Renderer<'_>) -> Figures {
    let archive = renderer.archive;
    Figures {
        meetings: archive.meetings.len(),
        speeches: archive.meetings.iter().map(|m| m.total().speeches as usize).sum(),
        speakers: archive.speakers.len(),
        words: archive.meetings.iter().map(|m| u64::from(m.total().words)).sum(),
        from: archive.meetings.first().map(|m| m.details.date.year),
        to: archive.meetings.last().map(|m| m.details.date.year),
    }
}

/// Meetings of a year by month, in order; month 0 comes last.
fn months(renderer: &Renderer<'_>, range: std::ops::Range<MeetingIndex>) -> Vec<(u8, Vec<MeetingIndex>)> {
    let mut months: Vec<(u8, Vec<MeetingIndex>)> = Vec::new();
    for index in range {
        let month = renderer.archive.meetings[index].details.date.month().unwrap_or(0);
        match months.iter_mut().find(|(known, _)| *known == month) {
            Some((_, meetings)) => meetings.push(index),
            None => months.push((month, vec![index])),
        }
    }
    months.sort_by_key(|(month, _)| if *month == 0 { 13 } else { *month });
    months
}

/// The days of a year that have meetings, or announced ones; those of which only the month is known stand on no day.
fn days(renderer: &Renderer<'_>, year: i16, range: std::ops::Range<MeetingIndex>) -> Vec<DayItem> {
    let held = range.map(|index| (renderer.archive.meetings[index].details.date, true));
    let announced = renderer.archive.announced.iter().zip(&renderer.plan.addresses.announced);
    let announced = announced.filter(|(_, href)| !href.is_empty()).map(|(meeting, _)| (meeting.date, false));
    let mut days: BTreeMap<u32, DayItem> = BTreeMap::new();
    for (date, is_held) in held.chain(announced.filter(|(date, _)| date.year == year)) {
        if date.day().is_none() {
            continue;
        }
        let day = date.first_day();
        let first = day.first_of_year().weekday().to_monday_zero_offset() as u32;
        let place = day.day_of_year() as u32 - 1 + first;
        let empty = DayItem { week: place / 7, weekday: place % 7, meetings: 0, announced: 0 };
        let item = days.entry(place).or_insert(empty);
        *if is_held { &mut item.meetings } else { &mut item.announced } += 1;
    }
    days.into_values().collect()
}

pub(super) fn month_anchor(month: u8) -> String {
    format!("month-{month:02}")
}

fn year_items(renderer: &Renderer<'_>, locale: LocaleIndex) -> Vec<YearItem> {
    let locale = &renderer.plan.locales[locale];
    let strings = renderer.strings(&locale.lang);
    renderer
        .plan
        .years
        .iter()
        .map(|(year, range)| {
            let href = locale.years[year].to_string();
            YearItem {
                year: *year,
                meetings: range.len(),
                days: days(renderer, *year, range.clone()),
                months: months(renderer, range.clone())
                    .into_iter()
                    .map(|(month, meetings)| MonthItem {
                        month,
                        name: strings.month(month),
                        href: format!("{href}#{}", month_anchor(month)),
                        meetings: meetings.len(),
                    })
                    .collect(),
                href,
            }
        })
        .collect()
}

pub(super) fn meeting_index(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex) -> MeetingIndexView {
    let lang = &renderer.plan.locales[locale].lang;
    let total = renderer.archive.meetings.len() as i64;
    let meetings = renderer.strings(lang).say("meeting-count", &[("n", Number(total))]);
    let mut head = head(renderer, output, "meetings", lang, renderer.strings(lang).get("meetings"), meetings);
    told_in_all(renderer, &mut head, |locale| &locale.meeting_index);
    let announced = announcements::items(renderer, lang);
    MeetingIndexView { head, announced, years: year_items(renderer, locale), total: renderer.archive.meetings.len() }
}

pub(super) fn year(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex, year: i16) -> YearView {
    let lang = &renderer.plan.locales[locale].lang;
    let strings = renderer.strings(lang);
    let years = &renderer.plan.years;
    let position = years.iter().position(|(known, _)| *known == year).unwrap_or(0);
    let range = years[position].1.clone();
    let text = year.to_string();
    let title = strings.say("year-title", &[("year", Text(&text))]);
    let description = strings.say("year-description", &[("year", Text(&text)), ("n", Number(range.len() as i64))]);
    let link = |(year, _): &(i16, std::ops::Range<MeetingIndex>)| {
        crumb(year.to_string(), &renderer.plan.locales[locale].years[year])
    };
    let mut head = head(renderer, output, "year", lang, title, description);
    told_in_all(renderer, &mut head, |locale| &locale.years[&year]);
    head.crumbs.push(crumb(strings.get("meetings"), &renderer.plan.locales[locale].meeting_index));
    YearView {
        head,
        year,
        total: range.len(),
        days: days(renderer, year, range.clone()),
        months: months(renderer, range)
            .into_iter()
            .map(|(month, meetings)| MonthView {
                month,
                name: strings.month(month),
                anchor: month_anchor(month),
                meetings: meetings.into_iter().map(|index| renderer.item(locale, index)).collect(),
            })
            .collect(),
        previous: years.get(position + 1).map(link),
        next: position.checked_sub(1).and_then(|next| years.get(next)).map(link),
    }
}

pub(super) fn meeting<'r>(renderer: &'r Renderer<'_>, output: &Output, index: MeetingIndex) -> MeetingView<'r> {
    let (archive, plan) = (renderer.archive, renderer.plan);
    let meeting = &archive.meetings[index];
    let details = &meeting.details;
    let lang = renderer.interface_language(&details.lang);
    let strings = renderer.strings(&lang);
    let locale = plan.locale_for(&lang);
    let here = &plan.locales[locale];
    let item = item(renderer, locale, &lang, index);
    let description = if details.excerpt.is_empty() {
        strings.say(
            "meeting-description",
            &[
                ("title", Text(&details.title)),
                ("date", Text(&item.date.text)),
                ("speeches", Number(item.speeches as i64)),
                ("speakers", Number(item.speakers as i64)),
            ],
        )
    } else {
        shorten(&details.excerpt, 160)
    };
    let mut head = head(renderer, output, "meeting", &lang, format!("{} {}", details.date, details.title), description);
    head.image = plan.addresses.cards[index].to_string();
    head.crumbs.push(crumb(strings.get("meetings"), &here.meeting_index));
    head.crumbs.push(crumb(details.date.year.to_string(), &here.years[&details.date.year]));
    let transcript = transcript::whole(renderer, index, &lang);
    let twins = twins(renderer, index, &transcript.counterparts);
    if !twins.is_empty() {
        let all = std::iter::once(&index).chain(&archive.twins[index]);
        let versions = all.map(|&twin| (&archive.meetings[twin].details.lang, &*plan.addresses.meetings[twin]));
        told_in(renderer, &mut head, versions);
    }
    let link_to = |other: MeetingIndex| {
        let details = &archive.meetings[other].details;
        Link {
            title: details.title.to_string(),
            href: plan.addresses.meetings[other].to_string(),
            lang: Some(details.lang.as_str().to_owned()),
        }
    };
    let in_series =
        details.series.as_deref().and_then(|id| renderer.ids.series(id)).map(|series| &plan.series[series].meetings);
    let place_in_series = in_series.and_then(|meetings| meetings.binary_search(&index).ok());
    let series_neighbour =
        |step: isize| in_series?.get(place_in_series?.checked_add_signed(step)?).copied().map(link_to);
    let speakers = spoke(renderer, meeting, &lang);
    let words = meeting.total().words.into();
    let person = |name: NameIndex| person_link(renderer, &meeting.names[name as usize], &lang);
    MeetingView {
        head,
        record_lang: details.lang.as_str().to_owned(),
        record_dir: direction(&details.lang),
        subtitle: details.subtitle.as_deref().map(str::to_owned),
        start: details.start.as_deref().map(str::to_owned),
        end: details.end.as_deref().map(str::to_owned),
        place: details.place.as_deref().map(str::to_owned),
        body: body_link(renderer, details.body.as_deref(), &lang),
        topics: details
            .topics
            .iter()
            .filter_map(|id| {
                let topic = renderer.ids.topic(id)?;
                Some(Link {
                    title: plan.topics[topic].title.get(&lang).to_owned(),
                    href: here.topics[topic].to_string(),
                    lang: None,
                })
            })
            .collect(),
        chair: meeting.chair.map(person),
        participants: meeting.participants.iter().copied().map(person).collect(),
        absent: meeting.absent.iter().copied().map(person).collect(),
        speakers,
        attachments: files::links(renderer, &plan.meeting_links[index], &details.attachments, &lang),
        media: files::links(renderer, &plan.meeting_links[index], &details.media, &lang),
        twins,
        contents: contents(meeting),
        licence: details.licence.as_deref().or(renderer.config.licence.as_deref()).map(licence),
        attribution: details
            .attribution
            .as_deref()
            .unwrap_or_else(|| renderer.config.attribution.get(&lang))
            .to_owned(),
        words,
        previous: index.checked_sub(1).map(link_to),
        next: (index + 1 < archive.meetings.len()).then(|| link_to(index + 1)),
        series_previous: series_neighbour(-1),
        series_next: series_neighbour(1),
        plain: format!("{}index.md", plan.addresses.meetings[index]),
        corrections: corrections::of_record(renderer, index, &lang),
        all_corrections: here.corrections.as_deref().unwrap_or_default().to_owned(),
        register: archive.past[index].as_ref().map(|past| RegisterView {
            name: past.name.to_string(),
            version: past.version,
            head: past.head.to_string(),
            published: past.published.to_string(),
            modified: past.corrections.first().map_or(past.published, |correction| correction.at).to_string(),
        }),
        transcript,
        meeting: item,
    }
}

fn twins(renderer: &Renderer<'_>, index: MeetingIndex, counterparts: &[Counterpart]) -> Vec<TwinView> {
    let twins = renderer.archive.twins[index].iter().zip(counterparts);
    let view = |(twin, counterpart): (&MeetingIndex, &Counterpart)| TwinView {
        lang: counterpart.lang.to_string(),
        name: counterpart.name.to_string(),
        title: renderer.archive.meetings[*twin].details.title.to_string(),
        href: counterpart.href.to_string(),
        alignment: counterpart.alignment(),
    };
    twins.map(view).collect()
}

pub(super) fn body_link(renderer: &Renderer<'_>, id: Option<&str>, lang: &Language) -> Option<Link> {
    let id = id.or(renderer.config.body.as_deref())?;
    let title = renderer.ids.organisations.get(id).map_or(id, |names| names.get(lang)).to_owned();
    let speaker = renderer.archive.speakers.binary_search_by(|s| (*s.id).cmp(id)).ok();
    let href = speaker.map(|s| speaker_href(renderer, s, lang)).unwrap_or_default();
    Some(Link { title, href, lang: None })
}

/// The page of a speaker, for a reader of `lang`.
fn speaker_href(renderer: &Renderer<'_>, speaker: SpeakerIndex, lang: &Language) -> String {
    renderer.plan.locales[renderer.plan.locale_for(lang)].speakers[speaker].to_string()
}

/// Somebody who attended: by the registry's name if there is one, linked if they have a page.
fn person_link(renderer: &Renderer<'_>, speaker: &Speaker, lang: &Language) -> Link {
    if let [one] = speaker.by.as_slice() {
        let entry = &renderer.archive.speakers[*one];
        return Link { title: entry.names.get(lang).to_owned(), href: speaker_href(renderer, *one, lang), lang: None };
    }
    let text = &speaker.name.label.text;
    let registered = renderer.ids.names.get(&**text);
    Link { title: registered.map_or(&**text, |names| names.get(lang)).to_owned(), href: String::new(), lang: None }
}

/// So many of those who spoke are listed above a record: as many as have pages.
const MOST_LISTED: usize = 1_000;

fn spoke(renderer: &Renderer<'_>, meeting: &Meeting<Speaker>, lang: &Language) -> Vec<SpokeView> {
    let mut order: Vec<SpokeView> = Vec::new();
    let mut places: FxHashMap<(String, String), usize> = FxHashMap::default();
    let total = u64::from(meeting.total().words);
    for (speaker, tally) in meeting.speaking().take(MOST_LISTED) {
        let voice = transcript::voice(renderer, speaker, lang);
        let view = SpokeView {
            name: voice.name.to_string(),
            href: if let [one] = voice.links.as_slice() { one.href.to_string() } else { String::new() },
            role: voice.role.map(|role| role.to_string()),
            mark: voice.mark,
            portrait: voice.portrait.map(String::from).unwrap_or_default(),
            speeches: tally.speeches,
            words: tally.words,
            share: 0,
        };
        let place = *places.entry((view.name.clone(), view.href.clone())).or_insert(order.len());
        match order.get_mut(place) {
            Some(same) => {
                same.speeches += view.speeches;
                same.words += view.words;
            }
            None => order.push(view),
        }
    }
    for view in &mut order {
        view.share = ((u64::from(view.words) * 200 + total) / (2 * total.max(1))) as u32;
    }
    order
}

fn contents(meeting: &Meeting<Speaker>) -> Vec<ContentsItem> {
    let mut contents = Vec::new();
    for section in meeting.sections.iter() {
        if let Some(heading) = &section.heading {
            contents.push(ContentsItem {
                title: heading.to_string(),
                href: format!("#{}", encode(&section.anchor)),
                agenda: false,
            });
        }
        for contribution in &section.contributions {
            if let Contribution::Narrative(narrative) = contribution
                && let Some(item) = &narrative.agenda
            {
                contents.push(ContentsItem {
                    title: item.title.to_string(),
                    href: format!("#{}", narrative.id),
                    agenda: true,
                });
            }
        }
    }
    contents
}

fn encode(anchor: &str) -> String {
    percent_encoding::utf8_percent_encode(anchor, percent_encoding::CONTROLS).to_string()
}

pub(super) fn licence(id: &str) -> Licence {
    let lower = id.to_lowercase();
    let creative = |rest: &str| {
        let (kind, version) = rest.rsplit_once('-')?;
        Some(format!("https://creativecommons.org/licenses/{kind}/{version}/"))
    };
    let href = match lower.as_str() {
        "cc0-1.0" => "https://creativecommons.org/publicdomain/zero/1.0/".to_owned(),
        "" => String::new(),
        lower => lower
            .strip_prefix("cc-")
            .and_then(creative)
            .unwrap_or_else(|| format!("https://spdx.org/licenses/{id}.html")),
    };
    let sound = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+'));
    Licence { id: id.to_owned(), href: if sound { href } else { String::new() } }
}

/// Pages that are translations of a page, whichever of the two says so.
fn translations(renderer: &Renderer<'_>, index: PageIndex) -> Vec<PageIndex> {
    let pages = &renderer.archive.pages;
    let page = &pages[index];
    let names = |one: &crate::record::Page, other: &crate::record::Page| {
        one.translations.iter().any(|path| **path == *other.path)
    };
    (0..pages.len()).filter(|other| names(page, &pages[*other]) || names(&pages[*other], page)).collect()
}

pub(super) fn page(renderer: &Renderer<'_>, output: &Output, index: PageIndex) -> PageView {
    let page = &renderer.archive.pages[index];
    let lang = renderer.interface_language(&page.lang);
    let source = renderer.sources.get(page.source);
    let mut body = String::new();
    push_html(&mut body, page.text.of(&source.text), &[], &renderer.plan.page_links[index], &mut Paragraphs::of("", 2));
    let description = shorten(&crate::markdown::plain_text(page.text.of(&source.text)), 160);
    let mut head = head(renderer, output, "page", &lang, page.title.to_string(), description);
    let others = translations(renderer, index);
    if !others.is_empty() {
        let all = std::iter::once(index).chain(others);
        let versions = all.map(|page| (&renderer.archive.pages[page].lang, &*renderer.plan.addresses.pages[page]));
        told_in(renderer, &mut head, versions);
    }
    PageView { head, body }
}

/// The page on which one searches. What it finds is found by its reader's browser.
pub(super) fn search(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex) -> SearchView {
    let lang = &renderer.plan.locales[locale].lang;
    let title = renderer.strings(lang).get("search");
    let mut head = head(renderer, output, "search", lang, title, String::new());
    told_in_all(renderer, &mut head, |locale| locale.search.as_deref().unwrap_or_default());
    head.hidden = true;
    let index = renderer.plan.base.href(&Address::new("/search/index.json"));
    SearchView { head, index, root: search::root(renderer) }
}

pub(super) fn not_found(renderer: &Renderer<'_>, output: &Output) -> NotFoundView {
    let lang = renderer.plan.default_language();
    let mut head = head(renderer, output, "404", lang, renderer.strings(lang).get("not-found-title"), String::new());
    head.hidden = true;
    NotFoundView { head }
}

pub(super) fn redirect(renderer: &Renderer<'_>, output: &Output, target: &str) -> RedirectView {
    let lang = renderer.plan.default_language();
    let mut head =
        head(renderer, output, "redirect", lang, renderer.strings(lang).get("redirect-title"), String::new());
    head.hidden = true;
    let absolute = renderer.plan.base.in_full(target);
    head.canonical.clone_from(&absolute);
    RedirectView { head, target: target.to_owned(), absolute }
}
