//! Finds the lines that head the sections and speeches of a record, for pages on which an editor changes them.

use rustc_hash::FxHashMap;

use crate::markdown::plain_text;
use crate::record::{Contribution, Meeting, Speaker, TextRange};

/// Ranges of the headings of a record in its text, by the anchor of what each heads.
#[derive(Debug, Clone, Default)]
pub(super) struct HeadingPlaces(FxHashMap<Box<str>, TextRange>);

/// Number of lines above a text in which its headings are looked for.
const MOST_LINES: usize = 64;

/// A part of the record: what a heading may say, or a range without headings.
enum Landmark<'r> {
    /// A heading with its anchor and its words.
    Heading(Box<str>, &'r str),
    /// Text that is no heading.
    Text(TextRange),
}

impl HeadingPlaces {
    /// Finds the headings. One that does not say what the parser read of it is left out, so that nobody changes another line.
    pub(super) fn of(record: &Meeting<Speaker>, text: &str) -> Self {
        let landmarks = landmarks(record);
        let mut ends = vec![text.len(); landmarks.len()];
        let mut end = text.len();
        for (index, landmark) in landmarks.iter().enumerate().rev() {
            if let Landmark::Text(range) = landmark {
                end = range.start as usize;
            }
            ends[index] = end;
        }
        let mut places = FxHashMap::default();
        let mut cursor = 0;
        for (landmark, end) in landmarks.into_iter().zip(ends) {
            match landmark {
                Landmark::Text(range) => cursor = cursor.max(range.end as usize),
                Landmark::Heading(anchor, words) => {
                    if let Some(found) = line_with(text, cursor, end, words) {
                        cursor = found.end as usize;
                        places.insert(anchor, found);
                    }
                }
            }
        }
        HeadingPlaces(places)
    }

    /// The range of the heading above an anchor.
    pub(super) fn get(&self, anchor: &str) -> Option<TextRange> {
        self.0.get(anchor).copied()
    }
}

/// All parts of a record in order.
fn landmarks(record: &Meeting<Speaker>) -> Vec<Landmark<'_>> {
    let mut landmarks = Vec::new();
    for section in record.sections.iter() {
        if let Some(heading) = &section.heading {
            landmarks.push(Landmark::Heading(section.anchor.clone(), heading));
        }
        for contribution in &section.contributions {
            if let Contribution::Speech(speech) = contribution {
                let label = &record.speaker_of(speech).name.label.text;
                landmarks.push(Landmark::Heading(speech.id.to_string().into(), label));
            }
            landmarks.extend(contribution.texts().map(Landmark::Text));
        }
    }
    landmarks
}

/// The first line, or beginning of a line, between two positions that has some words.
fn line_with(text: &str, from: usize, to: usize, words: &str) -> Option<TextRange> {
    let mut at = from;
    for line in text.get(from..to)?.split_inclusive('\n').take(MOST_LINES) {
        let bare = line.trim();
        if !bare.is_empty() && (bare.contains(words) || plain_text(bare).contains(words)) {
            let start = at + line.len() - line.trim_start().len();
            return Some((start..start + bare.len()).into());
        }
        at += line.len();
    }
    None
}
