//! Metadata of a record in its document: what it refers to, its files, and its publication.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A body, series or topic: its id on the site, and its title in the language of the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NamedThing {
    /// Id on the site, or the name itself if the site does not declare it.
    #[schemars(required)]
    pub id: String,
    /// Title; none if it is the id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// Approval of the text of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentApproval {
    /// `pending`, or `approved`.
    #[schemars(required, extend("enum" = ["pending", "approved"]))]
    pub status: String,
    /// Body that approved it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<NamedThing>,
    /// Address of the record of the meeting at which it was approved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting: Option<String>,
}

/// A paper of the meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentFile {
    /// Title; none if the record gives only the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Address.
    #[schemars(required)]
    pub address: String,
    /// Media type, or a word for it, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

/// A video or sound recording of the meeting.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentRecording {
    /// Title, address and kind.
    #[serde(flatten)]
    pub file: DocumentFile,
    /// Time of the record at which the recording starts, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts: Option<i64>,
    /// Length in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<u64>,
}

/// A record of the same meeting in another language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentTranslation {
    /// Language (BCP 47).
    #[schemars(required)]
    pub lang: String,
    /// Address of the record.
    #[schemars(required)]
    pub address: String,
}

/// Version of a record in the register of publications.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentRevision {
    /// Name of the record in the register.
    #[schemars(required)]
    pub name: String,
    /// Number of the version, from 1.
    #[schemars(required)]
    pub version: u32,
    /// Hash of the version (SHA-256, hexadecimal), which covers all versions before it.
    #[schemars(required)]
    pub hash: String,
    /// Time of the first publication (RFC 3339).
    #[schemars(required)]
    pub published: String,
    /// Time of the last correction that was announced (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrected: Option<String>,
}

/// Short account of a meeting or of an item, beside the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DocumentSummary {
    /// Plain text.
    #[schemars(required)]
    pub text: String,
    /// Author, if it is stated; `machine` for a program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}
