//! The views of speakers and of what they said.

use serde::Serialize;

use super::date_view::DateView;
use super::shared_views::{Head, Link, MeetingItem};
use crate::site::{SpeakerIcon, TranscriptView};

/// `speakers.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SpeakerIndexView {
    /// What every page has.
    pub head: Head,
    /// In the order of the language.
    pub groups: Vec<SpeakerGroup>,
    /// All speakers.
    pub total: usize,
}

/// Speakers under one letter.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SpeakerGroup {
    /// The letter.
    pub heading: String,
    /// Its anchor.
    pub anchor: String,
    /// In the order of the language.
    pub speakers: Vec<SpeakerItem>,
}

/// A speaker in a list.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SpeakerItem {
    /// In the page's language, where known.
    pub name: String,
    /// Their page.
    pub href: String,
    /// `person`, `organisation`, `role` or `group`.
    pub kind: &'static str,
    /// How many meetings.
    pub meetings: usize,
    /// How many speeches.
    pub speeches: u64,
    /// How many words.
    pub words: u64,
    /// When they last spoke.
    pub latest: Option<DateView>,
}

/// `speaker.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SpeakerView {
    /// What every page has.
    pub head: Head,
    /// By which a search is told whose words are meant.
    pub id: String,
    /// In the page's language, where known.
    pub name: String,
    /// Other names, with their languages.
    pub names: Vec<Link>,
    /// `person`, `organisation`, `role` or `group`.
    pub kind: &'static str,
    /// Offices held.
    pub roles: Vec<RoleView>,
    /// Scheme and value.
    pub identifiers: Vec<Link>,
    /// By which one knows them again, as classes: `mark shape-2 hue-5`.
    pub icon: SpeakerIcon,
    /// A picture; empty for none.
    pub portrait: String,
    /// Elsewhere on the web.
    pub links: Vec<Link>,
    /// How many meetings.
    pub meetings_total: usize,
    /// How many speeches.
    pub speeches: u64,
    /// How many words.
    pub words: u64,
    /// The newest first.
    pub years: Vec<SpeakerYearItem>,
    /// The newest first.
    pub meetings: Vec<AppearanceView>,
    /// How many more there are, all in earlier years; the pages of those show them.
    pub earlier: usize,
    /// How they began, in the first meeting of all; none when they spoke at one only.
    pub first: Option<AppearanceView>,
    /// The speakers they most often meet.
    pub companions: Vec<CompanionView>,
}

/// An office held.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RoleView {
    /// In the page's language, where known.
    pub title: String,
    /// The organisation.
    pub body: Option<String>,
    /// Since when.
    pub from: Option<DateView>,
    /// Until when.
    pub to: Option<DateView>,
}

/// A year in which somebody spoke.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SpeakerYearItem {
    /// The year.
    pub year: i16,
    /// Its page.
    pub href: String,
    /// How many meetings.
    pub meetings: usize,
    /// How many speeches.
    pub speeches: u64,
    /// How many words.
    pub words: u64,
}

/// A month of a year that is divided.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SpeakerMonthItem {
    /// 1 to 12.
    pub month: u8,
    /// Its name in the page's language.
    pub name: String,
    /// Its anchor on the page of the year.
    pub anchor: String,
    /// Its page.
    pub href: String,
    /// How many speeches.
    pub speeches: u64,
    /// The meetings of it, in the order of time.
    pub meetings: Vec<AppearanceView>,
}

/// Somebody's part in a meeting, from their side.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct AppearanceView {
    /// The meeting.
    pub meeting: MeetingItem,
    /// How many speeches.
    pub speeches: u32,
    /// Their first words.
    pub first_line: String,
    /// Where those stand.
    pub first_href: String,
}

/// Somebody often met.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CompanionView {
    /// In the page's language, where known.
    pub name: String,
    /// Their page.
    pub href: String,
    /// At how many meetings both spoke.
    pub meetings: usize,
}

/// `speaker-year.html`: what a speaker said in a year, or in a month of a year that is divided.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SpeakerYearView<'a> {
    /// What every page has.
    pub head: Head,
    /// The speaker.
    pub speaker: Link,
    /// The year.
    pub year: i16,
    /// 1 to 12 on the page of a month; 0 on that of a year.
    pub month: u8,
    /// How many speeches.
    pub speeches: u64,
    /// Where a year is divided, the pages of its months, in order; else none.
    pub months: Vec<SpeakerMonthItem>,
    /// The year before in which they spoke; on the page of a month, the month before in that year.
    pub previous: Option<Link>,
    /// The year or month after likewise.
    pub next: Option<Link>,
    /// Drawn to `transcript`, each under its meeting. In a year that is divided, only meetings of which no month is known.
    #[serde(skip)]
    pub transcripts: Vec<(MeetingItem, TranscriptView<'a>)>,
}
