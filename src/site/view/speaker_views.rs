//! The views of speakers and their speeches.

use serde::Serialize;

use super::action_views::ActionView;
use super::attendance_views::AttendedMeeting;
use super::chart_views::YearBar;
use super::date_view::DateView;
use super::decision_views::VoteItem;
use super::shared_views::{Head, Link, MeetingItem};
use crate::site::{SpeakerIcon, TranscriptView};

/// `speakers.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SpeakerIndexView {
    /// Data that every page has.
    pub head: Head,
    /// The people who said most, by the number of words; none where all can be seen at once.
    pub most: Vec<SpeakerItem>,
    /// Sorted by the rules of the language.
    pub groups: Vec<SpeakerGroup>,
    /// All speakers.
    pub total: usize,
}

/// Speakers under one heading.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SpeakerGroup {
    /// A letter, a number of strokes, a row of kana, a frequent surname in Han characters, the name of a script, or that
    /// of offices and groups.
    pub heading: String,
    /// True for a frequent surname, whose number of names is worth knowing.
    pub surname: bool,
    /// Its anchor.
    pub anchor: String,
    /// Sorted by the rules of the language.
    pub speakers: Vec<SpeakerItem>,
}

/// A speaker in a list.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SpeakerItem {
    /// Name in the page's language, where known.
    pub name: String,
    /// Their page.
    pub href: String,
    /// `person`, `organisation`, `role` or `group`.
    pub kind: &'static str,
    /// Number of meetings.
    pub meetings: usize,
    /// Number of speeches.
    pub speeches: u64,
    /// Number of words.
    pub words: u64,
    /// Date of the last speech.
    pub latest: Option<DateView>,
}

/// `speaker.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SpeakerView<'a> {
    /// Data that every page has.
    pub head: Head,
    /// Id for search queries.
    pub id: String,
    /// Name in the page's language, where known.
    pub name: String,
    /// Other names, with their languages.
    pub names: Vec<Link>,
    /// `person`, `organisation`, `role` or `group`.
    pub kind: &'static str,
    /// Page of the body that this organisation is.
    pub body: Option<Link>,
    /// Offices held.
    pub roles: Vec<RoleView>,
    /// Scheme and value.
    pub identifiers: Vec<Link>,
    /// Icon of the speaker, as classes: `mark shape-2 hue-5`.
    pub icon: SpeakerIcon,
    /// A picture, in a copy of which both sides have at least 192 pixels, if copies are made; empty for none.
    pub portrait: String,
    /// The picture as it was given; empty for none.
    pub portrait_original: String,
    /// One or two letters that stand for the picture of a person without one; empty for others.
    pub monogram: String,
    /// The office held now, or else last; none for those without one.
    pub office: Option<RoleView>,
    /// The first and the last year in which they spoke, as `2019–2024`; empty for those who spoke nowhere.
    pub span: String,
    /// Elsewhere on the web.
    pub links: Vec<Link>,
    /// Number of meetings; one recorded in several languages counts once, with the speeches of one record.
    pub meetings_total: usize,
    /// Number of further records of these meetings, in other languages.
    pub translations: usize,
    /// Number of speeches.
    pub speeches: u64,
    /// Number of words.
    pub words: u64,
    /// The newest first; none when all is in one year and on this page.
    pub years: Vec<SpeakerYearItem>,
    /// Words in these years as bars of a chart.
    pub bars: Vec<YearBar>,
    /// The newest first; none when the page holds all their words.
    pub meetings: Vec<AppearanceView>,
    /// Number of further appearances, all in earlier years; the pages of those years show them.
    pub earlier: usize,
    /// The appearance with the words that are most typical of them, of those in `meetings`.
    pub typical: Option<AppearanceView>,
    /// Topics of the meetings, those on which they said most first; at most eight.
    pub topics: Vec<Link>,
    /// The newest of their votes by name, the newest first.
    pub votes: Vec<VoteItem>,
    /// Number of all their votes by name.
    pub votes_total: usize,
    /// Open action items that they are to do, by their day.
    pub actions: Vec<ActionView>,
    /// The newest meetings whose records have them in the attendance, the newest first.
    pub attended: Vec<AttendedMeeting>,
    /// Number of all these meetings.
    pub attended_total: usize,
    /// The speakers they most often meet.
    pub companions: Vec<CompanionView>,
    /// Drawn to `transcript`, each under its meeting, the newest first; none when the words are on the pages of years.
    #[serde(skip)]
    pub transcripts: Vec<SpokenWords<'a>>,
}

