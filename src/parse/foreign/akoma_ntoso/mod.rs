//! Reads Akoma Ntoso (OASIS LegalDocML): debates, with or without a namespace, as version 2 and 3 and SayIt have them.

mod akn_annexes;
mod akn_blocks;
mod akn_facts;
mod akn_own;
mod akn_votes;

use rustc_hash::FxHashMap;

use self::akn_blocks::BlockReader;
use super::foreign_dates::{language_tag, time_of_day};
use super::imported_record::{
    ImportedBlock, ImportedDecision, ImportedFile, ImportedHeading, ImportedPart, ImportedPerson, ImportedRecord,
    ImportedSpeech,
};
use super::timestamp::milliseconds;
use super::xml_inline::inline;
use super::xml_tree::{XmlElement, XmlNode};
use crate::record::TimeScale;

/// Elements of a debate that hold others below a heading.
const SECTIONS: [&str; 21] = [
    "debateSection",
    "address",
    "adjournment",
    "administrationOfOath",
    "communication",
    "declarationOfVote",
    "ministerialStatements",
    "nationalInterest",
    "newsletter",
    "noticesOfMotion",
    "oralStatements",
    "papers",
    "personalStatements",
    "petitions",
    "pointOfOrder",
    "prayers",
    "proceduralMotions",
    "questions",
    "resolutions",
    "rollCall",
    "writtenStatements",
];

/// Reads a document.
///
/// # Errors
/// When it holds no debate: the reason.
pub(super) fn read(root: &XmlElement) -> Result<ImportedFile, String> {
    let debates: Vec<&XmlElement> =
        root.all().filter(|element| matches!(&*element.name, "debate" | "debateReport")).collect();
    if debates.is_empty() {
        let kind = root.elements().next().map_or("nothing", |element| &element.name);
        return Err(format!("it is Akoma Ntoso and holds no debate (it holds `{kind}`)"));
    }
    let records = debates.into_iter().map(|debate| DebateReader::new(root, debate).read()).collect();
    Ok(ImportedFile { records, ..ImportedFile::default() })
}

struct DebateReader<'x> {
    root: &'x XmlElement,
    debate: &'x XmlElement,
    record: ImportedRecord,
    /// Names of people, organisations and roles by their ids.
    names: FxHashMap<&'x str, &'x XmlElement>,
    blocks: BlockReader<'x>,
    /// Facts that this program states beside those of Akoma Ntoso, if it made the debate.
    own: Option<&'x XmlElement>,
    /// Votes by the ids of what they were about.
    votes: FxHashMap<&'x str, Vec<&'x XmlElement>>,
}

impl<'x> DebateReader<'x> {
    fn new(root: &'x XmlElement, debate: &'x XmlElement) -> Self {
        let references = debate.at(&["meta", "references"]);
        let named = references.into_iter().flat_map(XmlElement::elements);
        let names = named.filter_map(|element| Some((id_of(element)?, element))).collect();
        let own = akn_own::own_facts(debate);
        DebateReader {
            root,
            debate,
            record: ImportedRecord::default(),
            names,
            blocks: BlockReader::new(debate, own.is_some()),
            own,
            votes: akn_votes::votes_by_place(debate),
        }
    }

    fn read(mut self) -> ImportedRecord {
        akn_facts::read(self.root, self.debate, &mut self.record.facts);
        match self.own {
            Some(own) => akn_own::read_facts(own, self.debate, &mut self.record),
            None => ["coverPage", "preface"].into_iter().for_each(|outer| self.front(outer)),
        }
        for body in
            self.debate.elements().filter(|element| matches!(&*element.name, "debateBody" | "body" | "mainBody"))
        {
            self.section_content(body, None);
        }
        for element in self.debate.elements().filter(|element| &*element.name == "conclusions") {
            self.section_content(element, None);
        }
        if self.own.is_none() {
            self.annexes();
        }
        let rest: Vec<&XmlElement> = std::mem::take(&mut self.votes).into_values().flatten().collect();
        for vote in akn_votes::in_order(self.debate, &rest) {
            self.vote(vote);
        }
        let speeches = || self.debate.all().filter(|element| element.filled("by").is_some());
        let is_clock = speeches().any(|speech| speech.filled("startTime").is_some());
        let has_times = speeches().any(|speech| time_of(speech).is_some());
        let scale = if is_clock { TimeScale::Clock } else { TimeScale::Recording };
        if self.own.is_none() {
            self.record.facts.times = has_times.then_some(scale);
        }
        self.record.notes = self.blocks.take_notes();
        self.record
    }

