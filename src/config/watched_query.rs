//! Words that readers of a site follow.

use crate::record::LocalText;
use crate::report::diagnostic::Location;

/// A query whose newest matches have a page and feeds.
#[derive(Debug, Clone, PartialEq)]
pub struct Watch {
    /// The end of the address.
    pub id: Box<str>,
    /// By language.
    pub title: LocalText,
    /// In the language of the search.
    pub query: Box<str>,
    /// Place of the entry in `site.yml`.
    pub at: Location,
}
