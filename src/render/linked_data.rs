//! Description of a page for programs: schema.org as JSON-LD. It repeats what the page shows and adds nothing.

use serde_json::{Map, Value, json};

use super::context::Renderer;
use super::json_ld::{graph, object, titles};
use super::organisation_data::memberships;
use crate::record::Language;
use crate::site::view::{
    DataFileLink, DataPageView, DecisionItem, FeedLink, FrontView, Head, MeetingView, SiteView, SpeakerView,
};

/// The archive as a set of data.
pub(super) fn front(renderer: &Renderer<'_>, view: &FrontView, lang: &Language) -> String {
    let site = &renderer.context.sites[lang].0;
    let years = view.figures.from.zip(view.figures.to);
    let mut dataset = dataset(site, &view.head, &view.head.title, years);
    let mut add = |key: &str, value: Value| dataset.insert(key.to_owned(), value);
    add("inLanguage", json!(view.head.lang));
    let feed = |feed: &FeedLink| {
        let address = renderer.plan.base.in_full(&feed.href);
        json!({"@type": "DataDownload", "encodingFormat": feed.media_type, "contentUrl": address})
    };
    add("distribution", site.feeds.iter().map(feed).collect());
    graph(renderer, &view.head, Some(dataset))
}

/// The open data as a set of data with its files.
pub(super) fn open_data(renderer: &Renderer<'_>, view: &DataPageView) -> String {
    let site = &renderer.context.sites[&renderer.default_language()].0;
    let years = view.years.last().zip(view.years.first()).map(|(from, to)| (from.year, to.year));
    let mut dataset = dataset(site, &view.head, &format!("{}: {}", site.title, view.head.title), years);
    let of_tables = view.tables.iter().flat_map(|table| &table.files);
    let files = of_tables.chain(view.records.iter().flat_map(|group| &group.files)).chain(&view.popolo);
    let file = |file: &DataFileLink| {
        let address = renderer.plan.base.in_full(&file.href);
        json!({"@type": "DataDownload", "name": file.name, "encodingFormat": file.media_type, "contentUrl": address})
    };
    dataset.insert("distribution".to_owned(), files.map(file).collect());
    graph(renderer, &view.head, Some(dataset))
}

/// A set of data that a page is about, with the first and last year that it covers.
fn dataset(site: &SiteView, head: &Head, name: &str, years: Option<(i16, i16)>) -> Map<String, Value> {
    let mut dataset = object([
        ("@type", json!("Dataset")),
        ("name", json!(name)),
        ("description", json!(head.description)),
        ("url", json!(head.canonical)),
        ("isAccessibleForFree", json!(true)),
    ]);
    let mut add = |key: &str, value: Value| dataset.insert(key.to_owned(), value);
    if let Some((from, to)) = years {
        add("temporalCoverage", json!(format!("{from:04}/{to:04}")));
    }
    if let Some(licence) = site.licence.as_ref().filter(|licence| !licence.href.is_empty()) {
        add("license", json!(licence.href));
    }
    if !site.attribution.is_empty() {
        add("creator", json!({"@type": "Organization", "name": site.attribution}));
    }
    dataset
}

