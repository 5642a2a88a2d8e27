//! Front matter of an imported record: what the file says of the meeting, and where the record came from.

use super::imported_record::{ImportedPart, ImportedRecord};
use crate::config::Labels;
use crate::parse::amend::{flow_list, flow_text};
use crate::record::TimeScale;

/// Key below `extra:` that says from which document a record was made.
pub const IMPORTED_FROM: &str = "imported_from";

/// The front matter with its marks. `source` names the document, `labels` is the form of labels that the site expects,
/// `speakers` are labels with the ids of people whom they mean in this record.
pub fn front_matter(record: &ImportedRecord, source: &str, labels: Labels, speakers: &[(String, String)]) -> String {
    let facts = &record.facts;
    let mut lines = Vec::new();
    let texts = [
        ("subtitle", &facts.subtitle),
        ("lang", &facts.lang),
        ("body", &facts.body),
        ("start", &facts.start),
        ("end", &facts.end),
        ("place", &facts.place),
        ("chair", &facts.chair),
    ];
    for (key, text) in texts {
        lines.extend(text.as_ref().map(|text| format!("{key}: {}", flow_text(text))));
    }
    let has_time = record.parts.iter().any(|part| match part {
        ImportedPart::Speech(speech) => speech.start.is_some(),
        ImportedPart::Heading(heading) => heading.time.is_some(),
        _ => false,
    });
    lines.extend(facts.times.filter(|_| has_time).map(|scale| match scale {
        TimeScale::Recording => "times: recording".to_owned(),
        TimeScale::Clock => "times: clock".to_owned(),
    }));
    if !facts.media.is_empty() {
        lines.push(format!("media: [{}]", flow_list(&facts.media)));
    }
    if labels != Labels::Headings {
        lines.push("labels: headings".to_owned());
    }
    let decides = record.parts.iter().any(|part| matches!(part, ImportedPart::Decision(_)));
    if record.speeches().next().is_none() && !decides {
        lines.push("speeches: none".to_owned());
    }
    if !speakers.is_empty() {
        lines.push("speakers:".to_owned());
        lines.extend(speakers.iter().map(|(label, id)| format!("  {}: {}", flow_text(label), flow_text(id))));
    }
    lines.push(format!("extra:\n  {IMPORTED_FROM}: {}", flow_text(source)));
    format!("---\n{}\n---\n", lines.join("\n"))
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
