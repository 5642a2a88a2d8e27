//! Makes the views of pages about the site and its meetings.

use super::{Renderer, transcript};
use crate::markdown::{Paragraphs, push_html};
use crate::record::{Contribution, Language, LocalText, Meeting, MeetingIndex, NameIndex, PageIndex, Speaker, WebLink};
use crate::site::view::{
    ContentsItem, DateView, FeedLink, Figures, FrontView, Head, Licence, Link, ListingIndexView, ListingItem,
    ListingView, ListingYear, MeetingIndexView, MeetingItem, MeetingView, MonthItem, MonthView, NotFoundView, PageView,
    RedirectView, SiteView, SpokeView, TwinView, YearItem, YearView,
};
use crate::site::{Address, FeedFormat, Listing, Output};
use crate::text::shorten;
use crate::theme::Argument::{Number, Text};

/// What every page in a language knows of the site.
pub(super) fn site(renderer: &Renderer<'_>, lang: &Language) -> SiteView {
    let (config, plan, strings) = (renderer.config, renderer.plan, renderer.strings(lang));
    let addresses = &plan.addresses;
    let menu_link = |title: String, href: &str| Link { title, href: href.to_owned(), lang: None };
    let mut menu = vec![
        menu_link(strings.get("meetings"), &addresses.meeting_index),
        menu_link(strings.get("speakers"), &addresses.speaker_index),
    ];
    menu.extend(addresses.series_index.iter().map(|href| menu_link(strings.get("series"), href)));
    menu.extend(addresses.topic_index.iter().map(|href| menu_link(strings.get("topics"), href)));
    for (title, url) in &config.menu {
        let href = if url.starts_with('/') { plan.base.href(&Address::new(url)) } else { url.to_string() };
        menu.push(menu_link(title.get(lang).to_owned(), &href));
    }
    SiteView {
        title: site_title(renderer, lang),
        description: config.description.get(lang).to_owned(),
        home: addresses.home.to_string(),
        menu,
        url: plan.base.url().to_owned(),
        assets: addresses.assets.iter().map(|(name, href)| (name.to_string(), href.to_string())).collect(),
        integrity: renderer.theme.integrity.clone(),
        feeds: feed_links(
            renderer,
            &Address::new("/"),
            &strings.say("feed-site", &[("title", Text(&site_title(renderer, lang)))]),
        ),
        licence: config.licence.as_deref().map(licence),
        attribution: config.attribution.get(lang).to_owned(),
        contact: config.contact.as_deref().map(str::to_owned),
        generator: format!("Minutebook {}", env!("CARGO_PKG_VERSION")),
    }
}

/// The archive's name, or a plain one for a folder that gives none.
pub(super) fn site_title(renderer: &Renderer<'_>, lang: &Language) -> String {
    let title = renderer.config.title.get(lang);
    if title.is_empty() { renderer.strings(lang).get("untitled-archive") } else { title.to_owned() }
}

