//! Draws feeds: RSS 2.0 with Atom and JSON Feed beside it, from one list of entries.

use std::collections::BTreeMap;

use atom_syndication as atom;
use serde_json::json;

use super::Renderer;
use super::corrections::announced;
use super::people::first_words;
use super::view::site_title;
use crate::markdown::{Marks, Paragraphs, push_html};
use crate::record::{Contribution, Language, MeetingIndex, SpeakerIndex};
use crate::site::{Address, FeedFormat, FeedScope, Output};
use crate::theme::Argument::Text;

/// What a feed says of itself.
struct Channel {
    title: String,
    description: String,
    lang: Language,
    /// The page that the feed is of.
    page: String,
    /// The feed itself.
    here: String,
    rights: Option<String>,
    author: String,
    updated: String,
    published: String,
}

/// A feed holds a record whole up to so many bytes as it is written; of a longer one it tells how it begins. Feed readers do
/// without megabytes, and each is copied into every feed that tells of it.
const LONGEST: usize = 500_000;

/// One meeting in a feed.
#[derive(Clone)]
pub(super) struct Entry {
    title: String,
    href: String,
    /// Stays the same when the record is edited, or renamed with the old slug among its `aliases`.
    id: String,
    lang: String,
    /// RFC 3339
    published: String,
    /// RFC 2822
    published_mail: String,
    /// When it was last corrected, RFC 3339; empty when it never was.
    corrected: String,
    summary: String,
    /// HTML; empty where a summary will do.
    content: String,
    authors: Vec<String>,
    categories: Vec<String>,
}

impl Entry {
    /// When it last changed.
    fn updated(&self) -> jiff::Timestamp {
        let moment = |text: &str| text.parse().unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        moment(&self.published).max(moment(&self.corrected))
    }
}

/// Draws a feed in a format.
pub(super) fn draw(renderer: &Renderer<'_>, output: &Output, scope: &FeedScope, format: FeedFormat) -> Vec<u8> {
    let entries: Vec<Entry> = match scope {
        FeedScope::Corrections => corrections(renderer),
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
    let limit = renderer.config.feed_limit;
    match scope {
        FeedScope::Site => (0..archive.meetings.len()).rev().take(limit).collect(),
        FeedScope::Language(lang) => (0..archive.meetings.len())
            .rev()
            .filter(|m| archive.meetings[*m].details.lang == *lang)
            .take(limit)
            .collect(),
        FeedScope::Speaker(speaker) => {
            archive.speakers[*speaker].appearances.iter().rev().map(|a| a.meeting).take(limit).collect()
        }
        FeedScope::Series(index) => renderer.plan.series[*index].meetings.iter().rev().copied().take(limit).collect(),
        FeedScope::Topic(index) => renderer.plan.topics[*index].meetings.iter().rev().copied().take(limit).collect(),
        FeedScope::Corrections => announced(renderer).into_iter().map(|(meeting, _)| meeting).take(limit).collect(),
    }
}

fn channel(renderer: &Renderer<'_>, output: &Output, scope: &FeedScope, entries: &[Entry]) -> Channel {
    let default = renderer.plan.default_language();
    let lang = match scope {
        FeedScope::Language(lang) => lang.clone(),
        _ => default.clone(),
    };
    let strings = renderer.strings(&lang);
    let site = site_title(renderer, &lang);
    let (title, description) = match scope {
        FeedScope::Site => {
            (strings.say("feed-site", &[("title", Text(&site))]), renderer.config.description.get(&lang).to_owned())
        }
        FeedScope::Language(_) => {
            let own_name = if renderer.theme.speaks(&lang) { strings.get("language-name") } else { lang.to_string() };
            (
                strings.say("feed-language", &[("title", Text(&site)), ("language", Text(&own_name))]),
                renderer.config.description.get(&lang).to_owned(),
            )
        }
        FeedScope::Speaker(index) => {
            let name = renderer.archive.speakers[*index].names.get(&lang);
            (strings.say("feed-speaker", &[("name", Text(name))]), site.clone())
        }
        FeedScope::Series(index) => listing(renderer, &renderer.plan.series[*index], &lang, &site),
        FeedScope::Topic(index) => listing(renderer, &renderer.plan.topics[*index], &lang, &site),
        FeedScope::Corrections => {
            (strings.say("feed-corrections", &[("title", Text(&site))]), strings.get("corrections-about"))
        }
    };
    let description = if description.is_empty() { title.clone() } else { description };
    let folder = output.address.path().rsplit_once('/').map_or("/", |(folder, _)| folder);
    let page = match scope {
        // The records may be in a language that the site itself does not speak.
        FeedScope::Language(lang) => renderer.plan.locales[renderer.plan.locale_for(lang)].home.to_string(),
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
            .map(Entry::updated)
            .max()
            .map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |newest| newest.to_string()),
        published: newest.map(|e| e.published_mail.clone()).unwrap_or_default(),
        lang,
    }
}

