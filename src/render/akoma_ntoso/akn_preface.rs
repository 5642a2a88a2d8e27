//! Preface of a debate: title, day, body, times, place, standing of the text, and those whom only the metadata list.

use super::AknWriter;
use crate::record::{ClockTime, Presence};
use crate::render::parts::status_note::{status_note, summary_text};

impl AknWriter<'_, '_> {
    /// Adds the preface.
    pub(super) fn preface(&mut self) {
        let details = &self.meeting.details;
        let strings = self.inputs.strings(&self.inputs.interface_language(&details.lang));
        self.xml.open("preface", &[]);
        self.xml.open("p", &[]);
        self.xml.open("docTitle", &[]);
        self.xml.text(&details.title);
        self.heading_notes("");
        self.xml.close("docTitle");
        self.xml.close("p");
        if let Some(subtitle) = &details.subtitle {
            self.xml.element("p", &[("class", "subtitle")], subtitle);
        }
        let day = self.day();
        self.xml.open("p", &[]);
        self.xml.element("docDate", &[("date", &day)], &details.date.to_string());
        self.recorded_time("startEvent", details.start.as_deref());
        self.recorded_time("endEvent", details.end.as_deref());
        self.xml.close("p");
        if let Some((_, name)) = self.body_that_met() {
            self.xml.open("p", &[]);
            self.xml.element("docProponent", &[("refersTo", "#meeting-body")], &name);
            self.xml.close("p");
        }
        if let Some(place) = &details.place {
            self.xml.element("p", &[("class", "place")], place);
        }
        let note = status_note(details, strings);
        if !note.is_empty() {
            self.xml.open("p", &[]);
            self.xml.element("docStatus", &[], &note);
            self.xml.close("p");
        }
        if let Some(summary) = &details.summary {
            self.xml.element("p", &[("class", "summary")], &summary_text(strings, summary));
        }
        for presence in Presence::ALL {
            self.attendees(presence, &strings.get(presence.name()));
        }
        self.xml.close("preface");
        self.xml.line();
    }

    /// Adds the time at which the meeting began or ended; none if it is not written as one.
    fn recorded_time(&mut self, event: &str, written: Option<&str>) {
        let Some(written) = written else { return };
        let Some(time) = ClockTime::parse(written).filter(|time| time.minutes() < 24 * 60) else { return };
        self.xml.text(" ");
        let time = format!("{time}:00");
        self.xml.element("recordedTime", &[("type", event), ("time", &time)], written);
    }

    /// Adds those of one part whom only the metadata list; the others stand in the record.
    fn attendees(&mut self, presence: Presence, word: &str) {
        let meeting = self.meeting;
        let is_listed = |name| meeting.names[name as usize].name.first_seen == 0;
        let mut listed = meeting.attendance.of(presence).filter(|attendee| is_listed(attendee.by)).peekable();
        if listed.peek().is_none() {
            return;
        }
        self.xml.open("p", &[("class", presence.name())]);
        self.xml.text(word);
        let mut separator = ": ";
        for attendee in listed {
            self.xml.text(separator);
            let by = self.reference(attendee.by);
            let name = &meeting.names[attendee.by as usize].name.label.text;
            self.xml.element("person", &[("refersTo", &by)], name);
            separator = ", ";
        }
        self.xml.close("p");
    }
}
