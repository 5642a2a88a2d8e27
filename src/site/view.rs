//! What a template sees: plain values, and nothing that could reach into the archive.
//!
//! So what a page depends on is known, and a page whose view has not changed needs no drawing.

use serde::Serialize;

use crate::site::{Mark, Transcript};

/// A name and where it leads; without a link when there is nothing to lead to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Link {
    /// What to show.
    pub title: String,
    /// Where it leads, ready to be put on the page; empty for none.
    pub href: String,
    /// The language of the title, when it differs from the page's.
    pub lang: Option<String>,
}

/// A document or a recording.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct FileLink {
    /// What to show.
    pub title: String,
    /// Where it leads; empty when it cannot be linked.
    pub href: String,
    /// The language of the title, when it differs from the page's.
    pub lang: Option<String>,
    /// What kind of file it is, such as `PDF`; empty when neither its name nor the record says.
    pub format: String,
    /// How large it is, as the page's language writes it; empty for what lies elsewhere.
    pub size: String,
    /// Whose host it lies on; empty for what the site publishes itself.
    pub host: String,
    /// `video` or `audio`, for a recording that the site publishes itself and a page may therefore play; else empty.
    pub player: &'static str,
}

/// A date in two forms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct DateView {
    /// `2023-07-20`, `2023-07` or `2023`.
    pub iso: String,
    /// As the page's language writes it.
    pub text: String,
}

/// What every page has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Head {
    /// Which kind of page, such as `meeting`; the name of its template.
    pub kind: &'static str,
    /// BCP 47, of the interface.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Of the page, without the site's.
    pub title: String,
    /// One or two sentences for search engines; may be empty.
    pub description: String,
    /// The absolute address.
    pub canonical: String,
    /// The same page in other languages, for search engines: absolute addresses. Holds the page itself when not empty.
    pub alternates: Vec<Link>,
    /// The same page in other languages, for readers. Holds the page itself when not empty.
    pub languages: Vec<LanguageLink>,
    /// Feeds about what the page is about.
    pub feeds: Vec<FeedLink>,
    /// The way from the front page to here, without the page itself.
    pub crumbs: Vec<Link>,
    /// A picture that may stand beside a link to the page, 1200 by 630 pixels; an absolute address, empty for none.
    pub image: String,
    /// Not to be found by search engines.
    pub hidden: bool,
}

/// A page in a language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LanguageLink {
    /// BCP 47.
    pub lang: String,
    /// The language's own name for itself.
    pub name: String,
    /// Where it is.
    pub href: String,
    /// It is the page at hand.
    pub current: bool,
}

/// A feed to follow.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FeedLink {
    /// Media type.
    #[serde(rename = "type")]
    pub media_type: &'static str,
    /// What the feed is called.
    pub title: String,
    /// Where it is.
    pub href: String,
}

/// What every page of one language knows of the site. Changes only with `site.yml`, so it is no part of a page's own
/// view; its fingerprint goes into every key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct SiteView {
    /// The archive's name.
    pub title: String,
    /// One sentence about it.
    pub description: String,
    /// The front page.
    pub home: String,
    /// Meetings, speakers, series, topics, and what `site.yml` adds.
    pub menu: Vec<Link>,
    /// Where one searches; none if the site is not to be searched.
    pub search: Option<String>,
    /// Absolute address, without a final `/`.
    pub url: String,
    /// Links to the theme's files, by name.
    pub assets: std::collections::BTreeMap<String, String>,
    /// For the theme's style sheets and scripts, by name, the value of the attribute `integrity`.
    pub integrity: std::collections::BTreeMap<String, String>,
    /// The site's feeds.
    pub feeds: Vec<FeedLink>,
    /// The licence of the records.
    pub licence: Option<Licence>,
    /// Whom to name.
    pub attribution: String,
    /// Where to write to.
    pub contact: Option<String>,
    /// The page of all corrections; empty when the site keeps none.
    pub corrections: String,
    /// The program and its version.
    pub generator: String,
}

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Licence {
    /// SPDX id.
    pub id: String,
    /// Where its text is; empty when we do not know.
    pub href: String,
}

