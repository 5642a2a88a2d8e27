//! Reports attendance that contradicts itself, the votes, or the quorum.

use rustc_hash::FxHashMap;

use super::LinkInput;
use crate::record::{
    Attendee, ClockTime, Contribution, Meeting, Presence, Side, Speaker, SpeakerIdentity, Stay, TimeScale,
};
use crate::report::diagnostic::{Diagnostic, Location, Problem};
use crate::text::shorten;

/// Number of contradictions that are reported for a record.
const MOST_REPORTED: usize = 20;

/// Number of entries of one person that are compared.
const MOST_ENTRIES: usize = 8;

/// Reports contradictions in the attendance of all meetings.
pub(super) fn report(meetings: &[Meeting<Speaker>], input: &LinkInput<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for meeting in meetings.iter().filter(|meeting| !meeting.attendance.is_empty()) {
        let found = Findings::new(meeting).all();
        for (attendee, key, message) in found.into_iter().take(MOST_REPORTED) {
            let at = place(meeting, input, attendee, key);
            let hint = "compare it with the minutes, and correct the one that is wrong";
            diagnostics.push(Diagnostic::at(Problem::AttendanceMismatch, at, message).hint(hint));
        }
    }
}

/// Place of a person in the record, or of the key of the metadata.
fn place(meeting: &Meeting<Speaker>, input: &LinkInput<'_>, attendee: Option<&Attendee>, key: &str) -> Location {
    let name = attendee.map(|attendee| &meeting.names[attendee.by as usize].name);
    match name.filter(|name| name.first_seen > 0) {
        Some(name) => {
            let source = input.sources.get(meeting.details.source);
            source.locate(name.first_seen as usize, name.label.text.len())
        }
        None if key == QUORUM => place_of_quorum(meeting, input),
        None => meeting.details.places.of(key, &input.sources.shown(meeting.details.source)),
    }
}

/// Place of the quorum: the line of a roll call, or the key of the metadata.
fn place_of_quorum(meeting: &Meeting<Speaker>, input: &LinkInput<'_>) -> Location {
    let source = input.sources.get(meeting.details.source);
    let at = meeting.details.places.of(QUORUM, &source.shown);
    if at.line > 0 {
        return at;
    }
    let lines = meeting.contributions().filter_map(|contribution| match contribution {
        Contribution::Narrative(narrative) => narrative.roll_call.as_deref(),
        _ => None,
    });
    let line = lines.flat_map(|call| &call.lines).find(|line| line.is_quorum);
    line.map_or(at, |line| source.locate(line.text.start as usize, line.text.of(&source.text).len()))
}

/// Key of the metadata for the quorum.
const QUORUM: &str = "quorum";

/// Key of the metadata for a part in the meeting.
fn key_of(presence: Presence) -> &'static str {
    match presence {
        Presence::Present => "participants",
        Presence::InAttendance => "in_attendance",
        Presence::Apologies => "apologies",
        Presence::Absent => "absent",
    }
}

/// A contradiction: the person, the key of the metadata, and the message.
type AttendanceFinding<'m> = (Option<&'m Attendee>, &'static str, String);

struct Findings<'m> {
    meeting: &'m Meeting<Speaker>,
    /// Entries of each person, under any of their names.
    people: FxHashMap<SpeakerIdentity<'m>, Vec<&'m Attendee>>,
    found: Vec<AttendanceFinding<'m>>,
}

impl<'m> Findings<'m> {
    fn new(meeting: &'m Meeting<Speaker>) -> Self {
        let mut people: FxHashMap<SpeakerIdentity<'m>, Vec<&'m Attendee>> = FxHashMap::default();
        for attendee in &meeting.attendance.attendees {
            let entries = people.entry(meeting.names[attendee.by as usize].identity()).or_default();
            if entries.len() < MOST_ENTRIES {
                entries.push(attendee);
            } else if attendee.presence.is_there() {
                entries[0] = attendee;
            }
        }
        Findings { meeting, people, found: Vec::new() }
    }

