//! The views of a record and of corrections.

use serde::Serialize;

use super::attendance_views::{AttendeeView, QuorumView};
use super::citation_views::CitedInView;
use super::date_view::DateView;
use super::decision_item_view::DecisionItem;
use super::former_version_views::FormerVersionLink;
use super::shared_views::{FileLink, Head, Licence, Link, MeetingItem, TaxonomyLinks};
use crate::site::{SpeakerIcon, TranscriptView};

/// `meeting.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct MeetingView<'a> {
    /// Data that every page has.
    pub head: Head,
    /// The meeting as in a list.
    pub meeting: MeetingItem,
    /// The date with the day of the week.
    pub date: DateView,
    /// The language of the record.
    pub record_lang: String,
    /// `ltr` or `rtl`, of the record.
    pub record_dir: &'static str,
    /// A second line for the title.
    pub subtitle: Option<String>,
    /// Time of the beginning, as written.
    pub start: Option<String>,
    /// Time of the end, as written.
    pub end: Option<String>,
    /// Approval and kind of the text, if they are known.
    pub status: Option<TextStatusView>,
    /// Place of the meeting.
    pub place: Option<String>,
    /// Which body met.
    pub body: Option<Link>,
    /// Subjects.
    pub topics: Vec<Link>,
    /// Terms under the taxonomies that the site has added to topics.
    pub taxonomies: Vec<TaxonomyLinks>,
    /// Pages of chosen speeches.
    pub highlights: Vec<Link>,
    /// The chair.
    pub chair: Option<Link>,
    /// People who attended, according to the record.
    pub participants: Vec<AttendeeView>,
    /// People who attended and are no members.
    pub in_attendance: Vec<AttendeeView>,
    /// People who sent apologies.
    pub apologies: Vec<AttendeeView>,
    /// People who were absent.
    pub absent: Vec<AttendeeView>,
    /// The quorum.
    pub quorum: Option<QuorumView>,
    /// Matters that it dealt with.
    pub matters: Vec<Link>,
    /// Decisions, in the order of the record but for amendments, which are last.
    pub decisions: Vec<DecisionItem>,
    /// Its action items, with what became of them by now.
    pub actions: Vec<DecisionItem>,
    /// Speakers, those who said most first.
    pub speakers: Vec<SpeakerShareView>,
    /// Agenda papers.
    pub attachments: Vec<FileLink>,
    /// Video and audio.
    pub media: Vec<FileLink>,
    /// Places in other records and pages that link to it.
    pub cited_in: Option<CitedInView>,
    /// Addresses of the records that it links to.
    pub cites: Vec<String>,
    /// The podcast with its recordings, of its series or of the site, if they are files.
    pub podcast: Option<Link>,
    /// True if times of the record lead to moments of a recording.
    pub timed: bool,
    /// True if one of these recordings is a file of the site, which the page can play.
    pub playable: bool,
    /// The same meeting in other languages.
    pub translations: Vec<TranslationView>,
    /// Sections and agenda items, with anchors.
    pub contents: Vec<ContentsItem>,
    /// Licence of this record.
    pub licence: Option<Licence>,
    /// The name to give when the record is used.
    pub attribution: String,
    /// Number of words.
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
    /// The record as JSON; empty when the site gives none.
    pub document: String,
    /// Address of the record as Akoma Ntoso; empty if there is none beside it.
    pub akoma_ntoso: String,
    /// Corrections of the record, newest first.
    pub corrections: Vec<CorrectionView>,
    /// The page of all corrections; empty when the site has none.
    pub all_corrections: String,
    /// Address of the record, absolute, with letters of every script as themselves: to be shown.
    pub shown_address: String,
    /// Link to report a mistake; none if the site names no contact.
    pub report: Option<ReportView>,
    /// Address at which the source is edited; none if the site names none, and for what is not public yet.
    pub edit: Option<String>,
    /// Entry in the register; none before the first publication.
    pub register: Option<RegisterView>,
    /// Drawn to `transcript`.
    #[serde(skip)]
    pub transcript: TranscriptView<'a>,
}

/// Official standing of a record's text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TextStatusView {
    /// `pending` or `approved`; may be empty.
    pub approval: &'static str,
    /// The body that approved it.
    pub approved_by: Option<Link>,
    /// The record of the meeting at which it was approved, with its day.
    pub approved_at: Option<Link>,
    /// `verbatim`, `edited`, `summary` or `machine`; may be empty.
    pub transcript: &'static str,
    /// Caution for readers who rely on the text, in a few words, for citations; may be empty.
    pub note: String,
}

