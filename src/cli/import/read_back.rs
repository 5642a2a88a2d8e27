//! Reads a new record as a build would, and compares it with what the foreign file says.

use crate::config::Config;
use crate::markdown::plain_text;
use crate::pipeline::{ImportedPart, ImportedRecord, preview, words_of};
use crate::record::Document;
use crate::report::diagnostic::Severity;
use crate::report::failure::Failure;
use crate::text::shorten;

/// Checks that a text is read with the same speakers, sections, decisions and words. Gives the reason for which a build
/// will hold the record back, if there is one.
///
/// # Errors
/// When anything would be read differently.
pub(super) fn read_back(
    text: &str,
    record: &ImportedRecord,
    unnamed: &str,
    config: &Config,
) -> Result<Option<String>, Failure> {
    let read = preview("imported.md", text, config);
    let reason = read.diagnostics.into_iter().find(|found| found.severity == Severity::Error);
    let reason = reason.map(|reason| reason.message);
    let meeting = match read.value {
        Document::Meeting(meeting) => meeting,
        // Its words cannot be compared, and nobody sees them until an editor has looked at it.
        Document::Withheld { .. } => return Ok(reason.or_else(|| Some("it may not be public yet".to_owned()))),
        Document::Page(_) | Document::Nothing => return Err(Failure::usage("its record would not be read as one")),
    };
    let label = |name: &str| if name.is_empty() { unnamed.to_owned() } else { name.to_owned() };
    // A decision divides a speech; its parts have the same name.
    let mut names: Vec<String> = record.speeches().map(|speech| label(&speech.speaker)).collect();
    let mut read: Vec<&str> = meeting.speeches().map(|speech| &*meeting.names[speech.by as usize].label.text).collect();
    names.dedup();
    read.dedup();
    match names.iter().zip(&read).find(|(wanted, found)| wanted != *found) {
        None if names.len() == read.len() => {}
        None => return Err(Failure::usage("its record would have other speeches")),
        Some((wanted, found)) => {
            return Err(Failure::usage(format!(
                "the speaker “{}” would be read as “{}”\n  hint: correct the name in the file",
                shorten(wanted, 60),
                shorten(found, 60)
            )));
        }
    }
    let count = |is: fn(&ImportedPart) -> bool| record.parts.iter().filter(|part| is(part)).count();
    let sections = meeting.sections.iter().filter(|section| section.heading.is_some()).count();
    if sections != count(|part| matches!(part, ImportedPart::Heading(_))) {
        return Err(Failure::usage("its record would have other sections"));
    }
    if meeting.decisions().count() != count(|part| matches!(part, ImportedPart::Decision(_))) {
        return Err(Failure::usage("its record would have other decisions"));
    }
    let mut words = String::new();
    for range in meeting.contributions().flat_map(|part| part.texts()) {
        words.extend(plain_text(range.of(text)).chars().filter(|c| c.is_alphanumeric()));
    }
    let wanted = words_of(record);
    if words != wanted {
        let same = words.chars().zip(wanted.chars()).take_while(|(one, other)| one == other).count();
        let near: String = wanted.chars().skip(same.saturating_sub(20)).take(60).collect();
        return Err(Failure::usage(format!("its words would be read differently near “{near}”")));
    }
    Ok(reason)
}
