//! Draws the feeds of the site, of speakers, series, terms and corrections, each from one list of entries.

use super::context::Renderer;
use super::correction_html::push_words;
use super::decision_summary::{decision_item, wording};
use super::feed_entry::{FeedEntry, clean};
use super::feed_formats::{Channel, atom_feed, json_feed, rss_feed};
use super::parts::correction_views::{announced_corrections, correction_summary, corrections_of};
use super::parts::decided_meetings::is_listed;
use super::parts::hearings::{hearing_view, shown_meetings};
use super::parts::language_names::own_name;
use super::parts::preferred_records::{all_preferred, is_preferred, preferred_appearances};
use super::parts::shown_pictures::shown_pictures;
use super::parts::site_title::site_title;
use super::parts::typical_words::typical_words;
use super::parts::watched_speeches::{meeting_of, permalink, watched};
use crate::bytes::pictures::Picture;
use crate::markdown::{Marks, Paragraphs, push_escaped, push_html};
use crate::record::{Contribution, Correction, Delivery, Language, MeetingIndex, SpeakerIndex};
use crate::search::Hit;
use crate::site::{Address, FeedFormat, FeedScope, Listing, LocaleIndex, Matter, Output};
use crate::text::shorten;
use crate::theme::Argument::Text;

/// Maximum length, in bytes, of a record that a feed contains whole; of a longer one it shows the excerpt. Each record
/// is copied into every feed that lists it.
const LONGEST: usize = 500_000;

/// Maximum number of decisions of one meeting in a feed.
const MOST_OF_MEETING: usize = 100;

/// Draws a feed in a format.
pub(super) fn draw(renderer: &Renderer<'_>, output: &Output, scope: &FeedScope, format: FeedFormat) -> Vec<u8> {
    let entries: Vec<FeedEntry> = match scope {
        FeedScope::Corrections => corrections(renderer),
        FeedScope::Decisions => decisions(renderer),
        FeedScope::Watch(index) => matches(renderer, *index),
        scope => newest(renderer, scope).into_iter().map(|meeting| entry_in(renderer, scope, meeting)).collect(),
    };
    let channel = channel(renderer, output, scope, &entries);
    match format {
        FeedFormat::Rss => rss_feed(&channel, &entries),
        FeedFormat::Atom => atom_feed(&channel, &entries),
        FeedFormat::Json => json_feed(&channel, &entries),
    }
}

/// The newest meetings of a scope, the newest first.
pub(super) fn newest(renderer: &Renderer<'_>, scope: &FeedScope) -> Vec<MeetingIndex> {
    let archive = renderer.archive;
    let limit = renderer.config.feeds.limit;
    match scope {
        FeedScope::Site => all_preferred(renderer, 0).rev().take(limit).collect(),
        FeedScope::Language(lang) => (0..archive.meetings.len())
            .rev()
            .filter(|m| archive.meetings[*m].details.lang == *lang)
            .take(limit)
            .collect(),
        FeedScope::Speaker(speaker) => {
            let locale = main_locale(renderer, *speaker);
            let all = preferred_appearances(renderer, locale, &archive.speakers[*speaker].appearances);
            all.iter().rev().map(|appearance| appearance.meeting).take(limit).collect()
        }
        FeedScope::Series(index) => newest_of(renderer, &renderer.plan.series[*index], limit),
        FeedScope::Term(term) => newest_of(renderer, renderer.plan.term(*term), limit),
        FeedScope::Corrections => {
            announced_corrections(renderer).into_iter().map(|(meeting, _)| meeting).take(limit).collect()
        }
        FeedScope::Matter(index) => {
            shown_meetings(renderer, 0, &renderer.plan.matters[*index]).into_iter().rev().take(limit).collect()
        }
        // Its entries are no meetings.
        FeedScope::Watch(_) => Vec::new(),
        FeedScope::Decisions => {
            let all = renderer.plan.decided.all.iter().rev().copied();
            let decides = |meeting: &MeetingIndex| renderer.archive.meetings[*meeting].decided().next().is_some();
            all.filter(|meeting| is_listed(renderer, 0, *meeting) && decides(meeting)).take(limit).collect()
        }
    }
}

fn newest_of(renderer: &Renderer<'_>, listing: &Listing, limit: usize) -> Vec<MeetingIndex> {
    let meetings = &listing.meetings;
    let shown = meetings.iter().rev().copied().filter(|meeting| is_preferred(renderer, 0, *meeting, meetings));
    shown.take(limit).collect()
}

