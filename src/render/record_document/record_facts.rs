//! Metadata of a record in its document.

use crate::record::{Approval, Language, MeetingIndex, RecordSummary, TimeScale, TranscriptKind, WebLink};
use crate::render::context::Renderer;
use crate::render::parts::body_links::{body_id_of_meeting, body_link};
use crate::render::parts::file_links::resolved_href;
use crate::site::record_document::{
    DocumentApproval, DocumentFile, DocumentRecording, DocumentRevision, DocumentSummary, DocumentTranslation, FORMAT,
    NamedThing, RecordDocument, VERSION,
};
use crate::site::well_known::RECORD_SCHEMA;
use crate::site::{Address, Listing};

/// The document with the metadata alone.
pub(super) fn facts(renderer: &Renderer<'_>, index: MeetingIndex) -> RecordDocument {
    let details = &renderer.archive.meetings[index].details;
    let (plan, config, lang) = (renderer.plan, renderer.config, &details.lang);
    let address_of = |index: MeetingIndex| plan.base.in_full(&plan.addresses.meetings[index]);
    let attribution = details.attribution.as_deref().unwrap_or_else(|| config.attribution.get(lang));
    let translation = |index: &MeetingIndex| DocumentTranslation {
        lang: renderer.archive.meetings[*index].details.lang.as_str().to_owned(),
        address: address_of(*index),
    };
    RecordDocument {
        schema: plan.base.absolute(&Address::new(RECORD_SCHEMA)),
        format: FORMAT.to_owned(),
        version: VERSION,
        id: details.slug.to_string(),
        address: address_of(index),
        title: details.title.to_string(),
        subtitle: text(details.subtitle.as_deref()),
        date: details.date.to_string(),
        start: text(details.start.as_deref()),
        end: text(details.end.as_deref()),
        lang: lang.as_str().to_owned(),
        place: text(details.place.as_deref()),
        body: body_id_of_meeting(renderer, index).map(|id| titled(id, &body_link(renderer, id, lang).title)),
        series: details.series.as_deref().map(|id| {
            let listing = renderer.context.ids.series(id).map(|at| &plan.series[at]);
            named(id, listing, lang)
        }),
        topics: details
            .topics
            .iter()
            .map(|id| named(id, renderer.context.ids.topic(id).map(|at| &plan.topics()[at]), lang))
            .collect(),
        taxonomies: details
            .terms
            .iter()
            .map(|(key, terms)| (key.to_string(), under(renderer, key, terms, lang)))
            .collect(),
        approval: details.text_status.approval.as_ref().map(|approval| approved(renderer, index, approval)),
        transcript: details.text_status.transcript.map(|kind| TranscriptKind::name(kind).to_owned()),
        summary: details.summary.as_ref().map(summary),
        licence: text(details.licence.as_deref().or(config.licence.as_deref())),
        attribution: text(Some(attribution)),
        papers: details.attachments.iter().filter_map(|link| file(renderer, index, link)).collect(),
        media: details.media.iter().filter_map(|link| recording(renderer, index, link)).collect(),
        times: details.times.map(|scale| match scale {
            TimeScale::Recording => "recording".to_owned(),
            TimeScale::Clock => "clock".to_owned(),
        }),
        translations: renderer.archive.translations[index].iter().map(translation).collect(),
        revision: renderer.archive.histories[index].as_ref().map(|history| DocumentRevision {
            name: history.name.to_string(),
            version: history.version,
            hash: history.head.to_string(),
            published: history.published.to_string(),
            corrected: history.corrected().map(|at| at.to_string()),
        }),
        ..RecordDocument::default()
    }
}

/// A summary, unless it is empty.
pub(super) fn summary(summary: &RecordSummary) -> DocumentSummary {
    DocumentSummary { text: summary.text.to_string(), by: summary.by.name().map(str::to_owned) }
}

fn text(text: Option<&str>) -> Option<String> {
    text.filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A series or term that a record names.
fn named(id: &str, listing: Option<&Listing>, lang: &Language) -> NamedThing {
    titled(listing.map_or(id, |listing| &*listing.id), listing.map_or("", |listing| listing.title.get(lang)))
}

/// Terms that a record names under a taxonomy.
fn under(renderer: &Renderer<'_>, key: &str, terms: &[Box<str>], lang: &Language) -> Vec<NamedThing> {
    let place = renderer.plan.taxonomies.iter().position(|taxonomy| *taxonomy.key == *key);
    let listing = |id: &str| renderer.context.ids.term(place?, id).map(|at| renderer.plan.term(at));
    terms.iter().map(|id| named(id, listing(id), lang)).collect()
}

fn titled(id: &str, title: &str) -> NamedThing {
    NamedThing { id: id.to_owned(), title: text(Some(title)).filter(|title| title != id) }
}

fn approved(renderer: &Renderer<'_>, index: MeetingIndex, approval: &Approval) -> DocumentApproval {
    let (status, by) = match approval {
        Approval::Pending => ("pending", None),
        Approval::Approved { by, .. } => ("approved", by.as_deref()),
    };
    let lang = &renderer.archive.meetings[index].details.lang;
    let meeting = renderer.archive.approved_at[index].map(|at| &renderer.plan.addresses.meetings[at]);
    DocumentApproval {
        status: status.to_owned(),
        by: by.map(|by| titled(by, &body_link(renderer, by, lang).title)),
        meeting: meeting.map(|href| renderer.plan.base.in_full(href)),
    }
}

/// A link of the metadata; none if it leads nowhere.
fn file(renderer: &Renderer<'_>, index: MeetingIndex, link: &WebLink) -> Option<DocumentFile> {
    let href = resolved_href(&renderer.plan.meeting_links[index], &link.target);
    (!href.is_empty()).then(|| DocumentFile {
        title: text(Some(link.title.get(&renderer.archive.meetings[index].details.lang))),
        address: renderer.plan.base.in_full(href),
        kind: text(link.kind.as_deref()),
    })
}

fn recording(renderer: &Renderer<'_>, index: MeetingIndex, link: &WebLink) -> Option<DocumentRecording> {
    Some(DocumentRecording {
        file: file(renderer, index, link)?,
        starts: link.starts.map(|milliseconds| milliseconds / 1000),
        length: link.length.map(|milliseconds| milliseconds / 1000),
    })
}
