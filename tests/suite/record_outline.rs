//! A record as the parser has read it, line by line, so that two of them can be compared.

use minutebook::markdown::plain_text;
use minutebook::pipeline::Loaded;
use minutebook::record::{
    Contribution, Decision, Meeting, Moment, Narrative, Presence, RecordSummary, Section, Speaker, Speech, TextRange,
};
use minutebook::text::source::Sources;

/// A record with everything that its text says: one line for each fact, heading, speech, event and decision.
pub(crate) fn outline(loaded: &Loaded, meeting: &Meeting<Speaker>) -> Vec<String> {
    let text = loaded.sources.get(meeting.details.source).text;
    let outline = RecordOutline { meeting, text: &text };
    let mut lines = outline.facts();
    for section in meeting.sections.iter().filter(|own| own.heading.is_some() || !own.contributions.is_empty()) {
        lines.push(outline.section(section));
        lines.extend(section.contributions.iter().map(|contribution| outline.contribution(contribution)));
    }
    for note in &meeting.details.notes {
        lines.push(format!("note: {}", letters(&note.text)));
    }
    lines
}

struct RecordOutline<'r> {
    meeting: &'r Meeting<Speaker>,
    text: &'r str,
}

impl RecordOutline<'_> {
    fn facts(&self) -> Vec<String> {
        let details = &self.meeting.details;
        let mut lines = vec![
            format!("slug: {}, title: {}, {:?}", details.slug, details.title, details.subtitle),
            format!("date: {}, {:?}, {:?}", details.date, details.start, details.end),
            format!("lang: {}, place: {:?}, series: {:?}", details.lang.as_str(), details.place, details.series),
            format!("topics: {:?}", details.topics),
            format!("approved: {:?}, {:?}", details.text_status.approval.is_some(), details.text_status.transcript),
            format!("summary: {}", summary(details.summary.as_ref())),
            format!("papers: {}, recordings: {}", details.attachments.len(), details.media.len()),
            format!("chair: {}", self.meeting.chair.is_some()),
            format!("quorum: {:?}", self.meeting.attendance.quorum),
        ];
        for presence in Presence::ALL {
            let attendees = self.meeting.attendance.of(presence);
            let attendees: Vec<_> = attendees.map(|attendee| format!("{:?}", attendee.stays)).collect();
            lines.push(format!("{}: {attendees:?}", presence.name()));
        }
        let notes: Vec<u32> = details.heading_notes.iter().map(|(_, number)| *number).collect();
        lines.push(format!("notes of headings: {notes:?}"));
        lines
    }

    fn section(&self, section: &Section) -> String {
        let item = section.item.as_deref().cloned().unwrap_or_default();
        format!(
            "section {}: {:?} {} {:?} {:?} {:?} {}",
            section.anchor,
            section.heading,
            time(section.time.as_deref()),
            item.id,
            item.matters,
            item.topics,
            summary(item.summary.as_ref())
        )
    }

    fn contribution(&self, contribution: &Contribution) -> String {
        match contribution {
            Contribution::Speech(speech) => self.speech(speech),
            Contribution::Narrative(narrative) => self.narrative(narrative),
            Contribution::Decision(decision) => self.decision(decision),
            Contribution::Note(note) => format!("text: {}", self.words(note.text)),
        }
    }

    fn narrative(&self, narrative: &Narrative) -> String {
        let Narrative { id, text, agenda, time: moment, roll_call } = narrative;
        let Some(call) = roll_call else {
            let title = agenda.as_ref().map(|item| &item.title);
            return format!("narrative {id}: {title:?} {} {}", time(moment.as_deref()), self.words(*text));
        };
        let names: Vec<&str> = call.names().map(|(_, name)| self.name(name)).collect();
        let (quorum, chair) = (&call.attendance.quorum, call.chair.map(|by| self.name(by)));
        format!("roll call {id}: {names:?} {quorum:?} {chair:?}")
    }

    fn speech(&self, speech: &Speech) -> String {
        let blocks: Vec<String> =
            speech.blocks.iter().map(|block| format!("{:?} {}", block.kind, self.words(block.text))).collect();
        format!(
            "speech {} by {} {:?} {:?} {}: {}",
            speech.id,
            self.name(speech.by),
            speech.lang().map(|lang| lang.as_str()),
            speech.delivery,
            time(speech.time()),
            blocks.join(" | ")
        )
    }

    fn decision(&self, decision: &Decision) -> String {
        let ballots: Vec<String> =
            decision.ballots.iter().map(|ballot| format!("{:?} {}", ballot.side, self.name(ballot.by))).collect();
        let names: Vec<&str> = decision.names().map(|name| self.name(name)).collect();
        format!(
            "{} {}: {} {} {:?} {ballots:?} {names:?} {:?} {}",
            decision.kind.name(),
            decision.id,
            decision.word,
            time(decision.time.as_deref()),
            decision.result,
            decision.action,
            self.words(decision.text)
        )
    }

    fn name(&self, name: u32) -> &str {
        &self.meeting.names[name as usize].name.label.text
    }

    fn words(&self, range: TextRange) -> String {
        letters(range.of(self.text))
    }
}

/// Letters and digits of a text.
fn letters(markdown: &str) -> String {
    plain_text(markdown).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn time(moment: Option<&Moment>) -> String {
    moment.map_or_else(|| "-".to_owned(), |own| format!("[{} {} {:?}]", own.written, own.milliseconds, own.link))
}

fn summary(own: Option<&RecordSummary>) -> String {
    own.map_or_else(|| "-".to_owned(), |own| format!("{} ({:?})", own.text, own.by))
}
