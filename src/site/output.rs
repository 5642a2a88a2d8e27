//! A file of the finished site: its path, what it shows, and finally its bytes.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::config::FeedFormat;
use crate::record::{AnnouncedIndex, GoneIndex, Language, MeetingIndex, PageIndex, SpeakerIndex};
use crate::site::well_known::{FEEDS, INDEX, OWN_FOLDER, is_of_servers};
use crate::site::{Address, BodyIndex, DataFile, LocaleIndex, TermIndex};
use crate::text::slug::LONGEST_PATH;

/// A path below the output folder, with `/` between folders. It cannot leave the folder: it is never empty or
/// absolute and no part of it is empty, `.` or `..`, or holds a separator or a control character. Nor does it lead into
/// [`OWN_FOLDER`], name a file that tells git or a server what to do, or have more than [`LONGEST_PATH`] bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

impl OutputPath {
    /// A path, or `None` for one that a file system could take elsewhere or could not hold.
    pub fn new(path: &str) -> Option<Self> {
        let sound = |part: &str| {
            !part.is_empty()
                && part != "."
                && part != ".."
                && part.len() <= 255
                && !part.contains('\\')
                && !is_of_servers(part)
                && !part.chars().any(char::is_control)
        };
        let first = path.split('/').next().unwrap_or_default();
        let is_own = first.eq_ignore_ascii_case(OWN_FOLDER);
        (path.len() <= LONGEST_PATH && !is_own && path.split('/').all(sound)).then(|| OutputPath(path.into()))
    }

    /// The file that a host serves for an address: `/a/` is `a/index.html`.
    pub fn of(address: &Address) -> Option<Self> {
        let path = address.path().trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') { Self::new(&format!("{path}{INDEX}")) } else { Self::new(path) }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A file to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Path of the file.
    pub path: OutputPath,
    /// Address of the file.
    pub address: Address,
    /// Kind of the file.
    pub kind: OutputKind,
}

/// Kinds of files of a site. A new kind of page begins here; the compiler shows what else it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutputKind {
    /// `/`, or `/fr/` where the site has several languages.
    FrontPage(LocaleIndex),
    /// All meetings by year and month.
    MeetingIndex(LocaleIndex),
    /// The meetings of a year.
    Year(LocaleIndex, i16),
    /// A record.
    Meeting(MeetingIndex),
    /// A record as plain Markdown.
    PlainRecord(MeetingIndex),
    /// A record as JSON.
    RecordDocument(MeetingIndex),
    /// A record as Akoma Ntoso.
    AkomaNtoso(MeetingIndex),
    /// The JSON Schema of [`OutputKind::RecordDocument`].
    RecordSchema,
    /// A version of a record that was corrected; position in [`crate::record::RecordHistory::former`].
    FormerVersion(MeetingIndex, usize),
    /// The picture that stands beside a link to a record.
    Card(MeetingIndex),
    /// A chosen speech; position in [`crate::site::Plan::highlights`].
    Highlight(usize),
    /// The picture that stands beside a link to a chosen speech.
    HighlightCard(usize),
    /// Captions of a part of a recorded meeting; position in [`crate::record::Timeline::parts`].
    Captions(MeetingIndex, usize),
    /// A meeting that is announced.
    Announced(AnnouncedIndex),
    /// The notice about a withdrawn record or page.
    Withdrawn(GoneIndex),
    /// All speakers.
    SpeakerIndex(LocaleIndex),
    /// A speaker.
    Speaker(LocaleIndex, SpeakerIndex),
    /// Speeches of a speaker in a year.
    SpeakerYear(LocaleIndex, SpeakerIndex, i16),
    /// Speeches of a speaker in a month of a divided year.
    SpeakerMonth(LocaleIndex, SpeakerIndex, i16, u8),
    /// All series.
    SeriesIndex(LocaleIndex),
    /// The meetings of a series; position in [`crate::site::Plan::series`].
    Series(LocaleIndex, usize),
    /// All terms of a taxonomy, such as all topics; position in [`crate::site::Plan::taxonomies`].
    TaxonomyIndex(LocaleIndex, usize),
    /// The meetings under a term, such as those on a topic.
    Term(LocaleIndex, TermIndex),
    /// The root of the search index.
    SearchRoot,
    /// The directory of it.
    SearchDirectory,
    /// The shards of a segment; in a preview alone, as elsewhere they have their names from what is in them.
    SearchShards(usize),
    /// The words of records: a pack of passages, by segment and number.
    SearchPassages(usize, usize),
    /// The names of everything that has a page.
    SearchNames(LocaleIndex),
    /// The words of pages that are no records.
    SearchPages,
    /// All corrections.
    Corrections(LocaleIndex),
    /// A list of decisions.
    Decisions(LocaleIndex, DecisionScope),
    /// The list of action items.
    Actions(LocaleIndex),
    /// All matters.
    MatterIndex(LocaleIndex),
    /// A matter; position in [`crate::site::Plan::matters`].
    Matter(LocaleIndex, usize),
    /// All queries that can be followed.
    WatchIndex(LocaleIndex),
    /// The newest matches of a query; position in the site's settings.
    Watch(LocaleIndex, usize),
    /// All bodies.
    BodyIndex(LocaleIndex),
    /// A body.
    Body(LocaleIndex, BodyIndex),
    /// The meetings of a body in a year.
    BodyYear(LocaleIndex, BodyIndex, i16),
    /// The page about the open data.
    DataPage(LocaleIndex),
    /// A file of open data for the whole archive.
    Data(DataFile),
    /// The search page.
    Search(LocaleIndex),
    /// A page such as “About”.
    Page(PageIndex),
    /// The page for missing addresses.
    NotFound,
    /// A feed.
    Feed(FeedScope, FeedFormat),
    /// Meetings as iCalendar.
    Calendar(CalendarScope),
    /// A podcast.
    Podcast(PodcastScope),
    /// Chapters of a part of a recorded meeting; position in [`crate::record::Timeline::parts`].
    Chapters(MeetingIndex, usize),
    /// A list of addresses for search engines, or with more than 50,000 of them one part of it.
    Sitemap(usize),
    /// The list of such parts.
    SitemapIndex,
    /// `robots.txt`
    Robots,
    /// `llms.txt`
    Llms,
    /// `humans.txt`
    Humans,
    /// Headers for hosts that read them from a file.
    Headers,
    /// Redirects for hosts that read them from a file.
    Redirects,
    /// The settings that the host of the site reads.
    HostSettings,
    /// A page that leads elsewhere; holds the link.
    Redirect(Box<str>),
    /// A file of the theme, by its name there.
    Asset(Box<str>),
    /// A file of the content that a record refers to, by its path there.
    Attachment(Arc<str>),
    /// A copy of a picture of the content: the path of the picture there, and the width of the copy.
    Rendition(Arc<str>, u32),
    /// A file that is published at the root as it is, by its path there.
    Static(Arc<str>),
}

