//! Draws podcasts: RSS with the recordings of meetings, as Apple's directory and the podcast namespace
//! (<https://podcasting2.org/podcast-namespace>) have it.

use std::collections::BTreeMap;

use rss::extension::itunes::{ITunesCategory, ITunesChannelExtension, ITunesItemExtension};
use rss::extension::{Extension, ExtensionMap};
use rustc_hash::FxHashSet;

use super::context::Renderer;
use super::feed_entry::{FeedEntry, clean};
use super::parts::file_links::resolved_href;
use super::parts::preferred_records::is_preferred;
use super::parts::site_title::site_title;
use super::parts::speaker_links::speaker_href;
use crate::record::{Language, MeetingIndex, SpeakerIndex, WebLink, hours_minutes_seconds};
use crate::site::{FeedFormat, PodcastScope, recording_type};
use crate::theme::Argument::Text;

/// Maximum number of meetings in a podcast.
const MOST_MEETINGS: usize = 100;

/// Maximum number of people of an episode.
const MOST_PEOPLE: usize = 50;

/// Namespace of elements that podcasts have besides those of RSS and of Apple.
const PODCAST_NAMESPACE: &str = "https://podcastindex.org/namespace/1.0";

/// A podcast.
pub(super) fn draw(renderer: &Renderer<'_>, scope: PodcastScope) -> Vec<u8> {
    let (plan, config) = (renderer.plan, renderer.config);
    let lang = plan.default_language();
    let strings = renderer.strings(lang);
    let site = site_title(renderer, lang);
    let (name, description, page) = match scope {
        PodcastScope::Site => (site.clone(), config.description.get(lang), &plan.locales[0].home),
        PodcastScope::Series(index) => {
            let series = &plan.series[index];
            (series.title.get(lang).to_owned(), series.description.get(lang), &plan.locales[0].series[index])
        }
    };
    let title = strings.format("podcast-of", &[("name", Text(&name))]);
    let description = if description.is_empty() { title.clone() } else { description.to_owned() };
    let items: Vec<rss::Item> =
        meetings_of(renderer, scope).into_iter().flat_map(|meeting| episodes(renderer, meeting)).collect();
    let here = rss::extension::atom::Link {
        href: plan.addresses.podcasts.get(&scope).map(|href| plan.base.in_full(href)).unwrap_or_default(),
        rel: "self".to_owned(),
        mime_type: Some(FeedFormat::Rss.media_type().to_owned()),
        ..Default::default()
    };
    let hubs = config.notifications.hub_addresses().map(|hub| rss::extension::atom::Link {
        href: hub.to_owned(),
        rel: "hub".to_owned(),
        ..Default::default()
    });
    let image = config.podcast.image.as_deref().map(|image| {
        let own = plan.settings_links.iter().find(|(target, _)| **target == *image);
        plan.base.in_full(own.map_or(image, |(_, href)| &**href))
    });
    let author = if config.podcast.author.is_empty() { site } else { config.podcast.author.get(lang).to_owned() };
    let itunes = ITunesChannelExtension {
        author: Some(clean(&author)),
        categories: vec![ITunesCategory { text: config.podcast.category.to_string(), subcategory: None }],
        image,
        explicit: Some("false".to_owned()),
        r#type: Some("episodic".to_owned()),
        ..ITunesChannelExtension::default()
    };
    let namespaces = [
        ("atom", "http://www.w3.org/2005/Atom"),
        ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
        ("podcast", PODCAST_NAMESPACE),
    ];
    let feed = rss::Channel {
        title: clean(&title),
        link: plan.base.in_full(page),
        description: clean(&description),
        language: Some(lang.as_str().to_owned()),
        copyright: config.licence.as_deref().map(str::to_owned),
        pub_date: items.first().and_then(|item| item.pub_date.clone()),
        generator: Some("Minutebook".to_owned()),
        items,
        atom_ext: Some(rss::extension::atom::AtomExtension { links: std::iter::once(here).chain(hubs).collect() }),
        itunes_ext: Some(itunes),
        namespaces: namespaces.map(|(prefix, uri)| (prefix.to_owned(), uri.to_owned())).into_iter().collect(),
        ..rss::Channel::default()
    };
    feed.write_to(Vec::new()).expect("memory takes whatever is written, and the text is clean")
}

