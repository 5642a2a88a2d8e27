//! Draws a record as a TEI document in the form of ParlaMint: utterances of segments, with what happened between them.
//!
//! As in ParlaMint, a segment has words and remarks alone: emphasis and links are left to the pages and to Akoma Ntoso. Other
//! than there, each document lists its people itself, so that it can be read without a file for the whole corpus.

mod tei_body;
mod tei_decisions;
mod tei_header;
mod tei_remarks;
mod tei_segments;

use rustc_hash::FxHashSet;

use super::context::Renderer;
use super::document_name::document_name;
use super::element_writer::ElementWriter;
use super::record_agents::RecordAgents;
use crate::record::{Meeting, MeetingIndex, NameIndex, Speaker};

/// Namespace of TEI.
const NAMESPACE: &str = "http://www.tei-c.org/ns/1.0";

/// Elements of the text that the header counts.
const COUNTED: [&str; 9] = ["div", "head", "note", "u", "seg", "kinesic", "vocal", "incident", "gap"];

/// The whole record.
pub(super) fn draw(inputs: &Renderer<'_>, index: MeetingIndex) -> Vec<u8> {
    let text = inputs.text(index);
    let agents = RecordAgents::of(inputs, index);
    let meeting = &inputs.archive.meetings[index];
    let mut document = TeiWriter {
        inputs,
        index,
        meeting,
        text: &text,
        agents: &agents,
        xml: ElementWriter::fragment(text.len() + text.len() / 2),
        counts: [0; COUNTED.len()],
        told_notes: FxHashSet::default(),
    };
    // The header says how many elements the text has.
    document.body();
    let whole = ElementWriter::new(document.xml.length() + 8_192);
    let content = std::mem::replace(&mut document.xml, whole);
    let name = document_name(&meeting.details.slug, "xml");
    let id = format!("record-{}", name.trim_end_matches(".xml"));
    let attributes = [
        ("xmlns", NAMESPACE),
        ("xml:id", &*id),
        ("xml:lang", meeting.details.lang.as_str()),
        ("ana", "#parla.sitting"),
    ];
    document.xml.open("TEI", &attributes);
    document.xml.line();
    document.header();
    document.xml.open("text", &[]);
    document.xml.append(content);
    document.xml.close("text");
    document.xml.close("TEI");
    document.xml.finish()
}

/// Writes the document of one record.
struct TeiWriter<'d, 'r> {
    inputs: &'d Renderer<'r>,
    index: MeetingIndex,
    meeting: &'d Meeting<Speaker>,
    /// Text of the record.
    text: &'d str,
    agents: &'d RecordAgents<'r>,
    xml: ElementWriter,
    /// Number of each of the counted elements so far.
    counts: [usize; COUNTED.len()],
    /// Numbers of the footnotes whose words are there already.
    told_notes: FxHashSet<u32>,
}

impl TeiWriter<'_, '_> {
    /// Reference to the person or body behind a name.
    fn reference(&self, name: NameIndex) -> String {
        format!("#{}", self.agents.agent(name).id)
    }

    /// Opens an element of the text, and counts it.
    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        if let Some(place) = COUNTED.iter().position(|counted| *counted == name) {
            self.counts[place] += 1;
        }
        self.xml.open(name, attributes);
    }
}
