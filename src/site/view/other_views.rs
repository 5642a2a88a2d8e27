//! The views of search, pages, and addresses at which nothing stands or that have moved.

use serde::Serialize;

use super::shared_views::Head;

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
