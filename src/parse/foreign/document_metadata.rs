//! Front matter of an imported record: what the file says of the meeting, and where the record came from.

use super::imported_record::{
    ImportedApproval, ImportedAttendee, ImportedEntry, ImportedLink, ImportedPart, ImportedRecord,
};
use super::markdown_record::markdown_record;
use crate::config::Labels;
use crate::markdown::labels::{is_full_name, is_no_speaker, looks_like_name, unread};
use crate::parse::amend::{flow_list, flow_text};
use crate::record::{Presence, Quorum, TimeScale, hours_minutes_seconds};

/// Key below `extra:` that says from which document a record was made.
pub const IMPORTED_FROM: &str = "imported_from";

/// The front matter with its marks. `source` names the document, `labels` is the form of labels that the site expects,
/// `speakers` are labels with the ids of people whom they mean in this record.
pub fn front_matter(record: &ImportedRecord, source: &str, labels: Labels, speakers: &[(String, String)]) -> String {
    let facts = &record.facts;
    let mut lines = Vec::new();
    let entry = |entry: &Option<ImportedEntry>| entry.as_ref().map(|entry| entry.id.clone());
    let body = entry(&facts.body_entry).or_else(|| facts.body.clone());
    let transcript = facts.transcript.map(|kind| kind.name().to_owned());
    // A file name with a full stop would give a language.
    let slug = facts.slug.clone().filter(|slug| slug.contains('.'));
    let summary = facts.summary.as_ref().map(|summary| summary.text.to_string());
    let summary_by = facts.summary.as_ref().and_then(|summary| summary.by.name()).map(str::to_owned);
    let texts = [
        ("slug", &slug),
        ("subtitle", &facts.subtitle),
        ("lang", &facts.lang),
        ("series", &entry(&facts.series)),
        ("body", &body),
        ("start", &facts.start),
        ("end", &facts.end),
        ("place", &facts.place),
        ("chair", &facts.chair),
        ("transcript", &transcript),
        ("summary", &summary),
        ("summary_by", &summary_by),
        ("licence", &facts.licence),
        ("attribution", &facts.attribution),
    ];
    for (key, text) in texts {
        lines.extend(text.as_ref().map(|text| format!("{key}: {}", flow_text(text))));
    }
    if !facts.topics.is_empty() {
        let topics: Vec<String> = facts.topics.iter().map(|topic| topic.id.clone()).collect();
        lines.push(format!("topics: [{}]", flow_list(&topics)));
    }
    lines.extend(facts.approval.as_ref().map(approval));
    lines.extend(attendance(&facts.attendees));
    lines.extend(facts.quorum.map(quorum));
    lines.extend(times(record));
    for (key, links) in [("attachments", &facts.papers), ("media", &facts.media)] {
        if !links.is_empty() {
            lines.push(format!("{key}: [{}]", links.iter().map(link).collect::<Vec<_>>().join(", ")));
        }
    }
    if labels != Labels::Headings {
        lines.push("labels: headings".to_owned());
    }
    if is_silent(record) && !may_have_speakers(record) {
        lines.push("speeches: none".to_owned());
    }
    if !speakers.is_empty() {
        lines.push("speakers:".to_owned());
        lines.extend(speakers.iter().map(|(label, id)| format!("  {}: {}", flow_text(label), flow_text(id))));
    }
    lines.push(format!("extra:\n  {IMPORTED_FROM}: {}", flow_text(source)));
    format!("---\n{}\n---\n", lines.join("\n"))
}

/// Reports whether nobody speaks or decides in a record.
pub fn is_silent(record: &ImportedRecord) -> bool {
    let decides = |part: &ImportedPart| matches!(part, ImportedPart::Decision(_));
    record.speeches().next().is_none() && !record.parts.iter().any(decides)
}

/// Reports whether some words look like names of speakers, so that the record must not say that nobody speaks: lines
/// begin with names, or consist of them.
fn may_have_speakers(record: &ImportedRecord) -> bool {
    let text = markdown_record(record, "", "");
    let is_name = |line: &str| {
        let line = line.trim();
        line.len() < 60 && is_full_name(line) && looks_like_name(line) && !is_no_speaker(line)
    };
    let names = text.lines().skip(1).filter(|line| is_name(line)).count();
    names > 1 || unread(&text, 0, true).is_some()
}