fn channel(renderer: &Renderer<'_>, output: &Output, scope: &FeedScope, entries: &[FeedEntry]) -> Channel {
    let default = renderer.plan.default_language();
    let lang = match scope {
        FeedScope::Language(lang) => lang.clone(),
        FeedScope::Speaker(index) => renderer.plan.locales[main_locale(renderer, *index)].lang.clone(),
        _ => default.clone(),
    };
    let strings = renderer.strings(&lang);
    let site = site_title(renderer, &lang);
    let (title, description) = match scope {
        FeedScope::Site => {
            (strings.format("feed-site", &[("title", Text(&site))]), renderer.config.description.get(&lang).to_owned())
        }
        FeedScope::Language(_) => {
            let own_name = own_name(renderer, &lang);
            (
                strings.format("feed-language", &[("title", Text(&site)), ("language", Text(&own_name))]),
                renderer.config.description.get(&lang).to_owned(),
            )
        }
        FeedScope::Speaker(index) => {
            let name = renderer.archive.speakers[*index].names.get(&lang);
            (strings.format("feed-speaker", &[("name", Text(name))]), site.clone())
        }
        FeedScope::Series(index) => listing(renderer, &renderer.plan.series[*index], &lang, &site),
        FeedScope::Term(term) => listing(renderer, renderer.plan.term(*term), &lang, &site),
        FeedScope::Matter(index) => {
            let name = renderer.plan.matters[*index].title.get(&lang);
            (strings.format("feed-listing", &[("name", Text(name))]), strings.get("matters-about"))
        }
        FeedScope::Watch(index) => {
            let watch = &renderer.config.watches[*index];
            let name = watch.title.get(&lang);
            (strings.format("feed-watch", &[("name", Text(name))]), watch.query.to_string())
        }
        FeedScope::Decisions => {
            (strings.format("feed-decisions", &[("title", Text(&site))]), strings.get("decisions-about"))
        }
        FeedScope::Corrections => {
            (strings.format("feed-corrections", &[("title", Text(&site))]), strings.get("corrections-about"))
        }
    };
    let description = if description.is_empty() { title.clone() } else { description };
    let folder = output.address.path().rsplit_once('/').map_or("/", |(folder, _)| folder);
    let page = match scope {
        // The records may be in a language that the site itself does not speak.
        FeedScope::Language(lang) => renderer.plan.locales[renderer.plan.locale_for(lang)].home.to_string(),
        FeedScope::Speaker(index) => renderer.plan.locales[main_locale(renderer, *index)].speakers[*index].to_string(),
        _ => renderer.plan.base.href(&Address::new(&format!("{folder}/"))),
    };
    let newest = entries.first();
    Channel {
        title,
        description,
        page: renderer.plan.base.in_full(&page),
        here: renderer.plan.base.absolute(&output.address),
        rights: renderer.config.licence.as_deref().map(str::to_owned),
        author: site,
        // Never the clock: the newest entry says when the feed last changed.
        updated: entries
            .iter()
            .map(FeedEntry::updated)
            .max()
            .map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |newest| newest.to_string()),
        published: newest.and_then(|e| e.published_mail.clone()),
        hubs: renderer.config.notifications.hub_addresses().map(str::to_owned).collect(),
        style_sheet: renderer.plan.addresses.assets.get("feed.css").map(ToString::to_string),
        notice: strings.get("feed-notice"),
        lang,
    }
}

/// The first locale in which a speaker has a page.
fn main_locale(renderer: &Renderer<'_>, speaker: SpeakerIndex) -> LocaleIndex {
    renderer.plan.speaker_pages[speaker].locales.first().copied().unwrap_or(0)
}

fn listing(renderer: &Renderer<'_>, listing: &Listing, lang: &Language, site: &str) -> (String, String) {
    let title = renderer.strings(lang).format("feed-listing", &[("name", Text(listing.title.get(lang)))]);
    let description = listing.description.get(lang);
    (title, if description.is_empty() { site.to_owned() } else { description.to_owned() })
}