fn listing(renderer: &Renderer<'_>, listing: &crate::site::Listing, lang: &Language, site: &str) -> (String, String) {
    let title = renderer.strings(lang).say("feed-listing", &[("name", Text(listing.title.get(lang)))]);
    let description = listing.description.get(lang);
    (title, if description.is_empty() { site.to_owned() } else { description.to_owned() })
}

/// A meeting as the feed of a scope tells of it: a speaker's with their first words, any other with the whole record.
fn entry_in(renderer: &Renderer<'_>, scope: &FeedScope, index: MeetingIndex) -> Entry {
    let mut entry = renderer.entries[index].clone();
    let details = &renderer.archive.meetings[index].details;
    let name = |speaker: SpeakerIndex| renderer.archive.speakers[speaker].names.get(&details.lang).to_owned();
    if let FeedScope::Speaker(speaker) = scope {
        entry.summary = clean(&spoken(renderer, *speaker, index));
        entry.authors = vec![name(*speaker)];
    } else {
        if renderer.sources.get(details.source).text.len() <= LONGEST {
            entry.content = clean(&whole(renderer, index));
        }
        entry.authors = renderer.present[index].iter().map(|speaker| name(*speaker)).collect();
    }
    entry
}

/// A meeting as any feed tells of it.
pub(super) fn entry(renderer: &Renderer<'_>, index: MeetingIndex) -> Entry {
    let archive = renderer.archive;
    let meeting = &archive.meetings[index];
    let details = &meeting.details;
    let opened = details.visibility.opens().filter(|opened| *opened > jiff::Timestamp::MIN);
    let instant = opened.unwrap_or_else(|| {
        let day = details.date.first_day().at(0, 0, 0, 0);
        renderer.config.time_zone.to_timestamp(day).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    });
    let zoned = instant.to_zoned_datetime(renderer.config.time_zone.clone());
    let href = renderer.plan.base.in_full(&renderer.plan.addresses.meetings[index]);
    let host = renderer.plan.base.url().split("://").nth(1).unwrap_or_default();
    let host = host.split('/').next().unwrap_or_default();
    let first_slug = details.aliases.first().filter(|alias| !alias.contains('/')).unwrap_or(&details.slug);
    let slug = crate::site::Address::new(first_slug).to_string();
    let corrected = archive.past[index].as_ref().and_then(|past| past.corrected());
    let mut categories: Vec<String> = details.topics.iter().map(ToString::to_string).collect();
    categories.extend(details.series.iter().map(ToString::to_string));
    Entry {
        title: clean(&format!("{} {}", details.date, details.title)),
        href,
        id: format!("tag:{host},{:04}:{}", details.date.year, slug.trim_start_matches('/')),
        lang: details.lang.as_str().to_owned(),
        published: instant.to_string(),
        published_mail: jiff::fmt::rfc2822::to_string(&zoned).unwrap_or_default(),
        corrected: corrected.map(|at| at.to_string()).unwrap_or_default(),
        summary: clean(&details.excerpt),
        content: String::new(),
        authors: Vec::new(),
        categories,
    }
}

/// The newest corrections, each with what was said before.
fn corrections(renderer: &Renderer<'_>) -> Vec<Entry> {
    let lang = renderer.plan.default_language();
    let strings = renderer.strings(lang);
    let of = |(index, correction): (MeetingIndex, &crate::record::Correction)| {
        let meeting = &renderer.entries[index];
        let record = &renderer.archive.meetings[index].details;
        let view = super::corrections::of_record(renderer, index, lang);
        let view = view.iter().find(|view| view.version == correction.version)?;
        let mut content = String::new();
        for passage in &correction.passages {
            super::corrections::push_words(&mut content, passage, strings);
        }
        let zoned = correction.at.to_zoned_datetime(renderer.config.time_zone.clone());
        Some(Entry {
            title: meeting.title.clone(),
            href: renderer.plan.base.in_full(&view.href),
            id: format!("{}:{}", meeting.id, correction.version),
            lang: record.lang.as_str().to_owned(),
            published: correction.at.to_string(),
            published_mail: jiff::fmt::rfc2822::to_string(&zoned).unwrap_or_default(),
            corrected: String::new(),
            summary: clean(&super::corrections::summary(strings, view)),
            content: clean(&content),
            authors: Vec::new(),
            categories: meeting.categories.clone(),
        })
    };
    announced(renderer).into_iter().take(renderer.config.feed_limit).filter_map(of).collect()
}

