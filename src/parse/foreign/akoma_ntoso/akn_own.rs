//! Reads what only archives of this program say in Akoma Ntoso: attributes of their own namespace, which make the same record of a
//! debate again.

use super::super::imported_record::{ImportedMoment, ImportedRecord, ListNumbers};
use super::super::timestamp::milliseconds;
use crate::parse::foreign::xml_tree::XmlElement;
use crate::record::{ItemKeys, RecordSummary, SummaryAuthor, TimeScale};

/// The facts that this program states of a record beside those of Akoma Ntoso, if it made the debate.
pub(super) fn own_facts(debate: &XmlElement) -> Option<&XmlElement> {
    debate.at(&["meta", "proprietary", "record"]).filter(|record| record.get("maker") == Some("Minutebook"))
}

/// Takes these facts over.
pub(super) fn read_facts(own: &XmlElement, debate: &XmlElement, record: &mut ImportedRecord) {
    let facts = &mut record.facts;
    let text = |name: &str| own.filled(name).map(str::to_owned);
    (facts.start, facts.end) = (text("start"), text("end"));
    (facts.place, facts.chair) = (text("place"), text("chair"));
    facts.times = match own.get("times") {
        Some("recording") => Some(TimeScale::Recording),
        Some("clock") => Some(TimeScale::Clock),
        _ => None,
    };
    if let Some(title) = debate.child("preface").and_then(|preface| preface.find("docTitle")) {
        (record.facts.title, record.title_notes) = (Some(title.exact_text()), note_numbers(title));
    }
}

/// Keys of the item that a section is. `summary` is its short account.
pub(super) fn item_keys(section: &XmlElement, id: Option<&str>, summary: Option<&XmlElement>) -> ItemKeys {
    let list = |name: &str| {
        let ids = section.filled(name).unwrap_or_default().split(", ");
        ids.filter(|id| !id.is_empty()).map(Box::from).collect()
    };
    let account = |summary: &XmlElement| RecordSummary {
        text: summary.text().into(),
        by: SummaryAuthor::of_name(summary.get("by").unwrap_or_default()),
    };
    ItemKeys {
        id: section.filled("item").or(id).map(Box::from),
        matters: list("matters"),
        topics: list("topics"),
        summary: summary.map(account),
    }
}

/// Numbers of the footnotes that an element marks, as this program counts them.
pub(super) fn note_numbers(element: &XmlElement) -> Vec<u32> {
    let marks = element.all().filter(|inner| &*inner.name == "noteRef");
    marks.filter_map(|mark| mark.filled("href")?.strip_prefix("#note-")?.parse().ok()).collect()
}

/// Part of the numbers of lists in the permalink of a speech.
pub(super) fn list_numbers(speech: &XmlElement) -> Option<ListNumbers> {
    match speech.get("numbers")? {
        "counted" => Some(ListNumbers::Counted),
        "uncounted" => Some(ListNumbers::Uncounted),
        _ => None,
    }
}

/// Time of a part as it was written, if it is written with numbers alone.
pub(super) fn written_time(element: &XmlElement) -> Option<ImportedMoment> {
    let time = element.filled("time").filter(|time| milliseconds(time).is_some())?;
    Some(ImportedMoment { written: time.to_owned(), link: None })
}
