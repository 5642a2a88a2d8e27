//! Draws a record as a debate in Akoma Ntoso 3.0 (OASIS LegalDocML), valid against its schema.
//!
//! What Akoma Ntoso has no place for stands in attributes of a namespace of this program, which other readers pass over; the
//! importer (`parse/foreign/akoma_ntoso/`) makes the same record of it again.

mod akn_analysis;
mod akn_content;
mod akn_decisions;
mod akn_inlines;
mod akn_metadata;
mod akn_preface;
mod akn_references;

use self::akn_references::heard_matters;
use super::context::Renderer;
use super::element_writer::ElementWriter;
use super::record_agents::RecordAgents;
use crate::record::{Meeting, MeetingIndex, Moment, NameIndex, Speaker, TimeScale, hours_minutes_seconds};

/// Namespace of Akoma Ntoso 3.0.
const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// Namespace of the attributes of this program.
const OWN_NAMESPACE: &str = "urn:minutebook:record";

/// Namespace of Dublin Core.
const DUBLIN_CORE: &str = "http://purl.org/dc/terms/";

/// Id of the site among the references.
const PUBLISHER: &str = "#publisher";

/// The whole record.
pub(super) fn draw(inputs: &Renderer<'_>, index: MeetingIndex) -> Vec<u8> {
    let text = inputs.text(index);
    let agents = RecordAgents::of(inputs, index);
    let meeting = &inputs.archive.meetings[index];
    let xml = ElementWriter::new(text.len() + text.len() / 2 + 8_192);
    let heard = heard_matters(inputs, index);
    let mut document = AknWriter { inputs, index, meeting, text: &text, agents: &agents, heard, xml };
    let namespaces = [("xmlns", NAMESPACE), ("xmlns:mb", OWN_NAMESPACE), ("xmlns:dcterms", DUBLIN_CORE)];
    document.xml.open("akomaNtoso", &namespaces);
    document.xml.open("debate", &[("name", "debate")]);
    document.metadata();
    document.preface();
    document.body();
    document.xml.close("debate");
    document.xml.close("akomaNtoso");
    document.xml.finish()
}

/// Writes the document of one record.
struct AknWriter<'d, 'r> {
    inputs: &'d Renderer<'r>,
    index: MeetingIndex,
    meeting: &'d Meeting<Speaker>,
    /// Text of the record.
    text: &'d str,
    agents: &'d RecordAgents<'r>,
    /// Matters that the meeting dealt with, each with the position of its section, ordered by that.
    heard: Vec<(usize, usize)>,
    xml: ElementWriter,
}

impl AknWriter<'_, '_> {
    /// Reference to the person or body behind a name.
    fn reference(&self, name: NameIndex) -> String {
        format!("#{}", self.agents.agent(name).id)
    }

    /// Day of the record as the schema wants one; the first of a month or year.
    fn day(&self) -> String {
        self.meeting.details.date.first_day().to_string()
    }

    /// A moment as a day with a time of day; none if the record's times count from something else, or its day is not known.
    fn time_of_day(&self, moment: &Moment) -> Option<String> {
        let details = &self.meeting.details;
        details.times.filter(|scale| *scale == TimeScale::Clock)?;
        details.date.day()?;
        let seconds = moment.milliseconds_on(TimeScale::Clock)? / 1000;
        (seconds < 24 * 3600).then(|| format!("{}T{}", details.date, hours_minutes_seconds(seconds)))
    }
}

/// A moment as the importer reads it: as written if that has numbers only, else in hours, minutes and seconds.
fn written_time(moment: &Moment, scale: Option<TimeScale>) -> String {
    if moment.written.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.')) {
        return moment.written.to_string();
    }
    let milliseconds = moment.milliseconds_on(scale.unwrap_or(TimeScale::Recording)).unwrap_or(moment.milliseconds);
    hours_minutes_seconds(milliseconds / 1000)
}