/// The first words of a speaker at a meeting.
fn spoken(renderer: &Renderer<'_>, speaker: SpeakerIndex, meeting: MeetingIndex) -> String {
    let appearance = renderer.archive.speakers[speaker].appearances.iter().find(|a| a.meeting == meeting);
    appearance.map(|appearance| first_words(renderer, speaker, *appearance).0).unwrap_or_default()
}

/// A record as a feed reader shows it: names in bold, no anchors.
fn whole(renderer: &Renderer<'_>, index: MeetingIndex) -> String {
    let meeting = &renderer.archive.meetings[index];
    let source = renderer.sources.get(meeting.details.source);
    let (references, links) = (&meeting.details.references, absolute_links(renderer, index));
    let mut out = String::new();
    let address = renderer.plan.base.in_full(&renderer.plan.addresses.meetings[index]);
    let marks = Marks::away(&address);
    let push = |out: &mut String, text: &str| {
        push_html(out, text, references, &links, &mut Paragraphs::of("", 4).with_marks(&marks));
    };
    let mut last: Option<&str> = None;
    for contribution in meeting.contributions() {
        match contribution {
            Contribution::Speech(speech) => {
                let name = &*meeting.speaker_of(speech).name.label.text;
                if last != Some(name) {
                    out.push_str("<p><strong>");
                    let _ = pulldown_cmark_escape::escape_html_body_text(&mut out, name);
                    out.push_str("</strong></p>\n");
                }
                last = Some(name);
                for block in &speech.blocks {
                    push(&mut out, block.text.of(&source.text));
                }
            }
            Contribution::Narrative(narrative) => push(&mut out, narrative.text.of(&source.text)),
            Contribution::Note(note) => push(&mut out, note.text.of(&source.text)),
        }
    }
    out
}

/// A feed is read elsewhere, so its links say where the site is.
fn absolute_links(renderer: &Renderer<'_>, index: MeetingIndex) -> Vec<(Box<str>, Box<str>)> {
    let base = &renderer.plan.base;
    renderer.plan.meeting_links[index]
        .iter()
        .map(|(target, href)| (target.clone(), base.in_full(href).into()))
        .collect()
}

/// Without the characters that no XML document may hold (XML 1.0, 2.2), however they are escaped.
fn clean(text: &str) -> String {
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    if text.chars().all(allowed) { text.to_owned() } else { text.chars().filter(|c| allowed(*c)).collect() }
}

