//! A file of the content: a record or a page.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Meeting, Page, SpeakerName};
use crate::text::source::SourceId;

/// Content of a Markdown file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Document {
    /// A meeting's record.
    Meeting(Arc<Meeting<Arc<SpeakerName>>>),
    /// A page of the site, such as “About”.
    Page(Arc<Page>),
    /// A record or page whose visibility cannot be read, so that it is not published; a diagnostic gives the reason.
    Withheld {
        /// The source that holds its text.
        source: SourceId,
        /// The file, relative to the content.
        path: Arc<str>,
    },
    /// Not to be published; a diagnostic gives the reason.
    Nothing,
}

impl Document {
    /// The same document with its text at another position among the sources.
    #[must_use]
    pub fn with_source(&self, id: SourceId) -> Document {
        match self {
            Document::Meeting(meeting) if meeting.details.source != id => {
                let mut meeting = meeting.with_names(meeting.names.clone());
                Arc::make_mut(&mut meeting.details).source = id;
                Document::Meeting(Arc::new(meeting))
            }
            Document::Page(page) if page.source != id => {
                let mut page = Arc::clone(page);
                Arc::make_mut(&mut page).source = id;
                Document::Page(page)
            }
            Document::Withheld { path, .. } => Document::Withheld { source: id, path: Arc::clone(path) },
            same => same.clone(),
        }
    }
}
