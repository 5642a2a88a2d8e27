//! Sections of a record in its document: what was said and done, in order.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document_decision::DocumentDecision;
use super::document_facts::DocumentSummary;
use super::document_time::DocumentTime;

/// Part of a meeting under one heading.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentSection {
    /// Anchor of the section on the page of the record; none without a heading.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Heading as plain text; none above the first heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Numbers of the footnotes that the heading marks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub heading_notes: Vec<u32>,
    /// Time beside the heading.
    #[serde(flatten)]
    pub time: DocumentTime,
    /// Permanent name of the item of the agenda.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Matters that the item deals with, which other meetings deal with too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub matters: Vec<String>,
    /// Subjects of the item.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Short account of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<DocumentSummary>,
    /// Speeches, narratives, decisions and notes, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contributions: Vec<DocumentContribution>,
}

/// One part of a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum DocumentContribution {
    /// Words of a speaker.
    Speech(DocumentSpeech),
    /// An event that the record describes.
    Narrative(DocumentNarrative),
    /// Attendance, as the record lists it.
    RollCall(DocumentRollCall),
    /// A decision, motion, vote or task.
    Decision(Box<DocumentDecision>),
    /// Text that nobody spoke, in Markdown.
    Note(BlockWords),
}

/// Words in Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct BlockWords {
    /// Markdown, perhaps of several paragraphs.
    #[schemars(required)]
    pub text: String,
}

/// Consecutive words of one speaker.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentSpeech {
    /// Id, which is its anchor on the page of the record.
    #[schemars(required)]
    pub id: String,
    /// Position of the speaker among the people.
    #[schemars(required)]
    pub by: u32,
    /// Time beside the speaker's name.
    #[serde(flatten)]
    pub time: DocumentTime,
    /// Language (BCP 47), if it differs from that of the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// True if the words were handed in in writing and not spoken.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub written: bool,
    /// True if it goes on after a decision or roll call that was recorded among the words.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub continued: bool,
    /// Numbers of the footnotes that the heading marks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub heading_notes: Vec<u32>,
    /// Words of the speaker, and what happened between them, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<DocumentPassage>,
}

/// Stretch of a speech: words of the speaker, unless its type says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum DocumentPassage {
    /// Words of the speaker in Markdown, perhaps of several paragraphs.
    Words(String),
    /// Something that happened meanwhile, in Markdown.
    Event {
        /// Markdown.
        event: String,
    },
    /// Words that the speaker quotes, or a note that stays with the speech, in Markdown.
    Quotation {
        /// Markdown.
        quotation: String,
    },
}

impl DocumentPassage {
    /// The Markdown.
    pub fn text(&self) -> &str {
        match self {
            DocumentPassage::Words(text)
            | DocumentPassage::Event { event: text }
            | DocumentPassage::Quotation { quotation: text } => text,
        }
    }
}

/// An event that the record describes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentNarrative {
    /// Id, which is its anchor on the page of the record.
    #[schemars(required)]
    pub id: String,
    /// Time within its brackets or beside them.
    #[serde(flatten)]
    pub time: DocumentTime,
    /// Title of the item of the agenda that it opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agenda: Option<String>,
    /// Markdown.
    #[schemars(required)]
    pub text: String,
}

/// Lines that list who attended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentRollCall {
    /// Id, which is its anchor on the page of the record.
    #[schemars(required)]
    pub id: String,
    /// Markdown of each line: `**Present:** Ann Lee, Ben Okri`.
    #[schemars(required)]
    pub lines: Vec<String>,
}