fn rss_feed(channel: &Channel, entries: &[Entry]) -> Vec<u8> {
    let dublin_core = |creators: &[String], lang: &str| rss::extension::dublincore::DublinCoreExtension {
        creators: creators.iter().map(|name| clean(name)).collect(),
        languages: vec![lang.to_owned()],
        ..Default::default()
    };
    let items = entries.iter().map(|entry| rss::Item {
        title: Some(entry.title.clone()),
        link: Some(entry.href.clone()),
        description: Some(entry.summary.clone()),
        categories: entry.categories.iter().map(|name| rss::Category { name: clean(name), domain: None }).collect(),
        guid: Some(rss::Guid { value: entry.id.clone(), permalink: false }),
        pub_date: Some(entry.published_mail.clone()),
        content: (!entry.content.is_empty()).then(|| entry.content.clone()),
        dublin_core_ext: Some(dublin_core(&entry.authors, &entry.lang)),
        ..rss::Item::default()
    });
    let here = rss::extension::atom::Link {
        href: channel.here.clone(),
        rel: "self".to_owned(),
        mime_type: Some(FeedFormat::Rss.media_type().to_owned()),
        ..Default::default()
    };
    let namespaces = [
        ("atom", "http://www.w3.org/2005/Atom"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("content", "http://purl.org/rss/1.0/modules/content/"),
    ];
    let feed = rss::Channel {
        title: clean(&channel.title),
        link: channel.page.clone(),
        description: clean(&channel.description),
        language: Some(channel.lang.as_str().to_owned()),
        copyright: channel.rights.clone(),
        pub_date: (!channel.published.is_empty()).then(|| channel.published.clone()),
        generator: Some("Minutebook".to_owned()),
        docs: Some("https://www.rssboard.org/rss-specification".to_owned()),
        items: items.collect(),
        atom_ext: Some(rss::extension::atom::AtomExtension { links: vec![here] }),
        namespaces: namespaces
            .iter()
            .map(|(prefix, uri)| ((*prefix).to_owned(), (*uri).to_owned()))
            .collect::<BTreeMap<_, _>>(),
        ..rss::Channel::default()
    };
    // Writing to memory cannot fail; the text is clean.
    feed.write_to(Vec::new()).unwrap_or_default()
}

fn atom_feed(channel: &Channel, entries: &[Entry]) -> Vec<u8> {
    let time = |text: &str| text.parse::<atom::FixedDateTime>().unwrap_or_else(|_| atom::FixedDateTime::default());
    let plain = |text: &str| atom::Text { value: clean(text), ..atom::Text::default() };
    let link = |rel: &str, href: &str, media_type: &str| atom::Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        mime_type: Some(media_type.to_owned()),
        ..atom::Link::default()
    };
    let entries = entries.iter().map(|entry| atom::Entry {
        title: plain(&entry.title),
        id: entry.id.clone(),
        updated: time(&entry.updated().to_string()),
        published: Some(time(&entry.published)),
        authors: entry
            .authors
            .iter()
            .map(|name| atom::Person { name: clean(name), ..atom::Person::default() })
            .collect(),
        categories: entry
            .categories
            .iter()
            .map(|term| atom::Category { term: clean(term), ..atom::Category::default() })
            .collect(),
        links: vec![link("alternate", &entry.href, "text/html")],
        summary: Some(plain(&entry.summary)),
        content: (!entry.content.is_empty()).then(|| atom::Content {
            lang: Some(entry.lang.clone()),
            value: Some(entry.content.clone()),
            content_type: Some("html".to_owned()),
            ..atom::Content::default()
        }),
        ..atom::Entry::default()
    });
    let feed = atom::Feed {
        title: plain(&channel.title),
        subtitle: Some(plain(&channel.description)),
        id: channel.here.clone(),
        updated: time(&channel.updated),
        authors: vec![atom::Person { name: clean(&channel.author), ..atom::Person::default() }],
        links: vec![
            link("self", &channel.here, FeedFormat::Atom.media_type()),
            link("alternate", &channel.page, "text/html"),
        ],
        rights: channel.rights.as_deref().map(plain),
        generator: Some(atom::Generator { value: "Minutebook".to_owned(), ..atom::Generator::default() }),
        lang: Some(channel.lang.as_str().to_owned()),
        entries: entries.collect(),
        ..atom::Feed::default()
    };
    feed.write_to(Vec::new()).unwrap_or_default()
}

/// JSON Feed 1.1 (jsonfeed.org).
fn json_feed(channel: &Channel, entries: &[Entry]) -> Vec<u8> {
    let items: Vec<serde_json::Value> = entries
        .iter()
        .map(|entry| {
            let mut item = json!({
                "id": entry.id,
                "url": entry.href,
                "title": entry.title,
                "summary": entry.summary,
                "date_published": entry.published,
                "language": entry.lang,
                "authors": entry.authors.iter().map(|name| json!({ "name": name })).collect::<Vec<_>>(),
            });
            if !entry.corrected.is_empty() {
                item["date_modified"] = json!(entry.corrected);
            }
            // Every item must have a content; where the page itself is the content, the summary says so.
            if entry.content.is_empty() {
                item["content_text"] = json!(entry.summary);
            } else {
                item["content_html"] = json!(entry.content);
            }
            if !entry.categories.is_empty() {
                item["tags"] = json!(entry.categories);
            }
            item
        })
        .collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "description": channel.description,
        "home_page_url": channel.page,
        "feed_url": channel.here,
        "language": channel.lang.as_str(),
        "authors": [{ "name": channel.author }],
        "items": items,
    });
    serde_json::to_vec(&feed).unwrap_or_default()
}
