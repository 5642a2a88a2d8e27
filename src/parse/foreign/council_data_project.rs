//! Reads transcripts of the Council Data Project (JSON): sentences with times, which are joined by speaker.

use serde::Deserialize;

use super::foreign_dates::iso_date;
use super::imported_record::{ImportedFile, ImportedHeading, ImportedPart, ImportedRecord};
use super::join_cues::{SpokenTurn, add};
use crate::record::TimeScale;
use crate::text::single_spaced;

/// A transcript. Of its many keys these say what was said.
#[derive(Debug, Deserialize)]
struct CdpTranscript {
    session_datetime: Option<String>,
    sentences: Vec<CdpSentence>,
    annotations: Option<CdpAnnotations>,
}

#[derive(Debug, Deserialize)]
struct CdpSentence {
    index: Option<usize>,
    text: Option<String>,
    start_time: Option<f64>,
    end_time: Option<f64>,
    speaker_name: Option<String>,
    speaker_index: Option<i64>,
}

#[derive(Debug, Deserialize)]
struct CdpAnnotations {
    sections: Option<Vec<CdpSection>>,
}

/// A slice of sentences; the last is not in it.
#[derive(Debug, Deserialize)]
struct CdpSection {
    name: Option<String>,
    start_sentence_index: Option<usize>,
}

/// Reads a transcript.
///
/// # Errors
/// When it is none: the reason.
pub(super) fn read(text: &str) -> Result<ImportedFile, String> {
    let transcript: CdpTranscript =
        serde_json::from_str(text).map_err(|error| format!("it is no transcript: {error}"))?;
    let mut record = ImportedRecord::default();
    record.facts.date = transcript.session_datetime.as_deref().and_then(iso_date);
    record.facts.times = Some(TimeScale::Recording);
    let mut sections = transcript.annotations.and_then(|own| own.sections).unwrap_or_default();
    sections.sort_by_key(|section| section.start_sentence_index);
    let mut sections = sections.into_iter().peekable();
    let mut turn: Option<(Option<i64>, SpokenTurn)> = None;
    let mut last_end = 0;
    for (at, sentence) in transcript.sentences.into_iter().enumerate() {
        let at = sentence.index.unwrap_or(at);
        let milliseconds = |seconds: Option<f64>| {
            seconds.filter(|own| own.is_finite() && *own >= 0.0).map(|own| (own * 1000.0) as u64)
        };
        let start = milliseconds(sentence.start_time);
        while let Some(section) = sections.next_if(|section| section.start_sentence_index.unwrap_or(0) <= at) {
            finish(&mut turn, &mut record);
            let text = section.name.unwrap_or_default();
            if !text.trim().is_empty() {
                record.parts.push(ImportedPart::Heading(ImportedHeading {
                    text,
                    time: start,
                    ..ImportedHeading::default()
                }));
            }
        }
        // Names are often missing; then the number tells speakers apart.
        let speaker = sentence.speaker_name.unwrap_or_default().trim().to_owned();
        let key = sentence.speaker_index.filter(|_| speaker.is_empty());
        let goes_on = turn.as_ref().is_some_and(|(last, turn)| *last == key && turn.speaker == speaker);
        if !goes_on {
            finish(&mut turn, &mut record);
            turn = Some((key, SpokenTurn { speaker, start, paragraphs: Vec::new() }));
        }
        let words = single_spaced(&sentence.text.unwrap_or_default());
        if let Some((_, turn)) = &mut turn {
            add(&mut turn.paragraphs, &words, start.unwrap_or(last_end).saturating_sub(last_end));
        }
        last_end = milliseconds(sentence.end_time).unwrap_or(last_end).max(last_end);
    }
    finish(&mut turn, &mut record);
    Ok(ImportedFile::of(record))
}

fn finish(turn: &mut Option<(Option<i64>, SpokenTurn)>, record: &mut ImportedRecord) {
    if let Some((_, turn)) = turn.take().filter(|(_, turn)| !turn.paragraphs.is_empty()) {
        record.parts.push(ImportedPart::Speech(turn.speech()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::foreign::markdown_record;

    const TRANSCRIPT: &str = r#"{"generator": "a", "confidence": 0.9, "session_datetime": null, "created_datetime": "2021-11-01T00:00:00", "sentences": [
{"index": 0, "confidence": 1, "start_time": 1.5, "end_time": 3.0, "words": [{"index": 0, "text": "good"}], "text": "Good evening.", "speaker_index": 0, "speaker_name": "Ann Lee", "annotations": null},
{"index": 1, "confidence": 1, "start_time": 3.0, "end_time": 4.0, "words": [], "text": "We begin.", "speaker_index": 0, "speaker_name": "Ann Lee"},
{"index": 2, "start_time": 10.0, "end_time": 11.0, "text": "Fares.", "speaker_index": 0, "speaker_name": "Ann Lee"},
{"index": 3, "start_time": 12.0, "end_time": 13.0, "text": "Why?", "speaker_index": 1, "speaker_name": null},
{"index": 4, "start_time": 13.0, "end_time": 14.0, "text": "So.", "speaker_index": null, "speaker_name": null}],
"annotations": {"sections": [{"name": "Ferry fares", "start_sentence_index": 3, "stop_sentence_index": 5, "description": null}]}}"#;

    #[test]
    fn sentences_are_joined_by_speaker() {
        let record = read(TRANSCRIPT).expect("a transcript").records.remove(0);
        assert_eq!((record.facts.date, record.facts.times), (None, Some(TimeScale::Recording)));
        assert_eq!(
            markdown_record(&record, "2021-11-01 Council", "Speaker"),
            "# 2021-11-01 Council\n\n### Ann Lee [00:00:01]:\nGood evening. We begin.\n\nFares.\n\n## Ferry fares [00:00:12]\n\n\
             ### Speaker [00:00:12]:\nWhy?\n\n### Speaker [00:00:13]:\nSo.\n"
        );
    }

    #[test]
    fn sections_may_be_null() {
        let text = TRANSCRIPT.replace("{\"sections\": [{\"name\": \"Ferry fares\", \"start_sentence_index\": 3, \"stop_sentence_index\": 5, \"description\": null}]}", "{\"sections\": null}");
        assert_eq!(read(&text).expect("a transcript").records[0].parts.len(), 3);
    }
}