/// A meeting as an event, and the way to it.
pub(super) fn meeting(renderer: &Renderer<'_>, view: &MeetingView<'_>) -> String {
    let in_full = |href: &str| renderer.plan.base.in_full(href);
    // A speaker may be a person, an office or a whole delegation, and then we do not say which.
    let named = |kind: Option<&str>, name: &str, href: &str| {
        let mut value = object([("name", json!(name))]);
        if let Some(kind) = kind {
            value.insert("@type".to_owned(), json!(kind));
        }
        if !href.is_empty() {
            value.insert("url".to_owned(), json!(in_full(href)));
        }
        Value::Object(value)
    };
    let mut event = object([
        ("@type", json!("Event")),
        ("name", json!(view.meeting.title)),
        ("startDate", json!(view.meeting.date.iso)),
        ("inLanguage", json!(view.record_lang)),
        ("url", json!(view.head.canonical)),
    ]);
    let mut add = |key: &str, value: Value| event.insert(key.to_owned(), value);
    if !view.head.description.is_empty() {
        add("description", json!(view.head.description));
    }
    if let Some(place) = &view.place {
        add("location", named(Some("Place"), place, ""));
    }
    if let Some(body) = &view.body {
        add("organizer", named(Some("Organization"), &body.title, &body.href));
    }
    if let Some(series) = &view.meeting.series {
        add("superEvent", named(Some("EventSeries"), &series.title, &series.href));
    }
    // A speaker without a page must not be named elsewhere either.
    let known = view.speakers.iter().filter(|speaker| !speaker.href.is_empty());
    // Nor does somebody who only handed something in take part in the event.
    let known = known.filter(|speaker| speaker.speeches > speaker.written);
    let performers: Vec<Value> = known.map(|speaker| named(None, &speaker.name, &speaker.href)).collect();
    if !performers.is_empty() {
        add("performer", Value::Array(performers));
    }
    let attendees = view.participants.iter().filter(|attendee| !attendee.href.is_empty());
    let attendees: Vec<Value> = attendees.map(|attendee| named(None, &attendee.title, &attendee.href)).collect();
    if !attendees.is_empty() {
        add("attendee", Value::Array(attendees));
    }
    // The record of the event as last published; the register's verifiers find its hash here.
    let status = view.status.as_ref().map(|status| &status.note).filter(|note| !note.is_empty());
    let document = view.register.as_ref().map(|register| {
        object([
            ("@type", json!("DigitalDocument")),
            ("url", json!(view.head.canonical)),
            ("inLanguage", json!(view.record_lang)),
            ("datePublished", json!(register.published)),
            ("dateModified", json!(register.modified)),
            ("version", json!(register.version)),
            (
                "identifier",
                json!({"@type": "PropertyValue", "name": register.name, "propertyID": "sha256", "value": register.head}),
            ),
        ])
    });
    let unregistered = || object([("@type", json!("DigitalDocument")), ("url", json!(view.head.canonical))]);
    let document = match (document, status) {
        (document, None) => document,
        (document, Some(note)) => {
            let mut document = document.unwrap_or_else(unregistered);
            document.insert("creativeWorkStatus".to_owned(), json!(note));
            Some(document)
        }
    };
    let document = if view.cites.is_empty() {
        document
    } else {
        let mut document = document.unwrap_or_else(unregistered);
        document.insert("citation".to_owned(), json!(view.cites));
        Some(document)
    };
    let decisions = view.decisions.iter().map(|item| decision(view, item));
    graph(renderer, &view.head, [Some(event), document].into_iter().flatten().chain(decisions))
}

/// A decision of a meeting as an action: what was put, and what came of it.
fn decision(view: &MeetingView<'_>, item: &DecisionItem) -> Map<String, Value> {
    let kind = match item.kind {
        "resolution" | "motion" | "amendment" | "vote" => "VoteAction",
        _ => "Action",
    };
    let mut action = object([
        ("@type", json!(kind)),
        ("name", json!(item.word)),
        // The place is on this very page.
        ("url", json!(format!("{}{}", view.head.canonical, item.href))),
        ("startTime", json!(view.meeting.date.iso)),
    ]);
    if !item.wording.is_empty() {
        action.insert("description".to_owned(), json!(item.wording));
    }
    if !item.result.is_empty() {
        action.insert("result".to_owned(), json!({"@type": "Thing", "name": item.result}));
    }
    if !item.outcome.is_empty() {
        let status = match item.outcome {
            "carried" | "lost" => "CompletedActionStatus",
            "withdrawn" => "FailedActionStatus",
            _ => "ActiveActionStatus",
        };
        action.insert("actionStatus".to_owned(), json!(format!("https://schema.org/{status}")));
    }
    action
}

/// A speaker as a person or organisation, and the way to them.
pub(super) fn speaker(renderer: &Renderer<'_>, view: &SpeakerView) -> String {
    let kind = match view.kind {
        "person" => "Person",
        "organisation" => "Organization",
        _ => return graph(renderer, &view.head, std::iter::empty()),
    };
    let mut entry = object([("@type", json!(kind)), ("name", json!(view.name)), ("url", json!(view.head.canonical))]);
    let mut add = |key: &str, values: Vec<&str>| {
        if !values.is_empty() {
            entry.insert(key.to_owned(), json!(values));
        }
    };
    add("alternateName", titles(&view.names));
    add(
        "jobTitle",
        if kind == "Person" {
            view.roles.iter().map(|role| &*role.title).filter(|title| !title.is_empty()).collect()
        } else {
            Vec::new()
        },
    );
    let elsewhere = view.identifiers.iter().chain(&view.links).map(|link| &*link.href);
    add("sameAs", elsewhere.filter(|href| href.starts_with("http")).collect());
    if !view.portrait_original.is_empty() {
        entry.insert("image".to_owned(), json!(renderer.plan.base.in_full(&view.portrait_original)));
    }
    let memberships = memberships(renderer, &view.roles);
    if kind == "Person" && !memberships.is_empty() {
        entry.insert("memberOf".to_owned(), json!(memberships));
    }
    graph(renderer, &view.head, std::iter::once(entry))
}