/// One correction of a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CorrectionView {
    /// The day on which it was published.
    pub date: DateView,
    /// Number of the version it made.
    pub version: u32,
    /// True if it corrects a slip of the pen.
    pub minor: bool,
    /// All reasons in one line; may be empty.
    pub note: String,
    /// The reasons, each by itself.
    pub reasons: Vec<ReasonView>,
    /// The title before, if it was corrected; else empty.
    pub title: String,
    /// Number of speeches.
    pub speeches: usize,
    /// The first passage that was corrected.
    pub href: String,
    /// Corrected speeches, named by their speakers.
    pub passages: Vec<Link>,
    /// The page of what the record said before; empty if it has none.
    pub before: String,
}

/// A reason for a correction.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ReasonView {
    /// As the editors gave it.
    pub text: String,
    /// True if it is about a slip of the pen.
    pub minor: bool,
}

/// A passage that a correction changed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChangeView {
    /// `altered`, `added` or `removed`.
    pub kind: &'static str,
    /// The speaker, as printed now; empty for what nobody said.
    pub speaker: String,
    /// The speaker printed before, if it was changed; else empty.
    pub speaker_before: String,
    /// The passage in the record, or what stands in its place.
    pub href: String,
    /// Its words, shortened far from what was changed.
    pub words: Vec<ChangedWords>,
    /// True if the words have been removed from the register.
    pub forgotten: bool,
}

/// Words of a changed passage.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChangedWords {
    /// `before` for words that the record said before, `now` for those it says instead; empty for words that stand.
    pub kind: &'static str,
    /// Plain text.
    pub text: String,
}

/// Link to report a mistake in a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ReportView {
    /// Address with the record filled in.
    pub href: String,
    /// Address for a speech, with the places `{url}` and `{words}` for its percent-encoded address and words.
    pub pattern: String,
}

/// Entry of a record in the register.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RegisterView {
    /// The name of its file in the register.
    pub name: String,
    /// Which version the last that was published is.
    pub version: u32,
    /// The hash of that version.
    pub head: String,
    /// Time of the first publication (RFC 3339).
    pub published: String,
    /// The day of the first publication.
    pub published_on: DateView,
    /// The day of the last correction that is no slip of the pen; none if there was none.
    pub corrected_on: Option<DateView>,
    /// Time of the last publication with changed words (RFC 3339).
    pub modified: String,
    /// Versions that were corrected, the newest first.
    pub former: Vec<FormerVersionLink>,
}

/// `corrections.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CorrectionsView {
    /// Data that every page has.
    pub head: Head,
    /// Newest first, without slips of the pen.
    pub corrections: Vec<CorrectionItem>,
}

/// A correction in the list of all.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CorrectionItem {
    /// The meeting.
    pub meeting: MeetingItem,
    /// The correction.
    pub correction: CorrectionView,
    /// The first passages that it changed.
    pub changes: Vec<ChangeView>,
    /// Number of further passages.
    pub more: usize,
}

/// Share of a speaker in a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SpeakerShareView {
    /// Name as printed; of the person behind an office or several labels, their own.
    pub name: String,
    /// Labels under which the person is printed, unless `name` or `role` has them.
    pub labels: Vec<String>,
    /// Their page; empty for anonymous speakers.
    pub href: String,
    /// The role that day.
    pub role: Option<String>,
    /// Icon of the speaker in this record, as classes: `mark shape-2 hue-5`.
    pub icon: SpeakerIcon,
    /// Portrait shown instead of the icon, in a copy of which both sides have at least 64 pixels, if copies are made; empty for
    /// none.
    pub portrait: String,
    /// Number of speeches.
    pub speeches: u32,
    /// Number of those that were handed in and not spoken.
    pub written: u32,
    /// Number of words.
    pub words: u32,
    /// Share of all words, in percent, rounded.
    pub share: u32,
    /// Hue of the icon, from 1 to 8.
    pub hue: u8,
    /// Their turns, as parts of the length of the record: at most 100 of all speakers together.
    pub turns: Vec<TurnSpan>,
}

/// A turn as a part of the length of its record, in thousandths of all words. In a long record, a stretch in which the
/// speaker says most.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TurnSpan {
    /// Beginning.
    pub start: u32,
    /// Length.
    pub length: u32,
    /// Its first speech, as a link within the page, with `#`.
    pub href: String,
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
    /// Granularity of the alignment: `speeches`, `sections` or `whole`.
    pub alignment: &'static str,
}

/// A section or an item of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ContentsItem {
    /// Text of the link.
    pub title: String,
    /// Link within the page, with `#`.
    pub href: String,
    /// True if it opens an item of the agenda rather than a section.
    pub agenda: bool,
    /// Its moment in a recording.
    pub moment: Option<MomentLink>,
}

/// Link to a moment of a recording.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MomentLink {
    /// Address of the recording at that moment.
    pub href: String,
    /// The time as written in the record.
    pub written: String,
    /// Seconds since the first recording began, if that is known.
    pub second: Option<u64>,
}
