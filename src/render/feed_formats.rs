//! A feed in each of its formats: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.

use std::collections::BTreeMap;

use atom_syndication as atom;
use serde_json::json;

use super::feed_entry::{FeedEntry, clean};
use crate::markdown::push_attribute;
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
    /// Hubs of WebSub that tell readers of changes.
    pub(super) hubs: Vec<String>,
    /// The style sheet with which browsers show the feed; none if the theme has none.
    pub(super) style_sheet: Option<String>,
    /// Explanation of feeds for somebody who sees one in a browser.
    pub(super) notice: String,
}

/// Namespace of elements that browsers show as in a page.
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// The elements of a paragraph for people who see the feed in a browser: what a feed is, and a link to the page. Programs that
/// read feeds pass over it.
fn notice(channel: &Channel) -> (String, String, BTreeMap<String, String>) {
    let attributes = [("href".to_owned(), channel.page.clone())];
    (clean(&channel.notice), clean(&channel.title), BTreeMap::from(attributes))
}

fn escaped(attribute: &str) -> String {
    let mut escaped = String::new();
    push_attribute(&mut escaped, attribute);
    escaped
}

/// A document with the processing instruction that tells browsers its style sheet, after the declaration of XML.
fn styled(channel: &Channel, document: Vec<u8>) -> Vec<u8> {
    let Some(style_sheet) = &channel.style_sheet else { return document };
    let end = document.windows(2).position(|signs| signs == b"?>").map_or(0, |at| at + 2);
    let mut styled = Vec::with_capacity(document.len() + 128);
    styled.extend_from_slice(&document[..end]);
    styled.extend_from_slice(b"<?xml-stylesheet type=\"text/css\" href=\"");
    styled.extend_from_slice(escaped(style_sheet).as_bytes());
    styled.extend_from_slice(b"\"?>");
    styled.extend_from_slice(&document[end..]);
    styled
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
        extensions: shown_extensions(channel, entry),
        ..rss::Item::default()
    });
    let here = rss::extension::atom::Link {
        href: channel.here.clone(),
        rel: "self".to_owned(),
        mime_type: Some(FeedFormat::Rss.media_type().to_owned()),
        ..Default::default()
    };
    let hub =
        |href: &String| rss::extension::atom::Link { href: href.clone(), rel: "hub".to_owned(), ..Default::default() };
    let links = std::iter::once(here).chain(channel.hubs.iter().map(hub)).collect();
    let namespaces = [
        ("atom", "http://www.w3.org/2005/Atom"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("content", "http://purl.org/rss/1.0/modules/content/"),
        ("h", XHTML),
    ];
    let (words, title, attrs) = notice(channel);
    let link = rss::extension::Extension { name: "h:a".to_owned(), value: Some(title), attrs, ..Default::default() };
    let paragraph = rss::extension::Extension {
        name: "h:p".to_owned(),
        value: Some(words),
        children: BTreeMap::from([("a".to_owned(), vec![link])]),
        ..Default::default()
    };
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
        atom_ext: Some(rss::extension::atom::AtomExtension { links }),
        namespaces: namespaces
            .iter()
            .map(|(prefix, uri)| ((*prefix).to_owned(), (*uri).to_owned()))
            .collect::<BTreeMap<_, _>>(),
        extensions: BTreeMap::from([("h".to_owned(), BTreeMap::from([("p".to_owned(), vec![paragraph])]))]),
        ..rss::Channel::default()
    };
    let document = feed.write_to(Vec::new()).expect("memory takes whatever is written, and the text is clean");
    styled(channel, in_language(document, &channel.lang))
}

/// A feed whose texts have their language, by which browsers choose fonts: RSS has no attribute of its own for it.
fn in_language(mut document: Vec<u8>, lang: &Language) -> Vec<u8> {
    let place = document.windows(5).position(|signs| signs == b"<rss ").map(|at| at + 4);
    let attribute = format!(" xml:lang=\"{}\"", lang.as_str());
    place.into_iter().for_each(|at| drop(document.splice(at..at, attribute.bytes())));
    document
}

