//! The document of a whole record: its metadata, its people and its sections.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document_agenda::DocumentSection;
use super::document_attendance::DocumentAttendance;
use super::document_facts::{
    DocumentApproval, DocumentFile, DocumentRecording, DocumentRevision, DocumentSummary, DocumentTranslation,
    NamedThing,
};
use super::document_people::DocumentPerson;

/// Name of the format, by which a program recognises a document.
pub const FORMAT: &str = "minutebook-record";

/// Version of the format. A later version may add keys; a key is removed or changes its meaning only with a new number.
pub const VERSION: u32 = 1;

/// A record of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(title = "Record of a meeting")]
pub struct RecordDocument {
    /// Address of the JSON Schema.
    #[serde(rename = "$schema")]
    pub schema: String,
    /// `minutebook-record`
    #[schemars(required, extend("const" = FORMAT))]
    pub format: String,
    /// Version of the format.
    #[schemars(required, extend("const" = VERSION))]
    pub version: u32,
    /// Name of the record in addresses, unique on its site: `2024-03-11-budget`.
    #[schemars(required)]
    pub id: String,
    /// Address of the record; that of a speech is this, `#` and the id of the speech.
    #[schemars(required)]
    pub address: String,
    /// Title without the date.
    #[schemars(required)]
    pub title: String,
    /// A second line for the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// Day, month or year of the meeting (ISO 8601): `2024-03-11`, `2024-03` or `2024`.
    #[schemars(required, regex(pattern = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"))]
    pub date: String,
    /// Time at which it began, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// Time at which it ended, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// Language of the record (BCP 47).
    #[schemars(required)]
    pub lang: String,
    /// Place of the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The organisation that met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<NamedThing>,
    /// The committee or other series of meetings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<NamedThing>,
    /// Subjects of the meeting.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<NamedThing>,
    /// Terms of the meeting by the key of each other taxonomy of the site.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub taxonomies: BTreeMap<String, Vec<NamedThing>>,
    /// Approval of the text by the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval: Option<DocumentApproval>,
    /// Way in which the text was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["verbatim", "edited", "summary", "machine", null]))]
    pub transcript: Option<String>,
    /// Short account of the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<DocumentSummary>,
    /// Licence of the record: an SPDX id, or words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Name to credit when the record is used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
    /// Papers of the meeting.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<DocumentFile>,
    /// Video and audio.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<DocumentRecording>,
    /// Scale of the times of the record, if it is stated: time since the beginning of the recording, or time of day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["recording", "clock", null]))]
    pub times: Option<String>,
    /// Records of the same meeting in other languages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<DocumentTranslation>,
    /// Version of the record in the register of publications; none if the site keeps no register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<DocumentRevision>,
    /// Everyone whom the record names, each once: first the speakers, then others. Other parts of the document refer to
    /// their positions here, which begin with 0.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<DocumentPerson>,
    /// Position of the chair among the people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chair: Option<u32>,
    /// Attendance, as far as the record gives it.
    #[serde(skip_serializing_if = "DocumentAttendance::is_empty")]
    pub attendance: DocumentAttendance,
    /// Numbers of the footnotes that the title marks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub title_notes: Vec<u32>,
    /// The record in order. A first section without a heading holds what stands above the first heading.
    #[schemars(required)]
    pub sections: Vec<DocumentSection>,
    /// Footnotes in Markdown. Marks such as `[^1]` in the text give their numbers, which begin with 1.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub footnotes: Vec<String>,
}
