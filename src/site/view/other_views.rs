//! The views of search, content pages, and addresses that are missing or have moved.

use serde::Serialize;

use super::shared_views::{Head, Link};

/// `search.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SearchView {
    /// Data that every page has.
    pub head: Head,
    /// Address of the index's root.
    pub index: String,
    /// Years with meetings, the newest first.
    pub years: Vec<i16>,
    /// Series with meetings.
    pub series: Vec<FilterValue>,
    /// Bodies with meetings.
    pub bodies: Vec<FilterValue>,
    /// Taxonomies of the site with terms, topics first.
    pub taxonomies: Vec<FilterField>,
    /// Languages of the records, the most frequent first; values are BCP 47.
    pub languages: Vec<FilterValue>,
    /// Queries that can be followed, as links to their pages.
    pub watches: Vec<Link>,
    /// Queries that find something here: names of what the archive has most of; at most three.
    pub examples: Vec<Link>,
    /// Name of the person who speaks most; empty if nobody does.
    pub speaker: String,
    /// The most frequent role of speakers; empty if none has one.
    pub role: String,
    /// The root of the index itself, as JSON.
    #[serde(skip)]
    pub root: String,
}

/// A field of the search that is a taxonomy.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct FilterField {
    /// As it is written in a query.
    pub field: String,
    /// Name of the taxonomy.
    pub title: String,
    /// Its terms.
    pub values: Vec<FilterValue>,
}

/// A value by which a search may be narrowed.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct FilterValue {
    /// As it is written in a query.
    pub value: String,
    /// Its name.
    pub title: String,
}

/// `page.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct PageView {
    /// Data that every page has.
    pub head: Head,
    /// Address at which the source is edited; none if the site names none.
    pub edit: Option<String>,
    /// Content as HTML.
    #[serde(skip)]
    pub body: String,
}

/// `404.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct NotFoundView {
    /// Data that every page has.
    pub head: Head,
}

/// `redirect.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct RedirectView {
    /// Data that every page has.
    pub head: Head,
    /// Target of the redirect.
    pub target: String,
    /// Target of the redirect, absolute.
    pub absolute: String,
}