/// The scale of the times, if there is any time.
fn times(record: &ImportedRecord) -> Option<String> {
    let has_time = record.parts.iter().any(|part| match part {
        ImportedPart::Speech(speech) => speech.start.is_some() || speech.moment.is_some(),
        ImportedPart::Heading(heading) => heading.moment.is_some(),
        ImportedPart::Event(_) | ImportedPart::Note(_) | ImportedPart::Decision(_) | ImportedPart::RollCall(_) => false,
    });
    record.facts.times.filter(|_| has_time).map(|scale| match scale {
        TimeScale::Recording => "times: recording".to_owned(),
        TimeScale::Clock => "times: clock".to_owned(),
    })
}

fn approval(approval: &ImportedApproval) -> String {
    match approval {
        ImportedApproval::Pending => "approval: pending".to_owned(),
        ImportedApproval::Approved(None) => "approval: approved".to_owned(),
        ImportedApproval::Approved(Some(by)) => format!("approval: {{by: {}}}", flow_text(&by.id)),
    }
}

/// People of each part, one line for each that has any.
fn attendance(attendees: &[ImportedAttendee]) -> impl Iterator<Item = String> + '_ {
    let keys = [
        ("participants", Presence::Present),
        ("in_attendance", Presence::InAttendance),
        ("apologies", Presence::Apologies),
        ("absent", Presence::Absent),
    ];
    keys.into_iter().filter_map(|(key, presence)| {
        let of_part = attendees.iter().filter(|attendee| attendee.presence == presence);
        let entries: Vec<String> = of_part.flat_map(attendee_entries).collect();
        (!entries.is_empty()).then(|| format!("{key}: [{}]", entries.join(", ")))
    })
}

/// A name alone, or with each stretch of time in which the person was there.
fn attendee_entries(attendee: &ImportedAttendee) -> Vec<String> {
    let name = flow_text(&attendee.name);
    if attendee.stays.is_empty() {
        return vec![name];
    }
    let stays = attendee.stays.iter().map(|(from, to)| {
        let times = [("from", from), ("to", to)].into_iter();
        let times = times.filter_map(|(key, time)| Some(format!(", {key}: {}", flow_text(time.as_ref()?))));
        format!("{{name: {name}{}}}", times.collect::<String>())
    });
    stays.collect()
}

fn quorum(quorum: Quorum) -> String {
    let number = |key: &str, number: Option<u32>| number.map(|number| format!("{key}: {number}"));
    let met = quorum.met.map(|met| format!("met: {met}"));
    let parts = [number("needed", quorum.needed), number("members", quorum.members), met];
    format!("quorum: {{{}}}", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// A paper or recording: its address alone if nothing else is known.
fn link(link: &ImportedLink) -> String {
    let ImportedLink { address, title, kind, starts, length } = link;
    let url = flow_text(address);
    let length = length.and_then(|length| i64::try_from(length).ok());
    let others = [
        title.as_ref().map(|title| format!("title: {}", flow_text(title))),
        kind.as_ref().map(|kind| format!("type: {}", flow_text(kind))),
        starts.map(|starts| format!("starts: \"{}\"", clock(starts))),
        length.map(|length| format!("length: \"{}\"", clock(length))),
    ];
    let others: Vec<String> = others.into_iter().flatten().collect();
    if others.is_empty() { url } else { format!("{{url: {url}, {}}}", others.join(", ")) }
}

/// Hours, minutes and seconds.
fn clock(seconds: i64) -> String {
    format!("{}{}", if seconds < 0 { "-" } else { "" }, hours_minutes_seconds(seconds.unsigned_abs()))
}

/// The document from which a record was made, if its front matter names one.
pub fn imported_from(text: &str) -> Option<String> {
    let line = text.lines().take_while(|line| !line.starts_with('#')).find_map(|line| {
        let (key, value) = line.trim_start().split_once(':')?;
        (key == IMPORTED_FROM).then_some(value.trim())
    })?;
    // JSON strings are what this program writes where quotation marks are needed.
    if line.starts_with('"') { serde_json::from_str(line).ok() } else { Some(line.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_of_a_record_is_found_again() {
        for source in ["vtt:2024-03-11 Council.vtt", "akn:/za/debate/2014-01-01", "a \"b\": c # d", "x"] {
            let text = front_matter(&ImportedRecord::default(), source, Labels::Headings, &[]);
            assert_eq!(imported_from(&text).as_deref(), Some(source), "{text}");
        }
        assert_eq!(imported_from("# 2024-03-11 Council\n\nimported_from: x\n"), None);
    }
}