    fn all(mut self) -> Vec<AttendanceFinding<'m>> {
        self.present_and_absent();
        self.votes();
        self.quorum();
        self.found
    }

    fn name(&self, attendee: &Attendee) -> String {
        shorten(&self.meeting.names[attendee.by as usize].name.label.text, 60)
    }

    /// Reports people who are listed as present and as absent.
    fn present_and_absent(&mut self) {
        for attendee in self.meeting.attendance.attendees.iter().filter(|attendee| !attendee.presence.is_there()) {
            let entries = &self.people[&self.meeting.names[attendee.by as usize].identity()];
            if entries.iter().any(|other| other.presence.is_there()) {
                let message =
                    format!("“{}” is listed as present and as {}", self.name(attendee), said(attendee.presence));
                self.found.push((Some(attendee), key_of(attendee.presence), message));
            }
        }
    }

    /// Reports people who vote although they are not there, or not there any more.
    fn votes(&mut self) {
        let is_clock = self.meeting.details.times == Some(TimeScale::Clock);
        let mut now: Option<ClockTime> = None;
        let mut told: Vec<&Attendee> = Vec::new();
        for contribution in self.meeting.contributions() {
            match contribution {
                Contribution::Speech(speech) if is_clock => {
                    let time = speech.time().and_then(|time| ClockTime::at_start(&time.written));
                    now = time.map(|(time, _)| time).or(now);
                }
                Contribution::Decision(decision) => {
                    for ballot in &decision.ballots {
                        if matches!(ballot.side, Side::Absent | Side::Recused) {
                            continue;
                        }
                        let Some(entries) = self.people.get(&self.meeting.names[ballot.by as usize].identity()) else {
                            continue;
                        };
                        let Some(message) = self.vote_of(entries, now) else { continue };
                        let attendee = entries[0];
                        if !told.iter().any(|other| std::ptr::eq(*other, attendee)) {
                            told.push(attendee);
                            self.found.push((Some(attendee), key_of(attendee.presence), message));
                        }
                    }
                }
                _ => {}
            }
            if told.len() > MOST_REPORTED {
                break;
            }
        }
    }

    /// Message about a vote at a time by a person with these entries; none if the person was there.
    fn vote_of(&self, entries: &[&Attendee], now: Option<ClockTime>) -> Option<String> {
        let there: Vec<&&Attendee> = entries.iter().filter(|attendee| attendee.presence.is_there()).collect();
        let name = self.name(entries[0]);
        if there.is_empty() {
            return Some(format!("“{name}” votes, and is listed as {}", said(entries[0].presence)));
        }
        let now = now?;
        let was_there = |attendee: &&&Attendee| {
            let within = |stay: &Stay| stay.from.is_none_or(|from| from <= now) && stay.to.is_none_or(|to| now <= to);
            attendee.stays.is_empty() || attendee.stays.iter().any(within)
        };
        if there.iter().any(was_there) {
            return None;
        }
        Some(format!("“{name}” votes at {now}, and is listed as not there at this time"))
    }

    /// Reports a quorum that the numbers contradict.
    fn quorum(&mut self) {
        let Some(quorum) = self.meeting.attendance.quorum else { return };
        if let (Some(needed), Some(members)) = (quorum.needed, quorum.members)
            && needed > members
        {
            self.found.push((None, QUORUM, format!("the quorum is {needed}, of {members} members")));
        }
        let present =
            self.people.values().filter(|entries| entries.iter().any(|one| one.presence == Presence::Present)).count();
        let (Some(needed), Some(met)) = (quorum.needed, quorum.met) else { return };
        if present > 0 && met != (present >= needed as usize) {
            let how = if met { "met" } else { "not met" };
            let message = format!("the quorum of {needed} is given as {how}, and {present} are listed as present");
            self.found.push((None, QUORUM, message));
        }
    }
}

/// A part in the words of messages.
fn said(presence: Presence) -> &'static str {
    match presence {
        Presence::Present => "present",
        Presence::InAttendance => "in attendance",
        Presence::Apologies => "excused",
        Presence::Absent => "absent",
    }
}
