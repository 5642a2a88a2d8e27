//! Settings of podcasts.

use crate::record::LocalText;

/// Podcasts of the recordings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PodcastSettings {
    /// True if recordings that are files are podcasts.
    pub is_made: bool,
    /// Picture of the podcasts, as written: a file of the content, or an address.
    pub image: Option<Box<str>>,
    /// Category in directories of podcasts.
    pub category: Box<str>,
    /// Name of who makes them; empty for the title of the site.
    pub author: LocalText,
}

impl Default for PodcastSettings {
    fn default() -> Self {
        let (image, author) = (None, LocalText::default());
        PodcastSettings { is_made: true, image, category: "Government".into(), author }
    }
}
