//! Reads TEI as ParlaMint and Parla-CLARIN have it: utterances in divisions, with what happened between them.

mod tei_blocks;
mod tei_lists;

use self::tei_blocks::{is_happening, segment};
use super::foreign_dates::{iso_date, language_tag};
use super::foreign_names::ForeignNames;
use super::imported_record::{
    ImportedBlock, ImportedFile, ImportedPart, ImportedPerson, ImportedRecord, ImportedRegistry, ImportedSpeech,
    LeftOut,
};
use super::xml_tree::XmlElement;

/// Reads a document, or the lists of a corpus.
///
/// # Errors
/// When it holds neither: the reason.
pub(super) fn read(root: &XmlElement, names: &ForeignNames) -> Result<ImportedFile, String> {
    let registry = tei_lists::read(root);
    let mut known = names.clone();
    known.add(&registry);
    let texts = root.all().filter(|element| &*element.name == "TEI" && element.child("text").is_some());
    let records: Vec<ImportedRecord> = texts.map(|tei| record(tei, &known)).collect();
    if records.is_empty() && registry == ImportedRegistry::default() {
        return Err("it is TEI without a text, people or organisations".to_owned());
    }
    Ok(ImportedFile { records, registry, ..ImportedFile::default() })
}

fn record(tei: &XmlElement, names: &ForeignNames) -> ImportedRecord {
    let mut reader =
        CorpusReader { record: ImportedRecord::default(), names, dropped: 0, chairs: Vec::new(), printed: None };
    reader.facts(tei);
    for text in tei.elements().filter(|element| &*element.name == "text") {
        reader.content(text);
    }
    if reader.dropped > 0 {
        let text = format!("labels of speakers whose names are known otherwise ({})", reader.dropped);
        reader.record.left_out.push(LeftOut { line: 0, text });
    }
    reader.chairs.dedup();
    if let [chair] = reader.chairs.as_slice() {
        reader.record.facts.chair = Some(chair.clone());
    }
    reader.record
}

struct CorpusReader<'n> {
    record: ImportedRecord,
    names: &'n ForeignNames,
    /// Number of printed labels that were not needed.
    dropped: usize,
    chairs: Vec<String>,
    /// The label printed above the next utterance.
    printed: Option<String>,
}

