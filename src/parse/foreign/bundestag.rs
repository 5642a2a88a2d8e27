//! Reads the protocols of the German Bundestag (`dbtplenarprotokoll`).

use super::foreign_dates::{german_date, hours_and_minutes};
use super::imported_record::{
    ImportedBlock, ImportedFile, ImportedPart, ImportedPerson, ImportedRecord, ImportedSpeech, LeftOut,
};
use super::inline_markdown::{InlineMarkdown, LetterScript};
use super::xml_inline::{InlineRole, inline, inline_nodes, table_rows};
use super::xml_tree::{XmlElement, XmlNode};
use crate::text::single_spaced;

/// Reads a protocol.
///
/// # Errors
/// When it has no course of the sitting.
pub(super) fn read(root: &XmlElement) -> Result<ImportedFile, String> {
    let course = root.child("sitzungsverlauf").ok_or("it has no `sitzungsverlauf`")?;
    let mut reader = ProtocolReader { record: ImportedRecord::default(), is_written: false };
    reader.facts(root);
    for part in course.elements() {
        match &*part.name {
            "tagesordnungspunkt" | "zusatzpunkt" => {
                reader.record.push_heading(part.get("top-id").unwrap_or("Tagesordnungspunkt"));
                reader.content(part);
            }
            "sitzungsbeginn" | "sitzungsende" => reader.content(part),
            _ => reader.element(part),
        }
    }
    reader.annexes(root);
    if root.at(&["vorspann", "inhaltsverzeichnis"]).is_some() {
        reader.record.left_out.push(LeftOut { line: 0, text: "the table of contents (Inhaltsverzeichnis)".to_owned() });
    }
    Ok(ImportedFile::of(reader.record))
}

struct ProtocolReader {
    record: ImportedRecord,
    /// True in the annexes, whose speeches were handed in.
    is_written: bool,
}

impl ProtocolReader {
    fn facts(&mut self, root: &XmlElement) {
        let facts = &mut self.record.facts;
        let head = root.at(&["vorspann", "kopfdaten"]);
        let in_head = |path: &[&str]| head.and_then(|head| head.at(path));
        let day = root.filled("sitzung-datum").map(str::to_owned);
        let day = day.or_else(|| in_head(&["veranstaltungsdaten", "datum"])?.filled("date").map(str::to_owned));
        facts.date = day.and_then(|day| german_date(&day));
        let number = root.filled("sitzung-nr").map(str::to_owned);
        let number = number.or_else(|| in_head(&["plenarprotokoll-nummer", "sitzungsnr"]).map(XmlElement::text));
        let period = root.filled("wahlperiode").map(str::to_owned);
        let period = period.or_else(|| in_head(&["plenarprotokoll-nummer", "wahlperiode"]).map(XmlElement::text));
        facts.title = number.as_ref().map(|number| format!("Deutscher Bundestag, {number}. Sitzung"));
        facts.id = period.zip(number).map(|(period, number)| format!("{period}/{number}"));
        facts.lang = Some("de".to_owned());
        facts.body = Some("Deutscher Bundestag".to_owned());
        facts.start = root.filled("sitzung-start-uhrzeit").and_then(hours_and_minutes);
        facts.end = root.filled("sitzung-ende-uhrzeit").and_then(hours_and_minutes);
        let place = root.filled("sitzung-ort").map(str::to_owned);
        facts.place = place.or_else(|| in_head(&["veranstaltungsdaten", "ort"]).map(XmlElement::text));
    }

    fn content(&mut self, parent: &XmlElement) {
        parent.elements().for_each(|element| self.element(element));
    }

