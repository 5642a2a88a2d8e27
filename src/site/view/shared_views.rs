//! The views that pages of several kinds show: links, heads, the site, a meeting in a list.

use std::collections::BTreeMap;

use serde::Serialize;

use super::date_view::DateView;
use super::decision_item_view::DecisionItem;

/// A name and where it leads; without a link when there is nothing to lead to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Link {
    /// Text of the link.
    pub title: String,
    /// Target of the link, ready for the page; empty for none.
    pub href: String,
    /// The language of the title, when it differs from the page's.
    pub lang: Option<String>,
}

/// Terms of a meeting under one taxonomy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct TaxonomyLinks {
    /// Key in the metadata of records.
    pub key: String,
    /// Name of the taxonomy.
    pub title: String,
    /// Address of the page with all terms.
    pub href: String,
    /// Links to the terms, in the order of the record.
    pub terms: Vec<Link>,
}

/// A document or a recording.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct FileLink {
    /// Text of the link.
    pub title: String,
    /// Target of the link; empty when it cannot be linked.
    pub href: String,
    /// The language of the title, when it differs from the page's.
    pub lang: Option<String>,
    /// Kind of file, such as `PDF`; empty when neither its name nor the record shows it.
    pub format: String,
    /// Size of the file, as the page's language writes it; empty for external files.
    pub size: String,
    /// Host of an external file; empty for files of the site.
    pub host: String,
    /// `video` or `audio`, for a recording that the site publishes itself and a page may therefore play; else empty.
    pub player: &'static str,
    /// Second after the begin of the first recording at which this one starts; none if no time leads into it.
    pub starts: Option<u64>,
    /// Its captions, those of the record itself first.
    pub captions: Vec<CaptionsLink>,
    /// Picture that stands for a recording; empty if the site publishes none.
    pub poster: String,
    /// Beginning of a small table that the site publishes itself.
    pub table: Option<TablePreview>,
}

/// Beginning of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TablePreview {
    /// Columns of the table.
    pub columns: Vec<TableColumn>,
    /// The first rows, each with a cell for every column.
    pub rows: Vec<Vec<String>>,
    /// Number of further rows.
    pub more: usize,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TableColumn {
    /// Heading as written in the file.
    pub name: String,
    /// True if all its cells are numbers or empty.
    pub numeric: bool,
}

/// Captions of a recording.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CaptionsLink {
    /// Name of the language in itself.
    pub title: String,
    /// The file (WebVTT).
    pub href: String,
    /// BCP 47.
    pub lang: String,
    /// `captions` for the record's own words, `subtitles` for those of a translation.
    pub kind: &'static str,
}

/// Data that every page has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Head {
    /// Kind of page, such as `meeting`; the name of its template.
    pub kind: &'static str,
    /// BCP 47, of the interface.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The title of the page, without the site's.
    pub title: String,
    /// One or two sentences for search engines; may be empty.
    pub description: String,
    /// The absolute address.
    pub canonical: String,
    /// The same page in other languages, for search engines: absolute addresses. Includes the page itself, unless
    /// empty.
    pub alternates: Vec<Link>,
    /// The languages of the site, with this page in each of them, or the nearest page; empty on a site in one language.
    pub languages: Vec<LanguageLink>,
    /// Feeds about the subject of the page.
    pub feeds: Vec<FeedLink>,
    /// The way from the front page to here, without the page itself.
    pub crumbs: Vec<Link>,
    /// Picture for link previews, 1200 by 630 pixels; an absolute address, empty for none.
    pub image: String,
    /// True if search engines should ignore the page.
    pub hidden: bool,
    /// Values under `extra:` of the record or page itself; empty for other pages.
    pub extra: serde_json::Value,
}

/// A page in a language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LanguageLink {
    /// BCP 47.
    pub lang: String,
    /// The language's own name for itself.
    pub name: String,
    /// Address of the page.
    pub href: String,
    /// True if it is the present page.
    pub current: bool,
    /// Note, in that language, that the page is not in it and the link leads to the nearest list; empty if the page is.
    pub instead: String,
}

/// A feed to follow.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FeedLink {
    /// Media type.
    #[serde(rename = "type")]
    pub media_type: &'static str,
    /// Title of the feed.
    pub title: String,
    /// Address of the feed.
    pub href: String,
}

/// Data of the site for pages in one language. Changes only with `site.yml`, so it is no part of a page's own view; its
/// fingerprint goes into every key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct SiteView {
    /// The archive's name.
    pub title: String,
    /// Description of the site in one sentence.
    pub description: String,
    /// The front page.
    pub home: String,
    /// The index of all meetings.
    pub meetings: String,
    /// Meetings, speakers, series, topics, and what `site.yml` adds.
    pub menu: Vec<MenuItem>,
    /// Further menus of `site.yml`, by name.
    pub menus: BTreeMap<String, Vec<MenuItem>>,
    /// The search page; none if the search is turned off.
    pub search: Option<String>,
    /// False if search engines are asked to list no page.
    pub indexed: bool,
    /// Absolute address, without a final `/`.
    pub url: String,
    /// Links to the theme's files, by name.
    pub assets: BTreeMap<String, String>,
    /// The site's feeds.
    pub feeds: Vec<FeedLink>,
    /// The licence of the records.
    pub licence: Option<Licence>,
    /// The name to give when something is used.
    pub attribution: String,
    /// Contact: an address with a scheme.
    pub contact: Option<String>,
    /// The page of all corrections; empty when the site has none.
    pub corrections: String,
    /// The page of queries that can be followed, unless there are none.
    pub watches: Option<String>,
    /// The page about the open data, unless there is none.
    pub data: Option<String>,
    /// The calendar of all meetings, as iCalendar.
    pub calendar: String,
    /// The program and its version.
    pub generator: String,
    /// Values under `extra:` of `site.yml`.
    pub extra: serde_json::Value,
}

/// An entry of a menu.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct MenuItem {
    /// Text of the link.
    pub title: String,
    /// Target; empty if the entry only opens those below it.
    pub href: String,
    /// Language of the title, if it is not that of the page.
    pub lang: Option<String>,
    /// True if the target is on another site.
    pub outside: bool,
    /// Entries below it.
    pub children: Vec<MenuItem>,
}

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Licence {
    /// SPDX id.
    pub id: String,
    /// Name of the licence in words, or its id.
    pub name: String,
    /// Address of the licence's text; empty when it is unknown.
    pub href: String,
}

/// A meeting in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct MeetingItem {
    /// Its title, without the date.
    pub title: String,
    /// The language of the record.
    pub lang: String,
    /// Its record.
    pub href: String,
    /// Date of the meeting.
    pub date: DateView,
    /// Its series.
    pub series: Option<Link>,
    /// Number of speeches.
    pub speeches: usize,
    /// Number of speakers.
    pub speakers: usize,
    /// True if it is not public yet; only editors see it.
    pub draft: bool,
    /// Says from which day and hour a scheduled record is public; empty for any other.
    pub public_from: String,
    /// Its records in other languages, each with the language's own name.
    pub also: Vec<Link>,
    /// Short account of the meeting.
    pub summary: Option<SummaryView>,
    /// The first decision, on the front page and in the lists of meetings by time; none elsewhere.
    pub decided: Option<DecisionItem>,
}

/// Short account of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SummaryView {
    /// Plain text, in the language of the record.
    pub text: String,
    /// Its author; may be empty.
    pub by: String,
    /// True if a program wrote it.
    pub machine: bool,
}
