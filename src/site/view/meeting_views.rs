//! The views of a record and of corrections.

use serde::Serialize;

use super::date_view::DateView;
use super::shared_views::{FileLink, Head, Licence, Link, MeetingItem};
use crate::site::{SpeakerIcon, TranscriptView};

/// `meeting.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct MeetingView<'a> {
    /// What every page has.
    pub head: Head,
    /// The meeting as in a list.
    pub meeting: MeetingItem,
    /// The language of the record.
    pub record_lang: String,
    /// `ltr` or `rtl`, of the record.
    pub record_dir: &'static str,
    /// A second line for the title.
    pub subtitle: Option<String>,
    /// When it began, as written.
    pub start: Option<String>,
    /// When it ended, as written.
    pub end: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Which body met.
    pub body: Option<Link>,
    /// Subjects.
    pub topics: Vec<Link>,
    /// The chair.
    pub chair: Option<Link>,
    /// Those who attended, by what the record says.
    pub participants: Vec<Link>,
    /// Those who were absent.
    pub absent: Vec<Link>,
    /// Those who spoke, in the order of their first word.
    pub speakers: Vec<SpeakerShareView>,
    /// Agenda papers.
    pub attachments: Vec<FileLink>,
    /// Video and audio.
    pub media: Vec<FileLink>,
    /// The same meeting in other languages.
    pub translations: Vec<TranslationView>,
    /// Sections and agenda items, with anchors.
    pub contents: Vec<ContentsItem>,
    /// Licence of this record.
    pub licence: Option<Licence>,
    /// The name to give when the record is used.
    pub attribution: String,
    /// Words said.
    pub words: u64,
    /// The record before in time.
    pub previous: Option<Link>,
    /// The record after in time.
    pub next: Option<Link>,
    /// The record before in its series.
    pub series_previous: Option<Link>,
    /// The record after in its series.
    pub series_next: Option<Link>,
    /// The record as plain Markdown.
    pub plain: String,
    /// What was corrected after it was published, the newest first.
    pub corrections: Vec<CorrectionView>,
    /// The page of all corrections; empty when the site keeps none.
    pub all_corrections: String,
    /// What the register says of it; none before it is published.
    pub register: Option<RegisterView>,
    /// Drawn to `transcript`.
    #[serde(skip)]
    pub transcript: TranscriptView<'a>,
}

/// One correction of a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CorrectionView {
    /// The day on which it was published.
    pub date: DateView,
    /// Which version of the record it made.
    pub version: u32,
    /// A slip of the pen.
    pub minor: bool,
    /// Why; may be empty.
    pub note: String,
    /// The title before, if it was corrected; else empty.
    pub title: String,
    /// How many speeches.
    pub speeches: usize,
    /// The first passage that was corrected.
    pub href: String,
    /// Each speech that was corrected, by who spoke.
    pub passages: Vec<Link>,
}

/// What the register says of a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RegisterView {
    /// The name of its file in the register.
    pub name: String,
    /// Which version the last that was published is.
    pub version: u32,
    /// The hash of that version.
    pub head: String,
    /// When it was first published, as RFC 3339 has it.
    pub published: String,
    /// When it was last published with other words.
    pub modified: String,
}

/// `corrections.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CorrectionsView {
    /// What every page has.
    pub head: Head,
    /// The newest first, without slips of the pen.
    pub corrections: Vec<CorrectionItem>,
}

/// A correction in the list of all.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CorrectionItem {
    /// The meeting.
    pub meeting: MeetingItem,
    /// The correction.
    pub correction: CorrectionView,
}

/// Somebody's part in a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SpeakerShareView {
    /// As printed.
    pub name: String,
    /// Their page; empty for anonymous speakers.
    pub href: String,
    /// The role that day.
    pub role: Option<String>,
    /// By which one knows them again, as classes: `mark shape-2 hue-5`.
    pub icon: SpeakerIcon,
    /// A picture, instead of the mark; empty for none.
    pub portrait: String,
    /// How many speeches.
    pub speeches: u32,
    /// How many words.
    pub words: u32,
    /// Share of all words, in percent, rounded.
    pub share: u32,
}

/// The same meeting in another language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TranslationView {
    /// BCP 47.
    pub lang: String,
    /// The language's own name for itself.
    pub name: String,
    /// Its title there.
    pub title: String,
    /// Its record.
    pub href: String,
    /// How far the two go together: `speeches`, `sections` or `whole`.
    pub alignment: &'static str,
}

/// A section or an item of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ContentsItem {
    /// What to show.
    pub title: String,
    /// Link within the page, with `#`.
    pub href: String,
    /// Opens an item of the agenda rather than a section.
    pub agenda: bool,
}
