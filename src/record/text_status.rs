//! Official standing of a record's text: its approval by the body, and the way in which it was made.

use serde::{Deserialize, Serialize};

/// Official standing of a record's text. Nothing is known of a record without such metadata.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TextStatus {
    /// Approval by the body.
    pub approval: Option<Approval>,
    /// Way in which the text was made.
    pub transcript: Option<TranscriptKind>,
}

/// Decision of the body about the text of a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Approval {
    /// The body has yet to approve it.
    Pending,
    /// The body approved it.
    Approved {
        /// The body that approved it: the id of an organisation, or a text.
        by: Option<Box<str>>,
        /// File of the record of the meeting at which it was approved, relative to the content.
        meeting: Option<Box<str>>,
    },
}

/// Way in which the text of a record was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TranscriptKind {
    /// Every word as it was said.
    Verbatim,
    /// Speech, put into written language.
    Edited,
    /// The course of the meeting, shortened.
    Summary,
    /// Speech recognition, not corrected by a person.
    Machine,
}

impl TranscriptKind {
    /// The kind with a name.
    pub fn of_name(name: &str) -> Option<Self> {
        use TranscriptKind::{Edited, Machine, Summary, Verbatim};
        [Verbatim, Edited, Summary, Machine].into_iter().find(|kind| kind.name() == name)
    }

    /// Name of the kind, as written in metadata.
    pub fn name(self) -> &'static str {
        match self {
            TranscriptKind::Verbatim => "verbatim",
            TranscriptKind::Edited => "edited",
            TranscriptKind::Summary => "summary",
            TranscriptKind::Machine => "machine",
        }
    }
}

/// Short account of a meeting or of an item of its agenda, beside the record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RecordSummary {
    /// Plain text.
    pub text: Box<str>,
    /// Its author.
    pub by: SummaryAuthor,
}

impl SummaryAuthor {
    /// The author that metadata names: nobody, `machine`, or a person or office.
    pub fn of_name(name: &str) -> Self {
        match name.trim() {
            "" => SummaryAuthor::Unknown,
            name if name.eq_ignore_ascii_case("machine") => SummaryAuthor::Machine,
            name => SummaryAuthor::Named(name.into()),
        }
    }

    /// Its name in metadata and data; none if it is not stated.
    pub fn name(&self) -> Option<&str> {
        match self {
            SummaryAuthor::Unknown => None,
            SummaryAuthor::Machine => Some("machine"),
            SummaryAuthor::Named(name) => Some(name),
        }
    }
}

/// Author of a summary.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SummaryAuthor {
    /// Not stated.
    Unknown,
    /// A program.
    Machine,
    /// A person or office, as written.
    Named(Box<str>),
}
