//! The views of search, content pages, and addresses that are missing or have moved.

use serde::Serialize;

use super::shared_views::Head;

/// `search.html`
#[derive(Debug, Clone, Hash, Serialize)]
pub struct SearchView {
    /// Data that every page has.
    pub head: Head,
    /// Address of the index's root.
    pub index: String,
    /// The root of the index itself, as JSON.
    #[serde(skip)]
    pub root: String,
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