/// The entry of a meeting in a feed: with typical words of the speaker in a speaker's feed, with what was decided in that
/// of a matter, with the whole record in any other.
fn entry_in(renderer: &Renderer<'_>, scope: &FeedScope, index: MeetingIndex) -> FeedEntry {
    let mut entry = renderer.entry(index).clone();
    let details = &renderer.archive.meetings[index].details;
    let name = |speaker: SpeakerIndex| renderer.archive.speakers[speaker].names.get(&details.lang).to_owned();
    if let FeedScope::Speaker(speaker) = scope {
        entry.summary = clean(&spoken(renderer, *speaker, index));
        entry.authors = vec![name(*speaker)];
    } else if let FeedScope::Matter(matter) = scope {
        entry.content = clean(&heard(renderer, &renderer.plan.matters[*matter], index));
    } else {
        if renderer.sources.length(details.source) <= LONGEST {
            entry.content = clean(&whole(renderer, index));
        }
        entry.authors = renderer.context.present[index].iter().map(|speaker| name(*speaker)).collect();
    }
    entry
}

/// Items of a meeting that deal with a matter, and what was decided; not the whole record, which may deal with many.
fn heard(renderer: &Renderer<'_>, matter: &Matter, index: MeetingIndex) -> String {
    let hearing = hearing_view(renderer, 0, matter, index);
    let items = hearing
        .items
        .into_iter()
        .flat_map(|item| [Some(item.title), item.summary.map(|summary| summary.text)].into_iter().flatten());
    let decisions =
        hearing.decisions.into_iter().flat_map(|item| [format!("{}: {}", item.word, item.wording), item.result]);
    paragraphs(items.chain(decisions))
}

/// HTML with a paragraph for each text that is not empty.
fn paragraphs(texts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut out = String::new();
    for text in texts {
        let text = text.as_ref();
        if !text.is_empty() {
            out.push_str("<p>");
            push_escaped(&mut out, text);
            out.push_str("</p>\n");
        }
    }
    out
}

/// The newest corrections, each with the former words.
fn corrections(renderer: &Renderer<'_>) -> Vec<FeedEntry> {
    let lang = renderer.plan.default_language();
    let strings = renderer.strings(lang);
    let of = |(index, correction): (MeetingIndex, &Correction)| {
        let meeting = renderer.entry(index);
        let record = &renderer.archive.meetings[index].details;
        let view = corrections_of(renderer, index, lang);
        let view = view.iter().find(|view| view.version == correction.version)?;
        let mut content = String::new();
        for passage in &correction.passages {
            push_words(&mut content, passage, strings);
        }
        let zoned = correction.at.to_zoned_datetime(renderer.config.time_zone.clone());
        Some(FeedEntry {
            title: meeting.title.clone(),
            name: meeting.name.clone(),
            day: meeting.day.clone(),
            href: renderer.plan.base.in_full(&view.href),
            id: format!("{}:{}", meeting.id, correction.version),
            lang: record.lang.as_str().to_owned(),
            published: correction.at.to_string(),
            published_mail: jiff::fmt::rfc2822::to_string(&zoned).ok(),
            corrected: String::new(),
            summary: clean(&correction_summary(strings, view)),
            content: clean(&content),
            authors: Vec::new(),
            categories: meeting.categories.clone(),
        })
    };
    announced_corrections(renderer).into_iter().take(renderer.config.feeds.limit).filter_map(of).collect()
}

/// The decisions of the newest meetings with any, each with its result.
fn decisions(renderer: &Renderer<'_>) -> Vec<FeedEntry> {
    let lang = renderer.plan.default_language();
    let mut entries = Vec::new();
    for index in newest(renderer, &FeedScope::Decisions) {
        let meeting = renderer.entry(index);
        for decision in renderer.archive.meetings[index].decided().take(MOST_OF_MEETING) {
            let item = decision_item(renderer, lang, index, decision);
            let words = shorten(&item.wording, 120);
            let title = if words.is_empty() { item.word.clone() } else { format!("{}: {words}", item.word) };
            let content = paragraphs([&wording(renderer, index, decision), &item.result, &meeting.title]);
            entries.push(FeedEntry {
                title: clean(&title),
                name: clean(&title),
                href: renderer.plan.base.in_full(&item.href),
                id: format!("{}:{}", meeting.id, decision.id),
                summary: clean(&item.result),
                content: clean(&content),
                authors: Vec::new(),
                ..meeting.clone()
            });
        }
    }
    entries
}

