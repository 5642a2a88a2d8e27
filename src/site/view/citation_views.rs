//! The views of citations of a record.

use serde::Serialize;

use super::date_view::DateView;

/// Places that link to a record.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CitedInView {
    /// The newest records first, pages last.
    pub items: Vec<CitedInItem>,
    /// Number of further places.
    pub more: usize,
}

/// A place that links to a record.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct CitedInItem {
    /// Title of the record or page.
    pub title: String,
    /// Address of the place.
    pub href: String,
    /// Language of the title.
    pub lang: String,
    /// Date of the meeting; none for a page.
    pub date: Option<DateView>,
    /// The one whose words link to it, if they are a speech.
    pub who: Option<String>,
}