/// Meetings of a podcast, the newest first; of a meeting recorded in several languages one record.
pub(super) fn meetings_of(renderer: &Renderer<'_>, scope: PodcastScope) -> Vec<MeetingIndex> {
    let recorded = &renderer.plan.recorded;
    let of_series: Vec<MeetingIndex> = match scope {
        PodcastScope::Site => recorded.clone(),
        PodcastScope::Series(index) => {
            let meetings = renderer.plan.series[index].meetings.iter().copied();
            meetings.filter(|meeting| recorded.binary_search(meeting).is_ok()).collect()
        }
    };
    let shown = of_series.iter().rev().copied().filter(|meeting| is_preferred(renderer, 0, *meeting, &of_series));
    shown.take(MOST_MEETINGS).collect()
}

/// A recording that an episode offers.
struct RecordingFile<'r> {
    href: &'r str,
    media_type: &'static str,
    length: Option<u64>,
}

/// Episodes of a meeting: one for each part that was recorded without a break.
fn episodes(renderer: &Renderer<'_>, index: MeetingIndex) -> Vec<rss::Item> {
    let entry = renderer.entry(index);
    let parts = recorded_parts(renderer, index);
    let is_only = parts.len() == 1;
    let mut items = Vec::new();
    for (part, file) in parts {
        let title = if is_only { entry.title.clone() } else { format!("{} ({})", entry.title, part + 1) };
        // Later parts have ids of their own, so that adding a part leaves the first as it is.
        let id =
            if part == 0 { format!("{}:recording", entry.id) } else { format!("{}:recording-{}", entry.id, part + 1) };
        items.push(item(renderer, index, entry, (part, &file), title, id));
    }
    items
}

fn item(
    renderer: &Renderer<'_>,
    index: MeetingIndex,
    entry: &FeedEntry,
    (part, file): (usize, &RecordingFile<'_>),
    title: String,
    id: String,
) -> rss::Item {
    let bytes = renderer.plan.file_sizes.get(file.href).copied();
    let itunes = ITunesItemExtension {
        duration: file.length.map(|length| hours_minutes_seconds(length / 1000)),
        explicit: Some("false".to_owned()),
        episode_type: Some("full".to_owned()),
        ..ITunesItemExtension::default()
    };
    rss::Item {
        title: Some(title),
        link: Some(entry.href.clone()),
        description: Some(entry.summary.clone()),
        guid: Some(rss::Guid { value: id, permalink: false }),
        pub_date: entry.published_mail.clone(),
        enclosure: Some(rss::Enclosure {
            url: renderer.plan.base.in_full(file.href),
            // RSS demands a length; programs take 0 for an unknown one.
            length: bytes.unwrap_or(0).to_string(),
            mime_type: file.media_type.to_owned(),
        }),
        itunes_ext: Some(itunes),
        extensions: namespaced(renderer, index, part),
        ..rss::Item::default()
    }
}

/// Recordings that are files, by the position of the part of the meeting: of each part one, sound rather than pictures, of the site
/// itself rather than of another host.
fn recorded_parts<'r>(renderer: &'r Renderer<'_>, index: MeetingIndex) -> Vec<(usize, RecordingFile<'r>)> {
    let media = &renderer.archive.meetings[index].details.media;
    let resolved = &renderer.plan.meeting_links[index];
    let mut in_order: Vec<&WebLink> = media.iter().collect();
    in_order.sort_by_key(|link| link.starts.unwrap_or(0));
    let parts = in_order.chunk_by(|one, next| one.starts.unwrap_or(0) == next.starts.unwrap_or(0)).enumerate();
    let file = |link: &&WebLink| {
        let href = resolved_href(resolved, &link.target);
        let media_type = recording_type(href).filter(|_| href.starts_with('/') || href.starts_with("http"))?;
        Some(RecordingFile { href, media_type, length: link.length })
    };
    let preferred = |file: &RecordingFile<'_>| {
        let is_own = renderer.plan.file_sizes.contains_key(file.href);
        (!file.media_type.starts_with("audio/"), !is_own)
    };
    parts.filter_map(|(part, links)| Some((part, links.iter().filter_map(file).min_by_key(preferred)?))).collect()
}