/// The newest matches of a query that can be followed, each with its words. Their ids are made of their permanent addresses.
fn matches(renderer: &Renderer<'_>, index: usize) -> Vec<FeedEntry> {
    let hits = watched(renderer, index).map_or(&[][..], |matches| &matches.newest);
    let entry = |hit: &Hit| {
        let meeting = renderer.entry(meeting_of(renderer, hit)?);
        let who = if hit.role.is_empty() { hit.speaker.clone() } else { format!("{} ({})", hit.speaker, hit.role) };
        let with_speaker = |title: &str| if who.is_empty() { title.to_owned() } else { format!("{who} · {title}") };
        let words: String = hit.excerpt(60, 300).concat();
        Some(FeedEntry {
            title: clean(&with_speaker(&meeting.title)),
            name: clean(&with_speaker(&meeting.name)),
            href: renderer.plan.base.in_full(&permalink(hit)),
            id: format!("{}:{}", meeting.id, hit.id),
            lang: hit.lang.clone(),
            summary: clean(&hit.in_one_line(&words)),
            content: clean(&paragraphs(hit.text.lines())),
            authors: [&hit.speaker].into_iter().filter(|name| !name.is_empty()).map(|name| clean(name)).collect(),
            ..meeting.clone()
        })
    };
    hits.iter().take(renderer.config.feeds.limit).filter_map(entry).collect()
}

/// Typical words of a speaker at a meeting.
fn spoken(renderer: &Renderer<'_>, speaker: SpeakerIndex, meeting: MeetingIndex) -> String {
    let appearance = renderer.archive.speakers[speaker].appearances.iter().find(|a| a.meeting == meeting);
    appearance.map(|appearance| typical_words(renderer, speaker, *appearance).words).unwrap_or_default()
}

/// A record as a feed reader shows it: names in bold, no anchors.
fn whole(renderer: &Renderer<'_>, index: MeetingIndex) -> String {
    let meeting = &renderer.archive.meetings[index];
    let source = renderer.sources.get(meeting.details.source);
    let (references, links) = (&meeting.details.references, absolute_links(renderer, index));
    let mut out = String::new();
    let address = renderer.plan.base.in_full(&renderer.plan.addresses.meetings[index]);
    let marks = Marks::away(&address);
    let pictures = absolute_pictures(renderer, index);
    let push = |out: &mut String, text: &str| {
        let paragraphs = Paragraphs::of("", 4).with_marks(&marks).with_pictures(&pictures);
        push_html(out, text, references, &links, &mut { paragraphs });
    };
    let mut last: Option<(&str, bool)> = None;
    for contribution in meeting.contributions() {
        match contribution {
            Contribution::Speech(speech) => {
                let name = &*meeting.speaker_of(speech).name.label.text;
                let is_written = speech.delivery == Delivery::Written;
                if last != Some((name, is_written)) {
                    out.push_str("<p><strong>");
                    push_escaped(&mut out, name);
                    out.push_str("</strong>");
                    if is_written {
                        let strings = renderer.strings(&renderer.interface_language(&meeting.details.lang));
                        out.push_str(" (");
                        push_escaped(&mut out, &strings.get("delivered-written"));
                        out.push(')');
                    }
                    out.push_str("</p>\n");
                }
                last = Some((name, is_written));
                for block in &speech.blocks {
                    push(&mut out, block.text.of(&source.text));
                }
            }
            Contribution::Narrative(narrative) => push(&mut out, narrative.text.of(&source.text)),
            Contribution::Note(note) => push(&mut out, note.text.of(&source.text)),
            Contribution::Decision(decision) => push(&mut out, decision.text.of(&source.text)),
        }
    }
    out
}

/// Pictures of a record, with links that say where the site is.
fn absolute_pictures(renderer: &Renderer<'_>, index: MeetingIndex) -> Vec<(Box<str>, Picture)> {
    let base = &renderer.plan.base;
    let mut pictures = shown_pictures(renderer, &renderer.plan.meeting_links[index]);
    for (href, picture) in &mut pictures {
        *href = base.in_full(href).into();
        picture.renditions.iter_mut().for_each(|copy| copy.href = base.in_full(&copy.href).into());
    }
    pictures.sort_by(|(one, _), (other, _)| one.cmp(other));
    pictures
}

/// A feed is read elsewhere, so its links say where the site is.
fn absolute_links(renderer: &Renderer<'_>, index: MeetingIndex) -> Vec<(Box<str>, Box<str>)> {
    let base = &renderer.plan.base;
    renderer.plan.meeting_links[index]
        .iter()
        .map(|(target, href)| (target.clone(), base.in_full(href).into()))
        .collect()
}