    fn element(&mut self, element: &XmlElement) {
        match &*element.name {
            "rede" => self.content(element),
            // Gives the floor to the chair until somebody else is named.
            "name" => {
                self.begin(&element.text());
            }
            "p" if element.child("redner").is_some() => self.speaker(element),
            "p" if element.get("klasse") == Some("N") => {
                self.begin(&element.text());
            }
            "kommentar" => {
                let text = inline(element, &mut role);
                if !text.is_empty() {
                    self.record.push_block(ImportedBlock::Event(text));
                }
            }
            "zitat" => {
                let inner: Vec<InlineMarkdown> = element.elements().map(|inner| inline(inner, &mut role)).collect();
                let texts = if inner.is_empty() { vec![inline(element, &mut role)] } else { inner };
                self.record.push_block(ImportedBlock::Quotation(texts));
            }
            "table" => {
                let rows = table_rows(element, &mut role);
                if !rows.is_empty() {
                    self.record.push_block(ImportedBlock::Table(rows));
                }
            }
            "a" => {}
            _ => {
                let text = inline(element, &mut role);
                if !text.is_empty() {
                    self.record.push_block(ImportedBlock::Paragraph(text));
                }
            }
        }
    }

    /// The paragraph that names a speaker. The name to show is its text behind the element, whose fields lack particles.
    fn speaker(&mut self, paragraph: &XmlElement) {
        let is_field = |node: &&XmlNode| matches!(node, XmlNode::Element(inner) if &*inner.name == "redner");
        let shown = inline_nodes(paragraph.nodes.iter().filter(|node| !is_field(node)), &mut role);
        let shown = crate::markdown::plain_text(shown.as_str());
        let fields = paragraph.child("redner");
        let label = match shown.trim() {
            "" => fields.map(field_name).unwrap_or_default(),
            shown => shown.to_owned(),
        };
        let label = self.begin(&label);
        let id = fields.and_then(|fields| fields.filled("id")).and_then(|id| id.split_whitespace().next());
        if let Some(id) = id {
            let name = label.split([',', '(']).next().unwrap_or_default().trim().to_owned();
            let labels = if label == name { Vec::new() } else { vec![label] };
            let identifiers = vec![("bundestag".to_owned(), id.to_owned())];
            self.record.meet(ImportedPerson {
                reference: id.to_owned(),
                name,
                labels,
                identifiers,
                ..ImportedPerson::default()
            });
        }
    }

    /// Begins a speech; gives the label.
    fn begin(&mut self, label: &str) -> String {
        let label = single_spaced(label);
        let label = label.trim_end_matches([':', ' ']).to_owned();
        if !label.is_empty() {
            let speech =
                ImportedSpeech { speaker: label.clone(), is_written: self.is_written, ..ImportedSpeech::default() };
            self.record.parts.push(ImportedPart::Speech(speech));
        }
        label
    }

    fn annexes(&mut self, root: &XmlElement) {
        self.is_written = true;
        let annexes = root.child("anlagen").into_iter().flat_map(XmlElement::elements);
        for annex in annexes.filter(|element| &*element.name == "anlage") {
            let heading = annex.child("anlagen-titel").map(XmlElement::text).filter(|text| !text.is_empty());
            self.record.push_heading(heading.as_deref().unwrap_or("Anlage"));
            for text in annex.elements().filter(|element| &*element.name == "anlagen-text") {
                self.content(text);
            }
        }
    }
}

/// The name that the fields of a speaker give.
fn field_name(fields: &XmlElement) -> String {
    let of = |name: &str| fields.find(name).map(XmlElement::text).filter(|text| !text.is_empty());
    let name = [of("titel"), of("vorname"), of("namenszusatz"), of("nachname")].into_iter().flatten();
    let name = name.collect::<Vec<_>>().join(" ");
    match (of("fraktion"), of("rolle_lang")) {
        (Some(group), _) => format!("{name} ({group})"),
        (None, Some(role)) => format!("{name}, {role}"),
        (None, None) => name,
    }
}