/// Elements of the podcast namespace of an episode: transcript, chapters, people.
fn namespaced(renderer: &Renderer<'_>, index: MeetingIndex, part: usize) -> ExtensionMap {
    let plan = renderer.plan;
    let details = &renderer.archive.meetings[index].details;
    let element = |name: &str, value: Option<String>, attributes: &[(&str, String)]| Extension {
        name: format!("podcast:{name}"),
        value,
        attrs: attributes.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        ..Extension::default()
    };
    let transcript = |href: &str, media_type: &str, rel: Option<&str>| {
        let mut attributes = vec![
            ("url", plan.base.in_full(href)),
            ("type", media_type.to_owned()),
            ("language", details.lang.as_str().to_owned()),
        ];
        attributes.extend(rel.map(|rel| ("rel", rel.to_owned())));
        element("transcript", None, &attributes)
    };
    let captions = plan.addresses.captions_of(index).iter().find(|(_, captioned, _)| *captioned == part);
    let mut transcripts: Vec<Extension> =
        captions.map(|(.., href)| transcript(href, "text/vtt", Some("captions"))).into_iter().collect();
    transcripts.push(transcript(&plan.addresses.meetings[index], "text/html", None));
    let chapters = plan.addresses.chapters.get(&(index, part)).map(|href| {
        let attributes = [("url", plan.base.in_full(href)), ("type", "application/json+chapters".to_owned())];
        element("chapters", None, &attributes)
    });
    let people = people(renderer, index).into_iter().map(|(name, role, href)| {
        element("person", Some(name), &[("group", "cast".to_owned()), ("role", role.to_owned()), ("href", href)])
    });
    let all = [("transcript", transcripts), ("chapters", chapters.into_iter().collect()), ("person", people.collect())];
    let filled = all.into_iter().filter(|(_, elements)| !elements.is_empty());
    let elements: BTreeMap<String, Vec<Extension>> =
        filled.map(|(name, elements)| (name.to_owned(), elements)).collect();
    BTreeMap::from([("podcast".to_owned(), elements)])
}

/// People who spoke: name, role and page, the chair first. Roles are those of the podcast taxonomy.
fn people(renderer: &Renderer<'_>, index: MeetingIndex) -> Vec<(String, &'static str, String)> {
    let meeting = &renderer.archive.meetings[index];
    let lang: &Language = &meeting.details.lang;
    let chair: Vec<SpeakerIndex> =
        meeting.chair.map(|name| meeting.names[name as usize].by.clone()).unwrap_or_default();
    let present = renderer.context.present[index].iter().copied();
    let mut seen: FxHashSet<SpeakerIndex> = FxHashSet::default();
    let all = chair.iter().copied().chain(present).filter(|speaker| seen.insert(*speaker)).take(MOST_PEOPLE);
    let person = |speaker: SpeakerIndex| {
        let name = clean(renderer.archive.speakers[speaker].names.get(lang));
        let role = if chair.contains(&speaker) { "host" } else { "guest" };
        (name, role, renderer.plan.base.in_full(&speaker_href(renderer, speaker, lang)))
    };
    all.collect::<Vec<_>>().into_iter().map(person).collect()
}
