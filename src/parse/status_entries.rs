//! Metadata on how official a record's text is: `approval:`, `transcript:`, `summary:` and `summary_by:`.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::entries::Scalar;
use super::shorthand::{Short, Shorthand, shorthand};
use crate::record::{Approval, RecordSummary, SummaryAuthor, TranscriptKind};
use crate::text::single_spaced;

/// `approval:` with the body and the meeting that approved the text, or a bare word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ApprovalEntry {
    is_approved: bool,
    by: Option<Scalar>,
    meeting: Option<Scalar>,
}

/// The approval of a record's text, with more than the bare word.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Approval")]
pub(super) struct ApprovalFields {
    /// The body that approved it: an id of organisations.yml, or a name.
    #[serde(default)]
    by: Option<Scalar>,
    /// File of the record of the meeting at which it was approved, relative to this one.
    #[serde(default)]
    meeting: Option<Scalar>,
}

impl Shorthand for ApprovalEntry {
    type Full = ApprovalFields;
    const EXPECTED: &'static str = "`pending`, `approved`, or `by:` and `meeting:`";

    fn short_schema() -> serde_json::Value {
        json!({ "enum": ["pending", "approved"] })
    }

    fn from_short(short: Short<'_>) -> Option<Self> {
        let Short::Text(word) = short else { return None };
        let is_approved = match &*word.trim().to_ascii_lowercase() {
            "approved" => true,
            "pending" => false,
            _ => return None,
        };
        Some(ApprovalEntry { is_approved, by: None, meeting: None })
    }

    fn from_full(full: ApprovalFields) -> Self {
        ApprovalEntry { is_approved: true, by: full.by, meeting: full.meeting }
    }
}

shorthand!(ApprovalEntry);

impl ApprovalEntry {
    /// The approval; `resolve` turns a path relative to the file into one relative to the content.
    pub(super) fn into_approval(self, resolve: impl Fn(String) -> Box<str>) -> Approval {
        if !self.is_approved {
            return Approval::Pending;
        }
        Approval::Approved {
            by: self.by.map(|Scalar(by)| by.trim().into()),
            meeting: self.meeting.map(|Scalar(path)| resolve(path)),
        }
    }
}

/// Value of `transcript:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum TranscriptEntry {
    /// Every word as it was said.
    Verbatim,
    /// Speech, put into written language.
    Edited,
    /// The course of the meeting, shortened.
    Summary,
    /// Speech recognition, not corrected by a person.
    Machine,
}

impl From<TranscriptEntry> for TranscriptKind {
    fn from(entry: TranscriptEntry) -> Self {
        match entry {
            TranscriptEntry::Verbatim => TranscriptKind::Verbatim,
            TranscriptEntry::Edited => TranscriptKind::Edited,
            TranscriptEntry::Summary => TranscriptKind::Summary,
            TranscriptEntry::Machine => TranscriptKind::Machine,
        }
    }
}

/// The summary of a record, if there is one.
pub(super) fn summary(text: Option<Scalar>, by: Option<Scalar>) -> Option<RecordSummary> {
    let text = text.map(|Scalar(text)| single_spaced(&text));
    let text = text.filter(|text| !text.is_empty())?;
    let by = by.map_or(SummaryAuthor::Unknown, |Scalar(by)| SummaryAuthor::of_name(&by));
    Some(RecordSummary { text: text.into(), by })
}
