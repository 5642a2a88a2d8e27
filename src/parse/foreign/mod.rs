//! Reads formats of other programs: captions, and the text files of recorders. Gives a record in the format of this
//! program.

mod cues;
mod join_cues;
mod markdown_record;
mod recorder_text;
mod timestamp;
mod voices;

pub use markdown_record::markdown_record;

/// A record as another format has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedRecord {
    /// Speeches in the order of time.
    pub speeches: Vec<ImportedSpeech>,
    /// Words that have no place in a record: of headers, notes and footers.
    pub left_out: Vec<LeftOut>,
}

/// Words of one speaker.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedSpeech {
    /// Name as the file has it; empty if it does not say who speaks.
    pub speaker: String,
    /// Milliseconds since the beginning of the recording.
    pub start: Option<u64>,
    /// Plain text, paragraph by paragraph; never empty.
    pub paragraphs: Vec<String>,
}

/// A line that is no part of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Number of the line, from 1.
    pub line: usize,
    /// Its text.
    pub text: String,
}

/// Format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportFormat {
    /// WebVTT captions (W3C).
    WebVtt,
    /// SubRip captions, `.srt`.
    SubRip,
    /// Text as recorders write it: a line with name and time above the words, or both in front of them.
    RecorderText,
}

impl ImportFormat {
    /// All formats.
    pub const ALL: [ImportFormat; 3] = [ImportFormat::WebVtt, ImportFormat::SubRip, ImportFormat::RecorderText];

    /// Name in arguments and messages.
    pub fn name(self) -> &'static str {
        match self {
            ImportFormat::WebVtt => "vtt",
            ImportFormat::SubRip => "srt",
            ImportFormat::RecorderText => "txt",
        }
    }

    /// The format with a name.
    pub fn of_name(name: &str) -> Option<Self> {
        ImportFormat::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format that a text has, by its first lines; none if it is none of them.
    pub fn detect(text: &str) -> Option<Self> {
        if cues::is_webvtt(text) {
            Some(ImportFormat::WebVtt)
        } else if cues::is_subrip(text) {
            Some(ImportFormat::SubRip)
        } else {
            recorder_text::is_recorder_text(text).then_some(ImportFormat::RecorderText)
        }
    }

    /// Reads a text of this format.
    pub fn read(self, text: &str) -> ImportedRecord {
        let text = text.trim_start_matches('\u{feff}');
        match self {
            ImportFormat::WebVtt | ImportFormat::SubRip => {
                let (cues, left_out) = cues::cues(text);
                ImportedRecord { speeches: join_cues::joined(&cues), left_out }
            }
            ImportFormat::RecorderText => recorder_text::read(text),
        }
    }
}

#[cfg(test)]
mod tests;