impl OutputKind {
    /// Reports whether it shows matches of a query that can be followed.
    pub fn shows_matches(&self) -> bool {
        matches!(self, OutputKind::WatchIndex(_) | OutputKind::Watch(..) | OutputKind::Feed(FeedScope::Watch(_), _))
    }

    /// The template that draws it; none for what is no page.
    pub fn template(&self) -> Option<&'static str> {
        Some(match self {
            OutputKind::FrontPage(_) => "front.html",
            OutputKind::MeetingIndex(_) => "meetings.html",
            OutputKind::Year(..) => "year.html",
            OutputKind::Meeting(_) => "meeting.html",
            OutputKind::FormerVersion(..) => "former-version.html",
            OutputKind::Highlight(_) => "highlight.html",
            OutputKind::Announced(_) => "announced.html",
            OutputKind::Withdrawn(_) => "withdrawn.html",
            OutputKind::SpeakerIndex(_) => "speakers.html",
            OutputKind::Speaker(..) => "speaker.html",
            OutputKind::SpeakerYear(..) | OutputKind::SpeakerMonth(..) => "speaker-year.html",
            OutputKind::SeriesIndex(_) | OutputKind::TaxonomyIndex(..) => "listings.html",
            OutputKind::Series(..) | OutputKind::Term(..) => "listing.html",
            OutputKind::Corrections(_) => "corrections.html",
            OutputKind::Decisions(..) => "decisions.html",
            OutputKind::Actions(_) => "actions.html",
            OutputKind::MatterIndex(_) => "matters.html",
            OutputKind::Matter(..) => "matter.html",
            OutputKind::WatchIndex(_) => "watches.html",
            OutputKind::Watch(..) => "watch.html",
            OutputKind::BodyIndex(_) => "bodies.html",
            OutputKind::Body(..) => "body.html",
            OutputKind::BodyYear(..) => "body-year.html",
            OutputKind::DataPage(_) => "data.html",
            OutputKind::Search(_) => "search.html",
            OutputKind::Page(_) => "page.html",
            OutputKind::NotFound => "404.html",
            OutputKind::Redirect(_) => "redirect.html",
            OutputKind::PlainRecord(_)
            | OutputKind::RecordDocument(_)
            | OutputKind::AkomaNtoso(_)
            | OutputKind::RecordSchema
            | OutputKind::Card(_)
            | OutputKind::HighlightCard(_)
            | OutputKind::Captions(..)
            | OutputKind::Data(_)
            | OutputKind::SearchRoot
            | OutputKind::SearchDirectory
            | OutputKind::SearchShards(_)
            | OutputKind::SearchPassages(..)
            | OutputKind::SearchNames(_)
            | OutputKind::SearchPages
            | OutputKind::Feed(..)
            | OutputKind::Calendar(_)
            | OutputKind::Podcast(_)
            | OutputKind::Chapters(..)
            | OutputKind::Sitemap(_)
            | OutputKind::SitemapIndex
            | OutputKind::Robots
            | OutputKind::Llms
            | OutputKind::Humans
            | OutputKind::Headers
            | OutputKind::Redirects
            | OutputKind::HostSettings
            | OutputKind::Asset(_)
            | OutputKind::Attachment(_)
            | OutputKind::Rendition(..)
            | OutputKind::Static(_) => return None,
        })
    }
}