/// The three feeds at an address.
pub(super) fn feed_links(renderer: &Renderer<'_>, at: &Address, title: &str) -> Vec<FeedLink> {
    FeedFormat::ALL
        .iter()
        .map(|format| FeedLink {
            media_type: format.media_type(),
            title: title.to_owned(),
            href: renderer.plan.base.href(&at.join(format.file_name())),
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

/// A meeting in a list on a page in `lang`.
pub(super) fn item(renderer: &Renderer<'_>, lang: &Language, index: MeetingIndex) -> MeetingItem {
    let meeting = &renderer.archive.meetings[index];
    let details = &meeting.details;
    MeetingItem {
        title: details.title.to_string(),
        lang: details.lang.as_str().to_owned(),
        href: renderer.plan.addresses.meetings[index].to_string(),
        date: date(renderer, lang, details.date),
        series: series_of(renderer, lang, meeting),
        speeches: meeting.total().speeches as usize,
        speakers: meeting.tallies.len(),
        draft: renderer.archive.pending[index].is_some(),
    }
}

fn series_of<S>(renderer: &Renderer<'_>, lang: &Language, meeting: &Meeting<S>) -> Option<Link> {
    let id = meeting.details.series.as_deref()?;
    let index = listing_index(&renderer.plan.series, id)?;
    Some(Link {
        title: renderer.plan.series[index].title.get(lang).to_owned(),
        href: renderer.plan.addresses.series[index].to_string(),
        lang: None,
    })
}

fn listing_index(listings: &[Listing], id: &str) -> Option<usize> {
    listings.iter().position(|listing| *listing.id == *id || *listing.id == *crate::slug::slugify(id).text)
}

pub(super) fn front(renderer: &Renderer<'_>, output: &Output) -> FrontView {
    let (archive, lang) = (renderer.archive, &renderer.plan.languages[0]);
    let intro_text = renderer.config.home_text.get(lang);
    let mut intro = String::new();
    push_html(&mut intro, intro_text, &[], &renderer.plan.home_links, &mut Paragraphs::of("", 2));
    let newest = (0..archive.meetings.len()).rev().take(renderer.config.home_newest);
    FrontView {
        head: head(
            renderer,
            output,
            "front",
            lang,
            site_title(renderer, lang),
            renderer.config.description.get(lang).to_owned(),
        ),
        intro,
        newest: newest.map(|index| renderer.item(index)).collect(),
        series: listing_items(renderer, lang, &renderer.plan.series, &renderer.plan.addresses.series),
        topics: listing_items(renderer, lang, &renderer.plan.topics, &renderer.plan.addresses.topics),
        years: year_items(renderer, lang),
        figures: Figures {
            meetings: archive.meetings.len(),
            speeches: archive.meetings.iter().map(|m| m.total().speeches as usize).sum(),
            speakers: archive.speakers.len(),
            words: archive.meetings.iter().map(|m| u64::from(m.total().words)).sum(),
            from: archive.meetings.first().map(|m| m.details.date.year),
            to: archive.meetings.last().map(|m| m.details.date.year),
        },
    }
}

fn listing_items(
    renderer: &Renderer<'_>,
    lang: &Language,
    listings: &[Listing],
    hrefs: &[Box<str>],
) -> Vec<ListingItem> {
    listings
        .iter()
        .zip(hrefs)
        .map(|(listing, href)| ListingItem {
            title: listing.title.get(lang).to_owned(),
            description: listing.description.get(lang).to_owned(),
            href: href.to_string(),
            meetings: listing.meetings.len(),
            latest: listing.meetings.last().map(|m| date(renderer, lang, renderer.archive.meetings[*m].details.date)),
        })
        .collect()
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

fn month_anchor(month: u8) -> String {
    format!("month-{month:02}")
}

fn year_items(renderer: &Renderer<'_>, lang: &Language) -> Vec<YearItem> {
    let strings = renderer.strings(lang);
    renderer
        .plan
        .years
        .iter()
        .map(|(year, range)| {
            let href = renderer.plan.addresses.years[year].to_string();
            YearItem {
                year: *year,
                meetings: range.len(),
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

pub(super) fn meeting_index(renderer: &Renderer<'_>, output: &Output) -> MeetingIndexView {
    let lang = &renderer.plan.languages[0];
    MeetingIndexView {
        head: head(renderer, output, "meetings", lang, renderer.strings(lang).get("meetings"), String::new()),
        years: year_items(renderer, lang),
        total: renderer.archive.meetings.len(),
    }
}

pub(super) fn year(renderer: &Renderer<'_>, output: &Output, year: i16) -> YearView {
    let lang = &renderer.plan.languages[0];
    let strings = renderer.strings(lang);
    let years = &renderer.plan.years;
    let position = years.iter().position(|(known, _)| *known == year).unwrap_or(0);
    let range = years[position].1.clone();
    let text = year.to_string();
    let title = strings.say("year-title", &[("year", Text(&text))]);
    let description = strings.say("year-description", &[("year", Text(&text)), ("n", Number(range.len() as i64))]);
    let link = |(year, _): &(i16, std::ops::Range<MeetingIndex>)| {
        crumb(year.to_string(), &renderer.plan.addresses.years[year])
    };
    let mut head = head(renderer, output, "year", lang, title, description);
    head.crumbs.push(crumb(strings.get("meetings"), &renderer.plan.addresses.meeting_index));
    YearView {
        head,
        year,
        total: range.len(),
        months: months(renderer, range)
            .into_iter()
            .map(|(month, meetings)| MonthView {
                month,
                name: strings.month(month),
                anchor: month_anchor(month),
                meetings: meetings.into_iter().map(|index| renderer.item(index)).collect(),
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
    let item = item(renderer, &lang, index);
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
    head.crumbs.push(crumb(strings.get("meetings"), &plan.addresses.meeting_index));
    head.crumbs.push(crumb(details.date.year.to_string(), &plan.addresses.years[&details.date.year]));
    let twins = twins(renderer, index);
    if !twins.is_empty() {
        head.alternates.push(Link {
            title: String::new(),
            href: head.canonical.clone(),
            lang: Some(details.lang.as_str().to_owned()),
        });
        for &twin in &archive.twins[index] {
            let address = plan.base.in_full(&plan.addresses.meetings[twin]);
            head.alternates.push(Link {
                title: String::new(),
                href: address,
                lang: Some(archive.meetings[twin].details.lang.as_str().to_owned()),
            });
        }
    }
    let link_to = |other: MeetingIndex| {
        let details = &archive.meetings[other].details;
        Link {
            title: details.title.to_string(),
            href: plan.addresses.meetings[other].to_string(),
            lang: Some(details.lang.as_str().to_owned()),
        }
    };
    let in_series = details
        .series
        .as_deref()
        .and_then(|id| listing_index(&plan.series, id))
        .map(|series| &plan.series[series].meetings);
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
                let topic = listing_index(&plan.topics, id)?;
                Some(Link {
                    title: plan.topics[topic].title.get(&lang).to_owned(),
                    href: plan.addresses.topics[topic].to_string(),
                    lang: None,
                })
            })
            .collect(),
        chair: meeting.chair.map(person),
        participants: meeting.participants.iter().copied().map(person).collect(),
        absent: meeting.absent.iter().copied().map(person).collect(),
        speakers,
        attachments: web_links(renderer, index, &details.attachments, &lang),
        media: web_links(renderer, index, &details.media, &lang),
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
        transcript: transcript::whole(renderer, index, &lang),
        meeting: item,
    }
}

fn twins(renderer: &Renderer<'_>, index: MeetingIndex) -> Vec<TwinView> {
    renderer.archive.twins[index]
        .iter()
        .map(|&twin| {
            let details = &renderer.archive.meetings[twin].details;
            // The language's own name, if the theme knows it; else its tag.
            let strings = renderer.strings(&details.lang);
            let known = renderer.theme.speaks(&details.lang);
            TwinView {
                lang: details.lang.as_str().to_owned(),
                name: if known { strings.get("language-name") } else { details.lang.as_str().to_owned() },
                title: details.title.to_string(),
                href: renderer.plan.addresses.meetings[twin].to_string(),
            }
        })
        .collect()
}

fn body_link(renderer: &Renderer<'_>, id: Option<&str>, lang: &Language) -> Option<Link> {
    let id = id.or(renderer.config.body.as_deref())?;
    let organisation = renderer.archive.registry.organisations.iter().find(|o| *o.id == *id);
    let title = organisation.map_or(id, |o| o.names.get(lang)).to_owned();
    let speaker = renderer.archive.speakers.binary_search_by(|s| (*s.id).cmp(id)).ok();
    let href = speaker.map(|s| renderer.plan.addresses.speakers[s].to_string()).unwrap_or_default();
    Some(Link { title, href, lang: None })
}

/// Somebody who attended: by the registry's name if there is one, linked if they have a page.
fn person_link(renderer: &Renderer<'_>, speaker: &Speaker, lang: &Language) -> Link {
    if let [one] = speaker.by.as_slice() {
        let entry = &renderer.archive.speakers[*one];
        return Link {
            title: entry.names.get(lang).to_owned(),
            href: renderer.plan.addresses.speakers[*one].to_string(),
            lang: None,
        };
    }
    let registry = &renderer.archive.registry;
    let text = &speaker.name.label.text;
    let registered = registry.people.iter().find(|p| p.id == *text).map(|p| &p.names);
    let registered: Option<&LocalText> =
        registered.or_else(|| registry.organisations.iter().find(|o| o.id == *text).map(|o| &o.names));
    Link { title: registered.map_or(&**text, |names| names.get(lang)).to_owned(), href: String::new(), lang: None }
}

fn spoke(renderer: &Renderer<'_>, meeting: &Meeting<Speaker>, lang: &Language) -> Vec<SpokeView> {
    let mut order: Vec<SpokeView> = Vec::new();
    let total = u64::from(meeting.total().words);
    for (speaker, tally) in meeting.speaking() {
        let voice = transcript::voice(renderer, speaker, lang);
        let view = SpokeView {
            name: voice.name.to_string(),
            href: if let [one] = voice.links.as_slice() { one.href.to_string() } else { String::new() },
            role: voice.role.map(|role| role.to_string()),
            speeches: tally.speeches,
            words: tally.words,
            share: 0,
        };
        match order.iter_mut().find(|other| (&other.name, &other.href) == (&view.name, &view.href)) {
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

fn web_links(renderer: &Renderer<'_>, index: MeetingIndex, links: &[WebLink], lang: &Language) -> Vec<Link> {
    let resolved = &renderer.plan.meeting_links[index];
    links
        .iter()
        .map(|link| {
            let href = resolved
                .iter()
                .find(|(target, _)| *target == link.target)
                .map(|(_, href)| href.to_string())
                .unwrap_or_default();
            let title = link.title.get(lang);
            Link { title: if title.is_empty() { link.target.to_string() } else { title.to_owned() }, href, lang: None }
        })
        .collect()
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

pub(super) fn series_index(renderer: &Renderer<'_>, output: &Output) -> ListingIndexView {
    listing_index_view(renderer, output, "series", &renderer.plan.series, &renderer.plan.addresses.series)
}

pub(super) fn topic_index(renderer: &Renderer<'_>, output: &Output) -> ListingIndexView {
    listing_index_view(renderer, output, "topics", &renderer.plan.topics, &renderer.plan.addresses.topics)
}

fn listing_index_view(
    renderer: &Renderer<'_>,
    output: &Output,
    key: &'static str,
    listings: &[Listing],
    hrefs: &[Box<str>],
) -> ListingIndexView {
    let lang = &renderer.plan.languages[0];
    ListingIndexView {
        head: head(renderer, output, key, lang, renderer.strings(lang).get(key), String::new()),
        listings: listing_items(renderer, lang, listings, hrefs),
    }
}

pub(super) fn series(renderer: &Renderer<'_>, output: &Output, index: usize) -> ListingView {
    let up = renderer.plan.addresses.series_index.as_deref();
    listing(renderer, output, "series", &renderer.plan.series[index], up)
}

pub(super) fn topic(renderer: &Renderer<'_>, output: &Output, index: usize) -> ListingView {
    let up = renderer.plan.addresses.topic_index.as_deref();
    listing(renderer, output, "topics", &renderer.plan.topics[index], up)
}

fn listing(
    renderer: &Renderer<'_>,
    output: &Output,
    key: &'static str,
    listing: &Listing,
    up: Option<&str>,
) -> ListingView {
    let lang = &renderer.plan.languages[0];
    let strings = renderer.strings(lang);
    let title = listing.title.get(lang).to_owned();
    let description = listing.description.get(lang).to_owned();
    let mut head = head(renderer, output, "listing", lang, title.clone(), description.clone());
    head.crumbs.push(crumb(strings.get(key), up.unwrap_or_default()));
    head.feeds = feed_links(renderer, &output.address, &strings.say("feed-listing", &[("name", Text(&title))]));
    let mut years: Vec<ListingYear> = Vec::new();
    for &index in listing.meetings.iter().rev() {
        let year = renderer.archive.meetings[index].details.date.year;
        let item = renderer.item(index);
        match years.last_mut().filter(|last| last.year == year) {
            Some(last) => last.meetings.push(item),
            None => years.push(ListingYear { year, meetings: vec![item] }),
        }
    }
    ListingView { head, description, years, total: listing.meetings.len() }
}

pub(super) fn page(renderer: &Renderer<'_>, output: &Output, index: PageIndex) -> PageView {
    let page = &renderer.archive.pages[index];
    let lang = renderer.interface_language(&page.lang);
    let source = renderer.sources.get(page.source);
    let mut body = String::new();
    push_html(&mut body, page.text.of(&source.text), &[], &renderer.plan.page_links[index], &mut Paragraphs::of("", 2));
    let description = shorten(&crate::markdown::plain_text(page.text.of(&source.text)), 160);
    let mut head = head(renderer, output, "page", &lang, page.title.to_string(), description);
    // Pages that name each other as translations are told to search engines as such.
    for (other, entry) in renderer.archive.pages.iter().enumerate() {
        let related = page.translations.iter().any(|path| **path == *entry.path)
            || entry.translations.iter().any(|path| **path == *page.path);
        if related {
            let href = renderer.plan.base.in_full(&renderer.plan.addresses.pages[other]);
            head.alternates.push(Link {
                title: entry.title.to_string(),
                href,
                lang: Some(entry.lang.as_str().to_owned()),
            });
        }
    }
    if !head.alternates.is_empty() {
        head.alternates.insert(
            0,
            Link {
                title: page.title.to_string(),
                href: head.canonical.clone(),
                lang: Some(page.lang.as_str().to_owned()),
            },
        );
    }
    PageView { head, body }
}

pub(super) fn not_found(renderer: &Renderer<'_>, output: &Output) -> NotFoundView {
    let lang = &renderer.plan.languages[0];
    let mut head = head(renderer, output, "404", lang, renderer.strings(lang).get("not-found-title"), String::new());
    head.hidden = true;
    NotFoundView { head }
}

pub(super) fn redirect(renderer: &Renderer<'_>, output: &Output, target: &str) -> RedirectView {
    let lang = &renderer.plan.languages[0];
    let mut head =
        head(renderer, output, "redirect", lang, renderer.strings(lang).get("redirect-title"), String::new());
    head.hidden = true;
    let absolute = renderer.plan.base.in_full(target);
    head.canonical.clone_from(&absolute);
    RedirectView { head, target: target.to_owned(), absolute }
}