/// Speeches of a speaker at a meeting, away from its record.
#[derive(Debug, Clone, Hash)]
pub struct SpokenWords<'a> {
    /// The meeting.
    pub meeting: MeetingItem,
    /// Its anchor on the page; empty for none.
    pub anchor: String,
    /// The speeches.
    pub transcript: TranscriptView<'a>,
}

/// An office held.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RoleView {
    /// Title in the page's language, where known; may be empty.
    pub title: String,
    /// The organisation.
    pub body: Option<String>,
    /// Page of the organisation; empty if it has none.
    pub body_href: String,
    /// True if it is the chair of the organisation.
    pub chair: bool,
    /// First day.
    pub from: Option<DateView>,
    /// Last day.
    pub to: Option<DateView>,
}

/// A year in which a speaker spoke.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SpeakerYearItem {
    /// The year.
    pub year: i16,
    /// Its page, or its place on this one.
    pub href: String,
    /// Number of meetings.
    pub meetings: usize,
    /// Number of speeches.
    pub speeches: u64,
    /// Number of words.
    pub words: u64,
}

/// A month of a divided year.
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
    /// Number of speeches.
    pub speeches: u64,
    /// The meetings of the month, ordered by date.
    pub meetings: Vec<AppearanceView>,
}

/// Appearance of a speaker at a meeting.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct AppearanceView {
    /// The meeting.
    pub meeting: MeetingItem,
    /// Number of speeches.
    pub speeches: u32,
    /// A sentence that is typical of what they said there, or their first words.
    pub excerpt: String,
    /// Address of the speech with the excerpt.
    pub excerpt_href: String,
}

/// A meeting in the contents of a page with speeches.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SpokenMeetingItem {
    /// The meeting.
    pub meeting: MeetingItem,
    /// Number of speeches.
    pub speeches: u32,
    /// Their place on this page, or on the page in the language of a record that this page has not.
    pub href: String,
    /// The own name of that language; empty for words on this page.
    pub language: String,
}

/// A speaker often met.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CompanionView {
    /// Name in the page's language, where known.
    pub name: String,
    /// Their page.
    pub href: String,
    /// Number of meetings at which both spoke.
    pub meetings: usize,
}

/// `speaker-year.html`: what a speaker said in a year, or in a month of a year that is divided.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SpeakerYearView<'a> {
    /// Data that every page has.
    pub head: Head,
    /// The speaker.
    pub speaker: Link,
    /// Id for search queries.
    pub id: String,
    /// The year.
    pub year: i16,
    /// 1 to 12 on the page of a month; 0 on that of a year.
    pub month: u8,
    /// Number of speeches.
    pub speeches: u64,
    /// Pages of the months of a divided year, in order; else none.
    pub months: Vec<SpeakerMonthItem>,
    /// The year before in which they spoke; on the page of a month, the month before in that year.
    pub previous: Option<Link>,
    /// The next year or month, in the same way.
    pub next: Option<Link>,
    /// The meetings of the page, in order; in a year that is divided, only those of which no month is known.
    pub meetings: Vec<SpokenMeetingItem>,
    /// Drawn to `transcript`, each under its meeting: the speeches of `meetings` that are recorded in the page's language.
    #[serde(skip)]
    pub transcripts: Vec<SpokenWords<'a>>,
}
