//! The views that pages of several kinds show: links, heads, the site, a meeting in a list.

use serde::Serialize;

use super::date_view::DateView;

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

/// What every page has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Head {
    /// Which kind of page, such as `meeting`; the name of its template.
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
    /// The name to give when something is used.
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
    /// The language of the record.
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