    /// Words above the debate, except title and date.
    fn front(&mut self, name: &str) {
        let Some(front) = self.debate.child(name) else { return };
        for block in self.blocks.read(&front.nodes) {
            let mut text = front_text(&block);
            let facts = &self.record.facts;
            for known in [&facts.title, &facts.body, &facts.subtitle].into_iter().flatten() {
                text = text.replace(&**known, "");
            }
            for date in front.all().filter(|element| &*element.name == "docDate") {
                text = text.replace(&date.text(), "");
            }
            if text.contains(char::is_alphabetic) {
                self.record.push_block(block);
            }
        }
    }

    fn section(&mut self, section: &'x XmlElement) {
        let heading = self.heading(section);
        self.section_content(section, heading.as_ref());
        if let Some(votes) = id_of(section).and_then(|id| self.votes.remove(id)) {
            votes.into_iter().for_each(|vote| self.vote(vote));
        }
    }

    /// Words of a name or heading; what this program wrote keeps its spaces.
    fn words(&self, element: &XmlElement) -> String {
        if self.own.is_some() { element.exact_text() } else { element.text() }
    }

    fn heading(&mut self, section: &XmlElement) -> Option<ImportedHeading> {
        let part = |name: &str| section.child(name).map(|part| self.words(part)).filter(|text| !text.is_empty());
        let text = [part("num"), part("heading")].into_iter().flatten().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return None;
        }
        let id = id_of(section).and_then(|id| id.strip_prefix("item-"));
        let keys = akn_own::item_keys(section, id, section.elements().find(|inner| is_abstract(inner)));
        let notes = self.own.and_then(|_| section.child("heading")).map(akn_own::note_numbers).unwrap_or_default();
        let moment = self.own.and_then(|_| akn_own::written_time(section));
        Some(ImportedHeading { text, notes, keys, time: time_of(section), moment })
    }

    /// Content of a section below its heading. What follows an inner section stands below the heading again.
    fn section_content(&mut self, section: &'x XmlElement, heading: Option<&ImportedHeading>) {
        if let Some(heading) = heading {
            self.record.parts.push(ImportedPart::Heading(heading.clone()));
        }
        let mut is_interrupted = false;
        let mut loose: Vec<&XmlNode> = Vec::new();
        for node in &section.nodes {
            let element = match node {
                XmlNode::Element(element) => element,
                XmlNode::Text(text) => {
                    if !text.trim().is_empty() {
                        loose.push(node);
                    }
                    continue;
                }
            };
            let name = &*element.name;
            if matches!(name, "num" | "heading") || (heading.is_some() && is_abstract(element)) {
                continue;
            }
            let own = self.own.and_then(|_| own_quotation(element));
            let is_section = SECTIONS.contains(&name) && own.is_none();
            if is_interrupted && !is_section {
                if let Some(heading) = heading {
                    let again = ImportedHeading { text: heading.text.clone(), ..ImportedHeading::default() };
                    self.record.parts.push(ImportedPart::Heading(again));
                }
                is_interrupted = false;
            }
            let is_part = is_section || matches!(name, "speechGroup" | "speech" | "question" | "answer");
            let is_event = matches!(name, "scene" | "narrative" | "summary");
            if is_part || is_event || own.is_some() {
                self.notes(&mut loose);
            }
            if let Some(own) = own {
                self.quotation(own);
                continue;
            }
            match name {
                _ if is_section => {
                    self.section(element);
                    is_interrupted = true;
                }
                "speechGroup" => self.section_content(element, None),
                "speech" | "question" | "answer" => self.speech(element),
                _ if is_event => self.event(element),
                _ => loose.push(node),
            }
        }
        self.notes(&mut loose);
    }

    fn notes(&mut self, nodes: &mut Vec<&XmlNode>) {
        let blocks = self.blocks.read(std::mem::take(nodes));
        self.record.parts.extend(blocks.into_iter().map(ImportedPart::from));
    }

    fn event(&mut self, element: &XmlElement) {
        let text = inline(element, &mut |inner| self.blocks.role(inner));
        if !text.is_empty() {
            let text = if self.own.is_some() { text.with_event_brackets() } else { text };
            self.record.parts.push(ImportedPart::Event(text));
        }
    }

    fn speech(&mut self, element: &'x XmlElement) {
        let by = element.filled("by").map(|by| by.trim_start_matches('#')).filter(|by| !by.is_empty());
        let named = by.and_then(|by| self.names.get(by)).and_then(|person| person.filled("showAs"));
        let from = element.child("from").map(|from| self.words(from));
        let from = from.map(|from| match self.own {
            Some(_) => from,
            None => from.trim_end_matches([':', '：', ' ', '-', '–', '—']).trim().to_owned(),
        });
        let speaker = from.filter(|from| !from.is_empty()).or_else(|| named.map(str::to_owned)).unwrap_or_default();
        // Roles are no people, and this program tells them apart.
        let is_person = |person: &&XmlElement| self.own.is_none() || &*person.name == "TLCPerson";
        let named = named.filter(|_| by.and_then(|by| self.names.get(by)).is_some_and(is_person));
        if let (Some(reference), Some(name)) = (by, named) {
            let labels = if speaker == name { Vec::new() } else { vec![speaker.clone()] };
            let href = self.names.get(reference).and_then(|person| person.filled("href"));
            let href = href.filter(|href| !href.is_empty() && !href.starts_with('#'));
            let identifiers = href.map(|href| ("akn".to_owned(), href.to_owned())).into_iter().collect();
            self.record.meet(ImportedPerson {
                reference: reference.to_owned(),
                name: name.to_owned(),
                labels,
                identifiers,
                ..ImportedPerson::default()
            });
        }
        let inner =
            element.nodes.iter().filter(|node| !matches!(node, XmlNode::Element(inner) if &*inner.name == "from"));
        let blocks = self.blocks.read(inner);
        let start = time_of(element);
        let lang = element.filled("xml:lang").and_then(language_tag);
        let lang = lang.filter(|lang| self.record.facts.lang.as_ref() != Some(lang));
        if !blocks.is_empty() || !speaker.is_empty() {
            let is_written = element.filled("status") == Some("written") || element.filled("class") == Some("written");
            let is = |name: &str| self.own.is_some() && element.get(name) == Some("true");
            let from = self.own.and_then(|_| element.child("from"));
            let speech = ImportedSpeech {
                speaker,
                notes: from.map(akn_own::note_numbers).unwrap_or_default(),
                start,
                moment: self.own.and_then(|_| akn_own::written_time(element)),
                lang,
                is_written,
                is_continued: is("continued"),
                list_numbers: self.own.and_then(|_| akn_own::list_numbers(element)),
                is_unnamed: is("nameless"),
                blocks,
            };
            self.record.parts.push(ImportedPart::Speech(speech));
        }
    }

    /// A decision or a list of those present, line by line as this program writes them.
    fn quotation(&mut self, element: &'x XmlElement) {
        let lines = self.blocks.lines(element);
        if lines.is_empty() {
            return;
        }
        // The analysis states the vote once more.
        if let Some(id) = id_of(element) {
            self.votes.remove(id);
        }
        self.record.parts.push(match &*element.name == "rollCall" {
            true => ImportedPart::RollCall(lines),
            false => ImportedPart::Decision(ImportedDecision { lines, ..ImportedDecision::default() }),
        });
    }

    fn vote(&mut self, vote: &XmlElement) {
        if let Some(decision) = akn_votes::decision(vote, &self.names) {
            self.record.parts.push(ImportedPart::Decision(decision));
        }
    }
}

/// The id of an element: `eId` in version 3, `id` before.
fn id_of(element: &XmlElement) -> Option<&str> {
    element.filled("eId").or_else(|| element.filled("id"))
}

/// The element itself, if it is a decision or a list of those present as this program writes them.
fn own_quotation(element: &XmlElement) -> Option<&XmlElement> {
    let is_decision = &*element.name == "other" && element.get("class") == Some("decision");
    (is_decision || &*element.name == "rollCall").then_some(element)
}

/// Reports whether an element is the short account of its section.
fn is_abstract(element: &XmlElement) -> bool {
    &*element.name == "summary" && element.get("class") == Some("abstract")
}

/// Time of a part: as this program writes it, else its time of day.
fn time_of(element: &XmlElement) -> Option<u64> {
    let own = element.filled("time").and_then(milliseconds);
    own.or_else(|| element.filled("startTime").and_then(time_of_day))
}

/// Words of a block without their Markdown.
fn front_text(block: &ImportedBlock) -> String {
    let texts = super::markdown_record::texts(block);
    texts.map(crate::markdown::plain_text).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
