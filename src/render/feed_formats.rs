//! A feed in each of its formats: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.

use std::collections::BTreeMap;

use atom_syndication as atom;
use serde_json::json;

use super::feed_entry::{FeedEntry, clean};
use crate::record::Language;
use crate::site::FeedFormat;

/// Metadata of a feed.
pub(super) struct Channel {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) lang: Language,
    /// The page that the feed belongs to.
    pub(super) page: String,
    /// The feed itself.
    pub(super) here: String,
    pub(super) rights: Option<String>,
    pub(super) author: String,
    pub(super) updated: String,
    pub(super) published: Option<String>,
}

pub(super) fn rss_feed(channel: &Channel, entries: &[FeedEntry]) -> Vec<u8> {
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
        pub_date: entry.published_mail.clone(),
        content: (!entry.content.is_empty()).then(|| entry.content.clone()),
        dublin_core_ext: Some(dublin_core(&entry.authors, &entry.lang)),
        extensions: updated(entry),
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
        pub_date: channel.published.clone(),
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
    feed.write_to(Vec::new()).expect("memory takes whatever is written, and the text is clean")
}

/// `atom:updated` of an item: RSS itself has no word for when something was corrected.
fn updated(entry: &FeedEntry) -> rss::extension::ExtensionMap {
    let updated = rss::extension::Extension {
        name: "atom:updated".to_owned(),
        value: Some(entry.updated().to_string()),
        ..Default::default()
    };
    let of_atom = BTreeMap::from([("updated".to_owned(), vec![updated])]);
    BTreeMap::from([("atom".to_owned(), of_atom)])
}

pub(super) fn atom_feed(channel: &Channel, entries: &[FeedEntry]) -> Vec<u8> {
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
    feed.write_to(Vec::new()).expect("memory takes whatever is written, and the text is clean")
}

/// JSON Feed 1.1 (jsonfeed.org).
pub(super) fn json_feed(channel: &Channel, entries: &[FeedEntry]) -> Vec<u8> {
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
    serde_json::to_vec(&feed).expect("a value is JSON")
}
