//! The views of former versions of a record.

use serde::Serialize;

use super::date_view::DateView;
use super::shared_views::Head;

/// `former-version.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct FormerVersionView {
    /// Data that every page has.
    pub head: Head,
    /// The title then, without the date.
    pub title: String,
    /// Date of the meeting, as it was given then.
    pub meeting_date: Option<DateView>,
    /// The language of the record.
    pub record_lang: String,
    /// `ltr` or `rtl`, of the record.
    pub record_dir: &'static str,
    /// Number of the version.
    pub version: u32,
    /// The day on which it was published.
    pub published: DateView,
    /// The day on which it was corrected.
    pub corrected: DateView,
    /// Reason for the correction; may be empty.
    pub note: String,
    /// The record as it is now.
    pub now: String,
    /// Its passages, in order.
    pub passages: Vec<FormerPassageView>,
}

/// A passage of a former version.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FormerPassageView {
    /// `speech`, `narrative`, `section`, `note` or `decision`.
    pub kind: &'static str,
    /// Its anchor; empty for a note.
    pub anchor: String,
    /// The speaker, as printed; empty where the one before goes on, and for what nobody said.
    pub speaker: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// True if its words have been removed from the register.
    pub forgotten: bool,
    /// Address of the text in its place now; empty if the record says it still.
    pub now: String,
}

/// Link to a former version of a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FormerVersionLink {
    /// Number of the version.
    pub version: u32,
    /// The day on which it was published.
    pub date: DateView,
    /// Its page.
    pub href: String,
}