/// A meeting in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct MeetingItem {
    /// Its title, without the date.
    pub title: String,
    /// Of the record.
    pub lang: String,
    /// Its record.
    pub href: String,
    /// When it was held.
    pub date: DateView,
    /// Its series.
    pub series: Option<Link>,
    /// How many speeches the record has.
    pub speeches: usize,
    /// How many people spoke.
    pub speakers: usize,
    /// Not public yet; seen only by editors.
    pub draft: bool,
}

/// A meeting of which the public is told before its record is out, in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct AnnouncedItem {
    /// Its title, without the date.
    pub title: String,
    /// Of the title.
    pub lang: String,
    /// The page that says more, at the address of the record to come.
    pub href: String,
    /// When it is held.
    pub date: DateView,
    /// When it begins, as written.
    pub start: Option<String>,
    /// Where it is held.
    pub place: Option<String>,
}

/// `announced.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct AnnouncedView {
    /// What every page has.
    pub head: Head,
    /// The meeting as in a list.
    pub meeting: AnnouncedItem,
    /// When it ends, as written.
    pub end: Option<String>,
    /// Which body meets.
    pub body: Option<Link>,
    /// Agenda papers.
    pub papers: Vec<FileLink>,
}

/// `withdrawn.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct WithdrawnView {
    /// What every page has.
    pub head: Head,
    /// Since when it is gone, if that was said.
    pub since: Option<DateView>,
    /// Why; may be empty.
    pub reason: String,
    /// What it was called, if that is to be told.
    pub title: Option<String>,
    /// When the meeting was held, if the title is told.
    pub date: Option<DateView>,
    /// In which it was written.
    pub record_lang: String,
    /// It was the record of a meeting, and no other page.
    pub was_record: bool,
}

/// `front.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct FrontView {
    /// What every page has.
    pub head: Head,
    /// What `site.yml` wants said first, as HTML.
    #[serde(skip)]
    pub intro: String,
    /// Meetings whose records are to come, by date.
    pub announced: Vec<AnnouncedItem>,
    /// The newest first.
    pub newest: Vec<MeetingItem>,
    /// Committees and the like.
    pub series: Vec<ListingItem>,
    /// Subjects.
    pub topics: Vec<ListingItem>,
    /// The newest first.
    pub years: Vec<YearItem>,
    /// The archive in figures.
    pub figures: Figures,
}

/// The archive in figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Figures {
    /// Records.
    pub meetings: usize,
    /// Speeches.
    pub speeches: usize,
    /// Speakers with a page.
    pub speakers: usize,
    /// Words; see `count_words`.
    pub words: u64,
    /// Year of the oldest record.
    pub from: Option<i16>,
    /// Year of the newest record.
    pub to: Option<i16>,
}

/// A series or topic in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ListingItem {
    /// Its title.
    pub title: String,
    /// One sentence; may be empty.
    pub description: String,
    /// Its page.
    pub href: String,
    /// How many meetings.
    pub meetings: usize,
    /// When the newest was held.
    pub latest: Option<DateView>,
}

/// A year in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct YearItem {
    /// The year.
    pub year: i16,
    /// Its page.
    pub href: String,
    /// How many meetings.
    pub meetings: usize,
    /// How many in each month.
    pub months: Vec<MonthItem>,
    /// The days with meetings or with announced ones, in order.
    pub days: Vec<DayItem>,
}

/// A day with meetings, as a calendar of weeks shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DayItem {
    /// From 0: which week of the year, beginning on Monday, the first perhaps not whole.
    pub week: u32,
    /// 0 for Monday to 6 for Sunday.
    pub weekday: u32,
    /// How many meetings.
    pub meetings: usize,
    /// How many meetings are announced, whose records are to come.
    pub announced: usize,
}

/// A month in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MonthItem {
    /// 1 to 12; 0 for meetings of which only the year is known.
    pub month: u8,
    /// Its name in the page's language.
    pub name: String,
    /// Where on the year's page it begins.
    pub href: String,
    /// How many meetings.
    pub meetings: usize,
}

