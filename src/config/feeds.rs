//! Which feeds a site has.

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FeedFormat {
    /// RSS 2.0
    Rss,
    /// Atom (RFC 4287)
    Atom,
    /// JSON Feed 1.1
    Json,
}

/// Which feeds a site has, and how much each holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedSettings {
    /// Number of meetings in a feed.
    pub limit: usize,
    /// Formats of the feeds of the site, its languages, series and topics.
    pub formats: Vec<FeedFormat>,
    /// Which speakers have a feed.
    pub speakers: FollowedSpeakers,
    /// Formats of the feeds of speakers.
    pub speaker_formats: Vec<FeedFormat>,
}

impl Default for FeedSettings {
    fn default() -> Self {
        FeedSettings {
            limit: 20,
            formats: vec![FeedFormat::Rss, FeedFormat::Atom, FeedFormat::Json],
            speakers: FollowedSpeakers::AtMeetings(3),
            speaker_formats: vec![FeedFormat::Rss],
        }
    }
}

/// Which speakers have a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FollowedSpeakers {
    /// None of them.
    None,
    /// Speakers in the registry.
    Registered,
    /// Speakers in the registry, and those who spoke at this many meetings or more.
    AtMeetings(usize),
}