impl CorpusReader<'_> {
    fn facts(&mut self, tei: &XmlElement) {
        let facts = &mut self.record.facts;
        facts.id = tei.filled("xml:id").map(str::to_owned);
        let lang = tei.filled("xml:lang");
        facts.lang = lang.and_then(language_tag);
        let Some(header) = tei.child("teiHeader") else { return };
        let title_statement = header.at(&["fileDesc", "titleStmt"]);
        let titles: Vec<&XmlElement> = title_statement.into_iter().flat_map(XmlElement::elements).collect();
        // A title that is only a date says nothing that `date` does not say.
        let of = |kind: &str, lang: Option<&str>| {
            let mut found = titles.iter().filter(|title| &*title.name == "title" && title.get("type") == Some(kind));
            let fits = |title: &&&XmlElement| {
                (lang.is_none() || title.filled("xml:lang") == lang) && title.text().contains(char::is_alphabetic)
            };
            found.find(fits).map(|title| title.text())
        };
        let main = of("main", lang).or_else(|| of("main", None));
        let main = main.or_else(|| titles.iter().find(|title| &*title.name == "title").map(|title| title.text()));
        let sub = of("sub", lang).or_else(|| of("sub", None));
        // The main title of a file of ParlaMint names the corpus.
        let names_corpus = main.as_ref().is_none_or(|main| main.contains("ParlaMint-"));
        (facts.title, facts.subtitle) = if names_corpus && sub.is_some() { (sub, None) } else { (main, sub) };
        // Samples and corpora name themselves at the end: `[ParlaMint SAMPLE]`.
        facts.title = facts.title.take().map(|text| match text.split_once(" [ParlaMint") {
            Some((bare, _)) => bare.to_owned(),
            None => text,
        });
        let setting = header.find("setting");
        let dates = setting.into_iter().chain(header.find("bibl")).flat_map(XmlElement::elements);
        facts.date = dates
            .filter(|element| &*element.name == "date")
            .find_map(|date| ["when", "from"].iter().find_map(|key| iso_date(date.filled(key)?)));
        let places = setting.into_iter().flat_map(XmlElement::elements);
        let places = places
            .filter(|name| &*name.name == "name" && matches!(name.get("type"), Some("place" | "address" | "org")));
        let places: Vec<String> = places.map(XmlElement::text).filter(|text| !text.is_empty()).collect();
        facts.place = (!places.is_empty()).then(|| places.join(", "));
        let mut meetings = titles.iter().filter(|element| &*element.name == "meeting");
        facts.body = meetings.find_map(|meeting| {
            let reference = meeting.filled("corresp")?.split_whitespace().next()?.trim_start_matches('#');
            self.names.organisation(reference).map(str::to_owned)
        });
        let recordings = header.all().filter(|element| matches!(&*element.name, "media" | "recording"));
        facts.media = recordings
            .filter_map(|media| media.filled("url"))
            .filter(|url| url.contains("://"))
            .map(str::to_owned)
            .collect();
    }

    fn content(&mut self, parent: &XmlElement) {
        for element in parent.elements() {
            match &*element.name {
                "front" | "body" | "back" | "div" | "group" | "text" => self.content(element),
                "head" => self.record.push_heading(&element.text()),
                "u" | "sp" => self.utterance(element),
                "note" if element.get("type") == Some("speaker") => self.printed = Some(element.text()),
                "pb" | "lb" | "gb" | "cb" | "milestone" | "anchor" | "timeline" | "linkGrp" | "spanGrp"
                | "standOff" => {}
                _ if is_happening(element) || &*element.name == "note" || &*element.name == "stage" => {
                    let text = segment(element);
                    if !text.is_empty() {
                        self.record.parts.push(ImportedPart::Event(text));
                    }
                }
                _ => {
                    let text = segment(element);
                    if !text.is_empty() {
                        self.record.parts.push(ImportedPart::Note(ImportedBlock::Paragraph(text)));
                    }
                }
            }
        }
    }

    fn utterance(&mut self, element: &XmlElement) {
        let bare = |text: String| text.trim_end_matches([':', '：', ' ', '.']).to_owned();
        let above = self.printed.take().map(bare);
        let inner = element.elements().find(|inner| tei_blocks::is_label(inner)).map(XmlElement::text).map(bare);
        let who = element.filled("who").unwrap_or_default();
        let speakers: Vec<String> =
            who.split_whitespace().map(|reference| self.speaker(reference, inner.as_deref())).collect();
        let is_known = |reference: &str| self.names.person(reference.trim_start_matches('#')).is_some();
        let all_known = !speakers.is_empty() && who.split_whitespace().all(is_known);
        let speaker = match (inner.filter(|label| !label.is_empty()), above) {
            (Some(label), _) => label,
            (None, Some(label)) if !all_known => label,
            (None, above) => {
                self.dropped += usize::from(above.is_some());
                speakers.join("、")
            }
        };
        let is_chair = element.get("ana").is_some_and(|ana| ana.split_whitespace().any(|role| role == "#chair"));
        if is_chair && !speaker.is_empty() && self.chairs.len() < 2 && !self.chairs.contains(&speaker) {
            self.chairs.push(speaker.clone());
        }
        let lang = element.filled("xml:lang").and_then(language_tag);
        let lang = lang.filter(|lang| self.record.facts.lang.as_ref() != Some(lang));
        let blocks = tei_blocks::blocks(element);
        if element.filled("prev").is_some() && self.goes_on(&speaker) {
            blocks.into_iter().for_each(|block| self.record.push_block(block));
        } else {
            let speech = ImportedSpeech { speaker, lang, blocks, ..ImportedSpeech::default() };
            self.record.parts.push(ImportedPart::Speech(speech));
        }
    }

    /// Reports whether the last speech is one of this speaker; what happened since becomes a part of it.
    fn goes_on(&mut self, speaker: &str) -> bool {
        let events = self.record.parts.iter().rev().take_while(|part| matches!(part, ImportedPart::Event(_))).count();
        let at = self.record.parts.len() - events;
        let is_same = |part: &ImportedPart| matches!(part, ImportedPart::Speech(speech) if speech.speaker == speaker);
        if at == 0 || !is_same(&self.record.parts[at - 1]) {
            return false;
        }
        for part in self.record.parts.split_off(at) {
            if let ImportedPart::Event(event) = part {
                self.record.push_block(ImportedBlock::Event(event));
            }
        }
        true
    }

    /// The name of a reference, which is remembered with its person and the label that is printed for it.
    fn speaker(&mut self, reference: &str, label: Option<&str>) -> String {
        let reference = reference.rsplit('#').next().unwrap_or_default();
        let unknown = ImportedPerson {
            reference: reference.to_owned(),
            name: reference.to_owned(),
            identifiers: vec![("parlamint".to_owned(), reference.to_owned())],
            ..ImportedPerson::default()
        };
        self.names.meet_speaker(&mut self.record, unknown, label)
    }
}

#[cfg(test)]
mod tests;