fn role(element: &XmlElement) -> InlineRole {
    match &*element.name {
        "i" | "em" => InlineRole::Emphasis,
        "b" => InlineRole::Strong,
        "sup" => InlineRole::Script(LetterScript::Raised),
        "sub" => InlineRole::Script(LetterScript::Lowered),
        "br" => InlineRole::Break,
        "kommentar" => InlineRole::Remark,
        // Marks of printed pages.
        "a" if element.filled("href").is_none() || element.get("typ") == Some("druckseitennummer") => {
            InlineRole::Nothing
        }
        "a" => InlineRole::link(element.filled("href")),
        _ => InlineRole::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::foreign::markdown_record;
    use crate::parse::foreign::xml_tree::parse_xml;

    const PROTOCOL: &str = r#"<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE dbtplenarprotokoll SYSTEM "dbtplenarprotokoll.dtd">
<dbtplenarprotokoll wahlperiode="20" sitzung-nr="3" sitzung-datum="18.11.2021" sitzung-start-uhrzeit="9:00" sitzung-ende-uhrzeit="18:46" sitzung-ort="Berlin">
<vorspann><inhaltsverzeichnis><ivz-titel>Inhalt:</ivz-titel></inhaltsverzeichnis></vorspann>
<sitzungsverlauf><sitzungsbeginn sitzung-start-uhrzeit="9:00"><name>Präsidentin Bärbel Bas:</name><p klasse="J">Guten Morgen!</p></sitzungsbeginn>
<tagesordnungspunkt top-id="Tagesordnungspunkt 1"><p klasse="J">Ich rufe auf:</p>
<rede id="ID20300100"><p klasse="redner"><a id="r1"/><redner id="11004097"><name><vorname>Sebastian</vorname><nachname>Hartmann</nachname><fraktion>SPD</fraktion></name></redner>Sebastian von der Hart (SPD):</p>
<p klasse="J_1">Frau <a id="S5" typ="druckseitennummer"/>Präsidentin!</p><kommentar>(Beifall bei der SPD)</kommentar><p klasse="O">Danke.</p>
<name>Präsidentin Bärbel Bas:</name><p klasse="J_1">Bitte.</p>
<p klasse="redner"><redner id="11004097"><name><vorname>Sebastian</vorname><nachname>Hartmann</nachname></name></redner>Sebastian von der Hart (SPD):</p><p klasse="J">Ja.</p></rede></tagesordnungspunkt>
<tagesordnungspunkt top-id="Fragestunde"><p klasse="redner"><redner id="11005304 999"><name><titel>Dr.</titel><vorname>Ann</vorname><nachname>Lee</nachname><rolle><rolle_lang>Ministerin</rolle_lang></rolle></name></redner></p><p klasse="J">So.</p></tagesordnungspunkt></sitzungsverlauf>
<anlagen><anlage><anlagen-titel>Anlage 1</anlagen-titel><anlagen-text><rede id="x"><p klasse="redner"><redner id="7"><name/></redner>Cid Moss (FDP):</p><p klasse="J">Zu Protokoll.</p></rede></anlagen-text></anlage></anlagen></dbtplenarprotokoll>"#;

    #[test]
    fn a_protocol_is_read_in_order() {
        let file = read(&parse_xml(PROTOCOL).expect("XML")).expect("a protocol");
        let record = &file.records[0];
        let facts = &record.facts;
        assert_eq!(facts.date.map(|date| date.to_string()).as_deref(), Some("2021-11-18"));
        assert_eq!(
            (facts.title.as_deref(), facts.id.as_deref()),
            (Some("Deutscher Bundestag, 3. Sitzung"), Some("20/3"))
        );
        assert_eq!((facts.start.as_deref(), facts.end.as_deref()), (Some("09:00"), Some("18:46")));
        assert_eq!(&*record.people[0].name, "Sebastian von der Hart");
        assert_eq!(record.people[1].identifiers, [("bundestag".to_owned(), "11005304".to_owned())]);
        assert_eq!(record.left_out.len(), 1);
        assert_eq!(
            markdown_record(record, "2021-11-18 Bundestag", "Speaker"),
            "# 2021-11-18 Bundestag\n\n### Präsidentin Bärbel Bas:\nGuten Morgen!\n\n## Tagesordnungspunkt 1\n\nIch rufe auf:\n\n\
             ### Sebastian von der Hart (SPD):\nFrau Präsidentin!\n\n> (Beifall bei der SPD)\n\nDanke.\n\n### Präsidentin Bärbel Bas:\nBitte.\n\n\
             ### Sebastian von der Hart (SPD):\nJa.\n\n## Fragestunde\n\n### Dr. Ann Lee, Ministerin:\nSo.\n\n## Anlage 1\n\n\
             ### Cid Moss (FDP) {delivered=written}:\nZu Protokoll.\n"
        );
    }
}