/// Text and attributes of the link by which people who see the feed in a browser come to an entry; none if the theme does not show
/// feeds.
fn link_of(channel: &Channel, entry: &FeedEntry) -> Option<(String, BTreeMap<String, String>)> {
    channel.style_sheet.as_ref()?;
    let attributes = [("href", &entry.href), ("xml:lang", &entry.lang)];
    let attributes = attributes.map(|(name, value)| (name.to_owned(), value.clone()));
    Some((format!("{} · {}", entry.name, entry.day), BTreeMap::from(attributes)))
}

/// Elements of other namespaces in an item of RSS.
fn shown_extensions(channel: &Channel, entry: &FeedEntry) -> rss::extension::ExtensionMap {
    let mut all = updated(entry);
    if let Some((text, attrs)) = link_of(channel, entry) {
        let link = rss::extension::Extension { name: "h:a".to_owned(), value: Some(text), attrs, ..Default::default() };
        all.insert("h".to_owned(), BTreeMap::from([("a".to_owned(), vec![link])]));
    }
    all
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
        extensions: link_of(channel, entry).map_or_else(BTreeMap::new, |(text, attrs)| {
            let attrs = attrs.into_iter().map(|(name, value)| (name, escaped(&value))).collect();
            let link =
                atom::extension::Extension { name: "h:a".to_owned(), value: Some(text), attrs, ..Default::default() };
            BTreeMap::from([("h".to_owned(), BTreeMap::from([("a".to_owned(), vec![link])]))])
        }),
        ..atom::Entry::default()
    });
    let (words, title, attrs) = notice(channel);
    let back = atom::extension::Extension {
        name: "h:a".to_owned(),
        value: Some(title),
        // This writer takes attributes as they are.
        attrs: attrs.into_iter().map(|(name, value)| (name, escaped(&value))).collect(),
        ..Default::default()
    };
    let paragraph = atom::extension::Extension {
        name: "h:p".to_owned(),
        value: Some(words),
        children: BTreeMap::from([("a".to_owned(), vec![back])]),
        ..Default::default()
    };
    let hub = |href: &String| atom::Link { href: href.clone(), rel: "hub".to_owned(), ..atom::Link::default() };
    let hubs = channel.hubs.iter().map(hub);
    let feed = atom::Feed {
        title: plain(&channel.title),
        subtitle: Some(plain(&channel.description)),
        id: channel.here.clone(),
        updated: time(&channel.updated),
        authors: vec![atom::Person { name: clean(&channel.author), ..atom::Person::default() }],
        links: [
            link("self", &channel.here, FeedFormat::Atom.media_type()),
            link("alternate", &channel.page, "text/html"),
        ]
        .into_iter()
        .chain(hubs)
        .collect(),
        rights: channel.rights.as_deref().map(plain),
        generator: Some(atom::Generator { value: "Minutebook".to_owned(), ..atom::Generator::default() }),
        lang: Some(channel.lang.as_str().to_owned()),
        entries: entries.collect(),
        namespaces: BTreeMap::from([("h".to_owned(), XHTML.to_owned())]),
        extensions: BTreeMap::from([("h".to_owned(), BTreeMap::from([("p".to_owned(), vec![paragraph])]))]),
        ..atom::Feed::default()
    };
    let document = feed.write_to(Vec::new()).expect("memory takes whatever is written, and the text is clean");
    styled(channel, document)
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
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "description": channel.description,
        "home_page_url": channel.page,
        "feed_url": channel.here,
        "language": channel.lang.as_str(),
        "authors": [{ "name": channel.author }],
        "items": items,
    });
    if !channel.hubs.is_empty() {
        let hubs = channel.hubs.iter().map(|url| json!({ "type": "WebSub", "url": url }));
        feed["hubs"] = hubs.collect();
    }
    serde_json::to_vec(&feed).expect("a value is JSON")
}
