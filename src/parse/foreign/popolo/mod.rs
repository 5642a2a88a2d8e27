//! Reads Popolo (JSON): people, organisations and memberships, and speeches.

mod popolo_people;
mod popolo_schema;

use std::collections::BTreeMap;

use self::popolo_schema::{PopoloFile, PopoloSpeech};
use super::foreign_dates::{iso_date, time_of_day};
use super::foreign_names::ForeignNames;
use super::html_blocks::html_blocks;
use super::imported_record::{
    ImportedBlock, ImportedFile, ImportedPart, ImportedPerson, ImportedRecord, ImportedSpeech,
};
use super::inline_markdown::InlineMarkdown;
use super::xml_tree::parse_xml;
use crate::record::TimeScale;

/// Reads a file.
///
/// # Errors
/// When it holds nothing that Popolo knows: the reason.
pub(super) fn read(text: &str, names: &ForeignNames) -> Result<ImportedFile, String> {
    let file = PopoloFile::parse(text)?;
    let registry = popolo_people::registry(&file);
    let mut known = names.clone();
    known.add(&registry);
    let records = records(&file, &known);
    if records.is_empty() && registry.people.is_empty() && registry.organisations.is_empty() {
        return Err("it has no people, organisations or speeches in the form of Popolo".to_owned());
    }
    Ok(ImportedFile { records, registry, ..ImportedFile::default() })
}

/// A record for each event, and for each day of speeches without one.
fn records(file: &PopoloFile, names: &ForeignNames) -> Vec<ImportedRecord> {
    let mut groups: BTreeMap<(String, String), Vec<&PopoloSpeech>> = BTreeMap::new();
    for speech in &file.speeches {
        let day = speech.date.as_deref().and_then(|date| date.get(..10)).unwrap_or_default().to_owned();
        let event = speech.event_id.clone().unwrap_or_default();
        let key = if event.is_empty() { (day, event) } else { (String::new(), event) };
        groups.entry(key).or_default().push(speech);
    }
    groups.into_iter().map(|((day, event), speeches)| record(file, &day, &event, speeches, names)).collect()
}

fn record(
    file: &PopoloFile,
    day: &str,
    event: &str,
    mut speeches: Vec<&PopoloSpeech>,
    names: &ForeignNames,
) -> ImportedRecord {
    speeches.sort_by_key(|speech| speech.position.unwrap_or(i64::MAX));
    let mut record = ImportedRecord::default();
    let found = file.events.iter().find(|own| own.id.as_deref() == Some(event) && !event.is_empty());
    let facts = &mut record.facts;
    facts.id = Some(if event.is_empty() { day } else { event }.to_owned()).filter(|id| !id.is_empty());
    facts.date = found.and_then(|event| iso_date(event.start_date.as_deref()?));
    facts.date = facts.date.or_else(|| speeches.iter().find_map(|speech| iso_date(speech.date.as_deref()?)));
    facts.title = found.and_then(|event| event.name.clone());
    facts.place = found.and_then(|event| event.location.clone());
    facts.body = found.and_then(|event| names.organisation(event.organization_id.as_deref()?).map(str::to_owned));
    let mut title = String::new();
    let mut last_time = None;
    for speech in speeches {
        let own = speech.title.as_deref().unwrap_or_default();
        if own != title {
            title = own.to_owned();
            record.push_heading(own);
        }
        let blocks = blocks(speech.text.as_deref().unwrap_or_default());
        let label = speech.attribution_text.as_deref().map(str::trim).filter(|label| !label.is_empty());
        let reference = speech.creator_id.as_deref();
        let name = reference.and_then(|id| names.person(id)).map(|person| &*person.name);
        let speaker = label.or(name).unwrap_or_default().to_owned();
        if let Some(reference) = reference.filter(|_| !name.unwrap_or(&speaker).is_empty()) {
            let unknown = ImportedPerson {
                reference: reference.to_owned(),
                name: speaker.clone(),
                identifiers: vec![("popolo".to_owned(), reference.to_owned())],
                ..ImportedPerson::default()
            };
            names.meet_speaker(&mut record, unknown, Some(&speaker));
        }
        let is_spoken = !matches!(speech.kind.as_deref(), Some("narrative" | "scene" | "summary"));
        if !is_spoken && speaker.is_empty() {
            for text in blocks.iter().flat_map(super::markdown_record::texts) {
                record.parts.push(ImportedPart::Event(text.clone()));
            }
            continue;
        }
        let time =
            speech.date.as_deref().filter(|date| date.contains('T')).and_then(time_of_day).filter(|time| *time > 0);
        let start = time.filter(|time| last_time != Some(*time));
        last_time = time.or(last_time);
        record.parts.push(ImportedPart::Speech(ImportedSpeech { speaker, start, blocks, ..ImportedSpeech::default() }));
    }
    if record.speeches().any(|speech| speech.start.is_some()) {
        record.facts.times = Some(TimeScale::Clock);
    }
    record
}

/// The paragraphs of a text, which may be HTML.
fn blocks(text: &str) -> Vec<ImportedBlock> {
    if text.contains("</p>")
        && let Ok(root) = parse_xml(&format!("<div>{text}</div>"))
    {
        return html_blocks(&root.nodes);
    }
    let paragraphs = text.split('\n').map(InlineMarkdown::plain).filter(|text| !text.is_empty());
    paragraphs.map(ImportedBlock::Paragraph).collect()
}

#[cfg(test)]
mod tests;