/// `meetings.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct MeetingIndexView {
    /// What every page has.
    pub head: Head,
    /// Meetings whose records are to come, by date.
    pub announced: Vec<AnnouncedItem>,
    /// The newest first.
    pub years: Vec<YearItem>,
    /// All meetings.
    pub total: usize,
}

/// `year.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct YearView {
    /// What every page has.
    pub head: Head,
    /// The year.
    pub year: i16,
    /// In order.
    pub months: Vec<MonthView>,
    /// All meetings of the year.
    pub total: usize,
    /// The days with meetings or with announced ones, in order.
    pub days: Vec<DayItem>,
    /// The year before that has meetings.
    pub previous: Option<Link>,
    /// The year after that has meetings.
    pub next: Option<Link>,
}

/// The meetings of a month.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct MonthView {
    /// 1 to 12; 0 for meetings of which only the year is known.
    pub month: u8,
    /// Its name in the page's language.
    pub name: String,
    /// Its anchor.
    pub anchor: String,
    /// In the order of time.
    pub meetings: Vec<MeetingItem>,
}

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
    /// Who presided.
    pub chair: Option<Link>,
    /// Who attended, by what the record says.
    pub participants: Vec<Link>,
    /// Who was absent.
    pub absent: Vec<Link>,
    /// Who spoke, in the order of their first word.
    pub speakers: Vec<SpokeView>,
    /// Agenda papers.
    pub attachments: Vec<FileLink>,
    /// Video and audio.
    pub media: Vec<FileLink>,
    /// The same meeting in other languages.
    pub twins: Vec<TwinView>,
    /// Sections and agenda items, with anchors.
    pub contents: Vec<ContentsItem>,
    /// Licence of this record.
    pub licence: Option<Licence>,
    /// Whom to name.
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
    pub transcript: Transcript<'a>,
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
pub struct SpokeView {
    /// As printed.
    pub name: String,
    /// Their page; empty for anonymous speakers.
    pub href: String,
    /// The role that day.
    pub role: Option<String>,
    /// By which one knows them again, as classes: `mark shape-2 hue-5`.
    pub mark: Mark,
    /// A picture, instead of the mark; empty for none.
    pub portrait: String,
    /// How many speeches.
    pub speeches: u32,
    /// How many words.
    pub words: u32,
    /// Of all words, in percent, rounded.
    pub share: u32,
}

/// The same meeting in another language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TwinView {
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
    pub mark: Mark,
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
    /// Whom they most often meet.
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
    pub transcripts: Vec<(MeetingItem, Transcript<'a>)>,
}

/// `listings.html`: all series or all topics.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ListingIndexView {
    /// What every page has.
    pub head: Head,
    /// In the order of the registry.
    pub listings: Vec<ListingItem>,
}

/// `listing.html`: a series or a topic.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ListingView {
    /// What every page has.
    pub head: Head,
    /// One sentence; may be empty.
    pub description: String,
    /// The newest first.
    pub years: Vec<ListingYear>,
    /// All meetings.
    pub total: usize,
}

/// The meetings of a year in a listing.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct ListingYear {
    /// The year.
    pub year: i16,
    /// The newest first.
    pub meetings: Vec<MeetingItem>,
}

/// `search.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SearchView {
    /// What every page has.
    pub head: Head,
    /// Where the root of the index is.
    pub index: String,
    /// The root of the index itself, as JSON.
    #[serde(skip)]
    pub root: String,
}

/// `page.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct PageView {
    /// What every page has.
    pub head: Head,
    /// As HTML.
    #[serde(skip)]
    pub body: String,
}

/// `404.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct NotFoundView {
    /// What every page has.
    pub head: Head,
}

/// `redirect.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct RedirectView {
    /// What every page has.
    pub head: Head,
    /// Where it leads.
    pub target: String,
    /// Where it leads, absolute.
    pub absolute: String,
}