/// Subject of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FeedScope {
    /// All meetings.
    Site,
    /// Meetings recorded in a language.
    Language(Language),
    /// Meetings at which somebody spoke.
    Speaker(SpeakerIndex),
    /// Meetings of a series.
    Series(usize),
    /// Meetings under a term, such as those on a topic.
    Term(TermIndex),
    /// Corrections of records.
    Corrections,
    /// Decisions.
    Decisions,
    /// Meetings that deal with a matter; position in [`crate::site::Plan::matters`].
    Matter(usize),
    /// Matches of a query that can be followed; position in the site's settings.
    Watch(usize),
}

/// Meetings in a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CalendarScope {
    /// All meetings.
    Site,
    /// Meetings of a series; position in [`crate::site::Plan::series`].
    Series(usize),
    /// Meetings of a body.
    Body(BodyIndex),
}

/// Recordings in a podcast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PodcastScope {
    /// All recordings.
    Site,
    /// Recordings of a series; position in [`crate::site::Plan::series`].
    Series(usize),
}

/// Subject of a list of decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DecisionScope {
    /// The newest of all.
    Newest,
    /// Decisions of a year.
    Year(i16),
    /// Decisions of a series; position in [`crate::site::Plan::series`].
    Series(usize),
    /// Decisions of meetings under a term, such as those on a topic.
    Term(TermIndex),
    /// Decisions of a body.
    Body(BodyIndex),
}

impl FeedFormat {
    /// All three.
    pub const ALL: [FeedFormat; 3] = [FeedFormat::Rss, FeedFormat::Atom, FeedFormat::Json];

    /// The format that settings call so.
    pub fn of_name(name: &str) -> Option<Self> {
        match name {
            "rss" => Some(FeedFormat::Rss),
            "atom" => Some(FeedFormat::Atom),
            "json" => Some(FeedFormat::Json),
            _ => None,
        }
    }

    /// The name of the file.
    pub fn file_name(self) -> &'static str {
        match self {
            FeedFormat::Rss => FEEDS[0],
            FeedFormat::Atom => FEEDS[1],
            FeedFormat::Json => FEEDS[2],
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            FeedFormat::Rss => "application/rss+xml",
            FeedFormat::Atom => "application/atom+xml",
            FeedFormat::Json => "application/feed+json",
        }
    }

    /// The media type with which hosts send it. Browsers show the source of RSS and Atom under their own types, and a readable
    /// page with the style sheet of the feed as XML; programs that read feeds know them by their content.
    pub fn sent_type(self) -> &'static str {
        match self {
            FeedFormat::Rss | FeedFormat::Atom => "application/xml",
            FeedFormat::Json => self.media_type(),
        }
    }
}

/// A file made: where it goes and what it holds.
#[derive(Debug)]
pub struct Artifact {
    /// Path of the file.
    pub path: OutputPath,
    /// Content of the file.
    pub content: ArtifactContent,
}

/// Content of a file.
#[derive(Debug)]
pub enum ArtifactContent {
    /// These bytes.
    Bytes(Vec<u8>),
    /// These bytes, one after the other: a page and the transcript in it need not be copied into one.
    Pieces(Vec<Vec<u8>>),
    /// A copy of a file of the content.
    CopyOf(PathBuf),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_leave_the_output() {
        for bad in ["", "/a", "a//b", "../a", "a/../b", "a/.", "a\\b", "a\0", ".minutebook/lock", &"x".repeat(256)] {
            assert_eq!(OutputPath::new(bad), None, "{bad:?}");
        }
        assert_eq!(
            OutputPath::new("meetings/會議/index.html").map(|p| p.to_string()).as_deref(),
            Some("meetings/會議/index.html")
        );
        assert_eq!(OutputPath::of(&Address::new("/a/")).map(|p| p.to_string()).as_deref(), Some("a/index.html"));
    }
}
